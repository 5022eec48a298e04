"""In groups the bot speaks only when it is meant."""

from __future__ import annotations

from bot.emulator import Person
from handlers.views import messages, remind_messages
from tests.conftest import Bot


async def in_group(bot: Bot) -> Person:
    siti = await bot.people.person("Siti")
    chat_id = await bot.people.group("Kantor", siti, bot="administrator")
    return siti.in_chat(chat_id)


async def test_a_mention_is_answered_as_a_reply(bot: Bot) -> None:
    siti = await in_group(bot)
    await siti.say(f"@{bot.application.bot.username} boleh gak like postingan caleg?")
    answer = await siti.wait_reply()
    assert answer.text.startswith("⛔ TIDAK BOLEH")
    assert answer.data["reply_to"]


async def test_a_command_and_a_reply_are_answered(bot: Bot) -> None:
    siti = await in_group(bot)
    await siti.say("/tanya")
    asked = await siti.wait_reply()
    assert asked.text == messages.ASK_IN_GROUP.replace("<code>", "").replace("</code>", "")
    await siti.say("jadi saksi partai di TPS boleh?", reply_to=asked.id)
    assert "saksi" in (await siti.wait_reply()).text.lower()


async def test_other_talk_is_left_alone(bot: Bot) -> None:
    """Also stickers, unknown commands and commands of private chats. The last message proves the bot is awake."""
    siti = await in_group(bot)
    await siti.say("boleh gak like postingan caleg?")
    await siti.say("@orang_lain boleh gak like postingan caleg?")
    await siti.say("/entahapa")
    await siti.say("/berhenti")
    await siti.say("/siarkan")
    await siti.say("/bantuan")
    assert (await siti.wait_reply()).text.startswith("Cara bertanya")
    assert len([message for message in await siti.messages() if message.from_bot]) == 1


async def test_reminders_are_for_the_private_chat(bot: Bot) -> None:
    siti = await in_group(bot)
    await siti.say("/pengingat")
    answer = await siti.wait_reply()
    assert answer.text == remind_messages.ONLY_IN_PRIVATE
    assert answer.buttons == ["Buka obrolan pribadi"]
