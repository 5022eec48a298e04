"""What will come: for one subscriber, and for the people in charge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.clock import WIB, Clock
from bot.reminders.agenda import reminders
from bot.reminders.calendar import Calendar
from bot.reminders.reminder import Reminder
from bot.reminders.subscriptions import Subscription, Subscriptions
from bot.reminders.templates import Message, Templates


@dataclass(frozen=True)
class Coming:
    """A message to come; `day` is the recipient's. `recipients` counts today's subscribers."""

    day: dt.date
    kind: str
    message: Message
    recipients: int


class Schedule:
    """Looks ahead as the planner does, but as far as one likes."""

    def __init__(self, calendar: Calendar, templates: Templates, subscriptions: Subscriptions, clock: Clock) -> None:
        self._calendar, self._templates = calendar, templates
        self._subscriptions, self._clock = subscriptions, clock

    def coming(self, subscription: Subscription, days: int = 30) -> list[Coming]:
        """What this subscriber will get, by day."""
        found = [one for one in self._ahead(days) if one.target.includes(subscription)]
        return [Coming(one.day, one.kind, self._templates.render(one.kind, one.data), 1) for one in found]

    async def planned(self, days: int = 30) -> list[Coming]:
        """What anybody may get, by day: one line where several zones get the same."""
        lines: dict[tuple[dt.date, str, Message], Coming] = {}
        for one in self._ahead(days):
            message = self._templates.render(one.kind, one.data)
            line = lines.setdefault((one.day, one.topic, message), Coming(one.day, one.kind, message, 0))
            number = await self._subscriptions.count(one.target)
            lines[one.day, one.topic, message] = replace(line, recipients=line.recipients + number)
        return list(lines.values())

    def _ahead(self, days: int) -> Iterator[Reminder]:
        now = self._clock.now()
        today = now.astimezone(WIB).date()
        for number in range(days + 1):
            for one in reminders(self._calendar.active, self._templates, today + dt.timedelta(number)):
                if now.timestamp() < one.due <= (now + dt.timedelta(days)).timestamp():
                    yield one
