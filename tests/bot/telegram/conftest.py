"""What the Telegram tests share: a clock moved by hand and a small Bot API server on the loopback interface."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from typing import Any, TypeVar

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram import Bot
from telegram.error import NetworkError

from bot.telegram.transport import AiohttpRequest

TOKEN = "42:" + "Test" * 9
USER = {"id": 42, "is_bot": True, "first_name": "Bot", "username": "test_bot"}

Result = TypeVar("Result")


class FakeClock:
    """Stands still until it is moved; sleepers wake in the order of their time."""

    def __init__(self) -> None:
        self._time = 1000.0
        self._numbers = count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> dt.datetime:
        return dt.datetime(2026, 11, 21, tzinfo=dt.UTC) + dt.timedelta(seconds=self._time)

    def monotonic(self) -> float:
        return self._time

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.get_running_loop().create_future()
        heappush(self._sleepers, (self._time + max(0.0, seconds), next(self._numbers), woken))
        await woken

    async def advance(self, seconds: float) -> None:
        """Let `seconds` pass, waking everybody on the way."""
        end = self._time + seconds
        await settle()
        while self._sleepers and self._sleepers[0][0] <= end:
            await self._wake_next()
        self._time = end
        await settle()

    async def run(self, work: Awaitable[Result]) -> Result:
        """The result of `work`, with time passing whenever everybody sleeps."""
        task = asyncio.ensure_future(work)
        await settle()
        while not task.done():
            assert self._sleepers, "nothing can happen any more"
            await self._wake_next()
        return await task

    async def _wake_next(self) -> None:
        at, _, woken = heappop(self._sleepers)
        if not woken.done():
            self._time = max(self._time, at)
            woken.set_result(None)
            await settle()


async def settle() -> None:
    """Let everything happen that needs no time."""
    for _ in range(12):
        await asyncio.sleep(0)


@dataclass
class Call:
    """One request that the Bot API server got."""

    method: str
    fields: dict[str, str]
    files: dict[str, tuple[str, str, bytes]]
    content_type: str


Answer = Callable[[Call], Awaitable[web.StreamResponse]]


@dataclass
class BotApi:
    """Answers every method with success, unless `answer` is replaced."""

    calls: list[Call] = field(default_factory=list)
    answer: Answer | None = None
    url: str = ""

    async def receive(self, request: web.Request) -> web.StreamResponse:
        fields, files = {}, {}
        if request.content_type == "application/json":
            for name, value in (await request.json()).items():
                fields[name] = value if isinstance(value, str) else json.dumps(value)
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[name] = (value.filename, value.content_type, value.file.read())
            else:
                fields[name] = str(value)
        call = Call(request.match_info["method"], fields, files, request.content_type)
        self.calls.append(call)
        if self.answer is not None:
            return await self.answer(call)
        return ok(default_result(call))

    def bot(self, request: AiohttpRequest | None = None, **options: Any) -> Bot:
        return Bot(
            TOKEN,
            base_url=f"{self.url}/bot",
            base_file_url=f"{self.url}/file/bot",
            request=request or AiohttpRequest(**options),
            get_updates_request=AiohttpRequest(),
        )


def ok(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def refusal(status: int, description: str, **parameters: Any) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    if parameters:
        body["parameters"] = parameters
    return web.json_response(body, status=status)


def message(chat_id: int = 7, text: str = "ok") -> dict[str, Any]:
    chat = {"id": chat_id, "type": "private" if chat_id > 0 else "group"}
    return {"message_id": 1, "date": 1_700_000_000, "chat": chat, "text": text}


def default_result(call: Call) -> Any:
    if call.method == "getMe":
        return USER
    if call.method == "sendMediaGroup":
        return [message(int(call.fields["chat_id"])) for _ in json.loads(call.fields["media"])]
    if call.method.startswith("send") and call.method != "sendChatAction":
        return message(int(call.fields["chat_id"]), call.fields.get("text", ""))
    return [] if call.method == "getUpdates" else True


def bot_at(url: str, **options: Any) -> Bot:
    return Bot(TOKEN, base_url=f"{url}/bot", request=AiohttpRequest(**options), get_updates_request=AiohttpRequest())


@contextlib.asynccontextmanager
async def opened(bot: Bot) -> AsyncIterator[Bot]:
    """The bot with its sessions open but without the getMe of `Bot.initialize`."""
    requests = bot._request
    for request in requests:
        await request.initialize()
    try:
        yield bot
    finally:
        for request in requests:
            await request.shutdown()


async def failure(bot: Bot, **timeouts: float) -> NetworkError:
    """How sending a message fails; checks that the error says nothing that it must not say."""
    async with opened(bot):
        with pytest.raises(NetworkError) as caught:
            await bot.send_message(7, "halo", **timeouts)  # type: ignore[arg-type]
    error = caught.value
    assert error.__cause__ is None
    assert error.__context__ is None
    for text in (str(error), repr(error)):
        assert TOKEN not in text
        assert "http" not in text.replace("ClientHttpProxyError", "")
    return error


@contextlib.asynccontextmanager
async def raw_server(serve: Any) -> AsyncIterator[str]:
    """A TCP server that speaks what `serve(reader, writer)` speaks; yields host:port."""

    connections = set[asyncio.Task[None]]()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        connections.add(task)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await serve(reader, writer)
        writer.transport.abort()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    try:
        host, port = server.sockets[0].getsockname()
        yield f"{host}:{port}"
    finally:
        server.close()
        for task in connections:
            task.cancel()
        await asyncio.gather(*connections)


@pytest.fixture(autouse=True)
def no_proxy_around_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(autouse=True)
def timedelta_periods(monkeypatch: pytest.MonkeyPatch) -> None:
    """python-telegram-bot's own way of opting in to `timedelta`; otherwise every RetryAfter warns."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    api = BotApi()
    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.router.add_route("*", "/bot{token}/{method}", api.receive)
    app.router.add_get("/file/bot{token}/{path:.+}", _file)
    async with TestServer(app) as server:
        api.url = str(server.make_url("")).rstrip("/")
        yield api


async def _file(request: web.Request) -> web.Response:
    return web.Response(body=request.match_info["path"].encode() * 2)
