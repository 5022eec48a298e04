"""python -m benchmarks: answers a second on one core, beside aiogram and python-telegram-bot as they come."""

from __future__ import annotations

import argparse
import asyncio

from benchmarks.contender import CONTENDERS
from benchmarks.contest import measure
from benchmarks.machine import cores, new_event_loop, pin


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--seconds", type=float, default=1.2, help="length of a round")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each contender, taken in turns")
    parser.add_argument("--connections", type=int, default=32, help="webhooks under way at the same time")
    parser.add_argument("--only", nargs="+", choices=CONTENDERS, default=list(CONTENDERS), help="contenders")
    given = parser.parse_args()
    measured, load = [*cores(), None, None][:2]
    pin(load)
    contest = measure(given.only, measured, seconds=given.seconds, rounds=given.rounds, connections=given.connections)
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        print(runner.run(contest))


if __name__ == "__main__":
    main()
