"""One report as an officer's browser needs it: ciphertexts, and who else may open them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.reports.audit import Audit
from bot.reports.history import AuditLine, history_of
from bot.reports.inbox import COLUMNS, Row, row_of
from bot.reports.messages import Side, messages_of
from bot.reports.tables import Access, Attachment, EnvelopeRow, Exclusion, HolderRow, Message, Report


@dataclass(frozen=True)
class Letter:
    """A later message, sealed to the report's key; of a reply, the officers' copy."""

    id: bytes
    side: Side
    date: dt.date
    sealed: bytes = field(repr=False)


@dataclass(frozen=True)
class Reader:
    """A holder with access."""

    id: bytes
    name: str


@dataclass(frozen=True)
class Case:
    """Everything of a report. `attachments`: id -> bytes of the sealed file. `excluded`: they cannot get access."""

    row: Row
    r_public: bytes
    m_public: bytes
    body: bytes = field(repr=False)
    letters: tuple[Letter, ...]
    attachments: dict[bytes, int]
    readers: tuple[Reader, ...]
    excluded: frozenset[bytes]
    history: tuple[AuditLine, ...]


async def read_case(session: AsyncSession, audit: Audit, holder: bytes, report: bytes) -> Case:
    """For a holder with access; that must be known before."""
    r_public, m_public = (await session.exec(select(Report.r_public, Report.m_public).where(Report.id == report))).one()
    envelope = await session.get_one(EnvelopeRow, report)
    sizes = select(Attachment.id, func.length(Attachment.sealed)).where(Attachment.report == report)
    return Case(
        row=await _row(session, holder, report),
        r_public=r_public,
        m_public=m_public,
        body=envelope.body,
        letters=tuple(_letter(message) for message in await messages_of(session, report)),
        attachments=dict((await session.exec(sizes.order_by(col(Attachment.id)))).all()),
        readers=await _readers(session, report),
        excluded=frozenset(await session.exec(select(Exclusion.holder).where(Exclusion.report == report))),
        history=await history_of(session, audit, report),
    )


async def _row(session: AsyncSession, holder: bytes, report: bytes) -> Row:
    access = (col(Access.report) == Report.id) & (col(Access.holder) == holder)
    return row_of((await session.exec(select(*COLUMNS).join(Access, access).where(Report.id == report))).one())


async def _readers(session: AsyncSession, report: bytes) -> tuple[Reader, ...]:
    query = select(HolderRow.id, HolderRow.name).join(Access, col(Access.holder) == HolderRow.id)
    query = query.where(Access.report == report).order_by(HolderRow.name, col(HolderRow.id))
    return tuple(Reader(identity, name) for identity, name in await session.exec(query))


def _letter(message: Message) -> Letter:
    return Letter(message.id, Side(message.side), message.date, message.officer_copy or message.sealed)
