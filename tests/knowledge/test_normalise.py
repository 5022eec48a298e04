"""Chat spelling becomes the words of the base."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.normalise import normalise, words

SPELLING = {"gk": "tidak", "cabup": "calon bupati", "ngelike": "like"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Bolehhh gk ngelike foto2 cabup??", ["boleh", "tidak", "like", "foto", "calon", "bupati"]),
        ("guru PPPK", ["guru", "pppk"]),
        ("“Sukses”, Pak!", ["sukses", "pak"]),
        ("kafé", ["kafe"]),
        ("🙏", []),
    ],
)
def test_what_is_typed_and_what_is_meant(typed: str, meant: list[str]) -> None:
    assert words(typed, SPELLING) == meant


@given(st.text())
def test_any_text_becomes_plain_words_and_stays_so(text: str) -> None:
    once = normalise(text, {})
    assert normalise(once, {}) == once
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in once.split())
