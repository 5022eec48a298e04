"""A report comes in: readable for those who may, and for nobody else."""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3

import pytest
from sqlalchemy import func
from sqlmodel import select

from bot.reports.content import read_file
from bot.reports.envelope import EnvelopeError, Kind, Place, unseal
from bot.reports.intake import NoReceiverError, NotReadyError, Receiver
from bot.reports.keys import site_fingerprint
from bot.reports.limits import LimitError
from bot.reports.readiness import Obstacle
from bot.reports.receipt import read_code
from bot.reports.room import Room
from bot.reports.statuses import Status
from bot.reports.tables import Access, Attachment, Report, Table
from tests.bot.reports.people import PICTURE, STORY, Staff, draft, officer, only_row, story


async def count(room: Room, table: type[Table]) -> int:
    async with room.database.reading() as session:
        return (await session.exec(select(func.count()).select_from(table))).one()


async def test_every_holder_can_open_a_report_and_its_files(room: Room, people: Staff) -> None:
    await room.intake.submit(draft(files=(PICTURE, PICTURE)))
    for holder in (people.rani, people.budi, people.recovery):
        row = await only_row(room, holder)
        assert await story(room, holder, row) == STORY
        case = await room.desk.case(holder.id, row.id)
        assert case
        assert len(case.attachments) == 2
        for item, size in case.attachments.items():
            sealed = await room.desk.attachment(holder.id, row.id, item)
            assert sealed
            assert len(sealed) == size
            place = Place(Kind.ATTACHMENT, row.id, item)
            assert read_file(unseal(sealed, holder.report_key(row), place)) == PICTURE


async def test_the_list_shows_days_and_the_first_status(room: Room, people: Staff) -> None:
    await room.intake.submit(draft(known="2026-11-21"))
    row = await only_row(room, people.rani)
    assert (row.status, row.outcome, row.province) == (Status.DITERIMA, None, None)
    assert row.received == row.status_date == dt.date(2026, 11, 22)
    assert row.formal_due == dt.date(2026, 11, 28)
    assert row.personal_due == dt.date(2026, 11, 25)
    assert row.feedback_due == dt.date(2026, 12, 22)


async def test_the_code_is_good_and_is_written_nowhere(room: Room, people: Staff) -> None:
    code = await room.intake.submit(draft())
    assert read_code(code) == code
    assert room.database.path
    written = b"".join(path.read_bytes() for path in room.database.path.parent.iterdir())
    assert code.encode() not in written
    assert STORY.encode() not in written
    assert STORY.encode("utf-16-le") not in written


async def test_an_excluded_officer_gets_no_key_and_sees_nothing(room: Room, people: Staff) -> None:
    await room.intake.submit(draft(people.budi))
    page = await room.desk.page(people.budi.id)
    assert (page.rows, page.total, set(page.counts.values())) == ((), 0, {0})
    row = await only_row(room, people.rani)
    assert await room.desk.case(people.budi.id, row.id) is None
    with pytest.raises(EnvelopeError):
        people.budi.report_key(row)
    assert await count(room, Access) == 2


async def test_the_recovery_key_cannot_be_excluded(room: Room, people: Staff) -> None:
    await room.intake.submit(draft(people.recovery))
    assert await story(room, people.recovery, await only_row(room, people.recovery)) == STORY


async def test_excluding_every_officer_leaves_nothing_behind(room: Room, people: Staff) -> None:
    with pytest.raises(NoReceiverError):
        await room.intake.submit(draft(people.rani, people.budi, files=(PICTURE,)))
    assert [await count(room, table) for table in (Report, Access, Attachment)] == [0, 0, 0]


async def test_somebody_who_was_removed_meanwhile_may_still_be_named_as_excluded(room: Room, people: Staff) -> None:
    sari = await officer(room, "Sari")
    await room.holders.remove(sari.id)
    await room.intake.submit(draft(sari))
    assert await only_row(room, people.rani)


async def test_reports_are_refused_while_an_obstacle_stands(room: Room, people: Staff) -> None:
    await room.holders.remove(people.budi.id)
    with pytest.raises(NotReadyError) as refused:
        await room.intake.submit(draft())
    assert refused.value.obstacles == [Obstacle.FEW_HOLDERS]
    assert await count(room, Report) == 0


async def test_too_many_files_are_refused(room: Room, people: Staff) -> None:
    with pytest.raises(LimitError):
        await room.intake.submit(draft(files=(PICTURE,) * 6))


async def test_receivers_are_the_officers_by_name(room: Room, people: Staff) -> None:
    assert await room.intake.receivers() == [
        Receiver(people.budi.id, "Budi", "BKPSDM"),
        Receiver(people.rani.id, "Rani", "Inspektorat"),
    ]


async def test_the_fingerprint_changes_with_every_receiving_key(room: Room, people: Staff) -> None:
    everybody = [people.rani, people.budi, people.recovery]
    assert await room.intake.fingerprint() == site_fingerprint([holder.keys.public for holder in everybody])
    before = await room.intake.fingerprint()
    await officer(room, "Sari")
    assert await room.intake.fingerprint() != before


async def test_reports_at_once_do_not_disturb_each_other(room: Room, people: Staff) -> None:
    codes = await asyncio.gather(*(room.intake.submit(draft(story=f"Laporan {number}")) for number in range(4)))
    rows = (await room.desk.page(people.rani.id)).rows
    assert len(set(codes)) == 4
    assert {await story(room, people.rani, row) for row in rows} == {f"Laporan {number}" for number in range(4)}


async def test_a_failing_database_keeps_nothing_and_tells_nothing(room: Room, people: Staff) -> None:
    assert room.database.path
    with sqlite3.connect(room.database.path) as broken:
        broken.execute("CREATE TRIGGER full BEFORE INSERT ON attachment BEGIN SELECT RAISE(ABORT, 'disk'); END")
    broken.close()
    with pytest.raises(Exception, match="disk") as failed:
        await room.intake.submit(draft(files=(PICTURE,)))
    assert "parameters hidden" in str(failed.value)
    assert await count(room, Report) == 0
