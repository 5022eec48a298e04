"""Webhook delivery: secret, order, retries, what getWebhookInfo tells, answers that carry a call."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot, Update
from telegram.error import BadRequest

from bot.emulator import Emulator, Person, World
from tests.bot.emulator.conftest import eventually


class Hook:
    """A webhook that answers with the next status of a list, then 200."""

    def __init__(self) -> None:
        self.url = ""
        self.updates: asyncio.Queue[Update | None] = asyncio.Queue()
        self.secrets: list[str | None] = []
        self.statuses: list[int] = []
        self.answer: dict[str, Any] | None = None

    async def take(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.updates.put_nowait(Update.de_json(json.loads(await request.read()), None))
        if self.statuses:
            return web.Response(status=self.statuses.pop(0))
        return web.json_response(self.answer) if self.answer else web.Response()

    async def text(self) -> str | None:
        async with asyncio.timeout(5):
            update = await self.updates.get()
        assert update is not None
        assert update.effective_message is not None
        return update.effective_message.text


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def drained(world: World) -> None:
    await eventually(lambda: len(world.updates) == 0)


async def test_updates_arrive_with_the_secret(bot: Bot, siti: Person, hook: Hook, world: World) -> None:
    await siti.say("sebelum")
    await bot.set_webhook(hook.url, secret_token="rahasia_1-A")
    await siti.say("sesudah")
    assert [await hook.text(), await hook.text()] == ["sebelum", "sesudah"]
    assert hook.secrets == ["rahasia_1-A"] * 2
    await drained(world)
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count, info.last_error_message) == (hook.url, 0, None)


async def test_failures_are_repeated_in_order_and_told(bot: Bot, siti: Person, hook: Hook, world: World) -> None:
    hook.statuses = [500, 403]
    await bot.set_webhook(hook.url)
    await siti.say("satu")
    await siti.say("dua")
    assert [await hook.text() for _ in range(4)] == ["satu", "satu", "satu", "dua"]
    await drained(world)
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 403 Forbidden"
    assert info.last_error_date is not None


async def test_one_stuck_chat_does_not_hold_up_another(bot: Bot, siti: Person, hook: Hook, emulator: Emulator) -> None:
    budi = await emulator.person("Budi")
    hook.statuses = [500]
    await bot.set_webhook(hook.url)
    await siti.say("siti")
    assert await hook.text() == "siti"
    await budi.say("budi")
    assert sorted([str(await hook.text()), str(await hook.text())]) == ["budi", "siti"]


async def test_a_refused_connection_stays_pending(bot: Bot, siti: Person, world: World) -> None:
    await bot.set_webhook("http://127.0.0.1:1/hook")
    await siti.say("hai")
    await eventually(lambda: world.webhook is not None and world.webhook.last_error_message is not None)
    info = await bot.get_webhook_info()
    assert (info.pending_update_count, info.last_error_message) == (1, "Connection refused")
    await bot.delete_webhook()
    assert len(await bot.get_updates()) == 1


async def test_dropping_pending_updates(bot: Bot, siti: Person) -> None:
    await siti.say("hai")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_a_call_in_the_answer_is_carried_out(bot: Bot, siti: Person, hook: Hook) -> None:
    hook.answer = {"method": "sendMessage", "chat_id": siti.id, "text": "langsung"}
    await bot.set_webhook(hook.url)
    await siti.say("hai")
    assert (await siti.wait_reply()).text == "langsung"


async def test_an_answer_may_remove_the_webhook_itself(bot: Bot, siti: Person, hook: Hook, world: World) -> None:
    hook.answer = {"method": "deleteWebhook"}
    await bot.set_webhook(hook.url)
    await siti.say("hai")
    await hook.text()
    await eventually(lambda: world.webhook is None and len(world.updates) == 0)
    await siti.say("lagi")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "lagi"


@pytest.mark.parametrize(
    ("url", "secret", "sentence"),
    [
        ("http://example.org/hook", None, "An HTTPS URL must be provided for webhook"),
        ("https://", None, "invalid webhook URL specified"),
        ("https://x:99999/", None, "invalid webhook URL specified"),
        ("https://example.org/hook", "a b", "Secret token contains unallowed characters"),
        ("https://example.org/hook", "a" * 257, "Secret token is too long"),
    ],
)
async def test_refused_webhooks(bot: Bot, url: str, secret: str | None, sentence: str) -> None:
    with pytest.raises(BadRequest) as refused:
        await bot.set_webhook(url, secret_token=secret)
    assert sentence.lower() in str(refused.value).lower()
