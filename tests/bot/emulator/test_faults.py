"""Faults on demand, as python-telegram-bot sees them."""

import time
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from bot.emulator import Emulator, Person, World
from bot.emulator.client import RefusedError


@pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")
async def test_too_many_requests(bot: Bot, siti: Person, emulator: Emulator) -> None:
    await emulator.fault("too_many_requests", "sendMessage", times=2, retry_after=7)
    for _ in range(2):
        with pytest.raises(RetryAfter) as refused:
            await bot.send_message(siti.id, "x")
        assert refused.value.retry_after in (7, timedelta(seconds=7))
    await bot.send_message(siti.id, "x")
    assert [call["status"] for call in await emulator.calls("sendMessage")] == [429, 429, 200]


async def test_forbidden_for_one_chat_only(bot: Bot, siti: Person, emulator: Emulator) -> None:
    budi = await emulator.person("Budi", started=True)
    await emulator.fault("forbidden", chat_id=siti.id)
    await bot.send_message(budi.id, "x")
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(siti.id, "x")


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_server_errors(bot: Bot, siti: Person, emulator: Emulator, status: int) -> None:
    await emulator.fault("server_error", status=status)
    with pytest.raises(NetworkError) as refused:
        await bot.send_message(siti.id, "x")
    assert not isinstance(refused.value, BadRequest)
    assert await siti.messages() == []


async def test_slow(bot: Bot, siti: Person, emulator: Emulator) -> None:
    await emulator.fault("slow", "sendMessage", delay_ms=30)
    began = time.monotonic()
    await bot.send_message(siti.id, "x")
    assert time.monotonic() - began >= 0.03


@pytest.mark.parametrize("accepted", [True, False])
async def test_a_dropped_connection(bot: Bot, siti: Person, emulator: Emulator, accepted: bool) -> None:
    await emulator.fault("drop", "sendMessage", accepted=accepted)
    with pytest.raises(NetworkError):
        await bot.send_message(siti.id, "x")
    assert len(await siti.messages()) == accepted
    await bot.send_message(siti.id, "y")


async def test_faults_are_listed_and_cleared(emulator: Emulator, bot: Bot) -> None:
    await emulator.fault("server_error", "getMe", times=5)
    with pytest.raises(NetworkError):
        await bot.get_me()
    assert [fault["times"] for fault in (await emulator.get("/faults"))["faults"]] == [4]
    assert (await emulator.delete("/faults"))["faults"] == []
    await bot.get_me()


async def test_an_unknown_fault_is_refused(emulator: Emulator, world: World) -> None:
    with pytest.raises(RefusedError, match="400 invalid: kind: "):
        await emulator.fault("earthquake")
    assert not world.faults.rules
