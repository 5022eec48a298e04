"""The dates that count."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reports.deadlines import feedback_due, formal_due, personal_due, purge_on

dates = st.dates(dt.date(2020, 1, 1), dt.date(2100, 1, 1))


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-16", "2026-11-19"),  # Monday -> Thursday
        ("2026-11-18", "2026-11-23"),  # Wednesday -> Monday
        ("2026-11-20", "2026-11-25"),  # Friday -> Wednesday
        ("2026-11-21", "2026-11-25"),  # Saturday
        ("2026-11-22", "2026-11-25"),  # Sunday
    ],
)
def test_a_personal_answer_is_due_after_three_working_days(received: str, due: str) -> None:
    assert personal_due(dt.date.fromisoformat(received)) == dt.date.fromisoformat(due)


@given(dates)
def test_three_working_days_end_on_a_working_day(received: dt.date) -> None:
    due = personal_due(received)
    assert due.weekday() < 5
    days = [received + dt.timedelta(days=number + 1) for number in range((due - received).days)]
    assert sum(day.weekday() < 5 for day in days) == 3


def test_the_formal_clock_runs_from_knowing_over_weekends_and_years() -> None:
    assert formal_due(dt.date(2026, 11, 21)) == dt.date(2026, 11, 28)
    assert formal_due(dt.date(2026, 12, 28)) == dt.date(2027, 1, 4)
    assert feedback_due(dt.date(2028, 2, 1)) == dt.date(2028, 3, 2)


@given(dates, st.none() | st.integers(0, 400))
def test_nothing_stays_longer_than_a_year_or_ninety_days_after_closing(received: dt.date, closed: int | None) -> None:
    closing = None if closed is None else received + dt.timedelta(days=closed)
    purge = purge_on(received, closing)
    assert purge <= received + dt.timedelta(days=365)
    if closing is not None:
        assert purge <= closing + dt.timedelta(days=90)
    assert purge > received
