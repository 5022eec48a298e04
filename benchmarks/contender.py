"""One contender alone in its process, as `python -m benchmarks.contender NAME --api URL`, until SIGTERM."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import functools
import socket
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from benchmarks.machine import new_event_loop, pin

FIXED = "Boleh, dengan syarat."
"""What contenders without a knowledge base answer to everything."""

SECRET = "rahasia-pengukuran"


@contextlib.asynccontextmanager
async def bolehkah(api: str, token: str, port: int) -> AsyncIterator[None]:
    """The bot as in production: its transport, limiter, search, cards and webhook. Only 25 a second is off."""
    from bot.app import webhook

    async with _in_production(api, token, port) as (application, settings), webhook(application, settings):
        yield


@contextlib.asynccontextmanager
async def bolehkah_fixed(api: str, token: str, port: int) -> AsyncIterator[None]:
    """The same without search and cards: what its transport, limiter and webhook can do with a fixed text."""
    from telegram.ext import MessageHandler, filters

    from bot.app import webhook

    async with _in_production(api, token, port) as (application, settings):
        application.handlers.clear()
        application.add_handler(MessageHandler(filters.TEXT, _answer_with_fixed))
        async with webhook(application, settings):
            yield


@contextlib.asynccontextmanager
async def bolehkah_on_httpx(api: str, token: str, port: int) -> AsyncIterator[None]:
    """The same handlers and the same webhook; python-telegram-bot's own transport sends the answers."""
    from telegram.ext import Application

    from bot.app import webhook
    from bot.clock import SystemClock
    from bot.rooms import feedback_of
    from bot.telegram.limiter import ChatLimiter
    from bot.telegram.updates import OneAtATime
    from handlers import register
    from handlers.context import Services, context_types, provide
    from handlers.conversations import Conversations
    from handlers.memory import ChatMemory
    from knowledge.ready import ready

    clock, finder = SystemClock(), ready()
    builder = Application.builder().token(token).base_url(f"{api}/bot").context_types(context_types())
    limiter = ChatLimiter(clock, per_second=None)
    application: Any = builder.rate_limiter(limiter).concurrent_updates(OneAtATime()).build()
    register(application)
    with _settings(api, token, port) as settings:
        async with feedback_of(settings) as feedback, application:
            services = Services(finder.base, finder, feedback, ChatMemory(clock), Conversations(clock))
            provide(application.bot_data, services)
            await application.start()
            async with webhook(application, settings):
                yield
            await application.stop()


@contextlib.asynccontextmanager
async def ptb(api: str, token: str, port: int, *, parallel: bool = False) -> AsyncIterator[None]:
    """python-telegram-bot as it comes, fed as its example of a custom webhook does."""
    from aiohttp import web
    from telegram import Update
    from telegram.ext import Application, MessageHandler, filters

    async def receive(request: web.Request) -> web.Response:
        await application.update_queue.put(Update.de_json(await request.json(), application.bot))
        return web.Response()

    builder = Application.builder().token(token).base_url(f"{api}/bot").concurrent_updates(parallel)
    application = builder.updater(None).build()
    application.add_handler(MessageHandler(filters.TEXT, _answer_with_fixed))
    app = web.Application()
    app.router.add_post("/telegram", receive)
    async with application, _listening(app, port) as url:
        await application.start()
        await application.bot.set_webhook(url, secret_token=SECRET)
        yield
        await application.stop()


@contextlib.asynccontextmanager
async def aiogram(api: str, token: str, port: int) -> AsyncIterator[None]:
    """aiogram as it comes, behind its own aiohttp handler."""
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import Message
    from aiogram.webhook.aiohttp_server import SimpleRequestHandler
    from aiohttp import web

    dispatcher = Dispatcher()

    @dispatcher.message()
    async def answer(message: Message) -> None:
        await message.answer(FIXED)

    app = web.Application()
    async with Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api))) as bot:
        SimpleRequestHandler(dispatcher, bot, secret_token=SECRET).register(app, "/telegram")
        async with _listening(app, port) as url:
            await bot.set_webhook(url, secret_token=SECRET)
            yield


Contender = Callable[[str, str, int], AbstractAsyncContextManager[None]]

CONTENDERS: dict[str, tuple[Contender, bool]] = {
    "bolehkah": (bolehkah, True),
    "bolehkah-fixed": (bolehkah_fixed, True),
    "bolehkah-httpx": (bolehkah_on_httpx, True),
    "aiogram": (aiogram, False),
    "aiogram-uvloop": (aiogram, True),
    "ptb": (ptb, False),
    "ptb-parallel": (functools.partial(ptb, parallel=True), False),
}
"""By name: the contender, and whether it runs on uvloop."""

WITH_CARDS = frozenset({"bolehkah", "bolehkah-httpx"})


async def _answer_with_fixed(update: Any, _context: Any) -> None:
    await update.message.reply_text(FIXED)


@contextlib.asynccontextmanager
async def _in_production(api: str, token: str, port: int) -> AsyncIterator[tuple[Any, Any]]:
    """The application, running, and its settings."""
    from bot.app import Edge, running
    from bot.clock import SystemClock
    from bot.rooms import feedback_of
    from knowledge.ready import ready

    edge = Edge(token, api, messages_per_second=None)
    with _settings(api, token, port) as settings:
        async with (
            feedback_of(settings) as feedback,
            running(edge, ready(), feedback, SystemClock()) as application,
        ):
            yield application, settings


@contextlib.contextmanager
def _settings(api: str, token: str, port: int) -> Iterator[Any]:
    """The settings of an operator with a webhook; the database lives in a temporary folder."""
    from bot.config import Settings

    with tempfile.TemporaryDirectory() as folder:
        yield Settings.model_validate(
            {
                "bot_token": token,
                "bot_api_url": api,
                "webhook_url": f"http://127.0.0.1:{port}/telegram",
                "webhook_port": port,
                "webhook_secret": SECRET,
                "database_url": f"sqlite+aiosqlite:///{Path(folder) / 'bolehkah.db'}",
            }
        )


@contextlib.asynccontextmanager
async def _listening(app: Any, port: int) -> AsyncIterator[str]:
    """Serve an aiohttp application; the address of its webhook."""
    from aiohttp import web

    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield f"http://127.0.0.1:{port}/telegram"
    finally:
        await runner.cleanup()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


async def _serve(contender: Contender, api: str, token: str) -> None:
    from bot.app import stop_signal

    stop = stop_signal()
    async with contender(api, token, _free_port()):
        await stop.wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.contender", description=__doc__)
    parser.add_argument("name", choices=CONTENDERS)
    parser.add_argument("--api", required=True, help="address of a Bot API")
    parser.add_argument("--token", default="1:benchmark")
    parser.add_argument("--core", type=int, help="the only core to run on, where the system can do that")
    arguments = parser.parse_args()
    pin(arguments.core)
    contender, fast_loop = CONTENDERS[arguments.name]
    with asyncio.Runner(loop_factory=new_event_loop if fast_loop else None) as runner:
        runner.run(_serve(contender, arguments.api, arguments.token))


if __name__ == "__main__":
    main()
