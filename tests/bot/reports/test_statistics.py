"""Small numbers stay hidden, also from whoever can subtract."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reports.categories import Category
from bot.reports.room import Room
from bot.reports.statistics import statistics, suppressed
from bot.reports.statuses import Status
from tests.bot.reports.people import Staff, draft, only_row

TODAY = dt.date(2026, 11, 22)


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 12)))
def test_no_small_number_is_shown_and_shown_numbers_are_true(table: dict[str, int]) -> None:
    for label, shown in suppressed(table).items():
        assert shown in (None, table[label])
        assert shown is None or not 0 < shown < 5


@pytest.mark.parametrize("cells", [1, 2, 3, 4])
def test_the_total_gives_no_small_number_away(cells: int) -> None:
    """Of every table that looks the same to a reader who knows its total, each hidden cell takes several values."""
    alike = defaultdict(list)
    for values in itertools.product(range(9), repeat=cells):
        shown = tuple(suppressed(dict(zip("abcd", values, strict=False))).values())
        if sum(values) >= 5:  # a smaller total is not shown itself
            alike[sum(values), shown].append(values)
    for (_, shown), tables in alike.items():
        for place, cell in enumerate(shown):
            possible = {values[place] for values in tables}
            assert cell is not None or len(possible) > 1, (shown, tables)


def test_a_table_without_small_numbers_is_shown_whole() -> None:
    table = {"a": 5, "b": 0, "c": 17}
    assert suppressed(table) == table


def test_a_single_small_number_takes_the_next_with_it() -> None:
    assert suppressed({"a": 2, "b": 9, "c": 6, "d": 0}) == {"a": None, "b": 9, "c": None, "d": 0}


async def test_tables_cover_what_the_holder_may_see(room: Room, people: Staff) -> None:
    for _ in range(5):
        await room.intake.submit(draft())
    await room.intake.submit(draft(people.budi))
    mine, theirs = [await room.desk.statistics(holder.id) for holder in (people.rani, people.budi)]
    assert (mine.total, theirs.total) == (6, 5)
    assert theirs.by_status == {**dict.fromkeys(Status, 0), "diterima": 5}
    assert theirs.by_category == {**dict.fromkeys(Category, 0), "lain": 5}
    assert theirs.by_province[""] == 5
    assert len(theirs.by_province) == 39
    assert list(theirs.by_month)[0::12] == ["2025-11", "2026-11"]
    assert theirs.by_month["2026-11"] == 5


async def test_few_reports_show_no_number_at_all(room: Room, people: Staff) -> None:
    await room.intake.submit(draft())
    row = await only_row(room, people.rani)
    await room.desk.classify(people.rani.id, row.id, Category.FOTO, "Bali")
    numbers = await room.desk.statistics(people.rani.id)
    assert numbers.total is None
    for table in (numbers.by_status, numbers.by_category, numbers.by_province, numbers.by_month):
        assert set(table.values()) == {None}


async def test_without_reports_everything_is_zero(room: Room) -> None:
    async with room.database.reading() as session:
        numbers = await statistics(session, TODAY)
    assert numbers.total == 0
    assert set(numbers.by_status.values()) == {0}
