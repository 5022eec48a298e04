"""Real sender processes, killed with SIGKILL at random moments: nothing is lost, and little comes twice."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from benchmarks.bot_api import BotApi
from bot.emulator import MovableClock
from bot.outbox.letters import OnUncertain, Progress
from bot.outbox.queue import Queue
from bot.storage.database import Database
from tests.bot.outbox.conftest import NOON, campaign, eventually, recipients
from tests.bot.outbox.test_pace import most_in_a_second
from tests.postgres import Server

LETTERS = 80
KILLS = 8
LEASE_SECONDS = 1


@dataclass
class Town:
    """A Bot API that remembers who got what when, and processes that send to it."""

    nest: asyncio.subprocess.Process
    arrivals: list[tuple[float, int]]

    @property
    def got(self) -> Counter[int]:
        return Counter(chat for _, chat in self.arrivals)

    async def hatch(self) -> int:
        assert self.nest.stdin
        assert self.nest.stdout
        self.nest.stdin.write(b"\n")
        return int(await self.nest.stdout.readline())


@asynccontextmanager
async def town(url: str, *, rate: float = 1000, in_flight: int = 1) -> AsyncIterator[Town]:
    arrivals: list[tuple[float, int]] = []
    async with BotApi(lambda chat, _text: arrivals.append((time.monotonic(), chat))) as api:
        ahead = NOON.timestamp() - time.time()
        options = {"ahead": ahead, "rate": rate, "lease": LEASE_SECONDS, "in-flight": in_flight}
        command = [sys.executable, "-m", "tests.bot.outbox.nest", url, api.url]
        command += [f"--{name}={value}" for name, value in options.items()]
        pipes = {"stdin": asyncio.subprocess.PIPE, "stdout": asyncio.subprocess.PIPE}
        place = Town(await asyncio.create_subprocess_exec(*command, **pipes), arrivals)
        try:
            yield place
        finally:
            assert place.nest.stdin
            place.nest.stdin.close()
            await place.nest.wait()


@pytest.fixture
def queue(database: Database) -> Queue:
    """With the clock of the processes: noon when the test began, in real time."""
    return Queue(database, MovableClock(NOON))


async def finished(queue: Queue) -> None:
    async def done() -> bool:
        return not (await queue.progress(campaign().id)).left

    await eventually(done, 20)


async def sometimes_killed(place: Town, queue: Queue) -> int:
    """Start and kill until the letters have gone or `KILLS` are reached, then let one finish. How many were killed."""
    kills, chance = 0, random.Random()
    while kills < KILLS and (await queue.progress(campaign().id)).left:
        process = await place.hatch()
        before = len(place.arrivals)
        await eventually(lambda: _more(place, before))  # noqa: B023
        await asyncio.sleep(chance.uniform(0, 0.1))
        os.kill(process, signal.SIGKILL)
        kills += 1
    await place.hatch()
    await finished(queue)
    return kills


async def _more(place: Town, than: int) -> bool:
    return len(place.arrivals) > than


async def test_none_is_lost_and_a_kill_costs_at_most_one_duplicate(url: str, queue: Queue) -> None:
    planned = campaign(on_uncertain=OnUncertain.REPEAT)
    await queue.plan(planned, recipients(*range(1, LETTERS + 1)))
    async with town(url) as place:
        kills = await sometimes_killed(place, queue)
    assert kills >= 3
    assert set(place.got) == set(range(1, LETTERS + 1))
    assert len(place.arrivals) - LETTERS <= kills
    assert await queue.progress(planned.id) == Progress(sent=LETTERS)


async def test_or_none_comes_twice_and_a_kill_leaves_at_most_one_in_doubt(url: str, queue: Queue) -> None:
    planned = campaign(on_uncertain=OnUncertain.SKIP)
    await queue.plan(planned, recipients(*range(1, LETTERS + 1)))
    async with town(url) as place:
        kills = await sometimes_killed(place, queue)
    progress = await queue.progress(planned.id)
    assert progress.sent + progress.uncertain == LETTERS
    assert progress.uncertain <= kills
    assert max(place.got.values()) == 1
    assert len(place.got) >= progress.sent


async def test_a_clean_stop_leaves_nothing_in_doubt(url: str, queue: Queue) -> None:
    await queue.plan(campaign(), recipients(*range(1, LETTERS + 1)))
    async with town(url, in_flight=8) as place:
        for _ in range(4):
            process, before = await place.hatch(), len(place.arrivals)
            await eventually(lambda: _more(place, before + 5))  # noqa: B023
            os.kill(process, signal.SIGTERM)
            await eventually(lambda: _ended(process))  # noqa: B023
            assert (await queue.progress(campaign().id)).sending == 0
    progress = await queue.progress(campaign().id)
    assert progress.sent == len(place.arrivals) == len(place.got)
    assert progress.uncertain == 0


async def _ended(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


async def test_two_senders_share_the_work_and_the_limit(postgres: Server) -> None:
    rate = 100
    with postgres.database() as url:
        database = await _migrated(url)
        queue = Queue(database, MovableClock(NOON))
        await queue.plan(campaign(), recipients(*range(1, 301)))
        async with town(url, rate=rate, in_flight=4) as place:
            for _ in range(2):
                await place.hatch()
            await finished(queue)
        assert set(place.got.values()) == {1}
        assert len(place.got) == 300
        times = [at for at, _ in place.arrivals]
        assert 300 / (times[-1] - times[0]) <= 1.01 * rate
        assert most_in_a_second(times) <= 1.05 * rate  # this machine may hold up an arrival by several milliseconds
        await database.close()


async def test_one_takes_over_what_another_left(postgres: Server) -> None:
    with postgres.database() as url:
        database = await _migrated(url)
        queue = Queue(database, MovableClock(NOON))
        await queue.plan(campaign(on_uncertain=OnUncertain.REPEAT), recipients(*range(1, 151)))
        async with town(url, rate=200, in_flight=4) as place:
            first, _second = await place.hatch(), await place.hatch()
            await eventually(lambda: _more(place, 40))
            os.kill(first, signal.SIGKILL)
            killed = time.monotonic()
            await finished(queue)
            assert time.monotonic() - killed < 150 / 200 + 4 * LEASE_SECONDS
        assert set(place.got) == set(range(1, 151))
        assert len(place.arrivals) - 150 <= 4
        await database.close()


async def _migrated(url: str) -> Database:
    from bot.outbox.queue import MIGRATIONS

    database = Database(url, MIGRATIONS)
    await database.migrate()
    return database
