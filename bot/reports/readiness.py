"""Whether reports may be taken at all. While one obstacle stands, none is: a promise is not kept by half."""

from __future__ import annotations

import asyncio
import logging
import os
import stat
from enum import StrEnum
from pathlib import Path

from bot.reports.holders import Role, State, holders_in
from bot.storage.database import Database

MIN_OFFICERS = 2
PEPPER_BYTES = 32
"""At least; at most 64, which BLAKE2b takes as a key."""

_LOUD = {
    "httpx": logging.INFO,  # prints addresses, and the bot's token is in them
    "httpcore": logging.INFO,
    "telegram": logging.DEBUG,  # prints whole updates
    "telegram.ext": logging.DEBUG,
    "aiosqlite": logging.DEBUG,  # prints the values that it stores
    "sqlalchemy.engine": logging.INFO,
}
"""Loggers, and the level at which each prints what must not be printed."""

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class Obstacle(StrEnum):
    """Why reports are closed."""

    FEW_HOLDERS = "few_holders"
    NO_RECOVERY = "no_recovery"
    NO_PEPPER = "no_pepper"
    OPEN_FOLDER = "open_folder"
    LOUD_LOGS = "loud_logs"


async def obstacles(database: Database, pepper: bytes) -> list[Obstacle]:
    """What stands in the way; empty when reports are open."""
    async with database.reading() as session:
        roles = [holder.role for holder in await holders_in(session, State.ACTIVE)]
    found = {
        Obstacle.FEW_HOLDERS: roles.count(Role.OFFICER) < MIN_OFFICERS,
        Obstacle.NO_RECOVERY: Role.RECOVERY not in roles,
        Obstacle.NO_PEPPER: len(pepper) < PEPPER_BYTES,
        Obstacle.OPEN_FOLDER: bool(database.path) and await asyncio.to_thread(_readable_by_others, database.path),
        Obstacle.LOUD_LOGS: any(_prints(name, level) for name, level in _LOUD.items()),
    }
    return [obstacle for obstacle, stands in found.items() if stands]


def _readable_by_others(path: Path | None) -> bool:
    """Whether group or others may do anything with the folder or a file of the database. Never on Windows."""
    if path is None or os.name != "posix":
        return False
    own = (path.parent, path, *(path.with_name(path.name + end) for end in ("-wal", "-shm")))
    return any(place.exists() and place.stat().st_mode & _OTHERS for place in own)


def _prints(name: str, level: int) -> bool:
    """Whether the logger `name` or one below it lets records of `level` pass."""
    below = [other for other in logging.root.manager.loggerDict if other.startswith(f"{name}.")]
    return any(logging.getLogger(one).isEnabledFor(level) for one in (name, *below))
