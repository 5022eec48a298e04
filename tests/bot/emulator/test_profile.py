"""Command menus, descriptions, menu button, chats and members."""

from typing import Any

import pytest
from telegram import (
    Bot,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeChatAdministrators,
    ChatMemberAdministrator,
    ChatMemberOwner,
    MenuButtonWebApp,
    WebAppInfo,
)
from telegram.error import BadRequest

from bot.emulator import Emulator, Person, World


async def names(person: Person) -> list[str]:
    return [command["command"] for command in await person.commands()]


async def test_people_see_the_narrowest_menu(bot: Bot, siti: Person, emulator: Emulator) -> None:
    group = await emulator.group("Kantor", siti)
    budi = await emulator.person("Budi", language_code="en", started=True)
    await emulator.post(f"/groups/{group}/members", person_id=budi.id, status="member")
    await bot.set_my_commands([("umum", "x")])
    await bot.set_my_commands([("english", "x")], language_code="en")
    await bot.set_my_commands([("kelompok", "x")], BotCommandScopeAllGroupChats())
    await bot.set_my_commands([("kepala", "x")], BotCommandScopeChatAdministrators(group))
    assert await names(siti) == ["umum"]
    assert await names(budi) == ["english"]
    assert await names(siti.in_chat(group)) == ["kepala"]
    assert await names(budi.in_chat(group)) == ["kelompok"]
    await bot.set_my_commands([("khusus", "x")], BotCommandScopeChat(siti.id))
    assert await names(siti) == ["khusus"]
    await bot.delete_my_commands(BotCommandScopeChat(siti.id))
    assert await names(siti) == ["umum"]
    assert [command.command for command in await bot.get_my_commands()] == ["umum"]
    assert await bot.get_my_commands(BotCommandScopeChat(siti.id)) == ()


@pytest.mark.parametrize(
    ("commands", "sentence"),
    [
        ([("Besar", "x")], "Bot_command_invalid"),
        ([("a" * 33, "x")], "Command length must not exceed 32"),
        ([("/", "x")], "Command must be non-empty"),
        ([("a", " ")], "Command description must be non-empty"),
        ([("a", "x" * 257)], "Command description length must not exceed 256"),
        ([(f"a{i}", "x") for i in range(101)], "Bot_commands_too_much"),
    ],
)
async def test_refused_commands(bot: Bot, commands: list[tuple[str, str]], sentence: str) -> None:
    with pytest.raises(BadRequest, match=sentence):
        await bot.set_my_commands(commands)


async def test_descriptions(bot: Bot, emulator: Emulator) -> None:
    await bot.set_my_description("Panjang")
    await bot.set_my_short_description("Pendek")
    await bot.set_my_name("Bolehkah?", language_code="id")
    assert (await bot.get_my_description()).description == "Panjang"
    assert (await bot.get_my_short_description(language_code="id")).short_description == "Pendek"
    assert (await bot.get_my_name(language_code="id")).name == "Bolehkah?"
    assert (await bot.get_my_name()).name == "Bolehkah"
    assert (await emulator.get("/state"))["profile"]["description"] == "Panjang"
    for call, text in ((bot.set_my_description, "a" * 513), (bot.set_my_short_description, "a" * 121)):
        with pytest.raises(BadRequest, match=r"(?i)description is too long"):
            await call(text)
    with pytest.raises(BadRequest, match="Invalid language code specified"):
        await bot.set_my_description("x", language_code="indonesia")


async def test_the_menu_button(bot: Bot, siti: Person) -> None:
    assert (await siti.chat())["menu_button"] == {"type": "commands"}
    button = MenuButtonWebApp("Buka", WebAppInfo("https://example.org"))
    await bot.set_chat_menu_button(siti.id, button)
    assert await bot.get_chat_menu_button(siti.id) == button
    assert (await siti.chat())["menu_button"]["text"] == "Buka"


async def test_chats_and_members(bot: Bot, siti: Person, emulator: Emulator, world: World) -> None:
    group = await emulator.group("Kantor", siti, bot="administrator")
    assert ((await bot.get_chat(siti.id)).first_name, (await bot.get_chat(group)).title) == ("Siti", "Kantor")
    assert isinstance(await bot.get_chat_member(group, siti.id), ChatMemberOwner)
    assert isinstance(await bot.get_chat_member(group, world.bot.id), ChatMemberAdministrator)
    budi = await emulator.person("Budi")
    assert (await bot.get_chat_member(group, budi.id)).status == "left"
    for chat_id, user_id, sentence in (
        (group, 5, "User not found"),
        (siti.id, budi.id, "Member not found"),
        (99, 5, "Chat not found"),
    ):
        with pytest.raises(BadRequest, match=sentence):
            await bot.get_chat_member(chat_id, user_id)


async def test_membership_reaches_the_bot(bot: Bot, siti: Person, emulator: Emulator) -> None:
    def kinds(updates: Any) -> list[str]:
        return [next(key for key in update.to_dict() if key != "update_id") for update in updates]

    group = await emulator.group("Kantor", siti)
    await siti.block()
    await emulator.post(f"/groups/{group}/bot", status="left")
    updates = await bot.get_updates()
    assert kinds(updates) == ["my_chat_member", "message", "my_chat_member", "my_chat_member"]
    blocked = updates[2].my_chat_member
    assert blocked is not None
    assert (blocked.old_chat_member.status, blocked.new_chat_member.status) == ("member", "kicked")


async def test_privacy_in_groups(bot: Bot, siti: Person, emulator: Emulator) -> None:
    group = await emulator.group("Kantor", siti)
    mine = await bot.send_message(group, "halo")
    here = siti.in_chat(group)
    await here.say("obrolan biasa")
    for text in ("/boleh", "/boleh@bolehkah_bot x", "tanya @bolehkah_bot dong"):
        await here.say(text)
    await here.say("/boleh@bot_lain")
    await here.say("balasan", reply_to=mine.id)
    heard = [update.message.text for update in await bot.get_updates() if update.message]
    assert heard == [None, "/boleh", "/boleh@bolehkah_bot x", "tanya @bolehkah_bot dong", "balasan"]
    await emulator.post(f"/groups/{group}/bot", status="administrator")
    await here.say("sekarang terdengar")
    assert (await bot.get_updates())[-1].effective_message.text == "sekarang terdengar"  # type: ignore[union-attr]
