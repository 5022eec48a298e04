"""What the chat needs to take reports and to open mailboxes: the room's doors and the open conversations."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass

from telegram import Bot, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.clock import WIB, Clock
from bot.reports.intake import Intake
from bot.reports.mailbox import Mailboxes
from handlers.allowance import Allowance
from handlers.conversations import Conversations
from handlers.disposal import Disposal
from handlers.sending import NO_PREVIEW
from handlers.views.replies import Reply

FILES_IN_HAND = 4
"""Files that are downloaded and cleaned at the same moment."""

HELD_BYTES = 256 * 1024 * 1024
"""Bytes of files in all drafts: what does not fit is not taken."""


@dataclass(frozen=True)
class Reports:
    """The doors of the room of reports that a chat may use. `form`: address of the web form; empty without one."""

    intake: Intake
    mailboxes: Mailboxes
    form: str = ""


class Reporting:
    """The chat's side of reports. Everything that it holds is in memory and goes with the process."""

    def __init__(self, reports: Reports, conversations: Conversations, clock: Clock) -> None:
        self.intake = reports.intake
        self.mailboxes = reports.mailboxes
        self.form = reports.form
        self.conversations = conversations
        self.allowance = Allowance(clock)
        self.disposal = Disposal(clock)
        self.files_in_hand = asyncio.Semaphore(FILES_IN_HAND)
        self._clock = clock

    @property
    def today(self) -> dt.date:
        """The day in Jakarta."""
        return self._clock.now().astimezone(WIB).date()

    def has_room(self, size: int) -> bool:
        """Whether the memory may hold another file of `size` bytes."""
        return size + sum(conversation.held_bytes for conversation in self.conversations) <= HELD_BYTES

    def is_young(self, sent: dt.datetime) -> bool:
        """Whether a message of that time can still be deleted when a conversation that begins now ends."""
        return self._clock.now() - sent < dt.timedelta(days=1)

    async def show(self, bot: Bot, chat_id: int, reply: Reply, *, below: bool = True) -> None:
        """Show `reply` as the conversation's one screen: as a new message, or in place of the present one."""
        conversation = self.conversations.find(chat_id)
        if conversation is None:
            return
        before = conversation.screen
        if not below and before and await _edited(bot, chat_id, before, reply):
            return
        sent = await _sent(bot, chat_id, reply, protected=conversation.protected)
        conversation.screen = sent.message_id
        conversation.messages.add(sent.message_id)
        if before:
            conversation.messages.discard(before)
            await self.disposal.delete(bot, chat_id, [before])

    async def end(self, bot: Bot, chat_id: int, reply: Reply | None = None) -> bool:
        """Forget the chat's conversation, delete its messages on both sides, and show `reply` in their place.

        False, and nothing is shown, when there was none.
        """
        ended = self.conversations.end(chat_id)
        if ended is None:
            return False
        await self.disposal.delete(bot, chat_id, ended.messages)
        if reply:
            await _sent(bot, chat_id, reply)
        return True

    async def sweep(self, bot: Bot) -> None:
        """End every conversation that has been silent for too long, without a word: a notice would be a trace."""
        await self.disposal.retry(bot)
        for chat_id, silent in self.conversations.take_silent():
            await self.disposal.delete(bot, chat_id, silent.messages)


async def _sent(bot: Bot, chat_id: int, reply: Reply, *, protected: bool = False) -> Message:
    return await bot.send_message(
        chat_id,
        reply.text,
        parse_mode=ParseMode.HTML,
        reply_markup=reply.keyboard,
        link_preview_options=NO_PREVIEW,
        protect_content=protected,
    )


async def _edited(bot: Bot, chat_id: int, message: int, reply: Reply) -> bool:
    """Whether the message now shows `reply`; False when it is gone."""
    try:
        await bot.edit_message_text(
            reply.text,
            chat_id=chat_id,
            message_id=message,
            parse_mode=ParseMode.HTML,
            reply_markup=reply.keyboard,
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest as error:
        return "not modified" in error.message.lower()
    return True
