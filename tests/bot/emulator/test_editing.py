"""Edits, deletions and reactions."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from bot.emulator import Emulator, Person, Running, World
from tests.bot.emulator.conftest import png, refusal

BUTTON = InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data="ya")]])


async def test_an_edit_is_seen_and_its_history_kept(bot: Bot, siti: Person, world: World) -> None:
    message = await bot.send_message(siti.id, "satu", reply_markup=BUTTON)
    edited = await bot.edit_message_text("<b>dua</b>", siti.id, message.message_id, parse_mode="HTML")
    assert not isinstance(edited, bool)
    assert (edited.text, edited.edit_date is not None, edited.reply_markup) == ("dua", True, None)
    shown = (await siti.messages())[0]
    assert (shown.html, shown.data["versions"], shown.buttons) == ("<b>dua</b>", 2, [])
    assert world.message(siti.id, message.message_id).history[0][1] == {"text": "satu"}


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, siti: Person) -> None:
    message = await bot.send_message(siti.id, "<b>x</b>", "HTML", reply_markup=BUTTON)
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
        await bot.edit_message_text("<strong>x</strong>", siti.id, message.id, parse_mode="HTML", reply_markup=BUTTON)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(siti.id, message.id, reply_markup=BUTTON)
    await bot.edit_message_reply_markup(siti.id, message.id)
    assert (await siti.messages())[0].buttons == []


async def test_what_cannot_be_edited(running: Running, bot: Bot, siti: Person) -> None:
    theirs = await siti.say("punya saya")
    mine = await bot.send_message(siti.id, "x")
    photo = await bot.send_photo(siti.id, png())
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("y", siti.id, theirs.id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("y", siti.id, 999)
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("y", siti.id, photo.id)
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(siti.id, mine.id, caption="y")
    keyboard = {"keyboard": [["a"]]}
    refused = await refusal(
        running, "editMessageText", chat_id=siti.id, message_id=mine.id, text="y", reply_markup=keyboard
    )
    assert refused == "Bad Request: inline keyboard expected"
    assert await refusal(running, "editMessageText", text="y") == "Bad Request: message identifier is not specified"


async def test_captions(bot: Bot, siti: Person) -> None:
    photo = await bot.send_photo(siti.id, png(), caption="<i>a</i>", parse_mode="HTML")
    assert photo.caption_html == "<i>a</i>"
    edited = await bot.edit_message_caption(siti.id, photo.id, caption="b")
    assert not isinstance(edited, bool)
    assert (edited.caption, edited.caption_entities) == ("b", ())
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.edit_message_caption(siti.id, photo.id, caption="a" * 1025)


async def test_deleting(bot: Bot, siti: Person, emulator: Emulator) -> None:
    theirs = await siti.say("punya saya")
    mine = await bot.send_message(siti.id, "x")
    await bot.delete_message(siti.id, theirs.id)
    await bot.delete_message(siti.id, mine.id)
    assert await siti.messages() == []
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(siti.id, mine.id)
    old = await bot.send_message(siti.id, "lama")
    await emulator.advance(48 * 3600 + 1)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_message(siti.id, old.id)


async def test_deleting_many_skips_unknown_ids_and_is_all_or_nothing(
    bot: Bot, siti: Person, emulator: Emulator
) -> None:
    old = await bot.send_message(siti.id, "lama")
    await emulator.advance(49 * 3600)
    new = await bot.send_message(siti.id, "baru")
    with pytest.raises(BadRequest, match="can't be deleted for everyone"):
        await bot.delete_messages(siti.id, [new.id, old.id])
    assert len(await siti.messages()) == 2
    await bot.delete_messages(siti.id, [new.id, 12345])
    assert [message.text for message in await siti.messages()] == ["lama"]
    with pytest.raises(BadRequest, match="Too many message identifiers specified"):
        await bot.delete_messages(siti.id, list(range(1, 102)))
    with pytest.raises(BadRequest, match="Message identifiers are not specified"):
        await bot.delete_messages(siti.id, [])


async def test_in_groups_only_an_administrator_deletes_others(bot: Bot, siti: Person, emulator: Emulator) -> None:
    group = await emulator.group("Kantor", siti)
    theirs = await siti.in_chat(group).say("/apa")
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(group, theirs.id)
    await emulator.post(f"/groups/{group}/bot", status="administrator")
    await bot.delete_message(group, theirs.id)


async def test_reactions(bot: Bot, siti: Person) -> None:
    theirs = await siti.say("makasih")
    await bot.set_message_reaction(siti.id, theirs.id, "👍")
    assert (await siti.messages())[0].data["reactions"] == ["👍"]
    await bot.set_message_reaction(siti.id, theirs.id)
    assert (await siti.messages())[0].data["reactions"] == []
    with pytest.raises(BadRequest, match="Reaction_invalid"):
        await bot.set_message_reaction(siti.id, theirs.id, "🦖")
    with pytest.raises(BadRequest, match="Message to react not found"):
        await bot.set_message_reaction(siti.id, 999, "👍")
