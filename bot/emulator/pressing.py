"""Buttons under messages and on the person's own keyboard, and the answers that the bot owes."""

from typing import Any, NamedTuple

from bot.emulator import people
from bot.emulator.models import Chat, Json, Message, Query, User
from bot.emulator.problems import ControlError
from bot.emulator.world import World

CALLBACK_SECONDS = 15 * 60
INLINE_SECONDS = 60


class Press(NamedTuple):
    """What a press did: `query` waits for the bot; otherwise `outcome` happened on the spot with `value`."""

    outcome: str
    query: Query | None = None
    value: Any = None


def press(
    world: World,
    chat: Chat,
    person: User,
    *,
    text: str | None = None,
    data: str | None = None,
    message_id: int | None = None,
) -> Press:
    """Presses a button by its words or its callback data, on one message or the newest that has it.

    Falls back to the person's own keyboard. ControlError 404 when no such button is visible.
    """
    if chat.type == "private" and person.blocked:
        raise ControlError(409, "blocked", "This person has blocked the bot: unblock it first.")
    candidates = [world.message(chat.id, message_id)] if message_id is not None else reversed(chat.messages.values())
    for message in candidates:
        if not message.deleted and (button := _find(message, text, data)) is not None:
            return _press_inline(world, chat, person, message, button)
    if message_id is None and text is not None and chat.keyboard is not None:
        for button in (button for row in chat.keyboard[1].get("keyboard", []) for button in row):
            if button["text"] == text:
                return _press_reply(world, chat, person, button)
    raise ControlError(404, "button_not_found", f"No visible button {text if text is not None else data!r}.")


def _find(message: Message, text: str | None, data: str | None) -> Json | None:
    for row in (message.markup.inline or {}).get("inline_keyboard", []):
        for button in row:
            if (text is None or button["text"] == text) and (data is None or button.get("callback_data") == data):
                found: Json = button
                return found
    return None


def _press_inline(world: World, chat: Chat, person: User, message: Message, button: Json) -> Press:
    if "callback_data" not in button:
        outcome = next(name for name in button if name != "text")
        return Press(outcome, value=button[outcome])
    query = Query(world.new_id(), person, world.clock.timestamp(), "callback", chat, button["callback_data"])
    content: Json = {
        "id": query.id,
        "from": person.api(),
        "chat_instance": world.chat_instance,
        "data": query.data,
    }
    if message.inline_id is not None:
        content["inline_message_id"] = message.inline_id
    else:
        content["message"] = message.api()
    world.add_query(query)
    world.updates.offer("callback_query", content, chat.id)
    return Press("callback", query)


def _press_reply(world: World, chat: Chat, person: User, button: Json) -> Press:
    if button.get("request_contact"):
        content = {"contact": contact(person, "+6281200000000", person.first_name)}
        return Press("message", value=people.send(world, chat, person, content))
    if button.get("request_location"):
        content = {"location": {"latitude": -6.2, "longitude": 106.8}}
        return Press("message", value=people.send(world, chat, person, content))
    return Press("message", value=people.say(world, chat, person, button["text"]))


def contact(person: User, phone_number: str, first_name: str) -> Json:
    """The Bot API's Contact of a person's own number."""
    return {"phone_number": phone_number, "first_name": first_name, "user_id": person.id}


def open_query(world: World, query_id: str, kind: str) -> Query | None:
    """The query if the bot may still answer it: known, unanswered, not too old."""
    query = world.queries.get(query_id)
    if query is None or query.kind != kind or query.answer is not None:
        return None
    lifetime = CALLBACK_SECONDS if kind == "callback" else INLINE_SECONDS
    return query if world.clock.timestamp() - query.made <= lifetime else None


def answer(world: World, query: Query, content: Json) -> None:
    """Notes the bot's answer and shows it: a toast for a callback query, results for an inline query."""
    query.answer = content
    kind = "toast" if query.kind == "callback" else "inline"
    chat_id = query.chat.id if query.chat else query.person.id
    data = {"query_id": query.id, "person_id": query.person.id, **(content if kind == "toast" else {})}
    world.journal.record(kind, chat_id, data=data)
