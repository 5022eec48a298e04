"""What is done again and again while the program runs. A chore that fails is logged and done again next time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot import incidents
from bot.clock import Clock

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chore:
    """`work` is awaited every `seconds`, for the first time after that time, or `at_once`."""

    name: str
    seconds: float
    work: Callable[[], Awaitable[object]]
    at_once: bool = False


@asynccontextmanager
async def doing(clock: Clock, *chores: Chore) -> AsyncIterator[None]:
    """All `chores` are done, each at its own pace, until the block ends; then they are cancelled and awaited."""
    tasks = [asyncio.create_task(_repeat(chore, clock), name=chore.name) for chore in chores]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _repeat(chore: Chore, clock: Clock) -> None:
    waiting = 0.0 if chore.at_once else chore.seconds
    while True:
        await clock.sleep(waiting)
        waiting = chore.seconds
        try:
            await chore.work()
        except Exception as error:  # whatever it is, the next time may go well
            incidents.note(log, chore.name, error)
