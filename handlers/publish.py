"""Command menus and descriptions, published at start so that they can't drift from the code."""

from __future__ import annotations

from telegram import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.ext import ExtBot

from handlers.views import messages


async def publish(bot: ExtBot[None]) -> None:
    """Tell Telegram the commands of private chats and of groups, and what the bot is."""
    private = [BotCommand(name, text) for name, text in messages.COMMANDS_PRIVATE]
    group = [BotCommand(name, text) for name, text in messages.COMMANDS_GROUP]
    await bot.set_my_commands(private, scope=BotCommandScopeAllPrivateChats())
    await bot.set_my_commands(group, scope=BotCommandScopeAllGroupChats())
    await bot.set_my_description(messages.DESCRIPTION)
    await bot.set_my_short_description(messages.SHORT_DESCRIPTION)
