"""The two dates of a report: when it happened and when the reporter learned of it."""

from __future__ import annotations

import datetime as dt

from handlers.report.draft import Draft, Step
from handlers.report.typed_dates import read_date
from handlers.views import report_messages as messages

OLDEST_DAYS = 3653
"""Ten years: an older date is a mistyped one."""


def take_typed(draft: Draft, text: str, today: dt.date) -> str:
    """A typed date at one of the two steps. Returns what is wrong with it, empty when the draft went on."""
    date = read_date(text, today)
    return take(draft, date, today) if date else messages.NOT_A_DAY


def take(draft: Draft, date: dt.date, today: dt.date) -> str:
    """The same for a date that is understood."""
    if date > today:
        return messages.IN_THE_FUTURE
    if (today - date).days > OLDEST_DAYS:
        return messages.TOO_LONG_AGO
    if draft.step is Step.EVENT:
        draft.event_date, draft.step = date, Step.KNOWN
        if date < today:
            draft.typing_date = False
            return ""
    elif draft.event_date and date < draft.event_date:
        return messages.KNOWN_TOO_EARLY
    draft.known_date, draft.typing_date = date, False  # what happened today is known today
    draft.step = Step.CHECK if draft.parts else Step.STORY
    return ""
