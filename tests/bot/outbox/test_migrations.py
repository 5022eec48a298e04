"""Migrations of the subscribers' database, on SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from bot.outbox.queue import MIGRATIONS
from bot.outbox.tables import Letterbox
from bot.storage.database import Database

TABLES = {"campaign", "letter", "pace"}
"""The outbox's own; the reminders add theirs."""

MIGRATE = """
import asyncio, sys
from bot.outbox.queue import MIGRATIONS
from bot.storage.database import Database

async def main():
    database = Database(sys.argv[1], MIGRATIONS)
    await database.migrate()
    await database.close()

asyncio.run(main())
"""


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def differences(connection: Connection) -> list[object]:
    def ours(_object: Any, name: str | None, kind: str, *_more: Any) -> bool:
        return kind != "table" or name in TABLES

    context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": ours})
    return list(compare_metadata(context, Letterbox.metadata))


async def test_up_down_up(url: str) -> None:
    database = Database(url, MIGRATIONS)
    for revision, expected in (("head", TABLES), ("base", set()), ("head", TABLES)):
        await database.migrate(revision)
        async with database.engine.connect() as connection:
            found = await connection.run_sync(tables)
            assert found == expected if not expected else found >= expected
    await database.close()


async def test_models_match_migrations(database: Database) -> None:
    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_several_processes_may_start_at_once(url: str) -> None:
    processes = [await asyncio.create_subprocess_exec(sys.executable, "-c", MIGRATE, url) for _ in range(2)]
    assert [await process.wait() for process in processes] == [0, 0]
    database = Database(url, MIGRATIONS)
    async with database.engine.connect() as connection:
        assert await connection.run_sync(tables) >= TABLES
    await database.close()
