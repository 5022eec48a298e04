"""Engines and migrations. One `Database` is one database; rooms that must not meet get one each."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.util.concurrency import in_greenlet
from sqlmodel.ext.asyncio.session import AsyncSession

MIGRATIONS = Path(__file__).parent / "migrations"
"""Those of the main database."""

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "busy_timeout=5000",
    "foreign_keys=ON",
    "secure_delete=ON",  # what is deleted is overwritten, not merely forgotten
    "temp_store=MEMORY",  # sorting writes no temporary file
)
_BEGIN = "sqlite_begin"


class Database:
    """One database by its URL (`sqlite+aiosqlite:///…`), with the migrations in the folder `migrations`.

    SQLite runs in WAL mode, waits 5 s for a lock, overwrites what is deleted, and its file is readable by its owner
    only when it is made here. No error text carries a value that was on its way to the database.
    """

    def __init__(self, url: str, migrations: Path = MIGRATIONS) -> None:
        self._url = make_url(url)
        self._sqlite = self._url.get_backend_name() == "sqlite"
        self._migrations = migrations
        self._engine = _engine(url, self._sqlite)
        self._reader = self._engine.execution_options(**{_BEGIN: "BEGIN DEFERRED"})

    async def migrate(self, revision: str = "head") -> None:
        """Bring the schema to `revision`, making the file and its folder when they are missing."""
        if self.path:
            await asyncio.to_thread(_make_private, self.path)
        async with self._engine.begin() as connection:
            await connection.run_sync(_migrate, self._migrations, revision)

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """A session in one transaction: committed at the end, rolled back when the body raises.

        It holds SQLite's write lock from the start, so what it reads cannot change before it writes.
        """
        async with AsyncSession(self._engine, expire_on_commit=False) as session, session.begin():
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session for reading only: one consistent look, which waits for no writer."""
        async with AsyncSession(self._reader, expire_on_commit=False) as session:
            yield session

    async def checkpoint(self) -> bool:
        """Move SQLite's write-ahead log into the database and empty it: until then it keeps what was deleted.

        False when a reader of another process kept it from ending; a later call ends it.
        """
        if not self._sqlite:
            return True
        async with self._engine.execution_options(**{_BEGIN: None}).connect() as connection:
            busy = (await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")).one()[0]
        return not busy

    async def close(self) -> None:
        await self._engine.dispose()

    @property
    def path(self) -> Path | None:
        """The file of a SQLite database; None for one in memory or on a server."""
        name = self._url.database
        return Path(name) if self._sqlite and name and name != ":memory:" else None

    @property
    def engine(self) -> AsyncEngine:
        """For statements on rows instead of objects, and for tests that compare the schema with the models."""
        return self._engine


def _engine(url: str, sqlite: bool) -> AsyncEngine:
    engine = create_async_engine(url, hide_parameters=True)
    if sqlite:
        event.listen(engine.sync_engine, "connect", _prepare)
        event.listen(engine.sync_engine, "begin", _begin)
        event.listen(engine.sync_engine, "invalidate", _give_up)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver would begin a transaction only at the first write
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    if statement := connection.get_execution_options().get(_BEGIN, "BEGIN IMMEDIATE"):
        connection.exec_driver_sql(statement)


def _give_up(connection: Any, _record: object, _error: object) -> None:
    """End the transaction of a connection that is thrown away because its task was cancelled.

    Closing is not enough: while Python still holds a statement of it, SQLite keeps the connection and its lock.
    """
    if in_greenlet():
        connection.rollback()


def _make_private(path: Path) -> None:
    """The file and its folder for the owner only. SQLite gives its -wal and -shm the same mode; what exists stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _migrate(connection: Connection, migrations: Path, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations))
    config.attributes["connection"] = connection
    if revision == "base" or revision.startswith("-"):
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)
