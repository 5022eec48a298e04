"""What all measurements of the outbox share: databases, a time of day at which letters may go, a campaign."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from bot.clock import SystemClock
from bot.outbox.letters import Campaign, OnUncertain, Recipient
from bot.outbox.queue import MIGRATIONS
from bot.storage.database import Database
from tests import postgres

NOON = dt.datetime(2026, 11, 21, 5, 0, tzinfo=dt.UTC)
"""12.00 WIB: letters may go for nine hours in all three zones but the east's seven."""

CAMPAIGN = Campaign(
    "pilkada-2026:KAMPANYE:nasional",
    "tahap",
    {"pemilihan": "pilkada-2026", "tahap": "KAMPANYE"},
    int(NOON.timestamp()) - 3600,
    int(NOON.timestamp()) + 6 * 3600,
    OnUncertain.SKIP,
)
FIRST_CHAT = 5_000_000_000
"""Chat ids of today need more than 32 bits."""


class Daytime(SystemClock):
    """The computer's clock, shifted so that `begin` (seconds since 1970) is noon."""

    def __init__(self, begin: float) -> None:
        self._shift = dt.timedelta(seconds=NOON.timestamp() - begin)

    def now(self) -> dt.datetime:
        return super().now() + self._shift


def everybody(count: int) -> Iterator[Recipient]:
    """So many recipients, most of them in the west, as the people are."""
    zones = ("WIB", "WIB", "WIB", "WIB", "WIB", "WIB", "WIB", "WITA", "WITA", "WIT")
    due = int(NOON.timestamp())
    return (Recipient(FIRST_CHAT + number, due, zones[number % 10]) for number in range(count))


@contextmanager
def databases(kinds: Sequence[str]) -> Iterator[dict[str, str]]:
    """URLs of new, empty databases by kind; `postgresql` is left out where it is not installed."""
    urls, server, process = {}, None, None
    with tempfile.TemporaryDirectory() as folder:
        if "sqlite" in kinds:
            urls["sqlite"] = f"sqlite+aiosqlite:///{Path(folder) / 'pengingat.db'}"
        if "postgresql" in kinds and (binaries := postgres.find()):
            server, process = postgres.start(binaries)
        try:
            if server:
                with server.database() as url:
                    yield urls | {"postgresql": url}
            else:
                yield urls
        finally:
            if server and process:
                postgres.stop(server, process)


@asynccontextmanager
async def opened(url: str, *, empty: bool = False) -> AsyncIterator[Database]:
    """The migrated database; `empty` takes away what an earlier measurement left."""
    database = Database(url, MIGRATIONS)
    try:
        if empty:
            await database.migrate("base")
        await database.migrate()
        yield database
    finally:
        await database.close()


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Markdown."""
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows))


def percentile(values: Iterable[float], share: float) -> float:
    """The value that this share of `values` is not above."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
