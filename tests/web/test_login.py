"""Enrolling and logging in: what proves a key, and everything that does not."""

from __future__ import annotations

import pytest
from yarl import URL

from bot.emulator.clock import MovableClock
from bot.reports.keys import b64, new_holder_keys
from bot.reports.room import Room
from bot.web.server import Running
from tests.bot.reports.people import recovery
from tests.web.conftest import Team, enrolled
from tests.web.officer import Officer


def token_of(officer: Officer) -> str:
    """The session token in the officer's cookie."""
    return str(officer.http.cookie_jar.filter_cookies(URL(officer.url))["sesi"].value)


async def visited_with(url: str, token: str) -> int:
    """What another browser gets with this token."""
    async with Officer(url) as other:
        return (await other.send("GET", "/api/saya", headers={"Cookie": f"sesi={token}"})).status


async def test_enrolment_shows_name_agency_and_the_fingerprint_that_is_read_out(room: Room, web: Running) -> None:
    async with Officer(web.url) as officer:
        answer = await officer.enrol(await room.holders.invite("Rani", "Inspektorat Contoh"))
        assert answer.status == 200
        assert (answer.body["nama"], answer.body["instansi"]) == ("Rani", "Inspektorat Contoh")
        assert answer.body["sidik"] == officer.keys.public.fingerprint


async def test_an_invitation_is_good_for_one_officer(room: Room, web: Running) -> None:
    token = await room.holders.invite("Rani", "Inspektorat")
    async with Officer(web.url) as first, Officer(web.url) as second:
        assert (await first.enrol(token)).status == 200
        answer = await second.enrol(token)
        assert (answer.status, answer.code) == (404, "tidak_ada")


async def test_an_expired_and_an_unknown_invitation_look_the_same(
    room: Room, web: Running, clock: MovableClock
) -> None:
    token = await room.holders.invite("Rani", "Inspektorat")
    clock.advance(8 * 24 * 3600)
    async with Officer(web.url) as officer:
        expired, unknown = await officer.enrol(token), await officer.enrol(b64(bytes(16)))
    assert expired.status == 404
    assert (unknown.status, unknown.body) == (expired.status, expired.body)


async def test_keys_without_proof_are_refused(room: Room, web: Running) -> None:
    token = await room.holders.invite("Rani", "Inspektorat")
    public = new_holder_keys().public
    form = {
        "undangan": token,
        "buka": b64(public.opening),
        "tanda": b64(public.signing),
        "bukti": b64(bytes(64)),
    }
    async with Officer(web.url) as officer:
        assert (await officer.post("/api/daftar", form)).status == 404
        assert (await officer.enrol(token)).status == 200, "the invitation is still good"


async def test_an_officer_is_active_and_may_enter_only_after_the_confirmation(room: Room, web: Running) -> None:
    async with Officer(web.url) as officer:
        await officer.enrol(await room.holders.invite("Rani", "Inspektorat"))
        status = f"/api/daftar/status?petugas={b64(officer.id)}"
        assert (await officer.get(status)).body == {"aktif": False}
        assert (await officer.log_in()).code == "belum_masuk"
        await room.holders.confirm(officer.id)
        assert (await officer.get(status)).body == {"aktif": True}
        assert (await officer.log_in()).status == 200


async def test_the_status_of_an_unknown_officer_is_not_active(web: Running) -> None:
    async with Officer(web.url) as nobody:
        assert (await nobody.get(f"/api/daftar/status?petugas={b64(bytes(16))}")).body == {"aktif": False}
        assert (await nobody.get("/api/daftar/status?petugas=salah")).status == 404


async def test_logging_in_tells_the_page_who_it_is(team: Team) -> None:
    answer = await team.rani.get("/api/saya")
    assert answer.body == {
        "petugas": b64(team.rani.id),
        "csrf": team.rani.csrf,
        "nama": "Rani",
        "instansi": "Inspektorat",
        "peran": "officer",
        "habis_menit": 15,
    }


async def test_the_session_cookie_is_kept_from_scripts_and_other_sites(room: Room, web: Running) -> None:
    async with await enrolled(room, web, "Rani") as officer:
        cookie = (await officer.log_in()).headers["Set-Cookie"]
    assert cookie.startswith("sesi=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie, "plain HTTP on this machine could not send it back"


async def test_the_recovery_key_finds_its_id_and_logs_in(room: Room, web: Running) -> None:
    holder = await recovery(room)
    async with Officer(web.url, keys=holder.keys) as leader:
        listed = (await leader.get("/api/situs")).body["pemulihan"]
        assert listed == [{"petugas": b64(holder.id), "sidik": holder.keys.public.fingerprint}]
        leader.id = holder.id
        assert (await leader.log_in()).body["peran"] == "recovery"


async def test_a_login_cannot_be_replayed(team: Team) -> None:
    form = team.rani.login_form(await team.rani.challenge())
    assert (await team.rani.post("/api/masuk", form)).status == 200
    again = await team.rani.post("/api/masuk", form)
    assert (again.status, again.code) == (401, "belum_masuk")


async def test_a_failed_attempt_uses_the_challenge_up(team: Team) -> None:
    challenge = await team.rani.challenge()
    form = team.rani.login_form(challenge)
    assert (await team.rani.post("/api/masuk", form | {"tanda": b64(bytes(64))})).status == 401
    assert (await team.rani.post("/api/masuk", form)).status == 401


async def test_a_challenge_expires(team: Team, clock: MovableClock) -> None:
    form = team.rani.login_form(await team.rani.challenge())
    clock.advance(60)
    assert (await team.rani.post("/api/masuk", form)).status == 401


async def test_a_challenge_is_not_good_for_somebody_else(team: Team) -> None:
    form = team.budi.login_form(await team.rani.challenge())
    assert (await team.budi.post("/api/masuk", form)).status == 401


async def test_a_signature_for_another_origin_is_refused(team: Team) -> None:
    form = team.rani.login_form(await team.rani.challenge(), origin="https://kotak-palsu.example")
    assert (await team.rani.post("/api/masuk", form)).status == 401


async def test_another_key_is_refused(team: Team, web: Running) -> None:
    async with Officer(web.url) as thief:
        thief.id = team.rani.id
        assert (await thief.log_in()).status == 401


async def test_an_unknown_officer_gets_a_challenge_and_the_same_refusal(team: Team, web: Running) -> None:
    async with Officer(web.url) as nobody:
        nobody.id = bytes(16)
        unknown = await nobody.log_in()
        nobody.id = team.rani.id
        wrong = await nobody.log_in()
    assert unknown.status == 401
    assert (unknown.status, unknown.body) == (wrong.status, wrong.body)


async def test_logging_in_again_ends_the_session_before(team: Team) -> None:
    before = token_of(team.rani)
    await team.rani.log_in()
    assert (await team.rani.get("/api/saya")).status == 200
    assert token_of(team.rani) != before
    assert await visited_with(team.rani.url, before) == 401


async def test_logging_out_ends_the_session_and_takes_the_cookie(team: Team) -> None:
    token = token_of(team.rani)
    assert await visited_with(team.rani.url, token) == 200
    assert (await team.rani.post("/api/keluar", {})).status == 200
    assert (await team.rani.get("/api/saya")).status == 401
    assert await visited_with(team.rani.url, token) == 401
    assert (await team.budi.get("/api/saya")).status == 200


@pytest.mark.parametrize("path", ["/api/saya", "/api/laporan", "/api/petugas"])
async def test_a_removed_officer_is_out_at_once_and_stays_out(team: Team, room: Room, path: str) -> None:
    await room.holders.remove(team.rani.id)
    assert (await team.rani.get(path)).status == 401
    assert (await team.rani.log_in()).status == 401
    assert (await team.budi.get(path)).status == 200
