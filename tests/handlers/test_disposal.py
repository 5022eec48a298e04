"""Messages leave the chat also when some are too old, and when Telegram is away for a while."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from telegram import Bot

from bot import emulator
from bot.emulator import Emulator, Person, Running, World
from bot.emulator.clock import MovableClock
from bot.telegram.transport import AiohttpRequest
from handlers.disposal import DELETABLE_SECONDS, Disposal


@pytest.fixture
async def telegram() -> AsyncIterator[Running]:
    clock = MovableClock(datetime(2026, 11, 22, 3, tzinfo=UTC), frozen=True)
    async with await emulator.start(world=World(clock=clock)) as running:
        yield running


@pytest.fixture
async def people(telegram: Running) -> AsyncIterator[Emulator]:
    async with Emulator(telegram.base_url) as people:
        yield people


@pytest.fixture
async def bot(telegram: Running) -> AsyncIterator[Bot]:
    request = AiohttpRequest()
    async with Bot(telegram.world.token, telegram.bot_url, request=request, get_updates_request=request) as bot:
        yield bot


@pytest.fixture
async def siti(people: Emulator) -> Person:
    siti = await people.person("Siti")
    await siti.start()
    return siti


async def left(siti: Person) -> list[str]:
    return [message.text for message in await siti.messages()]


async def test_both_sides_go_and_what_is_gone_already_is_no_error(telegram: Running, bot: Bot, siti: Person) -> None:
    disposal = Disposal(telegram.world.clock)
    said, answered = await siti.say("halo"), await bot.send_message(siti.id, "hai")
    for _ in range(2):
        await disposal.delete(bot, siti.id, [said.id, answered.message_id, 999_999])
    assert await left(siti) == ["/start"]


async def test_more_than_a_hundred_go_in_several_calls(telegram: Running, bot: Bot, siti: Person) -> None:
    messages = [(await siti.say("halo")).id for _ in range(205)]
    await Disposal(telegram.world.clock).delete(bot, siti.id, messages)
    assert await left(siti) == ["/start"]


async def test_a_message_too_old_keeps_no_other_from_going(telegram: Running, bot: Bot, siti: Person) -> None:
    old = await siti.say("lama")
    telegram.world.clock.advance(DELETABLE_SECONDS + 1)
    new = await siti.say("baru")
    await Disposal(telegram.world.clock).delete(bot, siti.id, [old.id, new.id])
    assert await left(siti) == ["/start", "lama"]


async def test_what_failed_is_tried_again_until_it_is_too_old(
    telegram: Running, people: Emulator, bot: Bot, siti: Person
) -> None:
    clock = telegram.world.clock
    disposal = Disposal(clock)
    said = await siti.say("halo")
    await people.fault("server_error", "deleteMessages", times=2)
    await disposal.delete(bot, siti.id, [said.id])
    await disposal.retry(bot)
    assert await left(siti) == ["/start", "halo"]
    await disposal.retry(bot)
    assert await left(siti) == ["/start"]
    await people.fault("server_error", "deleteMessages")
    await disposal.delete(bot, siti.id, [said.id])
    clock.advance(DELETABLE_SECONDS)
    calls = len(await people.calls("deleteMessages"))
    await disposal.retry(bot)
    assert len(await people.calls("deleteMessages")) == calls


async def test_a_person_who_blocked_the_bot_is_left_alone(
    telegram: Running, people: Emulator, bot: Bot, siti: Person
) -> None:
    disposal = Disposal(telegram.world.clock)
    said = await siti.say("halo")
    await people.fault("forbidden", "deleteMessages")
    await disposal.delete(bot, siti.id, [said.id])
    calls = len(await people.calls("deleteMessages"))
    await disposal.retry(bot)
    assert len(await people.calls("deleteMessages")) == calls
