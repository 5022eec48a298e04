"""Every step of the reporter's pages by the rules of accessibility, in light and dark, from 360 px, by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.bot.reports.attachments import telling_jpeg
from tests.bot.reports.people import officer, only_row, reply
from tests.browser import browser
from tests.web.form import begin, enter, go_on, send
from tests.web.inbox import Inbox, inbox, page
from tests.web.test_page_access import NARROWEST, check

pytestmark = pytest.mark.asyncio(loop_scope="session")
__all__ = ["browser", "inbox", "page"]


@pytest_asyncio.fixture(autouse=True, loop_scope="session")
async def narrow(page: Page) -> None:
    await page.set_viewport_size(NARROWEST)  # type: ignore[arg-type]


async def test_every_step_of_the_form(page: Page, inbox: Inbox, tmp_path: Path) -> None:
    await officer(inbox.room, "Dewi " + "Sangatpanjangnamanya" * 3, "Inspektorat Kabupaten Contoh Sekali")
    await officer(inbox.room, "Sari", "Inspektorat Kabupaten Contoh Sekali")
    await page.goto(f"{inbox.running.url}/lapor")
    await page.locator("summary").first.click()
    await check(page)
    await begin(page, inbox)
    await go_on(page)
    await check(page)
    await page.get_by_label("Kapan terjadi?").fill("2026-11-20")
    await page.get_by_label("Kapan Anda mengetahuinya?").fill("2026-11-21")
    await check(page)
    await go_on(page)
    (tmp_path / "foto.jpg").write_bytes(telling_jpeg())
    await page.get_by_label("Apa yang terjadi?").fill("Sangatpanjangtanpaspasi" * 60)
    await page.locator("#pictures").set_input_files(tmp_path / "foto.jpg")
    await expect(page.locator("#chosen li")).to_have_count(1)
    await check(page)
    await go_on(page)
    await page.get_by_text("Jangan kirim ke …").click()
    await check(page)
    await go_on(page)
    code = await page.locator("#code").inner_text()
    await send(page, "0000" if code[-4:] != "0000" else "1111")
    await check(page)
    await send(page, code)
    await expect(page.locator("[data-step=sent]")).to_be_visible()
    await check(page)


async def test_the_mailbox(page: Page, inbox: Inbox) -> None:
    code = await inbox.report()
    row = await only_row(inbox.room, inbox.rani)
    await reply(inbox.room, inbox.rani, row, "https://contoh.example/" + "a" * 200)
    await enter(page, inbox, "1234")
    await expect(page.locator(".line.wrong").first).to_be_visible()
    await check(page)
    await enter(page, inbox, code)
    await expect(page.locator("#replies li")).to_have_count(1)
    await page.locator("summary").click()
    await check(page)


async def test_closed_and_failed_pages(page: Page, inbox: Inbox) -> None:
    await page.route("**/api/lapor", lambda route: route.abort())
    await page.goto(f"{inbox.running.url}/lapor")
    await expect(page.locator("[data-step=failed] h1")).to_be_focused()
    await check(page)
    await page.unroute("**/api/lapor")
    await inbox.room.holders.remove(inbox.budi.id)
    await page.get_by_role("link", name="Coba lagi").click()
    await expect(page.locator("[data-step=closed] h1")).to_be_focused()
    await check(page)


async def test_the_whole_form_by_keyboard(page: Page, inbox: Inbox) -> None:
    keys = page.keyboard
    await page.goto(f"{inbox.running.url}/lapor")
    await expect(page.locator("[data-step=begin] h1")).to_be_focused()
    for _ in range(2):  # the folded fingerprint, then the button
        await keys.press("Tab")
    await keys.press("Enter")
    await expect(page.locator("[data-step=days] h1")).to_be_focused()
    await page.get_by_label("Kapan terjadi?").fill("2026-11-20")
    await page.get_by_label("Kapan Anda mengetahuinya?").fill("2026-11-20")
    await keys.press("Enter")
    await expect(page.locator("[data-step=story] h1")).to_be_focused()
    await keys.press("Tab")
    await keys.type("Camat membagikan kaus.")
    for _ in range(2):  # past the pictures
        await keys.press("Tab")
    await keys.press("Enter")
    await expect(page.locator("[data-step=check] h1")).to_be_focused()
    for _ in range(3):  # past the story, which scrolls, and the folded list
        await keys.press("Tab")
    await keys.press("Enter")
    await expect(page.locator("[data-step=code] h1")).to_be_focused()
    code = await page.locator("#code").inner_text()
    await keys.press("Tab")
    await keys.type(code[-4:])
    await keys.press("Enter")
    await expect(page.locator("[data-step=sent] h1")).to_be_focused()
    assert (await inbox.room.desk.page(inbox.rani.id)).total == 1
