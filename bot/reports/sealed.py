"""A report that is sealed already: by `Intake.submit` for a chat, or in the reporter's own browser."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.reports.attachments import sealed_files
from bot.reports.content import MAX_FILES, Draft
from bot.reports.envelope import ID_BYTES, KEY_BYTES, KeyPair, Kind, Place, lock, new_key_pair, seal
from bot.reports.holders import Holder, Role
from bot.reports.limits import LimitError
from bot.reports.receipt import Receipt, receipt
from bot.reports.shapes import ShapeError, check_access, check_body, check_file, check_mailbox, check_public


class NoReceiverError(Exception):
    """The reporter excluded every officer. Nothing was kept."""


@dataclass(frozen=True)
class SealedReport:
    """What is stored of a report. Nobody but the holders in `access` can open it.

    `search`: what its code was stretched to, before the pepper. `access`: R's private half, sealed to each holder by
    id. `attachments`: sealed files by id. `known_date` stands outside the seal, because a legal clock counts from it.
    """

    id: bytes
    search: bytes = field(repr=False)
    r_public: bytes = field(repr=False)
    m_public: bytes = field(repr=False)
    mailbox: bytes = field(repr=False)
    body: bytes = field(repr=False)
    known_date: dt.date
    access: Mapping[bytes, bytes] = field(repr=False)
    attachments: Mapping[bytes, bytes] = field(repr=False)
    excluded: frozenset[bytes] = frozenset()

    def check(self) -> None:
        """Raises `ShapeError` for what is no ciphertext of its kind, `LimitError` for too many files."""
        if len(self.attachments) > MAX_FILES:
            raise LimitError
        if any(len(item) != ID_BYTES for item in (self.id, *self.attachments)) or len(self.search) != KEY_BYTES:
            raise ShapeError
        check_public(self.r_public)
        check_public(self.m_public)
        check_mailbox(self.mailbox)
        check_body(self.body)
        for sealed in self.access.values():
            check_access(sealed)
        for sealed in self.attachments.values():
            check_file(sealed)


def lookup_id(search: bytes, pepper: bytes) -> bytes:
    """The row's name of a code that somebody else has stretched: it follows from `search` alone."""
    return Receipt(mailbox_key=b"", search=search).lookup_id(pepper)


def split(active: Sequence[Holder], excluded: frozenset[bytes]) -> tuple[list[Holder], list[Holder]]:
    """Who may read a report, and which officers may not. Recovery keys always may; raises `NoReceiverError`."""
    left_out = [holder for holder in active if holder.role is Role.OFFICER and holder.id in excluded]
    readers = [holder for holder in active if holder not in left_out]
    if not any(holder.role is Role.OFFICER for holder in readers):
        raise NoReceiverError
    return readers, left_out


def sealed_report(draft: Draft, code: str, salt: bytes, readers: Sequence[Holder]) -> SealedReport:
    """`draft` sealed for `readers`, its mailbox locked under `code`. Takes about 0.1 s: not for the event loop."""
    report = secrets.token_bytes(ID_BYTES)
    r, m, opened = new_key_pair(), new_key_pair(), receipt(code, salt)
    return SealedReport(
        id=report,
        search=opened.search,
        r_public=r.public,
        m_public=m.public,
        mailbox=lock(m.private, opened.mailbox_key, Place(Kind.MAILBOX, report)),
        body=seal(draft.body.packed(), r.public, Place(Kind.BODY, report)),
        known_date=draft.body.known_date,
        access={holder.id: _access(r, report, holder) for holder in readers},
        attachments={file.id: file.sealed for file in sealed_files(draft.files, report, r.public)},
        excluded=draft.excluded,
    )


def _access(r: KeyPair, report: bytes, holder: Holder) -> bytes:
    assert holder.keys, "an active holder has keys"
    return seal(r.private, holder.keys.opening, Place(Kind.ACCESS, report, holder.id))
