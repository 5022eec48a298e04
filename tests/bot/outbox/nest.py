"""A program that hatches sender processes: one for each line that it reads, whose number it prints; they end with it.

Everything is imported once, and each process is a fork, so a test can start and kill many of them in a second.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import datetime as dt
import os
import signal
import sys

from bot.emulator.clock import MovableClock
from bot.outbox.pace import Pace
from bot.outbox.queue import Queue
from bot.outbox.sender import Sender
from bot.storage.database import Database
from tests.bot.outbox.edge import deliver_with, opened_bot


async def send(given: argparse.Namespace) -> None:
    """Send until the process is killed, or until SIGTERM asks for a clean stop."""
    clock = MovableClock(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=given.ahead))
    database = Database(given.database)
    queue = Queue(database, clock, lease_seconds=given.lease)
    async with opened_bot("1:test", given.api, clock) as bot:
        pace = Pace(database, clock, given.rate)
        sender = Sender(queue, pace, deliver_with(bot), clock, in_flight=given.in_flight, on_blocked=_nobody)
        running = asyncio.create_task(sender.run())
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, running.cancel)
        await asyncio.wait([running])
    await database.close()


async def _nobody(chat_id: int) -> None:
    raise AssertionError("nobody blocks the bot here")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("database")
    parser.add_argument("api")
    parser.add_argument("--ahead", type=float, help="seconds by which the clock is ahead of the computer's")
    parser.add_argument("--rate", type=float)
    parser.add_argument("--lease", type=int)
    parser.add_argument("--in-flight", type=int)
    given = parser.parse_args()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead need nobody to wait for them
    hatched = []
    for _ in sys.stdin:
        if (process := os.fork()) == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            asyncio.run(send(given))
            os._exit(0)
        hatched.append(process)
        sys.stdout.write(f"{process}\n")
        sys.stdout.flush()
    for process in hatched:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


if __name__ == "__main__":
    main()
