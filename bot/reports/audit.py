"""What holders and administrators did, as a chain: a line that is changed, moved or taken out breaks it.

Lines name reports by a keyed reference only, carry a day and no time, and hold machine words, never content. What
reporters do is not written here: the order of lines would be the order of their visits. Only whoever has the pepper
can continue or check the chain. A chain cannot show that its last lines were cut off: note the last hash elsewhere.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.clock import Clock
from bot.reports.days import today
from bot.reports.tables import AuditRow

HASH_BYTES = 32
_START = bytes(HASH_BYTES)
_PURPOSE = b"bolehkah-audit-v1"


class Action(StrEnum):
    """What was done. Values stand in the database."""

    INVITED = "diundang"
    ENROLLED = "mendaftar"
    CONFIRMED = "diaktifkan"
    REMOVED = "dikeluarkan"
    RECOVERY = "pemulihan"
    OPENED = "dibuka"
    REPLIED = "dibalas"
    NOTED = "dicatat"
    MOVED = "status"
    CLASSIFIED = "golongan"
    GRANTED = "akses"
    LEFT = "lepas"


class NoPepperError(Exception):
    """Without a pepper nothing can be written into the chain or checked."""


class Audit:
    """The chain of one site. Its methods work inside the caller's transaction."""

    def __init__(self, pepper: bytes, clock: Clock) -> None:
        self._key = hashlib.blake2b(_PURPOSE, digest_size=HASH_BYTES, key=pepper).digest() if pepper else b""
        self._clock = clock

    def reference(self, report: bytes) -> bytes:
        """How lines name a report: the same for the same report, and nothing to whoever lacks the pepper."""
        return hashlib.blake2b(b"acuan" + report, digest_size=HASH_BYTES, key=self._needed_key()).digest()

    async def append(
        self,
        session: AsyncSession,
        action: Action,
        *,
        holder: bytes | None = None,
        report: bytes | None = None,
        detail: str = "",
    ) -> None:
        """Add a line. `session` must hold the write lock (`Database.session`). Raises `NoPepperError`."""
        last = (await session.exec(select(AuditRow).order_by(col(AuditRow.sequence).desc()).limit(1))).first()
        row = AuditRow(
            sequence=last.sequence + 1 if last else 1,
            date=today(self._clock),
            holder=holder,
            action=action,
            reference=self.reference(report) if report else None,
            detail=detail,
            previous=last.hash if last else _START,
            hash=b"",
        )
        row.hash = self._hash(row)
        session.add(row)
        await session.flush()

    async def verify(self, session: AsyncSession) -> int | None:
        """The sequence number at which the chain first breaks; None for a whole chain. Raises `NoPepperError`."""
        previous, expected = _START, 1
        for row in await session.exec(select(AuditRow).order_by(col(AuditRow.sequence))):
            if row.sequence != expected or row.previous != previous or row.hash != self._hash(row):
                return expected
            previous, expected = row.hash, expected + 1
        return None

    async def tip(self, session: AsyncSession) -> tuple[int, bytes]:
        """How many lines there are, and the hash of the last: to be noted outside of this machine."""
        count = (await session.exec(select(func.count()).select_from(AuditRow))).one()
        last = (await session.exec(select(AuditRow.hash).order_by(col(AuditRow.sequence).desc()).limit(1))).first()
        return count, last or _START

    def _hash(self, row: AuditRow) -> bytes:
        """Over every field, each with its length before it, so that nothing can slip from one into the next."""
        fields = (
            row.sequence.to_bytes(8, "big"),
            row.date.isoformat().encode(),
            row.holder or b"",
            row.action.encode(),
            row.reference or b"",
            row.detail.encode(),
        )
        canonical = b"".join(len(part).to_bytes(4, "big") + part for part in fields)
        return hashlib.blake2b(row.previous + canonical, digest_size=HASH_BYTES, key=self._needed_key()).digest()

    def _needed_key(self) -> bytes:
        if not self._key:
            raise NoPepperError
        return self._key
