"""Reports go when their day has come."""

from __future__ import annotations

from sqlmodel import col, delete, select

from bot.clock import Clock
from bot.reports.days import today
from bot.reports.tables import Report
from bot.storage.database import Database


async def purge(database: Database, clock: Clock) -> int:
    """Delete every report whose purge date has come, and everything of it; returns how many there were.

    The write-ahead log is emptied each time, also of what an earlier deletion had to leave in it.
    """
    due = col(Report.purge_date) <= today(clock)
    async with database.session() as session:
        count = len((await session.exec(select(Report.id).where(due))).all())
        await session.exec(delete(Report).where(due))
    await database.checkpoint()
    return count
