"""What claiming costs in a large table: new, and half sent with all the dead rows that sending leaves."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from sqlalchemy import text

from benchmarks.outbox.stage import CAMPAIGN, FIRST_CHAT, Daytime, opened, percentile
from bot.outbox.letters import SENT
from bot.outbox.queue import Queue
from bot.storage.database import Database

HEADS = ("tabel", "langkah", "p50 ms", "p99 ms", "terlama ms")

SENDING = text("UPDATE letter SET state = 'sending', lease = 1, attempts = 1 WHERE chat_id BETWEEN :first AND :last")
SETTLED = text("UPDATE letter SET state = 'sent', lease = NULL WHERE chat_id BETWEEN :first AND :last")
SIZE = text("SELECT pg_total_relation_size('letter')")
DEAD = text("SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = 'letter'")


async def measure(url: str, letters: int, repeats: int) -> tuple[list[tuple[str, ...]], list[tuple[str, str]]]:
    """Rows of the table, and facts about it; the letters must have been planned on PostgreSQL."""
    rows: list[tuple[str, ...]] = []
    facts: list[tuple[str, str]] = []
    async with opened(url) as database:
        queue = Queue(database, Daytime(time.time()))
        rows += await _steps("baru direncanakan", queue, repeats)
        facts.append(("tabel dan indeks, baru direncanakan", await _megabytes(database)))
        await _send_half(database, letters)
        rows += await _steps("separuh terkirim", queue, repeats)
        facts.append(("tabel dan indeks, separuh terkirim", await _megabytes(database)))
        facts.append(("baris mati sesudahnya", f"{await _number(database, DEAD):,}"))
        for name, work in (("progress", lambda: queue.progress(CAMPAIGN.id)), ("close", queue.close)):
            facts.append((f"`{name}`", f"{(await _seconds(work)) * 1000:,.0f} ms"))
    return rows, facts


async def _steps(name: str, queue: Queue, repeats: int) -> list[tuple[str, ...]]:
    times: dict[str, list[float]] = {}
    for count in (1, 30):
        for _ in range(repeats):
            begin = time.perf_counter()
            claimed = await queue.claim(count)
            between = time.perf_counter()
            await queue.settle_all([(letter, SENT) for letter in claimed])
            times.setdefault(f"claim({count})", []).append(between - begin)
            times.setdefault(f"settle({count})", []).append(time.perf_counter() - between)
    return [(name, step, *(f"{share * 1000:.1f}" for share in _shares(taken))) for step, taken in times.items()]


async def _send_half(database: Database, letters: int) -> None:
    """What a sender does to each of half the letters, in few steps: two new versions of every row."""
    step = max(1, letters // 40)
    for first in range(FIRST_CHAT, FIRST_CHAT + letters // 2, step):
        for statement in (SENDING, SETTLED):
            async with database.engine.begin() as connection:
                await connection.execute(statement, {"first": first, "last": first + step - 1})


def _shares(seconds: list[float]) -> tuple[float, float, float]:
    return percentile(seconds, 0.5), percentile(seconds, 0.99), max(seconds)


async def _seconds(work: Callable[[], Awaitable[object]]) -> float:
    begin = time.perf_counter()
    await work()
    return time.perf_counter() - begin


async def _megabytes(database: Database) -> str:
    return f"{await _number(database, SIZE) / 2**20:,.0f} MB"


async def _number(database: Database, statement: object) -> int:
    async with database.engine.connect() as connection:
        number: int = (await connection.execute(statement)).scalar_one()  # type: ignore[call-overload]
        return number
