"""The tables of reminders. They join the outbox's registry and migrations: both live in one database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from sqlalchemy import BigInteger, Index, Text
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, String

from bot.outbox.tables import Letterbox

INSERT: Final[Mapping[str, Callable[[Any], Any]]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
"""Statements that know ON CONFLICT, by the database's dialect."""


class SubscriptionRow(Letterbox, table=True):
    """Who asked to be reminded. This is all that is known of a person; `month`, of joining, is "2026-11"."""

    __tablename__ = "subscription"
    __table_args__ = (Index("subscription_province", "province"),)

    chat_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    province: str = Field(sa_type=String(2))
    kind: str = Field(sa_type=String(8))
    frequency: str = Field(sa_type=String(8))
    month: str = Field(sa_type=String(7))


class ClosedRow(Letterbox, table=True):
    """A campaign whose hour `due` (seconds UTC) has come: all who had subscribed by then have a letter."""

    __tablename__ = "closed"

    campaign: str = Field(primary_key=True, sa_type=Text)
    due: int = Field(primary_key=True, sa_type=BigInteger)
