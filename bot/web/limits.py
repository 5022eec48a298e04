"""How often one visitor may ask. Counted in memory, forgotten with each minute, written nowhere."""

from __future__ import annotations

import ipaddress
from collections import Counter

from aiohttp import web

from bot.clock import Clock

WINDOW_SECONDS = 60.0
A_MINUTE = {"/api/tantangan": 10, "/api/masuk": 10, "/api/daftar": 5}
"""Calls a minute from one address, by path."""

OTHERS_A_MINUTE = 300
"""Calls a minute to all other paths together: of one session, or of one address without a session."""


class Limits:
    """Counts of the running minute. At its end every count and every address is forgotten."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._counts: Counter[tuple[str, str]] = Counter()
        self._until = 0.0

    def allows(self, path: str, visitor: str) -> bool:
        """Count one call and say whether it is still within the limit."""
        now = self._clock.monotonic()
        if now >= self._until:
            self._counts.clear()
            self._until = now + WINDOW_SECONDS
        bucket = path if path in A_MINUTE else ""
        self._counts[bucket, visitor] += 1
        return self._counts[bucket, visitor] <= A_MINUTE.get(bucket, OTHERS_A_MINUTE)


def visitor(request: web.Request, trusted_proxy: bool) -> str:
    """The address that counts as one visitor; for IPv6 its /64, which one subscriber has to himself.

    Behind a trusted proxy it is the last address of X-Forwarded-For, the one that the proxy itself wrote.
    """
    address = request.remote or ""
    if trusted_proxy and (forwarded := request.headers.getall("X-Forwarded-For", [])):
        address = forwarded[-1].rpartition(",")[2].strip()
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""  # all visitors without a readable address share one count
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)
