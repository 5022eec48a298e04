"""A bot that takes reports: the real application on a real room, two officers with keys, a clock moved by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import emulator
from bot.app import App, Edge, polling, running
from bot.emulator import Emulator, Person, Running, World
from bot.emulator.client import Shown, Tapped
from bot.emulator.clock import MovableClock
from bot.feedback.service import Feedback
from bot.reports.room import Room, open_room
from handlers.reporting import Reports
from knowledge.finder import Finder
from tests.bot.emulator.conftest import eventually
from tests.bot.reports.people import Staff, staff

PEPPER = bytes(range(32))


@dataclass
class Site:
    """Everything around one bot. `application` is another one after `restart`."""

    telegram: Running
    people: Emulator
    room: Room
    staff: Staff
    clock: MovableClock
    finder: Finder
    feedback: Feedback
    _process: AsyncExitStack = field(default_factory=AsyncExitStack)
    application: App | None = None

    async def start(self) -> None:
        edge = Edge(self.telegram.world.token, self.telegram.base_url)
        reports = Reports(self.room.intake, self.room.mailboxes)
        app = running(edge, self.finder, self.feedback, self.clock, reports)
        self.application = await self._process.enter_async_context(app)
        await self._process.enter_async_context(polling(self.application))

    async def stop(self) -> None:
        await self._process.aclose()

    async def restart(self) -> None:
        """All that was in the bot's memory is gone."""
        await self.stop()
        await self.start()

    async def reporter(self, name: str = "Siti") -> Reporter:
        """Somebody who has pressed Start and read the welcome."""
        person = await self.people.person(name)
        await person.start()
        await person.wait_reply()
        return Reporter(self, person)

    async def reports(self) -> int:
        """How many reports the first officer sees."""
        return (await self.room.desk.page(self.staff.rani.id)).total


@dataclass(frozen=True)
class Reporter:
    """A person who takes a few seconds for each step."""

    site: Site
    person: Person

    async def tap(self, text: str) -> Tapped:
        self.site.clock.advance(3)
        return await self.person.tap(text)

    async def say(self, text: str) -> Shown:
        """Write and read the answer."""
        self.site.clock.advance(3)
        await self.person.say(text)
        return await self.person.wait_reply()

    async def attach(self, kind: str, content: bytes, caption: str = "", album: str = "") -> Shown:
        """Attach a file and read the answer."""
        self.site.clock.advance(3)
        await self.person.send_file(kind, content, caption=caption, album=album)
        return await self.person.wait_reply(limit=30)

    async def screen(self) -> Shown:
        """The last message of the chat."""
        return (await self.person.messages())[-1]

    async def text(self) -> str:
        return (await self.screen()).text

    async def left(self) -> list[str]:
        """What stands in the chat, on both sides, but for the first press on Start."""
        return [message.text for message in await self.person.messages() if message.text != "/start"]

    async def only(self, beginning: str) -> None:
        """Wait until the chat holds one message and nothing else, and it begins so."""

        async def clean() -> bool:
            left = await self.left()
            return len(left) == 1 and left[0].startswith(beginning)

        await eventually(clean)

    async def to_story(self) -> None:
        """From the welcome to the story: it happened yesterday, known today."""
        await self.tap("Lapor pelanggaran")
        await self.tap("Mulai")
        await self.tap("Kemarin")
        await self.tap("Hari ini")

    async def to_check(self, story: str = "Camat membagikan kaus calon di kantor.") -> None:
        await self.to_story()
        await self.say(story)
        await self.tap("Selesai")

    async def report(self, story: str = "Camat membagikan kaus calon di kantor.") -> str:
        """A whole report. Returns its code as it was shown."""
        await self.to_check(story)
        await self.tap("Kirim")
        code = (await self.text()).split("\n")[2]
        self.site.clock.advance(3)
        await self.person.say(code[-4:])
        await self.only("Tulis apa yang hendak Anda lakukan")
        return code


@asynccontextmanager
async def open_site(finder: Finder, feedback: Feedback, folder: Path) -> AsyncIterator[Site]:
    """Sunday, 22 November 2026, 10.00 in Jakarta."""
    clock = MovableClock(datetime(2026, 11, 22, 3, tzinfo=UTC))
    url = f"sqlite+aiosqlite:///{folder / 'laporan' / 'laporan.db'}"
    async with (
        await emulator.start(world=World(clock=clock)) as telegram,
        Emulator(telegram.base_url) as people,
        open_room(url, PEPPER, clock) as room,
    ):
        site = Site(telegram, people, room, await staff(room), clock, finder, feedback)
        await site.start()
        try:
            yield site
        finally:
            await site.stop()


@pytest.fixture
async def site(finder: Finder, feedback: Feedback, tmp_path: Path) -> AsyncIterator[Site]:
    async with open_site(finder, feedback, tmp_path) as opened:
        yield opened


@pytest.fixture
async def siti(site: Site) -> Reporter:
    return await site.reporter()
