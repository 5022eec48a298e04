"""Engines and migrations. One `Database` is one database; rooms that must not meet get one each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

MIGRATIONS = Path(__file__).parent / "migrations"


class Database:
    """One database by its URL (`sqlite+aiosqlite:///…`). SQLite runs in WAL mode and waits 5 s for a lock."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._engine = _engine(str(url), self._url.get_backend_name() == "sqlite")

    async def migrate(self, revision: str = "head") -> None:
        """Bring the schema to `revision`, making the file and its folder when they are missing."""
        if self._url.database and self._url.get_backend_name() == "sqlite":
            await asyncio.to_thread(Path(self._url.database).parent.mkdir, parents=True, exist_ok=True)
        async with self._engine.begin() as connection:
            await connection.run_sync(_migrate, revision)

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """A session in one transaction: committed at the end, rolled back when the body raises."""
        async with AsyncSession(self._engine, expire_on_commit=False) as session, session.begin():
            yield session

    async def close(self) -> None:
        await self._engine.dispose()

    @property
    def engine(self) -> AsyncEngine:
        """For tests that compare the schema with the models."""
        return self._engine


def _engine(url: str, sqlite: bool) -> AsyncEngine:
    engine = create_async_engine(url)
    if sqlite:
        event.listen(engine.sync_engine, "connect", _sqlite_pragmas)
    return engine


def _sqlite_pragmas(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _migrate(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    if revision == "base" or revision.startswith("-"):
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)
