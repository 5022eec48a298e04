"""Takes letters out of the outbox and has them delivered, each at its moment, as fast as all senders together may."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final

from telegram.error import ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.clock import Clock
from bot.outbox.letters import SENT, Campaign, Letter, Outcome, retry, uncertain
from bot.outbox.moments import Moments
from bot.outbox.outcomes import OUTAGE, outcome_of, seconds_of
from bot.outbox.pace import Pace
from bot.outbox.queue import Queue

log = logging.getLogger(__name__)

Deliver = Callable[[Letter, Campaign], Awaitable[None]]
"""Renders and sends one letter, as a broadcast. Its errors are those of python-telegram-bot."""

GATHER_SECONDS: Final = 0.01
"""When many go in a second, outcomes of so much time are written together."""

IDLE_SECONDS: Final = 1.0
"""How often an empty outbox is looked at."""

GRACE_SECONDS: Final = 10.0
"""How long letters that are on their way may still take when the sender stops."""

LONGEST_REST_SECONDS: Final = 60.0
DATABASE_SECONDS: Final = 5.0
"""The pause after the database failed."""


class Sender:
    """Sends until it is cancelled. Several may share an outbox, in one process or in many.

    At most `in_flight` letters are claimed and not settled, so a process that is killed leaves at most so many of
    which nobody knows whether they went. After a stop there are none: letters on their way are waited for, and what
    takes longer than `GRACE_SECONDS` is uncertain. Nothing that fails ends it: not Telegram, not the database.
    """

    def __init__(
        self,
        queue: Queue,
        pace: Pace,
        deliver: Deliver,
        clock: Clock,
        *,
        in_flight: int = 1,
        on_blocked: Callable[[int], Awaitable[None]],
        on_moved: Callable[[int, int], Awaitable[None]] | None = None,
    ) -> None:
        """`on_blocked` gets a chat that does not want the bot any more, `on_moved` a chat's old and new number."""
        self._queue, self._pace, self._deliver, self._clock = queue, pace, deliver, clock
        self._in_flight, self._on_blocked, self._on_moved = in_flight, on_blocked, on_moved
        self._moments = Moments(pace, clock, in_flight)
        self._letters: dict[asyncio.Task[None], Letter] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._left = asyncio.Event()
        self._outcomes: list[tuple[Letter, Outcome]] = []
        self._writing: asyncio.Task[None] | None = None
        self._more, self._given_up = False, False
        self._failures, self._rest_until = 0, clock.monotonic()

    async def run(self) -> None:
        """Never returns; cancel it to stop."""
        keeper = asyncio.create_task(self._keep())
        try:
            while True:
                await self._surviving(self._round())
        finally:
            await self._finish()
            keeper.cancel()
            await asyncio.wait([keeper])

    async def _round(self) -> None:
        """Wait for room, for work and for a moment; claim what may go then, and let it go."""
        while len(self._letters) >= self._places:
            self._left.clear()
            await self._left.wait()
        await self._clock.sleep(self._rest_until - self._clock.monotonic())
        while not self._more and not await self._queue.ready():
            await self._clock.sleep(IDLE_SECONDS)
        room = self._places - len(self._letters)  # may have gone while there was nothing to do
        if room > 0 and (moments := await self._moments.reserve(room)):
            # Shielded: a stop between the claim and the sending would leave letters that nobody sends.
            await asyncio.shield(self._begin(self._claim(moments)))

    @property
    def _places(self) -> int:
        """While Telegram cannot be reached one letter at a time finds out whether it can."""
        return 1 if self._failures > self._in_flight else self._in_flight

    async def _claim(self, moments: list[float]) -> None:
        begin = self._clock.monotonic()
        letters = await self._queue.claim(len(moments))
        self._moments.claimed(self._clock.monotonic() - begin)
        self._more = len(letters) == len(moments)
        for letter, moment in zip(letters, moments, strict=False):
            task = self._begin(self._send(letter, moment))
            self._letters[task] = letter
            task.add_done_callback(self._leave)

    async def _send(self, letter: Letter, moment: float) -> None:
        error: TelegramError | None = None
        try:
            outcome, error = await self._attempt(letter, moment)
        except asyncio.CancelledError:  # the grace is over
            outcome = uncertain("stopped")
        await self._settle(letter, outcome)
        if error:
            await self._surviving(self._follow(letter, error))

    async def _attempt(self, letter: Letter, moment: float) -> tuple[Outcome, TelegramError | None]:
        if not await self._reached(moment):
            return retry(self._now(), "no_moment"), None
        try:
            await self._deliver(letter, letter.campaign)
        except TelegramError as error:
            outcome = outcome_of(error, letter.attempts, self._now())
            self._notice(outcome)
            return outcome, error
        except Exception as error:  # a mistake of ours, which the next letters would meet as well
            log.error("%s: delivering failed with %s, the campaign pauses", letter.campaign.kind, type(error).__name__)
            await self._surviving(self._queue.pause(letter.campaign.id))
            return uncertain("error"), None
        self._notice(SENT)
        return SENT, None

    async def _reached(self, moment: float) -> bool:
        try:
            return await self._moments.reached(moment)
        except Exception as error:  # of any database
            log.error("outbox: %s", type(error).__name__)
            return False

    async def _follow(self, letter: Letter, error: TelegramError) -> None:
        """What an error means for more than its letter."""
        if isinstance(error, RetryAfter):
            await self._pace.block(seconds_of(error))
        elif isinstance(error, Forbidden):
            await self._on_blocked(letter.chat_id)
        elif isinstance(error, ChatMigrated):
            await self._queue.moved(letter.chat_id, error.new_chat_id)
            if self._on_moved:
                await self._on_moved(letter.chat_id, error.new_chat_id)

    def _notice(self, outcome: Outcome) -> None:
        """Several failures of the way in a row are an outage: rest longer and longer until something arrives."""
        self._failures = self._failures + 1 if outcome.reason in OUTAGE else 0
        if (more := self._failures - self._in_flight) > 0:
            rest = min(2.0 ** min(more - 1, 10), LONGEST_REST_SECONDS)
            self._rest_until = self._clock.monotonic() + rest

    async def _settle(self, letter: Letter, outcome: Outcome) -> None:
        """Return when it is written, together with what else ended at this time."""
        self._outcomes.append((letter, outcome))
        if self._writing is None:
            self._writing = self._begin(self._write())
        await asyncio.shield(self._writing)

    async def _write(self) -> None:
        """Again and again until the database takes it: to forget what was sent is to send it twice."""
        if self._moments.batch > 1:
            await self._clock.sleep(GATHER_SECONDS)
        outcomes, self._outcomes, self._writing = self._outcomes, [], None
        while not await self._written(outcomes) and not self._given_up:
            await self._clock.sleep(DATABASE_SECONDS)

    async def _written(self, outcomes: list[tuple[Letter, Outcome]]) -> bool:
        try:
            await self._queue.settle_all(outcomes)
        except Exception as error:  # of any database
            log.error("outbox: %s", type(error).__name__)
            return False
        return True

    async def _keep(self) -> None:
        """Keep the leases of what is on its way, take over what others left, close what is over."""
        while True:
            await self._surviving(self._queue.renew(list(self._letters.values())))
            await self._surviving(self._queue.recover())
            await self._surviving(self._queue.close())
            await self._clock.sleep(self._queue.lease_seconds / 3)

    async def _finish(self) -> None:
        grace = asyncio.create_task(self._clock.sleep(GRACE_SECONDS))
        while self._tasks:
            await asyncio.wait([grace, *self._tasks], return_when=asyncio.FIRST_COMPLETED)
            if grace.done():
                self._given_up = True
                for task in self._letters:
                    task.cancel()
                await asyncio.wait(self._tasks)
        grace.cancel()

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _leave(self, task: asyncio.Task[None]) -> None:
        del self._letters[task]
        self._left.set()

    async def _surviving(self, work: Awaitable[object]) -> None:
        """Wait for `work`; whatever it raises is logged by its class, and a pause gives the database time."""
        try:
            await work
        except Exception as error:  # a sender that ends unseen is the worst failure
            log.error("outbox: %s", type(error).__name__)
            await self._clock.sleep(DATABASE_SECONDS)

    def _now(self) -> int:
        return int(self._clock.now().timestamp())
