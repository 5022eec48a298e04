"""A sender's moments: ahead of the database, and never used late."""

from __future__ import annotations

import asyncio

import pytest

from bot.emulator import MovableClock
from bot.outbox.moments import LEAST_AHEAD_SECONDS, Moments
from bot.outbox.pace import LATE_SECONDS, Pace
from bot.storage.database import Database
from tests.bot.outbox.conftest import NOON


@pytest.fixture
def pace(database: Database, clock: MovableClock) -> Pace:
    return Pace(database, clock, 100)


async def test_a_fast_database_is_asked_for_few_letters(pace: Pace, clock: MovableClock) -> None:
    moments = Moments(pace, clock, in_flight=50)
    reserved = await moments.reserve(50)
    assert len(reserved) == moments.batch == 100 * LEAST_AHEAD_SECONDS
    assert reserved[0] == NOON.timestamp() + LEAST_AHEAD_SECONDS


async def test_a_slow_database_is_asked_earlier_and_for_more(pace: Pace, clock: MovableClock) -> None:
    moments = Moments(pace, clock, in_flight=50)
    moments.claimed(0.1)
    assert moments.batch == 20
    moments.claimed(3)
    assert moments.batch == 25  # half of what may be in flight
    for _ in range(300):
        moments.claimed(0)
    assert moments.batch == 2


async def test_there_are_never_more_moments_than_places(pace: Pace, clock: MovableClock) -> None:
    moments = Moments(pace, clock, in_flight=50)
    moments.claimed(0.2)
    assert len(await moments.reserve(3)) == 3


async def test_while_telegram_refuses_there_are_none(pace: Pace, clock: MovableClock) -> None:
    moments = Moments(pace, clock, in_flight=1)
    await pace.block(30)
    reserving = asyncio.create_task(moments.reserve(1))
    while not reserving.done():
        clock.advance(1)
        await asyncio.sleep(0.002)
    assert await reserving == []
    assert clock.timestamp() >= NOON.timestamp() + 30
    assert len(await moments.reserve(1)) == 1


async def test_a_moment_may_be_used_a_little_late(pace: Pace, clock: MovableClock) -> None:
    before = (await pace.take(1))[0]
    clock.advance(LATE_SECONDS - 0.001)
    assert await Moments(pace, clock, in_flight=1).reached(before)
    assert (await pace.take(1))[0] == pytest.approx(before + pace.interval_seconds)


async def test_a_moment_that_is_later_puts_off_the_others(pace: Pace, clock: MovableClock) -> None:
    """Its own time is lost, but not the whole moment."""
    before = (await pace.take(1))[0]
    clock.advance(0.009)
    assert await Moments(pace, clock, in_flight=1).reached(before)
    assert clock.timestamp() == pytest.approx(before + 0.009)
    assert (await pace.take(1))[0] == pytest.approx(before + pace.interval_seconds + 0.009)


async def test_missed_moments_are_replaced_and_not_made_up_for(pace: Pace, clock: MovableClock) -> None:
    moments, missed = Moments(pace, clock, in_flight=50), await pace.take(10)
    clock.advance(1)
    reaching = [asyncio.create_task(moments.reached(moment)) for moment in missed]
    reached_at = []
    while waiting := [task for task in reaching if not task.done()]:
        await asyncio.sleep(0.002)
        done = sum(task.done() for task in waiting)
        reached_at += [clock.timestamp()] * done
        clock.advance(0.001)
    assert all(task.result() for task in reaching)
    assert reached_at[-1] - reached_at[0] >= 9 * pace.interval_seconds - LATE_SECONDS


async def test_a_missed_moment_is_not_replaced_while_telegram_refuses(pace: Pace, clock: MovableClock) -> None:
    missed = (await pace.take(1))[0]
    clock.advance(1)
    await pace.block(30)
    assert not await Moments(pace, clock, in_flight=1).reached(missed)
