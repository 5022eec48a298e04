"""One seed, everything that follows from it, and how it is kept."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reports.envelope import EnvelopeError, Kind, Place, seal, unlock, unseal
from bot.reports.keys import (
    HolderKeys,
    PublicKeys,
    b64,
    key_file,
    new_holder_keys,
    printed,
    read_printed,
    site_fingerprint,
    stretched,
    unb64,
)

seeds = st.binary(min_size=32, max_size=32)
HOLDER = bytes(range(16))


@settings(max_examples=25)
@given(seeds)
def test_both_pairs_follow_from_the_seed(seed: bytes) -> None:
    keys = HolderKeys(seed)
    assert keys.public == HolderKeys(seed).public
    assert len({seed, keys.opening.private, bytes(keys.signing)}) == 3
    place = Place(Kind.ACCESS, HOLDER, HOLDER)
    assert unseal(seal(b"isi", keys.public.opening, place), keys.opening, place) == b"isi"
    assert keys.public.signed(b"pesan", keys.signing.sign(b"pesan").signature)


@given(st.binary(max_size=80))
def test_no_other_signature_is_taken(signature: bytes) -> None:
    assert not new_holder_keys().public.signed(b"pesan", signature)


def test_a_signature_is_over_its_message_and_by_its_key() -> None:
    keys, other = new_holder_keys(), new_holder_keys()
    signature = keys.signing.sign(b"pesan").signature
    assert not keys.public.signed(b"pesan lain", signature)
    assert not other.public.signed(b"pesan", signature)
    assert not PublicKeys(keys.public.opening, b"pendek").signed(b"pesan", signature)


@given(seeds)
def test_a_printed_key_reads_back_however_it_is_typed(seed: bytes) -> None:
    text = printed(HolderKeys(seed))
    assert [len(group) for group in text.split(" ")] == [4] * 14
    for typed in (text, text.lower(), text.replace(" ", ""), f"\n{text}\t"):
        assert read_printed(typed) == HolderKeys(seed)


@settings(max_examples=50)
@given(seeds, st.integers(0, 55), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_a_wrong_letter_of_a_printed_key_is_found(seed: bytes, place: int, letter: str) -> None:
    text = printed(HolderKeys(seed)).replace(" ", "")
    typed = text[:place] + letter + text[place + 1 :]
    if typed != text:
        with pytest.raises(ValueError, match="printed"):
            read_printed(typed)


@pytest.mark.parametrize("text", ["", "ABCD", "0189", "é", "A" * 56, "A" * 64])
def test_what_is_no_printed_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_printed(text)


def test_a_key_file_opens_with_its_passphrase_only() -> None:
    keys = new_holder_keys()
    file = json.loads(json.dumps(key_file(keys, HOLDER, "enam kata acak")))
    assert set(file) == {"format", "petugas", "garam", "kunci"}
    assert unb64(file["petugas"]) == HOLDER
    place = Place(Kind.KEY_FILE, HOLDER)
    opened = unlock(unb64(file["kunci"]), stretched("enam kata acak", unb64(file["garam"])), place)
    assert opened == keys.seed
    with pytest.raises(EnvelopeError):
        unlock(unb64(file["kunci"]), stretched("enam kata acak ", unb64(file["garam"])), place)


def test_a_passphrase_is_the_same_however_its_accents_are_typed() -> None:
    salt = bytes(16)
    assert stretched("café", salt) == stretched("cafe\u0301", salt)
    assert stretched("café", salt) != stretched("cafe", salt)


def test_a_fingerprint_is_eight_groups_and_covers_both_keys() -> None:
    keys = new_holder_keys().public
    groups = keys.fingerprint.split(" ")
    assert [len(group) for group in groups] == [4] * 8
    assert set("".join(groups)) <= set("0123456789ABCDEF")
    assert PublicKeys(keys.signing, keys.opening).fingerprint != keys.fingerprint


def test_the_site_fingerprint_does_not_depend_on_the_order() -> None:
    one, two, three = (new_holder_keys().public for _ in range(3))
    assert site_fingerprint([one, two]) == site_fingerprint([two, one])
    assert len({site_fingerprint(some) for some in ([], [one], [one, two], [one, three])}) == 4


@given(st.binary(max_size=100))
def test_base64_reads_back(content: bytes) -> None:
    text = b64(content)
    assert "=" not in text
    assert unb64(text) == content


@given(st.text(max_size=30))
def test_only_what_we_write_is_read(text: str) -> None:
    try:
        content = unb64(text)
    except ValueError:
        return
    assert b64(content) == text


@pytest.mark.parametrize("text", ["A", "AB+/", "QQ==", "QR", "QQ\n", " QQ", "é"])
def test_other_spellings_of_base64_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        unb64(text)
    assert base64.urlsafe_b64encode(b"A") == b"QQ=="


def test_keys_do_not_print_themselves() -> None:
    assert repr(new_holder_keys()) == "HolderKeys(...)"
