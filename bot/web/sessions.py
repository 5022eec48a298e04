"""Who is logged in. In memory only: a restart logs everybody out, and nothing says who visited when."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from bot.clock import Clock

IDLE_MINUTES = 15
LONGEST_HOURS = 8
TOKEN_BYTES = 32


@dataclass
class Session:
    """One holder's visit. `csrf` must come back with every call that changes something."""

    holder: bytes
    csrf: str
    started: float
    used: float

    def __repr__(self) -> str:
        return "Session(...)"


class Sessions:
    """Sessions by the token in the cookie. One ends after 15 idle minutes and after 8 hours at the latest."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._sessions: dict[str, Session] = {}

    def open(self, holder: bytes) -> tuple[str, Session]:
        """A new session under a token that nobody has seen before."""
        self._sweep()
        now = self._clock.monotonic()
        token, csrf = secrets.token_urlsafe(TOKEN_BYTES), secrets.token_urlsafe(TOKEN_BYTES)
        session = self._sessions[token] = Session(holder, csrf, now, now)
        return token, session

    def find(self, token: str) -> Session | None:
        """The living session of a token. Finding it counts as use."""
        session = self._sessions.get(token)
        if session is None or self._over(session):
            self._sessions.pop(token, None)
            return None
        session.used = self._clock.monotonic()
        return session

    def close(self, token: str) -> None:
        """End a session; harmless for a token without one."""
        self._sessions.pop(token, None)

    def _over(self, session: Session) -> bool:
        now = self._clock.monotonic()
        return now - session.used >= IDLE_MINUTES * 60 or now - session.started >= LONGEST_HOURS * 3600

    def _sweep(self) -> None:
        for token in [token for token, session in self._sessions.items() if self._over(session)]:
            del self._sessions[token]
