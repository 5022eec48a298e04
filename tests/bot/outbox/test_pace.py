"""The shared limit: evenly, never above it, and closed while Telegram refuses."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from bot.emulator import MovableClock
from bot.outbox.pace import LATE_SECONDS, Pace
from bot.outbox.queue import MIGRATIONS
from bot.outbox.tables import PaceRow
from bot.storage.database import Database
from tests.bot.outbox.conftest import HOUR, NOON

NETWORK_SECONDS = 0.005


def most_in_a_second(times: list[float]) -> int:
    """The largest number of times in any half-open second."""
    times = sorted(times)
    most, first = 0, 0
    for last, time in enumerate(times):
        while times[first] <= time - 1:
            first += 1
        most = max(most, last - first + 1)
    return most


@pytest.mark.parametrize("rate", [1, 25, 30, 1000])
async def test_the_rate_is_held_within_two_percent(database: Database, clock: MovableClock, rate: int) -> None:
    pace = Pace(database, clock, rate)
    moments = [moment for _ in range(10) for moment in await pace.take(5 * rate // 10 or 1)]
    taken = (len(moments) - 1) / (moments[-1] - moments[0])
    assert 0.98 * rate <= taken <= rate
    assert most_in_a_second(moments) <= rate


async def test_the_first_moment_is_now_or_as_far_ahead_as_asked(database: Database, clock: MovableClock) -> None:
    pace = Pace(database, clock, 25)
    assert await pace.take(1) == [NOON.timestamp()]
    clock.advance(1)
    assert await pace.take(1, ahead=0.5) == [NOON.timestamp() + 1.5]


async def test_a_rest_saves_nothing_up(database: Database, clock: MovableClock) -> None:
    pace = Pace(database, clock, 10)
    await pace.take(1)
    clock.advance(HOUR)
    moments = await pace.take(20)
    assert most_in_a_second(moments) <= 10
    assert moments[0] == NOON.timestamp() + HOUR


async def test_processes_share_the_row(database: Database, url: str, clock: MovableClock) -> None:
    others = [Database(url) for _ in range(3)]
    paces = [Pace(each, clock, 25) for each in (database, *others)]
    taken = await asyncio.gather(*(pace.take(3) for pace in paces * 5))
    moments = sorted(moment for each in taken for moment in each)
    assert min(after - before for before, after in pairwise(moments)) > 1 / 25
    assert (len(moments) - 1) / (moments[-1] - moments[0]) > 0.98 * 25
    for other in others:
        await other.close()


async def test_nobody_goes_while_telegram_refuses(database: Database, url: str, clock: MovableClock) -> None:
    pace, other = Pace(database, clock, 25), Pace(database, clock, 25)
    await pace.take(1)
    await pace.block(30)
    await other.block(7)
    assert await other.take(2) == []
    assert await other.blocked_seconds() == 30
    clock.advance(30)
    assert await other.blocked_seconds() == 0
    assert await other.take(1) == [NOON.timestamp() + 30]


async def test_a_clock_that_was_set_back_does_not_stop_everything(database: Database) -> None:
    ahead, right = MovableClock(NOON, frozen=True), MovableClock(NOON, frozen=True)
    ahead.advance(HOUR)
    await Pace(database, ahead, 25).take(1)
    assert await Pace(database, right, 25).take(1) == [NOON.timestamp()]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a migrated database for many short examples."""
    url = f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('pace') / 'pace.db'}"

    async def migrate() -> None:
        database = Database(url, MIGRATIONS)
        await database.migrate()
        await database.close()

    asyncio.run(migrate())
    return url


STEPS = st.lists(st.tuples(st.floats(0, 3), st.integers(1, 40)), min_size=1, max_size=25)
LATE = st.floats(0, LATE_SECONDS + NETWORK_SECONDS)


@settings(max_examples=40, deadline=None)
@given(rate=st.sampled_from([1, 3, 25, 30, 250, 1000]), steps=STEPS, late=LATE)
def test_no_second_has_more_than_the_limit(empty: str, rate: int, steps: list[tuple[float, int]], late: float) -> None:
    """Two processes take moments whenever they like, and each second letter arrives as late as it may."""

    async def arrivals() -> list[float]:
        clock, database = MovableClock(NOON, frozen=True), Database(empty)
        async with database.session() as session:
            await session.exec(update(PaceRow).values(next_at=0))
        paces, moments = [Pace(database, clock, rate) for _ in range(2)], list[float]()
        for number, (seconds, count) in enumerate(steps):
            clock.advance(seconds)
            taken = await paces[number % 2].take(count)
            clock.advance(max(0.0, taken[0] - clock.timestamp()))  # nobody takes more before the first has come
            moments += taken
        await database.close()
        return [moment + late * (number % 2) for number, moment in enumerate(moments)]

    assert most_in_a_second(asyncio.run(arrivals())) <= rate
