"""The chain: it holds, and it shows where somebody touched it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlmodel import select

from bot.emulator.clock import MovableClock
from bot.reports.audit import Action, Audit, NoPepperError
from bot.reports.room import Room, open_room
from bot.reports.tables import AuditRow
from tests.bot.reports.people import Staff, draft, only_row

LINES = 7
"""Two officers make three lines each, the recovery key one."""


async def first_broken(room: Room) -> int | None:
    async with room.database.reading() as session:
        return await room.audit.verify(session)


def touch(room: Room, statement: str) -> None:
    assert room.database.path
    database = sqlite3.connect(room.database.path)
    with database:
        database.execute(statement)
    database.close()


async def test_a_chain_that_nobody_touched_is_whole(room: Room, people: Staff) -> None:
    await room.intake.submit(draft())
    await room.desk.case(people.rani.id, (await only_row(room, people.rani)).id)
    assert await first_broken(room) is None
    async with room.database.reading() as session:
        count, tip = await room.audit.tip(session)
        assert count == LINES + 1
        assert tip == (await session.exec(select(AuditRow.hash).where(AuditRow.sequence == count))).one()


async def test_an_empty_chain_is_whole(room: Room) -> None:
    assert await first_broken(room) is None


@pytest.mark.parametrize(
    "change",
    [
        "date = '2026-11-21'",
        "holder = NULL",
        "holder = zeroblob(16)",
        "action = 'dibuka'",
        "reference = zeroblob(32)",
        "detail = 'lain'",
        "previous = zeroblob(32)",
        "hash = zeroblob(32)",
        "sequence = 100",
    ],
)
async def test_a_changed_line_is_found(room: Room, people: Staff, change: str) -> None:
    touch(room, f"UPDATE audit SET {change} WHERE sequence = 3")
    assert await first_broken(room) == 3


async def test_a_missing_line_is_found(room: Room, people: Staff) -> None:
    touch(room, "DELETE FROM audit WHERE sequence = 3")
    assert await first_broken(room) == 3


async def test_lines_that_were_swapped_are_found(room: Room, people: Staff) -> None:
    for statement in ("= 100 WHERE sequence = 3", "= 3 WHERE sequence = 4", "= 4 WHERE sequence = 100"):
        touch(room, f"UPDATE audit SET sequence {statement}")
    assert await first_broken(room) == 3


async def test_whoever_lacks_the_pepper_cannot_continue_the_chain(
    room: Room, people: Staff, clock: MovableClock
) -> None:
    async with room.database.session() as session:
        await Audit(bytes(32), clock).append(session, Action.REMOVED, holder=people.rani.id)
    assert await first_broken(room) == LINES + 1


async def test_without_a_pepper_nothing_is_written_or_checked(room: Room, url: str, clock: MovableClock) -> None:
    await room.holders.invite("Rani", "Inspektorat")
    async with open_room(url, b"", clock) as open_site:
        with pytest.raises(NoPepperError):
            await open_site.holders.invite("Budi", "BKPSDM")
        with pytest.raises(NoPepperError):
            await first_broken(open_site)
        assert len(await open_site.holders.all()) == 1


async def test_a_failing_step_leaves_no_line(room: Room, people: Staff) -> None:
    touch(room, "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'disk'); END")
    with pytest.raises(Exception, match="disk"):
        await room.holders.remove(people.rani.id)
    assert len(await room.holders.active()) == 3
    assert await first_broken(room) is None


async def test_lines_name_a_report_by_a_reference_that_needs_the_pepper(
    room: Room, people: Staff, clock: MovableClock, tmp_path: Path
) -> None:
    await room.intake.submit(draft())
    row = await only_row(room, people.rani)
    await room.desk.case(people.rani.id, row.id)
    async with room.database.reading() as session:
        references = [reference for reference in await session.exec(select(AuditRow.reference)) if reference]
    assert references == [room.audit.reference(row.id)]
    assert references != [Audit(bytes(32), clock).reference(row.id)]


async def test_what_reporters_do_leaves_no_line(room: Room, people: Staff) -> None:
    code = await room.intake.submit(draft())
    mailbox = await room.mailboxes.open(code)
    assert mailbox
    await mailbox.answer("Tambahan")
    await mailbox.close()
    async with room.database.reading() as session:
        assert (await room.audit.tip(session))[0] == LINES
