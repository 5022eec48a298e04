"""The part of the composition that sends unprompted: planner, broadcasts, and the sender that takes the letters."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from telegram.ext import Application

from bot.chores import Chore, doing
from bot.clock import Clock
from bot.outbox.pace import Pace
from bot.outbox.sender import Sender
from bot.subscribers import Subscribers
from handlers.broadcasting import Broadcasting
from handlers.context import Services
from handlers.outgoing import delivery

PLAN_SECONDS = 300.0
"""How often the outbox is compared with the calendar and the subscriptions."""

PROGRESS_SECONDS = 4.0
"""How often administrators see how far a broadcast is."""

PURGE_SECONDS = 24 * 3600.0
KEPT_DAYS = 90
"""How long is known who got which letter: a phase that moves by less than that is not announced twice."""


@dataclass(frozen=True)
class Post:
    """Who may broadcast, how fast all senders together may be, and how many letters may be on their way."""

    administrators: frozenset[int] = frozenset()
    per_second: float = 25
    in_flight: int = 1


def broadcasting_of(post: Post, subscribers: Subscribers, clock: Clock) -> Broadcasting:
    return Broadcasting(subscribers, post.administrators, post.per_second, clock)


@contextlib.asynccontextmanager
async def posting(
    post: Post, services: Services, application: Application[Any, Any, Any, Any, Any, Any], clock: Clock
) -> AsyncIterator[None]:
    """Plan and send until the block ends; then letters on their way are waited for, and none is half sent.

    Does nothing where nobody can subscribe.
    """
    subscribers, broadcasting = services.subscribers, services.broadcasting
    if subscribers is None or broadcasting is None:
        yield
        return
    await broadcasting.resume()
    sender = Sender(
        subscribers.queue,
        Pace(subscribers.database, clock, post.per_second),
        delivery(application.bot, subscribers.templates, services.base),
        clock,
        in_flight=post.in_flight,
        on_blocked=partial(_gone, subscribers),
        on_moved=subscribers.subscriptions.moved,
    )
    show_progress = partial(broadcasting.tick, application.bot)
    chores = [*_chores(subscribers, clock), Chore("show broadcasts", PROGRESS_SECONDS, show_progress, at_once=True)]
    async with doing(clock, *chores), _sending(sender):
        yield


def _chores(subscribers: Subscribers, clock: Clock) -> Iterator[Chore]:
    async def purge() -> None:
        await subscribers.queue.purge(int(clock.now().timestamp()) - KEPT_DAYS * 24 * 3600)

    yield Chore("plan reminders", PLAN_SECONDS, subscribers.planner.tick, at_once=True)
    yield Chore("purge letters", PURGE_SECONDS, purge, at_once=True)


async def _gone(subscribers: Subscribers, chat_id: int) -> None:
    """A chat refused a letter: it is unsubscribed. The letter stays, so that it is counted as blocked."""
    await subscribers.subscriptions.delete(chat_id)
    await subscribers.notices.unlink(chat_id)


@contextlib.asynccontextmanager
async def _sending(sender: Sender) -> AsyncIterator[None]:
    task = asyncio.create_task(sender.run(), name="sender")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
