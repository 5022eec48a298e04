"""Letters of campaigns: planned, claimed one after the other, settled. The same on SQLite and PostgreSQL.

A letter that is being sent is leased and committed as such first, so a process that dies leaves a trace of what it
may have sent. Every method is one transaction or a row of them; what has returned is on the disk.
"""

from __future__ import annotations

import math
from collections.abc import AsyncIterable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVarTuple

import sqlmodel
from sqlalchemy import ColumnElement, Select, and_, delete, func, select, update
from sqlalchemy.orm import aliased
from sqlmodel import col

from bot.clock import Clock
from bot.outbox import statements
from bot.outbox.letters import Campaign, CampaignState, Letter, OnUncertain, Outcome, Progress, Recipient, State
from bot.outbox.planning import add_campaign, add_letters, campaign_of
from bot.outbox.quiet import awake_zones
from bot.outbox.tables import CampaignRow, LetterRow
from bot.storage.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"
"""Those of the database that the outbox shares with the reminders."""

LEASE_SECONDS = 60
"""How long a claim is believed; `renew` prolongs it."""

REPEATS = 3
"""So often a letter of a campaign that repeats is tried when nobody can know whether it went."""

_CLOSED_AT_ONCE = 10_000  # letters: other transactions of SQLite wait for so many at most
Columns = TypeVarTuple("Columns")

_ALL = select(col(CampaignRow.id))


class Queue:
    """The outbox of one database. Several processes may work on it at the same time."""

    def __init__(self, database: Database, clock: Clock, lease_seconds: int = LEASE_SECONDS) -> None:
        self._engine, self._reading, self._clock = database.engine, database.reading, clock
        self.lease_seconds = lease_seconds

    async def plan(self, campaign: Campaign, recipients: AsyncIterable[Recipient] | Iterable[Recipient]) -> int:
        """Add the campaign, if it is new, and a letter for each recipient that has none of it; how many were added.

        Recipients are read as they are written: memory does not grow with them. Nothing is added to a campaign
        that was cancelled or whose deadline has passed. One that was done becomes active again. An existing
        campaign keeps its data and times: `reschedule` changes them. Raises `ValueError` for an unknown zone.
        """
        now = self._now()
        state, deadline = await add_campaign(self._engine, campaign, now)
        if state is CampaignState.CANCELLED or deadline <= now:
            return 0
        return await add_letters(self._engine, campaign.id, recipients)

    async def ready(self) -> bool:
        """Whether a letter could be claimed now."""
        return bool(await self._read(statements.OPEN.limit(1), self._when()))

    async def claim(self, limit: int) -> list[Letter]:
        """Up to `limit` letters that may go now become `sending`: due, not paused, before the deadline, outside
        the quiet hours of their zone. No letter is given to two callers.
        """
        letters: list[Letter] = []
        async with self._engine.begin() as connection:
            for row in (await connection.execute(statements.OPEN, self._when())).all():
                campaign = campaign_of(row)
                given = {"of": campaign.id, "in_zone": row.zone, "now": self._now(), "until": self._lease_end()}
                claimed = await connection.execute(statements.CLAIM, given | {"most": limit - len(letters)})
                letters += [Letter(campaign, chat_id, attempts) for chat_id, attempts in claimed]
                if len(letters) == limit:
                    break
        return letters

    async def settle(self, letter: Letter, outcome: Outcome) -> None:
        """Write down how the attempt ended, unless the letter was claimed again in the meantime."""
        await self.settle_all([(letter, outcome)])

    async def settle_all(self, outcomes: Sequence[tuple[Letter, Outcome]]) -> None:
        """The same for several letters in one transaction."""
        rows = _in_order(_key(letter) | self._result(letter, outcome) for letter, outcome in outcomes)
        async with self._engine.begin() as connection:
            await connection.execute(statements.SETTLE, rows)

    async def renew(self, letters: Sequence[Letter]) -> None:
        """Prolong the leases of letters that this process is still sending."""
        if letters:
            async with self._engine.begin() as connection:
                rows = _in_order(_key(letter) | {"until": self._lease_end()} for letter in letters)
                await connection.execute(statements.RENEW, rows)

    async def recover(self) -> int:
        """Letters whose lease has run out wait again or become uncertain, by their campaign's policy; how many."""
        async with self._engine.begin() as connection:
            return (await connection.execute(statements.RECOVER, {"now": self._now()})).rowcount

    async def close(self) -> None:
        """Waiting letters of cancelled campaigns become `cancelled`, those past their deadline `expired`; a campaign
        without open letters is done."""
        for campaign, state in await self._read(statements.OVER, {"now": self._now()}):
            to = State.CANCELLED if state == CampaignState.CANCELLED else State.EXPIRED
            closed = _CLOSED_AT_ONCE
            while closed == _CLOSED_AT_ONCE:
                async with self._engine.begin() as connection:
                    given = {"of": campaign, "to": to.value, "most": _CLOSED_AT_ONCE}
                    closed = (await connection.execute(statements.CLOSE, given)).rowcount
        async with self._engine.begin() as connection:
            await connection.execute(statements.FINISH, {"now": self._now()})

    async def pause(self, campaign: str) -> bool:
        """Claim none of its letters until `resume`. False when it was not active."""
        return await self._change(campaign, CampaignState.PAUSED, CampaignState.ACTIVE)

    async def resume(self, campaign: str) -> bool:
        """False when it was not paused."""
        return await self._change(campaign, CampaignState.ACTIVE, CampaignState.PAUSED)

    async def cancel(self, campaign: str) -> bool:
        """No letter that still waits will go, and none can be added. False when it was over already."""
        changed = await self._change(campaign, CampaignState.CANCELLED, CampaignState.ACTIVE, CampaignState.PAUSED)
        await self.close()
        return changed

    async def reschedule(self, campaign: Campaign, shift: int) -> int:
        """Give an existing campaign the data and times of `campaign`, and move its letters by `shift` seconds.

        Letters that went stay as they are; those that wait or expired wait for their new time. Returns how many.
        A cancelled campaign is not changed.
        """
        times = {"data": dict(campaign.data), "not_before": campaign.not_before, "deadline": campaign.deadline}
        async with self._engine.begin() as connection:
            alive = (col(CampaignRow.id) == campaign.id, col(CampaignRow.state) != CampaignState.CANCELLED.value)
            if not (await connection.execute(update(CampaignRow).where(*alive).values(times))).rowcount:
                return 0
            unsent = col(LetterRow.state).in_([State.PENDING.value, State.EXPIRED.value])
            moved = await connection.execute(
                update(LetterRow)
                .where(col(LetterRow.campaign) == campaign.id, unsent)
                .values(state=State.PENDING.value, due=col(LetterRow.due) + shift)
            )
            if moved.rowcount:
                done = (col(CampaignRow.id) == campaign.id, col(CampaignRow.state) == CampaignState.DONE.value)
                await connection.execute(update(CampaignRow).where(*done).values(state=CampaignState.ACTIVE.value))
            return moved.rowcount

    async def progress(self, campaign: str) -> Progress:
        """Zeroes for a campaign that does not exist."""
        states = select(col(LetterRow.state), func.count()).where(col(LetterRow.campaign) == campaign)
        return Progress(**dict(await self._read(states.group_by(col(LetterRow.state)))))

    async def campaigns(self) -> list[Campaign]:
        """All of them, by the time from which they may go."""
        rows = sqlmodel.select(CampaignRow).order_by(col(CampaignRow.not_before), col(CampaignRow.id))
        async with self._reading() as session:
            return [campaign_of(row) for row in await session.exec(rows)]

    async def moved(self, old_chat: int, new_chat: int) -> None:
        """Telegram gave a chat another number: its waiting letters go there, but no campaign twice to one chat."""
        there = aliased(LetterRow)
        doubled = select(col(there.campaign)).where(col(there.chat_id) == new_chat, col(there.campaign).in_(_ALL))
        waiting = _of_chat(old_chat) & (col(LetterRow.state) == State.PENDING.value)
        async with self._engine.begin() as connection:
            await connection.execute(delete(LetterRow).where(waiting, col(LetterRow.campaign).in_(doubled)))
            await connection.execute(update(LetterRow).where(waiting).values(chat_id=new_chat))

    async def forget(self, chat_id: int) -> None:
        """Delete every letter of a chat, sent ones included."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(LetterRow).where(_of_chat(chat_id)))

    async def purge(self, before: int) -> int:
        """Delete the letters of campaigns that are over and whose deadline was earlier than `before`; how many.

        The campaigns stay: as their deadline has passed, nobody gets them again.
        """
        over = col(CampaignRow.state).in_([CampaignState.DONE.value, CampaignState.CANCELLED.value])
        old = select(col(CampaignRow.id)).where(over, col(CampaignRow.deadline) < before)
        async with self._engine.begin() as connection:
            return (await connection.execute(delete(LetterRow).where(col(LetterRow.campaign).in_(old)))).rowcount

    async def _read(self, statement: Select[*Columns], given: dict[str, object] | None = None) -> list[tuple[*Columns]]:
        async with self._reading() as session:
            connection = await session.connection()
            return list(await connection.execute(statement, given))

    async def _change(self, campaign: str, to: CampaignState, *when: CampaignState) -> bool:
        rows = (col(CampaignRow.id) == campaign, col(CampaignRow.state).in_([state.value for state in when]))
        async with self._engine.begin() as connection:
            return (await connection.execute(update(CampaignRow).where(*rows).values(state=to.value))).rowcount == 1

    def _result(self, letter: Letter, outcome: Outcome) -> dict[str, object]:
        state, due = outcome.state, outcome.due
        again = letter.campaign.on_uncertain is OnUncertain.REPEAT and letter.attempts < REPEATS
        if state is State.UNCERTAIN and again:
            state, due = State.PENDING, self._now() + backoff(letter.attempts)
        return {"to": state.value, "why": outcome.reason, "at": due}

    def _when(self) -> dict[str, object]:
        return {"now": self._now(), "awake": awake_zones(self._clock.now())}

    def _now(self) -> int:
        return int(self._clock.now().timestamp())

    def _lease_end(self) -> int:
        return math.ceil(self._clock.now().timestamp()) + self.lease_seconds


def backoff(attempts: int) -> int:
    """Seconds until the next try after so many: 5, 10, 20 … at most ten minutes."""
    return min(5 * 2 ** (attempts - 1), 600) if attempts < 10 else 600


def _of_chat(chat_id: int) -> ColumnElement[bool]:
    """Letters are found by campaign first, so all campaigns are named: a few looks into the index, not a long read."""
    return and_(col(LetterRow.campaign).in_(_ALL), col(LetterRow.chat_id) == chat_id)


def _key(letter: Letter) -> dict[str, Any]:
    return {"of": letter.campaign.id, "to_chat": letter.chat_id, "claim": letter.attempts}


def _in_order(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Two transactions that lock the same rows in the same order never wait for each other."""
    return sorted(rows, key=lambda row: (row["of"], row["to_chat"]))
