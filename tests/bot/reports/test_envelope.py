"""Only the right key at the right place opens, and only what was not touched."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reports.envelope import (
    NO_ITEM,
    EnvelopeError,
    KeyPair,
    Kind,
    Place,
    key_pair,
    lock,
    new_key_pair,
    seal,
    unlock,
    unseal,
)
from bot.reports.padding import CLASSES, padded_size

PAIR, OTHER = key_pair(bytes(range(32))), key_pair(bytes(range(1, 33)))
KEY = bytes(range(32, 64))
REPORT, ITEM = bytes(range(16)), bytes(range(16, 32))
PLACE = Place(Kind.NOTE, REPORT, ITEM)

ids = st.binary(min_size=16, max_size=16)
places = st.builds(Place, st.sampled_from(Kind), ids, ids)

Opening = Callable[[bytes], bytes]
WAYS: dict[str, tuple[bytes, Opening]] = {
    "sealed": (seal(b"isi", PAIR.public, PLACE), lambda sealed: unseal(sealed, PAIR, PLACE)),
    "locked": (lock(b"isi", KEY, PLACE), lambda locked: unlock(locked, KEY, PLACE)),
}
both = pytest.mark.parametrize("way", WAYS)


@given(st.binary(max_size=5000), places)
def test_what_is_sealed_opens_with_its_key_at_its_place(content: bytes, place: Place) -> None:
    sealed = seal(content, PAIR.public, place)
    assert unseal(sealed, PAIR, place) == content
    assert len(sealed) == 2 + 32 + padded_size(len(content)) + 16
    assert content not in sealed or len(content) < 8


@given(st.binary(max_size=5000), places, st.binary(min_size=32, max_size=32))
def test_what_is_locked_opens_with_its_key_at_its_place(content: bytes, place: Place, key: bytes) -> None:
    locked = lock(content, key, place)
    assert unlock(locked, key, place) == content
    assert len(locked) == 2 + 24 + padded_size(len(content)) + 16


@both
def test_every_single_flipped_bit_is_refused(way: str) -> None:
    """Also the top bit of the ephemeral key, which X25519 itself ignores (RFC 7748)."""
    ciphertext, opened = WAYS[way]
    for bit in range(len(ciphertext) * 8):
        flipped = bytearray(ciphertext)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(EnvelopeError):
            opened(bytes(flipped))


@both
def test_what_was_cut_or_made_longer_is_refused(way: str) -> None:
    ciphertext, opened = WAYS[way]
    cuts = [ciphertext[:length] for length in (*range(100), len(ciphertext) - 1)]
    for wrong in (*cuts, ciphertext[1:], ciphertext + b"\0", ciphertext + ciphertext):
        with pytest.raises(EnvelopeError):
            opened(wrong)


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(content: bytes) -> None:
    for _, opened in WAYS.values():
        for wrong in (content, PLACE.header + content):
            with pytest.raises(EnvelopeError):
                opened(wrong)


@settings(max_examples=30)
@given(places)
def test_at_any_other_place_it_stays_shut(place: Place) -> None:
    if place == PLACE:
        return
    with pytest.raises(EnvelopeError):
        unseal(WAYS["sealed"][0], PAIR, place)
    with pytest.raises(EnvelopeError):
        unlock(WAYS["locked"][0], KEY, place)


@pytest.mark.parametrize(
    "place",
    [
        Place(Kind.NOTE, ITEM, ITEM),
        Place(Kind.NOTE, REPORT, REPORT),
        Place(Kind.NOTE, REPORT),
        Place(Kind.NOTE, ITEM, REPORT),
        *(Place(kind, REPORT, ITEM) for kind in Kind if kind is not Kind.NOTE),
    ],
)
def test_another_report_item_or_kind_is_another_place(place: Place) -> None:
    """Also when somebody rewrites the header to fit the kind."""
    for ciphertext, opened in (
        (WAYS["sealed"][0], lambda content: unseal(content, PAIR, place)),
        (WAYS["locked"][0], lambda content: unlock(content, KEY, place)),
    ):
        for moved in (ciphertext, place.header + ciphertext[2:]):
            with pytest.raises(EnvelopeError):
                opened(moved)


@given(st.binary(min_size=32, max_size=32))
def test_another_key_does_not_open(key: bytes) -> None:
    if key not in (KEY, PAIR.private):
        with pytest.raises(EnvelopeError):
            unseal(WAYS["sealed"][0], key_pair(key), PLACE)
        with pytest.raises(EnvelopeError):
            unlock(WAYS["locked"][0], key, PLACE)


def test_whoever_sealed_cannot_open_and_a_stranger_cannot_claim_it() -> None:
    sealed = seal(b"isi", PAIR.public, PLACE)
    with pytest.raises(EnvelopeError):
        unseal(sealed, OTHER, PLACE)
    with pytest.raises(EnvelopeError):
        unseal(sealed, KeyPair(OTHER.public, PAIR.private), PLACE)


@pytest.mark.parametrize("public", [bytes(32), b"\x01" + bytes(31)])
def test_a_key_of_low_order_is_refused(public: bytes) -> None:
    """Such a key would make the shared secret known to everybody."""
    with pytest.raises(EnvelopeError):
        seal(b"isi", public, PLACE)
    with pytest.raises(EnvelopeError):
        unseal(PLACE.header + public + bytes(1040), PAIR, PLACE)


def test_the_same_content_never_looks_the_same() -> None:
    assert seal(b"isi", PAIR.public, PLACE) != seal(b"isi", PAIR.public, PLACE)
    assert lock(b"isi", KEY, PLACE) != lock(b"isi", KEY, PLACE)
    assert new_key_pair() != new_key_pair()


def test_contents_of_one_class_have_one_length() -> None:
    lengths = {len(seal(b"x" * length, PAIR.public, PLACE)) for length in (0, 1, 500, CLASSES[0] - 4)}
    assert len(lengths) == 1


def test_keys_do_not_print_themselves() -> None:
    assert repr(PAIR) == "KeyPair(...)"


@pytest.mark.parametrize(("report", "item"), [(b"", NO_ITEM), (bytes(15), NO_ITEM), (bytes(16), bytes(17))])
def test_ids_are_sixteen_bytes(report: bytes, item: bytes) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        Place(Kind.BODY, report, item)


def test_numbers_of_kinds_never_change() -> None:
    assert {kind.name: kind.value for kind in Kind} == {
        "BODY": 1,
        "FOLLOW_UP": 2,
        "ATTACHMENT": 3,
        "REPLY": 4,
        "REPLY_COPY": 5,
        "NOTE": 6,
        "ACCESS": 7,
        "MAILBOX": 8,
        "KEY_FILE": 9,
    }
