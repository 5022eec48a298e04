"""Messages that go out of a chat, on both sides."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.clock import Clock

MOST_AT_ONCE = 100
"""Messages of one deleteMessages (Bot API)."""

DELETABLE_SECONDS = 48 * 3600.0
"""How long Telegram lets a bot delete a message."""


class Disposal:
    """Deletes messages. What could not reach Telegram is tried again by `retry` until it is too old."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._left: list[tuple[float, int, list[int]]] = []

    async def delete(self, bot: Bot, chat_id: int, messages: Iterable[int]) -> None:
        """Delete what is left of `messages` in a private chat. Raises nothing of Telegram."""
        ids = sorted(messages)
        for start in range(0, len(ids), MOST_AT_ONCE):
            await self._delete(bot, self._clock.monotonic(), chat_id, ids[start : start + MOST_AT_ONCE])

    async def retry(self, bot: Bot) -> None:
        """Try once more what failed."""
        left, self._left = self._left, []
        for since, chat_id, ids in left:
            if self._clock.monotonic() - since < DELETABLE_SECONDS:
                await self._delete(bot, since, chat_id, ids)

    async def _delete(self, bot: Bot, since: float, chat_id: int, ids: list[int]) -> None:
        try:
            await bot.delete_messages(chat_id, ids)
        except BadRequest:
            await _one_by_one(bot, chat_id, ids)  # one that is too old keeps Telegram from deleting the others
        except Forbidden:
            return  # the person blocked the bot: their chat is out of reach
        except TelegramError:
            self._left.append((since, chat_id, ids))


async def _one_by_one(bot: Bot, chat_id: int, ids: list[int]) -> None:
    for message in ids:
        with suppress(TelegramError):
            await bot.delete_message(chat_id, message)
