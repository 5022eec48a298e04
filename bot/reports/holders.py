"""Key holders: officers and the recovery key, from the invitation to the removal."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.clock import Clock
from bot.reports.audit import Action, Audit
from bot.reports.days import today
from bot.reports.envelope import ID_BYTES, KEY_BYTES, EnvelopeError, Kind, Place, seal
from bot.reports.keys import PublicKeys, b64, unb64
from bot.reports.tables import Access, HolderRow
from bot.storage.database import Database

INVITATION_DAYS = 7
NAME_LIMIT = 80
"""Letters of a name, and of an agency."""

ENROLMENT = b"bolehkah-daftar-v1"
"""What a new holder signs: this, the opening key, the signing key, the token's bytes."""

_RECOVERY_NAME = "Kunci pemulihan"


class Role(StrEnum):
    OFFICER = "officer"
    RECOVERY = "recovery"


class State(StrEnum):
    INVITED = "invited"
    WAITING = "waiting"
    """Has keys; the administrator has not compared the fingerprint yet."""
    ACTIVE = "active"
    REMOVED = "removed"


@dataclass(frozen=True)
class Holder:
    """Somebody who may open reports. `keys` is None before enrolment and after removal."""

    id: bytes
    role: Role
    name: str
    agency: str
    state: State
    keys: PublicKeys | None


class InvitationError(Exception):
    """The invitation is unknown, used or expired, its proof is not signed by these keys, or the keys are unusable."""


class HolderError(Exception):
    """There is no such holder in the state that the step needs. Nothing was changed."""


class Holders:
    """All holders of one site. Every change is audited."""

    def __init__(self, database: Database, clock: Clock, audit: Audit) -> None:
        self._database = database
        self._clock = clock
        self._audit = audit

    async def invite(self, name: str, agency: str) -> str:
        """A one-time token for an officer, valid for a week; only its hash is kept.

        Raises `ValueError` for an empty or too long name or agency.
        """
        name, agency = _short(name), _short(agency)
        token = secrets.token_bytes(ID_BYTES)
        row = HolderRow(
            id=secrets.token_bytes(ID_BYTES),
            role=Role.OFFICER,
            name=name,
            agency=agency,
            state=State.INVITED,
            invitation=_hash(token),
            invited_until=today(self._clock) + dt.timedelta(days=INVITATION_DAYS),
        )
        async with self._database.session() as session:
            session.add(row)
            await self._audit.append(session, Action.INVITED, holder=row.id)
        return b64(token)

    async def enrol(self, token: str, keys: PublicKeys, proof: bytes) -> Holder:
        """Give the invited officer these keys; the holder then waits to be confirmed. Raises `InvitationError`.

        `proof` is the keys' own signature over the enrolment (see `ENROLMENT`), so nobody enrols another's keys.
        """
        secret = _token_bytes(token)
        if not _usable(keys) or not keys.signed(ENROLMENT + keys.opening + keys.signing + secret, proof):
            raise InvitationError
        async with self._database.session() as session:
            row = (await session.exec(select(HolderRow).where(HolderRow.invitation == _hash(secret)))).first()
            if row is None or row.invited_until is None or row.invited_until < today(self._clock):
                raise InvitationError
            await _refuse_known_keys(session, keys)
            row.opening, row.signing, row.state = keys.opening, keys.signing, State.WAITING
            row.invitation = row.invited_until = None
            await self._audit.append(session, Action.ENROLLED, holder=row.id)
            return _holder(row)

    async def register_recovery(self, keys: PublicKeys) -> Holder:
        """A recovery key, active at once. Earlier ones stay until they are removed. Raises `InvitationError`."""
        if not _usable(keys):
            raise InvitationError
        row = HolderRow(
            id=secrets.token_bytes(ID_BYTES),
            role=Role.RECOVERY,
            name=_RECOVERY_NAME,
            agency="",
            state=State.ACTIVE,
            opening=keys.opening,
            signing=keys.signing,
        )
        async with self._database.session() as session:
            await _refuse_known_keys(session, keys)
            session.add(row)
            await self._audit.append(session, Action.RECOVERY, holder=row.id)
        return _holder(row)

    async def confirm(self, holder: bytes) -> None:
        """The administrator compared the fingerprint: the holder receives reports from now on. `HolderError`."""
        async with self._database.session() as session:
            row = await session.get(HolderRow, holder)
            if row is None or row.state != State.WAITING:
                raise HolderError
            row.state = State.ACTIVE
            await self._audit.append(session, Action.CONFIRMED, holder=holder)

    async def remove(self, holder: bytes) -> None:
        """Take away keys, invitation and access to every report, at once. Raises `HolderError`.

        Reports that nobody else could open become unreadable: `sole_reports` counts them beforehand.
        """
        async with self._database.session() as session:
            row = await session.get(HolderRow, holder)
            if row is None or row.state == State.REMOVED:
                raise HolderError
            row.state = State.REMOVED
            row.opening = row.signing = row.invitation = row.invited_until = None
            await session.exec(delete(Access).where(col(Access.holder) == holder))
            await self._audit.append(session, Action.REMOVED, holder=holder)
        await self._database.checkpoint()

    async def sole_reports(self, holder: bytes) -> int:
        """How many reports only this holder can open."""
        others = select(Access.report).where(Access.holder != holder)
        own = select(Access.report).where(Access.holder == holder, col(Access.report).not_in(others))
        async with self._database.reading() as session:
            return len((await session.exec(own)).all())

    async def get(self, holder: bytes) -> Holder | None:
        async with self._database.reading() as session:
            row = await session.get(HolderRow, holder)
            return _holder(row) if row else None

    async def all(self) -> list[Holder]:
        """Everybody, removed ones too, by name."""
        async with self._database.reading() as session:
            return await holders_in(session)

    async def waiting(self) -> list[Holder]:
        async with self._database.reading() as session:
            return await holders_in(session, State.WAITING)

    async def active(self) -> list[Holder]:
        """Those to whom new reports are sealed, the recovery key included."""
        async with self._database.reading() as session:
            return await holders_in(session, State.ACTIVE)


async def holders_in(session: AsyncSession, state: State | None = None) -> list[Holder]:
    """Holders by name: all, or those in `state`."""
    query = select(HolderRow).order_by(HolderRow.name, col(HolderRow.id))
    if state:
        query = query.where(HolderRow.state == state)
    return [_holder(row) for row in await session.exec(query)]


async def _refuse_known_keys(session: AsyncSession, keys: PublicKeys) -> None:
    """Two holders must be two people: the same keys are not taken twice."""
    known = select(HolderRow.id).where((HolderRow.opening == keys.opening) | (HolderRow.signing == keys.signing))
    if (await session.exec(known)).first():
        raise InvitationError


def _usable(keys: PublicKeys) -> bool:
    """Whether something can be sealed to the opening key: a point of low order would stop every report."""
    if len(keys.opening) != KEY_BYTES or len(keys.signing) != KEY_BYTES:
        return False
    try:
        seal(b"", keys.opening, Place(Kind.ACCESS, bytes(ID_BYTES)))
    except EnvelopeError:
        return False
    return True


def _holder(row: HolderRow) -> Holder:
    keys = PublicKeys(row.opening, row.signing) if row.opening and row.signing else None
    return Holder(row.id, Role(row.role), row.name, row.agency, State(row.state), keys)


def _token_bytes(token: str) -> bytes:
    try:
        return unb64(token)
    except ValueError:
        raise InvitationError from None


def _short(text: str) -> str:
    cleaned = " ".join(text.split())
    if not 0 < len(cleaned) <= NAME_LIMIT:
        raise ValueError("name and agency have 1 to 80 letters")
    return cleaned


def _hash(token: bytes) -> bytes:
    return hashlib.blake2b(token, digest_size=KEY_BYTES).digest()
