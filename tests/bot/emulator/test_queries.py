"""Buttons, toasts and inline mode, from both sides."""

import asyncio
from typing import Any

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.error import BadRequest

from bot.emulator import Emulator, Person, World
from bot.emulator.client import RefusedError

BUTTONS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Ya", callback_data="v1:ya"), InlineKeyboardButton("Tidak", callback_data="v1:tidak")],
        [InlineKeyboardButton("Situs", url="https://kpu.go.id")],
    ]
)
TOO_OLD = "Query is too old and response timeout expired or query id is invalid"


async def pressed(bot: Bot, siti: Person, **more: Any) -> Update:
    """Sends buttons, presses one without waiting, returns the update."""
    await bot.send_message(siti.id, "pilih", reply_markup=BUTTONS)
    assert (await siti.tap("Ya", wait=0, **more)).status == "pending"
    (update,) = await bot.get_updates()
    return update


async def test_a_press_is_answered_with_a_toast(bot: Bot, siti: Person, emulator: Emulator) -> None:
    update = await pressed(bot, siti)
    query = update.callback_query
    assert query is not None
    assert query.message is not None
    assert (query.data, query.chat_instance != "") == ("v1:ya", True)
    await query.answer("Sip", show_alert=True)
    shown = await emulator.get(f"/queries/{query.id}", wait=1)
    assert shown["answer"] == {"text": "Sip", "show_alert": True, "url": None}
    toasts = (await siti.chat())["toasts"]
    assert [(toast["text"], toast["query_id"]) for toast in toasts] == [("Sip", query.id)]


async def test_a_press_waits_for_the_bot(bot: Bot, siti: Person) -> None:
    await bot.send_message(siti.id, "pilih", reply_markup=BUTTONS)
    press = asyncio.ensure_future(siti.tap(data="v1:tidak"))
    (update,) = await bot.get_updates(timeout=5)
    assert update.callback_query is not None
    assert update.callback_query.data == "v1:tidak"
    await update.callback_query.answer()
    assert ((await press).status, (await press).toast) == ("answered", None)


async def test_a_query_is_answered_once_and_in_time(bot: Bot, siti: Person, emulator: Emulator) -> None:
    update = await pressed(bot, siti)
    assert update.callback_query is not None
    await update.callback_query.answer()
    late = await pressed_again(bot, siti, update.update_id)
    await emulator.advance(15 * 60 + 1)
    for query_id in (update.callback_query.id, late, "123", "apa"):
        with pytest.raises(BadRequest, match=TOO_OLD):
            await bot.answer_callback_query(query_id)


async def pressed_again(bot: Bot, siti: Person, after: int) -> str:
    await siti.tap("Tidak", wait=0)
    (update,) = await bot.get_updates(offset=after + 1)
    assert update.callback_query is not None
    return update.callback_query.id


async def test_toasts_have_limits(bot: Bot, siti: Person) -> None:
    update = await pressed(bot, siti)
    assert update.callback_query is not None
    with pytest.raises(BadRequest, match="Message_too_long"):
        await update.callback_query.answer("a" * 201)
    with pytest.raises(BadRequest, match="Url_invalid"):
        await update.callback_query.answer(url="https://kpu.go.id")
    await update.callback_query.answer("a" * 200, url="https://t.me/bolehkah_bot?start=x")


async def test_other_buttons_tell_the_bot_nothing(bot: Bot, siti: Person) -> None:
    await bot.send_message(siti.id, "pilih", reply_markup=BUTTONS)
    opened = await siti.tap("Situs")
    assert (opened.outcome, opened.data["value"]) == ("url", "https://kpu.go.id/")
    assert await bot.get_updates() == ()
    with pytest.raises(RefusedError, match="404 button_not_found"):
        await siti.tap("Mungkin")


async def test_the_newest_visible_button_is_pressed(bot: Bot, siti: Person) -> None:
    old = await bot.send_message(siti.id, "lama", reply_markup=BUTTONS)
    gone = await bot.send_message(siti.id, "baru", reply_markup=BUTTONS)
    await bot.delete_message(siti.id, gone.id)
    await siti.tap("Ya", wait=0)
    (update,) = await bot.get_updates()
    assert update.effective_message is not None
    assert update.effective_message.id == old.id


async def test_a_persons_own_keyboard(bot: Bot, siti: Person) -> None:
    keyboard = ReplyKeyboardMarkup.from_button("Menu", one_time_keyboard=True)
    await bot.send_message(siti.id, "x", reply_markup=keyboard)
    assert (await siti.tap("Menu")).outcome == "message"
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "Menu"
    assert (await siti.chat())["keyboard"] is None


def article(number: int, **more: Any) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        str(number), f"Judul {number}", InputTextMessageContent("<b>isi</b>", "HTML"), **more
    )


async def test_inline_mode(bot: Bot, siti: Person, emulator: Emulator) -> None:
    asking = asyncio.ensure_future(siti.inline("boleh like?"))
    (update,) = await bot.get_updates(timeout=5)
    assert update.inline_query is not None
    assert update.inline_query.query == "boleh like?"
    button = InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data="ya")]])
    await update.inline_query.answer([article(1, reply_markup=button), article(2)], cache_time=0)
    found = await asking
    assert [result["title"] for result in found["answer"]["results"]] == ["Judul 1", "Judul 2"]

    sent = await siti.choose(found["query_id"], "1")
    assert (sent.text, sent.html, sent.data["via_bot"]) == ("isi", "<b>isi</b>", True)
    message, chosen = await bot.get_updates(offset=update.update_id + 1)
    assert message.message is not None
    assert message.message.via_bot is not None
    assert chosen.chosen_inline_result is not None
    inline_id = chosen.chosen_inline_result.inline_message_id
    await siti.tap("Ya", wait=0)
    (press,) = await bot.get_updates(offset=chosen.update_id + 1)
    assert press.callback_query is not None
    assert press.callback_query.inline_message_id == inline_id
    assert await bot.edit_message_text("baru", inline_message_id=inline_id) is True
    with pytest.raises(BadRequest, match="Message_id_invalid"):
        await bot.edit_message_text("baru", inline_message_id="apa")


async def test_refused_inline_answers(bot: Bot, siti: Person, emulator: Emulator) -> None:
    query_id = (await siti.inline("x", wait=0))["query_id"]
    for results, sentence in (
        ([article(i) for i in range(51)], "Results_too_much"),
        ([article(1), article(1)], "Result_id_duplicate"),
        ([InlineQueryResultArticle("é" * 33, "x", InputTextMessageContent("x"))], "Result_id_invalid"),
        ([InlineQueryResultArticle("1", "x", InputTextMessageContent("<p>", "HTML"))], "Can't parse entities"),
    ):
        with pytest.raises(BadRequest, match=sentence):
            await bot.answer_inline_query(query_id, results)
    await emulator.advance(61)
    with pytest.raises(BadRequest, match=TOO_OLD):
        await bot.answer_inline_query(query_id, [article(1)])


async def test_queries_are_bounded(world: World, siti: Person) -> None:
    with pytest.raises(RefusedError, match="text_too_long"):
        await siti.inline("a" * 257)
