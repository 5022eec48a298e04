"""The program with a leak built in on purpose: `python -m tests.journeys.leaking MUTANT run`.

A canary test that no leak can fail proves nothing. Each mutant is a mistake that somebody could make.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from bot import __main__ as program
from bot import incidents
from bot.reports import cleaning
from bot.reports.intake import Intake
from handlers import attachments
from handlers.report import ending
from handlers.report.draft import Draft
from handlers.reporting import Reporting

Send = Callable[[int, Draft, Reporting], Awaitable[str]]
_send: Send = ending.send


def _written(chat_id: int, reporting: Reporting, *afterwards: str) -> None:
    path = reporting.intake._database.path
    assert path
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS note (chat INTEGER)")
        connection.execute("INSERT INTO note VALUES (?)", (chat_id,))
        connection.commit()
        for statement in afterwards:
            connection.execute(statement)


def id_in_a_column() -> None:
    """The chat's id beside the report, "only for the limit"."""

    async def send(chat_id: int, draft: Draft, reporting: Reporting) -> str:
        await asyncio.to_thread(_written, chat_id, reporting)
        return await _send(chat_id, draft, reporting)

    ending.send = send


def id_written_and_nulled() -> None:
    """Written for a moment, then set to NULL: the write-ahead log keeps it."""

    async def send(chat_id: int, draft: Draft, reporting: Reporting) -> str:
        await asyncio.to_thread(_written, chat_id, reporting, "UPDATE note SET chat = NULL")
        return await _send(chat_id, draft, reporting)

    ending.send = send


def exception_that_names_the_user() -> None:
    """An error text with the id in it, and a log that prints error texts."""

    async def submit(self: Intake, draft: object) -> str:
        raise RuntimeError(f"report of {_last_chat[0]} refused")

    async def send(chat_id: int, draft: Draft, reporting: Reporting) -> str:
        _last_chat[:] = [chat_id]
        return await _send(chat_id, draft, reporting)

    def note(log: logging.Logger, what: str, error: BaseException | None) -> str:
        log.error("%s failed: %s", what, error)
        return "000000"

    _last_chat: list[int] = []
    Intake.submit, ending.send, incidents.note = submit, send, note  # type: ignore[assignment,method-assign]


def debug_logging() -> None:
    """The library's own DEBUG log, which prints whole updates."""
    configure = program.configure_logging

    def loud(level: str) -> None:
        configure(level)
        for name in ("telegram", "telegram.ext"):
            logging.getLogger(name).setLevel(logging.DEBUG)
        logging.basicConfig(level=logging.DEBUG, force=True)

    program.configure_logging = loud


def file_in_a_temporary_folder() -> None:
    """The attachment as it came, on the disk "until it is cleaned"."""
    clean = cleaning.clean

    async def kept(content: bytes) -> Any:
        folder = Path(await asyncio.to_thread(tempfile.mkdtemp))
        await asyncio.to_thread((folder / "upload").write_bytes, content)
        return await clean(content)

    attachments.clean = kept


def story_in_the_database() -> None:
    """The draft saved in plain words before it is sent, "so that a restart loses nothing"."""

    async def send(chat_id: int, draft: Draft, reporting: Reporting) -> str:
        path = reporting.intake._database.path
        assert path
        await asyncio.to_thread(path.with_name("draft.txt").write_text, draft.content().body.story)
        return await _send(chat_id, draft, reporting)

    ending.send = send


MUTANTS: dict[str, Callable[[], None]] = {
    mutant.__name__: mutant
    for mutant in (
        id_in_a_column,
        id_written_and_nulled,
        exception_that_names_the_user,
        debug_logging,
        file_in_a_temporary_folder,
        story_in_the_database,
    )
}

if __name__ == "__main__":
    MUTANTS[sys.argv.pop(1)]()
    sys.exit(program.main())
