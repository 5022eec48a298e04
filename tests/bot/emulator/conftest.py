"""A running emulator, a client of its control API and a real `telegram.Bot`, one set a test."""

import struct
import zlib
from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.emulator import Emulator, Person, Running, World, start


def png(width: int = 4, height: int = 3) -> bytes:
    """A small valid picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    pixels = zlib.compress(b"".join(b"\0" + b"\x20\x60\xa0" * width for _ in range(height)))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


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
    real = Bot(running.world.token, base_url=running.bot_url, base_file_url=running.file_url)
    async with real:
        yield real


@pytest.fixture
async def siti(emulator: Emulator) -> Person:
    """A person who has pressed Start at some time before."""
    return await emulator.person("Siti", username="siti_asn", started=True)
