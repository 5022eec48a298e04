"""python -m benchmarks.outbox: planning, claiming and the rate, as the tables of docs/kapasitas.md."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.machine import description, new_event_loop
from benchmarks.outbox import claims, planning, rate
from benchmarks.outbox.rate import Load
from benchmarks.outbox.stage import databases, table

KINDS = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Sizes:
    """How large everything is."""

    slow: int = 2_000  # letters at 25/s
    fast: int = 100_000  # letters at 1,000/s
    far: int = 10_000  # letters at 1,000/s to a Telegram that is far
    planned: int = 1_000_000
    nation: int = 5_600_000
    repeats: int = 500


SMALL = Sizes(slow=10, fast=40, far=40, planned=500, nation=2_000, repeats=3)
"""Shows in seconds that everything works; the figures mean nothing."""


def loads(sizes: Sizes, kinds: list[str]) -> list[Load]:
    """Near and far, slow and fast. Letters under way: the rate times the answer's delay, and room for the database."""
    plain = [Load(kind, sizes.slow, 25, 8) for kind in kinds] + [Load(kind, sizes.fast, 1_000, 200) for kind in kinds]
    far = [(25, sizes.slow // 4, 1, 0.05), (25, sizes.slow // 4, 4, 0.05), (25, sizes.slow // 4, 8, 0.1)]
    far += [(1_000, sizes.far, 64, 0.1), (1_000, sizes.far, 256, 0.1)]
    return plain + [Load(kinds[-1], letters, limit, places, delay) for limit, letters, places, delay in far]


def measured(sizes: Sizes, kinds: list[str], parts: list[str]) -> Iterator[str]:
    """The tables, each as soon as it is there."""
    with databases(kinds) as urls, asyncio.Runner(loop_factory=new_event_loop) as runner:

        def run(work: Coroutine[Any, Any, Any]) -> Any:
            return runner.run(work)

        if "planning" in parts:
            rows = [run(planning.measure(kind, url, sizes.planned)) for kind, url in urls.items()]
            yield table(planning.HEADS, rows)
        if "claims" in parts and "postgresql" in urls:
            row = run(planning.measure("postgresql", urls["postgresql"], sizes.nation))
            yield table(planning.HEADS, [row])
            steps, facts = run(claims.measure(urls["postgresql"], sizes.nation, sizes.repeats))
            yield table(claims.HEADS, steps)
            yield table(("", ""), facts)
        if "rate" in parts:
            rows = [run(rate.measure(load, urls[load.kind])) for load in loads(sizes, [*urls])]
            yield table(rate.HEADS, rows)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.outbox", description=__doc__)
    parser.add_argument("--small", action="store_true", help="tiny sizes, to see that everything works")
    parser.add_argument("--only", nargs="+", choices=("planning", "claims", "rate"), help="parts")
    parser.add_argument("--databases", nargs="+", choices=KINDS, default=KINDS, help="which to measure")
    given = parser.parse_args()
    print(table(("", ""), description()), end="\n\n")
    parts = given.only or ["planning", "claims", "rate"]
    for shown in measured(SMALL if given.small else Sizes(), given.databases, parts):
        print(shown, end="\n\n", flush=True)


if __name__ == "__main__":
    main()
