"""The room on a real file, with people to fill it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.emulator.clock import MovableClock
from bot.reports.room import Room, open_room
from tests.bot.reports.people import Staff, staff

PEPPER = bytes(range(32))


@pytest.fixture
def clock() -> MovableClock:
    """Sunday, 22 November 2026, 10.00 in Jakarta."""
    return MovableClock(datetime(2026, 11, 22, 3, tzinfo=UTC), frozen=True)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'laporan' / 'laporan.db'}"


@pytest.fixture
async def room(url: str, clock: MovableClock) -> AsyncIterator[Room]:
    """An empty room: nobody holds a key yet."""
    async with open_room(url, PEPPER, clock) as opened:
        yield opened


@pytest.fixture
async def people(room: Room) -> Staff:
    """Two officers and the recovery key: the least with which reports are open."""
    return await staff(room)
