"""From the chat to the officer's browser and back: a report's whole life, through the real bot and a real browser."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect
from sqlalchemy import func, table
from sqlmodel import select

from bot.clock import SystemClock
from bot.feedback.service import Feedback
from bot.reports.retention import purge
from bot.reports.tables import Table
from bot.storage.database import Database
from bot.web.server import Running, start
from handlers.views.mailbox_messages import CODE_UNKNOWN
from knowledge.finder import Finder
from tests.bot.reports.people import draft
from tests.browser import browser, opened
from tests.journeys.conftest import Reporter, Site, open_site

__all__ = ["browser"]

PASSPHRASE = "kopi sawah lampu tenang perahu"
pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def site(finder: Finder, tmp_path: Path) -> AsyncIterator[Site]:
    """In the browser's event loop."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'feedback.db'}")
    await database.migrate()
    async with open_site(finder, Feedback(database, SystemClock()), tmp_path) as opened:
        yield opened
    await database.close()


@pytest_asyncio.fixture(loop_scope="session")
async def inbox(site: Site) -> AsyncIterator[Running]:
    async with await start(site.room, site.clock) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def siti(site: Site) -> Reporter:
    return await site.reporter()


async def enrol(page: Page, site: Site, inbox: Running, name: str) -> None:
    """An invited officer makes keys in the browser and is confirmed by the administrator, who compares fingerprints."""
    token = await site.room.holders.invite(name, "Inspektorat")
    await page.goto(f"{inbox.url}/daftar#{token}")
    await page.get_by_label("Kata sandi", exact=True).fill(PASSPHRASE)
    await page.get_by_label("Ulangi kata sandi").fill(PASSPHRASE)
    await page.get_by_role("button", name="Buat kunci").click()
    async with page.expect_download():
        await page.get_by_role("button", name="Simpan berkas kunci").click()
    await page.get_by_label("Berkas kunci sudah saya simpan").check()
    await page.get_by_role("button", name="Lanjut").click()
    (waiting,) = await site.room.holders.waiting()
    assert waiting.keys
    await expect(page.locator(".fingerprint")).to_have_text(waiting.keys.fingerprint)
    await site.room.holders.confirm(waiting.id)
    await page.get_by_role("link", name="Masuk ke kotak laporan").click(timeout=8_000)
    await page.get_by_label("Kata sandi").fill(PASSPHRASE)
    await page.get_by_role("button", name="Masuk", exact=True).click()
    await expect(page.locator("#lock")).to_be_visible()


async def rows(site: Site) -> dict[str, int]:
    """How many rows each table has, but for holders, their audit and the site's salt."""
    tables = set(Table.metadata.tables) - {"holder", "audit", "site"}
    async with site.room.database.reading() as session:
        return {name: (await session.exec(select(func.count()).select_from(table(name)))).one() for name in tables}


async def test_a_report_from_the_chat_to_the_officer_and_back_until_nothing_is_left(
    browser: Browser, site: Site, inbox: Running, siti: Reporter
) -> None:
    async with opened(browser, width=1280, accept_downloads=True) as page:
        await enrol(page, site, inbox, "Dewi Lestari")
        code = await siti.report("Camat membagikan kaus calon di pendopo.")

        await expect(page.locator(".row")).to_have_count(1, timeout=5_000)
        await page.locator(".row").click()
        await expect(page.get_by_text("Camat membagikan kaus calon di pendopo.")).to_be_visible()
        await page.get_by_label("Balasan untuk pelapor").fill("Di pendopo yang mana, dan siapa saksinya?")
        await page.get_by_role("button", name="Kirim balasan").click()
        await expect(page.locator(".thread")).to_contain_text("Di pendopo yang mana")
        await page.get_by_text("Ubah status").click()
        await page.get_by_label("Status baru").select_option("ditelaah")
        await page.get_by_role("button", name="Lanjut").click()
        await page.get_by_role("button", name="Ya, ubah status").click()
        await expect(page.get_by_role("status")).to_have_text("Status sekarang: Ditelaah.")

        shown = await siti.say(code)
        assert shown.text.startswith("Sedang ditelaah sejak 22 November 2026")
        assert "Di pendopo yang mana, dan siapa saksinya?" in shown.text
        await siti.tap("Balas")
        await siti.say("Pendopo kecamatan. Ada rekamannya.")
        await expect(page.locator(".thread")).to_contain_text("Pendopo kecamatan. Ada rekamannya.", timeout=8_000)

    assert set((await rows(site)).values()) > {0}
    site.clock.advance(timedelta(days=366))
    assert await purge(site.room.database, site.clock) == 1
    assert set((await rows(site)).values()) == {0}
    assert (await siti.say(code)).text.startswith(CODE_UNKNOWN)


async def test_an_excluded_officer_sees_nothing(browser: Browser, site: Site, inbox: Running, siti: Reporter) -> None:
    async with opened(browser, width=390, accept_downloads=True) as page:
        await enrol(page, site, inbox, "Dewi Lestari")
        await siti.to_check("Kepala dinas Dewi mengajak memilih calon.")
        await siti.tap("Jangan kirim ke ...")
        await siti.tap("Dewi Lestari, Inspektorat")
        await siti.tap("Selesai memilih")
        await siti.tap("Kirim")
        assert await site.reports() == 1
        await site.room.intake.submit(draft())  # a second one, which she may read: her list is alive
        await expect(page.locator(".row")).to_have_count(1, timeout=5_000)
        await expect(page.get_by_role("link", name="Semua")).to_contain_text("1")
        await page.get_by_role("link", name="Statistik").click()
        await expect(page.locator("main")).not_to_contain_text("2 laporan")
