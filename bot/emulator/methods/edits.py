"""editMessageText, editMessageCaption, editMessageReplyMarkup."""

from typing import Any

from bot.emulator.keyboards import Markup, read_markup
from bot.emulator.methods.sending import preview_options
from bot.emulator.methods.targets import caption_content, found_message, text_content, writable_chat
from bot.emulator.models import Json, Message
from bot.emulator.params import Params
from bot.emulator.problems import bad_request
from bot.emulator.world import World

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_CAPTION_FIELDS = {"caption", "caption_entities"}


def _target(world: World, params: Params) -> Message:
    if inline_id := params.text("inline_message_id"):
        inline = world.inline_messages.get(inline_id)
        if inline is None or inline.deleted:
            raise bad_request("MESSAGE_ID_INVALID")
        return inline
    if not params.text("chat_id") and not params.number("message_id"):
        raise bad_request("message identifier is not specified")
    message = found_message(writable_chat(world, params), params, "edit")
    if message.sender is not world.bot:
        raise bad_request("message can't be edited")
    return message


def _apply(world: World, message: Message, content: Json, markup: Markup, extra: Json | None = None) -> Any:
    extra = message.extra if extra is None else extra
    if (content, markup.inline, extra) == (message.content, message.markup.inline, message.extra):
        raise bad_request(SAME)
    if (content, extra) != (message.content, message.extra):
        message.edit_date = world.seconds()
    message.extra = extra
    world.change(message, content, markup)
    return True if message.inline_id is not None else message.api()


def edit_text(world: World, params: Params) -> Any:
    """editMessageText: new words; a keyboard that is not given again disappears."""
    content = text_content(world, params)
    message = _target(world, params)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    kept = {name: value for name, value in message.extra.items() if name != "link_preview_options"}
    markup = read_markup(params.values.get("reply_markup"), inline_only=True)
    return _apply(world, message, content, markup, kept | preview_options(params))


def edit_caption(world: World, params: Params) -> Any:
    """editMessageCaption: new words under media."""
    message = _target(world, params)
    if "text" in message.content:
        raise bad_request("there is no caption in the message to edit")
    kept = {name: value for name, value in message.content.items() if name not in _CAPTION_FIELDS}
    markup = read_markup(params.values.get("reply_markup"), inline_only=True)
    return _apply(world, message, kept | caption_content(world, params), markup)


def edit_markup(world: World, params: Params) -> Any:
    """editMessageReplyMarkup: new buttons, or none."""
    message = _target(world, params)
    return _apply(world, message, message.content, read_markup(params.values.get("reply_markup"), inline_only=True))


METHODS = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageReplyMarkup": edit_markup,
}
