"""Logging in, the list, and the end of a session, in a real browser against the real server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.reports.keys import key_file, printed
from bot.reports.statuses import Status
from bot.web.problems import KEY_REFUSED
from tests.browser import browser
from tests.web.inbox import PASSPHRASE, STORY, Inbox, inbox, page

pytestmark = pytest.mark.asyncio(loop_scope="session")
__all__ = ["browser", "inbox", "page"]


async def test_a_key_file_in_the_address_is_kept_and_taken_out_of_it(page: Page, inbox: Inbox) -> None:
    await inbox.enter(page)
    assert page.url == f"{inbox.running.url}/#/"
    await expect(page.locator("#me")).to_have_text("Rani Wulandari")
    await expect(page.locator("h1")).to_have_text("Laporan")
    await expect(page.locator(".state")).to_contain_text("Belum ada laporan.")


async def test_the_browser_keeps_the_locked_key_and_nothing_else(page: Page, inbox: Inbox) -> None:
    await inbox.report()
    await inbox.enter_report(page)
    kept = await page.evaluate("JSON.stringify({...localStorage})")
    assert json.loads(json.loads(kept)["kunci"])[0]["file"]["format"] == "bolehkah-kunci/1"
    assert await page.evaluate("sessionStorage.length + document.cookie.length") == 0
    for secret in (inbox.rani.keys.seed, inbox.rani.keys.opening.private):
        assert secret.hex() not in kept
    assert PASSPHRASE not in kept
    assert "camat" not in kept


async def test_a_wrong_passphrase_is_said_and_can_be_repeated(page: Page, inbox: Inbox) -> None:
    await inbox.enter(page)
    await page.reload()
    await page.get_by_label("Kata sandi").fill("bukan ini kata sandinya")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Kata sandi tidak cocok dengan kunci ini.")).to_be_visible()
    await expect(page.get_by_label("Kata sandi")).to_be_focused()
    await inbox.unlock(page)


async def test_a_key_file_from_disk(page: Page, inbox: Inbox, tmp_path: Path) -> None:
    good, bad = tmp_path / "kunci-rani.json", tmp_path / "foto.json"
    good.write_text(json.dumps(key_file(inbox.rani.keys, inbox.rani.id, PASSPHRASE)))
    bad.write_text("{}")
    await page.goto(inbox.running.url)
    enter = page.get_by_role("button", name="Masuk", exact=True)
    await enter.click()
    await expect(page.get_by_text("Pilih berkas kunci dahulu.")).to_be_visible()
    await page.get_by_label("Berkas kunci").set_input_files(bad)
    await enter.click()
    await expect(page.get_by_text("Berkas itu bukan berkas kunci.")).to_be_visible()
    await page.get_by_label("Berkas kunci").set_input_files(good)
    await inbox.unlock(page)
    await page.reload()
    await expect(page.get_by_label("Kunci Anda")).to_contain_text("Rani Wulandari")


async def test_a_key_can_be_taken_out_of_the_browser_in_two_steps(page: Page, inbox: Inbox) -> None:
    await inbox.enter(page)
    await page.get_by_role("button", name="Keluar").click()
    await page.get_by_role("button", name="Hapus kunci ini dari peramban").click()
    await page.get_by_role("button", name="Ya, hapus").click()
    await expect(page.get_by_text("Kunci dihapus dari peramban ini.")).to_be_visible()
    await expect(page.get_by_label("Kunci Anda")).to_have_count(0)
    assert await page.evaluate("localStorage.getItem('kunci')") == "[]"


async def test_the_printed_recovery_key_opens_the_same_list(page: Page, inbox: Inbox) -> None:
    await inbox.report()
    await page.goto(inbox.running.url)
    await page.get_by_role("button", name="Masuk dengan kunci pemulihan").click()
    paper = printed(inbox.recovery.keys)
    enter = page.get_by_role("button", name="Masuk", exact=True)
    await page.get_by_label("Kunci pemulihan").fill(paper[:-1] + ("A" if paper[-1] != "A" else "B"))
    await enter.click()
    await expect(page.get_by_text("Ada huruf yang salah.")).to_be_visible()
    await page.get_by_label("Kunci pemulihan").fill(printed(inbox.rani.keys))
    await enter.click()
    await expect(page.get_by_text("bukan kunci pemulihan yang terdaftar")).to_be_visible()
    await page.get_by_label("Kunci pemulihan").fill(paper.lower())
    await enter.click()
    await page.locator(".row").click()
    await expect(page.locator(".story")).to_have_text(STORY)
    await page.get_by_text("Pemegang akses").click()
    await expect(page.get_by_role("button", name="Kecualikan diri saya")).to_have_count(0)


async def test_a_holder_who_was_removed_cannot_enter(page: Page, inbox: Inbox) -> None:
    await inbox.enter(page)
    await inbox.room.holders.remove(inbox.rani.id)
    await page.locator("nav").get_by_text("Statistik").click()
    await expect(page.locator("#notice")).to_contain_text("Sesi Anda berakhir.")
    await page.get_by_label("Kata sandi").fill(PASSPHRASE)
    await page.keyboard.press("Enter")
    await expect(page.get_by_text(KEY_REFUSED.sentence)).to_be_visible()


async def test_the_list_says_what_is_due_in_words(page: Page, inbox: Inbox) -> None:
    for known in (1, 7, 9, 5):
        await inbox.report(known=known)
    await inbox.enter(page)
    await expect(page.locator(".row .clock")).to_contain_text(
        ["■ Laporan resmi ke Bawaslu: lewat 2 hari", "▲ Laporan resmi ke Bawaslu: hari terakhir", "▲", "●"]
    )
    await expect(page.locator(".row-due").first).to_have_text("Diterima 22 NovTanggapan pribadi 25 NovKabar 22 Des")
    names = await page.locator(".row-name").all_inner_texts()
    assert all(len(name.split()) == 2 for name in names)


async def test_tabs_filter_and_count(page: Page, inbox: Inbox) -> None:
    for _ in range(3):
        await inbox.report()
    first = (await inbox.room.desk.page(inbox.rani.id)).rows[0]
    await inbox.room.desk.move(inbox.rani.id, first.id, Status.DITELAAH)
    await inbox.enter(page)
    await expect(page.locator(".tab")).to_have_text(
        ["Semua 3", "Diterima 2", "Ditelaah 1", "Perlu info 0", "Diteruskan 0", "Selesai 0", "Ditolak 0"]
    )
    await page.locator(".tab").filter(has_text="Ditelaah").click()
    await expect(page.locator(".row-name")).to_have_text([first.designation])
    await expect(page.locator(".tab[aria-current]")).to_have_text("Ditelaah 1")
    await page.locator(".tab").filter(has_text="Selesai").click()
    await expect(page.locator(".state")).to_contain_text("Tidak ada laporan dengan status ini.")


async def test_a_new_report_comes_without_reloading_and_is_announced(page: Page, inbox: Inbox) -> None:
    await inbox.report()
    await inbox.enter(page)
    await page.locator(".row").first.focus()
    await inbox.report(known=6)
    await expect(page.locator(".row")).to_have_count(2, timeout=5_000)
    await expect(page.locator("#news[role=status]")).to_have_text("1 laporan baru")
    await expect(page.locator(".row").nth(1)).to_be_focused()
    await page.locator("nav").get_by_text("Audit").click()
    await inbox.report()
    await inbox.report()
    await expect(page.locator("#news")).to_contain_text("laporan baru", timeout=5_000)


async def test_excluded_officers_see_nothing(page: Page, inbox: Inbox) -> None:
    await inbox.report(inbox.rani)
    other = (await inbox.room.desk.page(inbox.budi.id)).rows[0]
    await inbox.enter(page)
    await expect(page.locator(".state")).to_contain_text("Belum ada laporan.")
    address = other.id.hex()
    await page.evaluate(
        "(hex) => import('/statis/js/bytes.js').then(({ b64 }) => { location.hash = '#/laporan/' +"
        " b64(Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16))) })",
        address,
    )
    await expect(page.locator("h1")).to_have_text("Laporan ini tidak ada")
    await page.get_by_role("link", name="Ke daftar laporan").click()
    await expect(page.locator("h1")).to_have_text("Laporan")


async def test_a_server_that_does_not_answer_is_said_and_comes_back(page: Page, inbox: Inbox) -> None:
    await inbox.report()
    await inbox.enter(page)
    await page.route("**/api/**", lambda route: route.abort())
    await expect(page.locator(".stale")).to_contain_text("belum dapat diperbarui", timeout=6_000)
    await page.locator("nav").get_by_text("Statistik").click()
    await expect(page.locator("h1")).to_have_text("Halaman ini belum dapat dibuka")
    await page.unroute("**/api/**")
    await page.get_by_role("button", name="Coba lagi").click()
    await expect(page.locator("h1")).to_have_text("Statistik")


async def test_five_idle_minutes_lock_after_a_warning(page: Page, inbox: Inbox) -> None:
    await page.clock.install()
    await inbox.report()
    await inbox.enter_report(page)
    await page.clock.fast_forward(4 * 60_000)
    await expect(page.locator("#notice")).to_contain_text("Kunci ditutup dalam satu menit")
    await page.get_by_role("button", name="Tetap terbuka").click()
    await expect(page.locator("#notice")).to_be_hidden()
    await page.clock.fast_forward(3 * 60_000)
    await expect(page.locator(".story")).to_be_visible()
    async with page.expect_response("**/api/keluar"):
        await page.clock.fast_forward(2 * 60_000 + 1000)
    await expect(page.locator("#notice")).to_contain_text("lima menit tidak dipakai")
    await expect(page.locator("#screen")).not_to_contain_text("camat")
    assert await page.evaluate("fetch('/api/saya').then((answer) => answer.status)") == 401
    await inbox.unlock(page)
    await expect(page.locator(".story")).to_have_text(STORY)


async def test_leaving_the_page_ends_the_session(page: Page, inbox: Inbox) -> None:
    await inbox.enter(page)
    cookies = await page.context.cookies()
    assert [(c.get("name"), c.get("httpOnly"), c.get("sameSite")) for c in cookies] == [("sesi", True, "Strict")]
    await page.goto("about:blank")
    await page.context.add_cookies([{"name": "sesi", "value": cookies[0]["value"], "url": inbox.running.url}])  # type: ignore[typeddict-item]
    await page.goto(inbox.running.url)
    await expect(page.get_by_label("Kata sandi")).to_be_focused()
    await expect(page.locator("#menu")).to_be_hidden()
    assert await page.evaluate("fetch('/api/saya').then((answer) => answer.status)") == 401


async def test_everything_to_a_report_by_keyboard(page: Page, inbox: Inbox) -> None:
    await inbox.report()
    await inbox.enter(page)
    await page.locator("body").press("Home")
    await page.evaluate("document.activeElement.blur()")
    for _ in range(20):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.matches('.skip')"):
            break
    await page.keyboard.press("Enter")
    await expect(page.locator("#screen")).to_be_focused()
    for _ in range(8):
        await page.keyboard.press("Tab")
    await expect(page.locator(".row")).to_be_focused()
    outline = await page.locator(".row").evaluate("(row) => getComputedStyle(row).outlineStyle")
    assert outline == "solid"
    await page.keyboard.press("Enter")
    await expect(page.locator(".report h1")).to_be_focused()
