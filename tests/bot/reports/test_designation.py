"""Two words for a report."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.reports.designation import FIRST, SECOND, designation


@given(st.binary(min_size=16, max_size=16))
def test_a_designation_is_two_words_and_stays(report: bytes) -> None:
    first, second = designation(report).split(" ")
    assert first in FIRST
    assert second in SECOND
    assert designation(report) == f"{first} {second}"


def test_there_are_enough_different_words() -> None:
    assert min(len(set(FIRST)), len(set(SECOND))) >= 64
    assert not set(FIRST) & set(SECOND)
    assert all(word.isalpha() and word.istitle() for word in (*FIRST, *SECOND))


def test_reports_spread_over_all_words() -> None:
    words = {word for number in range(4000) for word in designation(number.to_bytes(16, "big")).split()}
    assert words == {*FIRST, *SECOND}
