"""Where a call is aimed: chats and messages, checked in Telegram's words."""

from typing import Any

from bot.emulator.entities import read_text
from bot.emulator.faults import BLOCKED
from bot.emulator.models import Chat, Json, Message
from bot.emulator.params import Params
from bot.emulator.problems import ApiError, bad_request, forbidden
from bot.emulator.text import utf16_length
from bot.emulator.world import World

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
"""UTF-16 units after parsing."""


def known_chat(world: World, params: Params) -> Chat:
    """The chat of `chat_id`, whether or not the bot may write there. ApiError 400 or 403."""
    given = params.text("chat_id").strip()
    if not given:
        raise bad_request("chat_id is empty")
    chat = world.chats.get(params.number("chat_id"))
    if chat is None:
        raise bad_request("chat not found")
    if chat.migrated_to is not None:
        sentence = "Bad Request: group chat was upgraded to a supergroup chat"
        raise ApiError(400, sentence, {"migrate_to_chat_id": chat.migrated_to})
    if chat.bot_status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    if chat.bot_status == "left":
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    return chat


def writable_chat(world: World, params: Params) -> Chat:
    """The chat of `chat_id` if the bot may write there now. ApiError 400 or 403."""
    chat = known_chat(world, params)
    person = chat.person
    if person is not None:
        if person.deactivated:
            raise forbidden("user is deactivated")
        if person.blocked:
            raise forbidden(BLOCKED)
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")
    if params.number("message_thread_id"):
        raise bad_request("message thread not found")
    return chat


def found_message(chat: Chat, params: Params, what: str) -> Message:
    """The message of `message_id`. ApiError 400 "message to ... not found"."""
    message = chat.messages.get(params.number("message_id"))
    if message is None or message.deleted:
        raise bad_request(f"message to {what} not found")
    return message


def replied(chat: Chat, params: Params) -> Message | None:
    """The message that a send replies to, or None. ApiError 400 unless sending without it is allowed."""
    given = params.json("reply_parameters")
    if isinstance(given, dict):
        wanted, lenient = given.get("message_id"), given.get("allow_sending_without_reply") is True
    else:
        wanted, lenient = params.number("reply_to_message_id"), params.flag("allow_sending_without_reply")
    if not wanted:
        return None
    message = chat.messages.get(int(wanted)) if str(wanted).isdecimal() else None
    if (message is None or message.deleted) and not lenient:
        raise bad_request("message to be replied not found")
    return None if message is None or message.deleted else message


def text_content(world: World, params: Params) -> Json:
    """The content fields of a text message. ApiError 400 for empty, long or unreadable text."""
    source = params.text("text")
    if not source:
        raise bad_request("message text is empty")
    given = params.json("entities") if "entities" in params.values else None
    text, entities = read_text(source, params.text("parse_mode"), given)
    if not text:
        raise bad_request("text must be non-empty")
    if utf16_length(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return {"text": text, "entities": resolved(world, entities)} if entities else {"text": text}


def caption_content(world: World, given: Params) -> Json:
    """The caption fields of a media message, if any. ApiError 400 for a long or unreadable caption."""
    source = given.text("caption")
    if not source:
        return {}
    explicit = given.json("caption_entities") if "caption_entities" in given.values else None
    text, entities = read_text(source, given.text("parse_mode"), explicit)
    if utf16_length(text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    content: Json = {"caption": text} if text else {}
    return content | ({"caption_entities": resolved(world, entities)} if entities else {})


def resolved(world: World, entities: list[Json]) -> list[Json]:
    """Mentions of people get their whole User; mentions of strangers are dropped, as Telegram does."""
    if not any(entity["type"] == "text_mention" for entity in entities):
        return entities
    kept: list[Json] = []
    for entity in entities:
        if entity["type"] == "text_mention":
            person = world.people.get(_user_id(entity.get("user")))
            if person is None:
                continue
            entity = entity | {"user": person.api()}
        kept.append(entity)
    return kept


def _user_id(user: Any) -> int:
    return int(user["id"]) if isinstance(user, dict) and str(user.get("id")).isdecimal() else 0
