"""Whether a holder has something to open: the one thing about reports that an officer may be told outside the inbox."""

from __future__ import annotations

import datetime as dt

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.reports.audit import Action, Audit
from bot.reports.messages import Side, messages_of
from bot.reports.statuses import Status
from bot.reports.tables import Access, AuditRow, Report


async def has_news(session: AsyncSession, audit: Audit, holder: bytes) -> bool:
    """A report that nobody has begun with, or a reporter's last word that the holder has not opened since.

    Only days are known, so what came on the day of the last opening counts as not opened yet. Raises `NoPepperError`.
    """
    query = select(Report).join(Access, col(Access.report) == col(Report.id)).where(Access.holder == holder)
    reports = (await session.exec(query)).all()
    if any(report.status == Status.DITERIMA for report in reports):
        return True
    for report in reports:
        said = await messages_of(session, report.id, Side.REPORTER, Side.OFFICER)
        if said and said[-1].side == Side.REPORTER:
            opened = await _last_opened(session, audit, holder, report.id)
            if opened is None or opened <= said[-1].date:
                return True
    return False


async def _last_opened(session: AsyncSession, audit: Audit, holder: bytes, report: bytes) -> dt.date | None:
    rows = select(col(AuditRow.date)).where(
        AuditRow.reference == audit.reference(report), AuditRow.holder == holder, AuditRow.action == Action.OPENED
    )
    return (await session.exec(rows.order_by(col(AuditRow.sequence).desc()).limit(1))).first()
