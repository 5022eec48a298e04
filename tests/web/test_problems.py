"""When something breaks: a sentence with a code, and a log that knows neither who asked nor what."""

from __future__ import annotations

import asyncio
import logging
import re

import pytest

from bot.reports.room import Room
from bot.web.problems import connection_logger
from bot.web.server import Running
from tests.web.conftest import Team


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Everything that this room and the HTTP library say."""
    for name in ("bot", "aiohttp", "asyncio"):
        caplog.set_level(logging.DEBUG, logger=name)
    return caplog


async def break_database(room: Room) -> None:
    """A table is gone, as after a failed restore."""
    async with room.database.engine.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE message RENAME TO elsewhere")


async def test_a_failure_has_a_code_that_the_log_has_too(
    team: Team, room: Room, report: str, log: pytest.LogCaptureFixture
) -> None:
    await break_database(room)
    answer = await team.rani.get(f"/api/laporan/{report}")
    assert (answer.status, answer.code) == (500, "gangguan")
    code = re.search(r"kode ([0-9A-F]{6})\.", answer.body["pesan"])
    assert code
    assert re.search(rf"request failed code={code[1]} error=OperationalError at=\S+\.py:\d+", log.text)


async def test_a_failure_is_logged_without_who_and_what(
    team: Team, room: Room, report: str, log: pytest.LogCaptureFixture
) -> None:
    note = team.rani.sealed_note((await team.rani.open(report)).row, "Rahasia.")
    await break_database(room)
    answer = await team.rani.post(f"/api/laporan/{report}/catatan", note)
    assert answer.status == 500
    for secret in (report, note["id"], note["isi"][:40], team.rani.csrf, "127.0.0.1", "Rani", "elsewhere", "INSERT"):
        assert secret not in log.text
        assert secret not in answer.body["pesan"]
    assert (await team.rani.get("/api/laporan")).status == 200, "the rest goes on"


async def test_ordinary_use_is_not_logged(team: Team, report: str, log: pytest.LogCaptureFixture) -> None:
    await team.rani.open(report)
    await team.rani.get("/api/laporan/salah")
    await team.rani.post("/api/masuk", {})
    assert [record for record in log.records if record.name.startswith(("bot", "aiohttp"))] == []


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01rahasia\r\n\r\n",
        b"GET /rahasia HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nrahasia\r\n\r\n",
        b"GET /" + b"rahasia" * 2000 + b" HTTP/1.1\r\n\r\n",
        b"POST /api/masuk HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\nrahasia",
        b"POST /api/masuk HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nrahasia",
    ],
)
async def test_what_is_no_http_is_refused_without_a_trace(
    web: Running, log: pytest.LogCaptureFixture, sent: bytes
) -> None:
    host, port = web.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(sent)
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    assert b" 400 " in answer.split(b"\r\n")[0]
    assert [record for record in log.records if record.name.startswith(("bot", "aiohttp"))] == []


def test_a_failure_below_the_application_is_logged_by_its_kind_only(log: pytest.LogCaptureFixture) -> None:
    try:
        raise ConnectionError("rahasia")
    except ConnectionError:
        connection_logger().exception("Error handling request from %s", "203.0.113.9")
    assert "connection failed error=ConnectionError" in log.text
    assert "rahasia" not in log.text
    assert "203.0.113.9" not in log.text


async def test_a_visitor_who_leaves_in_the_middle_leaves_no_trace(web: Running, log: pytest.LogCaptureFixture) -> None:
    host, port = web.url.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"POST /api/masuk HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 90\r\n")
    writer.write(f"Origin: {web.origin}\r\n\r\n{{".encode())
    await writer.drain()
    writer.transport.abort()
    await web.stop()
    assert "127.0.0.1" not in log.text
    assert "masuk" not in log.text
