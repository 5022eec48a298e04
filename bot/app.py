"""The composition root: builds things and connects them. Nothing else knows more than its own room."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from aiohttp import web
from telegram.error import InvalidToken
from telegram.ext import Application, ExtBot

from bot.chores import Chore, doing
from bot.clock import Clock, SystemClock
from bot.collector import settled_collector
from bot.config import Settings
from bot.feedback.service import Feedback
from bot.notices import Round
from bot.post import Post, broadcasting_of, posting
from bot.reports.retention import purge
from bot.reports.room import Room
from bot.rooms import feedback_of, form_address, inbox_of, reports_of, subscribers_of
from bot.subscribers import Subscribers
from bot.telegram.limiter import ChatLimiter
from bot.telegram.transport import AiohttpRequest
from bot.telegram.updates import OneAtATime
from bot.telegram.webhook import webhook_app
from handlers import UPDATE_KINDS, register
from handlers.context import Services, context_types, provide
from handlers.conversations import Conversations
from handlers.memory import ChatMemory
from handlers.publish import publish
from handlers.reporting import Reporting, Reports
from knowledge.finder import Finder
from knowledge.ready import ready

log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]

SWEEP_SECONDS = 5.0
"""How often old exchanges leave the memory, and silent conversations their chats."""

PURGE_SECONDS = 3600.0
"""How often reports whose day has come are deleted."""

NOTICE_SECONDS = 60.0
"""How often is looked whether it is an hour of officers' notices."""


@dataclass(frozen=True)
class Edge:
    """Where the bot meets Telegram."""

    token: str
    api_url: str = "https://api.telegram.org"
    proxy: str | None = None
    messages_per_second: int | None = 25
    post: Post = field(default_factory=Post)


@contextlib.asynccontextmanager
async def running(
    edge: Edge,
    finder: Finder,
    feedback: Feedback,
    clock: Clock,
    reports: Reports | None = None,
    subscribers: Subscribers | None = None,
) -> AsyncIterator[App]:
    """The application, initialised and started, its menus published; everything is closed at the end.

    Without `reports` and `subscribers` it answers questions only and says that the rest is closed.
    """
    memory, conversations = ChatMemory(clock), Conversations(clock)
    reporting = Reporting(reports, conversations, clock) if reports else None
    broadcasting = broadcasting_of(edge.post, subscribers, clock) if subscribers else None
    application = _application(edge, clock)
    services = Services(finder.base, finder, feedback, memory, conversations, reporting, subscribers, broadcasting)
    provide(application.bot_data, services)
    register(application)
    async with application:
        await publish(application.bot, edge.post.administrators)
        await application.start()
        try:
            async with doing(clock, *_chores(services, application)), posting(edge.post, services, application, clock):
                with settled_collector():
                    yield application
        finally:
            await application.stop()


def _chores(services: Services, application: App) -> Iterator[Chore]:
    async def forget() -> None:
        services.memory.sweep()

    yield Chore("forget old exchanges", SWEEP_SECONDS, forget)
    if services.reporting:
        yield Chore("end silent conversations", SWEEP_SECONDS, partial(services.reporting.sweep, application.bot))


def bot_at(edge: Edge, clock: Clock) -> ExtBot[Any]:
    """Not initialised yet. Raises `InvalidToken` for an empty token."""
    return ExtBot(
        edge.token,
        base_url=f"{edge.api_url.rstrip('/')}/bot",
        base_file_url=f"{edge.api_url.rstrip('/')}/file/bot",
        request=AiohttpRequest(proxy=edge.proxy),
        get_updates_request=AiohttpRequest(connections=1, proxy=edge.proxy),
        rate_limiter=ChatLimiter(
            clock, per_second=edge.messages_per_second, broadcasts_per_second=edge.post.per_second
        ),
    )


def _application(edge: Edge, clock: Clock) -> App:
    builder = Application.builder().bot(bot_at(edge, clock)).context_types(context_types())
    return builder.concurrent_updates(OneAtATime()).build()


@contextlib.asynccontextmanager
async def polling(application: App) -> AsyncIterator[None]:
    """Ask Telegram for updates, waiting ones included, until the end of the block."""
    assert application.updater
    await application.updater.start_polling(allowed_updates=UPDATE_KINDS, drop_pending_updates=False)
    try:
        yield
    finally:
        await application.updater.stop()


@contextlib.asynccontextmanager
async def webhook(application: App, settings: Settings) -> AsyncIterator[None]:
    """Let Telegram bring updates; each is handled before it is acknowledged."""
    assert settings.webhook_url
    secret = settings.webhook_secret.get_secret_value()
    path = settings.webhook_url.path or "/"
    runner = web.AppRunner(webhook_app(application, path=path, secret=secret), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, settings.webhook_host, settings.webhook_port).start()
    await application.bot.set_webhook(
        str(settings.webhook_url),
        secret_token=secret,
        allowed_updates=UPDATE_KINDS,
        drop_pending_updates=False,
    )
    try:
        yield
    finally:
        await runner.cleanup()


def edge_of(settings: Settings) -> Edge:
    return Edge(
        token=settings.bot_token.get_secret_value(),
        api_url=str(settings.bot_api_url),
        proxy=str(settings.proxy_url) if settings.proxy_url else None,
        messages_per_second=settings.messages_per_second,
        post=Post(settings.administrators, settings.broadcasts_per_second, settings.letters_in_flight),
    )


async def run(settings: Settings) -> int:
    """The bot on a real Bot API server until SIGINT or SIGTERM. Returns the exit code."""
    finder = await asyncio.to_thread(ready, settings.cache_dir, log.info)
    stop, clock, edge = stop_signal(), SystemClock(), edge_of(settings)
    try:
        async with (
            feedback_of(settings) as feedback,
            reports_of(settings, clock) as room,
            subscribers_of(settings, clock) as subscribers,
            inbox_of(settings, room, clock),
            doing(clock, *_duties(room, subscribers, settings, clock)),
            running(edge, finder, feedback, clock, _doors(room, settings), subscribers) as application,
        ):
            listen = webhook(application, settings) if settings.webhook_url else polling(application)
            async with listen:
                log.info(
                    "listening as @%s by %s",
                    application.bot.username,
                    "webhook" if settings.webhook_url else "polling",
                )
                await stop.wait()
    except InvalidToken:
        log.error("Telegram menolak BOT_TOKEN. Periksa tokennya di @BotFather.")
        return 1
    return 0


def _doors(room: Room, settings: Settings) -> Reports:
    return Reports(room.intake, room.mailboxes, form_address(settings))


def _duties(room: Room, subscribers: Subscribers, settings: Settings, clock: Clock) -> Iterator[Chore]:
    """What is done beside the chat."""
    yield Chore("purge reports", PURGE_SECONDS, partial(purge, room.database, clock))
    if settings.pepper:
        notices = Round(room.desk, subscribers.notices, subscribers.queue, clock)
        yield Chore("officers' notices", NOTICE_SECONDS, notices.tick)


def stop_signal() -> asyncio.Event:
    """An event that is set when the process is asked to stop (Ctrl-C or SIGTERM), from this call on."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt instead
            loop.add_signal_handler(number, stop.set)
    return stop
