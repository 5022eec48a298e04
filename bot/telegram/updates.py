"""One update at a time in a chat, chats side by side.

Answers to quick messages of one person must not overtake each other, and a conversation's state must not be
changed by two handlers at once: with plain concurrency two of three quick messages were lost.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor


class OneAtATime(BaseUpdateProcessor):
    """Handles the updates of one chat one after the other in the order of their arrival.

    The chat is the effective chat's id, else the effective user's (a private chat has its person's id, so an
    inline question waits for the same person's message). An update with neither waits for no chat.

    At most `parallel` updates are handled at the same moment. An update that waits for its chat takes none of
    these places, so one talkative chat never holds up the others. At most `backlog` updates are in hand,
    waiting ones included (`max_concurrent_updates`); later ones wait outside, in the order of their arrival.
    Nothing is kept about a chat without updates in hand.
    """

    def __init__(self, parallel: int = 64, backlog: int = 10_000) -> None:
        """Raises `ValueError` unless 1 <= `parallel` <= `backlog`."""
        if not 1 <= parallel <= backlog:
            raise ValueError("parallel must be at least 1 and at most backlog")
        super().__init__(backlog)
        self._places = asyncio.Semaphore(parallel)
        self._chats: dict[int, _Turn] = {}

    @property
    def chats_in_hand(self) -> int:
        """How many chats have updates that are being handled or are waiting: a gauge for metrics."""
        return len(self._chats)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await `coroutine` when it is its chat's turn; what it raises passes through and ends its turn."""
        try:
            chat = _chat_of(update)
            if chat is None:
                async with self._places:
                    await coroutine
            else:
                await self._in_turn(chat, coroutine)
        finally:
            if inspect.iscoroutine(coroutine):
                coroutine.close()  # cancelled while it waited: it was never started, which Python warns about

    async def _in_turn(self, chat: int, coroutine: Awaitable[Any]) -> None:
        turn = self._chats.get(chat)
        if turn is None:
            turn = self._chats[chat] = _Turn()
        turn.in_hand += 1
        try:
            async with turn.lock, self._places:
                await coroutine
        finally:
            turn.in_hand -= 1
            if not turn.in_hand:
                del self._chats[chat]


class _Turn:
    """A chat's lock (fair: first come, first served) and how many updates hold it or wait for it."""

    __slots__ = ("in_hand", "lock")

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.in_hand = 0


def _chat_of(update: object) -> int | None:
    if not isinstance(update, Update):
        return None
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user is not None else None
