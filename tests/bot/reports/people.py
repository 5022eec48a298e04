"""People around a report, with their keys: what officers' browsers do, done in Python."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

from bot.reports.cleaning import CleanFile, FileKind
from bot.reports.content import Body, Draft, Text, read_body, read_text
from bot.reports.envelope import ID_BYTES, KeyPair, Kind, Place, key_pair, seal, unseal
from bot.reports.holders import ENROLMENT
from bot.reports.inbox import Row
from bot.reports.keys import HolderKeys, new_holder_keys, unb64
from bot.reports.room import Room

STORY = "Kepala bidang membagikan kaus calon di aula kantor."
PICTURE = CleanFile(FileKind.JPEG, b"\xff\xd8 gambar yang sudah dibersihkan")


@dataclass(frozen=True)
class Holder:
    """Somebody with keys. `id` is the id of their row."""

    id: bytes
    keys: HolderKeys

    def report_key(self, row: Row) -> KeyPair:
        return key_pair(unseal(row.key, self.keys.opening, Place(Kind.ACCESS, row.id, self.id)))

    def access_for(self, row: Row, other: Holder) -> bytes:
        """The report's key, sealed to another holder."""
        place = Place(Kind.ACCESS, row.id, other.id)
        return seal(self.report_key(row).private, other.keys.opening.public, place)


@dataclass(frozen=True)
class Staff:
    rani: Holder
    budi: Holder
    recovery: Holder


def proof(keys: HolderKeys, token: str) -> bytes:
    """What a new officer signs."""
    return keys.signing.sign(ENROLMENT + keys.public.opening + keys.public.signing + unb64(token)).signature


async def officer(room: Room, name: str, agency: str = "Inspektorat") -> Holder:
    """Invited, enrolled and confirmed."""
    keys = new_holder_keys()
    token = await room.holders.invite(name, agency)
    holder = await room.holders.enrol(token, keys.public, proof(keys, token))
    await room.holders.confirm(holder.id)
    return Holder(holder.id, keys)


async def recovery(room: Room) -> Holder:
    keys = new_holder_keys()
    return Holder((await room.holders.register_recovery(keys.public)).id, keys)


async def staff(room: Room) -> Staff:
    return Staff(await officer(room, "Rani"), await officer(room, "Budi", "BKPSDM"), await recovery(room))


def draft(*excluded: Holder, story: str = STORY, files: tuple[CleanFile, ...] = (), known: str = "2026-11-21") -> Draft:
    body = Body(event_date=dt.date(2026, 11, 20), known_date=dt.date.fromisoformat(known), story=story)
    return Draft(body, files, frozenset(holder.id for holder in excluded))


async def only_row(room: Room, holder: Holder) -> Row:
    """The one report on this holder's list."""
    (row,) = (await room.desk.page(holder.id)).rows
    return row


async def story(room: Room, holder: Holder, row: Row) -> str:
    """The report's story, opened as the officer's browser does."""
    case = await room.desk.case(holder.id, row.id)
    assert case
    return read_body(unseal(case.body, holder.report_key(case.row), Place(Kind.BODY, row.id))).story


async def reply(room: Room, holder: Holder, row: Row, text: str) -> bytes:
    """A reply as the browser seals it; returns its id."""
    case = await room.desk.case(holder.id, row.id)
    assert case
    item, packed = secrets.token_bytes(ID_BYTES), Text(text=text, author="Rani").packed()
    to_reporter = seal(packed, case.m_public, Place(Kind.REPLY, row.id, item))
    to_officers = seal(packed, case.r_public, Place(Kind.REPLY_COPY, row.id, item))
    await room.desk.reply(holder.id, row.id, item, to_reporter, to_officers)
    return item


def note(row: Row, r_public: bytes, text: str = "Catatan.") -> tuple[bytes, bytes]:
    """Id and sealed text of a note."""
    item = secrets.token_bytes(ID_BYTES)
    return item, seal(Text(text=text, author="Rani").packed(), r_public, Place(Kind.NOTE, row.id, item))


_KINDS = {"pelapor": Kind.FOLLOW_UP, "petugas": Kind.REPLY_COPY, "catatan": Kind.NOTE}


async def thread(room: Room, holder: Holder, row: Row) -> list[tuple[str, str]]:
    """Side and text of every later message, opened as the officer's browser does."""
    case = await room.desk.case(holder.id, row.id)
    assert case
    pair = holder.report_key(case.row)
    return [
        (letter.side, read_text(unseal(letter.sealed, pair, Place(_KINDS[letter.side], row.id, letter.id))).text)
        for letter in case.letters
    ]
