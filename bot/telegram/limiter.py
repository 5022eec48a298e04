"""How fast the bot may speak: the limits of https://core.telegram.org/bots/faq kept here, and 429 obeyed."""

import asyncio
import datetime as dt
import logging
from bisect import insort
from collections import deque
from collections.abc import Callable, Coroutine
from enum import IntEnum
from itertools import count
from math import inf
from typing import Any, Final

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.clock import Clock
from bot.telegram.transport import NotSent

_MARGIN: Final = 0.001  # seconds by which windows are longer: rounding never lets one message too many in
_SWEEP: Final = 1024  # new chats between two looks at which ones are idle
_MANY: Final = 1_000_000  # messages: a limit that is ready for so many has no past
_SILENT: Final = frozenset({"sendChatAction", "sendMessageDraft", "sendGift"})  # leave no message in a chat


class Priority(IntEnum):
    """Pass as `rate_limit_args` of a Bot method; without it a message is a `REPLY`."""

    REPLY = 0
    BROADCAST = 1


class ChatLimiter(BaseRateLimiter[Priority]):
    """Delays messages as long as the limits need. Other requests are never slowed, except by a 429.

    Guaranteed in every schedule (a limit of None or 0 is off):
    - in all, never more than `per_second` messages in any second;
    - in a chat, `chat_burst` quick messages after a rest, then `chat_per_second`; in a group or channel,
      besides, never more than `group_per_minute` in any minute;
    - broadcasts are at least 1 / `broadcasts_per_second` apart, so that replies find room between them;
    - a reply goes before all broadcasts that wait; a chat's messages of one priority keep their order;
    - nothing starts before a `RetryAfter` has passed; then its request is repeated, up to `retries` times.
    An album counts as its pictures but goes out whole. Chats that are idle are forgotten.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        per_second: int | None = 30,
        broadcasts_per_second: float | None = 25,
        chat_per_second: float | None = 1,
        chat_burst: int = 3,
        group_per_minute: int | None = 20,
        retries: int = 3,
    ) -> None:
        self._clock, self._retries, self._numbers = clock, retries, count()
        self._chat_rate, self._chat_burst, self._group_rate = chat_per_second, chat_burst, group_per_minute
        everyone: list[_Limit] = [_Window(per_second, 1)] if per_second else []
        bulk: list[_Limit] = [_Pace(broadcasts_per_second, 1)] if broadcasts_per_second else []
        self._shared = (everyone, everyone + bulk)  # by Priority
        self._chats: dict[int | str, list[_Limit]] = {}
        self._waiting: list[tuple[Priority, int, int, int | str, asyncio.Future[None]]] = []  # sorted
        self._open_at = self._alarm_at = -inf
        self._alarm: asyncio.Task[None] | None = None

    @property
    def blocked_seconds(self) -> float:
        """Seconds until Telegram's latest `RetryAfter` has passed; 0 when nothing is blocked."""
        return max(0.0, self._open_at - self._clock.monotonic())

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Every message that still waits for its turn raises `NotSent`."""
        for *_, turn in self._waiting:
            if not turn.done():
                turn.set_exception(NotSent("shut down while the message waited for its turn"))
        self._waiting.clear()
        if self._alarm is not None:
            self._alarm.cancel()
            await asyncio.wait([self._alarm])
            self._alarm = None

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Priority | None,
    ) -> Any:
        """Await `callback(*args, **kwargs)` when it may start; what it raises passes through."""
        chat, number, refusals = _chat_of(endpoint, data), next(self._numbers), 0
        cost = len(data.get("media" if endpoint == "sendMediaGroup" else "message_ids") or [None])
        while True:
            if chat is not None:
                await self._turn(rate_limit_args or Priority.REPLY, number, cost, chat)
            while seconds := self.blocked_seconds:
                await self._clock.sleep(seconds)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as refusal:
                wait, refusals = refusal.retry_after, refusals + 1
                seconds = wait.total_seconds() if isinstance(wait, dt.timedelta) else wait
                self._open_at = max(self._open_at, self._clock.monotonic() + seconds)
                logging.getLogger(__name__).warning("%s: Telegram asks to wait %s seconds", endpoint, seconds)
                if refusals > self._retries:
                    raise

    async def _turn(self, priority: Priority, number: int, cost: int, chat: int | str) -> None:
        """Return when the message may go, having counted it."""
        turn: asyncio.Future[None] | None = None
        while turn is None or self.blocked_seconds:  # a 429 may come between the grant and here
            turn = asyncio.get_running_loop().create_future()
            insort(self._waiting, (priority, number, cost, chat, turn))
            self._grant()
            await turn

    def _grant(self) -> None:
        """Let go, in their order, all tickets that may; wake up again for the next one."""
        now, next_at, held = self._clock.monotonic(), inf, set[int | str]()
        for priority, _, cost, chat, turn in self._waiting:
            if turn.done() or chat in held:
                continue  # its sender gave up, or another one of its chat comes first
            shared, own = self._shared[priority], self._limits(chat)
            shared_at = max([self._open_at, *(limit.ready_at(cost) for limit in shared)])
            own_at = max([-inf, *(limit.ready_at(cost) for limit in own)])
            if max(shared_at, own_at) <= now:
                for limit in shared + own:
                    limit.take(cost, now)
                turn.set_result(None)
            elif shared_at <= now:
                next_at = min(next_at, own_at)
                held.add(chat)
            else:
                next_at = min(next_at, shared_at)
                break  # whoever follows must wait for it too
        self._waiting = [ticket for ticket in self._waiting if not ticket[-1].done()]
        if self._waiting and (self._alarm is None or next_at < self._alarm_at):
            if self._alarm is not None:
                self._alarm.cancel()
            self._alarm, self._alarm_at = asyncio.create_task(self._grant_at(next_at)), next_at

    async def _grant_at(self, at: float) -> None:
        await self._clock.sleep(max(_MARGIN, at - self._clock.monotonic()))
        self._alarm = None
        self._grant()

    def _limits(self, chat: int | str) -> "list[_Limit]":
        if chat not in self._chats:
            if len(self._chats) % _SWEEP == _SWEEP - 1:
                now, chats = self._clock.monotonic(), self._chats.items()
                self._chats = {c: own for c, own in chats if any(x.ready_at(_MANY) > now for x in own)}
            own = self._chats[chat] = [_Pace(self._chat_rate, self._chat_burst)] if self._chat_rate else []
            if self._group_rate and (isinstance(chat, str) or chat < 0):
                own.append(_Window(self._group_rate, 60))
        return self._chats[chat]


class _Window:
    """At most `most` messages in any `seconds`."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most, self._seconds = most, seconds + _MARGIN
        self._times: deque[float] = deque(maxlen=most)

    def ready_at(self, cost: int) -> float:
        last_in_the_way = len(self._times) + min(cost, self._most) - self._most - 1
        return self._times[last_in_the_way] + self._seconds if last_in_the_way >= 0 else -inf

    def take(self, cost: int, now: float) -> None:
        self._times.extend([now] * cost)


class _Pace:
    """`burst` messages at once after a rest, then one every 1 / `per_second` seconds."""

    def __init__(self, per_second: float, burst: int) -> None:
        self._interval, self._burst = 1 / per_second, burst
        self._rested_at = -inf

    def ready_at(self, cost: int) -> float:
        return self._rested_at - (self._burst - min(cost, self._burst)) * self._interval

    def take(self, cost: int, now: float) -> None:
        self._rested_at = max(self._rested_at, now) + cost * self._interval


_Limit = _Window | _Pace


def _chat_of(endpoint: str, data: dict[str, Any]) -> int | str | None:
    """The chat that a message goes to; None for a request that is no message."""
    if not endpoint.startswith(("send", "forward", "copy")) or endpoint in _SILENT:
        return None
    chat: int | str | None = data.get("chat_id")
    return int(chat) if isinstance(chat, str) and chat.lstrip("-").isdecimal() else chat
