"""Mailboxes whose code never comes to the server, and that they are the same ones as in the chat."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.emulator.clock import MovableClock
from bot.reports.cleaning import CleanFile, FileKind
from bot.reports.content import read_file
from bot.reports.envelope import Kind, Place, unseal
from bot.reports.keys import b64
from bot.reports.receipt import new_code
from bot.reports.retention import purge
from bot.reports.room import Room
from bot.reports.statuses import Outcome, Status
from bot.web.reporter.quotas import AN_HOUR
from bot.web.server import Running
from tests.bot.reports.people import PICTURE, Staff, draft, only_row, reply, staff, thread
from tests.web.reporter import Reporter

DAY = 24 * 3600


@pytest.fixture
async def people(room: Room) -> Staff:
    return await staff(room)


@pytest.fixture
async def siti(web: Running, people: Staff) -> AsyncIterator[Reporter]:
    async with Reporter(web.url, web.origin) as reporter:
        yield reporter


async def test_a_mailbox_shows_where_the_report_stands(room: Room, people: Staff, siti: Reporter) -> None:
    code = await siti.report(draft())
    row = await only_row(room, people.rani)
    found = (await siti.open(code)).body
    sealed = {name: found.pop(name) for name in ("mailbox", "r_public")}
    assert all(sealed.values())
    assert found == {
        "report": b64(row.id),
        "status": "diterima",
        "outcome": None,
        "agency": None,
        "status_date": "2026-11-22",
        "received": "2026-11-22",
        "formal_due": "2026-11-28",
        "personal_due": "2026-11-25",
        "feedback_due": "2026-12-22",
        "replies": [],
    }
    await room.desk.move(people.rani.id, row.id, Status.DITELAAH)
    await room.desk.move(people.rani.id, row.id, Status.DITERUSKAN, Outcome.INSPEKTORAT)
    found = (await siti.open(code)).body
    assert (found["status"], found["outcome"]) == ("diteruskan", "inspektorat")
    assert found["agency"].startswith("Inspektorat")


async def test_a_report_by_chat_is_read_on_the_web(room: Room, people: Staff, siti: Reporter) -> None:
    code = await room.intake.submit(draft())
    row = await only_row(room, people.rani)
    await reply(room, people.rani, row, "Apakah ada fotonya?")
    await reply(room, people.budi, row, "Terima kasih.")
    assert await siti.replies(code) == ["Apakah ada fotonya?", "Terima kasih."]


async def test_a_report_on_the_web_is_read_in_the_chat(room: Room, people: Staff, siti: Reporter) -> None:
    code = await siti.report(draft())
    await reply(room, people.rani, await only_row(room, people.rani), "Apakah ada fotonya?")
    mailbox = await room.mailboxes.open(code)
    assert mailbox
    assert [one.text for one in mailbox.replies] == ["Apakah ada fotonya?"]
    await mailbox.answer("Ada.")
    assert ("pelapor", "Ada.") in await thread(room, people.rani, await only_row(room, people.rani))


async def test_answers_and_pictures_reach_the_officers(room: Room, people: Staff, siti: Reporter) -> None:
    code = await siti.report(draft())
    assert (await siti.post("/api/kotak/pesan", await siti.added(code, "Ada saksi."))).status == 200
    assert (await siti.post("/api/kotak/lampiran", await siti.added(code, PICTURE))).status == 200
    row = await only_row(room, people.rani)
    assert await thread(room, people.rani, row) == [("pelapor", "Ada saksi.")]
    case = await room.desk.case(people.rani.id, row.id)
    assert case
    (item,) = case.attachments
    sealed = await room.desk.attachment(people.rani.id, row.id, item)
    assert sealed
    assert read_file(unseal(sealed, people.rani.report_key(row), Place(Kind.ATTACHMENT, row.id, item))) == PICTURE


async def test_what_is_sent_again_is_kept_once(room: Room, people: Staff, siti: Reporter) -> None:
    code = await siti.report(draft())
    message, picture = await siti.added(code, "Ada saksi."), await siti.added(code, PICTURE)
    for _ in range(2):
        assert (await siti.post("/api/kotak/pesan", message)).status == 200
        assert (await siti.post("/api/kotak/lampiran", picture)).status == 200
    row = await only_row(room, people.rani)
    assert len(await thread(room, people.rani, row)) == 1
    other = await siti.report(draft())
    for path, added in (("pesan", message), ("lampiran", picture)):
        answer = await siti.post(f"/api/kotak/{path}", added | {"search": await siti.search(other)})
        assert (answer.status, answer.code) == (409, "bentrok")


async def test_limits_are_those_of_the_chat(siti: Reporter, people: Staff, clock: MovableClock) -> None:
    code = await siti.report(draft())
    for path, most, what in (("pesan", 20, "Tambahan"), ("lampiran", 15, PICTURE)):
        codes = []
        for _ in range(most + 1):
            clock.advance(3600)
            codes.append((await siti.post(f"/api/kotak/{path}", await siti.added(code, what))).status)
        assert codes == [200] * most + [409]


async def test_what_is_no_ciphertext_is_refused(siti: Reporter, people: Staff) -> None:
    code = await siti.report(draft())
    message, picture = await siti.added(code, "Ada saksi."), await siti.added(code, PICTURE)
    huge = await siti.added(code, CleanFile(FileKind.JPEG, bytes(70_000)))
    for path, wrong in (
        ("pesan", picture),
        ("pesan", huge),
        ("pesan", message | {"id": b64(bytes(15))}),
        ("pesan", message | {"sealed": ""}),
        ("pesan", {"search": message["search"]}),
        ("lampiran", message),
        ("lampiran", picture | {"sealed": message["sealed"]}),
        ("hapus", message),
    ):
        answer = await siti.post(f"/api/kotak/{path}", wrong)
        assert (answer.status, answer.code) == (400, "bentuk_salah"), path


async def test_deleting_takes_everything_from_everybody(room: Room, people: Staff, siti: Reporter) -> None:
    code = await siti.report(draft(files=(PICTURE,)))
    message = await siti.added(code, "Ada saksi.")
    assert (await siti.post("/api/kotak/hapus", {"search": await siti.search(code)})).status == 200
    assert (await room.desk.page(people.rani.id)).total == 0
    unknown = await siti.post("/api/kotak", {"search": b64(bytes(32))})
    for answer in (
        await siti.open(code),
        await siti.post("/api/kotak/pesan", message),
        await siti.post("/api/kotak/hapus", {"search": message["search"]}),
    ):
        assert (answer.status, answer.body) == (unknown.status, unknown.body) == (404, unknown.body)


async def test_unknown_and_purged_codes_are_one_answer(
    room: Room, siti: Reporter, people: Staff, clock: MovableClock
) -> None:
    code = await siti.report(draft())
    clock.advance(365 * DAY)
    assert await purge(room.database, clock) == 1
    purged, unknown = await siti.open(code), await siti.open(new_code())
    assert (purged.status, purged.body) == (unknown.status, unknown.body) == (404, unknown.body)


async def test_looking_writes_nothing(room: Room, siti: Reporter, people: Staff) -> None:
    code = await siti.report(draft())
    assert room.database.path
    await room.database.checkpoint()
    folder = room.database.path.parent
    before = {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith("-shm")}
    await siti.open(code)
    assert {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith("-shm")} == before


async def test_one_address_may_try_so_many_codes_an_hour(siti: Reporter, people: Staff, clock: MovableClock) -> None:
    most = AN_HOUR["POST /api/kotak"]
    form = {"search": b64(bytes(32))}
    assert [(await siti.post("/api/kotak", form)).status for _ in range(most + 1)] == [404] * most + [429]
    clock.advance(3600)
    assert (await siti.post("/api/kotak", form)).status == 404
