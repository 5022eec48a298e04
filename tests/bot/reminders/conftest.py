"""A small world of reminders: a calendar in a folder, subscribers, the outbox, and a clock moved by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.clock import WIB
from bot.emulator import MovableClock
from bot.outbox.letters import SENT, Campaign
from bot.outbox.queue import Queue
from bot.reminders.calendar import Calendar
from bot.reminders.elections import Election
from bot.reminders.planner import Planner
from bot.reminders.subscriptions import Frequency, Subscriptions
from bot.reminders.templates import Templates, load
from bot.storage.database import Database
from knowledge.model import Employment
from tests.bot.outbox.conftest import database, postgres, url

__all__ = ["database", "postgres", "url"]

TEMPLATES = load()

ACEH, BALI, PAPUA, SULTENG = "11", "51", "91", "72"
"""WIB, WITA, WIT, WITA."""


def phase(kind: str, start: str, end: str = "", **more: object) -> dict[str, object]:
    """As in a calendar file; a phase of one day where no end is given."""
    return {"type": kind, "start": start, "end": end or start, "id": kind.lower(), "regions": ["nasional"], **more}


def election(*phases: dict[str, object], name: str = "pilkada", active: bool = True) -> Election:
    return Election.model_validate({"id": name, "name": name.capitalize(), "active": active, "phases": phases})


def toml(*phases: dict[str, object], name: str = "Pilkada", active: bool = True) -> str:
    lines = [f'name = "{name}"', f"active = {str(active).lower()}"]
    for one in phases:
        lines.append("[[phases]]")
        for key, value in one.items():
            unquoted = key in ("start", "end") or not isinstance(value, str)
            lines.append(f"{key} = {value if unquoted else repr(value)}")
    return "\n".join(lines)


@dataclass(frozen=True)
class Delivery:
    """A letter that went."""

    chat: int
    campaign: Campaign
    at: dt.datetime

    @property
    def topic(self) -> str:
        return self.campaign.id.rpartition(":")[0]


@dataclass
class World:
    """Everything on one database. Letters go when `deliver` is called."""

    folder: Path
    database: Database
    clock: MovableClock
    sent: list[Delivery] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.queue = Queue(self.database, self.clock)
        self.subscriptions = Subscriptions(self.database, self.clock)
        self.calendar = Calendar(self.folder)
        self.planner = self.restarted()

    def restarted(self, templates: Templates = TEMPLATES) -> Planner:
        """A planner that remembers nothing but what the database holds."""
        self.calendar = Calendar(self.folder)
        return Planner(self.calendar, templates, self.subscriptions, self.queue, self.database, self.clock)

    def write(self, *phases: dict[str, object], file: str = "pilkada", active: bool = True) -> None:
        (self.folder / f"{file}.toml").write_text(toml(*phases, active=active), encoding="utf-8")

    async def join(self, chat: int, province: str = ACEH, frequency: Frequency = Frequency.PHASES) -> None:
        await self.subscriptions.save(chat, province, Employment.PNS, frequency)

    def go_to(self, text: str) -> None:
        """ "2029-02-01 08:00" in Jakarta."""
        moment = dt.datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=WIB)
        self.clock.advance(moment - self.clock.now())

    async def deliver(self) -> list[int]:
        """Plan, then send all that may go now; the chats that got something."""
        await self.planner.tick()
        claimed = await self.queue.claim(1000)
        for letter in claimed:
            await self.queue.settle(letter, SENT)
        await self.queue.close()
        self.sent += [Delivery(letter.chat_id, letter.campaign, self.clock.now()) for letter in claimed]
        return sorted(letter.chat_id for letter in claimed)

    async def at(self, *moments: str) -> list[list[int]]:
        """`deliver` at each of the moments."""
        found = []
        for moment in moments:
            self.go_to(moment)
            found.append(await self.deliver())
        return found


def topics(sent: Iterable[Delivery]) -> list[str]:
    return [one.topic for one in sent]


@pytest.fixture
async def world(database: Database, tmp_path: Path) -> World:
    """Early in January 2029, without any election and subscriber."""
    folder = tmp_path / "kalender"
    folder.mkdir()
    return World(folder, database, MovableClock(dt.datetime(2029, 1, 4, 5, tzinfo=dt.UTC), frozen=True))
