"""A running emulator, a client of its control API and a real `telegram.Bot`, one set a test."""

import asyncio
import struct
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import ClientSession
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.emulator import Emulator, Person, Running, World, start


def png(width: int = 4, height: int = 3) -> bytes:
    """A small valid picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    pixels = zlib.compress(b"".join(b"\0" + b"\x20\x60\xa0" * width for _ in range(height)))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


async def call(running: Running, method: str, **more: Any) -> tuple[int, dict[str, Any]]:
    """A call without python-telegram-bot: status and body. `more` goes to aiohttp."""
    url = f"{running.bot_url}{running.world.token}/{method}"
    async with ClientSession() as http, http.request(more.pop("verb", "POST"), url, **more) as answer:
        return answer.status, await answer.json()


async def eventually(done: Callable[[], bool | Awaitable[bool]]) -> None:
    """Returns once `done()` holds; fails after five seconds. For states that no event announces."""
    for _ in range(5000):
        result = done()
        if result if isinstance(result, bool) else await result:
            return
        await asyncio.sleep(0.001)
    raise AssertionError("it did not happen")


async def refusal(running: Running, method: str, **params: Any) -> str:
    """The sentence with which a call is refused."""
    status, answer = await call(running, method, json=params)
    assert (answer["ok"], answer["error_code"]) == (False, status)
    return str(answer["description"])


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    async with await start(webhook_retry_seconds=0.02) as server:
        yield server


@pytest.fixture
def world(running: Running) -> World:
    return running.world


@pytest.fixture
async def emulator(running: Running) -> AsyncIterator[Emulator]:
    async with Emulator(running.base_url) as client:
        yield client


@pytest.fixture
async def bot(running: Running) -> AsyncIterator[Bot]:
    calls, polls = (HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2))  # no TLS: quicker to make
    real = Bot(
        running.world.token,
        base_url=running.bot_url,
        base_file_url=running.file_url,
        request=calls,
        get_updates_request=polls,
    )
    async with real:
        yield real


@pytest.fixture
async def siti(emulator: Emulator) -> Person:
    """A person who has pressed Start at some time before."""
    return await emulator.person("Siti", username="siti_asn", started=True)
