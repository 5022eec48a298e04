"""The dates that count from a report's own dates. Days only: no time of day is ever kept."""

from __future__ import annotations

import datetime as dt

FORMAL_DAYS = 7
"""A formal report to Bawaslu: 7 working days (Pemilu, UU 7/2017 Pasal 454(6)) or 7 days (Pilkada, UU 1/2015 Pasal
134) after the violation became known. Calendar days are safe for both."""

PERSONAL_WORKING_DAYS = 3
FEEDBACK_DAYS = 30
RETENTION_DAYS = 365
RETENTION_AFTER_CLOSING_DAYS = 90


def formal_due(known: dt.date) -> dt.date:
    """Last day of a formal report to Bawaslu."""
    return known + dt.timedelta(days=FORMAL_DAYS)


def personal_due(received: dt.date) -> dt.date:
    """Last day for a personal answer: three working days, Saturday and Sunday not counted."""
    day, left = received, PERSONAL_WORKING_DAYS
    while left:
        day += dt.timedelta(days=1)
        left -= day.weekday() < 5
    return day


def feedback_due(received: dt.date) -> dt.date:
    """Last day for telling the reporter what was done."""
    return received + dt.timedelta(days=FEEDBACK_DAYS)


def purge_on(received: dt.date, closed: dt.date | None) -> dt.date:
    """The day on which everything of a report is deleted: 90 days after closing, at most a year after it came."""
    last = received + dt.timedelta(days=RETENTION_DAYS)
    return min(last, closed + dt.timedelta(days=RETENTION_AFTER_CLOSING_DAYS)) if closed else last
