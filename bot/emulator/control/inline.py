"""Inline mode from a person's side."""

from typing import Any

from aiohttp import web

from bot.emulator import inline
from bot.emulator.control.schemas import InlineAsk, InlineChoose, body
from bot.emulator.control.views import message_view, query_view
from bot.emulator.control.waiting import until
from bot.emulator.problems import ControlError
from bot.emulator.world import World


async def ask(world: World, request: web.Request) -> Any:
    """Types a query and waits a while for results."""
    given = await body(request, InlineAsk)
    asked = inline.ask(
        world, world.person(given.person_id), given.query, offset=given.offset, chat_type=given.chat_type
    )
    await until(world, lambda: asked.answer is not None, given.wait)
    return query_view(asked)


async def choose(world: World, request: web.Request) -> Any:
    """Sends one of the results."""
    given = await body(request, InlineChoose)
    asked = world.queries.get(request.match_info["query"])
    if asked is None or asked.kind != "inline":
        raise ControlError(404, "query_not_found", "There is no such inline query.")
    message = inline.choose(world, asked, given.result_id, world.chat(given.chat_id))
    return {"message": message_view(message), "cursor": message.revision}
