"""The tables of the outbox. Times are whole seconds UTC, in `pace` microseconds.

They have a registry of their own; the reminders' tables join it, because they live in the same database.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Index, Text, text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel, String


class Letterbox(SQLModel, registry=registry()):
    """Base of the database's tables; `Letterbox.metadata` is what its migrations are compared with."""


def _only(name: str, columns: tuple[str, ...], state: str) -> Index:
    """An index of the letters in one state. Queries use it only when they name the state literally."""
    where = text(f"state = '{state}'")
    return Index(name, *columns, sqlite_where=where, postgresql_where=where)


class CampaignRow(Letterbox, table=True):
    """One thing to say to many. What `data` holds is between those who plan a `kind` and those who render it."""

    __tablename__ = "campaign"

    id: str = Field(primary_key=True, sa_type=Text)
    kind: str = Field(sa_type=Text)
    data: dict[str, Any] = Field(sa_type=JSON)
    state: str = Field(sa_type=String(10))
    on_uncertain: str = Field(sa_type=String(10))
    not_before: int = Field(sa_type=BigInteger)
    deadline: int = Field(sa_type=BigInteger)
    created: int = Field(sa_type=BigInteger)


class LetterRow(Letterbox, table=True):
    """One message to one chat. `attempts` counts how often it was claimed, so it also says which claim is the last."""

    __tablename__ = "letter"
    __table_args__ = (
        _only("letter_pending", ("campaign", "zone", "due"), "pending"),
        _only("letter_sending", ("lease",), "sending"),
        {"sqlite_with_rowid": False},
    )

    campaign: str = Field(primary_key=True, sa_type=Text)
    chat_id: int = Field(primary_key=True, sa_type=BigInteger)
    state: str = Field(sa_type=String(10))
    due: int = Field(sa_type=BigInteger)
    zone: str = Field(sa_type=String(4))
    lease: int | None = Field(default=None, sa_type=BigInteger)
    attempts: int = 0
    reason: str | None = Field(default=None, sa_type=String(40))


class PaceRow(Letterbox, table=True):
    """The one row that all senders share: when the next letter may go, and until when Telegram refuses."""

    __tablename__ = "pace"

    id: int = Field(primary_key=True)
    next_at: int = Field(sa_type=BigInteger)
    blocked_until: int = Field(sa_type=BigInteger)


class NoticeRow(Letterbox, table=True):
    """A holder of report keys and the chat that gets notices; until it is linked, the hash of a one-time token."""

    __tablename__ = "notice_chat"

    holder: bytes = Field(primary_key=True)
    chat_id: int | None = Field(default=None, sa_type=BigInteger)
    token: bytes | None = Field(default=None, unique=True, repr=False)
    valid_until: int | None = Field(default=None, sa_type=BigInteger)
