"""Inline mode: a person types @bot and words anywhere, sees results, sends one of them."""

from typing import Any

from bot.emulator import people
from bot.emulator.entities import read_text
from bot.emulator.keyboards import Markup, read_markup
from bot.emulator.models import Chat, Json, Message, Query, User
from bot.emulator.problems import ControlError
from bot.emulator.world import World

KEPT = 10_000


def ask(world: World, person: User, words: str, *, offset: str = "", chat_type: str = "sender") -> Query:
    """Types an inline query (at most 256 letters); the bot gets `inline_query`."""
    if not world.inline:
        raise ControlError(409, "inline_off", "Inline mode is off for this bot.")
    if len(words) > 256:
        raise ControlError(400, "text_too_long", "Telegram sends at most 256 letters of an inline query.")
    query = world.add_query(Query(world.new_id(), person, world.clock.timestamp(), "inline", data=words))
    content = {
        "id": query.id,
        "from": person.api(),
        "query": words,
        "offset": offset,
        "chat_type": chat_type,
    }
    world.updates.offer("inline_query", content, person.id)
    return query


def choose(world: World, query: Query, result_id: str, chat: Chat) -> Message:
    """Sends one result into a chat; the bot gets `chosen_inline_result` when feedback is on."""
    results = (query.answer or {}).get("results", [])
    result = next((item for item in results if item["id"] == result_id), None)
    if result is None:
        raise ControlError(404, "result_not_found", f"The answer to this query has no result {result_id!r}.")
    content, markup = _content(result)
    message = people.send(world, chat, query.person, content, extra={"via_bot": world.bot.api()}, markup=markup)
    chosen: Json = {"result_id": result_id, "from": query.person.api(), "query": query.data}
    if markup.inline is not None:
        message.inline_id = chosen["inline_message_id"] = f"I{world.new_id()}"
        world.inline_messages[message.inline_id] = message
        if len(world.inline_messages) > KEPT:
            world.inline_messages.popitem(last=False)
    if world.inline_feedback:
        world.updates.offer("chosen_inline_result", chosen, query.person.id)
    return message


def check_result(result: Any) -> None:
    """Refuses with ApiError 400 what Telegram would refuse in one result."""
    _content(result)


def _content(result: Json) -> tuple[Json, Markup]:
    markup = read_markup(result.get("reply_markup"), inline_only=True)
    given = result.get("input_message_content")
    given = given if isinstance(given, dict) else {}
    source = given.get("message_text")
    field = "text" if source is not None else "caption"
    mode = given.get("parse_mode") if source is not None else result.get("parse_mode")
    text, entities = read_text(str(source or result.get("caption") or result.get("title") or ""), str(mode or ""))
    content: Json = {field: text}
    if entities:
        content["entities" if field == "text" else "caption_entities"] = entities
    if field == "caption":
        content["document"] = {"file_id": "inline", "file_unique_id": "inline", "file_name": result["type"]}
    return content, markup
