"""Reports that were sealed before they were sent: who can read them, and what the server refuses."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.emulator.clock import MovableClock
from bot.reports.cleaning import CleanFile, FileKind
from bot.reports.content import MAX_FILES
from bot.reports.envelope import EnvelopeError
from bot.reports.keys import b64, unb64
from bot.reports.receipt import new_code
from bot.reports.room import Room
from bot.web.reporter import gate
from bot.web.reporter.files import FOLDER, PAGES, SHARED, ReporterFiles
from bot.web.reporter.quotas import AN_HOUR
from bot.web.server import Running
from tests.bot.reports.people import PICTURE, STORY, Staff, draft, officer, only_row, staff, story
from tests.web.officer import Officer
from tests.web.reporter import Reporter

LARGE = CleanFile(FileKind.JPEG, b"\xff" * (1024 * 1024 - 5))
"""A picture that fills its size class."""


@pytest.fixture
async def people(room: Room) -> Staff:
    return await staff(room)


@pytest.fixture
async def siti(web: Running, people: Staff) -> AsyncIterator[Reporter]:
    async with Reporter(web.url, web.origin) as reporter:
        yield reporter


async def reports(room: Room, people: Staff) -> int:
    return (await room.desk.page(people.recovery.id)).total


async def test_a_sealed_report_is_read_by_those_it_was_sealed_to(room: Room, people: Staff, siti: Reporter) -> None:
    await siti.report(draft(people.budi, files=(PICTURE, PICTURE)))
    row = await only_row(room, people.rani)
    assert await story(room, people.rani, row) == await story(room, people.recovery, row) == STORY
    assert row.formal_due.isoformat() == "2026-11-28"
    case = await room.desk.case(people.rani.id, row.id)
    assert case
    assert (len(case.attachments), case.excluded) == (2, frozenset({people.budi.id}))
    assert (await room.desk.page(people.budi.id)).total == 0
    with pytest.raises(EnvelopeError):
        people.budi.report_key(row)


async def test_everybody_may_know_whose_keys_receive_reports(room: Room, people: Staff, siti: Reporter) -> None:
    answer = await siti.get("/api/lapor")
    assert answer.body["open"] is True
    assert answer.body["today"] == "2026-11-22"
    assert unb64(answer.body["salt"]) == await room.intake.salt()
    assert answer.body["fingerprint"] == await room.intake.fingerprint()
    assert [(one["name"], one["role"]) for one in answer.body["receivers"]] == [
        ("Budi", "officer"),
        ("Kunci pemulihan", "recovery"),
        ("Rani", "officer"),
    ]
    assert unb64(answer.body["receivers"][2]["opening"]) == people.rani.keys.public.opening


async def test_five_pictures_of_the_largest_class_fit(room: Room, people: Staff, siti: Reporter) -> None:
    await siti.report(draft(story="é" * 20_000, files=(LARGE,) * MAX_FILES))
    assert await reports(room, people) == 1


async def test_a_report_that_is_sent_again_is_kept_once(room: Room, people: Staff, siti: Reporter) -> None:
    sealed = await siti.sealed(draft(files=(PICTURE,)), new_code())
    assert [(await siti.post("/api/lapor", sealed)).status for _ in range(2)] == [201, 201]
    assert await reports(room, people) == 1


async def test_a_code_or_an_id_that_is_taken_is_refused(room: Room, people: Staff, siti: Reporter) -> None:
    code = new_code()
    first = await siti.sealed(draft(), code)
    same_code, same_id = await siti.sealed(draft(), code), await siti.sealed(draft(), new_code())
    assert (await siti.post("/api/lapor", first)).status == 201
    for other in (same_code, same_id | {"id": first["id"]}):
        answer = await siti.post("/api/lapor", other)
        assert (answer.status, answer.code) == (409, "bentrok")
    assert await reports(room, people) == 1


async def test_the_report_must_be_for_exactly_the_present_holders(room: Room, people: Staff, siti: Reporter) -> None:
    sealed = await siti.sealed(draft(), new_code())
    fewer = sealed | {"access": sealed["access"][:-1]}
    stranger = sealed | {"access": [*sealed["access"], sealed["access"][0] | {"holder": b64(bytes(16))}]}
    unexcluded = sealed | {"excluded": [b64(people.budi.id)]}
    for wrong in (fewer, stranger, unexcluded):
        answer = await siti.post("/api/lapor", wrong)
        assert (answer.status, answer.code) == (409, "penerima_berubah")
    await officer(room, "Sari")
    assert (await siti.post("/api/lapor", sealed)).code == "penerima_berubah"
    assert await reports(room, people) == 0


async def test_recovery_cannot_be_left_out(room: Room, people: Staff, siti: Reporter) -> None:
    without = await siti.sealed(draft(people.recovery), new_code())
    assert (await siti.post("/api/lapor", without)).code == "penerima_berubah"


async def test_somebody_must_be_left_to_read_it(room: Room, people: Staff, siti: Reporter) -> None:
    answer = await siti.post("/api/lapor", await siti.sealed(draft(people.rani, people.budi), new_code()))
    assert (answer.status, answer.code) == (409, "tanpa_penerima")
    assert await reports(room, people) == 0


async def test_closed_reports_are_not_taken(room: Room, people: Staff, siti: Reporter) -> None:
    sealed = await siti.sealed(draft(), new_code())
    await room.holders.remove(people.budi.id)
    assert (await siti.site())["open"] is False
    answer = await siti.post("/api/lapor", sealed)
    assert (answer.status, answer.code) == (503, "tutup")


async def test_six_files_are_too_many(siti: Reporter) -> None:
    answer = await siti.post("/api/lapor", await siti.sealed(draft(files=(PICTURE,) * 6), new_code()))
    assert (answer.status, answer.code) == (409, "penuh")


@pytest.mark.parametrize("known", ["2026-11-23", "2016-11-01", "0001-01-01", "", "besok", 5])
async def test_an_impossible_day_is_refused(siti: Reporter, known: Any) -> None:
    sealed = await siti.sealed(draft(), new_code())
    answer = await siti.post("/api/lapor", sealed | {"known_date": known})
    assert (answer.status, answer.code) == (400, "bentuk_salah")


async def test_what_is_no_ciphertext_is_refused(room: Room, people: Staff, siti: Reporter, clock: MovableClock) -> None:
    sealed = await siti.sealed(draft(files=(PICTURE,)), new_code())
    body, file = unb64(sealed["body"]), sealed["attachments"][0]
    wrong: list[dict[str, Any]] = [
        {"id": ""},
        {"id": b64(bytes(15))},
        {"search": b64(bytes(31))},
        {"r_public": b64(bytes(32))},  # of small order: nothing could be sealed to it
        {"m_public": b64(b"\1" + bytes(31))},
        {"body": b64(body[:-1])},
        {"body": b64(b"\1\2" + body[2:])},
        {"body": b64(b"\1\1" + bytes(300 * 1024))},
        {"body": "bukan base64!"},
        {"mailbox": sealed["body"]},
        {"mailbox": ""},
        {"access": [{"holder": one["holder"], "sealed": sealed["body"]} for one in sealed["access"]]},
        {"attachments": [file | {"sealed": sealed["body"]}]},
        {"attachments": [file | {"id": b64(bytes(8))}]},
        {"attachments": None},
        {"name": "Siti"},
    ]
    for change in wrong:
        answer = await siti.post("/api/lapor", sealed | change)
        assert (answer.status, answer.code) == (400, "bentuk_salah"), change.keys()
        clock.advance(3600)  # the limit of an hour is not the subject
    assert await reports(room, people) == 0


async def test_too_large_a_body_is_refused(siti: Reporter) -> None:
    answer = await siti.post("/api/lapor", {"body": "A" * gate.LARGEST_BODY})
    assert (answer.status, answer.code) == (413, "terlalu_besar")


async def test_many_bodies_at_once_are_put_off(siti: Reporter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "AT_ONCE", 0)
    answer = await siti.post("/api/kotak", {"search": b64(bytes(32))})
    assert (answer.status, answer.code) == (503, "sibuk")


async def test_a_body_that_never_ends_is_given_up(web: Running, people: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "PATIENCE_SECONDS", 0.01)
    host, port = web.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = f"POST /api/lapor HTTP/1.1\r\nHost: x\r\nOrigin: {web.origin}\r\nContent-Length: 9\r\n\r\n"
    writer.write(head.encode())
    assert (await reader.readline()).split()[1] == b"408"
    writer.close()


async def test_a_page_from_elsewhere_cannot_report(siti: Reporter) -> None:
    sealed = await siti.sealed(draft(), new_code())
    for origin in ("", "null", "https://jahat.example"):
        answer = await siti.post("/api/lapor", sealed, Origin=origin)
        assert (answer.status, answer.code) == (403, "terlarang")


async def test_one_address_may_report_so_often_an_hour(siti: Reporter, clock: MovableClock) -> None:
    most = AN_HOUR["POST /api/lapor"]
    codes = [(await siti.post("/api/lapor", {})).status for _ in range(most + 1)]
    assert codes == [400] * most + [429]
    assert (await siti.post("/api/kotak", {"search": b64(bytes(32))})).status == 404, "its own limit"
    clock.advance(3600)
    assert (await siti.post("/api/lapor", {})).status == 400


async def test_officers_and_reporters_do_not_meet(web: Running, people: Staff) -> None:
    """A session opens nothing here, its cookie is not asked for, and no cookie is set."""
    async with Officer(web.url) as nobody:
        for cookie in ("sesi=" + "A" * 43, ""):
            answer = await nobody.get("/api/lapor", Cookie=cookie)
            assert answer.status == 200
            assert "Set-Cookie" not in answer.headers
        for path in ("/api/laporan", "/api/laporan/x", "/api/lapor/x", "/api/kotak/x", "/lapor/x", "/lapor/statis/x"):
            assert (await nobody.get(path)).status in (401, 404), path
        assert (await nobody.get("/api/laporan")).status == 401
        assert (await nobody.get("/api/kotak")).status == 405


def test_the_gate_is_the_only_middleware_of_the_reporters_calls(web: Running) -> None:
    paths = {route.resource.canonical for route in web.runner.app.router.routes() if route.resource}
    found = {path for path in paths if re.match("/api/(lapor|kotak)(/|$)", path)}
    assert found == {call.partition(" ")[2] for call in AN_HOUR}


async def test_pages_and_files_are_kept_by_no_browser(web: Running, people: Staff) -> None:
    async with Reporter(web.url) as siti:
        for path in (*PAGES, "/lapor/statis/js/lapor.js", "/lapor/statis/js/envelope.js", "/api/lapor"):
            answer = await siti.get(path)
            assert answer.status == 200, path
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]
        policy = (await siti.get("/lapor")).headers["Content-Security-Policy"]
    assert all(digest in policy for digest in ReporterFiles().script_hashes())


def test_of_the_officers_page_only_sealing_and_looks_are_shared() -> None:
    names = ReporterFiles().names
    own = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    assert own.isdisjoint(SHARED)
    assert names == own | set(SHARED)
    for path in FOLDER.rglob("*.js"):
        for imported in re.findall(r'(?:from|import\() ?"\./([^"]+)"', path.read_text(encoding="utf-8")):
            assert f"js/{imported}" in names, (path.name, imported)
    for page in PAGES.values():
        for named in re.findall(r'"/lapor/statis/([^"]+)"', (FOLDER / page).read_text(encoding="utf-8")):
            assert named in names


async def test_nothing_of_a_visit_is_logged(siti: Reporter, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="bot"), caplog.at_level(logging.DEBUG, logger="aiohttp"):
        await siti.report(draft())
        await siti.post("/api/lapor", {})
    assert not caplog.records
