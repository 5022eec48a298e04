"""The tables of reports: ciphertext, random ids and days. None has a column for who wrote, or for a time of day.

They have a registry of their own, so no other room's migrations see them. `WITHOUT ROWID`: a table with row ids would
keep the order in which reports came. Large ciphertexts stand in tables of their own: the list is read without them.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

_WITHOUT_ROWID: dict[str, Any] = {"sqlite_with_rowid": False}


class Table(SQLModel, registry=registry()):
    """Base of the room's tables; `Table.metadata` is what its migrations are compared with."""


def _of_report(*more: Any) -> tuple[Any, ...]:
    """Arguments of a table whose rows go when their report goes."""
    return (ForeignKeyConstraint(["report"], ["report.id"], ondelete="CASCADE"), *more, _WITHOUT_ROWID)


class Site(Table, table=True):
    """The one row of this installation. Without its salt no receipt code opens anything."""

    __tablename__ = "site"

    id: int = Field(primary_key=True)
    salt: bytes


class HolderRow(Table, table=True):
    """Somebody who may open reports: public keys only, or the hash of an invitation until they exist."""

    __tablename__ = "holder"
    __table_args__ = (_WITHOUT_ROWID,)

    id: bytes = Field(primary_key=True)
    role: str = Field(sa_type=String(10))
    name: str = Field(max_length=80)
    agency: str = Field(max_length=80)
    state: str = Field(sa_type=String(10))
    opening: bytes | None = None
    signing: bytes | None = None
    invitation: bytes | None = Field(default=None, unique=True)
    invited_until: dt.date | None = None


class Report(Table, table=True):
    """A report without what is in it. `lookup_id` is the slow hash of its receipt code, keyed with the pepper."""

    __tablename__ = "report"
    __table_args__ = (Index("report_purge_date", "purge_date"), _WITHOUT_ROWID)

    id: bytes = Field(primary_key=True, repr=False)
    lookup_id: bytes = Field(unique=True, repr=False)
    r_public: bytes = Field(repr=False)
    m_public: bytes = Field(repr=False)
    category: str = Field(sa_type=String(20))
    province: str | None = Field(default=None, max_length=40)
    received: dt.date
    status: str = Field(sa_type=String(12))
    outcome: str | None = Field(default=None, sa_type=String(20))
    status_date: dt.date
    formal_due: dt.date
    purge_date: dt.date
    format: int


class EnvelopeRow(Table, table=True):
    """The report itself, sealed to `r_public`, and the private half of `m_public`, locked under the receipt's key."""

    __tablename__ = "envelope"
    __table_args__ = _of_report()

    report: bytes = Field(primary_key=True)
    mailbox: bytes = Field(repr=False)
    body: bytes = Field(repr=False)


class Access(Table, table=True):
    """A report's private key R, sealed to one holder. No row: the report does not exist for that holder."""

    __tablename__ = "access"
    __table_args__ = _of_report(
        ForeignKeyConstraint(["holder"], ["holder.id"]), Index("access_holder", "holder", "report")
    )

    report: bytes = Field(primary_key=True)
    holder: bytes = Field(primary_key=True)
    sealed: bytes = Field(repr=False)


class Exclusion(Table, table=True):
    """The reporter does not want this holder to read the report: nobody can give access later."""

    __tablename__ = "exclusion"
    __table_args__ = _of_report(ForeignKeyConstraint(["holder"], ["holder.id"]))

    report: bytes = Field(primary_key=True)
    holder: bytes = Field(primary_key=True)


class Message(Table, table=True):
    """A later message. From the reporter, and as a note: sealed to R. A reply: sealed to M, and once more to R as
    `officer_copy`."""

    __tablename__ = "message"
    __table_args__ = _of_report(UniqueConstraint("report", "number"))

    id: bytes = Field(primary_key=True)
    report: bytes
    side: str = Field(sa_type=String(10))
    number: int
    date: dt.date
    sealed: bytes = Field(repr=False)
    officer_copy: bytes | None = Field(default=None, repr=False)


class Attachment(Table, table=True):
    """A cleaned file, sealed to R. It keeps neither name nor order."""

    __tablename__ = "attachment"
    __table_args__ = _of_report(Index("attachment_report", "report"))

    id: bytes = Field(primary_key=True)
    report: bytes
    sealed: bytes = Field(repr=False)


class AuditRow(Table, table=True):
    """What a holder or administrator did. `hash` covers the row and the hash before it."""

    __tablename__ = "audit"
    __table_args__ = (Index("audit_reference", "reference"),)

    sequence: int = Field(primary_key=True)
    date: dt.date
    holder: bytes | None = None
    action: str = Field(sa_type=String(20))
    reference: bytes | None = None
    detail: str = Field(max_length=120)
    previous: bytes
    hash: bytes
