"""Time as something that is passed in: whoever needs to know or to wait asks a `Clock`.

Tests pass a clock that they move by hand, so nothing waits for real and nothing depends on the day it runs.
Indonesia has three zones and no summer time. Their rules come from the tz database (`zoneinfo`): the system's
copy or the `tzdata` package must be there, otherwise importing this module raises `ZoneInfoNotFoundError`.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from typing import Protocol
from zoneinfo import ZoneInfo

WIB = ZoneInfo("Asia/Jakarta")
"""Waktu Indonesia Barat, UTC+7: Sumatra, Java, West and Central Kalimantan."""

WITA = ZoneInfo("Asia/Makassar")
"""Waktu Indonesia Tengah, UTC+8: the other Kalimantan provinces, Sulawesi, Bali, Nusa Tenggara."""

WIT = ZoneInfo("Asia/Jayapura")
"""Waktu Indonesia Timur, UTC+9: Maluku and Papua."""


class Clock(Protocol):
    """What the program may know about time."""

    def now(self) -> dt.datetime:
        """The moment, always aware. It may jump when somebody sets the computer's clock."""

    def monotonic(self) -> float:
        """Seconds since an arbitrary start. Never goes back: measure durations and deadlines with it."""

    async def sleep(self, seconds: float) -> None:
        """Return when `seconds` have passed on `monotonic`; at once (but yielding) for zero or less."""


class SystemClock:
    """The computer's clock. `now` is in UTC."""

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
