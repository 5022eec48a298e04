"""sendMessage and sendChatAction, and what every sending method has in common."""

from typing import Any

from bot.emulator.keyboards import read_markup
from bot.emulator.methods.targets import replied, text_content, writable_chat
from bot.emulator.models import TYPING_SECONDS, Chat, Json, Message
from bot.emulator.params import Params
from bot.emulator.problems import bad_request
from bot.emulator.world import World

_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def deliver(world: World, chat: Chat, params: Params, content: Json, extra: Json | None = None) -> Message:
    """Sends `content` with the options of the call: keyboard, reply, protection, effects."""
    markup = read_markup(params.values.get("reply_markup"))
    return world.post(
        chat,
        world.bot,
        content,
        markup=markup,
        reply_to=replied(chat, params),
        protected=params.flag("protect_content"),
        extra=extra,
    )


def preview_options(params: Params) -> Json:
    """`link_preview_options` as the message carries them, from the new or the old parameter."""
    given: Any = params.json("link_preview_options")
    if given is None and params.flag("disable_web_page_preview"):
        given = {"is_disabled": True}
    return {"link_preview_options": given} if isinstance(given, dict) and given else {}


def send_message(world: World, params: Params) -> Json:
    """sendMessage."""
    content = text_content(world, params)
    chat = writable_chat(world, params)
    return deliver(world, chat, params, content, preview_options(params)).api()


def send_chat_action(world: World, params: Params) -> bool:
    """sendChatAction: shown for five seconds or until the next message."""
    chat = writable_chat(world, params)
    action = params.text("action").lower()
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.action = (action, world.clock.timestamp() + TYPING_SECONDS)
    world.journal.record("typing", chat.id, data={"action": action})
    return True


METHODS = {"sendMessage": send_message, "sendChatAction": send_chat_action}
