"""Later messages of a report, in their order."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.reports.tables import Message


class Side(StrEnum):
    """Who wrote a message. Values stand in the database."""

    REPORTER = "pelapor"
    OFFICER = "petugas"
    NOTE = "catatan"


@dataclass(frozen=True)
class NewMessage:
    """A message that is still to be stored. `officer_copy` belongs to a reply."""

    id: bytes
    side: Side
    sealed: bytes = field(repr=False)
    officer_copy: bytes | None = field(default=None, repr=False)


async def add_message(session: AsyncSession, report: bytes, message: NewMessage, date: dt.date) -> None:
    """Store it as the report's last. `session` must hold the write lock."""
    last = (await session.exec(select(func.max(Message.number)).where(Message.report == report))).one()
    session.add(
        Message(
            id=message.id,
            report=report,
            side=message.side,
            number=(last or 0) + 1,
            date=date,
            sealed=message.sealed,
            officer_copy=message.officer_copy,
        )
    )
    await session.flush()


async def messages_of(session: AsyncSession, report: bytes, *sides: Side) -> list[Message]:
    """In their order: all, or those of `sides`."""
    query = select(Message).where(Message.report == report).order_by(col(Message.number))
    if sides:
        query = query.where(col(Message.side).in_(sides))
    return list(await session.exec(query))
