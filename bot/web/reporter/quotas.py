"""How often one address may report or try a code. Counted in memory, under names that nobody can turn back."""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter

from bot.clock import Clock

WINDOW_SECONDS = 3600.0
AN_HOUR = {
    "POST /api/lapor": 10,
    "POST /api/kotak": 40,
    "POST /api/kotak/pesan": 60,
    "POST /api/kotak/lampiran": 60,
    "POST /api/kotak/hapus": 20,
}
"""Calls an hour from one address. A Tor exit is the address of many, and a code of 63 bits needs no narrow limit."""

OTHERS_AN_HOUR = 600
"""Calls an hour to everything else under /api/ together."""

_KEY_BYTES = 32


class Quotas:
    """Counts of the running hour, by a keyed hash of the address. Key and counts are forgotten with the hour."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until = 0.0
        self._key = b""
        self._counts: Counter[tuple[str, bytes]] = Counter()

    def allows(self, call: str, visitor: str) -> bool:
        """Count one call (method and path) and say whether it is still within the limit."""
        now = self._clock.monotonic()
        if now >= self._until:
            self._counts.clear()
            self._key, self._until = secrets.token_bytes(_KEY_BYTES), now + WINDOW_SECONDS
        name = hashlib.blake2b(visitor.encode(), key=self._key, digest_size=16).digest()
        bucket = call if call in AN_HOUR else ""
        self._counts[bucket, name] += 1
        return self._counts[bucket, name] <= AN_HOUR.get(bucket, OTHERS_AN_HOUR)
