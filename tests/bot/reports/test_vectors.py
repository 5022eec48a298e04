"""The known answers of format version 1. The browser must give the same: tests/web/test_page_crypto.py."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from nacl.bindings import crypto_sign_ed25519_pk_to_curve25519

from bot.reports.envelope import Kind, Place, key_pair, unlock, unseal
from bot.reports.keys import HolderKeys, PublicKeys, printed, read_printed, site_fingerprint, stretched, unb64
from bot.reports.padding import pad, padded_size, unpad
from bot.reports.receipt import read_code, receipt

VECTORS: dict[str, Any] = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
PAIR = key_pair(bytes.fromhex(VECTORS["pair"]["private"]))
HOLDER = VECTORS["holder"]
KEYS = HolderKeys(bytes.fromhex(HOLDER["seed"]))


def _place(vector: dict[str, Any]) -> Place:
    return Place(Kind(vector["kind"]), bytes.fromhex(vector["report"]), bytes.fromhex(vector["item"]))


@pytest.mark.parametrize(("size", "padded"), VECTORS["padded_sizes"])
def test_size_classes(size: int, padded: int) -> None:
    assert padded_size(size) == padded == len(pad(bytes(size)))
    assert unpad(pad(bytes(size))) == bytes(size)


@pytest.mark.parametrize("vector", VECTORS["sealed"], ids=lambda vector: Kind(vector["kind"]).name)
def test_sealed_contents_open(vector: dict[str, Any]) -> None:
    assert PAIR.public.hex() == VECTORS["pair"]["public"]
    assert unseal(bytes.fromhex(vector["sealed"]), PAIR, _place(vector)).hex() == vector["content"]


def test_every_sealed_kind_has_a_vector() -> None:
    assert {vector["kind"] for vector in VECTORS["sealed"]} == set(Kind) - {Kind.MAILBOX, Kind.KEY_FILE}


def test_the_locked_mailbox_opens() -> None:
    vector = VECTORS["locked"]
    content = unlock(bytes.fromhex(vector["locked"]), bytes.fromhex(vector["key"]), _place(vector))
    assert content.hex() == vector["content"]


def test_passphrase_and_receipt_are_stretched_as_before() -> None:
    vector = VECTORS["stretched"]
    assert stretched(vector["secret"], bytes.fromhex(vector["salt"])).hex() == vector["key"]
    vector = VECTORS["receipt"]
    assert read_code(vector["code"]) == vector["code"]
    opened = receipt(vector["code"], bytes.fromhex(vector["salt"]))
    assert (opened.mailbox_key.hex(), opened.search.hex()) == (vector["mailbox_key"], vector["search"])


def test_keys_follow_from_the_seed() -> None:
    assert KEYS.opening.private.hex() == HOLDER["opening_private"]
    assert KEYS.public == PublicKeys(bytes.fromhex(HOLDER["opening"]), bytes.fromhex(HOLDER["signing"]))
    assert KEYS.public.fingerprint == HOLDER["fingerprint"]
    assert printed(KEYS) == HOLDER["printed"]
    assert read_printed(HOLDER["printed"]) == KEYS
    assert crypto_sign_ed25519_pk_to_curve25519(KEYS.public.signing) != KEYS.public.opening, "two unrelated pairs"


def test_the_key_file_opens_with_its_passphrase() -> None:
    file = HOLDER["key_file"]
    assert (file["format"], unb64(file["petugas"]).hex()) == ("bolehkah-kunci/1", HOLDER["id"])
    key = stretched(HOLDER["passphrase"], unb64(file["garam"]))
    assert unlock(unb64(file["kunci"]), key, Place(Kind.KEY_FILE, bytes.fromhex(HOLDER["id"]))) == KEYS.seed


def test_the_site_has_one_fingerprint_in_any_order() -> None:
    others = [PublicKeys(*map(bytes.fromhex, pair)) for pair in VECTORS["site"]["others"]]
    for holders in ([KEYS.public, *others], [*others, KEYS.public]):
        assert site_fingerprint(holders) == VECTORS["site"]["fingerprint"]


def test_signatures_of_enrolment_and_login() -> None:
    public = KEYS.public
    token, proof = (bytes.fromhex(VECTORS["enrolment"][name]) for name in ("token", "proof"))
    assert public.signed(b"bolehkah-daftar-v1" + public.opening + public.signing + token, proof)
    challenge, proof = (bytes.fromhex(VECTORS["login"][name]) for name in ("challenge", "proof"))
    origin = VECTORS["login"]["origin"].encode()
    assert public.signed(b"bolehkah-masuk-v1" + challenge + bytes.fromhex(HOLDER["id"]) + origin, proof)
    assert not public.signed(b"bolehkah-masuk-v1" + challenge + bytes.fromhex(HOLDER["id"]) + origin + b"/", proof)
