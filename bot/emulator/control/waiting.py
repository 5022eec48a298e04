"""Waiting for the world to change, without sleeping."""

import asyncio
from collections.abc import Callable

from bot.emulator.world import World


async def until(world: World, done: Callable[[], bool], seconds: float) -> bool:
    """True as soon as `done()` holds, False after `seconds` of real time or when the server stops."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while not done():
        left = end - loop.time()
        if left <= 0 or not await world.journal.wait(world.journal.cursor, left):
            return done()
    return True
