"""How a letter of the outbox leaves: drawn now, sent behind replies."""

from __future__ import annotations

from typing import Any

from telegram.ext import ExtBot

from bot.outbox.delivery import send_broadcast
from bot.outbox.letters import Campaign, Letter
from bot.outbox.sender import Deliver
from bot.reminders.templates import Templates
from handlers.sending import FORMAT
from handlers.views import letters
from knowledge.loader import KnowledgeBase


def delivery(bot: ExtBot[Any], templates: Templates, base: KnowledgeBase) -> Deliver:
    """What a sender calls for each letter. Raises the Telegram library's errors, `KeyError` for a missing template."""

    async def deliver(letter: Letter, campaign: Campaign) -> None:
        shown = letters.letter(campaign.kind, campaign.data, templates, base)
        await send_broadcast(bot, letter.chat_id, {"text": shown.text, **FORMAT, **shown.raw})

    return deliver
