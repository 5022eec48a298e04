"""What the receipt code opens: where the report stands, the replies, and a way to add to it or to delete it.

The code never opens the report itself. Nothing is written when somebody looks.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from bot.clock import Clock
from bot.reports.attachments import sealed_files
from bot.reports.background import in_background
from bot.reports.cleaning import CleanFile
from bot.reports.content import MAX_FILES, ContentError, Text, read_text
from bot.reports.envelope import (
    ID_BYTES,
    KEY_BYTES,
    EnvelopeError,
    KeyPair,
    Kind,
    Place,
    key_pair,
    lock,
    seal,
    unlock,
    unseal,
)
from bot.reports.limits import LimitError
from bot.reports.receipt import read_code, receipt
from bot.reports.sealed import lookup_id
from bot.reports.sealed_mailbox import MailboxGoneError, SealedMailbox, SealedReply, find_mailbox
from bot.reports.site import site_salt
from bot.reports.statuses import Outcome, Status
from bot.storage.database import Database

__all__ = ["Mailbox", "MailboxGoneError", "Mailboxes", "Reply"]


@dataclass(frozen=True)
class Reply:
    """An officer's reply. Text and author are empty when it does not open: a broken or forged ciphertext."""

    date: dt.date
    text: str = field(repr=False)
    author: str = field(repr=False)


@dataclass(frozen=True)
class Mailbox:
    """An open mailbox, as it was at that moment. Keep it for one step of a conversation, never longer."""

    replies: tuple[Reply, ...] = field(repr=False)
    _sealed: SealedMailbox

    @property
    def status(self) -> Status:
        return self._sealed.status

    @property
    def outcome(self) -> Outcome | None:
        return self._sealed.outcome

    @property
    def status_date(self) -> dt.date:
        return self._sealed.status_date

    @property
    def received(self) -> dt.date:
        return self._sealed.received

    @property
    def formal_due(self) -> dt.date:
        return self._sealed.formal_due

    async def answer(self, text: str) -> None:
        """Add the reporter's message, sealed for the officers. Raises `LimitError`, `MailboxGoneError`."""
        item = secrets.token_bytes(ID_BYTES)
        place = Place(Kind.FOLLOW_UP, self._sealed.report, item)
        await self._sealed.add_message(item, seal(_packed(text), self._sealed.r_public, place))

    async def add_files(self, files: Sequence[CleanFile]) -> None:
        """Add all files or none, sealed for the officers. Raises `LimitError`, `MailboxGoneError`."""
        if len(files) > MAX_FILES:
            raise LimitError
        rows = await in_background(sealed_files, files, self._sealed.report, self._sealed.r_public)
        await self._sealed.add_files({row.id: row.sealed for row in rows})

    async def close(self) -> None:
        """Delete the report and everything of it, for the officers too. Nothing brings it back."""
        await self._sealed.close()


class Mailboxes:
    """Opens mailboxes by their codes."""

    def __init__(self, database: Database, pepper: bytes, clock: Clock) -> None:
        self._database = database
        self._pepper = pepper
        self._clock = clock
        # What a code without a report is tried on. No key opens it: this one is forgotten here.
        self._nobodys = lock(bytes(KEY_BYTES), secrets.token_bytes(KEY_BYTES), Place(Kind.MAILBOX, bytes(ID_BYTES)))

    async def find(self, search: bytes) -> SealedMailbox | None:
        """The sealed mailbox of a code that a browser has stretched itself. None when no report has that code."""
        return await find_mailbox(self._database, self._clock, lookup_id(search, self._pepper))

    async def open(self, code_text: str) -> Mailbox | None:
        """The mailbox of what a person typed. None for a code that opens nothing.

        Unknown, closed and purged codes cost the same work: slow hash, one indexed look-up, one attempt to unlock.
        Only what cannot be a code (a wrong check digit, too few digits) is answered at once: that depends on the
        typed text alone and says nothing about which reports exist.
        """
        code = read_code(code_text)
        if code is None:
            return None
        async with self._database.reading() as session:
            salt = await site_salt(session)
        opened = await in_background(receipt, code, salt)
        found = await self.find(opened.search)
        report, locked = (found.report, found.locked) if found else (bytes(ID_BYTES), self._nobodys)
        try:
            private = unlock(locked, opened.mailbox_key, Place(Kind.MAILBOX, report))
        except EnvelopeError:
            return None
        assert found, "nobody's mailbox does not open"
        return Mailbox(await in_background(_replies, found, key_pair(private)), found)


def _packed(text: str) -> bytes:
    try:
        return Text(text=text).packed()
    except ValidationError:
        raise LimitError from None


def _replies(found: SealedMailbox, m: KeyPair) -> tuple[Reply, ...]:
    return tuple(_reply(reply, m, found.report) for reply in found.replies)


def _reply(reply: SealedReply, m: KeyPair, report: bytes) -> Reply:
    try:
        text = read_text(unseal(reply.sealed, m, Place(Kind.REPLY, report, reply.id)))
    except (EnvelopeError, ContentError):
        return Reply(reply.date, "", "")
    return Reply(reply.date, text.text, text.author)
