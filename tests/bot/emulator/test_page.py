"""The chat page in a real browser, against the real emulator and a small scripted bot."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from bot.emulator import Emulator, Running, World, start
from tests.bot.emulator.conftest import png
from tests.bot.emulator.scripted_bot import ScriptedBot, scripted_bot
from tests.browser import browser, opened

pytestmark = pytest.mark.asyncio(loop_scope="session")
__all__ = ["browser"]
SITI = "#obrolan-700000001"
BUDI = "#obrolan-700000002"
GROUP = "#obrolan--1001000000001"


@pytest_asyncio.fixture(loop_scope="session")
async def running() -> AsyncIterator[Running]:
    async with await start(gallery=lambda: {"groups": []}) as server:
        yield server


@pytest_asyncio.fixture(loop_scope="session", autouse=True)
async def bot(running: Running) -> AsyncIterator[ScriptedBot]:
    async with scripted_bot(running) as working:
        yield working


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, running: Running) -> AsyncIterator[Page]:
    """The chat page on a desktop, settled: Siti, Budi and their group are there."""
    async with opened(browser) as shown:
        await shown.goto(running.base_url)
        await expect(shown.locator("#status")).to_be_hidden()
        yield shown


async def say(page: Page, chat: str, text: str) -> None:
    field = page.locator(f"{chat} textarea")
    await field.fill(text)
    await field.press("Enter")


async def card(page: Page, chat: str = SITI) -> Locator:
    await say(page, chat, "kartu")
    return page.locator(f"{chat} .message.theirs").last


async def test_a_first_visit_makes_people_and_a_group_once(page: Page, running: Running) -> None:
    await expect(page.locator(".column h2")).to_have_text(["Siti", "Budi", "Grup kantor"])
    await expect(page.locator(f"{SITI} .chip")).to_have_count(6)
    await page.locator(f"{SITI} .chip").first.click()
    await expect(page.locator(f"{SITI} .message.theirs")).to_contain_text("Anda menulis: Boleh gak like")
    await expect(page.locator(f"{SITI} .chip")).to_have_count(0)
    await page.reload()
    await expect(page.locator(f"{SITI} .message")).to_have_count(2)
    assert len(running.world.people) == 2


async def test_a_card_is_rebuilt_from_known_tags_only(page: Page) -> None:
    shown = (await card(page)).locator(".words")
    for tag, words in {"b": "TIDAK BOLEH", "i": "Like", "code": "a < b", "u": "garis", "s": "coret"}.items():
        await expect(shown.locator(tag).first).to_have_text(words)
    await expect(shown).to_contain_text("<img src=x onerror=alert(1)>")
    await expect(shown.locator("img, script")).to_have_count(0)
    link = shown.locator("a")
    await expect(link).to_have_attribute("href", "https://jdih.example/skb")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    await shown.locator(".command").click()
    await expect(page.locator(f"{SITI} .own").last).to_contain_text("/topik")


async def test_quotes_fold_and_spoilers_hide_by_keyboard(page: Page) -> None:
    shown = await card(page)
    toggle = shown.get_by_role("button", name="Tampilkan", exact=True)
    folded = (await shown.locator(".fold-body").bounding_box() or {})["height"]
    await toggle.press("Enter")
    await expect(shown.get_by_role("button", name="Sembunyikan")).to_be_focused()
    assert (await shown.locator(".fold-body").bounding_box() or {})["height"] > folded * 1.5
    spoiler = shown.get_by_role("button", name="Tampilkan teks tersembunyi")
    await expect(shown.locator(".spoiler-words")).to_be_hidden()
    await spoiler.press("Enter")
    await expect(shown.locator(".spoiler-words")).to_be_visible()


async def test_buttons_toast_alert_edit_and_delete(page: Page) -> None:
    shown = await card(page)
    await expect(shown.locator(".button-row")).to_have_count(3)
    await expect(shown.get_by_role("link", name="Situs")).to_have_attribute("href", "https://jdih.example/")
    await shown.get_by_role("button", name="Diam").click()
    await expect(shown.get_by_role("button", name="Diam")).to_have_attribute("aria-busy", "true")
    await shown.get_by_role("button", name="Peringatan").click()
    await expect(page.get_by_role("dialog")).to_contain_text("Baca baik-baik.")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await shown.get_by_role("button", name="Ubah").click()
    await expect(page.locator(f"{SITI} .toast")).to_have_text("Diubah.")
    await expect(shown).to_contain_text("Sudah diubah")
    await expect(shown.locator(".meta")).to_contain_text("diubah")
    again = await card(page)
    await expect(page.locator(f"{SITI} .theirs")).to_have_count(2)
    await again.get_by_role("button", name="Hapus").click()
    await expect(page.locator(f"{SITI} .theirs")).to_have_count(1)


async def test_hostile_and_huge_words_stay_words(page: Page) -> None:
    hostile = "<script>alert(1)</script><b>tebal</b> &amp; \u202ebalik " + "🤷" * 50
    await say(page, SITI, hostile)
    await expect(page.locator(f"{SITI} .own .words")).to_have_text(hostile)
    field = page.locator(f"{SITI} textarea")
    await field.fill("x" * 4000)
    await expect(page.locator(f"{SITI} .counter")).to_have_text("4.000 / 4.096")
    await field.fill("x" * 4097)
    await field.press("Enter")
    await expect(page.locator(f"{SITI} .problem")).to_contain_text("kelebihan 1 huruf")
    await expect(page.locator(f"{SITI} .own")).to_have_count(1)
    await field.fill("x" * 4096)
    await field.press("Enter")
    await expect(page.locator(f"{SITI} .own")).to_have_count(2)
    assert await page.locator(f"{SITI} .log").evaluate("box => box.scrollWidth <= box.clientWidth")


async def test_commands_open_with_a_slash_and_go_by_keyboard(page: Page) -> None:
    field = page.locator(f"{SITI} textarea")
    await field.press_sequentially("/")
    options = page.locator(f"{SITI} [role=option]")
    await expect(options).to_have_count(2)
    await field.press("Escape")
    await expect(options).to_have_count(0)
    await field.press_sequentially("t")
    await expect(options).to_have_text(["/topikSemua topik"])
    await field.press("Enter")
    await expect(page.locator(f"{SITI} .own .words")).to_have_text("/topik")


async def test_replies_and_edits(page: Page) -> None:
    await say(page, SITI, "satu")
    theirs = page.locator(f"{SITI} .theirs").last
    await theirs.get_by_role("button", name="Tindakan pesan").click()
    await page.get_by_role("menuitem", name="Balas").press("Enter")
    await expect(page.locator(f"{SITI} .draft")).to_contain_text("Membalas Bolehkah")
    await say(page, SITI, "dua\ntiga")
    own = page.locator(f"{SITI} .own").last
    await expect(own.locator(".reply")).to_contain_text("Anda menulis: satu")
    field = page.locator(f"{SITI} textarea")
    await field.press("ArrowUp")
    await expect(field).to_have_value("dua\ntiga")
    await field.press("Escape")
    await expect(field).to_have_value("")
    await field.press("ArrowUp")
    await field.fill("empat")
    await field.press("Enter")
    await expect(own.locator(".words")).to_have_text("empat")
    await expect(own.locator(".meta")).to_contain_text("diubah")


async def test_inline_results_from_the_field_and_from_bagikan(page: Page) -> None:
    field = page.locator(f"{BUDI} textarea")
    await field.fill("@bolehkah_bot kaus")
    await expect(page.locator(f"{BUDI} [role=option]")).to_have_text(["Hasil 1 untuk kaus", "Hasil 2 untuk kaus"])
    await field.press("ArrowDown")
    await field.press("Enter")
    await expect(page.locator(f"{BUDI} .own")).to_contain_text("Kartu 1")
    await expect(page.locator(f"{BUDI} .own .meta")).to_contain_text("melalui @bolehkah_bot")
    await (await card(page)).get_by_role("button", name="Bagikan").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Ke obrolan").select_option("Grup kantor")
    await dialog.get_by_role("option", name="Hasil 2 untuk kaus").click()
    await expect(dialog).to_have_count(0)
    await expect(page.locator(f"{GROUP} .message")).to_contain_text("Kartu 2")


async def test_groups_are_written_in_as_one_of_the_people(page: Page) -> None:
    await page.get_by_label("Menulis di Grup kantor sebagai").select_option("Budi")
    await say(page, GROUP, "halo semua")
    await say(page, GROUP, "@bolehkah_bot halo bot")
    await expect(page.locator(f"{GROUP} .theirs")).to_have_count(1)
    await expect(page.locator(f"{GROUP} .theirs .sender")).to_have_text("Bolehkah")
    await expect(page.locator(f"{GROUP} .own")).to_have_count(2)
    await page.get_by_label("Menulis di Grup kantor sebagai").select_option("Siti")
    await expect(page.locator(f"{GROUP} .own")).to_have_count(0)
    await expect(page.locator(f"{GROUP} .sender")).to_have_text(["Budi", "Budi", "Bolehkah"])


async def test_a_new_person_gets_a_chat_and_joins_the_group(page: Page) -> None:
    await page.get_by_role("button", name="Tambah orang").click()
    await page.get_by_role("button", name="Tambahkan").click()
    await expect(page.get_by_role("alert").last).to_have_text("Tulis namanya dulu.")
    await page.get_by_label("Nama").fill("<Ani>")
    await page.keyboard.press("Enter")
    await expect(page.locator(".column h2")).to_have_text(["Siti", "Budi", "<Ani>", "Grup kantor"])
    await expect(page.locator(f"{GROUP} .under")).to_contain_text("<Ani>")


async def test_files_of_every_kind(page: Page) -> None:
    plus = page.locator(f"{SITI}").get_by_role("button", name="Lampirkan")
    async with page.expect_file_chooser() as chooser:
        await plus.click()
        await page.get_by_role("menuitem", name="Foto").click()
    await (await chooser.value).set_files({"name": "a.png", "mimeType": "image/png", "buffer": png(40, 30)})
    await expect(page.locator(f"{SITI} .draft")).to_contain_text("a.png")
    await say(page, SITI, "keterangan")
    photo = page.locator(f"{SITI} .own .photo")
    await expect(photo).to_be_visible()
    assert await photo.evaluate("image => image.decode().then(() => image.naturalWidth)") == 40
    async with page.expect_file_chooser() as chooser:
        await plus.click()
        await page.get_by_role("menuitem", name="Berkas").click()
    await (await chooser.value).set_files({"name": "b.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-"})
    await page.locator(f"{SITI}").get_by_role("button", name="Kirim").click()
    await expect(page.locator(f"{SITI} .own .file-name")).to_have_text("b.pdf5 B")
    await plus.click()
    await page.get_by_role("menuitem", name="Contoh stiker").click()
    await expect(page.locator(f"{SITI} .sticker")).to_be_visible()
    await plus.click()
    await page.get_by_role("menuitem", name="Contoh suara").click()
    voice = page.locator(f"{SITI} audio")
    await expect(voice).to_be_visible()
    assert await voice.evaluate(
        "a => new Promise(done => a.readyState ? done(true) : (a.onloadedmetadata = () => done(true)))"
    )


async def test_a_refused_photo_comes_back_with_a_sentence(running: Running, browser: Browser) -> None:
    async with opened(browser, expected=("400",)) as page:
        await page.goto(running.base_url)
        async with page.expect_file_chooser() as chooser:
            await page.locator(f"{SITI}").get_by_role("button", name="Lampirkan").click()
            await page.get_by_role("menuitem", name="Foto").click()
        await (await chooser.value).set_files({"name": "a.png", "mimeType": "image/png", "buffer": b"bukan"})
        await say(page, SITI, "tetap ada")
        await expect(page.locator(f"{SITI} .problem")).to_contain_text("bukan foto")
        await expect(page.locator(f"{SITI} textarea")).to_have_value("tetap ada")
        await expect(page.locator(f"{SITI} .draft")).to_contain_text("a.png")


async def test_blocking_deep_links_typing_and_protection(page: Page) -> None:
    menu = page.get_by_role("button", name="Menu obrolan Siti")
    await menu.click()
    await page.get_by_role("menuitem", name="Buka tautan topik").click()
    await page.get_by_label("Kode topik").fill("bukan kode!")
    await page.get_by_role("button", name="Buka", exact=True).click()
    await expect(page.get_by_role("alert").last).to_contain_text("Kode tautan hanya berisi")
    await page.get_by_label("Kode topik").fill("medsos-like")
    await page.get_by_role("button", name="Buka", exact=True).click()
    await expect(page.locator(f"{SITI} .theirs")).to_contain_text("Anda menulis: /start medsos-like")
    await say(page, SITI, "lindungi")
    await expect(page.locator(f"{SITI} .protected .meta")).to_contain_text("dilindungi")
    await say(page, SITI, "sibuk")
    await expect(page.locator(f"{SITI} .under")).to_have_text("Bolehkah mengetik…")
    await menu.click()
    await page.get_by_role("menuitem", name="Blokir bot").click()
    await expect(page.locator(f"{SITI} .composer")).to_be_hidden()
    await page.get_by_role("button", name="Buka blokir").click()
    await expect(page.locator(f"{SITI} .composer")).to_be_visible()


async def test_a_reader_of_old_messages_is_not_pulled_away(page: Page, bot: ScriptedBot) -> None:
    for _ in range(3):
        await card(page)
    await expect(page.locator(f"{SITI} .theirs")).to_have_count(3)
    log = page.locator(f"{SITI} .log")
    await log.evaluate("box => { box.scrollTop = 0; }")
    await bot.call("sendMessage", chat_id=700000001, text="Susulan")
    down = page.get_by_role("button", name="1 pesan baru, ke bawah")
    await expect(down).to_be_visible()
    assert await log.evaluate("box => box.scrollTop") == 0
    await down.click()
    await expect(page.locator(f"{SITI} .theirs").last).to_be_in_viewport()
    await expect(down).to_be_hidden()
    await bot.call("sendMessage", chat_id=700000001, text="Diikuti")
    await expect(page.get_by_text("Diikuti")).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 390])
async def test_a_phone_shows_one_chat_and_marks_the_others(browser: Browser, running: Running, width: int) -> None:
    async with opened(browser, width=width, height=740, has_touch=True) as page:
        await page.goto(running.base_url)
        await expect(page.locator("#status")).to_be_hidden()
        await expect(page.locator(".column:visible")).to_have_count(1)
        async with Emulator(running.base_url) as emulator:
            await emulator.post("/chats/700000002/messages", text="kartu")
        budi = page.get_by_role("tab", name="Budi")
        await expect(budi).to_contain_text("1 belum dibaca")
        assert await page.title() == "(1) Bolehkah"
        await page.get_by_role("tab", name="Siti").press("ArrowRight")
        await expect(budi).to_be_focused()
        await expect(page.locator(f"{BUDI} .theirs")).to_be_visible()
        assert await page.title() == "Bolehkah"
        assert await page.evaluate("document.documentElement.scrollWidth") == width


async def test_the_theme_follows_the_system_until_it_is_chosen(browser: Browser, running: Running) -> None:
    async with opened(browser, color_scheme="dark") as page:
        await page.goto(running.base_url)
        toggle = page.get_by_role("button", name="Gelap")
        await expect(toggle).to_have_attribute("aria-pressed", "true")
        await toggle.click()
        await page.reload()
        await expect(toggle).to_have_attribute("aria-pressed", "false")
        assert await page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(240, 237, 229)"


async def test_the_page_finds_its_way_back_after_a_break(browser: Browser) -> None:
    first = await start()
    port = int(first.base_url.rpartition(":")[2])
    async with opened(browser, expected=("net::ERR",)) as page:
        async with first:
            await page.goto(first.base_url)
            await say(page, SITI, "sebelum")
            await expect(page.locator(f"{SITI} .own")).to_have_count(1)
        await expect(page.locator("#status")).to_contain_text("Sambungan terputus")
        await say(page, SITI, "hilang?")
        await expect(page.locator(f"{SITI} .problem")).to_contain_text("tidak tersambung")
        await expect(page.locator(f"{SITI} textarea")).to_have_value("hilang?")
        async with await start(port=port, world=World()):
            await expect(page.locator("#status")).to_be_hidden(timeout=8_000)
            await expect(page.locator(f"{SITI} .message")).to_have_count(0)
            await expect(page.locator(f"{SITI} .chip")).to_have_count(6)
