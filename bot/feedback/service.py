"""Counting votes and keeping questions, for handlers and for the curators' command."""

from __future__ import annotations

from sqlalchemy import func
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import select

from bot.clock import WIB, Clock
from bot.feedback.tables import SavedQuestion, Vote, VoteCount
from bot.storage.database import Database

QUESTION_LIMIT = 1000
"""Letters kept of a question."""

MAILBOX_LIMIT = 5000
"""Questions kept at most, so that nobody can fill the disk."""


class MailboxFullError(Exception):
    """Nothing was saved: curators must first clear the list."""


class Feedback:
    """Votes and saved questions. No method takes anything that says who the person is."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def count(self, entry_id: str, vote: Vote) -> None:
        """Add one to the entry's votes; safe when many count at once."""
        first = insert(VoteCount).values(entry_id=entry_id, vote=vote, count=1)
        added = first.on_conflict_do_update(index_elements=["entry_id", "vote"], set_={"count": VoteCount.count + 1})
        async with self._database.session() as session:
            await session.exec(added)

    async def votes(self) -> list[VoteCount]:
        """All counts, by entry."""
        async with self._database.session() as session:
            return list(await session.exec(select(VoteCount).order_by(VoteCount.entry_id, VoteCount.vote)))

    async def save_question(self, text: str) -> None:
        """Keep `text` without its sender. Raises `MailboxFullError` when the list is full."""
        async with self._database.session() as session:
            if (await session.exec(select(func.count()).select_from(SavedQuestion))).one() >= MAILBOX_LIMIT:
                raise MailboxFullError
            month = self._clock.now().astimezone(WIB).strftime("%Y-%m")
            session.add(SavedQuestion(text=text[:QUESTION_LIMIT], month=month))

    async def questions(self) -> list[SavedQuestion]:
        """All saved questions, alphabetically: the order of arrival could point at a person."""
        async with self._database.session() as session:
            return list(await session.exec(select(SavedQuestion).order_by(SavedQuestion.text)))

    async def clear_questions(self) -> int:
        """Delete all saved questions; returns how many there were."""
        async with self._database.session() as session:
            rows = list(await session.exec(select(SavedQuestion)))
            for row in rows:
                await session.delete(row)
            return len(rows)
