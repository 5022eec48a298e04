"""The receipt code: what a typing hand can do to it, and what it opens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reports.receipt import DIGITS, looks_like_code, new_code, read_code, receipt, shown

SALT = bytes(16)
codes = st.builds(new_code)
places = st.integers(0, DIGITS - 1)


@given(codes)
def test_a_code_is_twenty_digits_and_reads_back_as_it_is_shown(code: str) -> None:
    assert len(code) == DIGITS
    assert code.isascii()
    assert code.isdecimal()
    assert read_code(code) == code
    assert read_code(shown(code)) == code
    assert [len(group) for group in shown(code).split(" ")] == [4] * 5


@given(codes)
def test_every_single_wrong_digit_is_found(code: str) -> None:
    for place in range(DIGITS):
        for digit in "0123456789":
            if digit != code[place]:
                assert read_code(code[:place] + digit + code[place + 1 :]) is None


@given(codes)
def test_every_swap_of_neighbours_is_found(code: str) -> None:
    for place in range(DIGITS - 1):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert swapped == code or read_code(swapped) is None


@given(codes, places)
def test_a_lost_or_doubled_digit_is_found(code: str, place: int) -> None:
    assert read_code(code[:place] + code[place + 1 :]) is None
    assert read_code(code[:place] + code[place] + code[place:]) is None


@given(codes, st.lists(st.tuples(places, st.sampled_from([" ", "-", "–", "—", ".", "\n", "\t", "\u00a0"]))))
def test_spaces_dashes_and_dots_do_not_matter(code: str, marks: list[tuple[int, str]]) -> None:
    typed = code
    for place, mark in marks:
        typed = typed[:place] + mark + typed[place:]
    assert read_code(typed) == code
    assert looks_like_code(typed)


@given(st.text(max_size=40))
def test_any_text_is_a_code_or_none(text: str) -> None:
    code = read_code(text)
    assert code is None or (read_code(code) == code and looks_like_code(text))


@pytest.mark.parametrize(
    "text", ["", "1234", "halo", "٠" * 20, "１" * 20, "0" * 17, "0" * 23, "kode 1234567890123456789"]
)
def test_what_is_no_code_does_not_look_like_one(text: str) -> None:
    assert read_code(text) is None
    assert not looks_like_code(text)


@pytest.mark.parametrize("text", ["0" * 18, "1234 5678 9012 3456 7890", "0" * 22])
def test_a_mistyped_code_still_looks_like_one(text: str) -> None:
    assert looks_like_code(text)


def test_codes_do_not_repeat() -> None:
    assert len({new_code() for _ in range(1000)}) == 1000


def test_a_code_opens_the_same_at_its_site_and_nothing_at_another() -> None:
    code = new_code()
    here, again, there, other = (
        receipt(code, SALT),
        receipt(code, SALT),
        receipt(code, bytes(15) + b"\1"),
        receipt(new_code(), SALT),
    )
    assert here == again
    assert len({one.mailbox_key for one in (here, there, other)}) == 3
    assert len({one.search for one in (here, there, other)}) == 3
    assert here.mailbox_key != here.search


def test_the_row_is_found_only_with_the_pepper_and_the_mailbox_key_does_not_need_it() -> None:
    opened = receipt(new_code(), SALT)
    names = {opened.lookup_id(pepper) for pepper in (b"", bytes(32), b"\1" * 32)}
    assert len(names) == 3
    assert opened.search not in names


def test_a_receipt_does_not_print_itself() -> None:
    assert repr(receipt(new_code(), SALT)) == "Receipt(...)"
