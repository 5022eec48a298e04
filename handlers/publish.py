"""Command menus and descriptions, published at start so that they can't drift from the code."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress

from telegram import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from handlers.views import messages


async def publish(bot: ExtBot[None], administrators: Collection[int] = ()) -> None:
    """Tell Telegram the commands of private chats, of groups and of administrators, and what the bot is."""
    private = [BotCommand(name, text) for name, text in messages.COMMANDS_PRIVATE]
    group = [BotCommand(name, text) for name, text in messages.COMMANDS_GROUP]
    in_charge = [BotCommand(name, text) for name, text in messages.COMMANDS_IN_CHARGE]
    await bot.set_my_commands(private, scope=BotCommandScopeAllPrivateChats())
    await bot.set_my_commands(group, scope=BotCommandScopeAllGroupChats())
    for administrator in administrators:
        with suppress(BadRequest, Forbidden):  # Telegram knows no chat with them before they press Start
            await bot.set_my_commands([*private, *in_charge], scope=BotCommandScopeChat(administrator))
    await bot.set_my_description(messages.DESCRIPTION)
    await bot.set_my_short_description(messages.SHORT_DESCRIPTION)
