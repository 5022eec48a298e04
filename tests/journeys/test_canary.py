"""The promise itself: nothing that identifies a reporter, and nothing of a report, ever reaches a disk or a log.

The program runs as an operator starts it. Everything that it may write to lies below one folder, whose every byte is
searched while it runs, after `kill -9`, after a restart, after its end, and in a backup. Then the same journey is made
with programs that leak on purpose: each must be caught, otherwise the search proves nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot import emulator
from bot.clock import SystemClock
from bot.emulator import Emulator, Person, Running
from bot.reports.keys import b64
from bot.reports.room import open_room
from handlers.views.report_messages import LOST_WHILE_SENDING
from knowledge.finder import Finder
from tests.bot.reports.attachments import CANARY, telling_jpeg
from tests.bot.reports.people import staff
from tests.canary import Canary, Trace, traces
from tests.journeys.leaking import MUTANTS

ROOT = Path(__file__).parents[2]
PEPPER = bytes(range(100, 132))
STORY = "Kenarisatu melihat bendahara Kenaridua membagikan amplop di gudang Kenaritiga."
FOLLOW_UP = "Kenariempat ada di rekaman kamera gudang."
PERSON = {"id": 5_417_283_906, "username": "kenari_pelapor_71", "last_name": "Kenarilima Quxwarsa"}
FILE_NAME = "kenarienam-layar.jpg"


@dataclass
class Site:
    """A program, a folder for everything it writes, and the Telegram around it."""

    folder: Path
    telegram: Running
    people: Emulator
    mutant: str = ""
    process: asyncio.subprocess.Process | None = None
    secrets: dict[str, Canary] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        return self.folder / "data" / "laporan" / "laporan.db"

    async def start(self) -> None:
        """Start the program; what it prints goes into the folder as well."""
        entrance = ["tests.journeys.leaking", self.mutant] if self.mutant else ["bot"]
        with (self.folder / "log.txt").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", *entrance, "run", cwd=ROOT, env=self._environment(), stdout=log, stderr=log
            )

    async def stop(self, number: signal.Signals) -> None:
        if self.process and self.process.returncode is None:
            self.process.send_signal(number)
            await asyncio.wait_for(self.process.wait(), 30)

    def traces(self) -> list[Trace]:
        """What of the reporter, the report and the token is found now."""
        token = self.telegram.world.token
        known: dict[str, Canary] = {
            "user": PERSON["id"],
            "username": PERSON["username"],
            "first name": "Kenaritujuh",
            "last name": PERSON["last_name"],
            "story": "Kenaridua",
            "follow-up": "Kenariempat",
            "file name": FILE_NAME,
            "metadata": CANARY,
            "token": token,
            "token's secret": token.split(":")[1],
            "pepper": PEPPER,
        }
        return traces(known | self.secrets, [self.folder])

    def _environment(self) -> dict[str, str]:
        temporary = self.folder / "tmp"
        temporary.mkdir(exist_ok=True)
        return {
            **os.environ,
            "BOT_TOKEN": self.telegram.world.token,
            "BOT_API_URL": self.telegram.base_url,
            "DATABASE_URL": f"sqlite+aiosqlite:///{self.folder / 'data' / 'bolehkah.db'}",
            "REPORTS_DATABASE_URL": f"sqlite+aiosqlite:///{self.database}",
            "REPORTS_PEPPER": b64(PEPPER),
            "SUBSCRIBERS_DATABASE_URL": f"sqlite+aiosqlite:///{self.folder / 'data' / 'pengingat' / 'pengingat.db'}",
            "WEB_PORT": "0",
            "LOG_LEVEL": "DEBUG",
            "TMPDIR": str(temporary),
            "HOME": str(self.folder),
        }


@asynccontextmanager
async def site(folder: Path, mutant: str = "") -> AsyncIterator[Site]:
    """Officers have enrolled; the program is not started yet. It is killed at the end."""
    async with await emulator.start() as telegram, Emulator(telegram.base_url, limit=30) as people:
        made = Site(folder, telegram, people, mutant)
        async with open_room(f"sqlite+aiosqlite:///{made.database}", PEPPER, SystemClock()) as room:
            await staff(room)
        try:
            yield made
        finally:
            await made.stop(signal.SIGKILL)


async def to_check(person: Person) -> None:
    """A report up to its last look, with a photo that tells more than it shows."""
    await person.start()
    await person.wait_reply()
    await person.tap("Lapor pelanggaran")
    await person.tap("Mulai")
    await person.tap("Kemarin")
    await person.tap("Hari ini")
    await person.say(STORY)
    await person.wait_reply()
    await person.send_file("document", telling_jpeg(), FILE_NAME, caption="Kenarisatu")
    await person.wait_reply()
    await person.tap("Selesai")


async def send(person: Person) -> str:
    """From the last look to the end; returns the code as it was shown."""
    await person.tap("Kirim", wait=30)
    shown = (await person.messages())[-1].text
    assert shown.startswith("Terkirim")
    code = shown.split("\n")[2]
    await person.say(code[-4:])
    await person.wait_reply()
    return code


async def open_mailbox(person: Person, code: str) -> None:
    await person.say(code)
    await person.wait_reply()
    await person.tap("Balas")
    await person.say(FOLLOW_UP)
    await person.wait_reply()


def back_up(source: Path, target: Path) -> None:
    """As an operator's backup does it while the program runs."""
    target.parent.mkdir()
    with contextlib.closing(sqlite3.connect(source)) as live, contextlib.closing(sqlite3.connect(target)) as copy:
        live.backup(copy)


async def test_no_byte_of_a_reporter_or_a_report_is_written(finder: Finder, tmp_path: Path) -> None:
    async with site(tmp_path) as bot:
        await bot.start()
        siti = await bot.people.person("Kenaritujuh", **PERSON)
        await to_check(siti)
        assert bot.traces() == [], "while a draft is open"

        await bot.people.fault("server_error", "answerCallbackQuery", times=1)
        code = await send(siti)
        bot.secrets = {"code": code, "code without spaces": code.replace(" ", ""), "end of code": f" {code[-9:]}"}
        await open_mailbox(siti, code)
        assert bot.traces() == [], "after a report and an answer in the mailbox"
        back_up(bot.database, tmp_path / "backup" / "laporan.db")

        await to_check(siti)
        await bot.stop(signal.SIGKILL)
        assert bot.traces() == [], "killed in the middle"

        await bot.start()
        await siti.tap("Kirim", wait=30)
        assert (await siti.messages())[-1].text == LOST_WHILE_SENDING
        await open_mailbox(siti, code)
        await bot.stop(signal.SIGTERM)
        assert bot.traces() == [], "after the end"
        assert "Traceback" not in (tmp_path / "log.txt").read_text()
        assert (tmp_path / "log.txt").stat().st_size > 100


@pytest.mark.parametrize("mutant", MUTANTS)
async def test_a_program_that_leaks_is_caught(finder: Finder, tmp_path: Path, mutant: str) -> None:
    async with site(tmp_path, mutant) as bot:
        await bot.start()
        siti = await bot.people.person("Kenaritujuh", **PERSON)
        with contextlib.suppress(AssertionError, emulator.client.RefusedError):  # some break the journey
            await to_check(siti)
            await send(siti)
        await bot.stop(signal.SIGKILL)
        assert bot.traces() != []
