"""Sending and editing, the same way everywhere: HTML, no link previews, no error for a message that is gone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from telegram import CallbackQuery, LinkPreviewOptions, Message
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError

from handlers.views.replies import Reply

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

FORMAT = {"parse_mode": ParseMode.HTML.value, "link_preview_options": NO_PREVIEW.to_dict()}
"""Parameters of every sendMessage: HTML, no link previews."""

TYPING_AFTER_SECONDS = 0.5
"""A wait longer than this shows "mengetik"."""


async def send(message: Message, reply: Reply) -> int:
    """Answer `message` in its chat (and thread); in groups as a reply, so that it is clear who asked.

    Returns the id of the new message and nothing else of it: Telegram sends back what it was given, and objects of
    its text, entities and buttons would take a quarter of the time of an answer (docs/pengukuran-kecepatan.md).
    Limits, timeouts and errors are those of `Bot.send_message`.
    """
    with typing_when_slow(message):
        # All methods of a Bot call _post. Its public form, do_api_request, warns about every method that Bot has.
        sent = await message.get_bot()._post("sendMessage", _parameters(message, reply))
    return int(sent["message_id"])


async def edit(query: CallbackQuery, reply: Reply) -> None:
    """Replace the message under a tapped button. A second tap on the same button changes nothing."""
    try:
        await query.edit_message_text(
            reply.text,
            parse_mode=ParseMode.HTML,
            reply_markup=reply.keyboard,
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest as error:
        if "not modified" not in error.message.lower():
            raise


def _parameters(message: Message, reply: Reply) -> dict[str, Any]:
    """Of sendMessage; those that are None are left out."""
    private, direct = message.chat.type == message.chat.PRIVATE, message.direct_messages_topic
    return {
        "chat_id": message.chat_id,
        "message_thread_id": message.message_thread_id if message.is_topic_message else None,
        "direct_messages_topic_id": direct.topic_id if direct else None,
        "reply_parameters": None if private else {"message_id": message.message_id},
        "text": reply.text,
        **FORMAT,
        **reply.raw,
    }


@contextmanager
def typing_when_slow(message: Message) -> Iterator[None]:
    """Show "mengetik" in the chat of `message` when the block takes longer than half a second.

    Not a TaskGroup: that would wrap the error of an answer, which handlers tell apart by its class.
    """
    tasks: list[asyncio.Task[None]] = []

    def start() -> None:
        tasks.append(asyncio.create_task(_show_typing(message)))

    timer = asyncio.get_running_loop().call_later(TYPING_AFTER_SECONDS, start)
    try:
        yield
    finally:
        timer.cancel()
        for task in tasks:
            task.cancel()


async def _show_typing(message: Message) -> None:
    with suppress(TelegramError):  # a nicety: the answer itself reports what is wrong
        await message.get_bot().send_chat_action(message.chat_id, ChatAction.TYPING)
