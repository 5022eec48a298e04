"""Planning a broadcast, alone in its process: `python -m benchmarks.outbox.planning DATABASE --letters N`.

On standard output it leaves a JSON object: seconds, processor seconds, and how far the memory's peak rose (bytes).
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import sys
import time
from collections.abc import Mapping
from typing import Any

import orjson

from benchmarks.outbox.stage import CAMPAIGN, Daytime, everybody, opened
from bot.outbox.queue import Queue

HEADS = (
    "basis data",
    "penerima",
    "detik",
    "penerima/s",
    "CPU detik",
    "memori puncak MB",
    "di antaranya untuk rencana MB",
)

_KIB = 1024 if sys.platform == "linux" else 1
"""Linux counts the peak in KiB, others in bytes."""


async def plan(url: str, letters: int) -> dict[str, Any]:
    """Plan the broadcast in an empty database."""
    async with opened(url, empty=True) as database:
        queue = Queue(database, Daytime(time.time()))
        memory, begin, cpu = _peak(), time.perf_counter(), time.process_time()
        added = await queue.plan(CAMPAIGN, everybody(letters))
        seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
    if added != letters:
        raise RuntimeError(f"{added} letters were planned instead of {letters}")
    return {"seconds": seconds, "cpu": cpu, "peak": _peak(), "rise": _peak() - memory}


async def measure(kind: str, url: str, letters: int) -> tuple[str, ...]:
    """One row of the table; the letters stay in the database."""
    command = [sys.executable, "-m", "benchmarks.outbox.planning", url, "--letters", str(letters)]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    output, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"planning ended with {process.returncode}")
    return row(kind, letters, orjson.loads(output))


def row(kind: str, letters: int, done: Mapping[str, float]) -> tuple[str, ...]:
    return (
        kind,
        f"{letters:,}",
        f"{done['seconds']:.1f}",
        f"{letters / done['seconds']:,.0f}",
        f"{done['cpu']:.1f}",
        f"{done['peak'] / 2**20:.0f}",
        f"{done['rise'] / 2**20:.0f}",
    )


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIB


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.outbox.planning", description=__doc__)
    parser.add_argument("database")
    parser.add_argument("--letters", type=int, required=True)
    given = parser.parse_args()
    sys.stdout.buffer.write(orjson.dumps(asyncio.run(plan(given.database, given.letters))))


if __name__ == "__main__":
    main()
