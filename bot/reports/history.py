"""The audit as holders read it: with names, without numbers whose gaps would tell of reports they may not see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.reports.audit import Action, Audit
from bot.reports.tables import Access, AuditRow, HolderRow


@dataclass(frozen=True)
class AuditLine:
    """What was done. `who`: a holder's name. `report`: its id, None for a line about a holder.

    `detail` is machine words; for access that was given, the name of the holder who got it.
    """

    date: dt.date
    who: str
    action: Action
    detail: str
    report: bytes | None


async def history_of(session: AsyncSession, audit: Audit, report: bytes) -> tuple[AuditLine, ...]:
    """The lines of one report, oldest first."""
    query = select(AuditRow).where(AuditRow.reference == audit.reference(report)).order_by(col(AuditRow.sequence))
    rows = (await session.exec(query)).all()
    return await _lines(session, rows, {audit.reference(report): report})


async def lines_for(
    session: AsyncSession, audit: Audit, holder: bytes, offset: int, limit: int
) -> tuple[AuditLine, ...]:
    """Lines about the holder's own reports and about key holders, newest first."""
    visible = await session.exec(select(Access.report).where(Access.holder == holder))
    reports = {audit.reference(report): report for report in visible}
    newest = select(AuditRow.sequence, AuditRow.reference).order_by(col(AuditRow.sequence).desc())
    own = [sequence for sequence, reference in await session.exec(newest) if reference is None or reference in reports]
    wanted = col(AuditRow.sequence).in_(own[offset : offset + limit])
    rows = (await session.exec(select(AuditRow).where(wanted).order_by(col(AuditRow.sequence).desc()))).all()
    return await _lines(session, rows, reports)


async def _lines(session: AsyncSession, rows: Iterable[AuditRow], reports: dict[bytes, bytes]) -> tuple[AuditLine, ...]:
    names = dict((await session.exec(select(HolderRow.id, HolderRow.name))).all())
    return tuple(
        AuditLine(
            date=row.date,
            who=names.get(row.holder or b"", ""),
            action=Action(row.action),
            detail=names.get(bytes.fromhex(row.detail), "") if row.action == Action.GRANTED else row.detail,
            report=reports.get(row.reference or b""),
        )
        for row in rows
    )
