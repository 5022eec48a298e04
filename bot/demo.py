"""`make demo`: the real bot against a Telegram on this machine, with a chat page. Nothing leaves 127.0.0.1."""

from __future__ import annotations

import asyncio
import errno
import sys
import tempfile
from pathlib import Path

from bot import emulator
from bot.app import Edge, polling, running, stop_signal
from bot.clock import SystemClock
from bot.config import Settings
from bot.feedback.service import Feedback
from bot.storage.database import Database
from handlers.views.gallery import gallery
from knowledge.ready import ready

HOST = "127.0.0.1"


async def demo(settings: Settings) -> int:
    """Start everything, print the address, run until Ctrl-C. Returns the exit code.

    The database lives in a temporary folder and goes with the demo.
    """
    finder = await asyncio.to_thread(ready, settings.cache_dir, _say)
    world = emulator.World()
    stop = stop_signal()
    try:
        telegram = await emulator.start(HOST, settings.demo_port, world=world, gallery=lambda: gallery(finder.base))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        print(
            f"Port {settings.demo_port} sedang dipakai. Hentikan pemakainya, atau jalankan: "
            f"DEMO_PORT={settings.demo_port + 1} make demo",
            file=sys.stderr,
        )
        return 1
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite+aiosqlite:///{Path(folder) / 'demo.db'}")
        await database.migrate()
        edge = Edge(token=world.token, api_url=telegram.base_url)
        clock = SystemClock()
        async with (
            telegram,
            running(edge, finder, Feedback(database, clock), clock) as application,
            polling(application),
        ):
            _say(f"Obrolan:  {telegram.base_url}/")
            _say(f"Galeri:   {telegram.base_url}/galeri")
            _say("Ctrl-C menghentikan demo.")
            await stop.wait()
        await database.close()
    _say("Demo berhenti.")
    return 0


def _say(text: str) -> None:
    print(text, flush=True)
