"""Steps of a reporter in Chromium, on the form and on the mailbox's page."""

from __future__ import annotations

from playwright.async_api import Page, expect

from tests.web.inbox import Inbox

TOLD = "Camat membagikan kaus calon di aula.\n<img src=x onerror=alert(1)> 👍"


async def begin(page: Page, inbox: Inbox) -> None:
    await page.goto(f"{inbox.running.url}/lapor")
    await page.get_by_role("button", name="Mulai").click()


async def to_story(page: Page, inbox: Inbox) -> None:
    await begin(page, inbox)
    await page.get_by_label("Kapan terjadi?").fill("2026-11-20")
    await page.get_by_label("Kapan Anda mengetahuinya?").fill("2026-11-21")
    await page.keyboard.press("Enter")
    await page.get_by_label("Apa yang terjadi?").fill(TOLD)


async def to_check(page: Page, inbox: Inbox) -> None:
    await to_story(page, inbox)
    await go_on(page)
    await expect(page.locator("#check-story")).to_be_visible()


async def to_code(page: Page, inbox: Inbox) -> str:
    """Up to the sending. Returns the code."""
    await to_check(page, inbox)
    await go_on(page)
    return await page.locator("#code").inner_text()


async def go_on(page: Page) -> None:
    await page.locator("section:not([hidden])").get_by_role("button", name="Lanjut").click()


async def send(page: Page, code: str) -> None:
    await page.get_by_label("Empat angka terakhir").fill(code[-4:])
    await page.get_by_role("button", name="Kirim laporan").click()


async def sent(page: Page, inbox: Inbox) -> str:
    """A whole report. Returns its code."""
    code = await to_code(page, inbox)
    await send(page, code)
    await expect(page.locator("[data-step=sent] h1")).to_be_focused()
    return code


async def enter(page: Page, inbox: Inbox, code: str) -> None:
    """Opens the mailbox."""
    await page.goto(f"{inbox.running.url}/kotak")
    await page.get_by_label("Kode laporan").fill(code)
    await page.keyboard.press("Enter")
