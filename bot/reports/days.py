"""The only time that reports know: the day in Jakarta."""

from __future__ import annotations

import datetime as dt

from bot.clock import WIB, Clock


def today(clock: Clock) -> dt.date:
    return clock.now().astimezone(WIB).date()
