"""A bot with subscribers: the real application, planner and sender, a calendar in a folder, a clock moved by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot import emulator
from bot.app import App, Edge, polling, running
from bot.clock import WIB
from bot.emulator import Emulator, Person, Running, World
from bot.emulator.client import Shown
from bot.emulator.clock import MovableClock
from bot.feedback.service import Feedback
from bot.post import PLAN_SECONDS, Post
from bot.reminders.subscriptions import Subscription
from bot.reports.room import Room
from bot.subscribers import Subscribers, open_subscribers
from handlers.reporting import Reports
from knowledge.finder import Finder
from tests.bot.emulator.conftest import eventually

WELCOME = "Pengingat kampanye"


@dataclass
class Mailing:
    """Everything around one bot, which begins anew at `restart`. `room`: reports are open, too."""

    telegram: Running
    people: Emulator
    subscribers: Subscribers
    clock: MovableClock
    finder: Finder
    feedback: Feedback
    post: Post
    room: Room | None = None
    _process: AsyncExitStack = field(default_factory=AsyncExitStack)
    application: App | None = None

    async def start(self) -> None:
        edge = Edge(self.telegram.world.token, self.telegram.base_url, post=self.post)
        reports = Reports(self.room.intake, self.room.mailboxes) if self.room else None
        app = running(edge, self.finder, self.feedback, self.clock, reports, self.subscribers)
        self.application = await self._process.enter_async_context(app)
        await self._process.enter_async_context(polling(self.application))

    async def stop(self) -> None:
        await self._process.aclose()

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def person(self, name: str, **more: object) -> Person:
        """Somebody who has pressed Start and read the welcome."""
        person = await self.people.person(name, **more)
        await person.start()
        await person.wait_reply()
        return person

    async def subscriber(self, name: str, province: str, frequency: str = "Hanya tahap penting") -> Person:
        """Somebody who subscribed through the chat, as a PNS."""
        person = await self.person(name)
        await self.ask(person, "/pengingat")
        await self.ask(person, province)
        await person.tap("PNS")
        await person.tap(frequency)
        assert (await self.last(person)).startswith("Pengingat Anda aktif.")
        return person

    async def ask(self, person: Person, text: str) -> Shown:
        """Write, and read the answer."""
        self.clock.advance(3)
        await person.say(text)
        return await person.wait_reply()

    async def last(self, person: Person) -> str:
        """The last message of the chat; empty when there is none."""
        messages = await person.messages()
        return messages[-1].text if messages else ""

    async def texts(self, person: Person) -> list[str]:
        return [message.text for message in await person.messages() if message.from_bot]

    async def kept(self, person: Person) -> Subscription | None:
        return await self.subscribers.subscriptions.get(person.chat_id)

    def go_to(self, text: str) -> None:
        """ "2029-02-10 08:00" in Jakarta. The planner looks two days ahead: let it look before a longer way."""
        moment = dt.datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=WIB)
        self.clock.advance(moment - self.clock.now())

    async def planned(self) -> None:
        """Let the planner look once more, and wait until it has."""
        self.clock.advance(PLAN_SECONDS)
        await self.subscribers.planner.tick()


@asynccontextmanager
async def open_mailing(
    finder: Finder,
    feedback: Feedback,
    folder: Path,
    begin: str,
    *,
    calendar: str = "",
    post: Post | None = None,
    room: Room | None = None,
) -> AsyncIterator[Mailing]:
    """`begin` is in Jakarta, "2029-02-09 10:00"; `calendar` is the text of the one calendar file."""
    clock = MovableClock(dt.datetime.strptime(begin, "%Y-%m-%d %H:%M").replace(tzinfo=WIB))
    calendars = folder / "kalender"
    calendars.mkdir()
    if calendar:
        (calendars / "pemilu-2029.toml").write_text(calendar, encoding="utf-8")
    async with (
        await emulator.start(world=World(clock=clock)) as telegram,
        Emulator(telegram.base_url) as people,
        open_subscribers(f"sqlite+aiosqlite:///{folder / 'pengingat.db'}", clock, calendars) as subscribers,
    ):
        mailing = Mailing(telegram, people, subscribers, clock, finder, feedback, post or Post(), room)
        await mailing.start()
        try:
            yield mailing
        finally:
            await mailing.stop()


async def eventually_told(mailing: Mailing, person: Person, part: str) -> None:
    """The same for a part of it that the passing of time brings: the clock runs fast meanwhile."""

    async def there() -> bool:
        mailing.clock.advance(1)
        return part in await mailing.last(person)

    await eventually(there)


async def eventually_last(mailing: Mailing, person: Person, beginning: str) -> None:
    """Wait until the last message of the chat begins so."""

    async def there() -> bool:
        return (await mailing.last(person)).startswith(beginning)

    await eventually(there)
