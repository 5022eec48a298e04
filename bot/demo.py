"""`make demo`: the real bot against a Telegram on this machine, with a chat page. Nothing leaves 127.0.0.1."""

from __future__ import annotations

import asyncio
import errno
import secrets
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot import emulator
from bot.app import Edge, polling, running, stop_signal
from bot.clock import WIB, SystemClock
from bot.config import Settings
from bot.demo_calendar import write_calendar
from bot.demo_officers import PASSPHRASE, DemoOfficer, enrol_officers
from bot.emulator.world import FIRST_PERSON
from bot.feedback.service import Feedback
from bot.post import Post
from bot.reports.readiness import PEPPER_BYTES
from bot.reports.room import open_room
from bot.storage.database import Database
from bot.subscribers import open_subscribers
from bot.web.server import start as start_inbox
from handlers.reporting import Reports
from handlers.views.gallery import gallery
from knowledge.ready import ready

HOST = "127.0.0.1"


async def demo(settings: Settings) -> int:
    """Start everything, print the addresses, run until Ctrl-C. Returns the exit code.

    The databases live in a temporary folder and go with the demo.
    """
    finder = await asyncio.to_thread(ready, settings.cache_dir, _say)
    stop, clock = stop_signal(), SystemClock()
    with tempfile.TemporaryDirectory() as folder:
        calendars = write_calendar(Path(folder), clock.now().astimezone(WIB).date())
        async with (
            _database(folder) as database,
            open_room(_file(folder, "laporan.db"), secrets.token_bytes(PEPPER_BYTES), clock) as room,
            open_subscribers(_file(folder, "pengingat.db"), clock, calendars) as subscribers,
            await start_inbox(room, clock, HOST) as inbox,
        ):
            officers = await enrol_officers(room)
            world = emulator.World()
            try:
                telegram = await emulator.start(
                    HOST,
                    settings.demo_port,
                    world=world,
                    gallery=lambda: gallery(finder.base),
                    shortcuts={officer.path: inbox.url + officer.key_link for officer in officers},
                )
            except OSError as error:
                return _port_in_use(error, settings.demo_port)
            edge = Edge(world.token, telegram.base_url, post=Post(frozenset({FIRST_PERSON})))
            feedback, reports = Feedback(database, clock), Reports(room.intake, room.mailboxes, f"{inbox.url}/lapor")
            async with (
                telegram,
                running(edge, finder, feedback, clock, reports, subscribers) as application,
                polling(application),
            ):
                _announce(telegram.base_url, officers)
                await stop.wait()
    _say("Demo berhenti.")
    return 0


def _announce(address: str, officers: list[DemoOfficer]) -> None:
    _say(f"Obrolan:  {address}/")
    _say(f"Galeri:   {address}/galeri")
    _say("          orang pertama di obrolan adalah pengelola: /siarkan dan /jadwal")
    for officer in officers:
        _say(f"Petugas:  {address}{officer.path}  ({officer.name}, {officer.agency})")
    _say(f"          kata sandi kedua petugas: {PASSPHRASE}")
    _say("Ctrl-C menghentikan demo.")


@asynccontextmanager
async def _database(folder: str) -> AsyncIterator[Database]:
    database = Database(_file(folder, "demo.db"))
    await database.migrate()
    yield database
    await database.close()


def _port_in_use(error: OSError, port: int) -> int:
    if error.errno != errno.EADDRINUSE:
        raise error
    print(
        f"Port {port} sedang dipakai. Hentikan pemakainya, atau jalankan: DEMO_PORT={port + 1} make demo",
        file=sys.stderr,
    )
    return 1


def _file(folder: str, name: str) -> str:
    return f"sqlite+aiosqlite:///{Path(folder) / name}"


def _say(text: str) -> None:
    print(text, flush=True)
