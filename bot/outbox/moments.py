"""A sender's share of the pace: moments reserved early enough for the database, and new ones for those it missed."""

from __future__ import annotations

import asyncio
from typing import Final

from bot.clock import Clock
from bot.outbox.pace import LATE_SECONDS, Pace

LEAST_AHEAD_SECONDS: Final = 0.02
_FORGET: Final = 0.99  # a slow database is remembered for some hundred rounds: its slow moments come again


class Moments:
    """How far ahead moments are reserved follows from how long the database takes for a round.

    As many letters are claimed together as go in that time, so the next ones are there when these have gone. At
    most half of what may be in flight waits for its moment: the other half is for what is on its way.
    """

    def __init__(self, pace: Pace, clock: Clock, in_flight: int) -> None:
        self._pace, self._clock = pace, clock
        self._ahead, self._taking_needed = LEAST_AHEAD_SECONDS, 0.0
        self._most_ahead = max(LEAST_AHEAD_SECONDS, in_flight / pace.per_second / 2)
        self._late, self._spare, self._renewing = 0, list[float](), asyncio.Lock()

    @property
    def batch(self) -> int:
        """Letters that are claimed together."""
        return max(1, int(self._ahead * self._pace.per_second))

    async def reserve(self, places: int) -> list[float]:
        """Moments for up to `places` letters (one at least), when it is time to claim them. Empty after a refusal."""
        begin = self._clock.monotonic()
        moments = await self._pace.take(min(places, self.batch), self._ahead)
        self._taking_needed = self._clock.monotonic() - begin
        if moments:
            await self._sleep_until(moments[0] - self._ahead)
        else:
            await self._clock.sleep(await self._pace.blocked_seconds())
        return moments

    def claimed(self, seconds: float) -> None:
        """Claiming took so long."""
        needed = 2 * (self._taking_needed + seconds)
        self._ahead = min(max(LEAST_AHEAD_SECONDS, needed, _FORGET * self._ahead), self._most_ahead)

    async def reached(self, moment: float) -> bool:
        """Return at the moment, or at a new one if it was missed; False when Telegram refuses by then."""
        await self._sleep_until(moment)
        covered = 0.0
        while (late := self._clock.now().timestamp() - moment) - covered > LATE_SECONDS:
            if late <= self._pace.interval_seconds:
                await self._pace.delay(late - covered)  # costs this much time instead of the whole moment
                covered = late
                continue
            renewed = await self._renewed()
            if renewed is None:
                return False
            moment, covered = renewed, 0.0
            await self._sleep_until(moment)
        return True

    async def _renewed(self) -> float | None:
        """One transaction serves all who are late together."""
        self._late += 1
        try:
            async with self._renewing:
                if not self._spare:
                    self._spare = await self._pace.take(self._late)
                return self._spare.pop(0) if self._spare else None
        finally:
            self._late -= 1

    async def _sleep_until(self, moment: float) -> None:
        await self._clock.sleep(moment - self._clock.now().timestamp())
