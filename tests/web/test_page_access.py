"""Every screen of the inbox by the rules of accessibility, in light and dark, from 360 px."""

from __future__ import annotations

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from bot.reports.keys import b64
from tests.bot.reports.people import officer, only_row, reply
from tests.browser import browser
from tests.web.inbox import Inbox, inbox, page

pytestmark = pytest.mark.asyncio(loop_scope="session")
__all__ = ["browser", "inbox", "page"]

SERIOUS = ("serious", "critical")
NARROWEST = {"width": 360, "height": 740}


async def check(page: Page) -> None:
    """No serious finding of axe in either theme, and nothing wider than the narrowest telephone."""
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        found = (await Axe().run(page)).response["violations"]
        assert not [(item["id"], item["nodes"][0]["html"]) for item in found if item["impact"] in SERIOUS]
    assert await page.evaluate("document.documentElement.scrollWidth") <= NARROWEST["width"]


@pytest_asyncio.fixture(autouse=True, loop_scope="session")
async def narrow(page: Page) -> None:
    await page.set_viewport_size(NARROWEST)  # type: ignore[arg-type]


async def test_logging_in(page: Page, inbox: Inbox) -> None:
    await page.goto(inbox.running.url)
    await check(page)
    await page.get_by_role("button", name="Masuk", exact=True).click()
    await expect(page.locator(".line.wrong")).to_be_visible()
    await check(page)
    await page.get_by_role("button", name="Masuk dengan kunci pemulihan").click()
    await check(page)


async def test_enrolment(page: Page, inbox: Inbox) -> None:
    await page.goto(f"{inbox.running.url}/daftar")
    await check(page)
    token = await inbox.room.holders.invite("Dewi", "Inspektorat")
    await page.goto(f"{inbox.running.url}/")
    await page.goto(f"{inbox.running.url}/daftar#{token}")
    await page.get_by_role("button", name="Buatkan kata sandi").click()
    drawn = await page.locator(".fingerprint").inner_text()
    await page.get_by_label("Kata sandi", exact=True).fill(drawn)
    await page.get_by_label("Ulangi kata sandi").fill(drawn)
    await check(page)
    await page.get_by_role("button", name="Buat kunci").click()
    await expect(page.locator("h1")).to_have_text("Simpan berkas kunci Anda")
    await check(page)
    async with page.expect_download():
        await page.get_by_role("button", name="Simpan berkas kunci").click()
    await page.get_by_label("Berkas kunci sudah saya simpan").check()
    await page.get_by_role("button", name="Lanjut").click()
    await expect(page.locator(".fingerprint")).to_be_visible()
    await check(page)


async def test_the_list(page: Page, inbox: Inbox) -> None:
    await inbox.enter(page)
    await check(page)
    for known in (0, 6, 9):
        await inbox.report(known=known)
    await expect(page.locator(".row")).to_have_count(3, timeout=6_000)
    await check(page)


async def test_a_report_with_everything_open(page: Page, inbox: Inbox) -> None:
    code = await inbox.report(files=True, story="Sangatpanjangtanpaspasi" * 40)
    await officer(inbox.room, "Dewi", "Bawaslu")
    row = await only_row(inbox.room, inbox.rani)
    await reply(inbox.room, inbox.rani, row, "https://contoh.example/" + "a" * 200)
    opened = await inbox.room.mailboxes.open(code)
    assert opened
    await opened.answer("Ada saksi lain.")
    await inbox.enter_report(page)
    for summary in await page.locator("summary").all():
        await summary.click()
    for number in (1, 2):
        await page.get_by_role("button", name=f"Buka lampiran {number}").click()
        await expect(page.get_by_role("button", name=f"Simpan lampiran {number}")).to_be_visible()
    await page.get_by_label("Beri akses kepada").select_option(index=1)
    await page.get_by_role("button", name="Kecualikan diri saya").click()
    await page.get_by_label("Status baru").select_option("ditolak")
    await page.get_by_label("Hasil").select_option("di_luar_lingkup")
    await check(page)
    await page.get_by_role("button", name="Lanjut").click()
    await check(page)


async def test_sheet_numbers_and_audit(page: Page, inbox: Inbox) -> None:
    await inbox.report()
    await inbox.enter_report(page)
    await page.get_by_role("link", name="Buat lembar penerusan").click()
    await expect(page.locator(".paper")).to_be_visible()
    await check(page)
    for name, heading in (("Statistik", "Statistik"), ("Audit", "Audit")):
        await page.get_by_role("link", name=name, exact=True).click()
        await expect(page.locator("h1")).to_have_text(heading)
        await check(page)


async def test_empty_failed_and_vanished_pages(page: Page, inbox: Inbox) -> None:
    await inbox.enter(page)
    await page.evaluate(f"location.hash = '#/laporan/{b64(bytes(16))}'")
    await expect(page.locator("h1")).to_have_text("Laporan ini tidak ada")
    await check(page)
    await page.route("**/api/**", lambda route: route.abort())
    await page.evaluate("location.hash = '#/statistik'")
    await expect(page.locator("h1")).to_have_text("Halaman ini belum dapat dibuka")
    await check(page)
    await page.get_by_role("button", name="Keluar").click()
    await expect(page.locator("#notice")).to_be_visible()
    await check(page)
