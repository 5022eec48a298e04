"""The world's levers: state, clock, faults, call log, files."""

from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from aiohttp import web

from bot.emulator.control.schemas import MoveClock, NewFault, ReadCalls, body, query
from bot.emulator.control.views import call_view, group_view, person_view
from bot.emulator.faults import Fault
from bot.emulator.problems import ControlError
from bot.emulator.world import World

_SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp")


async def state(world: World, request: web.Request) -> Any:
    """Everything at a glance."""
    hook = world.webhook
    return {
        "bot": world.bot.api(),
        "profile": {kind: world.profile.get(kind) for kind in ("name", "description", "short_description")},
        "now": world.clock.now().isoformat(),
        "cursor": world.journal.cursor,
        "pending_updates": len(world.updates),
        "webhook": None if hook is None else {"url": hook.url, "last_error": hook.last_error_message},
        "people": [person_view(person) for person in world.people.values()],
        "groups": [group_view(chat) for chat in world.chats.values() if chat.person is None],
    }


async def read_clock(world: World, request: web.Request) -> Any:
    """The time."""
    return {"now": world.clock.now().isoformat()}


async def move_clock(world: World, request: web.Request) -> Any:
    """Moves the time forward."""
    given = await body(request, MoveClock)
    world.clock.advance(given.step(world.clock.now()))
    world.journal.record("world")
    return await read_clock(world, request)


async def list_faults(world: World, request: web.Request) -> Any:
    """Faults that are still to come."""
    return {"faults": [asdict(fault) for fault in world.faults.rules]}


async def add_fault(world: World, request: web.Request) -> Any:
    """A fault for the next calls."""
    world.faults.add(Fault(**(await body(request, NewFault)).model_dump()))
    return await list_faults(world, request)


async def clear_faults(world: World, request: web.Request) -> Any:
    """No more faults."""
    world.faults.clear()
    return await list_faults(world, request)


async def calls(world: World, request: web.Request) -> Any:
    """What the bot called."""
    given = query(request, ReadCalls)
    found = world.calls.read(method=given.method, since=given.since, limit=given.limit)
    return {"calls": [call_view(call) for call in found], "total": world.calls.total}


async def clear_calls(world: World, request: web.Request) -> Any:
    """Forgets the calls."""
    world.calls.clear()
    return {"calls": [], "total": world.calls.total}


async def file(world: World, request: web.Request) -> web.Response:
    """The bytes of a file. Only pictures open in the browser; everything else is a download."""
    stored = world.files.get(request.match_info["file"])
    if stored is None:
        raise ControlError(404, "file_not_found", "There is no such file.")
    shown = stored.mime in _SHOWN
    name = quote(stored.name or stored.path.rpartition("/")[2], safe="")
    headers = {
        "Content-Type": stored.mime if shown else "application/octet-stream",
        "Content-Disposition": f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{name}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return web.Response(body=stored.data, headers=headers)
