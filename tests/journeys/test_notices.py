"""Officers' notices: a one-time link, one sentence at fixed hours of working days, and nothing of a report."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.emulator import Person
from bot.feedback.service import Feedback
from bot.notices import Round
from bot.reports.room import Room, open_room
from bot.reports.statuses import Status
from handlers.notices import LINK
from handlers.views import remind_messages as messages
from knowledge.finder import Finder
from tests.bot.reports.people import Holder, Staff, draft, only_row, staff
from tests.journeys.conftest import PEPPER
from tests.journeys.mailing import Mailing, eventually_last, open_mailing

MONDAY = "2029-02-05"


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(f"sqlite+aiosqlite:///{tmp_path / 'laporan' / 'laporan.db'}", PEPPER, SystemClock()) as opened:
        yield opened


@pytest.fixture
async def officers(room: Room) -> Staff:
    return await staff(room)


@pytest.fixture
async def mailing(finder: Finder, feedback: Feedback, tmp_path: Path) -> AsyncIterator[Mailing]:
    async with open_mailing(finder, feedback, tmp_path, f"{MONDAY} 07:00") as opened:
        yield opened


def round_of(mailing: Mailing, room: Room) -> Round:
    return Round(room.desk, mailing.subscribers.notices, mailing.subscribers.queue, mailing.clock)


async def linked(mailing: Mailing, holder: Holder, name: str) -> Person:
    """An officer who used the link."""
    person = await mailing.people.person(name)
    await person.start(LINK + await mailing.subscribers.notices.invite(holder.id))
    assert (await person.wait_reply()).text == messages.NOTICES_LINKED
    return person


async def test_who_has_something_to_open_reads_one_sentence_at_eight(
    mailing: Mailing, room: Room, officers: Staff
) -> None:
    rani, budi = await linked(mailing, officers.rani, "Rani"), await linked(mailing, officers.budi, "Budi")
    await room.intake.submit(draft(officers.budi))
    notices = round_of(mailing, room)
    assert await notices.tick() == 0
    mailing.go_to(f"{MONDAY} 08:00")
    assert [await notices.tick(), await notices.tick()] == [1, 0]
    await eventually_last(mailing, rani, messages.NOTICE)
    assert (await rani.messages())[-1].text == messages.NOTICE
    assert await mailing.last(budi) == messages.NOTICES_LINKED


async def test_there_are_no_other_hours_and_no_weekends(mailing: Mailing, room: Room, officers: Staff) -> None:
    await linked(mailing, officers.rani, "Rani")
    await room.intake.submit(draft())
    notices = round_of(mailing, room)
    told = {}
    for moment in ("05 07:59", "05 08:10", "05 12:00", "05 15:00", "09 08:09", "10 08:00", "11 15:00"):
        mailing.go_to(f"2029-02-{moment}")
        told[moment] = await notices.tick()
    assert [moment for moment, number in told.items() if number] == ["05 15:00", "09 08:09"]


async def test_what_was_begun_with_is_no_news(mailing: Mailing, room: Room, officers: Staff) -> None:
    code = await room.intake.submit(draft())
    row = await only_row(room, officers.rani)
    assert await room.desk.has_news(officers.rani.id)
    await room.desk.case(officers.rani.id, row.id)
    await room.desk.move(officers.rani.id, row.id, Status.DITELAAH)
    assert not await room.desk.has_news(officers.rani.id)
    opened = await room.mailboxes.open(code)
    assert opened
    await opened.answer("Ada foto.")
    assert await room.desk.has_news(officers.rani.id)
    assert await room.desk.has_news(officers.budi.id)


async def test_a_link_works_once(mailing: Mailing, officers: Staff) -> None:
    token = await mailing.subscribers.notices.invite(officers.rani.id)
    rani, other = await mailing.people.person("Rani"), await mailing.people.person("Lain")
    for person, answer in ((rani, messages.NOTICES_LINKED), (other, messages.NOTICES_NOT_LINKED)):
        await person.start(LINK + token)
        assert (await person.wait_reply()).text == answer
    assert await mailing.subscribers.notices.linked() == [(officers.rani.id, rani.chat_id)]


async def test_a_link_ends_after_a_week(mailing: Mailing, officers: Staff) -> None:
    token = await mailing.subscribers.notices.invite(officers.rani.id)
    mailing.go_to("2029-02-12 07:01")
    rani = await mailing.people.person("Rani")
    await rani.start(LINK + token)
    assert (await rani.wait_reply()).text == messages.NOTICES_NOT_LINKED


@pytest.mark.parametrize("way", ["/berhenti_kabar", "/hapus_data", "button"])
async def test_every_way_out_unlinks(mailing: Mailing, officers: Staff, way: str) -> None:
    rani = await linked(mailing, officers.rani, "Rani")
    if way == "button":
        await rani.tap("Berhenti")
    else:
        await mailing.ask(rani, way)
    assert await mailing.subscribers.notices.linked() == []
    assert (await mailing.ask(rani, "/berhenti_kabar")).text == messages.NOTICES_NONE
