"""The parts without HTTP: clock, journal, log, world."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.emulator import MovableClock, World, people, start
from bot.emulator.calls import CallLog
from bot.emulator.journal import Journal
from bot.emulator.problems import ControlError

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


async def test_a_frozen_clock_moves_only_when_told() -> None:
    clock = MovableClock(NOON, frozen=True)
    assert clock.now() == NOON
    sleeper = asyncio.ensure_future(clock.sleep(60))
    await asyncio.sleep(0)
    clock.advance(59)
    await asyncio.sleep(0.01)
    assert not sleeper.done()
    clock.advance(timedelta(seconds=1))
    await sleeper
    assert clock.now() == NOON + timedelta(minutes=1)


async def test_a_running_clock_jumps_and_never_goes_back() -> None:
    clock = MovableClock(NOON)
    sleeper = asyncio.ensure_future(clock.sleep(3600))
    await asyncio.sleep(0)
    clock.advance(3600)
    await sleeper
    await clock.sleep(0.001)
    assert clock.now() > NOON + timedelta(hours=1)
    for step in (-1, float("inf"), float("nan")):
        with pytest.raises(ValueError, match="forward"):
            clock.advance(step)
    with pytest.raises(ValueError, match="time zone"):
        MovableClock(datetime(2026, 1, 1))  # noqa: DTZ001


async def test_the_journal_wakes_readers_and_forgets() -> None:
    journal = Journal(kept=3)
    waiting = asyncio.ensure_future(journal.wait(0, 5))
    await asyncio.sleep(0)
    journal.record("world")
    assert await waiting is True
    for _ in range(4):
        journal.record("world")
    assert [change.cursor for change in journal.since(3)] == [4, 5]
    assert (journal.forgot(1), journal.forgot(2), journal.forgot(5)) == (True, False, False)
    assert await journal.wait(5, 0.001) is False
    journal.close()
    assert await journal.wait(5, 5) is False


def test_the_log_is_a_ring_and_cuts_long_values() -> None:
    log = CallLog(kept=2)
    for _ in range(3):
        log.add(0.0, "sendMessage", {"text": "a" * 6000}, 200)
    assert ([call.number for call in log.read()], log.total) == ([2, 3], 3)
    assert len(log.read()[0].params["text"]) == 5001


def test_old_messages_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.emulator.world.KEPT_MESSAGES", 3)
    world = World()
    siti = world.add_person("Siti")
    chat = world.chat(siti.id)
    for number in range(5):
        people.say(world, chat, siti, str(number))
    assert [message.text for message in chat.messages.values()] == ["2", "3", "4"]


def test_ids_do_not_collide() -> None:
    world = World()
    people_ids = {world.add_person("A").id, world.add_person("A", person_id=900_000_000).id, world.add_person("A").id}
    member = [min(people_ids)]
    groups = {world.add_group("A", member, supergroup=kind).id for kind in (True, False, True, False)}
    assert (len(people_ids), len(groups)) == (3, 4)
    with pytest.raises(ControlError, match="taken"):
        world.add_group("A", member, chat_id=min(groups))


def test_a_token_has_a_number() -> None:
    with pytest.raises(ValueError, match="looks like"):
        World("rahasia")


async def test_a_taken_port_is_told_and_stopping_twice_is_harmless() -> None:
    running = await start()
    with pytest.raises(OSError):  # noqa: PT011
        await start(port=int(running.base_url.rpartition(":")[2]))
    await running.stop()
    await running.stop()
