"""Reports go on their day, whole."""

from __future__ import annotations

import datetime as dt

from sqlmodel import select

from bot.emulator.clock import MovableClock
from bot.reports.retention import purge
from bot.reports.room import Room
from bot.reports.statuses import Outcome, Status
from bot.reports.tables import Access, Attachment, EnvelopeRow, Exclusion, Message, Report
from tests.bot.reports.people import PICTURE, Staff, draft, note, only_row, reply

DAY = 24 * 3600


async def purge_date(room: Room) -> dt.date:
    async with room.database.reading() as session:
        return (await session.exec(select(Report.purge_date))).one()


async def test_a_report_stays_a_year_and_not_a_day_longer(room: Room, people: Staff, clock: MovableClock) -> None:
    await room.intake.submit(draft())
    clock.advance(364 * DAY)
    assert await purge(room.database, clock) == 0
    assert await only_row(room, people.rani)
    clock.advance(1 * DAY)
    assert await purge(room.database, clock) == 1
    assert (await room.desk.page(people.rani.id)).rows == ()
    assert await purge(room.database, clock) == 0


async def test_a_closed_report_goes_after_ninety_days_and_a_reopened_one_stays(
    room: Room, people: Staff, clock: MovableClock
) -> None:
    await room.intake.submit(draft())
    row = await only_row(room, people.rani)
    case = await room.desk.case(people.rani.id, row.id)
    assert case
    clock.advance(10 * DAY)
    await room.desk.move(people.rani.id, row.id, Status.DITOLAK, Outcome.DI_LUAR_LINGKUP)
    assert await purge_date(room) == dt.date(2026, 11, 22) + dt.timedelta(days=100)
    await room.desk.move(people.rani.id, row.id, Status.DITELAAH, reason=note(row, case.r_public))
    assert await purge_date(room) == dt.date(2027, 11, 22)


async def test_closing_late_does_not_make_it_longer_than_a_year(room: Room, people: Staff, clock: MovableClock) -> None:
    await room.intake.submit(draft())
    clock.advance(350 * DAY)
    row = await only_row(room, people.rani)
    await room.desk.move(people.rani.id, row.id, Status.DITOLAK, Outcome.DI_LUAR_LINGKUP)
    assert await purge_date(room) == dt.date(2027, 11, 22)


async def test_a_purge_leaves_nothing_in_any_table_or_file(room: Room, people: Staff, clock: MovableClock) -> None:
    code = await room.intake.submit(draft(people.budi, files=(PICTURE,)))
    row = await only_row(room, people.rani)
    await reply(room, people.rani, row, "Apakah ada fotonya?")
    mailbox = await room.mailboxes.open(code)
    assert mailbox
    await mailbox.answer("Ada.")
    case = await room.desk.case(people.rani.id, row.id)
    assert case
    traces = [row.id, row.key[40:72], case.body[40:72], *(letter.sealed[40:72] for letter in case.letters)]
    clock.advance(365 * DAY)
    assert await purge(room.database, clock) == 1
    async with room.database.reading() as session:
        for table in (Report, EnvelopeRow, Access, Exclusion, Message, Attachment):
            assert (await session.exec(select(table))).all() == []
    assert room.database.path
    written = b"".join(path.read_bytes() for path in room.database.path.parent.iterdir())
    assert [trace for trace in traces if trace in written] == []
    assert await room.mailboxes.open(code) is None


async def test_the_chain_of_the_audit_outlives_its_reports(room: Room, people: Staff, clock: MovableClock) -> None:
    await room.intake.submit(draft())
    await room.desk.case(people.rani.id, (await only_row(room, people.rani)).id)
    clock.advance(365 * DAY)
    await purge(room.database, clock)
    async with room.database.reading() as session:
        assert await room.audit.verify(session) is None
    assert {line.report for line in await room.desk.audit(people.rani.id)} == {None}
