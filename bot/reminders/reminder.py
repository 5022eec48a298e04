"""One reminder: what is said to whom on one morning. It becomes a campaign of the outbox."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.outbox.letters import Campaign
from bot.outbox.quiet import ZONES
from bot.reminders.subscriptions import Target

SENT_AT: Final = dt.time(8)
WORTHLESS_AT: Final = dt.time(20)
"""By the recipient's clock, on the day of the reminder: "hari ini" is true until then."""


@dataclass(frozen=True)
class Reminder:
    """`topic` is what it is about, whenever and to whomever it goes: nobody gets two letters of one topic.

    `part` tells its campaigns apart: each is for one time zone, and where texts differ for one province.
    """

    topic: str
    part: str
    kind: str
    data: Mapping[str, Any]
    day: dt.date
    zone: str
    target: Target

    @property
    def id(self) -> str:
        """Of the campaign. No date of a phase is in it: when dates move, who got the letter is still known."""
        return f"{self.topic}:{self.part}"

    @property
    def due(self) -> int:
        """Seconds UTC."""
        return self._seconds(SENT_AT)

    @property
    def deadline(self) -> int:
        return self._seconds(WORTHLESS_AT)

    def campaign(self) -> Campaign:
        return Campaign(self.id, self.kind, self.data, self.due, self.deadline)

    def _seconds(self, time: dt.time) -> int:
        return int(dt.datetime.combine(self.day, time, ZONES[self.zone]).timestamp())
