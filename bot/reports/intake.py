"""The door through which a report comes in: sealed to those who may read it, and forgotten here."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.clock import Clock
from bot.reports.background import in_background
from bot.reports.categories import Category
from bot.reports.content import Draft
from bot.reports.days import today
from bot.reports.deadlines import formal_due, purge_on
from bot.reports.desk_errors import ConflictError
from bot.reports.envelope import VERSION
from bot.reports.holders import Holder, Role, State, holders_in
from bot.reports.keys import site_fingerprint
from bot.reports.readiness import Obstacle, obstacles
from bot.reports.receipt import new_code
from bot.reports.sealed import NoReceiverError, SealedReport, lookup_id, sealed_report, split
from bot.reports.site import site_salt
from bot.reports.statuses import Status
from bot.reports.tables import Access, Attachment, EnvelopeRow, Exclusion, Report
from bot.storage.database import Database

__all__ = ["Intake", "NoReceiverError", "NotReadyError", "Receiver", "ReceiversChangedError"]


class NotReadyError(Exception):
    """Reports are closed. `obstacles` says why."""

    def __init__(self, found: list[Obstacle]) -> None:
        super().__init__(", ".join(found))
        self.obstacles = found


class ReceiversChangedError(Exception):
    """The report is not sealed to exactly those who may read it now: a holder came or went. Nothing was kept."""


@dataclass(frozen=True)
class Receiver:
    """An officer as reporters see one, to say "not to this one"."""

    id: bytes
    name: str
    agency: str


class Intake:
    """Takes reports while nothing stands in the way."""

    def __init__(self, database: Database, pepper: bytes, clock: Clock) -> None:
        self._database = database
        self._pepper = pepper
        self._clock = clock

    async def obstacles(self) -> list[Obstacle]:
        """Why reports are closed; empty when they are open."""
        return await obstacles(self._database, self._pepper)

    async def holders(self) -> list[Holder]:
        """Whose keys reports are sealed to: officers and recovery, by name."""
        async with self._database.reading() as session:
            return await holders_in(session, State.ACTIVE)

    async def receivers(self) -> list[Receiver]:
        """The officers to whom reports go, by name."""
        officers = [holder for holder in await self.holders() if holder.role is Role.OFFICER]
        return [Receiver(officer.id, officer.name, officer.agency) for officer in officers]

    async def fingerprint(self) -> str:
        """Of all keys that receive reports, the recovery key included."""
        return site_fingerprint([holder.keys for holder in await self.holders() if holder.keys])

    async def salt(self) -> bytes:
        """What receipt codes of this site are stretched with; public."""
        async with self._database.reading() as session:
            return await site_salt(session)

    async def submit(self, draft: Draft) -> str:
        """Seal and store the report, and return its code of twenty digits, which exists nowhere else.

        Its key is sealed to every active officer who is not excluded and to every recovery key. Raises
        `NotReadyError`, `NoReceiverError`, or `LimitError` for too many files; nothing was kept then.
        """
        await self._require_open()
        code, salt = new_code(), await self.salt()
        while True:
            readers, _ = split(await self.holders(), draft.excluded)
            sealed = await in_background(sealed_report, draft, code, salt, readers)
            try:
                await self.accept(sealed)
            except ReceiversChangedError:
                continue  # somebody came or went while it was sealed
            return code

    async def accept(self, sealed: SealedReport) -> None:
        """Store a sealed report in one transaction. The same report once more changes nothing: its sender may not
        have heard the first answer.

        Whether the seals open, nobody here can see; that they are for exactly the right holders is checked. Raises
        `NotReadyError`, `NoReceiverError`, `ReceiversChangedError`, `ShapeError`, `LimitError`, or `ConflictError`
        for an id or a code that is taken; nothing was kept then.
        """
        await self._require_open()
        sealed.check()
        lookup = lookup_id(sealed.search, self._pepper)
        async with self._database.session() as session:
            if await _is_known(session, sealed.id, lookup):
                return
            readers, excluded = split(await holders_in(session, State.ACTIVE), sealed.excluded)
            if sealed.access.keys() != {holder.id for holder in readers}:
                raise ReceiversChangedError
            session.add(self._report(sealed, lookup))
            await session.flush()  # the rows below refer to it
            session.add(EnvelopeRow(report=sealed.id, mailbox=sealed.mailbox, body=sealed.body))
            session.add_all(Access(report=sealed.id, holder=one, sealed=key) for one, key in sealed.access.items())
            session.add_all(Exclusion(report=sealed.id, holder=holder.id) for holder in excluded)
            session.add_all(
                Attachment(id=item, report=sealed.id, sealed=file) for item, file in sealed.attachments.items()
            )

    async def _require_open(self) -> None:
        if found := await self.obstacles():
            raise NotReadyError(found)

    def _report(self, sealed: SealedReport, lookup: bytes) -> Report:
        date = today(self._clock)
        return Report(
            id=sealed.id,
            lookup_id=lookup,
            r_public=sealed.r_public,
            m_public=sealed.m_public,
            category=Category.LAIN,
            received=date,
            status=Status.DITERIMA,
            status_date=date,
            formal_due=formal_due(sealed.known_date),
            purge_date=purge_on(date, None),
            format=VERSION,
        )


async def _is_known(session: AsyncSession, report: bytes, lookup: bytes) -> bool:
    """Whether this report is stored already. Raises `ConflictError` when another one has its id or its code."""
    either = or_(col(Report.id) == report, col(Report.lookup_id) == lookup)
    found = (await session.exec(select(Report).where(either))).all()
    if any((row.id, row.lookup_id) != (report, lookup) for row in found):
        raise ConflictError
    return bool(found)
