"""What officers do over HTTP, and what an officer whom the reporter excluded sees of it: nothing."""

from __future__ import annotations

import secrets
from typing import Any

import pytest

from bot.emulator.clock import MovableClock
from bot.reports import envelope
from bot.reports.envelope import Kind, Place
from bot.reports.keys import b64, unb64
from bot.reports.room import Room
from bot.web.server import Running
from tests.bot.reports.people import PICTURE, STORY, draft
from tests.web.conftest import Team, enrolled
from tests.web.officer import Answer, Officer, Opened

UNKNOWN = b64(bytes(16))


async def test_the_site_tells_its_fingerprint_and_the_words_of_its_lists(team: Team, room: Room) -> None:
    site = (await team.rani.get("/api/situs")).body
    assert site["fingerprint"] == await room.intake.fingerprint()
    assert unb64(site["garam"]) == await room.intake.salt()
    assert {"kode": "fasilitas", "label": "Penggunaan fasilitas negara"} in site["kategori"]
    assert len(site["provinsi"]) == 38
    assert site["status"]["langkah"]["diterima"] == ["ditelaah", "ditolak"]
    assert site["status"]["hasil"]["diteruskan"] == ["bawaslu", "bkn", "inspektorat", "ppk"]
    assert [agency["kode"] for agency in site["instansi"]] == site["status"]["hasil"]["diteruskan"]
    assert all(len(agency["diperiksa"]) == 10 for agency in site["instansi"])


async def test_an_empty_inbox(team: Team) -> None:
    answer = await team.rani.get("/api/laporan")
    assert answer.body["baris"] == []
    assert answer.body["total"] == 0
    assert set(answer.body["jumlah"].values()) == {0}
    assert answer.body["hari_ini"] == "2026-11-22"


async def test_a_report_is_on_the_list_with_its_dates(team: Team, report: str) -> None:
    page = (await team.budi.get("/api/laporan")).body
    assert page["jumlah"]["diterima"] == page["total"] == 1
    row = page["baris"][0]
    assert row.pop("kunci")
    assert len(row.pop("sebutan").split()) == 2
    assert row == {
        "id": report,
        "status": "diterima",
        "hasil": None,
        "kategori": "lain",
        "provinsi": None,
        "diterima": "2026-11-22",
        "tanggal_status": "2026-11-22",
        "batas_resmi": "2026-11-28",
        "sisa_hari": 6,
        "batas_pribadi": "2026-11-25",
        "batas_kabar": "2026-12-22",
    }


async def test_the_list_is_filtered_by_status_and_paged(team: Team, room: Room, report: str) -> None:
    for _ in range(2):
        await room.intake.submit(draft())
    await team.rani.move(report, "ditelaah")
    assert [row["id"] for row in await team.rani.rows("?status=ditelaah")] == [report]
    assert len(await team.rani.rows("?status=diterima")) == 2
    assert len(await team.rani.rows("?status=")) == 3
    everything = [row["id"] for row in await team.rani.rows()]
    assert [row["id"] for row in await team.rani.rows("?mulai=1")] == everything[1:]
    assert await team.rani.rows("?mulai=50") == []


@pytest.mark.parametrize(
    "query", ["status=dibuang", "status=DITERIMA", "mulai=-1", "mulai=x", "mulai=", "mulai=9999999999"]
)
async def test_a_list_that_cannot_be_is_refused(team: Team, query: str) -> None:
    answer = await team.rani.get(f"/api/laporan?{query}")
    assert (answer.status, answer.code) == (400, "bentuk_salah")


async def test_polling_brings_the_list_only_when_it_changed(team: Team, room: Room, clock: MovableClock) -> None:
    first = await team.rani.get("/api/laporan")
    etag = first.headers["ETag"]
    unchanged = await team.rani.get("/api/laporan", **{"If-None-Match": etag})
    assert (unchanged.status, unchanged.body, unchanged.headers["ETag"]) == (304, b"", etag)
    await room.intake.submit(draft())
    changed = await team.rani.get("/api/laporan", **{"If-None-Match": etag})
    assert (changed.status, changed.body["total"]) == (200, 1)
    assert changed.headers["ETag"] != etag


async def test_an_officer_opens_a_report_with_its_files(team: Team, room: Room) -> None:
    await room.intake.submit(draft(files=(PICTURE, PICTURE)))
    opened = await team.rani.open((await team.rani.rows())[0]["id"])
    assert opened.body.story == STORY
    assert str(opened.body.known_date) == "2026-11-21"
    assert [await team.rani.file(opened, file["id"]) for file in opened.row["lampiran"]] == [PICTURE, PICTURE]
    assert {holder["nama"] for holder in opened.row["pemegang"]} >= {"Rani", "Budi"}
    assert opened.row["dikecualikan"] == []


async def test_a_file_comes_as_bytes_that_no_browser_shows(team: Team, room: Room) -> None:
    await room.intake.submit(draft(files=(PICTURE,)))
    opened = await team.rani.open((await team.rani.rows())[0]["id"])
    file = opened.row["lampiran"][0]
    answer = await team.rani.get(f"/api/laporan/{opened.row['id']}/lampiran/{file['id']}")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(answer.body) == file["ukuran"]
    unknown = await team.rani.get(f"/api/laporan/{opened.row['id']}/lampiran/{UNKNOWN}")
    assert unknown.status == 404


async def test_a_reply_reaches_the_reporter_and_the_other_officers(team: Team, room: Room) -> None:
    code = await room.intake.submit(draft())
    opened = await team.rani.open((await team.rani.rows())[0]["id"])
    assert (await team.rani.reply(opened, "Kapan acaranya?")).status == 200
    mailbox = await room.mailboxes.open(code)
    assert mailbox
    assert [reply.text for reply in mailbox.replies] == ["Kapan acaranya?"]
    await mailbox.answer("Jumat pagi.")
    again = await team.budi.open(opened.row["id"])
    assert [message.text for message in again.messages] == ["Kapan acaranya?", "Jumat pagi."]


async def test_notes_and_reasons_stay_among_officers(team: Team, room: Room) -> None:
    code = await room.intake.submit(draft())
    opened = await team.rani.open((await team.rani.rows())[0]["id"])
    assert (await team.rani.note(opened, "Mirip laporan lain.")).status == 200
    reason = team.rani.sealed_note(opened.row, "Di luar masa kampanye.")
    assert (await team.rani.move(opened.row["id"], "ditolak", "di_luar_lingkup", reason)).status == 200
    again = await team.budi.open(opened.row["id"])
    assert [message.text for message in again.messages] == ["Mirip laporan lain.", "Di luar masa kampanye."]
    mailbox = await room.mailboxes.open(code)
    assert mailbox
    assert (mailbox.replies, mailbox.status, mailbox.outcome) == ((), "ditolak", "di_luar_lingkup")


async def test_a_step_that_is_not_open_any_more_is_a_conflict(team: Team, report: str) -> None:
    assert (await team.rani.move(report, "ditelaah")).status == 200
    for to, outcome in (("ditelaah", None), ("diteruskan", None), ("diteruskan", "terbukti"), ("diterima", None)):
        answer = await team.budi.move(report, to, outcome)
        assert (answer.status, answer.code) == (409, "bentrok"), (to, outcome)
    assert (await team.budi.move(report, "dibuang")).status == 400


async def test_an_officer_sorts_a_report(team: Team, report: str) -> None:
    path = f"/api/laporan/{report}/golongan"
    assert (await team.rani.post(path, {"kategori": "fasilitas", "provinsi": "Banten"})).status == 200
    row = (await team.budi.rows())[0]
    assert (row["kategori"], row["provinsi"]) == ("fasilitas", "Banten")
    for form in ({"kategori": "fasilitas", "provinsi": "Atlantis"}, {"kategori": "rahasia", "provinsi": None}):
        assert (await team.rani.post(path, form)).status == 400
    assert (await team.budi.rows())[0] == row


async def test_what_is_sealed_for_another_purpose_or_too_large_is_refused(team: Team, report: str) -> None:
    opened = await team.rani.open(report)
    place = Place(Kind.BODY, unb64(report))
    for content in (envelope.seal(b"x", unb64(opened.row["r_publik"]), place), b"x", bytes(66 * 1024 + 1)):
        form = {"id": b64(secrets.token_bytes(16)), "isi": b64(content)}
        assert (await team.rani.post(f"/api/laporan/{report}/catatan", form)).status == 400
    assert (await team.rani.open(report)).messages == ()


async def test_the_same_message_is_stored_once(team: Team, report: str) -> None:
    form = team.rani.sealed_note((await team.rani.open(report)).row, "Dua kali.")
    answers = [await team.rani.post(f"/api/laporan/{report}/catatan", form) for _ in range(2)]
    assert [answer.status for answer in answers] == [200, 409]
    assert len((await team.rani.open(report)).messages) == 1


async def test_the_history_tells_who_did_what_on_which_day(team: Team, report: str) -> None:
    await team.rani.open(report)
    await team.rani.move(report, "ditelaah")
    history = (await team.budi.open(report)).row["riwayat"]
    assert [(line["siapa"], line["apa"], line["rinci"]) for line in history] == [
        ("Rani", "dibuka", ""),
        ("Rani", "status", "diterima>ditelaah"),
        ("Budi", "dibuka", ""),
    ]
    assert {line["tanggal"] for line in history} == {"2026-11-22"}


async def test_access_is_given_to_an_officer_who_came_later(team: Team, room: Room, web: Running, report: str) -> None:
    async with await enrolled(room, web, "Citra") as citra:
        await citra.log_in()
        assert await citra.rows() == []
        opened = await team.rani.open(report)
        listed = {holder["nama"]: holder for holder in (await team.rani.get("/api/petugas")).body}
        assert listed["Citra"]["sidik"] == citra.keys.public.fingerprint
        assert (await team.rani.grant(opened, listed["Citra"])).status == 200
        assert (await citra.open(report)).body.story == STORY
        assert (await team.rani.grant(opened, listed["Citra"])).status == 409


async def test_an_officer_steps_back_unless_nobody_else_is_left(team: Team, report: str) -> None:
    await team.rani.open(report)
    assert (await team.rani.post(f"/api/laporan/{report}/lepas", {})).status == 200
    assert await team.rani.rows() == []
    assert (await team.rani.get(f"/api/laporan/{report}")).status == 404
    answer = await team.budi.post(f"/api/laporan/{report}/lepas", {})
    assert (answer.status, answer.code) == (409, "bentrok")
    assert len(await team.budi.rows()) == 1


async def every_step(officer: Officer, report: str, opened: Opened) -> list[Answer]:
    """All that an officer could try on a report, well-formed."""
    note, path = officer.sealed_note(opened.row, "Coba."), f"/api/laporan/{report}"
    reply = {"id": note["id"], "untuk_pelapor": note["isi"], "untuk_petugas": note["isi"]}
    forms: dict[str, dict[str, Any]] = {
        "balasan": reply,
        "catatan": note,
        "status": {"ke": "ditelaah", "hasil": None, "alasan": None},
        "golongan": {"kategori": "dana", "provinsi": None},
        "akses": {"petugas": b64(officer.id), "kunci": note["isi"]},
        "lepas": {},
    }
    attachment = opened.row["lampiran"][0]["id"]
    reading = [await officer.get(path), await officer.get(f"{path}/lampiran/{attachment}")]
    return reading + [await officer.post(f"{path}/{step}", form) for step, form in forms.items()]


async def test_an_excluded_officer_sees_nothing(team: Team, room: Room) -> None:
    before = [(await team.budi.get(path)).body for path in ("/api/laporan", "/api/statistik", "/api/audit")]
    excluded = draft(files=(PICTURE,))
    await room.intake.submit(type(excluded)(excluded.body, excluded.files, frozenset({team.budi.id})))
    opened = await team.rani.open((await team.rani.rows())[0]["id"])
    await team.rani.reply(opened, "Terima kasih.")
    await team.rani.move(opened.row["id"], "ditelaah")
    after = [(await team.budi.get(path)).body for path in ("/api/laporan", "/api/statistik", "/api/audit")]
    assert after == before
    foreign = await every_step(team.budi, opened.row["id"], opened)
    unknown = await every_step(team.budi, UNKNOWN, opened)
    assert [(answer.status, answer.body) for answer in foreign] == [(a.status, a.body) for a in unknown]
    assert {answer.status for answer in foreign} == {404}
    assert opened.row["id"] not in str([answer.body for answer in foreign])
    again = await team.rani.open(opened.row["id"])
    assert len(again.messages) == 1
    assert "Budi" not in str(again.row["pemegang"]) + str(again.row["riwayat"])


async def test_nobody_gives_an_excluded_officer_access(team: Team, room: Room) -> None:
    await room.intake.submit(type(plain := draft())(plain.body, (), frozenset({team.budi.id})))
    opened = await team.rani.open((await team.rani.rows())[0]["id"])
    assert opened.row["dikecualikan"] == [b64(team.budi.id)]
    budi = next(holder for holder in (await team.rani.get("/api/petugas")).body if holder["nama"] == "Budi")
    assert (await team.rani.grant(opened, budi)).status == 409
    assert await team.budi.rows() == []


async def test_statistics_hide_small_numbers(team: Team, report: str, room: Room) -> None:
    few = (await team.rani.get("/api/statistik")).body
    assert few["total"] is None
    assert few["status"]["diterima"] is None
    for _ in range(5):
        await room.intake.submit(draft())
    many = (await team.rani.get("/api/statistik")).body
    assert many["total"] == many["status"]["diterima"] == many["bulan"]["2026-11"] == 6


async def test_the_audit_is_paged_newest_first(team: Team, report: str) -> None:
    opened = await team.rani.open(report)
    for _ in range(50):
        await team.rani.note(opened, "Catatan.")
    first = (await team.rani.get("/api/audit")).body
    assert (len(first["baris"]), first["lagi"]) == (50, True)
    assert first["baris"][0] == {
        "tanggal": "2026-11-22",
        "siapa": "Rani",
        "apa": "dicatat",
        "rinci": "",
        "laporan": report,
        "sebutan": opened.row["sebutan"],
    }
    rest = (await team.rani.get("/api/audit?mulai=50")).body
    assert rest["lagi"] is False
    assert {line["apa"] for line in rest["baris"]} == {"dibuka", "diundang", "mendaftar", "diaktifkan", "pemulihan"}
