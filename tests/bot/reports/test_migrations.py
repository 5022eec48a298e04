"""The schema: up, down, up again, the same as the models, and shared with no other room."""

from __future__ import annotations

import os
import stat
from collections.abc import AsyncIterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlmodel import SQLModel

import bot.feedback.tables  # noqa: F401
from bot.reports.agencies import agencies
from bot.reports.room import MIGRATIONS, Room
from bot.reports.statuses import OUTCOMES, Status
from bot.reports.tables import Table
from bot.storage.database import Database

NAMES = set(Table.metadata.tables)


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    database = Database(url, MIGRATIONS)
    yield database
    await database.close()


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Table.metadata))


async def test_up_down_up(database: Database) -> None:
    for revision, expected in (("head", NAMES), ("base", set()), ("head", NAMES)):
        await database.migrate(revision)
        async with database.engine.connect() as connection:
            assert await connection.run_sync(tables) == expected


async def test_models_match_migrations(database: Database) -> None:
    await database.migrate()
    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_tables_that_name_reports_keep_no_order_of_arrival(room: Room) -> None:
    async with room.database.reading() as session:
        made = dict((await session.exec(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))).all())  # type: ignore[call-overload]
    for name in NAMES - {"site", "audit"}:
        assert "WITHOUT ROWID" in made[name], name
    assert "AUTOINCREMENT" not in "".join(made.values()).upper()


async def test_no_column_could_hold_a_person_or_a_time_of_day(room: Room) -> None:
    columns = {column.name for table in Table.metadata.tables.values() for column in table.columns}
    types = {str(column.type) for table in Table.metadata.tables.values() for column in table.columns}
    for word in ("user", "chat", "update", "file", "telegram", "address", "ip", "visit", "time"):
        assert not {column for column in columns if word in column.split("_")}, word
    assert not {kind for kind in types if kind.startswith(("DATETIME", "TIME", "FLOAT"))}


def test_no_table_is_shared_with_another_room() -> None:
    assert not NAMES & set(SQLModel.metadata.tables)


async def test_the_salt_is_made_once(room: Room, database: Database) -> None:
    salt = await room.intake.salt()
    await database.migrate()
    assert await room.intake.salt() == salt
    assert len(salt) == 16


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such permissions")
async def test_folder_and_files_are_the_owners_alone(room: Room) -> None:
    assert room.database.path
    for place in (room.database.path.parent, *room.database.path.parent.iterdir()):
        assert stat.S_IMODE(place.stat().st_mode) in (0o600, 0o700), place.name


def test_every_agency_that_a_report_can_go_to_has_a_name_and_a_date() -> None:
    assert set(agencies()) == set(OUTCOMES[Status.DITERUSKAN])
