"""The gallery of all answers: its data route, and the page in a real browser."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from playwright.async_api import Browser, Page, expect

from bot.emulator import Running, start
from tests.browser import browser, opened

INERT = ("inline event handler",)  # the browser says that it does not run what a parsed text contains
pytestmark = pytest.mark.asyncio(loop_scope="session")
__all__ = ["browser"]


def entry(name: str, verdict: str, *, reviewed: bool = False) -> dict[str, object]:
    fold = f"<blockquote expandable>{'Dasar hukum. ' * 60}</blockquote>"
    return {
        "id": name,
        "title": name.capitalize(),
        "question": f"Bolehkah {name}?",
        "verdict": verdict,
        "sign": "⛔" if verdict == "tidak_boleh" else "✅",
        "label": verdict.replace("_", " ").upper(),
        "reviewed": reviewed,
        "html": f"<b>{name}</b> &lt;script&gt;<img src=x onerror=\"document.title='jahat'\">\n{fold}",
        "buttons": [["Terjawab", "Belum"]],
        "ask_html": None,
        "contexts": [{"label": "Cuti", "html": f"Saat cuti\n{fold}"}],
    }


DATA = {
    "made_from": "basis pengetahuan",
    "messages": [{"name": "Sapaan", "html": "Halo <i>ASN</i>", "buttons": [["Lihat topik"]]}],
    "groups": [
        {"id": "atribut", "name": "Atribut", "entries": [entry("kaus", "tidak_boleh"), entry("baju", "boleh")]},
        {"id": "foto", "name": "Foto", "entries": [entry("pose", "tidak_boleh", reviewed=True)]},
    ],
}


class Made:
    """Data of a gallery, and how often it was asked for."""

    times = 0

    def __call__(self) -> object:
        self.times += 1
        return DATA


@pytest.fixture
def made() -> Made:
    return Made()


@pytest_asyncio.fixture(loop_scope="session")
async def running(made: Made) -> AsyncIterator[Running]:
    async with await start(gallery=made) as server:
        yield server


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, running: Running) -> AsyncIterator[Page]:
    async with opened(browser, expected=INERT) as shown:
        await shown.goto(f"{running.base_url}/galeri")
        await expect(shown.locator("#keadaan")).to_be_hidden()
        yield shown


async def test_the_data_is_made_once_and_only_when_asked_for(running: Running, made: Made) -> None:
    assert made.times == 0
    async with ClientSession(trust_env=False) as session:
        for _ in range(2):
            async with session.get(f"{running.base_url}/galeri/data.json") as response:
                assert (response.status, response.content_type) == (200, "application/json")
                assert await response.json() == DATA
    assert made.times == 1


async def test_without_data_the_page_says_so(browser: Browser) -> None:
    async with await start() as server, opened(browser, expected=("404",)) as page:
        await page.goto(f"{server.base_url}/galeri")
        await expect(page.locator("#keadaan")).to_contain_text("Galeri belum tersedia")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html"),
        ("/galeri", "text/html"),
        ("/css/base.css", "text/css"),
        ("/chat/main.js", "text/javascript"),
        ("/logo.svg", "image/svg+xml"),
        ("/chat/contoh-suara.ogg", "audio/ogg"),
        ("/chat/contoh-stiker.webp", "image/webp"),
    ],
)
async def test_files_come_with_their_type_and_nothing_from_elsewhere(running: Running, path: str, kind: str) -> None:
    async with ClientSession(trust_env=False) as session, session.get(running.base_url + path) as response:
        assert (response.status, response.content_type) == (200, kind)
        assert response.headers["Content-Security-Policy"].startswith("default-src 'self';")
        assert response.headers["Cache-Control"] == "no-cache"
        assert "unsafe" not in response.headers["Content-Security-Policy"]


async def test_every_answer_is_shown_with_known_tags_only(page: Page) -> None:
    await expect(page.locator("#jawaban .entry")).to_have_count(3)
    await expect(page.locator("#jawaban img, #jawaban script")).to_have_count(0)
    assert await page.title() == "Galeri jawaban Bolehkah"
    await expect(page.locator("#kaus .words").first).to_contain_text("kaus <script>")
    await expect(page.locator("#hitungan")).to_contain_text("3 jawaban")
    await expect(page.locator("#hitungan")).to_contain_text("2 belum ditinjau")
    await expect(page.locator("#kaus .contexts .same")).to_have_count(1)
    await expect(page.locator("#pesan")).to_contain_text("Halo ASN")
    await expect(page.locator(".unreviewed")).to_have_count(2)


async def test_filters_by_words_verdict_group_and_review(page: Page) -> None:
    shown = page.locator("#jawaban .entry:visible h3")
    await page.get_by_label("Kata").fill("BAJU cuti")
    await expect(shown).to_have_text(["Baju #"])
    await page.get_by_label("Kata").fill("tidak ada")
    await expect(page.locator("#tampil")).to_contain_text("Tidak ada jawaban yang cocok")
    await page.get_by_role("button", name="Kosongkan").click()
    await expect(shown).to_have_count(3)
    await page.get_by_label("Putusan").select_option("tidak_boleh")
    await expect(shown).to_have_text(["Kaus #", "Pose #"])
    await page.get_by_label("Hanya yang belum ditinjau").check()
    await expect(shown).to_have_text(["Kaus #"])
    await expect(page.locator("#tampil")).to_have_text("Menampilkan 1 dari 3 jawaban.")
    await page.get_by_label("Kelompok").select_option("foto")
    await expect(shown).to_have_count(0)


async def test_anchors_lead_to_an_answer_even_when_it_is_filtered_out(page: Page, running: Running) -> None:
    await page.get_by_label("Kelompok").select_option("foto")
    await page.evaluate("location.hash = '#baju'")
    await expect(page.locator("#baju")).to_be_in_viewport()
    await expect(page.locator("#baju")).to_have_class("entry aimed")


async def test_everything_opens_on_a_press_and_on_paper(page: Page) -> None:
    folded = (await page.locator("#kaus .fold-body").first.bounding_box() or {})["height"]
    await page.get_by_role("button", name="Buka semua lipatan").click()
    assert (await page.locator("#kaus .fold-body").first.bounding_box() or {})["height"] > folded * 1.5
    await expect(page.locator("#kaus details")).to_have_attribute("open", "")
    await page.get_by_role("button", name="Buka semua lipatan").click()
    await page.emulate_media(media="print")
    await page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert await page.locator("#kaus .fold-body").first.evaluate("body => body.scrollHeight <= body.clientHeight")
    await expect(page.locator("#kaus details")).to_have_attribute("open", "")
    await expect(page.locator("#saringan")).to_be_hidden()
    await page.evaluate("dispatchEvent(new Event('afterprint'))")
    await expect(page.locator("#kaus details")).not_to_have_attribute("open", "")


async def test_a_phone_needs_no_sideways_scrolling(browser: Browser, running: Running) -> None:
    async with opened(browser, width=360, height=740, expected=INERT) as page:
        await page.goto(f"{running.base_url}/galeri#pose")
        await expect(page.locator("#pose")).to_be_in_viewport()
        assert await page.evaluate("document.documentElement.scrollWidth") == 360
