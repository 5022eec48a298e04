"""Lengths that say little."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reports.padding import CLASSES, pad, padded_size, unpad

MIB = 1024 * 1024


@given(st.binary(max_size=5000))
def test_what_is_padded_comes_back(content: bytes) -> None:
    padded = pad(content)
    assert len(padded) in CLASSES
    assert len(padded) == padded_size(len(content))
    assert unpad(padded) == content


@given(st.integers(0, 12 * MIB))
def test_every_length_has_the_smallest_class_that_holds_it(length: int) -> None:
    size = padded_size(length)
    assert size in CLASSES or size % MIB == 0
    assert size >= length + 4
    smaller = [one for one in (*CLASSES, *range(MIB, 14 * MIB, MIB)) if one < size]
    assert all(one < length + 4 for one in smaller)


@pytest.mark.parametrize("size", [*CLASSES, 2 * MIB])
def test_a_class_is_full_at_its_last_byte(size: int) -> None:
    assert padded_size(size - 4) == size
    assert padded_size(size - 3) > size
    assert unpad(pad(bytes(size - 4))) == bytes(size - 4)


@given(st.binary(max_size=3000))
def test_anything_else_is_refused_or_padded_by_us(padded: bytes) -> None:
    try:
        content = unpad(padded)
    except ValueError:
        return
    assert pad(content) == padded


@given(st.binary(max_size=1500), st.integers(0), st.integers(1, 255))
def test_a_changed_filling_or_length_never_reads_as_the_same_content(content: bytes, place: int, change: int) -> None:
    """A longer length over zeros is what `pad` writes for a content with zeros at its end; all else is refused."""
    padded = bytearray(pad(content))
    outside = [*range(4), *range(4 + len(content), len(padded))]
    padded[outside[place % len(outside)]] ^= change
    try:
        read = unpad(bytes(padded))
    except ValueError:
        return
    assert read != content
    assert read.rstrip(b"\0") == content.rstrip(b"\0")


@pytest.mark.parametrize("padded", [b"", bytes(4), bytes(1023), bytes(1025), b"\xff" * 1024])
def test_what_was_never_padded_is_refused(padded: bytes) -> None:
    with pytest.raises(ValueError, match="padded"):
        unpad(padded)
