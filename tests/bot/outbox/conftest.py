"""The outbox on both databases, a clock moved by hand, and a campaign to send."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from itertools import chain, repeat
from pathlib import Path

import pytest
from sqlmodel import select

from bot.emulator import MovableClock
from bot.outbox.letters import Campaign, OnUncertain, Recipient
from bot.outbox.queue import MIGRATIONS, Queue
from bot.outbox.tables import LetterRow
from bot.storage.database import Database
from tests.postgres import postgres

__all__ = ["postgres"]

NOON = dt.datetime(2026, 11, 21, 5, 0, tzinfo=dt.UTC)
"""12.00 WIB, 13.00 WITA, 14.00 WIT."""

HOUR = 3600


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of either kind."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'pengingat.db'}"
    else:
        with request.getfixturevalue("postgres").database() as created:
            yield created


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    database = Database(url, MIGRATIONS)
    await database.migrate()
    yield database
    await database.close()


@pytest.fixture
def clock() -> MovableClock:
    """Noon, until it is moved."""
    return MovableClock(NOON, frozen=True)


@pytest.fixture
def queue(database: Database, clock: MovableClock) -> Queue:
    return Queue(database, clock)


def campaign(
    name: str = "minggu-47", *, on_uncertain: OnUncertain = OnUncertain.SKIP, start: int = 0, hours: int = 8
) -> Campaign:
    """A campaign of today; `start` is in seconds from noon."""
    noon = int(NOON.timestamp())
    return Campaign(name, "tema", {"entri": "like"}, noon + start, noon + hours * HOUR, on_uncertain)


def recipients(*chats: int, due: int = 0, zone: str = "WIB") -> list[Recipient]:
    """`due` is in seconds from noon."""
    return [Recipient(chat, int(NOON.timestamp()) + due, zone) for chat in chats]


async def eventually(done: Callable[[], Awaitable[bool]], seconds: float = 10) -> None:
    """Return once `done()` holds; fail after `seconds`. For states that nothing announces."""
    async with asyncio.timeout(seconds):
        for wait in chain(repeat(0.005, 20), repeat(0.03)):
            if await done():
                return
            await asyncio.sleep(wait)


async def letter(database: Database) -> LetterRow:
    """The only letter."""
    async with database.reading() as session:
        return (await session.exec(select(LetterRow))).one()
