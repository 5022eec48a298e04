"""An answer goes out as the library's own shortcut sends it, and only its id comes back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.constants import ParseMode
from telegram.error import Forbidden
from telegram.ext import ExtBot

from bot.telegram.limiter import ChatLimiter
from bot.telegram.transport import AiohttpRequest
from handlers.sending import NO_PREVIEW, send
from handlers.views.replies import Reply
from tests.bot.telegram.conftest import TOKEN, BotApi, Call, FakeClock, ok, opened, refusal

CARD = Reply(
    "⛔ <b>TIDAK BOLEH</b> &amp; lainnya", InlineKeyboardMarkup([[InlineKeyboardButton("Bagikan", url="x.id")]])
)

GROUP = {"id": -100, "type": "supergroup", "title": "Kantor"}

QUESTIONS: dict[str, dict[str, Any]] = {
    "private": {"chat": {"id": 7, "type": "private", "first_name": "Siti"}},
    "group": {"chat": GROUP},
    "chain of replies": {"chat": GROUP, "message_thread_id": 3},
    "topic of a group": {"chat": GROUP | {"is_forum": True}, "message_thread_id": 3, "is_topic_message": True},
    "messages to a channel": {"chat": GROUP | {"is_direct_messages": True}, "direct_messages_topic": {"topic_id": 5}},
}


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    api = BotApi()
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", api.receive)
    async with TestServer(app) as server:
        api.url = str(server.make_url("")).rstrip("/")
        yield api


def asked(bot: Bot, kind: str = "private") -> Message:
    """A question that came to `bot`."""
    return Message.de_json({"message_id": 11, "date": 1_700_000_000, "text": "boleh?"} | QUESTIONS[kind], bot)


@pytest.mark.parametrize("reply", [CARD, Reply("Silakan tulis pertanyaan Anda.")], ids=["card", "sentence"])
@pytest.mark.parametrize("kind", QUESTIONS)
async def test_it_is_what_the_library_would_send(api: BotApi, kind: str, reply: Reply) -> None:
    async with opened(api.bot()) as bot:
        question = asked(bot, kind)
        await send(question, reply)
        await question.reply_text(
            reply.text,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            do_quote=kind != "private",
            reply_markup=reply.keyboard,
        )
    ours, librarys = api.calls
    assert ours == librarys


async def test_the_id_of_the_new_message_comes_back(api: BotApi) -> None:
    async def answer(_call: Call) -> web.StreamResponse:
        return ok({"message_id": 12})  # nothing else is looked at

    api.answer = answer
    async with opened(api.bot()) as bot:
        assert await send(asked(bot), CARD) == 12


async def test_a_refusal_is_the_librarys_error(api: BotApi) -> None:
    async def answer(_call: Call) -> web.StreamResponse:
        return refusal(403, "Forbidden: bot was blocked by the user")

    api.answer = answer
    async with opened(api.bot()) as bot:
        with pytest.raises(Forbidden):
            await send(asked(bot), CARD)


async def test_the_limits_of_a_chat_hold(api: BotApi) -> None:
    clock = FakeClock()
    bot: ExtBot[Any] = ExtBot(
        TOKEN,
        base_url=f"{api.url}/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
        rate_limiter=ChatLimiter(clock, chat_per_second=1, chat_burst=1),
    )
    async with opened(bot):
        await send(asked(bot), CARD)
        second = asyncio.ensure_future(send(asked(bot), CARD))
        await clock.advance(0.5)
        assert len(api.calls) == 1
        await clock.advance(0.6)
        await second
    assert len(api.calls) == 2
