"""What officers do with reports. Every step names the holder who takes it and sees only that holder's reports.

The server stores what browsers sealed; it opens nothing. Steps are audited; what a step refuses, it leaves unchanged.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.clock import Clock
from bot.provinces import PROVINCE_NAMES
from bot.reports.audit import Action, Audit
from bot.reports.cases import Case, read_case
from bot.reports.categories import Category
from bot.reports.days import today
from bot.reports.deadlines import purge_on
from bot.reports.desk_errors import ConflictError, ExcludedError, LastHolderError, UnknownReportError
from bot.reports.envelope import ID_BYTES, Kind
from bot.reports.history import AuditLine, lines_for
from bot.reports.holders import Role, State
from bot.reports.inbox import Page, inbox_page
from bot.reports.messages import NewMessage, Side, add_message
from bot.reports.news import has_news
from bot.reports.shapes import ShapeError, check_access, check_text
from bot.reports.statistics import Statistics, statistics
from bot.reports.statuses import Move, Outcome, Status
from bot.reports.tables import Access, Attachment, AuditRow, Exclusion, HolderRow, Message, Report
from bot.storage.database import Database

PAGE_SIZE = 50


class Desk:
    """The officers' side of one site.

    Every method that names a report raises `UnknownReportError` when the holder has no access row for it (`case` and
    `attachment` return None), whatever else may be wrong with the call.
    """

    def __init__(self, database: Database, clock: Clock, audit: Audit) -> None:
        self._database = database
        self._clock = clock
        self._audit = audit

    async def page(self, holder: bytes, status: Status | None = None, offset: int = 0, limit: int = PAGE_SIZE) -> Page:
        """A page of the list, the most urgent first."""
        async with self._database.reading() as session:
            return await inbox_page(session, holder, status, offset, limit)

    async def case(self, holder: bytes, report: bytes) -> Case | None:
        """Everything of a report. That the holder opened it is audited, once a day."""
        async with self._database.session() as session:
            if not await _has_access(session, holder, report):
                return None
            if not await self._opened_today(session, holder, report):
                await self._audit.append(session, Action.OPENED, holder=holder, report=report)
            return await read_case(session, self._audit, holder, report)

    async def attachment(self, holder: bytes, report: bytes, attachment: bytes) -> bytes | None:
        """The sealed file."""
        query = select(Attachment.sealed).where(Attachment.id == attachment, Attachment.report == report)
        async with self._database.reading() as session:
            if not await _has_access(session, holder, report):
                return None
            return (await session.exec(query)).first()

    async def reply(self, holder: bytes, report: bytes, message: bytes, sealed_m: bytes, sealed_r: bytes) -> None:
        """Store a reply: sealed to the mailbox, and its copy to the report. Raises `ShapeError`, `ConflictError`."""
        async with self._step(holder, report) as session:
            check_text(sealed_m, Kind.REPLY)
            check_text(sealed_r, Kind.REPLY_COPY)
            await self._add(session, report, NewMessage(message, Side.OFFICER, sealed_m, sealed_r))
            await self._audit.append(session, Action.REPLIED, holder=holder, report=report)

    async def note(self, holder: bytes, report: bytes, message: bytes, sealed_r: bytes) -> None:
        """Store a note for officers only. Raises `ShapeError`, `ConflictError`."""
        async with self._step(holder, report) as session:
            await self._add_note(session, report, message, sealed_r)
            await self._audit.append(session, Action.NOTED, holder=holder, report=report)

    async def move(
        self,
        holder: bytes,
        report: bytes,
        after: Status,
        outcome: Outcome | None = None,
        reason: tuple[bytes, bytes] | None = None,
    ) -> None:
        """Move the report from where it stands now to `after`; `reason` (id and sealed text) is kept as a note.

        Closing brings the day of deletion nearer, reopening puts it back. Raises `TransitionError`, `ShapeError`,
        `ConflictError`.
        """
        async with self._step(holder, report) as session:
            row = await session.get_one(Report, report)
            move = Move(Status(row.status), after, outcome, has_reason=reason is not None)
            if reason:
                await self._add_note(session, report, *reason)
            row.status, row.outcome, row.status_date = after, outcome, today(self._clock)
            row.purge_date = purge_on(row.received, row.status_date if after.closed else None)
            detail = f"{move.before}>{after}" + (f":{outcome}" if outcome else "")
            await self._audit.append(session, Action.MOVED, holder=holder, report=report, detail=detail)

    async def classify(self, holder: bytes, report: bytes, category: Category, province: str | None) -> None:
        """Say what the report is about and where. Raises `ValueError` for a province that is not on the list."""
        async with self._step(holder, report) as session:
            if province is not None and province not in PROVINCE_NAMES:
                raise ValueError("unknown province")
            row = await session.get_one(Report, report)
            row.category, row.province = category, province
            await self._audit.append(session, Action.CLASSIFIED, holder=holder, report=report, detail=category)

    async def grant(self, holder: bytes, report: bytes, other: bytes, sealed: bytes) -> None:
        """Give another active holder access: the report's key, sealed to that holder.

        Raises `ExcludedError` when the reporter does not want it, `ConflictError` for somebody who is not active or
        has access already, `ShapeError`.
        """
        async with self._step(holder, report) as session:
            check_access(sealed)
            receiver = await session.get(HolderRow, other)
            if receiver is None or receiver.state != State.ACTIVE or await _has_access(session, other, report):
                raise ConflictError
            if await session.get(Exclusion, (report, other)):
                raise ExcludedError
            session.add(Access(report=report, holder=other, sealed=sealed))
            await self._audit.append(session, Action.GRANTED, holder=holder, report=report, detail=other.hex())

    async def leave(self, holder: bytes, report: bytes) -> None:
        """Give up one's own access. Raises `LastHolderError` if no other officer could read the report.

        The recovery key never leaves: it is the way back when officers lose their keys.
        """
        async with self._step(holder, report) as session:
            officers = (
                select(Access.holder)
                .join(HolderRow, col(HolderRow.id) == Access.holder)
                .where(Access.report == report, HolderRow.role == Role.OFFICER)
            )
            readers = set(await session.exec(officers))
            if holder not in readers or len(readers) < 2:
                raise LastHolderError
            await session.exec(delete(Access).where(col(Access.report) == report, col(Access.holder) == holder))
            await self._audit.append(session, Action.LEFT, holder=holder, report=report)
        await self._database.checkpoint()

    async def has_news(self, holder: bytes) -> bool:
        """Whether something waits to be opened. Nothing is audited."""
        async with self._database.reading() as session:
            return await has_news(session, self._audit, holder)

    async def statistics(self, holder: bytes) -> Statistics:
        """Over the holder's own reports, with small cells hidden."""
        async with self._database.reading() as session:
            return await statistics(session, today(self._clock), holder)

    async def audit(self, holder: bytes, offset: int = 0, limit: int = PAGE_SIZE) -> tuple[AuditLine, ...]:
        """Lines about the holder's own reports and about key holders, newest first."""
        async with self._database.reading() as session:
            return await lines_for(session, self._audit, holder, offset, limit)

    @asynccontextmanager
    async def _step(self, holder: bytes, report: bytes) -> AsyncIterator[AsyncSession]:
        async with self._database.session() as session:
            if not await _has_access(session, holder, report):
                raise UnknownReportError
            yield session

    async def _add_note(self, session: AsyncSession, report: bytes, message: bytes, sealed: bytes) -> None:
        check_text(sealed, Kind.NOTE)
        await self._add(session, report, NewMessage(message, Side.NOTE, sealed))

    async def _add(self, session: AsyncSession, report: bytes, message: NewMessage) -> None:
        if len(message.id) != ID_BYTES:
            raise ShapeError
        if await session.get(Message, message.id):
            raise ConflictError
        await add_message(session, report, message, today(self._clock))

    async def _opened_today(self, session: AsyncSession, holder: bytes, report: bytes) -> bool:
        query = select(AuditRow.sequence).where(
            AuditRow.reference == self._audit.reference(report),
            AuditRow.holder == holder,
            AuditRow.action == Action.OPENED,
            AuditRow.date == today(self._clock),
        )
        return (await session.exec(query)).first() is not None


async def _has_access(session: AsyncSession, holder: bytes, report: bytes) -> bool:
    return await session.get(Access, (report, holder)) is not None
