"""How well the limit is held: letters sent by a process of their own to a Bot API on another core."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import orjson

from benchmarks.bot_api import BotApi
from benchmarks.machine import cores, pin
from benchmarks.outbox.sending import REPLY
from benchmarks.outbox.stage import CAMPAIGN, Daytime, everybody, opened, percentile
from bot.outbox.queue import Queue

HEADS = (
    "basis data",
    "batas/s",
    "surat",
    "jawaban Telegram setelah",
    "sedang dikirim",
    "rata-rata/s",
    "detik terpadat: berangkat",
    "detik terpadat: tiba",
    "CPU ms/surat",
    "balasan p50 ms",
    "balasan p99 ms",
)


@dataclass(frozen=True)
class Load:
    """So many letters at such a limit; Telegram answers after `delay_seconds`."""

    kind: str
    letters: int
    rate: int
    in_flight: int
    delay_seconds: float = 0.0


class LostLettersError(Exception):
    """Not every recipient got exactly one letter."""


async def measure(load: Load, url: str) -> tuple[str, ...]:
    """One row of the table. Raises `LostLettersError`."""
    arrived: list[float] = []
    chats: set[int] = set()

    def heard(chat: int, text: str) -> None:
        if text != REPLY:
            arrived.append(time.perf_counter())
            chats.add(chat)

    begin = time.time()
    async with opened(url, empty=True) as database:
        await Queue(database, Daytime(begin)).plan(CAMPAIGN, everybody(load.letters))
    async with BotApi(heard, load.delay_seconds) as api:
        output = await _run(load, url, api.url, begin)
    if not len(arrived) == len(chats) == load.letters:
        raise LostLettersError(f"{load.letters} letters, {len(chats)} recipients got {len(arrived)}")
    return _row(load, arrived, orjson.loads(output))


async def _run(load: Load, url: str, api: str, begin: float) -> bytes:
    options: dict[str, float] = {"begin": begin, "rate": load.rate, "letters": load.letters}
    options["in-flight"] = load.in_flight
    with _apart() as core:
        if core is not None:
            options["core"] = core
        command = [sys.executable, "-m", "benchmarks.outbox.sending", url, api]
        command += [f"--{name}={value}" for name, value in options.items()]
        process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        output, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"the sender ended with {process.returncode}")
    return output


@contextmanager
def _apart() -> Iterator[int | None]:
    """This process on one core, and the core that is left for the sender; None where there is only one."""
    allowed = cores()
    if len(allowed) < 2:
        yield None
        return
    pin(allowed[1])
    try:
        yield allowed[0]
    finally:
        os.sched_setaffinity(0, allowed)


def _row(load: Load, arrived: list[float], sent: dict[str, object]) -> tuple[str, ...]:
    left, replies, cpu = sent["left"], sent["replies"], sent["cpu"]
    assert isinstance(left, list)
    assert isinstance(replies, list)
    assert isinstance(cpu, float)
    return (
        load.kind,
        f"{load.rate:,}",
        f"{load.letters:,}",
        f"{load.delay_seconds * 1000:.0f} ms",
        str(load.in_flight),
        f"{(len(arrived) - 1) / (arrived[-1] - arrived[0]):,.2f}",
        f"{busiest_second(left):,}",
        f"{busiest_second(arrived):,}",
        f"{cpu / load.letters * 1000:.2f}",
        f"{percentile(replies, 0.5) * 1000:.0f}",
        f"{percentile(replies, 0.99) * 1000:.0f}",
    )


def busiest_second(times: list[float]) -> int:
    """The most times in any half-open second; `times` are in order."""
    most, first = 0, 0
    for last, at in enumerate(times):
        while times[first] <= at - 1:
            first += 1
        most = max(most, last - first + 1)
    return most
