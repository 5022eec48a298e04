"""Keeps the outbox as calendar and subscriptions want it.

After `tick`, the letters that wait for a reminder of the next two days are those of exactly the chats that ought to get
it. Dates that move take their unsent letters along; what was sent is never sent again; what the calendar no longer
has waits, expired, until it has it again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Collection
from dataclasses import replace
from typing import Final

from sqlalchemy import and_, delete, exists, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from bot.clock import WIB, Clock
from bot.outbox.letters import Campaign, CampaignState, Recipient
from bot.outbox.queue import Queue
from bot.outbox.statements import PENDING
from bot.outbox.tables import LetterRow
from bot.reminders.agenda import reminders
from bot.reminders.calendar import Calendar
from bot.reminders.reminder import Reminder
from bot.reminders.subscriptions import Subscriptions, had
from bot.reminders.tables import INSERT, ClosedRow, SubscriptionRow
from bot.reminders.templates import PHASE, THEME, Templates
from bot.storage.database import Database

HORIZON: Final = dt.timedelta(hours=48)
"""So early letters are written. If the program then stands still for as long, all of them are there."""


class Planner:
    """`queue` and `subscriptions` are of `database`. Call `tick` every few minutes."""

    def __init__(
        self,
        calendar: Calendar,
        templates: Templates,
        subscriptions: Subscriptions,
        queue: Queue,
        database: Database,
        clock: Clock,
    ) -> None:
        self._calendar, self._templates, self._clock = calendar, templates, clock
        self._subscriptions, self._queue = subscriptions, queue
        self._engine, self._reading = database.engine, database.reading

    async def tick(self) -> int:
        """Bring the outbox up to date; how many letters were added. Does nothing while no calendar could be read."""
        self._calendar.refresh()
        if not self._calendar.known:
            return 0
        wanted = self._wanted()
        planned = {one.id: one for one in await self._queue.campaigns() if one.kind in (PHASE, THEME)}
        ours = {one.id for one in wanted}
        for campaign in planned.values():
            if campaign.id not in ours:
                await self._withdraw(campaign)
        for reminder in wanted:
            if old := planned.get(reminder.id):
                await self._change(old, reminder)
                await self._take_back(reminder, _family(reminder, planned))
        return sum([await self._plan(reminder, _family(reminder, planned)) for reminder in wanted])

    def _wanted(self) -> list[Reminder]:
        """Reminders that are due within the horizon and not yet worthless."""
        today = self._clock.now().astimezone(WIB).date()
        days = [today + dt.timedelta(number) for number in range(HORIZON.days + 2)]
        found = [one for day in days for one in reminders(self._calendar.active, self._templates, day)]
        return [one for one in found if one.deadline > self._now() and one.due <= self._now() + HORIZON.total_seconds()]

    async def _withdraw(self, campaign: Campaign) -> None:
        """Its letters expire. That is not the end of it as cancelling is: they wait again when its day comes back."""
        if campaign.deadline > self._now() and campaign.state is not CampaignState.CANCELLED:
            await self._queue.reschedule(replace(campaign, deadline=self._now()), 0)

    async def _change(self, old: Campaign, reminder: Reminder) -> None:
        new = reminder.campaign()
        same = (old.data, old.not_before, old.deadline) == (new.data, new.not_before, new.deadline)
        if not same and old.state is not CampaignState.CANCELLED:
            await self._queue.reschedule(new, new.not_before - old.not_before)

    async def _take_back(self, reminder: Reminder, family: Collection[str]) -> None:
        """Delete waiting letters of chats that are no longer meant, or of another hour than the reminder's."""
        another = aliased(LetterRow)
        meant = exists().where(col(SubscriptionRow.chat_id) == LetterRow.chat_id, reminder.target.condition())
        served = exists().where(col(another.chat_id) == LetterRow.chat_id, had(family, another))
        wrong_hour = and_(col(LetterRow.attempts) == 0, col(LetterRow.due) != reminder.due)
        waiting = delete(LetterRow).where(col(LetterRow.campaign) == reminder.id, PENDING)
        async with self._engine.begin() as connection:
            await connection.execute(waiting.where(or_(~meant, served, wrong_hour)))

    async def _plan(self, reminder: Reminder, family: Collection[str]) -> int:
        """Letters for those who have none. Whoever subscribes after its hour gets only what is still to come."""
        its_hour_has_come = self._now() >= reminder.due
        if its_hour_has_come and await self._closed(reminder):
            return 0
        added = await self._queue.plan(reminder.campaign(), self._recipients(reminder, family))
        if its_hour_has_come:
            row = {"campaign": reminder.id, "due": reminder.due}
            async with self._engine.begin() as connection:
                new = INSERT[connection.dialect.name](ClosedRow).values(row)
                await connection.execute(new.on_conflict_do_nothing())
        return added

    async def _closed(self, reminder: Reminder) -> bool:
        """All letters were written once its hour had come."""
        row = (col(ClosedRow.campaign) == reminder.id, col(ClosedRow.due) == reminder.due)
        async with self._reading() as session:
            found = await (await session.connection()).execute(select(col(ClosedRow.due)).where(*row))
            return found.first() is not None

    async def _recipients(self, reminder: Reminder, family: Collection[str]) -> AsyncIterator[Recipient]:
        async for chat_id in self._subscriptions.chats(reminder.target, without=reminder.id, served=family):
            yield Recipient(chat_id, reminder.due, reminder.zone)

    def _now(self) -> int:
        return int(self._clock.now().timestamp())


def _family(reminder: Reminder, planned: Collection[str]) -> set[str]:
    """Other campaigns of the same topic: who was served by one of them is not served again."""
    return {one for one in planned if one.startswith(f"{reminder.topic}:") and one != reminder.id}
