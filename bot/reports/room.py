"""The room put together: one database, and what is done in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.clock import Clock
from bot.reports.audit import Audit
from bot.reports.desk import Desk
from bot.reports.holders import Holders
from bot.reports.intake import Intake
from bot.reports.mailbox import Mailboxes
from bot.storage.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True)
class Room:
    """What the edges are given."""

    database: Database
    audit: Audit
    holders: Holders
    intake: Intake
    mailboxes: Mailboxes
    desk: Desk


@asynccontextmanager
async def open_room(url: str, pepper: bytes, clock: Clock) -> AsyncIterator[Room]:
    """The room on its migrated database, closed at the end.

    With an empty pepper it opens, but takes no report (`Obstacle.NO_PEPPER`) and no change of holders
    (`NoPepperError`).
    """
    database = Database(url, MIGRATIONS)
    audit = Audit(pepper, clock)
    try:
        await database.migrate()
        yield Room(
            database=database,
            audit=audit,
            holders=Holders(database, clock, audit),
            intake=Intake(database, pepper, clock),
            mailboxes=Mailboxes(database, pepper, clock),
            desk=Desk(database, clock, audit),
        )
    finally:
        await database.close()
