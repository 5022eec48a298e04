"""Long polling: order, confirmation, conflicts, subscriptions, stopping."""

import asyncio
import time

import pytest
from telegram import Bot, Update
from telegram.error import Conflict
from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler, filters

from bot.emulator import Emulator, Person, Running, World
from tests.bot.emulator.conftest import eventually


async def test_updates_come_in_order_until_confirmed(bot: Bot, siti: Person) -> None:
    for text in ("satu", "dua", "tiga"):
        await siti.say(text)
    first = await bot.get_updates(limit=2)
    assert [update.effective_message.text for update in first if update.effective_message] == ["satu", "dua"]
    assert await bot.get_updates(limit=2) == first
    (third,) = await bot.get_updates(offset=first[-1].update_id + 1)
    assert third.update_id == first[-1].update_id + 1
    assert await bot.get_updates(offset=third.update_id + 1) == ()


async def test_a_negative_offset_keeps_the_newest(bot: Bot, siti: Person) -> None:
    for text in ("satu", "dua"):
        await siti.say(text)
    (last,) = await bot.get_updates(offset=-1)
    assert last.message is not None
    assert last.message.text == "dua"
    assert len(await bot.get_updates()) == 1


async def test_a_poll_waits_for_something_new(bot: Bot, siti: Person, world: World) -> None:
    poll = asyncio.ensure_future(bot.get_updates(timeout=10))
    await eventually(lambda: world.updates.polled)
    await siti.say("/start")
    (update,) = await poll
    assert update.message is not None
    assert update.message.parse_entities(["bot_command"])


async def test_a_second_poller_ends_the_first(bot: Bot, world: World, siti: Person) -> None:
    first = asyncio.ensure_future(world.updates.poll(0, 100, 10))
    await asyncio.sleep(0)
    await bot.get_updates()
    with pytest.raises(Exception, match="terminated by other getUpdates request"):
        await first


async def test_no_polling_while_a_webhook_is_set(bot: Bot, world: World) -> None:
    poll = asyncio.ensure_future(world.updates.poll(0, 100, 10))
    await asyncio.sleep(0)
    await bot.set_webhook("https://127.0.0.1:1/hook")
    with pytest.raises(Exception, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_subscriptions_are_remembered(bot: Bot, siti: Person, emulator: Emulator) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    await siti.say("tidak didengar")
    assert await bot.get_updates() == ()
    assert (await bot.get_webhook_info()).allowed_updates == ("callback_query",)
    await bot.get_updates(allowed_updates=[])
    await siti.say("didengar")
    assert len(await bot.get_updates()) == 1


async def test_updates_expire_after_a_day(bot: Bot, siti: Person, emulator: Emulator) -> None:
    await siti.say("kemarin")
    await emulator.advance(24 * 3600 + 1)
    await siti.say("hari ini")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "hari ini"


async def test_an_application_polls_answers_and_stops_at_once(running: Running, siti: Person) -> None:
    async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_text(f"gema {update.message.text}")

    application: Application = (  # type: ignore[type-arg]
        ApplicationBuilder().token(running.world.token).base_url(running.bot_url).build()
    )
    application.add_handler(MessageHandler(filters.TEXT, echo))
    async with application:
        assert application.updater is not None
        await application.updater.start_polling()
        await application.start()
        for text in ("satu", "dua"):
            await siti.say(text)
            assert (await siti.wait_reply()).text == f"gema {text}"
        began = time.monotonic()
        await application.updater.stop()
        await application.stop()
    assert time.monotonic() - began < 1
    assert len(running.world.updates) == 0


async def test_the_server_stops_while_somebody_polls(running: Running, bot: Bot) -> None:
    poll = asyncio.ensure_future(bot.get_updates(timeout=30))
    await eventually(lambda: running.world.updates.polled)
    began = time.monotonic()
    await running.stop()
    assert await poll == ()
    assert time.monotonic() - began < 1
