"""Two made-up officers and a recovery key, so that the demo's reports have readers at once."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass

from bot.reports.holders import ENROLMENT
from bot.reports.keys import HolderKeys, b64, key_file, new_holder_keys, unb64
from bot.reports.room import Room

PASSPHRASE = "sawah hujan tikar kelapa perahu senja"  # noqa: S105 -- of made-up officers whose keys end with the demo
_OFFICERS = (("rini", "Rini Contoh", "Inspektorat Contoh"), ("bayu", "Bayu Contoh", "BKPSDM Contoh"))


@dataclass(frozen=True)
class DemoOfficer:
    """`key_link`: the part of the inbox's address, after its host, that brings the locked key into a browser."""

    nickname: str
    name: str
    agency: str
    key_link: str

    @property
    def path(self) -> str:
        """Where the demo leads to the inbox with this officer's key."""
        return f"/petugas/{self.nickname}"


async def enrol_officers(room: Room) -> list[DemoOfficer]:
    """Both officers, enrolled and confirmed. The recovery key is forgotten at once: the demo has nothing to recover."""
    await room.holders.register_recovery(new_holder_keys().public)
    return [await _enrolled(room, *officer) for officer in _OFFICERS]


async def _enrolled(room: Room, nickname: str, name: str, agency: str) -> DemoOfficer:
    keys = new_holder_keys()
    token = await room.holders.invite(name, agency)
    holder = await room.holders.enrol(token, keys.public, _proof(keys, token))
    await room.holders.confirm(holder.id)
    locked = await asyncio.to_thread(key_file, keys, holder.id, PASSPHRASE)
    return DemoOfficer(nickname, name, agency, f"/#kunci={b64(json.dumps(locked).encode())}")


def _proof(keys: HolderKeys, token: str) -> bytes:
    message = ENROLMENT + keys.public.opening + keys.public.signing + unb64(token)
    return keys.signing.sign(message).signature
