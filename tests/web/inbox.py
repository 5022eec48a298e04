"""A real inbox for page tests: server, database and reports, and officers who use it with Chromium.

Test modules import the fixtures `inbox` and `page`, and `browser` from tests.browser.
"""

from __future__ import annotations

import base64
import datetime as dt
import io
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest_asyncio
from PIL import Image
from playwright.async_api import Browser, Page, expect

from bot.emulator.clock import MovableClock
from bot.reports.cleaning import CleanFile, FileKind
from bot.reports.content import Body, Draft
from bot.reports.keys import key_file
from bot.reports.room import Room, open_room
from bot.web.server import Running, start
from tests.bot.reports.people import Holder, officer, recovery
from tests.browser import opened

PASSPHRASE = "kopi sawah lampu tenang perahu"
STORY = "Saya melihat camat membagikan kaus calon di aula.\nUnggahannya ada. <img src=x onerror=alert(1)>"
TODAY = dt.date(2026, 11, 22)
REFUSALS = ("Failed to load resource",)
"""What Chromium writes to its console about a refusal that a test causes on purpose."""


def _picture() -> CleanFile:
    content = io.BytesIO()
    Image.new("RGB", (64, 40), (40, 120, 90)).save(content, "JPEG")
    return CleanFile(FileKind.JPEG, content.getvalue())


PICTURE = _picture()
DOCUMENT = CleanFile(FileKind.PDF, b"%PDF-1.7\n%%EOF\n")


@dataclass(frozen=True)
class Inbox:
    """Rani and Budi are officers, and there is a recovery key. It is Sunday, 22 November 2026."""

    room: Room
    clock: MovableClock
    running: Running
    rani: Holder
    budi: Holder
    recovery: Holder

    async def report(self, *excluded: Holder, story: str = STORY, known: int = 1, files: bool = False) -> str:
        """A report about what its reporter has known for `known` days; returns its code."""
        day = TODAY - dt.timedelta(days=known)
        body = Body(event_date=day, known_date=day, story=story)
        attached = (PICTURE, DOCUMENT) if files else ()
        return await self.room.intake.submit(Draft(body, attached, frozenset(holder.id for holder in excluded)))

    async def enter(self, page: Page, holder: Holder | None = None) -> None:
        """Opens the inbox with a key file in the address, as the demo links to it, and logs in."""
        self.clock.advance(61)  # the limit of log-ins is counted by the minute
        holder = holder or self.rani
        file = json.dumps(key_file(holder.keys, holder.id, PASSPHRASE))
        await page.goto(f"{self.running.url}/#kunci={base64.urlsafe_b64encode(file.encode()).decode().rstrip('=')}")
        await self.unlock(page)

    async def unlock(self, page: Page) -> None:
        """Logs in with the key that the browser keeps."""
        self.clock.advance(61)
        await page.get_by_label("Kata sandi").fill(PASSPHRASE)
        await page.get_by_role("button", name="Masuk", exact=True).click()
        await expect(page.locator("#lock")).to_be_visible()

    async def enter_report(self, page: Page, holder: Holder | None = None) -> None:
        """Logs in and opens the first report of the list."""
        await self.enter(page, holder)
        await page.locator(".row").first.click()
        await expect(page.locator(".report h1")).to_be_focused()


@pytest_asyncio.fixture(loop_scope="session")
async def inbox(tmp_path: Path) -> AsyncIterator[Inbox]:
    clock = MovableClock(datetime(2026, 11, 22, 3, tzinfo=UTC), frozen=True)
    url = f"sqlite+aiosqlite:///{tmp_path / 'laporan' / 'laporan.db'}"
    async with open_room(url, bytes(range(32)), clock) as room:
        rani, budi = await officer(room, "Rani Wulandari"), await officer(room, "Budi Santoso", "BKPSDM")
        key = await recovery(room)
        async with await start(room, clock) as running:
            yield Inbox(room, clock, running, rani, budi, key)


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A fresh browser that fails the test on any error in its console, but for refusals."""
    async with opened(browser, width=1280, height=844, expected=REFUSALS) as shown:
        yield shown
