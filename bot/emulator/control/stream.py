"""Changes as server-sent events, for the page."""

import orjson
from aiohttp import web

from bot.emulator.control.schemas import ReadEvents, query
from bot.emulator.control.views import chat_state, message_view
from bot.emulator.journal import Change
from bot.emulator.models import Json
from bot.emulator.world import World

KEEPALIVE_SECONDS = 15.0
_HEADERS = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}


async def events(world: World, request: web.Request) -> web.StreamResponse:
    """Every change after a cursor (default: from now on), until the reader goes or the server stops.

    Events: `hello` (cursor), `change`, `reset` (too much was missed: read the chats again). After a break the
    browser sends Last-Event-ID and nothing is lost.
    """
    given = query(request, ReadEvents)
    cursor = given.since if given.since is not None else _resume(request, world.journal.cursor)
    response = web.StreamResponse(headers=_HEADERS)
    await response.prepare(request)
    try:
        await response.write(_event("hello", cursor, {"cursor": cursor}))
        while not world.journal.closed:
            if world.journal.forgot(cursor) or cursor > world.journal.cursor:
                cursor = world.journal.cursor
                await response.write(_event("reset", cursor, {"cursor": cursor}))
            for change in world.journal.since(cursor):
                cursor = change.cursor
                if given.chat_id in (None, change.chat_id):
                    await response.write(_event("change", cursor, _view(world, change)))
            if not await world.journal.wait(cursor, KEEPALIVE_SECONDS):
                await response.write(b": still here\n\n")
    except ConnectionError:
        return response
    return response


def _resume(request: web.Request, default: int) -> int:
    last = request.headers.get("Last-Event-ID", "")
    return int(last) if last.isdecimal() and len(last) < 16 else default


def _event(name: str, cursor: int, data: Json) -> bytes:
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (cursor, name.encode(), orjson.dumps(data, default=str))


def _view(world: World, change: Change) -> Json:
    shape: Json = {
        "cursor": change.cursor,
        "kind": change.kind,
        "chat_id": change.chat_id,
        "data": change.data,
    }
    chat = world.chats.get(change.chat_id) if change.chat_id is not None else None
    if chat is not None:
        shape["state"] = chat_state(world, chat)
        message = chat.messages.get(change.message_id) if change.message_id is not None else None
        if message is not None:
            shape["message"] = message_view(message)
    return shape
