"""sendMessage, replies, keyboards, previews, actions: what is kept and what is refused."""

from typing import Any

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.emulator import Emulator, Person, Running, World
from tests.bot.emulator.conftest import refusal

SAME_TEXT = "a\n<b>tebal</b> 😀 <i>miring</i>"


def button(**action: Any) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("Tombol", **action)]])


async def test_html_comes_back_as_entities(bot: Bot, siti: Person) -> None:
    message = await bot.send_message(siti.id, SAME_TEXT, parse_mode=ParseMode.HTML)
    assert message.text == "a\ntebal 😀 miring"
    assert message.parse_entities() == {
        MessageEntity("bold", 2, 5): "tebal",
        MessageEntity("italic", 11, 6): "miring",
    }
    assert message.text_html == SAME_TEXT


async def test_a_message_has_what_ptb_needs(bot: Bot, siti: Person, world: World) -> None:
    message = await bot.send_message(siti.id, "hai", protect_content=True)
    assert (message.chat.id, message.chat.type, message.chat.username) == (siti.id, "private", "siti_asn")
    assert message.from_user is not None
    assert message.from_user.id == world.bot.id
    assert abs(message.date.timestamp() - world.clock.timestamp()) < 2
    assert message.has_protected_content is True
    assert (await siti.messages())[0].data["protected"] is True


async def test_message_ids_grow(bot: Bot, siti: Person) -> None:
    first, second = [await bot.send_message(siti.id, "x") for _ in range(2)]
    assert second.message_id == first.message_id + 1


async def test_replies(bot: Bot, siti: Person) -> None:
    asked = await siti.say("tanya")
    answer = await bot.send_message(siti.id, "jawab", reply_parameters=ReplyParameters(asked.id))
    assert answer.reply_to_message is not None
    assert answer.reply_to_message.text == "tanya"
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(siti.id, "jawab", reply_parameters=ReplyParameters(999))
    lenient = ReplyParameters(999, allow_sending_without_reply=True)
    assert (await bot.send_message(siti.id, "jawab", reply_parameters=lenient)).reply_to_message is None


async def test_preview_options_are_echoed(bot: Bot, siti: Person) -> None:
    options = LinkPreviewOptions(is_disabled=True)
    message = await bot.send_message(siti.id, "https://kpu.go.id", link_preview_options=options)
    assert message.link_preview_options == options
    assert (await siti.messages())[0].data["preview"] is False


async def test_inline_keyboards_are_echoed_and_reply_keyboards_are_not(bot: Bot, siti: Person) -> None:
    assert (await bot.send_message(siti.id, "x", reply_markup=button(callback_data="ya"))).reply_markup
    keyboard = ReplyKeyboardMarkup([["Satu", KeyboardButton("Nomor", request_contact=True)]])
    assert (await bot.send_message(siti.id, "x", reply_markup=keyboard)).reply_markup is None
    rows = (await siti.chat())["keyboard"]["keyboard"]
    assert rows == [[{"text": "Satu"}, {"text": "Nomor", "request_contact": True}]]
    await bot.send_message(siti.id, "x", reply_markup=ReplyKeyboardRemove())
    assert (await siti.chat())["keyboard"] is None


@pytest.mark.parametrize(
    ("text", "more", "sentence"),
    [
        ("", {}, "Message text is empty"),
        (" \n ", {}, "Text must be non-empty"),
        ("<b></b>", {"parse_mode": "HTML"}, "Text must be non-empty"),
        ("a" * 4097, {}, "Message is too long"),
        ("😀" * 2049, {}, "Message is too long"),
        ("<p>", {"parse_mode": "HTML"}, 'Can\'t parse entities: unsupported start tag "p" at byte offset 0'),
        ("x", {"reply_markup": button(callback_data="é" * 33)}, "Button_data_invalid"),
        ("x", {"reply_markup": button()}, "text buttons are unallowed in the inline keyboard"),
        ("x", {"reply_markup": button(url="localhost")}, "'localhost' is invalid: Wrong HTTP URL"),
        ("x", {"reply_markup": button(url="ftp://kpu.go.id")}, "is invalid: Unsupported URL protocol"),
        (
            "x",
            {"reply_markup": InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="x")] * 101])},
            "Reply markup is too long",
        ),
        ("x", {"message_thread_id": 7}, "Message thread not found"),
        ("x", {"entities": [MessageEntity("bold", 0, 5)]}, "ends after the end of the text"),
        ("😀", {"entities": [MessageEntity("bold", 1, 1)]}, "in a middle of a UTF-16 symbol"),
        ("x", {"entities": [MessageEntity("text_link", 0, 1, url="apa")]}, "entity URL 'apa' is invalid"),
    ],
)
async def test_refusals(bot: Bot, siti: Person, text: str, more: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadRequest) as refused:
        await bot.send_message(siti.id, text, **more)
    assert sentence.lower() in str(refused.value).lower()
    assert await siti.messages() == []


async def test_the_longest_text_and_data_pass(bot: Bot, siti: Person) -> None:
    text = "<b>" + "a" * 4096 + "</b>"
    message = await bot.send_message(siti.id, text, "HTML", reply_markup=button(callback_data="é" * 32))
    assert len(message.text or "") == 4096


async def test_broken_markup_json(running: Running, siti: Person) -> None:
    for given, sentence in (
        ("{", "can't parse reply keyboard markup JSON object"),
        ("[]", "object expected as reply markup"),
        (
            {"inline_keyboard": [[{"callback_data": "x"}]]},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        ({"inline_keyboard": {}}, 'field "inline_keyboard" must be of type Array of Arrays'),
        ({"inline_keyboard": [[{"text": " ", "url": "kpu.go.id"}]]}, "inline keyboard button text must be non-empty"),
    ):
        refused = await refusal(running, "sendMessage", chat_id=siti.id, text="x", reply_markup=given)
        assert refused == f"Bad Request: {sentence}"


async def test_whom_a_bot_may_not_write_to(bot: Bot, emulator: Emulator, siti: Person) -> None:
    stranger = await emulator.person("Orang")
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(stranger.id, "x")
    await siti.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(siti.id, "x")
    await siti.unblock()
    await bot.send_message(siti.id, "x")


async def test_groups_that_moved_or_threw_the_bot_out(bot: Bot, emulator: Emulator, siti: Person) -> None:
    group = await emulator.group("Kantor", siti, supergroup=False)
    await bot.send_message(group, "x")
    new = (await emulator.post(f"/groups/{group}/migrate"))["group"]["id"]
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(group, "x")
    assert moved.value.new_chat_id == new
    await emulator.post(f"/groups/{new}/bot", status="kicked")
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(new, "x")


async def test_typing_ends_after_five_seconds_or_with_a_message(bot: Bot, siti: Person, emulator: Emulator) -> None:
    await bot.send_chat_action(siti.id, "typing")
    assert (await siti.chat())["typing"] == "typing"
    await emulator.advance(6)
    assert (await siti.chat())["typing"] is None
    await bot.send_chat_action(siti.id, "typing")
    await bot.send_message(siti.id, "x")
    assert (await siti.chat())["typing"] is None
    with pytest.raises(BadRequest, match="Wrong parameter action in request"):
        await bot.send_chat_action(siti.id, "menari")
