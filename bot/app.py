"""The composition root: builds things and connects them. Nothing else knows more than its own room."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from telegram.error import InvalidToken
from telegram.ext import Application, ExtBot

from bot.clock import Clock, SystemClock
from bot.config import Settings
from bot.feedback.service import Feedback
from bot.storage.database import Database
from bot.telegram.limiter import ChatLimiter
from bot.telegram.transport import AiohttpRequest
from bot.telegram.updates import OneAtATime
from bot.telegram.webhook import webhook_app
from handlers import UPDATE_KINDS, register
from handlers.context import Services, context_types, provide
from handlers.memory import ChatMemory
from handlers.publish import publish
from knowledge.finder import Finder
from knowledge.ready import ready

log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]

SWEEP_SECONDS = 60.0
"""How often old exchanges leave the memory."""


@dataclass(frozen=True)
class Edge:
    """Where the bot meets Telegram."""

    token: str
    api_url: str = "https://api.telegram.org"
    proxy: str | None = None
    messages_per_second: int | None = 25


@contextlib.asynccontextmanager
async def running(edge: Edge, finder: Finder, feedback: Feedback, clock: Clock) -> AsyncIterator[App]:
    """The application, initialised and started, its menus published; everything is closed at the end."""
    memory = ChatMemory(clock)
    application = _application(edge, clock)
    provide(application.bot_data, Services(finder.base, finder, feedback, memory))
    register(application)
    async with application:
        await publish(application.bot)
        await application.start()
        sweeper = asyncio.ensure_future(_sweep(memory, clock))
        try:
            yield application
        finally:
            sweeper.cancel()
            await application.stop()


def _application(edge: Edge, clock: Clock) -> App:
    request = AiohttpRequest(proxy=edge.proxy)
    bot: ExtBot[Any] = ExtBot(
        edge.token,
        base_url=f"{edge.api_url.rstrip('/')}/bot",
        base_file_url=f"{edge.api_url.rstrip('/')}/file/bot",
        request=request,
        get_updates_request=AiohttpRequest(connections=1, proxy=edge.proxy),
        rate_limiter=ChatLimiter(clock, per_second=edge.messages_per_second),
    )
    builder = Application.builder().bot(bot).context_types(context_types())
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


async def run(settings: Settings) -> int:
    """The bot on a real Bot API server until SIGINT or SIGTERM. Returns the exit code."""
    finder = await asyncio.to_thread(ready, settings.cache_dir, log.info)
    stop = stop_signal()
    edge = Edge(
        token=settings.bot_token.get_secret_value(),
        api_url=str(settings.bot_api_url),
        proxy=str(settings.proxy_url) if settings.proxy_url else None,
        messages_per_second=settings.messages_per_second,
    )
    try:
        async with (
            feedback_of(settings) as feedback,
            running(edge, finder, feedback, SystemClock()) as application,
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


@contextlib.asynccontextmanager
async def feedback_of(settings: Settings) -> AsyncIterator[Feedback]:
    """Feedback on its migrated database."""
    database = Database(settings.database_url)
    try:
        await database.migrate()
        yield Feedback(database, SystemClock())
    finally:
        await database.close()


def stop_signal() -> asyncio.Event:
    """An event that is set when the process is asked to stop (Ctrl-C or SIGTERM), from this call on."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt instead
            loop.add_signal_handler(number, stop.set)
    return stop


async def _sweep(memory: ChatMemory, clock: Clock) -> None:
    while True:
        await clock.sleep(SWEEP_SECONDS)
        memory.sweep()
