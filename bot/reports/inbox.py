"""What a holder finds on the list: reports with an access row of that holder, and no trace of others."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import case as when
from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.reports.categories import Category
from bot.reports.deadlines import feedback_due, personal_due
from bot.reports.designation import designation
from bot.reports.statuses import Outcome, Status
from bot.reports.tables import Access, Report


@dataclass(frozen=True)
class Row:
    """A report on the list. `key` is its private key, sealed to the holder who asks."""

    id: bytes
    status: Status
    outcome: Outcome | None
    category: Category
    province: str | None
    received: dt.date
    status_date: dt.date
    formal_due: dt.date
    key: bytes = field(repr=False)

    @property
    def designation(self) -> str:
        return designation(self.id)

    @property
    def personal_due(self) -> dt.date:
        return personal_due(self.received)

    @property
    def feedback_due(self) -> dt.date:
        return feedback_due(self.received)


@dataclass(frozen=True)
class Page:
    """One page of the list. `counts` are over all statuses, `total` over the one that was asked for."""

    counts: dict[Status, int]
    total: int
    rows: tuple[Row, ...]


COLUMNS: tuple[Any, ...] = (
    Report.id,
    Report.status,
    Report.outcome,
    Report.category,
    Report.province,
    Report.received,
    Report.status_date,
    Report.formal_due,
    Access.sealed,
)
"""The columns of a `Row`."""

_CLOSED = when((col(Report.status).in_([status for status in Status if status.closed]), 1), else_=0)
_ORDER = (_CLOSED, col(Report.formal_due), col(Report.received), col(Report.id))


async def inbox_page(session: AsyncSession, holder: bytes, status: Status | None, offset: int, limit: int) -> Page:
    """Reports in `status`, or all: open ones first, then by the formal due date, then by the date received."""
    counts = await _counts(session, holder)
    ids = _visible(select(Report.id), holder)  # sorted without the sealed keys, which are large
    if status:
        ids = ids.where(Report.status == status)
    page = (await session.exec(ids.order_by(*_ORDER).offset(offset).limit(limit))).all()
    query = _visible(select(*COLUMNS), holder).where(col(Report.id).in_(page)).order_by(*_ORDER)
    rows = tuple(row_of(values) for values in await session.exec(query))
    return Page(counts, counts[status] if status else sum(counts.values()), rows)


def row_of(values: Any) -> Row:
    """A `Row` from the values of `COLUMNS`."""
    identity, status, outcome, category, *rest = values
    return Row(identity, Status(status), Outcome(outcome) if outcome else None, Category(category), *rest)


async def _counts(session: AsyncSession, holder: bytes) -> dict[Status, int]:
    query = _visible(select(Report.status, func.count()), holder).group_by(Report.status)
    found = {Status(status): count for status, count in await session.exec(query)}
    return {status: found.get(status, 0) for status in Status}


def _visible(query: Any, holder: bytes) -> Any:
    return query.join(Access, col(Access.report) == Report.id).where(Access.holder == holder)
