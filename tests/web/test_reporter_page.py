"""The reporter's form in a real browser against the real server."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, Route, expect

from bot.reports.cleaning import FileKind
from bot.reports.content import read_file
from bot.reports.envelope import Kind, Place, unseal
from bot.reports.receipt import read_code
from tests.bot.reports.attachments import telling_jpeg, tells
from tests.bot.reports.people import officer, only_row, reply, story
from tests.browser import browser, opened
from tests.web.form import TOLD, begin, go_on, send, sent, to_check, to_code, to_story
from tests.web.inbox import Inbox, inbox, page

pytestmark = pytest.mark.asyncio(loop_scope="session")
__all__ = ["browser", "inbox", "page"]

NOISE = """
const real = CanvasRenderingContext2D.prototype.getImageData;
CanvasRenderingContext2D.prototype.getImageData = function (...where) {
  const picture = real.apply(this, where);
  picture.data.forEach((_, at) => { picture.data[at] = Math.random() * 256; });
  return picture;
};
"""
"""What Tor Browser does until its user allows the page to read the canvas."""


async def test_a_report_reaches_the_officers_and_its_code_the_chat(page: Page, inbox: Inbox) -> None:
    code = await sent(page, inbox)
    row = await only_row(inbox.room, inbox.rani)
    for holder in (inbox.rani, inbox.budi, inbox.recovery):
        assert await story(inbox.room, holder, await only_row(inbox.room, holder)) == TOLD
    assert row.formal_due.isoformat() == "2026-11-28"
    await reply(inbox.room, inbox.rani, row, "Apakah ada fotonya?")
    mailbox = await inbox.room.mailboxes.open(code)  # what /kotak does in the chat
    assert mailbox
    assert [one.text for one in mailbox.replies] == ["Apakah ada fotonya?"]


async def test_neither_code_nor_story_leaves_the_browser(page: Page, inbox: Inbox) -> None:
    bodies: list[str] = []
    page.on("request", lambda request: bodies.append(request.url + (request.post_data or "")))
    code = read_code(await sent(page, inbox))
    assert code
    everything = "".join(bodies)
    assert "/api/lapor" in everything
    assert code not in everything
    assert "Camat" not in everything


async def test_no_call_carries_an_officers_cookie(page: Page, inbox: Inbox) -> None:
    await page.context.add_cookies([{"name": "sesi", "value": "A" * 43, "url": inbox.running.url}])
    async with page.expect_request("**/api/lapor") as asking:
        await page.goto(f"{inbox.running.url}/lapor")
    assert "cookie" not in await (await asking.value).all_headers()


async def test_excluded_officers_see_nothing(page: Page, inbox: Inbox) -> None:
    dewi = await officer(inbox.room, "Dewi", "BKPSDM")
    await to_check(page, inbox)
    await page.get_by_text("Jangan kirim ke …").click()
    await page.get_by_label("Semua dari BKPSDM").check()
    await expect(page.get_by_label("Budi Santoso")).to_be_checked()
    await page.get_by_label("Rani Wulandari, Inspektorat").check()
    await go_on(page)
    await expect(page.get_by_text("tidak ada petugas yang menerima")).to_be_visible()
    await page.get_by_label("Rani Wulandari, Inspektorat").uncheck()
    await go_on(page)
    await send(page, await page.locator("#code").inner_text())
    await expect(page.locator("[data-step=sent]")).to_be_visible()
    assert await only_row(inbox.room, inbox.rani)
    for left_out in (inbox.budi, dewi):
        assert (await inbox.room.desk.page(left_out.id)).total == 0


async def test_pictures_lose_what_is_hidden_in_them(page: Page, inbox: Inbox, tmp_path: Path) -> None:
    original, document = tmp_path / "cuti-siti.jpg", tmp_path / "surat.pdf"
    original.write_bytes(telling_jpeg())
    document.write_bytes(b"%PDF-1.7\n")
    (tmp_path / "kosong.jpg").write_bytes(b"\xff\xd8\xff rusak")
    assert tells(telling_jpeg())
    await to_story(page, inbox)
    await page.locator("#pictures").set_input_files([original, document])
    await expect(page.get_by_text("PDF tidak dapat dibersihkan di peramban")).to_be_visible()
    await page.locator("#pictures").set_input_files([tmp_path / "kosong.jpg"])
    await expect(page.get_by_text("Gambar itu rusak")).to_be_visible()
    await page.locator("#pictures").set_input_files([original, original])
    await page.get_by_role("button", name="Buang gambar 3").click()
    await expect(page.locator("#chosen li")).to_have_count(2)
    await go_on(page)
    await expect(page.get_by_text("Lampiran: 2 gambar.")).to_be_visible()
    await go_on(page)
    await send(page, await page.locator("#code").inner_text())
    await expect(page.locator("[data-step=sent]")).to_be_visible()
    row = await only_row(inbox.room, inbox.rani)
    case = await inbox.room.desk.case(inbox.rani.id, row.id)
    assert case
    assert len(case.attachments) == 2
    for item in case.attachments:
        sealed = await inbox.room.desk.attachment(inbox.rani.id, row.id, item)
        assert sealed
        file = read_file(unseal(sealed, inbox.rani.report_key(row), Place(Kind.ATTACHMENT, row.id, item)))
        assert file.kind is FileKind.JPEG
        assert not tells(file.content)
        assert b"Exif" not in file.content


async def test_a_browser_that_falsifies_pictures_is_told_apart(browser: Browser, inbox: Inbox, tmp_path: Path) -> None:
    (tmp_path / "foto.jpg").write_bytes(telling_jpeg())
    async with opened(browser) as page:
        await page.add_init_script(NOISE)
        await to_story(page, inbox)
        await page.locator("#pictures").set_input_files(tmp_path / "foto.jpg")
        await expect(page.get_by_text("izinkan data kanvas")).to_be_visible()
        await expect(page.locator("#chosen li")).to_have_count(0)


async def test_impossible_days_and_an_empty_story_do_not_go_on(page: Page, inbox: Inbox) -> None:
    await begin(page, inbox)
    event, known = page.get_by_label("Kapan terjadi?"), page.get_by_label("Kapan Anda mengetahuinya?")
    for first, second, sentence in (
        ("", "", "Isi kedua tanggal."),
        ("2026-11-23", "2026-11-23", "Tanggal itu belum tiba."),
        ("2016-11-01", "2026-11-20", "lebih dari sepuluh tahun"),
        ("2026-11-20", "2026-11-19", "sebelum terjadi"),
    ):
        await event.fill(first)
        await known.fill(second)
        await go_on(page)
        await expect(page.get_by_text(sentence)).to_be_visible()
    await known.fill("2026-11-20")
    await expect(page.locator("#clock")).to_contain_text("sampai 27 November 2026 (5 hari lagi)")
    await go_on(page)
    await page.get_by_label("Apa yang terjadi?").fill("   ")
    await go_on(page)
    await expect(page.get_by_text("Ceritanya belum ada.")).to_be_visible()
    await page.get_by_label("Apa yang terjadi?").fill("a" * 20_004)
    await go_on(page)
    await expect(page.get_by_text("kelebihan 4 huruf")).to_be_visible()


async def test_without_the_codes_last_digits_nothing_is_sent(page: Page, inbox: Inbox) -> None:
    code = await to_code(page, inbox)
    wrong = f"{(int(code[-4:]) + 1) % 10_000:04}"
    await send(page, wrong)
    await expect(page.get_by_text("Angkanya belum cocok.")).to_be_visible()
    assert (await inbox.room.desk.page(inbox.rani.id)).total == 0
    await page.get_by_role("button", name="Kembali").last.click()
    await go_on(page)
    assert await page.locator("#code").inner_text() == code, "a noted code stays good"


async def test_a_holder_who_comes_in_between_gets_the_report_too(page: Page, inbox: Inbox) -> None:
    code = await to_code(page, inbox)
    dewi = await officer(inbox.room, "Dewi", "Bawaslu")
    await send(page, code)
    await expect(page.get_by_text("Daftar penerima baru saja berubah.")).to_be_visible()
    await page.get_by_role("button", name="Kirim laporan").click()
    await expect(page.locator("[data-step=sent]")).to_be_visible()
    assert await story(inbox.room, dewi, await only_row(inbox.room, dewi)) == TOLD


async def test_a_lost_answer_makes_no_second_report(page: Page, inbox: Inbox) -> None:
    code = await to_code(page, inbox)

    async def lose(route: Route) -> None:
        await route.fetch()
        await route.abort()

    await page.route("**/api/lapor", lose)
    await send(page, code)
    await expect(page.get_by_text("mungkin sudah terkirim")).to_be_visible()
    await expect(page.get_by_role("button", name="Kembali")).to_have_count(0)
    await page.unroute("**/api/lapor")
    await page.get_by_role("button", name="Kirim laporan").click()
    await expect(page.locator("[data-step=sent]")).to_be_visible()
    assert (await inbox.room.desk.page(inbox.rani.id)).total == 1


async def test_closed_reports_say_so(page: Page, inbox: Inbox) -> None:
    await inbox.room.holders.remove(inbox.budi.id)
    await page.goto(f"{inbox.running.url}/lapor")
    await expect(page.locator("[data-step=closed] h1")).to_have_text("Penerimaan laporan sedang ditutup")


async def test_the_fingerprint_is_computed_from_the_keys_in_use(page: Page, inbox: Inbox) -> None:
    await page.goto(f"{inbox.running.url}/lapor")
    await page.get_by_text("Memastikan halaman ini asli").click()
    await expect(page.locator("#fingerprint")).to_have_text(await inbox.room.intake.fingerprint())
