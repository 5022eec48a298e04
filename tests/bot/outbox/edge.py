"""The way to Telegram as in production: the transport, the limiter, a letter as a broadcast."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from telegram.ext import ExtBot

from bot.clock import Clock
from bot.outbox.delivery import send_broadcast
from bot.outbox.letters import Campaign, Letter
from bot.outbox.sender import Deliver
from bot.telegram.limiter import ChatLimiter
from bot.telegram.transport import AiohttpRequest

TEXT = "Pengingat pekan ini."


@asynccontextmanager
async def opened_bot(
    token: str, api_url: str, clock: Clock, *, read_timeout: float = 5.0, **limits: Any
) -> AsyncIterator[ExtBot[Any]]:
    """A bot at `api_url`. Limits are off but for those given: the outbox keeps its own."""
    limits = {"per_second": None, "broadcasts_per_second": None, "retries": 0} | limits
    bot: ExtBot[Any] = ExtBot(
        token,
        base_url=f"{api_url}/bot",
        request=AiohttpRequest(read_timeout=read_timeout, trust_env=False),
        get_updates_request=AiohttpRequest(connections=1, trust_env=False),
        rate_limiter=ChatLimiter(clock, **limits),
    )
    async with bot:
        yield bot


def deliver_with(bot: ExtBot[Any]) -> Deliver:
    """One text for everybody, sent behind replies."""

    async def deliver(letter: Letter, campaign: Campaign) -> None:
        await send_broadcast(bot, letter.chat_id, {"text": TEXT})

    return deliver
