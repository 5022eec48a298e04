"""What a chat was about a moment ago. In memory only, ten minutes, never written anywhere."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from bot.clock import Clock

REMEMBER_SECONDS = 600.0
REMEMBER_CHATS = 20_000
"""Chats remembered at once; beyond that the longest unused is forgotten first."""


@dataclass(frozen=True)
class Exchange:
    """The last question of a chat and what was answered. `entry_ids`: the ranking, best first."""

    question: str
    entry_id: str = ""
    entry_ids: tuple[str, ...] = ()
    question_message: int = 0
    answer_message: int = 0


class ChatMemory:
    """Last exchange by chat id."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._exchanges: OrderedDict[int, tuple[float, Exchange]] = OrderedDict()

    def remember(self, chat_id: int, exchange: Exchange) -> None:
        self._exchanges[chat_id] = (self._clock.monotonic(), exchange)
        self._exchanges.move_to_end(chat_id)
        while len(self._exchanges) > REMEMBER_CHATS:
            self._exchanges.popitem(last=False)

    def recall(self, chat_id: int) -> Exchange | None:
        """The last exchange, or None when there was none within ten minutes."""
        kept = self._exchanges.get(chat_id)
        if kept is None:
            return None
        if self._clock.monotonic() - kept[0] > REMEMBER_SECONDS:
            del self._exchanges[chat_id]
            return None
        return kept[1]

    def forget(self, chat_id: int) -> None:
        self._exchanges.pop(chat_id, None)

    def sweep(self) -> None:
        """Drop what is older than ten minutes, so that it does not linger until the chat speaks again."""
        limit = self._clock.monotonic() - REMEMBER_SECONDS
        while self._exchanges:
            chat_id, (when, _) = next(iter(self._exchanges.items()))
            if when >= limit:
                break
            del self._exchanges[chat_id]
