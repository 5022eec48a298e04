"""Every route of the API, for everybody who has no business there."""

from __future__ import annotations

import re

import pytest
from aiohttp.test_utils import make_mocked_request
from aiohttp.web import Request
from multidict import CIMultiDict

from bot.emulator.clock import MovableClock
from bot.reports.keys import b64
from bot.web.guard import WITHOUT_SESSION
from bot.web.limits import A_MINUTE, OTHERS_A_MINUTE, visitor
from bot.web.server import Running
from tests.web.conftest import Team
from tests.web.officer import Officer

READING = {
    "/api/saya",
    "/api/laporan",
    "/api/laporan/{id}",
    "/api/laporan/{id}/lampiran/{attachment}",
    "/api/petugas",
    "/api/statistik",
    "/api/audit",
}
CHANGING = {
    "/api/keluar",
    *(f"/api/laporan/{{id}}/{step}" for step in ("balasan", "catatan", "status", "golongan", "akses", "lepas")),
}
PUBLIC = {
    "GET": {"/api/situs", "/api/daftar/status"},
    "POST": {"/api/daftar", "/api/tantangan", "/api/masuk"},
}
EVERY = [("GET", path) for path in sorted(READING)] + [("POST", path) for path in sorted(CHANGING)]


def address(path: str) -> str:
    """A route with ids that nobody has."""
    return path.replace("{id}", b64(bytes(16))).replace("{attachment}", b64(bytes(16)))


def test_the_tests_know_every_route(web: Running) -> None:
    app = web.runner.app
    routes = {(route.method, route.resource.canonical) for route in app.router.routes() if route.resource}
    reporters = re.compile("/api/(lapor|kotak)(/|$)")  # applications of their own, see test_reporter_reports
    api = {(method, path) for method, path in routes if path.startswith("/api/") and method != "HEAD"}
    api = {(method, path) for method, path in api if not reporters.match(path)}
    public = {(method, path) for method, paths in PUBLIC.items() for path in paths}
    assert api == {*EVERY, *public}
    assert {path for _, path in public} == WITHOUT_SESSION
    assert {method for method, _ in routes} == {"GET", "HEAD", "POST"}


async def test_every_route_without_a_session_is_closed(web: Running) -> None:
    async with Officer(web.url) as nobody:
        for method, path in EVERY:
            answer = await nobody.send(method, address(path), json={}, headers={"Origin": web.origin})
            assert (answer.status, answer.code) == (401, "belum_masuk"), path
            assert "Masuk" in answer.body["pesan"]


@pytest.mark.parametrize("token", ["", "A" * 43, "..%2f", "é", '"', "x" * 5000])
async def test_every_route_with_an_invented_session_is_closed(web: Running, token: str) -> None:
    async with Officer(web.url) as nobody:
        headers = {"Origin": web.origin, "Cookie": f"sesi={token}"}
        for method, path in EVERY:
            assert (await nobody.send(method, address(path), json={}, headers=headers)).status == 401, path


async def test_every_route_is_closed_after_the_session_expired(team: Team, clock: MovableClock) -> None:
    clock.advance(15 * 60)
    for method, path in EVERY:
        headers = {"Origin": team.rani.origin, "X-CSRF": team.rani.csrf}
        assert (await team.rani.send(method, address(path), json={}, headers=headers)).status == 401


async def test_a_session_that_is_used_lasts_eight_hours_and_no_longer(team: Team, clock: MovableClock) -> None:
    for _ in range(8 * 6 - 1):
        clock.advance(10 * 60)
        assert (await team.rani.get("/api/saya")).status == 200
    clock.advance(10 * 60)
    assert (await team.rani.get("/api/saya")).status == 401


@pytest.mark.parametrize("path", sorted(CHANGING))
async def test_a_change_needs_the_sessions_own_csrf_token(team: Team, path: str) -> None:
    for token in ("", "falsch", team.budi.csrf, team.rani.csrf[:-1], "\xe9"):
        answer = await team.rani.post(address(path), {}, **{"X-CSRF": token})
        assert (answer.status, answer.code) == (403, "csrf"), token
    assert (await team.rani.get("/api/saya")).status == 200


@pytest.mark.parametrize("path", sorted(CHANGING | PUBLIC["POST"]))
async def test_a_change_must_come_from_the_inbox_itself(team: Team, path: str, clock: MovableClock) -> None:
    clock.advance(60)  # the officers' own enrolment counts too
    port = team.rani.url.rpartition(":")[2]
    for origin in ("", "null", "https://jahat.example", team.rani.origin + ".example", f"http://localhost:{port}"):
        answer = await team.rani.post(address(path), {}, Origin=origin)
        assert (answer.status, answer.code) == (403, "terlarang"), origin


async def test_other_methods_are_refused(team: Team) -> None:
    headers = {"Origin": team.rani.origin, "X-CSRF": team.rani.csrf}
    for method, path in EVERY:
        for other in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} - {method}:
            assert (await team.rani.send(other, address(path), headers=headers)).status == 405, (other, path)


async def test_an_address_written_otherwise_is_no_way_around(web: Running) -> None:
    async with Officer(web.url) as nobody:
        for path in (
            "/%61pi/laporan",
            "/api/%6Caporan",
            "/api//laporan",
            "/api/laporan/",
            "/API/laporan",
            "//api/laporan",
        ):
            assert (await nobody.get(path)).status in (401, 404), path


async def test_only_ten_logins_a_minute_from_one_address(team: Team, clock: MovableClock) -> None:
    clock.advance(60)
    form = team.rani.login_form(bytes(32))
    codes = [(await team.rani.post("/api/masuk", form)).status for _ in range(A_MINUTE["/api/masuk"] + 1)]
    assert codes == [401] * A_MINUTE["/api/masuk"] + [429]
    assert (await team.rani.get("/api/saya")).status == 200, "who is logged in goes on working"
    clock.advance(60)
    assert (await team.rani.post("/api/masuk", form)).status == 401


async def test_officers_behind_one_address_do_not_use_up_each_others_calls(team: Team) -> None:
    codes = [(await team.rani.get("/api/saya")).status for _ in range(OTHERS_A_MINUTE + 1)]
    assert codes[-1] == 429
    assert (await team.budi.get("/api/saya")).status == 200


def asking(remote: str, *forwarded: str) -> Request:
    headers = CIMultiDict([("X-Forwarded-For", value) for value in forwarded])
    return make_mocked_request("GET", "/", headers=headers).clone(remote=remote)


def test_a_forwarded_address_counts_only_behind_a_trusted_proxy() -> None:
    request = asking("10.0.0.1", "203.0.113.9")
    assert visitor(request, trusted_proxy=False) == "10.0.0.1"
    assert visitor(request, trusted_proxy=True) == "203.0.113.9"


def test_of_forwarded_addresses_the_proxys_own_word_counts() -> None:
    assert visitor(asking("10.0.0.1", "1.2.3.4, 203.0.113.9"), trusted_proxy=True) == "203.0.113.9"
    assert visitor(asking("10.0.0.1", "1.2.3.4", "203.0.113.9"), trusted_proxy=True) == "203.0.113.9"
    assert visitor(asking("10.0.0.1", "nonsense"), trusted_proxy=True) == ""
    assert visitor(asking("10.0.0.1"), trusted_proxy=True) == "10.0.0.1"


def test_a_network_of_ipv6_counts_as_one_visitor() -> None:
    one, other = asking("2001:db8:1:2::1"), asking("2001:db8:1:2:ffff::9")
    assert visitor(one, trusted_proxy=False) == visitor(other, trusted_proxy=False)
    assert visitor(asking("2001:db8:1:3::1"), trusted_proxy=False) != visitor(one, trusted_proxy=False)
