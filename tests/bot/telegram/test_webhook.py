"""The webhook with a real application behind it: handled first, acknowledged afterwards, never twice."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer
from telegram import Update
from telegram.ext import Application, BaseUpdateProcessor, TypeHandler

from bot.telegram.transport import AiohttpRequest
from bot.telegram.updates import OneAtATime
from bot.telegram.webhook import BODY_LIMIT, SECRET_HEADER, webhook_app
from tests.bot.telegram.conftest import TOKEN, BotApi

SECRET = "rahasia-sekali"
RIGHT = {SECRET_HEADER: SECRET}

App = Application[Any, Any, Any, Any, Any, Any]


class Hooked:
    """A running webhook; `handle` is the application's only handler."""

    def __init__(self, application: App, remembered: int) -> None:
        self.application = application
        self.handled: list[int] = []
        self.errors: list[BaseException | None] = []
        self.waits_for: asyncio.Event | None = None
        self.begun = asyncio.Event()
        self.raises: BaseException | None = None
        application.add_handler(TypeHandler(Update, self._handle))
        application.add_error_handler(self._failed)
        self.server = TestServer(webhook_app(application, secret=SECRET, path="/tg", remembered=remembered))
        self.client = TestClient(self.server)

    async def _handle(self, update: Update, _context: Any) -> None:
        self.begun.set()
        if self.waits_for is not None:
            await self.waits_for.wait()
        if self.raises is not None:
            raise self.raises
        self.handled.append(update.update_id)

    async def _failed(self, _update: object, context: Any) -> None:
        self.errors.append(context.error)

    async def post(self, update_id: int = 1, **rest: Any) -> int:
        return await self.send(json={"update_id": update_id, **rest})

    async def send(self, headers: dict[str, str] = RIGHT, **body: Any) -> int:
        async with self.client.post("/tg", headers=headers, **body) as response:
            assert await response.read() == b"" or response.status in (405, 413)
            return response.status


def built(api: BotApi, processor: BaseUpdateProcessor) -> App:
    builder = Application.builder().token(TOKEN).base_url(f"{api.url}/bot").request(AiohttpRequest())
    builder = builder.get_updates_request(AiohttpRequest()).updater(None)
    return builder.concurrent_updates(processor).build()


@pytest.fixture
async def hooked(api: BotApi) -> AsyncIterator[Hooked]:
    hooked = Hooked(built(api, OneAtATime()), remembered=3)
    async with hooked.application, hooked.client:
        yield hooked


async def test_handled_before_it_is_acknowledged(hooked: Hooked) -> None:
    hooked.waits_for = asyncio.Event()
    posting = asyncio.ensure_future(hooked.post(5))
    await hooked.begun.wait()
    await asyncio.sleep(0.02)
    assert not posting.done()
    hooked.waits_for.set()
    assert await posting == 200
    assert hooked.handled == [5]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({SECRET_HEADER: ""}, 403),
        ({SECRET_HEADER: SECRET[:-1]}, 403),
        ({SECRET_HEADER: SECRET + "x"}, 403),
        ({SECRET_HEADER: "ñ"}, 403),
        ({SECRET_HEADER.lower(): SECRET}, 200),
    ],
)
async def test_the_secret(hooked: Hooked, headers: dict[str, str], status: int) -> None:
    assert await hooked.send(headers, json={"update_id": 1}) == status
    assert hooked.handled == ([1] if status == 200 else [])


async def test_a_body_is_limited(hooked: Hooked) -> None:
    body = b'{"update_id":1}'
    assert await hooked.send(data=io.BytesIO(body.ljust(BODY_LIMIT + 1))) == 413
    assert hooked.handled == []
    assert await hooked.send(data=io.BytesIO(body.ljust(BODY_LIMIT))) == 200


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "7",
        "null",
        "{}",
        '{"update_id": "7"}',
        '{"update_id": true}',
        '{"update_id": 7, "message": {"text": "rahasia"}}',
        '{"update_id": 7, "message": "rahasia"}',
        b"\xff\xfe",
    ],
)
async def test_what_is_no_update(hooked: Hooked, body: str | bytes, caplog: pytest.LogCaptureFixture) -> None:
    assert await hooked.send(data=body) == 400
    assert hooked.handled == []
    assert "rahasia" not in "".join(str(record.__dict__) for record in caplog.records if record.name.startswith("bot"))


async def test_other_methods_and_health(hooked: Hooked) -> None:
    async with hooked.client.get("/tg") as response:
        assert response.status == 405
    async with hooked.client.get("/health") as response:
        assert (response.status, await response.text()) == (200, "ok")


async def test_a_repetition_is_not_handled_again(hooked: Hooked) -> None:
    assert [await hooked.post(5), await hooked.post(5), await hooked.post(6), await hooked.post(5)] == [200] * 4
    assert hooked.handled == [5, 6]


async def test_as_many_ids_as_allowed_are_remembered(hooked: Hooked) -> None:
    for update_id in (1, 2, 3, 4, 2, 1):
        assert await hooked.post(update_id) == 200
    assert hooked.handled == [1, 2, 3, 4, 1]


async def test_a_repetition_meanwhile_waits_for_the_first(hooked: Hooked) -> None:
    hooked.waits_for = asyncio.Event()
    posts = [asyncio.ensure_future(hooked.post(5)) for _ in range(4)]
    await hooked.begun.wait()
    await asyncio.sleep(0.02)
    assert not any(post.done() for post in posts)
    hooked.waits_for.set()
    assert await asyncio.gather(*posts) == [200] * 4
    assert hooked.handled == [5]


async def test_who_repeats_and_hangs_up_disturbs_nobody(hooked: Hooked) -> None:
    hooked.waits_for = asyncio.Event()
    posts = [asyncio.ensure_future(hooked.post(5)) for _ in range(2)]
    await hooked.begun.wait()
    for post in posts:
        post.cancel()
    await asyncio.gather(*posts, return_exceptions=True)
    last = asyncio.ensure_future(hooked.post(5))
    await asyncio.sleep(0.02)
    hooked.waits_for.set()
    assert await last == 200
    assert hooked.handled == [5]


async def test_a_cancelled_repetition_leaves_the_first_one_alone(api: BotApi) -> None:
    hooked = Hooked(built(api, OneAtATime()), remembered=3)
    hooked.waits_for = asyncio.Event()
    async with hooked.application, hooked.client:  # this server, unlike ours, cancels who hangs up
        first = asyncio.ensure_future(hooked.post(5))
        await hooked.begun.wait()
        repetition = asyncio.ensure_future(hooked.post(5))
        await asyncio.sleep(0.02)
        repetition.cancel()
        await asyncio.sleep(0.02)
        hooked.waits_for.set()
        assert await first == 200
    assert hooked.handled == [5]


async def test_a_handlers_error_is_the_applications_affair(hooked: Hooked) -> None:
    hooked.raises = error = LookupError("in a handler")
    assert await hooked.post(5) == 200
    assert hooked.errors == [error]
    hooked.raises = None
    assert await hooked.post(5) == 200
    assert hooked.handled == []


@pytest.mark.parametrize("repetitions", [0, 2])
async def test_cancelled_work_is_forgotten_and_comes_again(hooked: Hooked, repetitions: int) -> None:
    hooked.raises = asyncio.CancelledError()
    hooked.waits_for = asyncio.Event()
    posts = [asyncio.ensure_future(hooked.post(5)) for _ in range(repetitions + 1)]
    await hooked.begun.wait()
    await asyncio.sleep(0.02)
    hooked.waits_for.set()
    assert await asyncio.gather(*posts) == [500] * (repetitions + 1)
    hooked.raises = None
    assert await hooked.post(5) == 200
    assert hooked.handled == [5]


async def test_an_application_that_cannot_work(api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    hooked = Hooked(built(api, OneAtATime()), remembered=3)
    async with hooked.client:
        assert await hooked.post(5) == 500
        assert "not handled" in caplog.text
        async with hooked.application:
            assert await hooked.post(5) == 200


async def test_the_applications_processor_decides(api: BotApi) -> None:
    """Two quick messages of one chat are handled one after the other, other chats meanwhile."""
    hooked = Hooked(built(api, OneAtATime()), remembered=9)
    begun: list[int] = []
    gates = {update_id: asyncio.Event() for update_id in (1, 2, 3)}

    async def handle(update: Update, _context: Any) -> None:
        begun.append(update.update_id)
        await gates[update.update_id].wait()

    hooked.application.add_handler(TypeHandler(Update, handle), group=1)
    async with hooked.application, hooked.client:
        posts = []
        for update_id, chat in ((1, 7), (2, 7), (3, 8)):
            message = {"message_id": 1, "date": 0, "chat": {"id": chat, "type": "private"}}
            posts.append(asyncio.ensure_future(hooked.post(update_id, message=message)))
            await asyncio.sleep(0.02)
        assert begun == [1, 3]
        for gate in gates.values():
            gate.set()
        assert await asyncio.gather(*posts) == [200] * 3
    assert begun == [1, 3, 2]


async def test_shut_down_in_the_middle(api: BotApi) -> None:
    """Telegram gets no 200 for what was cut off, so it will bring it again."""
    hooked = Hooked(built(api, OneAtATime()), remembered=3)
    hooked.waits_for = asyncio.Event()
    async with hooked.application:
        await hooked.server.start_server(shutdown_timeout=0.05)
        url = hooked.server.make_url("/tg")
        async with aiohttp.ClientSession() as telegram:
            post = asyncio.ensure_future(telegram.post(url, json={"update_id": 5}, headers=RIGHT))
            await hooked.begun.wait()
            await hooked.server.close()
            with pytest.raises(aiohttp.ClientError):
                await post
    assert hooked.handled == []
    await hooked.client.close()


async def test_a_secret_is_needed(hooked: Hooked) -> None:
    with pytest.raises(ValueError, match="secret"):
        webhook_app(hooked.application, secret="")
