"""What officers can do, and what they can never see."""

from __future__ import annotations

import asyncio
import datetime as dt
import secrets
from collections.abc import Awaitable, Callable

import pytest

from bot.emulator.clock import MovableClock
from bot.reports.audit import Action
from bot.reports.categories import Category
from bot.reports.desk import Desk
from bot.reports.desk_errors import ConflictError, ExcludedError, LastHolderError, UnknownReportError
from bot.reports.envelope import ID_BYTES, Kind, Place, seal
from bot.reports.inbox import Row
from bot.reports.room import Room
from bot.reports.shapes import ShapeError
from bot.reports.statuses import Outcome, Status, TransitionError
from tests.bot.reports.people import (
    STORY,
    Staff,
    draft,
    note,
    officer,
    only_row,
    reply,
    story,
    thread,
)

DAY = 24 * 3600


@pytest.fixture
async def row(room: Room, people: Staff) -> Row:
    await room.intake.submit(draft())
    return await only_row(room, people.rani)


async def test_the_most_urgent_report_comes_first_and_closed_ones_last(room: Room, people: Staff) -> None:
    for known in ("2026-11-20", "2026-11-18", "2026-11-19"):
        await room.intake.submit(draft(known=known))
    urgent = (await room.desk.page(people.rani.id)).rows[0]
    assert urgent.formal_due == dt.date(2026, 11, 25)
    await room.desk.move(people.rani.id, urgent.id, Status.DITOLAK, Outcome.DI_LUAR_LINGKUP)
    page = await room.desk.page(people.rani.id)
    assert [row.formal_due.day for row in page.rows] == [26, 27, 25]
    assert page.counts == {**dict.fromkeys(Status, 0), Status.DITERIMA: 2, Status.DITOLAK: 1}
    assert page.total == 3


async def test_a_list_is_read_by_status_and_in_pages(room: Room, people: Staff) -> None:
    for known in ("2026-11-18", "2026-11-19", "2026-11-20"):
        await room.intake.submit(draft(known=known))
    first, second = [await room.desk.page(people.rani.id, Status.DITERIMA, offset, 2) for offset in (0, 2)]
    assert [len(first.rows), len(second.rows)] == [2, 1]
    assert len({row.id for row in (*first.rows, *second.rows)}) == 3
    assert first.total == second.total == 3
    empty = await room.desk.page(people.rani.id, Status.SELESAI)
    assert (empty.rows, empty.total) == ((), 0)


async def test_a_holder_may_be_anybody_and_sees_nothing(room: Room, row: Row) -> None:
    assert (await room.desk.page(bytes(16))).rows == ()


Step = Callable[[Desk, bytes, Row], Awaitable[object]]

STEPS: dict[str, Step] = {
    "reply": lambda desk, who, row: desk.reply(who, row.id, b"", b"", b""),
    "note": lambda desk, who, row: desk.note(who, row.id, b"", b""),
    "move": lambda desk, who, row: desk.move(who, row.id, Status.DITERIMA),
    "classify": lambda desk, who, row: desk.classify(who, row.id, Category.FOTO, "Atlantis"),
    "grant": lambda desk, who, row: desk.grant(who, row.id, who, b""),
    "leave": lambda desk, who, row: desk.leave(who, row.id),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
async def test_a_report_of_others_is_as_unknown_as_one_that_never_was(room: Room, people: Staff, step: Step) -> None:
    """Whatever else is wrong with the call: nothing else may be answered first."""
    await room.intake.submit(draft(people.budi))
    row = await only_row(room, people.rani)
    for who in (people.budi.id, bytes(16)):
        with pytest.raises(UnknownReportError):
            await step(room.desk, who, row)
        assert await room.desk.case(who, row.id) is None
        assert await room.desk.attachment(who, row.id, bytes(16)) is None


async def test_an_attachment_of_another_report_is_not_given(room: Room, people: Staff, row: Row) -> None:
    assert await room.desk.attachment(people.rani.id, row.id, bytes(16)) is None


async def test_replies_and_notes_stand_in_the_thread(room: Room, people: Staff, row: Row) -> None:
    case = await room.desk.case(people.rani.id, row.id)
    assert case
    await room.desk.note(people.rani.id, row.id, *note(row, case.r_public, "Tanyakan foto."))
    await reply(room, people.rani, row, "Apakah ada fotonya?")
    assert await thread(room, people.budi, row) == [("catatan", "Tanyakan foto."), ("petugas", "Apakah ada fotonya?")]


async def test_what_is_no_ciphertext_of_its_kind_is_refused(room: Room, people: Staff, row: Row) -> None:
    case = await room.desk.case(people.rani.id, row.id)
    assert case
    item, sealed = note(row, case.r_public)
    access = seal(bytes(32), case.r_public, Place(Kind.ACCESS, row.id, people.rani.id))
    for wrong in (b"", b"halo", sealed[:-1], sealed + b"\0", b"\x02" + sealed[1:], access, sealed + bytes(2**20)):
        with pytest.raises(ShapeError):
            await room.desk.note(people.rani.id, row.id, item, wrong)
        with pytest.raises(ShapeError):
            await room.desk.reply(people.rani.id, row.id, item, wrong, wrong)
    with pytest.raises(ShapeError):
        await room.desk.note(people.rani.id, row.id, b"pendek", sealed)
    assert await thread(room, people.rani, row) == []


async def test_the_same_message_is_taken_once(room: Room, people: Staff, row: Row) -> None:
    case = await room.desk.case(people.rani.id, row.id)
    assert case
    written = note(row, case.r_public)
    await room.desk.note(people.rani.id, row.id, *written)
    with pytest.raises(ConflictError):
        await room.desk.note(people.rani.id, row.id, *written)
    assert len(await thread(room, people.rani, row)) == 1


async def test_a_report_moves_as_the_rules_allow(room: Room, people: Staff, clock: MovableClock, row: Row) -> None:
    who, case = people.rani.id, await room.desk.case(people.rani.id, row.id)
    assert case
    clock.advance(DAY)
    await room.desk.move(who, row.id, Status.DITELAAH)
    await room.desk.move(who, row.id, Status.SELESAI, Outcome.TERBUKTI, note(row, case.r_public, "Sudah diputus."))
    moved = await only_row(room, people.rani)
    assert (moved.status, moved.outcome) == (Status.SELESAI, Outcome.TERBUKTI)
    assert (moved.received, moved.status_date) == (dt.date(2026, 11, 22), dt.date(2026, 11, 23))
    assert await thread(room, people.rani, row) == [("catatan", "Sudah diputus.")]
    with pytest.raises(TransitionError):
        await room.desk.move(who, row.id, Status.DITELAAH)
    await room.desk.move(who, row.id, Status.DITELAAH, reason=note(row, case.r_public, "Bukti baru."))
    assert (await only_row(room, people.rani)).outcome is None


async def test_a_refused_move_keeps_nothing_of_its_reason(room: Room, people: Staff, row: Row) -> None:
    case = await room.desk.case(people.rani.id, row.id)
    assert case
    with pytest.raises(TransitionError):
        await room.desk.move(people.rani.id, row.id, Status.SELESAI, Outcome.TERBUKTI, note(row, case.r_public))
    with pytest.raises(ShapeError):
        await room.desk.move(people.rani.id, row.id, Status.DITELAAH, reason=(bytes(16), b"bukan sandi"))
    assert (await only_row(room, people.rani)).status is Status.DITERIMA
    assert await thread(room, people.rani, row) == []


async def test_of_two_officers_who_move_at_once_one_is_told(room: Room, people: Staff, row: Row) -> None:
    done = await asyncio.gather(
        room.desk.move(people.rani.id, row.id, Status.DITELAAH),
        room.desk.move(people.budi.id, row.id, Status.DITELAAH),
        return_exceptions=True,
    )
    assert sorted(type(result).__name__ for result in done) == ["NoneType", "TransitionError"]


async def test_a_report_is_sorted_by_kind_and_province(room: Room, people: Staff, row: Row) -> None:
    assert row.category is Category.LAIN
    await room.desk.classify(people.rani.id, row.id, Category.FOTO, "Jawa Barat")
    sorted_row = await only_row(room, people.budi)
    assert (sorted_row.category, sorted_row.province) == (Category.FOTO, "Jawa Barat")
    with pytest.raises(ValueError, match="province"):
        await room.desk.classify(people.rani.id, row.id, Category.FOTO, "Atlantis")


async def test_a_new_officer_reads_an_old_report_once_access_is_given(room: Room, people: Staff, row: Row) -> None:
    sari = await officer(room, "Sari")
    assert (await room.desk.page(sari.id)).rows == ()
    await room.desk.grant(people.rani.id, row.id, sari.id, people.rani.access_for(row, sari))
    assert await story(room, sari, await only_row(room, sari)) == STORY
    with pytest.raises(ConflictError):
        await room.desk.grant(people.rani.id, row.id, sari.id, people.rani.access_for(row, sari))


async def test_nobody_gives_access_to_whom_the_reporter_excluded(room: Room, people: Staff) -> None:
    await room.intake.submit(draft(people.budi))
    row = await only_row(room, people.rani)
    with pytest.raises(ExcludedError):
        await room.desk.grant(people.rani.id, row.id, people.budi.id, people.rani.access_for(row, people.budi))
    case = await room.desk.case(people.rani.id, row.id)
    assert case
    assert case.excluded == {people.budi.id}
    assert [reader.name for reader in case.readers] == ["Kunci pemulihan", "Rani"]


async def test_access_goes_to_active_holders_only_and_must_look_like_a_key(room: Room, people: Staff, row: Row) -> None:
    sari = await officer(room, "Sari")
    sealed = people.rani.access_for(row, sari)
    with pytest.raises(ShapeError):
        await room.desk.grant(people.rani.id, row.id, sari.id, sealed[:-1])
    await room.holders.remove(sari.id)
    for other in (sari.id, bytes(16)):
        with pytest.raises(ConflictError):
            await room.desk.grant(people.rani.id, row.id, other, sealed)


async def test_an_officer_may_leave_while_another_stays(room: Room, people: Staff, row: Row) -> None:
    await room.desk.leave(people.budi.id, row.id)
    assert (await room.desk.page(people.budi.id)).rows == ()
    with pytest.raises(LastHolderError):
        await room.desk.leave(people.rani.id, row.id)
    with pytest.raises(LastHolderError):
        await room.desk.leave(people.recovery.id, row.id)
    assert await story(room, people.rani, row) == STORY


async def test_of_two_officers_who_leave_at_once_one_stays(room: Room, people: Staff, row: Row) -> None:
    leaving = (room.desk.leave(holder.id, row.id) for holder in (people.rani, people.budi))
    done = await asyncio.gather(*leaving, return_exceptions=True)
    assert sorted(type(result).__name__ for result in done) == ["LastHolderError", "NoneType"]


async def test_the_history_tells_who_did_what(room: Room, people: Staff, clock: MovableClock, row: Row) -> None:
    sari = await officer(room, "Sari")
    await reply(room, people.rani, row, "Apakah ada fotonya?")
    await room.desk.move(people.budi.id, row.id, Status.DITOLAK, Outcome.TIDAK_CUKUP_INFO)
    await room.desk.classify(people.budi.id, row.id, Category.FOTO, None)
    await room.desk.grant(people.budi.id, row.id, sari.id, people.rani.access_for(row, sari))
    await room.desk.leave(people.budi.id, row.id)
    case = await room.desk.case(people.rani.id, row.id)
    assert case
    assert [(line.who, line.action, line.detail) for line in case.history] == [
        ("Rani", Action.OPENED, ""),
        ("Rani", Action.REPLIED, ""),
        ("Budi", Action.MOVED, "diterima>ditolak:tidak_cukup_info"),
        ("Budi", Action.CLASSIFIED, "foto"),
        ("Budi", Action.GRANTED, "Sari"),
        ("Budi", Action.LEFT, ""),
    ]


async def test_opening_is_told_once_a_day(room: Room, people: Staff, clock: MovableClock, row: Row) -> None:
    for _ in range(3):
        await room.desk.case(people.rani.id, row.id)
    clock.advance(DAY)
    await room.desk.case(people.rani.id, row.id)
    case = await room.desk.case(people.budi.id, row.id)
    assert case
    assert [(line.date.day, line.who) for line in case.history] == [(22, "Rani"), (23, "Rani"), (23, "Budi")]


async def test_the_audit_shows_no_line_of_a_report_that_one_may_not_see(room: Room, people: Staff) -> None:
    await room.intake.submit(draft(people.budi))
    row = await only_row(room, people.rani)
    await room.desk.move(people.rani.id, row.id, Status.DITELAAH)
    newest = (await room.desk.audit(people.rani.id))[0]
    assert (newest.action, newest.report) == (Action.MOVED, row.id)
    lines = await room.desk.audit(people.budi.id)
    assert {line.report for line in lines} == {None}
    assert {line.action for line in lines} <= {Action.INVITED, Action.ENROLLED, Action.CONFIRMED, Action.RECOVERY}
    assert await room.desk.audit(people.budi.id, offset=2, limit=3) == lines[2:5]


async def test_a_step_on_a_deleted_report_is_refused(room: Room, people: Staff) -> None:
    code = await room.intake.submit(draft())
    row = await only_row(room, people.rani)
    mailbox = await room.mailboxes.open(code)
    assert mailbox
    await mailbox.close()
    with pytest.raises(UnknownReportError):
        await room.desk.note(people.rani.id, row.id, secrets.token_bytes(ID_BYTES), b"")
