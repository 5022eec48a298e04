"""Officers' notices: at fixed hours of working days, one sentence to those who have something to open.

The hours are fixed, so a notice says nothing about when a report came; the sentence is always the same.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from bot.clock import WIB, Clock
from bot.outbox.letters import Campaign, Recipient
from bot.outbox.notices import Notices
from bot.outbox.queue import Queue
from bot.reports.desk import Desk

NOTICE: Final = "kabar"
"""The kind of their campaigns."""

HOURS: Final = (8, 15)
"""In Jakarta, Monday to Friday."""

LATE: Final = dt.timedelta(minutes=10)
"""What could not be asked so soon after the hour is left out: another time of day would not be a fixed one."""

WORTHLESS_AFTER: Final = dt.timedelta(hours=2)


class Round:
    """Asks the officers' desk at the fixed hours and plans the notices. Call `tick` every minute."""

    def __init__(self, desk: Desk, notices: Notices, queue: Queue, clock: Clock) -> None:
        self._desk, self._notices, self._queue, self._clock = desk, notices, queue, clock

    async def tick(self) -> int:
        """How many notices were planned: none outside of the hours, and none twice."""
        hour = self._present_hour()
        if hour is None:
            return 0
        name = f"{NOTICE}-{hour:%Y-%m-%d-%H}"
        if any(campaign.id == name for campaign in await self._queue.campaigns()):
            return 0
        chats = {chat: None for holder, chat in await self._notices.linked() if await self._desk.has_news(holder)}
        due, deadline = int(hour.timestamp()), int((hour + WORTHLESS_AFTER).timestamp())
        return await self._queue.plan(
            Campaign(name, NOTICE, {}, due, deadline), [Recipient(chat, due) for chat in chats]
        )

    def _present_hour(self) -> dt.datetime | None:
        now = self._clock.now().astimezone(WIB)
        hour = now.replace(minute=0, second=0, microsecond=0)
        fixed = hour.hour in HOURS and hour.weekday() < 5
        return hour if fixed and now - hour < LATE else None
