"""A thief has a copy of the data folder and the pepper, and tries every key that is in them on everything there."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.reports.content import read_body
from bot.reports.envelope import KEY_BYTES, NO_ITEM, EnvelopeError, Kind, Place, key_pair, unlock, unseal
from bot.reports.receipt import read_code, receipt
from bot.reports.room import Room
from tests.bot.reports import people as officers
from tests.bot.reports.conftest import PEPPER
from tests.bot.reports.people import PICTURE, STORY, Staff, draft, only_row


@dataclass(frozen=True)
class Loot:
    """A stolen database: its rows by table, and every ciphertext at its place."""

    rows: dict[str, list[sqlite3.Row]]

    @property
    def salt(self) -> bytes:
        return bytes(self.rows["site"][0]["salt"])

    def ciphertexts(self) -> Iterator[tuple[Place, bytes]]:
        """As the format document says where each belongs."""
        for row in self.rows["envelope"]:
            yield Place(Kind.BODY, row["report"]), row["body"]
            yield Place(Kind.MAILBOX, row["report"]), row["mailbox"]
        for row in self.rows["access"]:
            yield Place(Kind.ACCESS, row["report"], row["holder"]), row["sealed"]
        for row in self.rows["attachment"]:
            yield Place(Kind.ATTACHMENT, row["report"], row["id"]), row["sealed"]
        for row in self.rows["message"]:
            kind = {"pelapor": Kind.FOLLOW_UP, "petugas": Kind.REPLY, "catatan": Kind.NOTE}[row["side"]]
            yield Place(kind, row["report"], row["id"]), row["sealed"]
            if row["officer_copy"]:
                yield Place(Kind.REPLY_COPY, row["report"], row["id"]), row["officer_copy"]

    def known_keys(self) -> set[bytes]:
        """Everything of a key's length that is there or follows from it and the pepper."""
        values = {value for rows in self.rows.values() for row in rows for value in row if isinstance(value, bytes)}
        seeds = {value[:KEY_BYTES].ljust(KEY_BYTES, b"\0") for value in values if len(value) <= 64} | {PEPPER}
        return seeds | {hashlib.blake2b(seed, digest_size=32, key=PEPPER).digest() for seed in seeds}


@pytest.fixture
async def loot(room: Room, people: Staff, url: str, tmp_path: Path) -> tuple[Loot, str, officers.Holder]:
    """One report with everything a report can have, and the thief's copy of the folder while the program runs."""
    code = await room.intake.submit(draft(files=(PICTURE,)))
    row = await only_row(room, people.rani)
    await officers.reply(room, people.rani, row, "Terima kasih.")
    mailbox = await room.mailboxes.open(code)
    assert mailbox
    await mailbox.answer("Ada saksi.")
    case = await room.desk.case(people.rani.id, row.id)
    assert case
    await room.desk.note(people.rani.id, row.id, *officers.note(row, case.r_public))
    stolen = shutil.copytree(Path(url.removeprefix("sqlite+aiosqlite:///")).parent, tmp_path / "stolen")
    return _read(stolen / "laporan.db"), code, people.rani


def _read(path: Path) -> Loot:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return Loot({name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names})


def _opens(ciphertext: bytes, key: bytes, place: Place) -> bool:
    opening = unlock if place.kind is Kind.MAILBOX else lambda *given: unseal(given[0], key_pair(given[1]), given[2])
    try:
        opening(ciphertext, key, place)
    except EnvelopeError:
        return False
    return True


async def test_no_key_in_the_data_opens_anything_in_the_data(loot: tuple[Loot, str, officers.Holder]) -> None:
    stolen, _, _ = loot
    ciphertexts = list(stolen.ciphertexts())
    assert {place.kind for place, _ in ciphertexts} == set(Kind) - {Kind.KEY_FILE}
    assert len(stolen.known_keys()) > 20
    assert [place.kind for place, text in ciphertexts for key in stolen.known_keys() if _opens(text, key, place)] == []


async def test_the_code_opens_the_mailbox_and_not_the_report(loot: tuple[Loot, str, officers.Holder]) -> None:
    stolen, code, _ = loot
    digits = read_code(code)
    assert digits
    opened = receipt(digits, stolen.salt)
    (envelope,) = stolen.rows["envelope"]
    place = Place(Kind.MAILBOX, envelope["report"])
    private = unlock(envelope["mailbox"], opened.mailbox_key, place)
    openable = {p.kind for p, text in stolen.ciphertexts() for key in (private, opened.search) if _opens(text, key, p)}
    assert openable == {Kind.REPLY}


async def test_an_officer_key_opens_the_report(loot: tuple[Loot, str, officers.Holder]) -> None:
    """Otherwise the thief's failure would prove nothing."""
    stolen, _, rani = loot
    (access,) = [row for row in stolen.rows["access"] if row["holder"] == rani.id]
    private = unseal(access["sealed"], rani.keys.opening, Place(Kind.ACCESS, access["report"], rani.id))
    (envelope,) = stolen.rows["envelope"]
    body = unseal(envelope["body"], key_pair(private), Place(Kind.BODY, envelope["report"], NO_ITEM))
    assert read_body(body).story == STORY
