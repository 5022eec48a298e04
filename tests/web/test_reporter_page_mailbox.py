"""The mailbox's page in a real browser, and what is left when a reporter leaves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from bot.reports.statuses import Outcome, Status
from tests.bot.reports.attachments import telling_jpeg
from tests.bot.reports.people import only_row, reply, thread
from tests.browser import browser
from tests.web.form import enter, to_code
from tests.web.inbox import Inbox, inbox, page

pytestmark = pytest.mark.asyncio(loop_scope="session")
__all__ = ["browser", "inbox", "page"]

HALF_AN_HOUR = 30 * 60 * 1000


async def test_the_mailbox_of_a_report_by_chat(page: Page, inbox: Inbox, tmp_path: Path) -> None:
    code = await inbox.report()
    row = await only_row(inbox.room, inbox.rani)
    await reply(inbox.room, inbox.rani, row, "Di kantor <b>mana</b>?")
    await inbox.room.desk.move(inbox.rani.id, row.id, Status.DITELAAH)
    await inbox.room.desk.move(inbox.rani.id, row.id, Status.DITERUSKAN, Outcome.INSPEKTORAT)
    await enter(page, inbox, code)
    await expect(page.locator("#status")).to_have_text("Diteruskan sejak 22 November 2026")
    await expect(page.locator("#next")).to_contain_text("diteruskan kepada Inspektorat")
    await expect(page.locator("#replies li")).to_have_text(
        re.compile("Rani, 22 November 2026\\s*Di kantor <b>mana</b>")
    )
    assert await page.get_by_label("Kode laporan").input_value() == ""
    (tmp_path / "foto.jpg").write_bytes(telling_jpeg())
    answer = page.get_by_label("Pesan untuk petugas")
    await page.get_by_role("button", name="Kirim").click()
    await expect(page.get_by_text("Tulis pesan atau pilih gambar dulu.")).to_be_visible()
    await answer.fill("Di kantor camat.")
    await page.locator("#pictures").set_input_files(tmp_path / "foto.jpg")
    await expect(page.locator("#chosen li")).to_have_count(1)
    await page.get_by_role("button", name="Kirim").click()
    await expect(page.get_by_text("Sudah terkirim kepada petugas.")).to_be_visible()
    await expect(answer).to_have_value("")
    assert ("pelapor", "Di kantor camat.") in await thread(inbox.room, inbox.rani, row)
    case = await inbox.room.desk.case(inbox.rani.id, row.id)
    assert case
    assert len(case.attachments) == 1


async def test_deleting_takes_two_steps(page: Page, inbox: Inbox) -> None:
    code = await inbox.report()
    await enter(page, inbox, code)
    await page.locator("summary", has_text="Hapus laporan").click()
    remove = page.get_by_role("button", name="Hapus laporan")
    await remove.click()
    await expect(page.get_by_text("Beri tanda dulu")).to_be_visible()
    await page.get_by_label("Ya, hapus selamanya").check()
    await remove.click()
    await expect(page.locator("[data-step=deleted] h1")).to_be_focused()
    assert (await inbox.room.desk.page(inbox.rani.id)).total == 0


async def test_unknown_and_mistyped_codes_get_one_sentence(page: Page, inbox: Inbox) -> None:
    code = await inbox.report()
    await inbox.room.database.checkpoint()
    mailbox = await inbox.room.mailboxes.open(code)
    assert mailbox
    await mailbox.close()
    for wrong in (code, "1234", "1234 5678 9012 3456 7890", "bukan kode"):
        await enter(page, inbox, wrong)
        await expect(page.get_by_text("Kode itu tidak membuka kotak apa pun.")).to_be_visible()


@pytest_asyncio.fixture(loop_scope="session")
async def written(page: Page, inbox: Inbox) -> Page:
    """A page on which a story stands and a code is shown."""
    await to_code(page, inbox)
    return page


async def test_nothing_is_kept_in_the_browser(written: Page) -> None:
    kept = await written.evaluate(
        "async () => [localStorage.length, sessionStorage.length, document.cookie.length, history.state,"
        " (await indexedDB.databases()).length, (await caches.keys()).length]"
    )
    assert kept == [0, 0, 0, None, 0, 0]
    assert await written.evaluate("history.length") == 2  # about:blank and the form
    assert written.url.endswith("/lapor")


async def test_leaving_quickly_leaves_nothing(written: Page) -> None:
    await written.get_by_role("button", name="Keluar cepat").click()
    await written.wait_for_url("about:blank")
    assert await written.evaluate("history.length") == 2, "the form's own entry was replaced"
    await written.go_back()
    assert written.url == "about:blank"


async def test_coming_back_finds_an_empty_form(written: Page, inbox: Inbox) -> None:
    await written.goto("about:blank")
    await written.go_back()
    await expect(written.get_by_role("button", name="Mulai")).to_be_visible()
    assert await written.get_by_label("Apa yang terjadi?").input_value() == ""
    assert await written.locator("#code").inner_text() == ""


async def test_a_page_that_the_browser_puts_aside_is_empty(written: Page) -> None:
    """Chromium keeps left pages in its memory, to show them again at "back"."""
    await written.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert await written.evaluate("document.body.childElementCount") == 0


async def test_half_an_idle_hour_empties_the_page(page: Page, inbox: Inbox) -> None:
    await page.clock.install()
    await to_code(page, inbox)
    await page.clock.run_for(HALF_AN_HOUR - 60_000)
    await expect(page.locator("#code")).to_be_visible()
    await page.clock.run_for(90_000)
    await expect(page.locator("[data-step=wiped] h1")).to_be_focused()
    assert await page.locator("#code").text_content() == ""
    assert await page.locator("#story").input_value() == ""
    assert "Camat" not in await page.content()


async def test_an_open_mailbox_is_emptied_when_it_is_shut(page: Page, inbox: Inbox) -> None:
    code = await inbox.report()
    await reply(inbox.room, inbox.rani, await only_row(inbox.room, inbox.rani), "Di kantor mana?")
    await enter(page, inbox, code)
    await expect(page.locator("#replies li")).to_have_count(1)
    await page.get_by_role("button", name="Tutup kotak").click()
    await expect(page.get_by_label("Kode laporan")).to_be_visible()
    assert "Di kantor mana" not in await page.content()
