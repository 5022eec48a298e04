"""The log of what the bot called: a ring, without file contents."""

from collections import deque
from typing import Any, NamedTuple

KEPT = 2_000
LONGEST_VALUE = 5_000


class Call(NamedTuple):
    """One call: `at` in seconds since 1970 on the world's clock, `status` as answered (0: not at all)."""

    number: int
    at: float
    method: str
    params: dict[str, Any]
    status: int
    description: str | None


class CallLog:
    """The latest calls, oldest first. `total` counts all of them, also those that were forgotten."""

    def __init__(self, kept: int = KEPT) -> None:
        self._calls: deque[Call] = deque(maxlen=kept)
        self.total = 0

    def add(self, at: float, method: str, params: dict[str, Any], status: int, description: str | None = None) -> None:
        """Notes one call; long values are cut."""
        self.total += 1
        self._calls.append(Call(self.total, at, method, _short(params), status, description))

    def clear(self) -> None:
        """Forgets the calls; numbers go on."""
        self._calls.clear()

    def read(self, *, method: str | None = None, since: int = 0, limit: int = KEPT) -> list[Call]:
        """The newest `limit` calls with a number above `since`, oldest first."""
        found = [c for c in self._calls if c.number > since and (method is None or c.method == method)]
        return found[-limit:]


def _short(params: dict[str, Any]) -> dict[str, Any]:
    return {
        name: f"{value[:LONGEST_VALUE]}…" if isinstance(value, str) and len(value) > LONGEST_VALUE else value
        for name, value in params.items()
    }
