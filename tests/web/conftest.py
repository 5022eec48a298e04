"""The inbox on a real database and a real port, with officers who use it over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.emulator.clock import MovableClock
from bot.reports.room import Room
from bot.web.server import Running, start
from tests.bot.reports.conftest import clock, room, url
from tests.bot.reports.people import draft, recovery
from tests.web.officer import Officer

__all__ = ["clock", "room", "url"]

PAGE = b'<!doctype html><script type="importmap">{"imports": {}}</script><p>Halaman</p>'


@pytest.fixture
def page_folder(tmp_path: Path) -> Path:
    """A page without the real one's weight."""
    folder = tmp_path / "page"
    (folder / "js").mkdir(parents=True)
    (folder / "index.html").write_bytes(PAGE)
    (folder / "daftar.html").write_bytes(PAGE.replace(b"Halaman", b"Daftar"))
    (folder / "js/main.js").write_text("export const long = 1;\n" * 200)
    (folder / "README.md").write_text("not for browsers")
    (tmp_path / "secret.js").write_text("outside")
    return folder


@pytest.fixture
async def web(room: Room, clock: MovableClock, page_folder: Path) -> AsyncIterator[Running]:
    async with await start(room, clock, page_folder=page_folder) as running:
        yield running


async def enrolled(room: Room, running: Running, name: str) -> Officer:
    """An officer who was invited, enrolled over HTTP and was confirmed; not logged in."""
    officer = Officer(running.url, running.origin)
    answer = await officer.enrol(await room.holders.invite(name, "Inspektorat"))
    assert answer.status == 200
    await room.holders.confirm(officer.id)
    return officer


@dataclass(frozen=True)
class Team:
    """Two officers who are logged in. Reports are open."""

    rani: Officer
    budi: Officer


@pytest.fixture
async def team(room: Room, web: Running) -> AsyncIterator[Team]:
    async with AsyncExitStack() as stack:
        await recovery(room)
        rani, budi = [await stack.enter_async_context(await enrolled(room, web, name)) for name in ("Rani", "Budi")]
        for officer in (rani, budi):
            assert (await officer.log_in()).status == 200
        yield Team(rani, budi)


@pytest.fixture
async def report(room: Room, team: Team) -> str:
    """One report that both may open: its id as in the list."""
    await room.intake.submit(draft())
    return str((await team.rani.rows())[0]["id"])
