"""Who asked to be reminded, of what, and where they work. Nothing else is kept of a person."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, delete, exists, func, select, update
from sqlmodel import col

from bot.clock import WIB, Clock
from bot.outbox.letters import State
from bot.outbox.tables import LetterRow
from bot.provinces import PROVINCES
from bot.reminders.tables import INSERT, SubscriptionRow
from bot.storage.database import Database
from knowledge.model import Employment

PAGE: Final = 5_000
"""Chats that are read at a time, each page in a transaction of its own."""

_UNSENT = [State.PENDING.value, State.EXPIRED.value, State.CANCELLED.value]


class Frequency(StrEnum):
    """The value is the word in the database."""

    WEEKLY = "minggu"  # a lesson a week, and the phases
    PHASES = "tahap"  # the phases only


@dataclass(frozen=True)
class Subscription:
    """`province` is a code, `month` the one of joining, "2026-11"."""

    chat_id: int = field(repr=False)
    province: str
    kind: Employment
    frequency: Frequency
    month: str


@dataclass(frozen=True)
class Target:
    """A part of the subscribers; without arguments all of them."""

    provinces: frozenset[str] = frozenset(PROVINCES)
    kinds: frozenset[Employment] = frozenset(Employment)
    frequencies: frozenset[Frequency] = frozenset(Frequency)

    def within(self, zone: str) -> Target | None:
        """Those of one time zone; None when that is no province."""
        provinces = frozenset(code for code in self.provinces if PROVINCES[code].zone == zone)
        return replace(self, provinces=provinces) if provinces else None

    def includes(self, one: Subscription) -> bool:
        return one.province in self.provinces and one.kind in self.kinds and one.frequency in self.frequencies

    def condition(self) -> ColumnElement[bool]:
        """The same for rows."""
        return and_(
            col(SubscriptionRow.province).in_(sorted(self.provinces)),
            col(SubscriptionRow.kind).in_(sorted(self.kinds)),
            col(SubscriptionRow.frequency).in_(sorted(self.frequencies)),
        )


class Subscriptions:
    """The subscriptions of one database, the outbox's."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._engine, self._reading, self._clock = database.engine, database.reading, clock

    async def save(self, chat_id: int, province: str, kind: Employment, frequency: Frequency) -> Subscription:
        """Subscribe a chat or change what it chose; the month of joining stays. `ValueError`: no such province."""
        if province not in PROVINCES:
            raise ValueError("unknown province")
        month = self._clock.now().astimezone(WIB).strftime("%Y-%m")
        chosen = {"province": province, "kind": kind.value, "frequency": frequency.value}
        table: Any = SubscriptionRow.__table__  # type: ignore[attr-defined]
        async with self._engine.begin() as connection:
            new = INSERT[connection.dialect.name](table).values(chat_id=chat_id, month=month, **chosen)
            saved = new.on_conflict_do_update(index_elements=["chat_id"], set_=chosen).returning(table)
            return _subscription((await connection.execute(saved)).one())

    async def get(self, chat_id: int) -> Subscription | None:
        query = select(SubscriptionRow.__table__).where(col(SubscriptionRow.chat_id) == chat_id)  # type: ignore[attr-defined]
        async with self._reading() as session:
            row = (await (await session.connection()).execute(query)).one_or_none()
        return _subscription(row) if row else None

    async def delete(self, chat_id: int) -> bool:
        """False when there was none. Its letters are the outbox's: `Queue.forget`."""
        async with self._engine.begin() as connection:
            row = delete(SubscriptionRow).where(col(SubscriptionRow.chat_id) == chat_id)
            return (await connection.execute(row)).rowcount == 1

    async def moved(self, old_chat: int, new_chat: int) -> None:
        """Telegram gave a chat another number. A subscription of the new one stays as it is."""
        there = exists().where(col(SubscriptionRow.chat_id) == new_chat)
        async with self._engine.begin() as connection:
            taken = (await connection.execute(select(there))).scalar_one()
            old = col(SubscriptionRow.chat_id) == old_chat
            change = delete(SubscriptionRow) if taken else update(SubscriptionRow).values(chat_id=new_chat)
            await connection.execute(change.where(old))

    async def count(self, target: Target) -> int:
        query = select(func.count()).select_from(SubscriptionRow).where(target.condition())
        async with self._reading() as session:
            return (await (await session.connection()).execute(query)).scalar_one()

    async def chats(
        self, target: Target, *, without: str | None = None, served: Collection[str] = ()
    ) -> AsyncIterator[int]:
        """Chats of the target by their numbers, page by page: memory does not grow with them.

        Left out are those with any letter of the campaign `without`, and those who were served by one of `served`.
        """
        # One EXISTS for each: joined by OR, no index would serve them.
        theirs = col(LetterRow.chat_id) == SubscriptionRow.chat_id
        missing = [~exists().where(theirs, letters) for letters in (col(LetterRow.campaign) == without, had(served))]
        query = select(col(SubscriptionRow.chat_id)).where(target.condition(), *missing)
        query = query.order_by(col(SubscriptionRow.chat_id)).limit(PAGE)
        rest, full = query, True
        while full:
            async with self._reading() as session:
                page = list((await (await session.connection()).execute(rest)).scalars())
            for chat_id in page:
                yield chat_id
            full = len(page) == PAGE
            rest = query.where(col(SubscriptionRow.chat_id) > page[-1]) if full else query


def had(campaigns: Collection[str], letter: type[LetterRow] = LetterRow) -> ColumnElement[bool]:
    """Letters of `campaigns` that went or may have gone."""
    return and_(col(letter.campaign).in_(sorted(campaigns)), col(letter.state).not_in(_UNSENT))


def _subscription(row: Any) -> Subscription:
    return Subscription(row.chat_id, row.province, Employment(row.kind), Frequency(row.frequency), row.month)
