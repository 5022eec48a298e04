"""The forward sheet, statistics and audit in a real browser."""

from __future__ import annotations

import secrets

import pytest
from playwright.async_api import Page, expect
from sqlmodel import select

from bot.reports.envelope import ID_BYTES, KEY_BYTES
from bot.reports.statuses import Status
from bot.reports.tables import Access, Report
from tests.bot.reports.people import only_row
from tests.browser import browser
from tests.web.inbox import Inbox, inbox, page

pytestmark = pytest.mark.asyncio(loop_scope="session")
__all__ = ["browser", "inbox", "page"]

TOLD = "Saya melihat camat pukul 14.30. Teman saya menghitung kausnya."


async def copies(inbox: Inbox, number: int) -> None:
    """Rows that look like the one report on Rani's list; nobody can open them."""
    async with inbox.room.database.session() as session:
        report = (await session.exec(select(Report))).one()
        access = (await session.exec(select(Access).where(Access.holder == inbox.rani.id))).one()
        ids = [secrets.token_bytes(ID_BYTES) for _ in range(number)]
        for new in ids:
            session.add(Report(**report.model_dump() | {"id": new, "lookup_id": secrets.token_bytes(KEY_BYTES)}))
        await session.flush()
        session.add_all(Access(**access.model_dump() | {"report": new}) for new in ids)


async def open_sheet(page: Page, inbox: Inbox, told: str = TOLD) -> str:
    code = await inbox.report(story=told, files=True)
    await inbox.enter_report(page)
    await page.get_by_role("link", name="Buat lembar penerusan").click()
    await expect(page.locator("h1")).to_have_text("Lembar penerusan")
    return code


async def test_the_sheet_warns_and_is_redacted_by_hand(page: Page, inbox: Inbox) -> None:
    code = await open_sheet(page, inbox)
    paper = page.get_by_role("article", name="Pratinjau lembar")
    await expect(page.get_by_text("Hapus hal yang hanya diketahui pelapor")).to_be_visible()
    await expect(page.locator(".hits li")).to_have_text(["saya", "teman saya", "14.30"])
    await page.get_by_role("button", name="Samarkan pilihan").click()
    await expect(page.get_by_text("Sorot dahulu kata yang hendak disamarkan.")).to_be_visible()
    summary = page.get_by_label("Uraian ringkas")
    await summary.evaluate("(field) => field.setSelectionRange(0, 'Saya melihat'.length)")
    await page.get_by_role("button", name="Samarkan pilihan").click()
    await expect(paper).to_contain_text("[disamarkan] camat pukul 14.30.")
    await expect(page.locator(".hits li")).to_have_text(["teman saya", "14.30"])
    await summary.fill("Camat membagikan kaus.")
    await expect(page.locator(".hits")).to_contain_text("Tetap baca sekali lagi.")
    await expect(paper).to_contain_text("Camat membagikan kaus.")
    await expect(paper).not_to_contain_text("Teman")
    await expect(paper).to_contain_text("2 berkas, sudah dibersihkan dari metadata")
    shown = (await paper.inner_text()).replace(" ", "")
    assert code not in shown
    assert (await only_row(inbox.room, inbox.rani)).designation not in await paper.inner_text()


async def test_paper_and_pdf_have_the_sheet_alone(page: Page, inbox: Inbox) -> None:
    await open_sheet(page, inbox)
    await page.emulate_media(media="print")
    await expect(page.get_by_role("article", name="Pratinjau lembar")).to_be_visible()
    for hidden in (".top", "form", ".reminder", ".hits", "h1", ".actions", ".back"):
        await expect(page.locator(hidden).first).to_be_hidden()
    assert (await page.pdf()).startswith(b"%PDF-")


async def test_a_sheet_is_forgotten(page: Page, inbox: Inbox) -> None:
    await open_sheet(page, inbox)
    await page.get_by_label("Uraian ringkas").fill("Sudah disunting.")
    await page.get_by_role("link", name="Kembali").click()
    await page.get_by_role("link", name="Buat lembar penerusan").click()
    await expect(page.get_by_label("Uraian ringkas")).to_have_value(TOLD)


async def test_statistics_are_tables_with_bars_and_hide_small_numbers(page: Page, inbox: Inbox) -> None:
    await inbox.report()
    row = await only_row(inbox.room, inbox.rani)
    await copies(inbox, 11)
    await inbox.room.desk.move(inbox.rani.id, row.id, Status.DITELAAH)
    await inbox.enter(page)
    await page.get_by_role("link", name="Statistik").click()
    await expect(page.locator(".total")).to_have_text("Jumlah laporan: 12")
    by_status = page.get_by_role("table", name="Menurut status")
    await expect(by_status.get_by_role("row").nth(2)).to_have_text("Ditelaahdisamarkan")
    await expect(by_status.locator("svg")).to_have_count(0)
    by_month = page.get_by_role("table", name="Menurut bulan diterima")
    await expect(by_month.get_by_role("row")).to_have_text(["GolonganJumlah", "November 202612"])
    assert await by_month.locator("rect").get_attribute("width") == "100"


async def test_statistics_of_nothing(page: Page, inbox: Inbox) -> None:
    await inbox.enter(page)
    await page.get_by_role("link", name="Statistik").click()
    await expect(page.locator(".state")).to_have_text("Belum ada laporan untuk dihitung.")


async def test_long_lists_have_pages(page: Page, inbox: Inbox) -> None:
    await inbox.report()
    await copies(inbox, 119)
    await inbox.enter(page)
    await expect(page.locator(".row")).to_have_count(50)
    pages = page.get_by_role("navigation", name="Halaman daftar")
    await expect(pages).to_have_text("1–50 dari 120Berikutnya")
    first = await page.locator(".row").first.get_attribute("href")
    await pages.get_by_text("Berikutnya").click()
    await expect(pages).to_have_text("Sebelumnya51–100 dari 120Berikutnya")
    assert await page.locator(".row").first.get_attribute("href") != first
    await pages.get_by_text("Berikutnya").click()
    await expect(page.locator(".row")).to_have_count(20)
    await expect(pages).to_have_text("Sebelumnya101–120 dari 120")


async def test_the_audit_names_people_and_steps(page: Page, inbox: Inbox) -> None:
    await inbox.report()
    row = await only_row(inbox.room, inbox.rani)
    await inbox.room.desk.move(inbox.budi.id, row.id, Status.DITELAAH)
    await inbox.enter_report(page)
    await page.get_by_role("link", name="Audit").click()
    lines = page.locator(".audit li")
    await expect(lines.nth(0)).to_contain_text(f"Rani Wulandari membuka laporan{row.designation}")
    await expect(lines.nth(1)).to_contain_text("Budi Santoso mengubah status: Diterima → Ditelaah")
    await expect(lines.nth(2)).to_contain_text("Kunci pemulihan didaftarkan")
    await lines.nth(1).get_by_role("link").click()
    await expect(page.locator("h1")).to_have_text(row.designation)
