"""The page's files and the headers of every answer."""

from __future__ import annotations

import asyncio
import base64
import gzip
import hashlib
import re
from pathlib import Path

import pytest

from bot.emulator.clock import MovableClock
from bot.reports.room import Room
from bot.web import statics
from bot.web.server import Running, start
from tests.web.conftest import PAGE, Team
from tests.web.officer import Officer


async def raw(running: Running, target: str) -> tuple[int, bytes]:
    """Status and body of a target as it stands: no client has tidied it up."""
    host, port = running.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode("latin-1"))
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), body


async def test_the_pages_and_their_files_are_served(web: Running) -> None:
    async with Officer(web.url) as visitor:
        inbox, enrolment = await visitor.get("/"), await visitor.get("/daftar")
        script = await visitor.get("/statis/js/main.js")
    assert (inbox.status, inbox.body) == (200, PAGE)
    assert b"Daftar" in enrolment.body
    assert inbox.headers["Content-Type"] == "text/html; charset=utf-8"
    assert script.headers["Content-Type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "../secret.js",
        "..%2fsecret.js",
        "%2e%2e/secret.js",
        "%2e%2e%2fsecret.js",
        "js/../../secret.js",
        "js/..%2f..%2fsecret.js",
        "..%5csecret.js",
        "..\\secret.js",
        "%00",
        "js/main.js%00",
        "js/main.js%00.css",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "js//main.js",
        "./js/main.js",
        "js",
        "js/",
        "README.md",
        "nothing.js",
        "%ff",
    ],
)
async def test_nothing_else_is_served(web: Running, path: str) -> None:
    status, body = await raw(web, f"/statis/{path}")
    assert status in (400, 404)
    assert b"outside" not in body
    assert b"root:" not in body


async def test_files_of_the_whole_disk_are_not_served_by_name(web: Running, page_folder: Path) -> None:
    outside = page_folder.parent / "secret.js"
    assert (await raw(web, f"/statis/{outside}"))[0] == 404
    assert (await raw(web, str(outside)))[0] == 404


def test_only_what_was_there_at_the_start_is_served(page_folder: Path) -> None:
    served = statics.Statics(page_folder)
    (page_folder / "late.js").write_text("late")
    assert "late.js" not in served.names


async def test_a_file_that_the_browser_has_is_not_sent_again(web: Running) -> None:
    async with Officer(web.url) as visitor:
        first = await visitor.get("/statis/js/main.js")
        again = await visitor.get("/statis/js/main.js", **{"If-None-Match": first.headers["ETag"]})
        other = await visitor.get("/", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    assert other.status == 200
    assert first.headers["Cache-Control"] == "no-cache"


async def test_large_text_is_compressed_for_those_who_take_it(web: Running, page_folder: Path) -> None:
    content = (page_folder / "js/main.js").read_bytes()
    async with Officer(web.url) as visitor:
        packed = await visitor.send("GET", "/statis/js/main.js", headers={"Accept-Encoding": "gzip"})
        plain = await visitor.send("GET", "/statis/js/main.js", headers={"Accept-Encoding": "identity"})
    assert packed.body == plain.body == content  # the client has unpacked it
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) == len(gzip.compress(content, mtime=0)) < len(content)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["ETag"] != plain.headers["ETag"]


async def test_every_answer_carries_the_headers(team: Team) -> None:
    for path in (
        "/",
        "/daftar",
        "/statis/js/main.js",
        "/statis/x",
        "/x",
        "/health",
        "/api/situs",
        "/api/laporan",
        "/api/x",
    ):
        headers = (await team.rani.get(path)).headers
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]
        assert "Python" not in headers["Server"]
        assert "aiohttp" not in headers["Server"]
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; ")
        assert "Strict-Transport-Security" not in headers
        if path.startswith("/api/"):
            assert headers["Cache-Control"] == "no-store"


async def test_the_policy_allows_this_origin_and_the_import_map_only(web: Running) -> None:
    async with Officer(web.url) as visitor:
        policy = (await visitor.get("/")).headers["Content-Security-Policy"]
    directives = dict(part.split(" ", 1) for part in policy.split("; "))
    digest = base64.b64encode(hashlib.sha256(b'{"imports": {}}').digest()).decode()
    assert directives == {
        "default-src": "'none'",
        "script-src": f"'self' 'wasm-unsafe-eval' 'sha256-{digest}'",
        "style-src": "'self'",
        "img-src": "'self' blob: data:",
        "connect-src": "'self'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }


async def test_behind_tls_cookies_and_headers_ask_for_tls(room: Room, clock: MovableClock, page_folder: Path) -> None:
    running = await start(room, clock, public_url="https://lapor.example:443/", page_folder=page_folder)
    async with running, Officer(running.url, "https://lapor.example") as officer:
        assert running.origin == "https://lapor.example"
        await officer.enrol(await room.holders.invite("Rani", "Inspektorat"))
        await room.holders.confirm(officer.id)
        answer = await officer.log_in()
        assert answer.status == 200
        assert "Secure" in answer.headers["Set-Cookie"].split("; ")
        assert answer.headers["Strict-Transport-Security"].startswith("max-age=")


async def test_without_its_pages_the_inbox_does_not_start(room: Room, clock: MovableClock, tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"index\.html"):
        await start(room, clock, page_folder=tmp_path / "nothing")


async def test_a_taken_port_is_an_error(room: Room, clock: MovableClock, web: Running, page_folder: Path) -> None:
    port = int(web.url.rpartition(":")[2])
    with pytest.raises(OSError, match=r"[Aa]ddress"):
        await start(room, clock, port=port, page_folder=page_folder)


async def test_health_answers_anybody(web: Running) -> None:
    async with Officer(web.url) as visitor:
        answer = await visitor.get("/health")
    assert (answer.status, answer.body) == (200, b"ok")


def test_the_shipped_pages_find_all_their_files() -> None:
    shipped = statics.Statics()
    for page in ("index.html", "daftar.html"):
        html = (statics.FOLDER / page).read_text(encoding="utf-8")
        named = set(re.findall(r'"/statis/([^"]+)"', html))
        assert named
        assert named <= shipped.names
    assert shipped.script_hashes()
