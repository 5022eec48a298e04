"""One report in a real browser: read, answered, noted, moved, sorted, handed on."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.reports.mailbox import Mailbox
from bot.reports.statuses import Outcome, Status
from bot.web.problems import CONFLICT, LAST_HOLDER
from tests.bot.reports.people import officer, only_row, story, thread
from tests.browser import browser
from tests.web.inbox import DOCUMENT, PICTURE, STORY, Inbox, inbox, page

pytestmark = pytest.mark.asyncio(loop_scope="session")
__all__ = ["browser", "inbox", "page"]


async def mailbox(inbox: Inbox, code: str) -> Mailbox:
    opened = await inbox.room.mailboxes.open(code)
    assert opened
    return opened


async def unfold(page: Page, title: str) -> None:
    await page.locator("summary").filter(has_text=title).click()


async def test_story_and_dates_are_shown_as_text(page: Page, inbox: Inbox) -> None:
    await inbox.report(known=3)
    await inbox.enter_report(page)
    await expect(page.locator(".story")).to_have_text(STORY)
    await expect(page.locator(".story img")).to_have_count(0)
    await expect(page.locator(".dates").first).to_contain_text(
        "26 November 2026 ● Laporan resmi ke Bawaslu: sisa 4 hari"
    )
    await expect(page.locator(".dates").nth(1)).to_have_text(
        "Kejadian19 November 2026Diketahui pelapor19 November 2026"
    )
    await expect(page.get_by_text("Laporan tanpa nama hanya informasi awal.")).to_be_visible()


async def test_attachments_are_opened_here_and_saved_under_neutral_names(
    page: Page, inbox: Inbox, tmp_path: Path
) -> None:
    await inbox.report(files=True)
    await inbox.enter_report(page)
    saved = {}
    for number in (1, 2):
        await page.get_by_role("button", name=f"Buka lampiran {number}").click()
        async with page.expect_download() as saving:
            await page.get_by_role("button", name=f"Simpan lampiran {number}").click()
        download = await saving.value
        await download.save_as(tmp_path / str(number))
        saved[download.suggested_filename] = (tmp_path / str(number)).read_bytes()
    assert set(saved.values()) == {PICTURE.content, DOCUMENT.content}
    assert {name.rpartition(".")[0] for name in saved} == {"lampiran-1", "lampiran-2"}
    assert {name.rpartition(".")[2] for name in saved} == {"jpg", "pdf"}
    picture = page.get_by_role("img", name="Lampiran")
    assert await picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 64


async def test_a_reply_reaches_the_reporter_and_a_note_does_not(page: Page, inbox: Inbox) -> None:
    code = await inbox.report()
    await inbox.enter_report(page)
    await expect(page.get_by_text("Jangan menanyakan identitas pelapor.")).to_be_visible()
    await page.get_by_label("Kalimat siap pakai").select_option(index=2)
    written = await page.get_by_label("Balasan untuk pelapor").input_value()
    assert written.startswith("Apakah ada tangkapan layar")
    await page.get_by_role("button", name="Kirim balasan").click()
    await expect(page.locator(".letter[data-side=petugas]")).to_contain_text(written)
    await expect(page.locator("#news")).to_have_text("Balasan terkirim.")
    await expect(page.get_by_label("Balasan untuk pelapor")).to_have_value("")
    await page.get_by_text("Catatan internal").click()
    await page.get_by_label("Catatan untuk sesama petugas").fill("Akun itu milik <b>ajudan</b> 🗳")
    await page.get_by_role("button", name="Simpan catatan").click()
    await expect(page.locator(".letter[data-side=catatan]")).to_contain_text("Akun itu milik <b>ajudan</b> 🗳")
    replies = (await mailbox(inbox, code)).replies
    assert [(reply.text, reply.author) for reply in replies] == [(written, "Rani Wulandari")]
    row = await only_row(inbox.room, inbox.budi)
    assert await thread(inbox.room, inbox.budi, row) == [
        ("petugas", written),
        ("catatan", "Akun itu milik <b>ajudan</b> 🗳"),
    ]


async def test_an_empty_reply_is_not_sent(page: Page, inbox: Inbox) -> None:
    await inbox.report()
    await inbox.enter_report(page)
    await page.get_by_label("Balasan untuk pelapor").fill("  \n ")
    await page.get_by_role("button", name="Kirim balasan").click()
    await expect(page.get_by_text("Tulis dahulu isinya.")).to_be_visible()
    await expect(page.locator(".letter")).to_have_count(0)


async def test_the_reporters_answer_appears_and_takes_nothing_from_the_hand(page: Page, inbox: Inbox) -> None:
    code = await inbox.report()
    await page.clock.install()
    await inbox.enter_report(page)
    await page.get_by_label("Balasan untuk pelapor").fill("Sedang saya tulis")
    await unfold(page, "Ubah status")
    await page.get_by_label("Alasan, untuk sesama petugas").fill("Setengah jadi")
    await (await mailbox(inbox, code)).answer("Ada saksi lain.")
    await page.clock.fast_forward(8_000)
    await expect(page.locator(".letter[data-side=pelapor]")).to_contain_text("Ada saksi lain.")
    await expect(page.locator("#news")).to_have_text("Ada pesan baru dalam percakapan.")
    await expect(page.get_by_label("Balasan untuk pelapor")).to_have_value("Sedang saya tulis")
    await expect(page.get_by_label("Alasan, untuk sesama petugas")).to_have_value("Setengah jadi")


async def test_status_moves_along_allowed_steps_in_two_steps(page: Page, inbox: Inbox) -> None:
    await inbox.report()
    await inbox.enter_report(page)
    await unfold(page, "Ubah status")
    await expect(page.get_by_label("Status baru").locator("option")).to_have_text(["–", "Ditelaah", "Ditolak"])
    await page.get_by_role("button", name="Lanjut").click()
    await expect(page.get_by_text("Pilih status baru dan hasilnya dahulu.")).to_be_visible()
    await page.get_by_label("Status baru").select_option("ditolak")
    await page.get_by_role("button", name="Lanjut").click()
    await expect(page.get_by_text("Pilih status baru dan hasilnya dahulu.")).to_be_visible()
    await page.get_by_label("Hasil").select_option("di_luar_lingkup")
    await page.get_by_label("Alasan, untuk sesama petugas").fill("Bukan ASN.")
    await page.get_by_role("button", name="Lanjut").click()
    question = page.get_by_text("Ubah status dari “Diterima” menjadi “Ditolak: di luar lingkup”?")
    await expect(question).to_be_focused()
    await page.get_by_role("button", name="Batal").click()
    assert (await only_row(inbox.room, inbox.rani)).status is Status.DITERIMA
    await page.get_by_role("button", name="Lanjut").click()
    await page.get_by_role("button", name="Ya, ubah status").click()
    await expect(page.locator(".report-title .chip")).to_have_text("Ditolak: di luar lingkup")
    await expect(page.locator("#news")).to_have_text("Status sekarang: Ditolak: di luar lingkup.")
    await expect(page.locator(".letter[data-side=catatan]")).to_contain_text("Bukan ASN.")
    await expect(page.locator("summary").first).to_be_focused()
    row = await only_row(inbox.room, inbox.rani)
    assert (row.status, row.outcome) == (Status.DITOLAK, Outcome.DI_LUAR_LINGKUP)


async def test_reopening_needs_a_reason(page: Page, inbox: Inbox) -> None:
    await inbox.report()
    row = await only_row(inbox.room, inbox.rani)
    await inbox.room.desk.move(inbox.rani.id, row.id, Status.DITOLAK, Outcome.TIDAK_CUKUP_INFO)
    await inbox.enter_report(page)
    await unfold(page, "Ubah status")
    await page.get_by_label("Status baru").select_option("ditelaah")
    await page.get_by_role("button", name="Lanjut").click()
    await expect(page.get_by_text("Membuka kembali laporan membutuhkan alasan.")).to_be_visible()
    await page.get_by_label("Alasan, untuk sesama petugas").fill("Ada bukti baru.")
    await page.get_by_role("button", name="Lanjut").click()
    await page.get_by_role("button", name="Ya, ubah status").click()
    await expect(page.locator(".report-title .chip")).to_have_text("Ditelaah")


async def test_agencies_carry_the_day_on_which_they_were_checked(page: Page, inbox: Inbox) -> None:
    await inbox.report()
    row = await only_row(inbox.room, inbox.rani)
    await inbox.room.desk.move(inbox.rani.id, row.id, Status.DITELAAH)
    await inbox.enter_report(page)
    await unfold(page, "Ubah status")
    await page.get_by_label("Status baru").select_option("diteruskan")
    await expect(page.get_by_label("Diteruskan kepada").locator("option").nth(1)).to_contain_text("(diperiksa ")


async def test_somebody_was_faster(page: Page, inbox: Inbox) -> None:
    await inbox.report()
    await inbox.enter_report(page)
    await unfold(page, "Ubah status")
    await page.get_by_label("Status baru").select_option("ditelaah")
    await page.get_by_role("button", name="Lanjut").click()
    row = await only_row(inbox.room, inbox.budi)
    await inbox.room.desk.move(inbox.budi.id, row.id, Status.DITELAAH)
    await page.get_by_role("button", name="Ya, ubah status").click()
    await expect(page.get_by_text(CONFLICT.sentence)).to_be_visible()


async def test_category_and_province(page: Page, inbox: Inbox) -> None:
    await inbox.report()
    await inbox.enter_report(page)
    await unfold(page, "Golongan")
    await page.get_by_label("Jenis pelanggaran").select_option("medsos")
    await page.get_by_label("Provinsi").select_option("Jawa Tengah")
    await page.get_by_role("button", name="Simpan golongan").click()
    await expect(page.locator("article .muted").first).to_contain_text("media sosial")
    row = await only_row(inbox.room, inbox.rani)
    assert (row.category, row.province) == ("medsos", "Jawa Tengah")


async def test_another_officer_gets_access_after_the_fingerprint_was_compared(page: Page, inbox: Inbox) -> None:
    await inbox.report()
    dewi = await officer(inbox.room, "Dewi", "Bawaslu")
    await inbox.enter_report(page)
    await unfold(page, "Pemegang akses")
    await page.get_by_label("Beri akses kepada").select_option(label="Dewi, Bawaslu")
    await expect(page.locator(".fingerprint")).to_have_text(dewi.keys.public.fingerprint)
    await page.get_by_role("button", name="Beri akses").click()
    await expect(page.get_by_text("Cocokkan sidik dahulu")).to_be_visible()
    await page.get_by_label("Sidik sudah saya cocokkan").check()
    await page.get_by_role("button", name="Beri akses").click()
    await expect(page.locator("#news")).to_have_text("Dewi sekarang dapat membuka laporan ini.")
    row = await only_row(inbox.room, dewi)
    assert await story(inbox.room, dewi, row) == STORY
    await unfold(page, "Riwayat")
    await expect(page.locator(".history")).to_contain_text("Rani Wulandari memberi akses: Dewi")


async def test_excluded_officers_are_not_offered(page: Page, inbox: Inbox) -> None:
    await inbox.report(inbox.budi)
    await inbox.enter_report(page)
    await unfold(page, "Pemegang akses")
    await expect(page.get_by_text("Semua pemegang kunci aktif sudah memegang akses.")).to_be_visible()


async def test_excluding_oneself_in_two_steps(page: Page, inbox: Inbox) -> None:
    await inbox.report()
    await inbox.enter_report(page)
    await unfold(page, "Pemegang akses")
    await page.get_by_role("button", name="Kecualikan diri saya").click()
    await page.get_by_role("button", name="Batal").click()
    await page.get_by_role("button", name="Kecualikan diri saya").click()
    await page.get_by_role("button", name="Ya, kecualikan saya").click()
    await expect(page.locator(".state")).to_contain_text("Belum ada laporan.")
    assert not (await inbox.room.desk.page(inbox.rani.id)).rows
    assert (await inbox.room.desk.page(inbox.budi.id)).rows


async def test_the_last_officer_cannot_leave(page: Page, inbox: Inbox) -> None:
    await inbox.report(inbox.budi)
    await inbox.enter_report(page)
    await unfold(page, "Pemegang akses")
    await page.get_by_role("button", name="Kecualikan diri saya").click()
    await page.get_by_role("button", name="Ya, kecualikan saya").click()
    await expect(page.get_by_text(LAST_HOLDER.sentence)).to_be_visible()
