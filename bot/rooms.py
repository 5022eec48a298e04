"""The rooms as the settings describe them, opened on their databases and closed at the end."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncIterator

from bot.administration import OBSTACLES
from bot.clock import Clock, SystemClock
from bot.config import Settings
from bot.feedback.service import Feedback
from bot.reminders.reading import CALENDARS
from bot.reports.room import Room, open_room
from bot.storage.database import Database
from bot.subscribers import Subscribers, open_subscribers
from bot.web.server import Running, start

log = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def feedback_of(settings: Settings) -> AsyncIterator[Feedback]:
    """Feedback on its migrated database."""
    database = Database(settings.database_url)
    try:
        await database.migrate()
        yield Feedback(database, SystemClock())
    finally:
        await database.close()


@contextlib.asynccontextmanager
async def reports_of(settings: Settings, clock: Clock) -> AsyncIterator[Room]:
    """The reports room. A loud line for each reason why it takes no reports; questions are answered regardless."""
    async with open_room(settings.reports_database_url, settings.pepper, clock) as room:
        for obstacle in await room.intake.obstacles():
            log.warning("LAPORAN DITUTUP: %s", OBSTACLES[obstacle])
        yield room


def subscribers_of(settings: Settings, clock: Clock) -> contextlib.AbstractAsyncContextManager[Subscribers]:
    """The subscribers and the outbox on their database. A calendar with mistakes is logged loudly and not used."""
    return open_subscribers(settings.subscribers_database_url, clock, settings.calendar_dir or CALENDARS)


@contextlib.asynccontextmanager
async def inbox_of(settings: Settings, room: Room, clock: Clock) -> AsyncIterator[Running | None]:
    """The officers' inbox in the browser; None, and nothing listens, while there is no pepper."""
    if not settings.pepper:
        yield None
        return
    public = str(settings.web_url) if settings.web_url else None
    async with await start(
        room,
        clock,
        settings.web_host,
        settings.web_port,
        public_url=public,
        trusted_proxy=settings.web_behind_proxy,
    ) as running:
        log.info("inbox at %s", running.origin)
        yield running


def form_address(settings: Settings) -> str:
    """Where reporters find the web form; empty without a public address."""
    return f"{str(settings.web_url).rstrip('/')}/lapor" if settings.web_url and settings.pepper else ""
