"""How fast all senders together may write: one row says when the next letter may go and until when none may."""

from __future__ import annotations

import math
from typing import Final

from sqlalchemy import BindParameter, bindparam, case, text, update
from sqlmodel import col, select

from bot.clock import Clock
from bot.outbox.tables import PaceRow
from bot.storage.database import Database

LATE_SECONDS: Final = 0.006
"""A moment may be used so long after it has come; after that it is lost."""

MARGIN: Final = 0.015
"""Moments lie so much further apart than the limit asks: it absorbs `LATE_SECONDS` and some milliseconds of network."""

_MICRO: Final = 1_000_000
_FAR: Final = 60 * _MICRO  # later than this, the computer's clock was set back

_earliest: BindParameter[int] = bindparam("earliest")
_start = case((col(PaceRow.next_at).between(_earliest, _earliest + _FAR), col(PaceRow.next_at)), else_=_earliest)
_TAKE = (
    update(PaceRow)
    .where(col(PaceRow.blocked_until) <= bindparam("now"))
    .values(next_at=_start + bindparam("step"))
    .returning(col(PaceRow.next_at))
)
_DELAY = update(PaceRow).values(next_at=col(PaceRow.next_at) + bindparam("step"))
_BLOCK = update(PaceRow).where(col(PaceRow.blocked_until) < bindparam("until")).values(blocked_until=bindparam("until"))
# A server that loses power may forget the last moments: it is up again long after they have passed.
_NOT_DURABLE = text("SET LOCAL synchronous_commit TO OFF")


class Pace:
    """The shared limit. Processes that use it need the same `per_second` and clocks that agree (NTP).

    Guaranteed: moments are at least (1 + MARGIN) / `per_second` apart, whoever takes them. So no second has more
    than `per_second` letters as long as each goes at its moment or up to `LATE_SECONDS` later, or as much later as
    it has delayed the moments to come. Moments that nobody took are lost: after a rest there is no burst.
    """

    def __init__(self, database: Database, clock: Clock, per_second: float) -> None:
        self._engine, self._reading, self._clock = database.engine, database.reading, clock
        self._interval = math.ceil((1 + MARGIN) / per_second * _MICRO)
        self.per_second, self.interval_seconds = per_second, self._interval / _MICRO

    async def take(self, count: int, ahead: float = 0.0) -> list[float]:
        """The next `count` moments (seconds since 1970, UTC) belong to the caller: one letter at each.

        None is earlier than `ahead` seconds from now. Empty while Telegram refuses everything. Take a few and
        wait for them: moments more than a minute ahead are believed to come from a clock that was wrong.
        """
        now, step = self._micros(), count * self._interval
        given = {"now": now, "earliest": now + round(ahead * _MICRO), "step": step}
        async with self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                await connection.execute(_NOT_DURABLE)
            end = (await connection.execute(_TAKE, given)).scalar_one_or_none()
        if end is None:
            return []
        return [(end - step + number * self._interval) / _MICRO for number in range(count)]

    async def delay(self, seconds: float) -> None:
        """Put off all moments that nobody has taken yet."""
        async with self._engine.begin() as connection:
            await connection.execute(_DELAY, {"step": math.ceil(seconds * _MICRO)})

    async def block(self, seconds: float) -> None:
        """Telegram refuses everything for so long. Moments that were taken already stay as they are."""
        async with self._engine.begin() as connection:
            await connection.execute(_BLOCK, {"until": self._micros() + round(seconds * _MICRO)})

    async def blocked_seconds(self) -> float:
        """How long nothing may be sent; 0 when nothing is blocked."""
        async with self._reading() as session:
            until = (await session.exec(select(PaceRow.blocked_until))).one()
        return max(0.0, (until - self._micros()) / _MICRO)

    def _micros(self) -> int:
        return round(self._clock.now().timestamp() * _MICRO)
