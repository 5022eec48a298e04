"""A letter's way to Telegram: `sendMessage` behind all replies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram.ext import ExtBot

from bot.telegram.limiter import Priority


async def send_broadcast(bot: ExtBot[Any], chat_id: int, fields: Mapping[str, Any]) -> int:
    """Send a message with these fields of `sendMessage`, as a `Priority.BROADCAST`; the id of the new message.

    Limits, timeouts and errors are those of `Bot.send_message`. Objects of what Telegram sends back are not made:
    at 1,000 letters a second they would take half of the time that there is.
    """
    data = {"chat_id": chat_id, **fields}
    # All methods of a Bot call _post; the other one is how they hand the priority to the limiter.
    sent = await bot._post("sendMessage", bot._merge_api_rl_kwargs(data, Priority.BROADCAST))
    return int(sent["message_id"])
