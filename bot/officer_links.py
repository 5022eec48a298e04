"""The one-time link by which an officer has notices sent to a chat."""

from __future__ import annotations

from telegram.error import TelegramError

from bot.administration import AdministrationError
from bot.app import bot_at, edge_of
from bot.clock import Clock
from bot.config import Settings
from bot.rooms import subscribers_of
from handlers.notices import LINK


async def chat_link(settings: Settings, clock: Clock, holder: bytes) -> str:
    """A link for `holder`, valid for a week. Asks Telegram for the bot's name first; raises `AdministrationError`."""
    try:
        async with bot_at(edge_of(settings), clock) as bot:
            username = bot.username
    except TelegramError:
        raise AdministrationError(
            "Nama bot tidak dapat ditanyakan kepada Telegram. Periksa BOT_TOKEN dan sambungannya."
        ) from None
    async with subscribers_of(settings, clock) as subscribers:
        return f"https://t.me/{username}?start={LINK}{await subscribers.notices.invite(holder)}"
