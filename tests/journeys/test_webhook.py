"""The same bot with Telegram bringing the updates, and with Telegram in trouble."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot import emulator
from bot.app import Edge, running, webhook
from bot.clock import SystemClock
from bot.config import Settings
from bot.emulator import Emulator
from bot.feedback.service import Feedback
from knowledge.finder import Finder
from tests.conftest import Bot

SECRET = "rahasia-webhook-untuk-uji"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def settings() -> Settings:
    port = free_port()
    return Settings(
        webhook_url=f"http://127.0.0.1:{port}/telegram",  # type: ignore[arg-type]
        webhook_secret=SECRET,  # type: ignore[arg-type]
        webhook_port=port,
    )


@pytest.fixture
async def hooked(finder: Finder, feedback: Feedback, settings: Settings) -> AsyncIterator[Bot]:
    async with await emulator.start(webhook_retry_seconds=0.05) as telegram, Emulator(telegram.base_url) as people:
        edge = Edge(telegram.world.token, telegram.base_url)
        async with running(edge, finder, feedback, SystemClock()) as application, webhook(application, settings):
            yield Bot(application, telegram, people, feedback)


async def test_a_question_is_answered_through_the_webhook(hooked: Bot) -> None:
    siti = await hooked.people.person("Siti")
    await siti.start()
    await siti.wait_reply()
    await siti.say("boleh gak like postingan caleg?")
    assert (await siti.wait_reply()).text.startswith("⛔ TIDAK BOLEH")


async def test_only_telegram_is_heard(hooked: Bot, settings: Settings) -> None:
    async with aiohttp.ClientSession() as http:
        async with http.post(str(settings.webhook_url), json={"update_id": 1}) as refused:
            assert refused.status == 401
        async with http.get(f"http://127.0.0.1:{settings.webhook_port}/health") as health:
            assert health.status == 200


async def test_a_429_is_waited_out_and_the_answer_arrives(bot: Bot) -> None:
    siti = await bot.people.person("Siti")
    await siti.start()
    await siti.wait_reply()
    await bot.people.fault("too_many_requests", "sendMessage", retry_after=1, times=1)
    await siti.say("boleh gak like postingan caleg?")
    assert (await siti.wait_reply()).text.startswith("⛔ TIDAK BOLEH")


async def test_somebody_who_blocks_the_bot_breaks_nothing_for_others(bot: Bot) -> None:
    siti, budi = await bot.people.person("Siti"), await bot.people.person("Budi")
    for person in (siti, budi):
        await person.start()
        await person.wait_reply()
    await siti.say("boleh gak like postingan caleg?")
    await siti.block()
    await budi.say("boleh gak like postingan caleg?")
    assert (await budi.wait_reply()).text.startswith("⛔ TIDAK BOLEH")
