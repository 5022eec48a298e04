"""Enrolment in a real browser: keys are made there, saved, and compared by fingerprint."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.reports.holders import State
from bot.web.problems import BAD_INVITATION
from tests.browser import browser
from tests.web.inbox import PASSPHRASE, Inbox, inbox, page

pytestmark = pytest.mark.asyncio(loop_scope="session")
__all__ = ["browser", "inbox", "page"]


async def make_keys(page: Page, passphrase: str = PASSPHRASE) -> None:
    await page.get_by_label("Kata sandi", exact=True).fill(passphrase)
    await page.get_by_label("Ulangi kata sandi").fill(passphrase)
    await page.get_by_role("button", name="Buat kunci").click()
    await expect(page.locator("h1")).to_have_text("Simpan berkas kunci Anda")


async def test_from_the_invitation_to_the_list(page: Page, inbox: Inbox, tmp_path: Path) -> None:
    token = await inbox.room.holders.invite("Dewi Lestari", "Inspektorat Contoh")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(f"{inbox.running.url}/daftar#{token}")
    assert not [address for address in asked if token in address], "the token never leaves the browser in an address"
    await make_keys(page)
    assert token not in page.url
    await page.get_by_role("button", name="Lanjut").click()
    await expect(page.get_by_text("Simpan berkas kunci dahulu")).to_be_visible()
    async with page.expect_download() as saving:
        await page.get_by_role("button", name="Simpan berkas kunci").click()
    saved = await saving.value
    assert saved.suggested_filename == "kunci-dewi-lestari.json"
    await saved.save_as(tmp_path / "kunci.json")
    file = json.loads((tmp_path / "kunci.json").read_text())
    assert file.keys() == {"format", "petugas", "garam", "kunci"}
    await page.get_by_label("Berkas kunci sudah saya simpan").check()
    await page.get_by_role("button", name="Lanjut").click()
    await expect(page.locator("h1")).to_be_focused()
    await expect(page.get_by_text("Dewi Lestari, Inspektorat Contoh")).to_be_visible()
    (waiting,) = await inbox.room.holders.waiting()
    assert waiting.keys
    await expect(page.locator(".fingerprint")).to_have_text(waiting.keys.fingerprint)
    await expect(page.get_by_text("Menunggu administrator")).to_be_visible()
    await inbox.room.holders.confirm(waiting.id)
    await page.get_by_role("link", name="Masuk ke kotak laporan").click(timeout=8_000)
    await expect(page.get_by_label("Kunci Anda")).to_contain_text("Dewi Lestari")
    await inbox.unlock(page)
    await expect(page.locator("#me")).to_have_text("Dewi Lestari")


async def test_weak_and_different_passphrases_make_no_keys(page: Page, inbox: Inbox) -> None:
    token = await inbox.room.holders.invite("Dewi", "Inspektorat")
    await page.goto(f"{inbox.running.url}/daftar#{token}")
    strength = page.locator(".strength[role=status]")
    await expect(strength).to_contain_text("belum diisi")
    await page.get_by_label("Kata sandi", exact=True).fill("rahasia123")
    await expect(strength).to_contain_text("terlalu lemah")
    await page.get_by_role("button", name="Buat kunci").click()
    await expect(page.get_by_text("Kata sandi masih terlalu lemah.")).to_be_visible()
    await page.get_by_label("Kata sandi", exact=True).fill(PASSPHRASE)
    await expect(strength).to_contain_text("cukup")
    await page.get_by_label("Ulangi kata sandi").fill(PASSPHRASE + "x")
    await page.get_by_role("button", name="Buat kunci").click()
    await expect(page.get_by_text("Kedua kata sandi berbeda.")).to_be_visible()
    assert not await inbox.room.holders.waiting()


async def test_a_passphrase_is_drawn_on_request(page: Page, inbox: Inbox) -> None:
    token = await inbox.room.holders.invite("Dewi", "Inspektorat")
    await page.goto(f"{inbox.running.url}/daftar#{token}")
    await page.get_by_role("button", name="Buatkan kata sandi").click()
    drawn = await page.locator(".fingerprint").inner_text()
    assert len(drawn.split()) == 6
    await page.get_by_role("button", name="Buatkan kata sandi").click()
    await expect(page.locator(".fingerprint")).not_to_have_text(drawn)
    await page.get_by_label("Kata sandi", exact=True).fill(drawn)
    await expect(page.locator(".strength")).to_contain_text("kuat")


async def test_a_used_invitation_is_refused_with_a_sentence(page: Page, inbox: Inbox) -> None:
    token = await inbox.room.holders.invite("Dewi", "Inspektorat")
    await page.goto(f"{inbox.running.url}/daftar#{token}")
    await make_keys(page)
    (waiting,) = await inbox.room.holders.waiting()
    assert waiting.state is State.WAITING
    await page.goto(f"{inbox.running.url}/")
    await page.goto(f"{inbox.running.url}/daftar#{token}")
    await page.get_by_label("Kata sandi", exact=True).fill(PASSPHRASE)
    await page.get_by_label("Ulangi kata sandi").fill(PASSPHRASE)
    await page.get_by_role("button", name="Buat kunci").click()
    await expect(page.get_by_text(BAD_INVITATION.sentence)).to_be_visible()
    await expect(page.get_by_role("button", name="Buat kunci")).to_be_visible()


@pytest.mark.parametrize("fragment", ["", "#", "#kurang", "#" + "A" * 21, "#%00"])
async def test_half_a_link_says_what_is_missing(page: Page, inbox: Inbox, fragment: str) -> None:
    await page.goto(f"{inbox.running.url}/daftar{fragment}")
    await expect(page.locator("h1")).to_have_text("Undangan tidak lengkap")
