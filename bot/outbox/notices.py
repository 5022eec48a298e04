"""Which chats get the officers' notices. Only the key holder's number and the chat are known here.

A chat is linked by a one-time token that an administrator hands over; only its hash is kept, and only until then.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Any, Final

from sqlalchemy import delete, insert, select, update
from sqlmodel import col

from bot.clock import Clock
from bot.outbox.tables import NoticeRow
from bot.storage.database import Database

TOKEN_DAYS: Final = 7
_TOKEN_BYTES: Final = 16


class Notices:
    """The linked chats of one database, the outbox's."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._engine, self._reading, self._clock = database.engine, database.reading, clock

    async def invite(self, holder: bytes) -> str:
        """A token of at most 22 letters (A-Z a-z 0-9 _ -) that links one chat to `holder` within a week.

        An earlier token of the holder ends; a chat that is linked already stays until the new one is used.
        """
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        given = {"token": _hash(token), "valid_until": self._now() + TOKEN_DAYS * 24 * 3600}
        async with self._engine.begin() as connection:
            known = update(NoticeRow).where(col(NoticeRow.holder) == holder).values(given)
            if not (await connection.execute(known)).rowcount:
                await connection.execute(insert(NoticeRow).values(holder=holder, **given))
        return token

    async def link(self, token: str, chat_id: int) -> bool:
        """Use a token: notices for its holder go to `chat_id`. False for an unknown, used or expired one."""
        valid = (col(NoticeRow.token) == _hash(token), col(NoticeRow.valid_until) > self._now())
        change = update(NoticeRow).where(*valid).values(chat_id=chat_id, token=None, valid_until=None)
        async with self._engine.begin() as connection:
            return (await connection.execute(change)).rowcount == 1

    async def unlink(self, chat_id: int) -> bool:
        """False when no holder was linked to the chat."""
        async with self._engine.begin() as connection:
            rows = delete(NoticeRow).where(col(NoticeRow.chat_id) == chat_id)
            return (await connection.execute(rows)).rowcount > 0

    async def linked(self) -> list[tuple[bytes, int]]:
        """Holders with their chats."""
        query: Any = select(col(NoticeRow.holder), col(NoticeRow.chat_id)).where(col(NoticeRow.chat_id).is_not(None))
        async with self._reading() as session:
            return [(row.holder, row.chat_id) for row in await (await session.connection()).execute(query)]

    def _now(self) -> int:
        return int(self._clock.now().timestamp())


def _hash(token: str) -> bytes:
    return hashlib.blake2b(token.encode(), digest_size=32).digest()
