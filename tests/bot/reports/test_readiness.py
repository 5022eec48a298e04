"""Reports are closed until nothing stands in the way."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest

from bot.emulator.clock import MovableClock
from bot.reports.readiness import Obstacle
from bot.reports.room import Room, open_room
from bot.telegram.logs import configure_logging
from tests.bot.reports.people import Staff, officer, recovery

posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no such permissions")


@pytest.fixture
def loggers() -> Iterator[None]:
    """Puts back every level that a test changes."""
    names = ["", "httpx", "httpcore", "telegram", "telegram.ext", "telegram.Bot", "aiosqlite", "sqlalchemy.engine"]
    levels = {name: logging.getLogger(name).level for name in names}
    yield
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


async def test_an_empty_room_lacks_everybody(room: Room) -> None:
    assert await room.intake.obstacles() == [Obstacle.FEW_HOLDERS, Obstacle.NO_RECOVERY]


async def test_two_officers_and_a_recovery_key_open_it(room: Room) -> None:
    await officer(room, "Rani")
    await recovery(room)
    assert await room.intake.obstacles() == [Obstacle.FEW_HOLDERS]
    budi = await officer(room, "Budi")
    assert await room.intake.obstacles() == []
    await room.holders.remove(budi.id)
    assert await room.intake.obstacles() == [Obstacle.FEW_HOLDERS]


@pytest.mark.parametrize("pepper", [b"", bytes(31)])
async def test_a_pepper_is_needed(people: Staff, url: str, clock: MovableClock, pepper: bytes) -> None:
    async with open_room(url, pepper, clock) as room:
        assert await room.intake.obstacles() == [Obstacle.NO_PEPPER]


@posix
@pytest.mark.parametrize("name", ["", "laporan.db", "laporan.db-wal"])
@pytest.mark.parametrize("bit", [0o040, 0o004])
async def test_a_folder_or_file_that_others_may_read_closes_it(room: Room, people: Staff, name: str, bit: int) -> None:
    assert room.database.path
    place = room.database.path.parent / name
    place.chmod(place.stat().st_mode | bit)
    assert await room.intake.obstacles() == [Obstacle.OPEN_FOLDER]


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("httpx", logging.INFO),
        ("httpcore", logging.DEBUG),
        ("telegram", logging.DEBUG),
        ("telegram.ext", logging.DEBUG),
        ("telegram.Bot", logging.DEBUG),
        ("aiosqlite", logging.DEBUG),
        ("sqlalchemy.engine", logging.INFO),
    ],
)
async def test_a_logger_that_would_print_too_much_closes_it(
    room: Room, people: Staff, loggers: None, name: str, level: int
) -> None:
    logging.getLogger(name).setLevel(level)
    assert await room.intake.obstacles() == [Obstacle.LOUD_LOGS]


@pytest.mark.parametrize("level", ["DEBUG", "INFO", "WARNING"])
async def test_no_level_that_an_operator_can_set_is_too_loud(
    room: Room, people: Staff, loggers: None, level: str
) -> None:
    configure_logging(level)
    assert await room.intake.obstacles() == []
