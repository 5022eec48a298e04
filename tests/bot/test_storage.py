"""Migrations: up, down, up again, and the models are what they make."""

from __future__ import annotations

import asyncio
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, insert, inspect
from sqlmodel import SQLModel, col

from bot.feedback.tables import SavedQuestion
from bot.storage.database import Database


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, SQLModel.metadata))


async def test_up_down_up(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'new folder' / 'x.db'}")
    for revision, expected in (
        ("head", {"vote_count", "saved_question"}),
        ("base", set()),
        ("head", {"vote_count", "saved_question"}),
    ):
        await database.migrate(revision)
        async with database.engine.connect() as connection:
            assert await connection.run_sync(tables) == expected
    await database.close()


async def test_models_match_migrations(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'x.db'}")
    await database.migrate()
    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await database.close()


async def test_a_failing_session_leaves_nothing(tmp_path: Path) -> None:
    from sqlmodel import select

    from bot.feedback.tables import SavedQuestion

    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'x.db'}")
    await database.migrate()
    try:
        async with database.session() as session:
            session.add(SavedQuestion(text="setengah jadi", month="2026-11"))
            await session.flush()
            raise RuntimeError("power cut")
    except RuntimeError:
        pass
    async with database.session() as session:
        assert list(await session.exec(select(SavedQuestion))) == []
    await database.close()


async def test_a_reader_waits_for_no_writer_and_sees_nothing_unfinished(tmp_path: Path) -> None:
    from sqlmodel import select

    from bot.feedback.tables import SavedQuestion

    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'x.db'}")
    await database.migrate()
    async with database.session() as writer:
        writer.add(SavedQuestion(text="setengah jadi", month="2026-11"))
        await writer.flush()
        async with database.reading() as reader:
            assert list(await reader.exec(select(SavedQuestion))) == []
    async with database.reading() as reader:
        assert [question.text for question in await reader.exec(select(SavedQuestion))] == ["setengah jadi"]
    await database.close()


async def test_a_checkpoint_empties_the_write_ahead_log(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'x.db'}")
    await database.migrate()
    assert (tmp_path / "x.db-wal").stat().st_size > 0
    assert await database.checkpoint()
    assert (tmp_path / "x.db-wal").stat().st_size == 0
    await database.close()


async def test_a_cancelled_writer_leaves_no_lock_behind(tmp_path: Path) -> None:
    """Wherever it is cancelled, and whatever still remembers it. The cursor of RETURNING is the one that lingers."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}")
    await database.migrate()
    statement = insert(SavedQuestion).values(text="x", month="2026-11").returning(col(SavedQuestion.id))

    async def write() -> None:
        while True:
            async with database.engine.begin() as connection:
                (await connection.execute(statement)).one()

    cancelled = []
    for number in range(40):
        task = asyncio.create_task(write())
        await asyncio.sleep(number * 0.0005)
        task.cancel()
        cancelled.append(await asyncio.gather(task, return_exceptions=True))
        async with asyncio.timeout(3), database.engine.begin():
            pass
    await database.close()
