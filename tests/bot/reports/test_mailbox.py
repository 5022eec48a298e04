"""The receipt code opens the mailbox, and nothing else does."""

from __future__ import annotations

import datetime as dt
import secrets

import pytest

from bot.emulator.clock import MovableClock
from bot.reports.content import Text
from bot.reports.envelope import ID_BYTES, Kind, Place, seal
from bot.reports.limits import LimitError
from bot.reports.mailbox import Mailbox, MailboxGoneError, Reply
from bot.reports.receipt import new_code, shown
from bot.reports.retention import purge
from bot.reports.room import Room, open_room
from bot.reports.statuses import Outcome, Status
from tests.bot.reports.people import PICTURE, STORY, Staff, draft, only_row, reply, thread

DAY = 24 * 3600


@pytest.fixture
async def code(room: Room, people: Staff) -> str:
    return await room.intake.submit(draft())


async def opened(room: Room, code: str) -> Mailbox:
    mailbox = await room.mailboxes.open(code)
    assert mailbox
    return mailbox


async def test_the_code_shows_where_the_report_stands(room: Room, people: Staff, code: str) -> None:
    mailbox = await opened(room, code)
    assert (mailbox.status, mailbox.outcome, mailbox.replies) == (Status.DITERIMA, None, ())
    assert mailbox.received == mailbox.status_date == dt.date(2026, 11, 22)
    assert mailbox.formal_due == dt.date(2026, 11, 28)

    row = await only_row(room, people.rani)
    await room.desk.move(people.rani.id, row.id, Status.DITELAAH)
    await room.desk.move(people.rani.id, row.id, Status.DITERUSKAN, Outcome.BAWASLU)
    mailbox = await opened(room, code)
    assert (mailbox.status, mailbox.outcome) == (Status.DITERUSKAN, Outcome.BAWASLU)


async def test_a_code_may_be_typed_in_groups(room: Room, code: str) -> None:
    assert await room.mailboxes.open(f"  {shown(code)} ")


async def test_replies_are_read_in_their_order(room: Room, people: Staff, clock: MovableClock, code: str) -> None:
    row = await only_row(room, people.rani)
    await reply(room, people.rani, row, "Apakah ada fotonya?")
    clock.advance(DAY)
    await reply(room, people.budi, row, "Terima kasih.")
    assert (await opened(room, code)).replies == (
        Reply(dt.date(2026, 11, 22), "Apakah ada fotonya?", "Rani"),
        Reply(dt.date(2026, 11, 23), "Terima kasih.", "Rani"),
    )


async def test_a_reply_that_does_not_open_is_empty_and_hides_no_other(room: Room, people: Staff, code: str) -> None:
    row = await only_row(room, people.rani)
    await reply(room, people.rani, row, "Pertama")
    item, wrong = secrets.token_bytes(ID_BYTES), people.rani.keys.opening.public
    packed = Text(text="Salah kunci", author="Rani").packed()
    to_nobody = seal(packed, wrong, Place(Kind.REPLY, row.id, item))
    to_officers = seal(packed, wrong, Place(Kind.REPLY_COPY, row.id, item))
    await room.desk.reply(people.rani.id, row.id, item, to_nobody, to_officers)
    await reply(room, people.rani, row, "Ketiga")
    assert [one.text for one in (await opened(room, code)).replies] == ["Pertama", "", "Ketiga"]


async def test_an_answer_reaches_the_officers(room: Room, people: Staff, code: str) -> None:
    row = await only_row(room, people.rani)
    await reply(room, people.rani, row, "Apakah ada fotonya?")
    await (await opened(room, code)).answer("Ada, saya kirim.")
    await (await opened(room, code)).add_files([PICTURE])
    assert await thread(room, people.budi, row) == [("petugas", "Apakah ada fotonya?"), ("pelapor", "Ada, saya kirim.")]
    case = await room.desk.case(people.budi.id, row.id)
    assert case
    assert len(case.attachments) == 1


async def test_looking_writes_nothing(room: Room, code: str) -> None:
    assert room.database.path
    await room.database.checkpoint()
    folder = room.database.path.parent
    before = {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith("-shm")}
    await opened(room, code)
    assert {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith("-shm")} == before


async def test_follow_ups_end_at_twenty(room: Room, code: str) -> None:
    mailbox = await opened(room, code)
    for number in range(20):
        await mailbox.answer(f"Tambahan {number}")
    with pytest.raises(LimitError):
        await mailbox.answer("Satu lagi")


async def test_attachments_end_at_fifteen_with_those_of_the_report(room: Room, people: Staff) -> None:
    mailbox = await opened(room, await room.intake.submit(draft(files=(PICTURE,) * 5)))
    await mailbox.add_files([PICTURE] * 5)
    await mailbox.add_files([PICTURE] * 4)
    for too_many in ([PICTURE] * 2, [PICTURE] * 6):
        with pytest.raises(LimitError):
            await mailbox.add_files(too_many)
    await mailbox.add_files([PICTURE])


@pytest.mark.parametrize("text", ["", "x" * 4001])
async def test_an_empty_or_too_long_answer_is_refused(room: Room, code: str, text: str) -> None:
    with pytest.raises(LimitError):
        await (await opened(room, code)).answer(text)


async def test_unknown_mistyped_closed_and_purged_codes_all_open_nothing(
    room: Room, people: Staff, clock: MovableClock
) -> None:
    closed, purged = await room.intake.submit(draft()), await room.intake.submit(draft())
    await (await opened(room, closed)).close()
    clock.advance(365 * DAY)
    assert await purge(room.database, clock) == 1
    swapped = purged[:-1] + str((int(purged[-1]) + 1) % 10)
    for text in (closed, purged, swapped, new_code(), "", "1234", "bukan kode", "１" * 20):
        assert await room.mailboxes.open(text) is None


async def test_closing_deletes_the_report_for_the_officers_too(room: Room, people: Staff) -> None:
    code = await room.intake.submit(draft(people.budi, files=(PICTURE,)))
    row = await only_row(room, people.rani)
    await reply(room, people.rani, row, "Apakah ada fotonya?")
    mailbox = await opened(room, code)
    await mailbox.close()
    assert (await room.desk.page(people.rani.id)).rows == ()
    assert await room.desk.case(people.rani.id, row.id) is None
    for step in (mailbox.answer("Masih ada?"), mailbox.add_files([PICTURE])):
        with pytest.raises(MailboxGoneError):
            await step
    await mailbox.close()


async def test_nothing_of_a_closed_report_is_left_in_any_file(room: Room, people: Staff) -> None:
    code = await room.intake.submit(draft(people.budi, files=(PICTURE,)))
    row = await only_row(room, people.rani)
    await reply(room, people.rani, row, "Apakah ada fotonya?")
    case = await room.desk.case(people.rani.id, row.id)
    assert case
    assert room.database.path
    folder = room.database.path.parent
    attachment = await room.desk.attachment(people.rani.id, row.id, next(iter(case.attachments)))
    assert attachment
    traces = [row.id, row.key[40:72], case.body[40:72], case.letters[0].sealed[40:72], attachment[40:72], case.m_public]
    written = b"".join(path.read_bytes() for path in folder.iterdir())
    assert all(trace in written for trace in traces)

    await (await opened(room, code)).close()
    written = b"".join(path.read_bytes() for path in folder.iterdir())
    assert [trace for trace in traces if trace in written] == []


async def test_without_the_pepper_or_with_another_one_a_code_finds_nothing(
    room: Room, people: Staff, code: str, url: str, clock: MovableClock
) -> None:
    for pepper in (b"", bytes(32)):
        async with open_room(url, pepper, clock) as stolen:
            assert await stolen.mailboxes.open(code) is None


async def test_a_mailbox_does_not_print_what_is_in_it(room: Room, people: Staff, code: str) -> None:
    await reply(room, people.rani, await only_row(room, people.rani), "Apakah ada fotonya?")
    mailbox = await opened(room, code)
    assert "fotonya" not in repr(mailbox)
    assert "fotonya" not in repr(mailbox.replies)
    assert STORY not in repr(draft())
