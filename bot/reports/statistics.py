"""Counts of reports in which no small number can be read, so that nobody is recognised by being the only one.

A cell of 1 to 4 is hidden. Where the hidden cells of a table could be worked out from its total, further cells are
hidden: the smallest ones, and the zeros too when nothing else is left.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.provinces import PROVINCE_NAMES
from bot.reports.categories import Category
from bot.reports.statuses import Status
from bot.reports.tables import Access, Report

SMALLEST = 5
"""The smallest number above zero that is shown."""

MONTHS = 13
"""Months that are listed: a report is kept for a year at most."""

Cells = dict[str, int | None]
"""Label -> count; None for what is hidden."""


@dataclass(frozen=True)
class Statistics:
    """Tables over the same reports. `total` is None while it is a small number itself. Months are "2026-11"."""

    total: int | None
    by_status: Cells
    by_category: Cells
    by_province: Cells
    by_month: Cells


async def statistics(session: AsyncSession, today: dt.date, holder: bytes | None = None) -> Statistics:
    """Over the reports that `holder` may open; over all for None."""
    query = select(Report.status, Report.category, col(Report.province), col(Report.received))
    if holder is not None:
        query = query.join(Access, col(Access.report) == Report.id).where(Access.holder == holder)
    rows = (await session.exec(query)).all()
    return Statistics(
        total=None if 0 < len(rows) < SMALLEST else len(rows),
        by_status=_table(Status, (row[0] for row in rows)),
        by_category=_table(Category, (row[1] for row in rows)),
        by_province=_table((*PROVINCE_NAMES, ""), (row[2] or "" for row in rows)),
        by_month=_table(_months(today), (f"{row[3]:%Y-%m}" for row in rows)),
    )


def suppressed(counts: Mapping[str, int]) -> Cells:
    """`counts` with hidden cells. Whoever knows the sum of all of them still cannot tell a number of 1 to 4.

    What is hidden depends on numbers only, never on labels: hidden numbers could as well stand in each other's places.
    """
    values = counts.values()
    if not any(0 < count < SMALLEST for count in values):
        return dict(counts)
    for limit in sorted({SMALLEST - 1, *(count for count in values if count >= SMALLEST)}):
        hidden = [count for count in values if 0 < count <= limit]
        if len(set(hidden)) > 1 and sum(hidden) >= SMALLEST:
            return {label: None if 0 < count <= limit else count for label, count in counts.items()}
    return dict.fromkeys(counts)


def _table(labels: Iterable[str], values: Iterable[str]) -> Cells:
    found = Counter(values)
    return suppressed({str(label): found[label] for label in labels})


def _months(today: dt.date) -> list[str]:
    last = today.year * 12 + today.month - 1
    return [f"{number // 12}-{number % 12 + 1:02}" for number in range(last - MONTHS + 1, last + 1)]
