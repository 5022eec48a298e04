"""Ten days with subscribers who come and go and dates that move, against a model of what everybody should get."""

from __future__ import annotations

import asyncio
import datetime as dt
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import WIB
from bot.emulator import MovableClock
from bot.outbox.queue import MIGRATIONS
from bot.outbox.quiet import ZONES
from bot.reminders.agenda import reminders
from bot.reminders.elections import PhaseType
from bot.reminders.subscriptions import Frequency
from bot.storage.database import Database
from tests.bot.reminders.conftest import ACEH, BALI, PAPUA, SULTENG, TEMPLATES, World, phase

FIRST = dt.date(2028, 12, 27)
DAYS = 10
CHATS = range(1, 4)

PHASES = ("satu", "dua")
REGIONS = (
    ["nasional"],
    ["nasional"],
    ["Sulawesi Tengah", "Papua"],
    ["Kabupaten Parigi Moutong", "Kabupaten Banggai"],
    ["Aceh"],
)

Step = Callable[[World, dict[str, dict[str, object]], dt.date], object]
"""What happens at noon of a day, once all zones had their morning."""


@st.composite
def dates(draw: st.DrawFn, phase_id: str = "") -> Step:
    """A phase is entered anew or moved; nothing is announced before the next morning."""
    ahead, length = draw(st.integers(2, 5)), draw(st.integers(0, 6))
    name, kind = phase_id or draw(st.sampled_from(PHASES)), draw(st.sampled_from(PhaseType))
    regions = draw(st.sampled_from(REGIONS))

    def step(world: World, calendar: dict[str, dict[str, object]], today: dt.date) -> None:
        start = today + dt.timedelta(ahead)
        end = start + dt.timedelta(length)
        kept = calendar.get(name, {"type": kind})
        moved = phase(str(kept["type"]), start.isoformat(), end.isoformat(), id=name, regions=regions)
        others = [one for one in calendar.values() if one["id"] != name and one["type"] == moved["type"]]
        if not others:  # two phases of one type might overlap
            calendar[name] = moved
            world.write(*calendar.values())

    return step


@st.composite
def choices(draw: st.DrawFn, of: int = 0) -> Step:
    """Somebody joins, or chooses otherwise."""
    chat = of or draw(st.sampled_from(CHATS))
    province, frequency = draw(st.sampled_from([ACEH, BALI, PAPUA, SULTENG])), draw(st.sampled_from(Frequency))
    return lambda world, _calendar, _today: world.join(chat, province, frequency)


def leavings() -> st.SearchStrategy[Step]:
    return st.sampled_from(CHATS).map(lambda chat: lambda world, _calendar, _today: world.subscriptions.delete(chat))


def removals() -> st.SearchStrategy[Step]:
    """A phase is taken out of the calendar."""

    def made(name: str) -> Step:
        def step(world: World, calendar: dict[str, dict[str, object]], _today: dt.date) -> None:
            calendar.pop(name, None)
            world.write(*calendar.values())

        return step

    return st.sampled_from(PHASES).map(made)


BEGINNING = st.tuples(*(choices(chat) for chat in CHATS), dates("satu"), dates("dua")).map(list)
DAY = st.lists(dates() | dates() | choices() | leavings() | removals(), min_size=1, max_size=2)
STEPS = st.builds(lambda first, *others: [first, *others], BEGINNING, *[DAY] * (DAYS - 1))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_everybody_gets_what_the_calendar_of_the_morning_says_and_nothing_twice(
    steps: list[list[Step]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_live(Path(folder), steps))


async def _live(folder: Path, steps: list[list[Step]]) -> None:
    database = Database(f"sqlite+aiosqlite:///{folder / 'pengingat.db'}", MIGRATIONS)
    await database.migrate()
    noon = dt.datetime.combine(FIRST, dt.time(12), WIB)
    world = World(folder, database, MovableClock(noon, frozen=True))
    calendar: dict[str, dict[str, object]] = {}
    got: dict[int, set[str]] = defaultdict(set)
    try:
        for number, today in enumerate(steps):
            day = FIRST + dt.timedelta(number)
            for step in today:
                if asyncio.iscoroutine(waiting := step(world, calendar, day)):
                    await waiting
            if number % 3:  # sometimes there is no look between a change and the next morning
                await world.deliver()
            await _morning(world, day + dt.timedelta(1), got)
    finally:
        await database.close()


async def _morning(world: World, day: dt.date, got: dict[int, set[str]]) -> None:
    """Every zone's eight o'clock, and noon; who got what is compared with the model."""
    subscribers = [one for chat in CHATS if (one := await world.subscriptions.get(chat))]
    world.calendar.refresh()
    agenda = reminders(world.calendar.active, TEMPLATES, day)
    expected = {
        (one.chat_id, item.topic)
        for one in subscribers
        for item in agenda
        if item.target.includes(one) and item.topic not in got[one.chat_id]
    }
    before = len(world.sent)
    await world.at(*(f"{day} {time}" for time in ("05:59", "06:00", "07:00", "08:00", "12:00")))
    sent = world.sent[before:]
    assert sorted((one.chat, one.topic) for one in sent) == sorted(expected)
    zones = {item.id: item.zone for item in agenda}
    assert all(one.at.astimezone(ZONES[zones[one.campaign.id]]).time() == dt.time(8) for one in sent)
    for one in sent:
        got[one.chat].add(one.topic)
