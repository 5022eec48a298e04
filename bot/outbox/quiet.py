"""The hours in which the bot writes to nobody unprompted: 21.00 to 06.00 by the recipient's clock."""

from __future__ import annotations

import datetime as dt

from bot.clock import WIB, WIT, WITA

ZONES = {"WIB": WIB, "WITA": WITA, "WIT": WIT}

FIRST_HOUR, LAST_HOUR = 6, 21
"""Awake from 06.00 until before 21.00."""


def awake_zones(now: dt.datetime) -> list[str]:
    """The zones in which it is neither night nor evening."""
    return [name for name, zone in ZONES.items() if FIRST_HOUR <= now.astimezone(zone).hour < LAST_HOUR]
