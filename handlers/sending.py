"""Sending and editing, the same way everywhere: HTML, no link previews, no error for a message that is gone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from telegram import CallbackQuery, LinkPreviewOptions, Message
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError

from handlers.views.replies import Reply

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

TYPING_AFTER_SECONDS = 0.5
"""A wait longer than this shows "mengetik"."""


async def send(message: Message, reply: Reply) -> Message:
    """Answer `message` in its chat (and thread); in groups as a reply, so that it is clear who asked."""
    with _typing_when_slow(message):
        return await message.reply_text(
            reply.text,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            do_quote=message.chat.type != message.chat.PRIVATE,
            api_kwargs=reply.raw,
        )


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


@contextmanager
def _typing_when_slow(message: Message) -> Iterator[None]:
    """Not a TaskGroup: that would wrap the error of an answer, which handlers tell apart by its class."""
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
