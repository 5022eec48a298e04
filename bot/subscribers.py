"""The subscribers' database put together: the outbox, the reminders, and officers' notices."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.clock import Clock
from bot.outbox.notices import Notices
from bot.outbox.queue import MIGRATIONS, Queue
from bot.reminders.calendar import Calendar
from bot.reminders.planner import Planner
from bot.reminders.reading import CALENDARS
from bot.reminders.schedule import Schedule
from bot.reminders.subscriptions import Subscriptions
from bot.reminders.templates import Templates, load
from bot.storage.database import Database


@dataclass(frozen=True)
class Subscribers:
    """What the edge is given."""

    database: Database
    queue: Queue
    notices: Notices
    subscriptions: Subscriptions
    templates: Templates
    schedule: Schedule
    planner: Planner

    async def forget(self, chat_id: int) -> bool:
        """End a chat's subscription and delete its letters; False when it had not subscribed."""
        ended = await self.subscriptions.delete(chat_id)
        await self.queue.forget(chat_id)
        return ended


@asynccontextmanager
async def open_subscribers(url: str, clock: Clock, calendars: Path = CALENDARS) -> AsyncIterator[Subscribers]:
    """On their migrated database, with the calendar in the folder `calendars`; closed at the end."""
    database = Database(url, MIGRATIONS)
    queue, subscriptions = Queue(database, clock), Subscriptions(database, clock)
    calendar, templates = Calendar(calendars), load()
    try:
        await database.migrate()
        calendar.refresh()
        yield Subscribers(
            database=database,
            queue=queue,
            notices=Notices(database, clock),
            subscriptions=subscriptions,
            templates=templates,
            schedule=Schedule(calendar, templates, subscriptions, clock),
            planner=Planner(calendar, templates, subscriptions, queue, database, clock),
        )
    finally:
        await database.close()
