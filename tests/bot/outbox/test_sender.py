"""A sender, the real transport and the emulator, which misbehaves on demand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from telegram.ext import ExtBot

from bot import emulator
from bot.emulator import Emulator, MovableClock, Person, Running
from bot.outbox.letters import Campaign, CampaignState, Letter, OnUncertain, Progress
from bot.outbox.pace import Pace
from bot.outbox.queue import LEASE_SECONDS, Queue
from bot.outbox.sender import Deliver, Sender
from bot.storage.database import Database
from bot.telegram.limiter import ChatLimiter, Priority
from tests.bot.outbox.conftest import NOON, campaign, eventually, letter, recipients
from tests.bot.outbox.edge import TEXT, deliver_with, opened_bot

NAME = campaign().id


@pytest.fixture
def clock() -> MovableClock:
    """From noon on, in real time; it may be moved forward."""
    return MovableClock(NOON)


@pytest.fixture
async def telegram() -> AsyncIterator[Running]:
    async with await emulator.start() as running:
        yield running


@pytest.fixture
async def people(telegram: Running) -> AsyncIterator[Emulator]:
    async with Emulator(telegram.base_url) as client:
        yield client


@pytest.fixture
async def bot(telegram: Running, clock: MovableClock) -> AsyncIterator[ExtBot[Any]]:
    async with opened_bot(telegram.world.token, telegram.base_url, clock, read_timeout=0.3) as bot:
        yield bot


@dataclass
class Office:
    """A sender that can be started and stopped, and what it said about chats."""

    database: Database
    queue: Queue
    clock: MovableClock
    deliver: Deliver
    per_second: float = 100
    blocked: list[int] = field(default_factory=list)
    moved: list[tuple[int, int]] = field(default_factory=list)

    @asynccontextmanager
    async def open(self, in_flight: int = 1) -> AsyncIterator[None]:
        sender = Sender(
            self.queue,
            Pace(self.database, self.clock, self.per_second),
            self.deliver,
            self.clock,
            in_flight=in_flight,
            on_blocked=self._on_blocked,
            on_moved=self._on_moved,
        )
        running = asyncio.create_task(sender.run())
        try:
            yield
        finally:
            running.cancel()
            await asyncio.wait([running])

    async def until(self, expected: Progress, name: str = NAME, *, step: float = 0) -> None:
        """Return when the campaign stands so; fails after ten seconds. Each look moves the clock by `step`."""

        async def stands() -> bool:
            self.clock.advance(step)
            return await self.queue.progress(name) == expected

        await eventually(stands)

    async def _on_blocked(self, chat_id: int) -> None:
        self.blocked.append(chat_id)

    async def _on_moved(self, old: int, new: int) -> None:
        self.moved.append((old, new))


@pytest.fixture
def office(database: Database, queue: Queue, clock: MovableClock, bot: ExtBot[Any]) -> Office:
    return Office(database, queue, clock, deliver_with(bot))


@pytest.fixture
async def siti(people: Emulator) -> Person:
    return await people.person("Siti", started=True)


async def texts(person: Person) -> list[str]:
    return [message.text for message in await person.messages() if message.from_bot]


async def test_everybody_gets_one(office: Office, people: Emulator) -> None:
    everybody = [await people.person(f"Orang {number}", started=True) for number in range(12)]
    await office.queue.plan(campaign(), recipients(*(person.id for person in everybody)))
    async with office.open(in_flight=4):
        await office.until(Progress(sent=12))
    assert [await texts(person) for person in everybody] == [[TEXT]] * 12


async def test_what_is_planned_later_goes_too(office: Office, siti: Person) -> None:
    async with office.open():
        await office.queue.plan(campaign("a"), recipients(siti.id))
        await office.until(Progress(sent=1), "a")
        await office.queue.plan(campaign("b"), recipients(siti.id))
        await office.until(Progress(sent=1), "b", step=0.1)


async def test_who_blocked_the_bot_is_reported(office: Office, siti: Person) -> None:
    await siti.block()
    await office.queue.plan(campaign(), recipients(siti.id))
    async with office.open():
        await office.until(Progress(blocked=1))
    assert office.blocked == [siti.id]


async def test_a_chat_that_does_not_exist_fails(office: Office) -> None:
    await office.queue.plan(campaign(), recipients(987654321))
    async with office.open():
        await office.until(Progress(failed=1))


async def test_a_group_that_moved_gets_it_at_its_new_number(office: Office, people: Emulator, siti: Person) -> None:
    group = await people.group("Kantor", siti, supergroup=False)
    await office.queue.plan(campaign(), recipients(group))
    new = (await people.post(f"/groups/{group}/migrate"))["group"]["id"]
    async with office.open():
        await office.until(Progress(sent=1))
    assert office.moved == [(group, new)]
    assert [call["params"]["chat_id"] for call in await people.calls("sendMessage")] == [group, new]


async def test_a_refusal_closes_the_gate_for_all_senders(office: Office, people: Emulator, siti: Person) -> None:
    await people.fault("too_many_requests", "sendMessage", retry_after=30)
    await office.queue.plan(campaign(), recipients(siti.id))
    await office.queue.plan(campaign("lain"), recipients(siti.id))
    other = Pace(office.database, office.clock, 25)
    async with office.open():
        await eventually(lambda: _is(other.blocked_seconds(), lambda seconds: seconds > 25))
        assert await other.blocked_seconds() <= 30
        assert await other.take(1) == []
        assert await texts(siti) == []
        await office.until(Progress(sent=1), step=2)
        await office.until(Progress(sent=1), "lain", step=2)
    assert len(await people.calls("sendMessage")) == 3


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "drop", "accepted": True},
        {"kind": "drop", "accepted": False},
        {"kind": "slow", "delay_ms": 1000},
        {"kind": "server_error", "status": 502},
    ],
)
async def test_what_nobody_can_know_is_uncertain(
    office: Office, people: Emulator, siti: Person, fault: dict[str, Any]
) -> None:
    await people.fault(method="sendMessage", **fault)
    await office.queue.plan(campaign(), recipients(siti.id))
    async with office.open():
        await office.until(Progress(uncertain=1))
    assert len(await people.calls("sendMessage")) <= 1


async def test_or_is_repeated_when_the_campaign_says_so(office: Office, people: Emulator, siti: Person) -> None:
    await people.fault("drop", "sendMessage", accepted=True)
    await office.queue.plan(campaign(on_uncertain=OnUncertain.REPEAT), recipients(siti.id))
    async with office.open():
        await office.until(Progress(sent=1), step=0.5)
    assert await texts(siti) == [TEXT, TEXT]


async def test_what_surely_was_not_sent_is_tried_again(office: Office, telegram: Running, siti: Person) -> None:
    token = telegram.world.token
    await office.queue.plan(campaign(), recipients(siti.id))
    async with opened_bot(token, telegram.base_url, office.clock) as bot:
        bot._base_url = f"http://127.0.0.1:1/bot{token}"  # nobody listens there
        office.deliver = deliver_with(bot)
        async with office.open():
            await eventually(lambda: _is(letter(office.database), lambda row: row.reason == "not_sent"))
            bot._base_url = f"{telegram.bot_url}{token}"
            await office.until(Progress(sent=1), step=1)
    assert await texts(siti) == [TEXT]


async def test_an_outage_costs_few_letters(office: Office, people: Emulator, siti: Person) -> None:
    """Of those that nobody can know about: while nothing arrives, one at a time goes, and seldom."""
    await people.fault("server_error", "sendMessage", times=10_000, status=502)
    await office.queue.plan(campaign(), recipients(*range(1, 200)))
    async with office.open(in_flight=4):
        for _ in range(30):
            office.clock.advance(10)  # five minutes in all
            await asyncio.sleep(0.05)
    assert (await office.queue.progress(NAME)).uncertain <= 20


async def test_a_mistake_of_ours_pauses_its_campaign(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    async def deliver(letter: Letter, campaign: Campaign) -> None:
        raise KeyError("Siti Rahma")

    office.deliver = deliver
    await office.queue.plan(campaign(), recipients(*range(1, 50)))
    async with office.open():
        await office.until(Progress(uncertain=1, pending=48))
    assert [one.state for one in await office.queue.campaigns()] == [CampaignState.PAUSED]
    assert "KeyError" in caplog.text
    assert "Siti" not in caplog.text


async def test_a_stop_waits_for_letters_on_their_way(office: Office, people: Emulator) -> None:
    everybody = [await people.person(f"Orang {number}", started=True) for number in range(6)]
    await people.fault("slow", "sendMessage", times=4, delay_ms=200)
    await office.queue.plan(campaign(), recipients(*(person.id for person in everybody)))
    async with office.open(in_flight=4):
        await eventually(lambda: _is(office.queue.progress(NAME), lambda progress: progress.sending == 4))
    stopped = await office.queue.progress(NAME)
    assert (stopped.sending, stopped.sent, stopped.uncertain) == (0, 4, 0)


async def test_a_stop_does_not_wait_for_ever(office: Office, queue: Queue) -> None:
    async def deliver(letter: Letter, campaign: Campaign) -> None:
        await asyncio.Event().wait()

    office.deliver = deliver
    await queue.plan(campaign(), recipients(1))
    async with office.open():
        await office.until(Progress(sending=1))
        asyncio.get_running_loop().call_later(0.05, office.clock.advance, 60)
    assert await queue.progress(NAME) == Progress(uncertain=1)


async def test_a_letter_that_takes_long_keeps_its_lease(office: Office, queue: Queue) -> None:
    arrived = asyncio.Event()

    async def deliver(letter: Letter, campaign: Campaign) -> None:
        await arrived.wait()

    office.deliver = deliver
    await queue.plan(campaign(on_uncertain=OnUncertain.REPEAT), recipients(1))
    async with office.open():
        await office.until(Progress(sending=1))
        for _ in range(90):  # three leases, in steps that leave the sender time to work
            office.clock.advance(LEASE_SECONDS / 30)
            await asyncio.sleep(0.005)
            assert await queue.progress(NAME) == Progress(sending=1)
        arrived.set()
        await office.until(Progress(sent=1))


async def test_what_a_dead_process_left_is_taken_over(office: Office, queue: Queue, siti: Person) -> None:
    await queue.plan(campaign(on_uncertain=OnUncertain.REPEAT), recipients(siti.id))
    await queue.claim(1)
    async with office.open():
        await office.until(Progress(sent=1), step=LEASE_SECONDS / 10)


async def test_pausing_holds_a_campaign_and_lets_others_go(office: Office, siti: Person) -> None:
    await office.queue.plan(campaign("a"), recipients(siti.id))
    await office.queue.plan(campaign("b"), recipients(siti.id))
    await office.queue.pause("a")
    async with office.open():
        await office.until(Progress(sent=1), "b")
        assert await office.queue.progress("a") == Progress(pending=1)
        await office.queue.resume("a")
        await office.until(Progress(sent=1), "a", step=0.1)


async def test_past_its_deadline_nothing_goes(office: Office, siti: Person) -> None:
    await office.queue.plan(campaign(hours=1), recipients(siti.id))
    office.clock.advance(3600)
    async with office.open():
        await office.until(Progress(expired=1))
    assert await texts(siti) == []


async def test_a_reply_goes_before_letters(office: Office, telegram: Running, people: Emulator, siti: Person) -> None:
    """Five a second for all: broadcasts stand in line, the reply takes the next place."""
    limits = {"per_second": 5, "chat_per_second": None}
    async with opened_bot(telegram.world.token, telegram.base_url, office.clock, **limits) as bot:
        office.deliver = deliver_with(bot)
        await office.queue.plan(campaign(), recipients(*range(1, 40)))
        async with office.open(in_flight=20):
            await office.until(Progress(failed=5, sending=20, pending=14))
            replying = asyncio.create_task(bot.send_message(siti.id, "Boleh."))
            await asyncio.sleep(0.05)
            for _ in range(4):
                office.clock.advance(0.3)
                await asyncio.sleep(0.02)
            await asyncio.wait_for(replying, 5)
            await office.until(Progress(failed=39), step=1)  # none is left waiting for a clock that stands still
    order = [call["params"]["text"] for call in await people.calls("sendMessage")]
    assert order.index("Boleh.") == 5
    assert isinstance(bot.rate_limiter, ChatLimiter)
    assert Priority.REPLY < Priority.BROADCAST


async def _is(value: Awaitable[Any], expected: Callable[[Any], bool]) -> bool:
    return expected(await value)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_a_database_that_breaks_off_ends_nothing(office: Office, people: Emulator, url: str) -> None:
    everybody = [await people.person(f"Orang {number}", started=True) for number in range(20)]
    await office.queue.plan(campaign(), recipients(*(person.id for person in everybody)))
    office.per_second = 20
    async with office.open(in_flight=4):
        for number in (3, 9):
            await eventually(lambda: _is(people.calls("sendMessage"), lambda calls: len(calls) >= number))  # noqa: B023
            await _break_off(url)
            with suppress(DBAPIError):  # what this test itself reads may break off, too
                await office.queue.progress(NAME)
        await office.until(Progress(sent=20), step=0.2)
    assert [await texts(person) for person in everybody] == [[TEXT]] * 20


async def _break_off(url: str) -> None:
    """End all connections but the one that does it."""
    database = Database(url)
    others = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    async with database.engine.connect() as connection:
        await connection.execute(others)
    await database.close()
