"""What a holder signs to log in: random bytes for one holder, good for one attempt within a minute."""

from __future__ import annotations

import secrets
from itertools import islice

from bot.clock import Clock

CHALLENGE_BYTES = 32
SECONDS = 60.0
MOST = 10_000
"""Open challenges at once; beyond them the oldest is given up, so that a flood does not fill the memory."""

_PREFIX = b"bolehkah-masuk-v1"


class Challenges:
    """Open challenges, oldest first."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: dict[bytes, tuple[bytes, float]] = {}

    def new(self, holder: bytes) -> bytes:
        """A challenge for `holder`, whether or not there is one: asking tells nobody who exists."""
        for old in list(islice(self._open, max(0, len(self._open) - MOST + 1))):
            del self._open[old]
        challenge = secrets.token_bytes(CHALLENGE_BYTES)
        self._open[challenge] = (holder, self._clock.monotonic() + SECONDS)
        return challenge

    def take(self, challenge: bytes, holder: bytes) -> bool:
        """Whether this was an open challenge of `holder`. It is used up either way."""
        owner, until = self._open.pop(challenge, (b"", 0.0))
        return owner == holder and self._clock.monotonic() < until


def signed_message(challenge: bytes, holder: bytes, origin: str) -> bytes:
    """What the holder's Ed25519 key signs. The origin keeps a false page from passing a signature on."""
    return _PREFIX + challenge + holder + origin.encode()
