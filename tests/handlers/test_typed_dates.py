"""Dates as people type them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates import MONTHS, day
from handlers.report.typed_dates import read_date

TODAY = dt.date(2026, 11, 22)
"""A Sunday."""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hari ini", "2026-11-22"),
        ("Tadi pagi.", "2026-11-22"),
        ("kemarin", "2026-11-21"),
        ("kemaren", "2026-11-21"),
        ("semalam", "2026-11-21"),
        ("kemarin lusa", "2026-11-20"),
        ("3 hari yang lalu", "2026-11-19"),
        ("dua hari lalu", "2026-11-20"),
        ("2 minggu yg lalu", "2026-11-08"),
        ("seminggu yang lalu", "2026-11-15"),
        ("Minggu", "2026-11-22"),
        ("senin", "2026-11-16"),
        ("hari Jumat kemarin", "2026-11-20"),
        ("Jum'at lalu", "2026-11-20"),
        ("12 November 2026", "2026-11-12"),
        ("Kamis, 12 November 2026", "2026-11-12"),
        ("hari kamis tanggal 12 nopember 2026", "2026-11-12"),
        ("12 nov", "2026-11-12"),
        ("12 Nov '26".replace("'", ""), "2026-11-12"),
        ("12/11/2026", "2026-11-12"),
        ("12-11-26", "2026-11-12"),
        ("12.11.2026", "2026-11-12"),
        ("12 11 2026", "2026-11-12"),
        ("12/11", "2026-11-12"),
        ("24 desember", "2025-12-24"),
        ("24/12", "2025-12-24"),
        ("2026-11-12", "2026-11-12"),
        ("tgl 12", "2026-11-12"),
        ("tanggal 25", "2026-10-25"),
        ("5 agt 2026", "2026-08-05"),
        ("1 pebruari", "2026-02-01"),
        ("29 februari 2024", "2024-02-29"),
        ("1 Desember 2026", "2026-12-01"),
    ],
)
def test_common_forms(typed: str, meant: str) -> None:
    assert read_date(typed, TODAY) == dt.date.fromisoformat(meant)


@pytest.mark.parametrize(
    "typed",
    ["", "besok", "lupa", "31 november 2026", "0/11/2026", "12/13/2026", "tanggal 32", "bulan lalu", "29 februari 2025",
     "12 november 2026 jam 9", "banyak hari lalu", "²/11"],
)  # fmt: skip
def test_what_is_no_date(typed: str) -> None:
    assert read_date(typed, TODAY) is None


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert read_date(text, TODAY) is None or isinstance(read_date(text, TODAY), dt.date)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)))
def test_every_written_date_is_read(date: dt.date) -> None:
    for form in (day(date), f"{date:%d/%m/%Y}", f"{date:%d-%m-%y}", f"{date:%d.%m.%Y}", date.isoformat()):
        assert read_date(form, TODAY) == date


@given(st.integers(1, 31), st.integers(1, 12), st.dates(dt.date(2020, 1, 1), dt.date(2035, 1, 1)))
def test_without_a_year_it_lies_within_the_last_year(number: int, month: int, today: dt.date) -> None:
    date = read_date(f"{number} {MONTHS[month - 1]}", today)
    longest = 366 if (number, month) != (29, 2) else 2 * 366  # the latest leap day may be of the year before
    assert date is None or 0 <= (today - date).days <= longest


@given(st.integers(1, 31), st.dates(dt.date(2020, 1, 1), dt.date(2035, 1, 1)))
def test_a_day_alone_lies_within_two_months(number: int, today: dt.date) -> None:
    date = read_date(str(number), today)
    assert date is None or 0 <= (today - date).days <= 62
