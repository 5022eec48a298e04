"""How often one person may report or try a code, counted without knowing who it is."""

from __future__ import annotations

import hashlib
import secrets
from enum import Enum

from bot.clock import WIB, Clock

_KEY_BYTES = 32


class Use(Enum):
    """What is limited: how many times, in how many seconds."""

    REPORT = (3, 24 * 3600)
    CODE = (10, 3600)


class Allowance:
    """Counts uses under a keyed hash of the person. The key is in memory and new every day (WIB), and the counts go
    with it: what is left in the memory never says whom it belongs to.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._day = clock.now().astimezone(WIB).date()
        self._key = secrets.token_bytes(_KEY_BYTES)
        self._uses: dict[tuple[Use, bytes], list[float]] = {}

    def left(self, person: int, use: Use) -> int:
        """How often the person may still do it now."""
        most, seconds = use.value
        since = self._clock.monotonic() - seconds
        return max(0, most - sum(when > since for when in self._uses.get((use, self._name(person)), ())))

    def take(self, person: int, use: Use) -> bool:
        """Count one use; False, and nothing is counted, when none was left."""
        if not self.left(person, use):
            return False
        most, _ = use.value
        times = self._uses.setdefault((use, self._name(person)), [])
        times.append(self._clock.monotonic())
        del times[:-most]
        return True

    def _name(self, person: int) -> bytes:
        today = self._clock.now().astimezone(WIB).date()
        if today != self._day:
            self._day, self._key = today, secrets.token_bytes(_KEY_BYTES)
            self._uses.clear()
        return hashlib.blake2b(str(person).encode(), key=self._key, digest_size=16).digest()
