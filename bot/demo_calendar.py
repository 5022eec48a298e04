"""A made-up election around today, so that the demo's reminders have something to say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

_PHASES = (("KAMPANYE", -7, 1), ("TENANG", 2, 4), ("PUNGUT", 5, 5), ("REKAP", 6, 12))
"""Type, first day and last day, counted from today. The quiet days are announced tomorrow."""


def write_calendar(folder: Path, today: dt.date) -> Path:
    """Write the calendar into a new folder below `folder`, which is returned."""
    calendars = folder / "kalender"
    calendars.mkdir()
    phases = [
        f'[[phases]]\ntype = "{kind}"\nstart = {today + dt.timedelta(first)}\nend = {today + dt.timedelta(last)}\n'
        for kind, first, last in _PHASES
    ]
    text = "\n".join(['name = "Pemilihan Contoh"\nactive = true\nregions = ["nasional"]\n', *phases])
    (calendars / "pemilihan-contoh.toml").write_text(text, encoding="utf-8")
    return calendars
