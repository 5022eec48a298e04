"""A mailbox as the server sees it: where its report stands, and ciphertexts. Whoever knows the code's search half may
add to it and delete it; only the code opens it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func
from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.clock import Clock
from bot.reports.content import MAX_FILES
from bot.reports.days import today
from bot.reports.desk_errors import ConflictError
from bot.reports.envelope import ID_BYTES, Kind
from bot.reports.limits import MAX_ATTACHMENTS, MAX_FOLLOW_UPS, LimitError
from bot.reports.messages import NewMessage, Side, add_message, messages_of
from bot.reports.shapes import ShapeError, check_file, check_text
from bot.reports.statuses import Outcome, Status
from bot.reports.tables import Attachment, EnvelopeRow, Message, Report
from bot.storage.database import Database


class MailboxGoneError(Exception):
    """The report was deleted since the mailbox was found. Nothing was kept."""


@dataclass(frozen=True)
class SealedReply:
    """An officer's reply, sealed to the mailbox key."""

    id: bytes
    date: dt.date
    sealed: bytes = field(repr=False)


@dataclass(frozen=True)
class SealedMailbox:
    """A mailbox as it was at that moment. `locked`: its private key, under the receipt's mailbox key."""

    report: bytes = field(repr=False)
    status: Status
    outcome: Outcome | None
    status_date: dt.date
    received: dt.date
    formal_due: dt.date
    r_public: bytes = field(repr=False)
    locked: bytes = field(repr=False)
    replies: tuple[SealedReply, ...] = field(repr=False)
    _database: Database = field(repr=False)
    _clock: Clock = field(repr=False)

    async def add_message(self, item: bytes, sealed: bytes) -> None:
        """Add the reporter's message; the same once more changes nothing.

        Raises `ShapeError`, `LimitError`, `MailboxGoneError`, or `ConflictError` for an id that is taken.
        """
        _check_id(item)
        check_text(sealed, Kind.FOLLOW_UP)
        count = select(func.count()).where(Message.report == self.report, Message.side == Side.REPORTER)
        async with self._database.session() as session:
            await self._still_there(session)
            if await self._known(session, Message, item):
                return
            if (await session.exec(count)).one() >= MAX_FOLLOW_UPS:
                raise LimitError
            await add_message(session, self.report, NewMessage(item, Side.REPORTER, sealed), today(self._clock))

    async def add_files(self, files: Mapping[bytes, bytes]) -> None:
        """Add all sealed files, by id, or none. Those that are there already change nothing. Raises the same."""
        if len(files) > MAX_FILES:
            raise LimitError
        for item, sealed in files.items():
            _check_id(item)
            check_file(sealed)
        count = select(func.count()).where(Attachment.report == self.report)
        async with self._database.session() as session:
            await self._still_there(session)
            new = [item for item in files if not await self._known(session, Attachment, item)]
            if (await session.exec(count)).one() + len(new) > MAX_ATTACHMENTS:
                raise LimitError
            session.add_all(Attachment(id=item, report=self.report, sealed=files[item]) for item in new)

    async def close(self) -> None:
        """Delete the report and everything of it, for the officers too. Nothing brings it back."""
        async with self._database.session() as session:
            await session.exec(delete(Report).where(col(Report.id) == self.report))
        await self._database.checkpoint()

    async def _still_there(self, session: AsyncSession) -> None:
        if not (await session.exec(select(Report.status).where(Report.id == self.report))).first():
            raise MailboxGoneError

    async def _known(self, session: AsyncSession, table: type[Message | Attachment], item: bytes) -> bool:
        """Whether this report has that item already: its sender may not have heard the first answer."""
        owner = (await session.exec(select(table.report).where(table.id == item))).first()
        if owner not in (None, self.report):
            raise ConflictError
        return owner is not None


async def find_mailbox(database: Database, clock: Clock, lookup: bytes) -> SealedMailbox | None:
    """The mailbox under that row's name; None for an unknown, closed or purged report, which all cost the same."""
    joined = select(Report, EnvelopeRow.mailbox).join(EnvelopeRow, col(EnvelopeRow.report) == Report.id)
    async with database.reading() as session:
        found = (await session.exec(joined.where(Report.lookup_id == lookup))).first()
        if found is None:
            return None
        report, locked = found
        messages = await messages_of(session, report.id, Side.OFFICER)
    return SealedMailbox(
        report=report.id,
        status=Status(report.status),
        outcome=Outcome(report.outcome) if report.outcome else None,
        status_date=report.status_date,
        received=report.received,
        formal_due=report.formal_due,
        r_public=report.r_public,
        locked=locked,
        replies=tuple(SealedReply(message.id, message.date, message.sealed) for message in messages),
        _database=database,
        _clock=clock,
    )


def _check_id(item: bytes) -> None:
    if len(item) != ID_BYTES:
        raise ShapeError
