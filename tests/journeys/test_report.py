"""Somebody reports a violation in the chat: whole stories through the real app, and what is left afterwards."""

from __future__ import annotations

import asyncio

import pytest

from bot.reports.receipt import read_code
from handlers.views import messages as general
from handlers.views import report_messages as messages
from tests.bot.emulator.conftest import eventually
from tests.bot.reports.attachments import declared_png, locked_pdf, picture, saved, telling_jpeg, telling_pdf, tells
from tests.bot.reports.people import only_row, story
from tests.journeys.conftest import Reporter, Site

WELCOME = "Tulis apa yang hendak Anda lakukan"
CANCELLED = messages.CANCELLED


async def test_a_report_goes_from_the_menu_to_its_code_and_leaves_the_chat_clean(site: Site, siti: Reporter) -> None:
    await siti.tap("Lapor pelanggaran")
    warning = await siti.screen()
    assert "sengaja dipalsukan dapat dipidana" in warning.text
    assert "Telegram mengetahui akun Anda dan dapat membaca percakapan ini" in warning.text
    assert warning.buttons == ["Mulai", "Batal"]
    await siti.tap("Mulai")
    assert (await siti.text()).startswith("Kapan terjadi?")
    await siti.tap("Kemarin")
    assert "Kapan Anda mengetahuinya?" in await siti.text()
    await siti.tap("Hari ini")
    asked = await siti.text()
    assert "sampai 29 November 2026 (7 hari lagi)" in asked
    assert "tidak menghentikan hitungan itu" in asked
    assert "Jangan tulis nama Anda" in asked
    assert "cerita 37 huruf, lampiran 0" in (await siti.say("Camat membagikan kaus calon di kantor")).text
    await siti.tap("Selesai")
    check = await siti.screen()
    assert "Terjadi 21 November 2026, diketahui 22 November 2026." in check.text
    assert "Camat membagikan kaus" in check.text
    assert check.buttons == ["Kirim", "Ubah", "Jangan kirim ke ...", "Batal"]
    assert await site.reports() == 0
    await siti.tap("Kirim")
    shown = await siti.text()
    code = shown.split("\n")[2]
    assert read_code(code)
    assert await site.reports() == 1
    site.clock.advance(3)
    await siti.person.say(code[-4:])
    await siti.only(WELCOME)
    row = await only_row(site.room, site.staff.rani)
    assert await story(site.room, site.staff.rani, row) == "Camat membagikan kaus calon di kantor"


async def test_everybody_may_also_type_the_command_or_come_by_link(site: Site) -> None:
    siti = await site.reporter()
    assert (await siti.say("/lapor")).text.startswith("Lapor pelanggaran")
    await siti.tap("Batal")
    await siti.person.start("lapor")
    assert (await siti.person.wait_reply()).text.startswith("Lapor pelanggaran")


@pytest.mark.parametrize("taps", [0, 1, 2, 3])
async def test_cancelling_at_each_tapped_step_says_that_nothing_is_saved(site: Site, siti: Reporter, taps: int) -> None:
    await siti.tap("Lapor pelanggaran")
    for text in ("Mulai", "Kemarin", "Hari ini")[:taps]:
        await siti.tap(text)
    site.clock.advance(3)
    await siti.person.say("/batal")
    await siti.only(CANCELLED)
    assert await site.reports() == 0


@pytest.mark.parametrize("where", ["story", "check", "change", "exclude", "button"])
async def test_cancelling_a_written_report_takes_it_out_of_the_chat(site: Site, siti: Reporter, where: str) -> None:
    await siti.to_story()
    await siti.say("Camat membagikan kaus calon.")
    if where != "story":
        await siti.tap("Selesai")
    if where in ("change", "exclude"):
        await siti.tap({"change": "Ubah", "exclude": "Jangan kirim ke ..."}[where])
    if where == "button":
        await siti.tap("Batal")
    else:
        site.clock.advance(3)
        await siti.person.say("/batal")
    await siti.only(CANCELLED)
    assert await site.reports() == 0


async def test_half_an_hour_of_silence_wipes_draft_and_messages(site: Site, siti: Reporter) -> None:
    await siti.to_story()
    await siti.say("Camat membagikan kaus calon.")
    site.clock.advance(29 * 60)
    await siti.say("Di aula kantor.")
    site.clock.advance(31 * 60)

    async def empty() -> bool:
        return await siti.left() == []

    await eventually(empty)
    await siti.say("boleh like postingan caleg?")
    assert await site.reports() == 0


async def test_two_people_report_at_the_same_time(site: Site) -> None:
    siti, budi = await asyncio.gather(site.reporter("Siti"), site.reporter("Budi"))
    await siti.to_check("Cerita Siti.")
    await budi.to_check("Cerita Budi.")
    await siti.tap("Kirim")
    await budi.tap("Kirim")
    codes = {(await one.text()).split("\n")[2] for one in (siti, budi)}
    assert len(codes) == 2
    rows = (await site.room.desk.page(site.staff.rani.id)).rows
    assert {await story(site.room, site.staff.rani, row) for row in rows} == {"Cerita Siti.", "Cerita Budi."}


async def test_a_double_tap_sends_once(site: Site, siti: Reporter) -> None:
    await siti.to_check()
    screen = await siti.screen()
    site.clock.advance(3)
    await asyncio.gather(*(siti.person.tap("Kirim", message_id=screen.id) for _ in range(2)))
    assert await site.reports() == 1
    assert (await siti.text()).startswith("Terkirim. Kode Anda:")


async def test_double_taps_on_the_way_skip_nothing(siti: Reporter) -> None:
    await siti.tap("Lapor pelanggaran")
    await siti.tap("Mulai")
    screen = await siti.screen()
    await asyncio.gather(*(siti.person.tap("Kemarin", message_id=screen.id) for _ in range(2)))
    assert "Kapan Anda mengetahuinya?" in await siti.text()


async def test_quick_messages_are_all_kept_in_their_order(site: Site, siti: Reporter) -> None:
    await siti.to_story()
    parts = ["Pertama.", "Kedua.", "Ketiga."]
    site.clock.advance(10)
    for part in parts:
        await siti.person.say(part)

    async def all_in() -> bool:
        return "cerita 25 huruf" in await siti.text()

    await eventually(all_in)
    await siti.tap("Selesai")
    await siti.tap("Kirim")
    row = await only_row(site.room, site.staff.rani)
    assert await story(site.room, site.staff.rani, row) == "Pertama.\n\nKedua.\n\nKetiga."


async def test_twelve_thousand_letters_in_three_messages(site: Site, siti: Reporter) -> None:
    await siti.to_story()
    for letter in "abc":
        answer = await siti.say(letter * 4000)
    assert "cerita 12.004 huruf" in answer.text
    await siti.tap("Selesai")
    await siti.tap("Kirim")
    row = await only_row(site.room, site.staff.rani)
    assert await story(site.room, site.staff.rani, row) == "\n\n".join(letter * 4000 for letter in "abc")


async def test_a_story_beyond_its_limit_says_by_how_much_and_loses_nothing(siti: Reporter) -> None:
    await siti.to_story()
    for _ in range(5):
        answer = await siti.say("x" * 3990)
    assert "cerita 19.958 huruf" in answer.text
    refused = await siti.say("y" * 100)
    assert "kelebihan 60 huruf dan belum masuk" in refused.text
    assert "cerita 19.958 huruf" in refused.text


async def test_a_corrected_message_corrects_the_story(site: Site, siti: Reporter) -> None:
    await siti.to_story()
    await siti.say("Pertama.")
    site.clock.advance(3)
    told = await siti.person.say("Camat Budi.")
    await siti.person.wait_reply()
    await siti.tap("Selesai")
    site.clock.advance(3)
    await siti.person.edit(told.id, "Camat Badu.")
    assert "Camat Badu." in (await siti.person.wait_reply()).text
    await siti.tap("Kirim")
    row = await only_row(site.room, site.staff.rani)
    assert await story(site.room, site.staff.rani, row) == "Pertama.\n\nCamat Badu."


async def test_a_corrected_date_or_command_is_no_part_of_the_story(site: Site, siti: Reporter) -> None:
    await siti.tap("Lapor pelanggaran")
    await siti.tap("Mulai")
    site.clock.advance(3)
    typed = await siti.person.say("20 november")
    await siti.person.wait_reply()
    await siti.tap("Hari ini")
    await siti.person.edit(typed.id, "19 november")
    assert "cerita 7 huruf" in (await siti.say("Cerita.")).text


async def test_dates_may_be_typed_and_must_make_sense(siti: Reporter) -> None:
    await siti.tap("Lapor pelanggaran")
    await siti.tap("Mulai")
    await siti.tap("Tanggal lain")
    assert "misalnya: 12 November 2026" in await siti.text()
    assert (await siti.say("pas hujan itu")).text.startswith(messages.NOT_A_DAY[:30])
    assert (await siti.say("1 desember 2026")).text.startswith(messages.IN_THE_FUTURE)
    assert (await siti.say("1/1/2001")).text.startswith(messages.TOO_LONG_AGO)
    assert "Terjadi: 12 November 2026." in (await siti.say("12 nopember 26")).text
    assert (await siti.say("11-11-2026")).text.startswith(messages.KNOWN_TOO_EARLY)
    assert "sudah lewat pada 19 November 2026" in (await siti.say("tgl 12")).text


async def test_what_happened_today_is_known_today(siti: Reporter) -> None:
    await siti.tap("Lapor pelanggaran")
    await siti.tap("Mulai")
    await siti.tap("Hari ini")
    assert "sampai 29 November 2026" in await siti.text()


async def test_free_text_at_a_step_of_buttons_is_never_answered_as_a_question(siti: Reporter) -> None:
    await siti.tap("Lapor pelanggaran")
    assert (await siti.say("boleh like postingan caleg?")).text.startswith(messages.PRESS_FIRST)
    await siti.tap("Mulai")
    assert (await siti.attach("photo", telling_jpeg())).text.startswith(messages.PRESS_FIRST)


async def test_files_are_cleaned_and_sealed(site: Site, siti: Reporter) -> None:
    await siti.to_story()
    assert messages.FILE_TAKEN in (await siti.attach("photo", telling_jpeg(), caption="Ini fotonya.")).text
    assert "lampiran 2" in (await siti.attach("document", telling_pdf())).text
    await siti.tap("Selesai")
    assert "lampiran 2" in await siti.text()
    await siti.tap("Kirim")
    row = await only_row(site.room, site.staff.rani)
    case = await site.room.desk.case(site.staff.rani.id, row.id)
    assert case
    assert len(case.attachments) == 2
    assert await story(site.room, site.staff.rani, row) == "Ini fotonya."


async def test_an_album_is_taken_whole_and_answered_once(siti: Reporter) -> None:
    await siti.to_story()
    siti.site.clock.advance(3)
    colours = [saved(picture(60 + n, 40), "JPEG") for n in range(3)]
    for number, content in enumerate(colours):
        await siti.person.send_file("photo", content, caption="Bertiga." if number == 0 else "", album="77")

    async def whole() -> bool:
        return "cerita 8 huruf, lampiran 3" in await siti.text()

    await eventually(whole)
    from_bot = [message for message in await siti.person.messages() if message.from_bot]
    assert len(from_bot) == 1


async def test_a_refused_picture_of_an_album_is_named_although_others_follow(siti: Reporter) -> None:
    await siti.to_story()
    siti.site.clock.advance(3)
    for content in (locked_pdf(), telling_pdf()):
        await siti.person.send_file("document", content, "surat.pdf", album="78")

    async def told() -> bool:
        text = await siti.text()
        return "PDF itu terkunci" in text and "lampiran 1" in text

    await eventually(told)


@pytest.mark.parametrize(
    ("kind", "content", "sentence"),
    [
        ("document", bytes(25 * 1024 * 1024), "lebih besar dari 10 MB"),
        ("document", telling_jpeg()[:400], "rusak"),
        ("document", locked_pdf(), "terkunci"),
        ("document", declared_png(60_000, 60_000), "terlalu besar ukurannya"),
        ("document", b"MZ program", "hanya tulisan, foto"),
        ("voice", b"OggS", "hanya tulisan, foto"),
        ("sticker", b"webp", "hanya tulisan, foto"),
    ],
    ids=["25 MB", "broken", "encrypted", "bomb", "program", "voice", "sticker"],
)
async def test_a_refused_file_is_explained_and_the_rest_stays(
    siti: Reporter, kind: str, content: bytes, sentence: str
) -> None:
    await siti.to_story()
    await siti.say("Camat membagikan kaus calon.")
    answer = await siti.attach(kind, content)
    assert sentence in answer.text
    assert "cerita 28 huruf, lampiran 0" in answer.text


async def test_a_file_of_25_mb_is_not_even_downloaded(site: Site, siti: Reporter) -> None:
    await siti.to_story()
    await siti.attach("document", bytes(25 * 1024 * 1024))
    assert await site.people.calls("getFile") == []


async def test_a_sixth_file_is_not_taken(siti: Reporter) -> None:
    await siti.to_story()
    for number in range(5):
        await siti.attach("photo", saved(picture(60, 40 + number), "JPEG"))
    answer = await siti.attach("photo", saved(picture(), "JPEG"))
    assert messages.TOO_MANY_FILES in answer.text
    assert "lampiran 5" in answer.text


async def test_a_report_can_be_changed_before_it_is_sent(site: Site, siti: Reporter) -> None:
    await siti.to_check("Salah.")
    await siti.attach("photo", telling_jpeg())
    await siti.tap("Ubah")
    await siti.tap("Buang lampiran")
    assert "lampiran 0" in await siti.text()
    await siti.tap("Ubah")
    await siti.tap("Tanggal")
    await siti.tap("Hari ini")
    assert "Terjadi 22 November 2026, diketahui 22 November 2026." in await siti.text()
    await siti.tap("Ubah")
    await siti.tap("Tulis ulang cerita")
    await siti.say("Benar.")
    await siti.tap("Selesai")
    await siti.say("Lagi.")
    await siti.tap("Kirim")
    row = await only_row(site.room, site.staff.rani)
    assert await story(site.room, site.staff.rani, row) == "Benar.\n\nLagi."


async def test_an_excluded_officer_receives_nothing(site: Site, siti: Reporter) -> None:
    await siti.to_check()
    await siti.tap("Jangan kirim ke ...")
    await siti.tap("Rani, Inspektorat")
    assert "🚫 Rani, Inspektorat" in (await siti.screen()).buttons
    await siti.tap("Selesai memilih")
    assert "Tidak dikirim ke: Rani." in await siti.text()
    await siti.tap("Kirim")
    assert (await site.room.desk.page(site.staff.rani.id)).total == 0
    assert (await site.room.desk.page(site.staff.budi.id)).total == 1


async def test_one_officer_must_remain(siti: Reporter) -> None:
    await siti.to_check()
    await siti.tap("Jangan kirim ke ...")
    await siti.tap("Rani, Inspektorat")
    await siti.tap("Budi, BKPSDM")
    await siti.tap("Selesai memilih")
    assert (await siti.text()).startswith(messages.NO_RECEIVER)
    await siti.tap("🚫 Rani, Inspektorat")
    await siti.tap("Selesai memilih")
    assert (await siti.text()).startswith("Periksa")


async def test_three_wrong_endings_of_the_code_offer_a_button(siti: Reporter) -> None:
    await siti.to_check()
    await siti.tap("Kirim")
    right = (await siti.text()).split("\n")[2][-4:]
    wrong = f"{(int(right) + 1) % 10_000:04}"
    assert (await siti.say(wrong)).buttons == []
    assert (await siti.say("sudah")).text.startswith(messages.WRONG_DIGITS)
    assert (await siti.say(wrong)).buttons == ["Sudah saya catat"]
    assert (await siti.tap("Sudah saya catat")).toast == messages.CLEANED
    await siti.only(WELCOME)


async def test_a_sent_report_cannot_be_cancelled_and_says_how_to_withdraw_it(site: Site, siti: Reporter) -> None:
    await siti.to_check()
    await siti.tap("Kirim")
    code = (await siti.text()).split("\n")[2]
    shown = await siti.say("/batal")
    assert shown.text.startswith(messages.ALREADY_SENT)
    assert code in shown.text
    assert await site.reports() == 1


async def test_a_failed_sending_keeps_the_draft(site: Site, siti: Reporter) -> None:
    await siti.to_check()
    async with site.room.database.engine.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE report RENAME TO away")
    await siti.tap("Kirim")
    assert (await siti.text()).startswith(messages.NOTHING_SAVED)
    async with site.room.database.engine.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE away RENAME TO report")
    await siti.tap("Kirim")
    assert (await siti.text()).startswith("Terkirim.")
    assert await site.reports() == 1


async def test_reports_closed_in_between_are_not_sent(site: Site, siti: Reporter) -> None:
    await siti.to_check()
    await site.room.holders.remove(site.staff.budi.id)
    await siti.tap("Kirim")
    assert (await siti.text()).startswith(messages.CLOSED_MEANWHILE)
    assert "Periksa" in await siti.text()


async def test_closed_reports_show_the_official_way(site: Site, siti: Reporter) -> None:
    await site.room.holders.remove(site.staff.budi.id)
    await siti.tap("Lapor pelanggaran")
    assert (await siti.person.wait_reply()).text == messages.CLOSED
    assert "Dasar hukum" in (await siti.person.wait_reply()).text


@pytest.mark.parametrize("button", ["Selesai", "Batal"])
async def test_after_a_restart_an_old_button_says_that_nothing_was_saved(
    site: Site, siti: Reporter, button: str
) -> None:
    await siti.to_story()
    await siti.say("Camat membagikan kaus calon.")
    await site.restart()
    await siti.tap(button)
    lost = await siti.screen()
    assert lost.text == messages.LOST
    await siti.tap("Mulai lagi")
    assert (await siti.text()).startswith("Lapor pelanggaran")


async def test_after_a_restart_a_long_story_is_not_taken_for_a_question(site: Site, siti: Reporter) -> None:
    await siti.to_story()
    await site.restart()
    answer = await siti.say("camat " * 500)
    assert messages.PERHAPS_A_REPORT in answer.text
    assert answer.buttons[0] == "Lapor pelanggaran"


async def test_groups_are_no_place_for_reports_and_codes(site: Site) -> None:
    siti = await site.people.person("Siti")
    group = siti.in_chat(await site.people.group("Kantor", siti, bot="administrator"))
    username = site.telegram.world.bot.username
    for text in ("/lapor", "/kotak", "/kotak 1234 5678 9012 3456 7890", f"@{username} 1234 5678 9012 3456 7890"):
        site.clock.advance(10)
        await group.say(text)
        refusal = await group.wait_reply()
        assert refusal.text == messages.ONLY_IN_PRIVATE
        assert refusal.data["buttons"][0][0]["value"] == f"https://t.me/{username}?start=lapor"
    await group.say("12345678901234567890")  # an electricity token, not meant for the bot
    await group.say("/bantuan")
    assert (await group.wait_reply()).text.startswith("Cara bertanya")


async def test_a_code_does_not_slip_into_the_story(siti: Reporter) -> None:
    await siti.to_story()
    answer = await siti.say("1234 5678 9012 3456 7890")
    assert messages.CODE_IN_STORY in answer.text
    assert answer.buttons == ["Batal"]


async def test_an_open_report_is_found_again(siti: Reporter) -> None:
    await siti.to_story()
    await siti.say("Cerita.")
    again = await siti.say("/lapor")
    assert again.text.startswith(messages.STILL_OPEN)
    assert "cerita 7 huruf" in again.text


async def test_three_reports_a_day(site: Site, siti: Reporter) -> None:
    for _ in range(3):
        await siti.report()
    await siti.tap("Lapor pelanggaran")
    assert (await siti.person.wait_reply()).text == messages.TOO_MANY
    site.clock.advance(24 * 3600)
    await siti.tap("Lapor pelanggaran")
    assert "Lapor pelanggaran" in await siti.text()


async def test_deletion_is_tried_again_when_telegram_could_not_be_reached(site: Site, siti: Reporter) -> None:
    await siti.to_check()
    await site.people.fault("server_error", "deleteMessages", times=3)
    site.clock.advance(3)
    await siti.person.say("/batal")

    async def clean() -> bool:
        site.clock.advance(6)
        return await siti.left() == [CANCELLED]

    await eventually(clean)


async def test_an_old_welcome_stays_because_it_could_not_be_deleted(site: Site, siti: Reporter) -> None:
    welcome = await siti.screen()
    site.clock.advance(3 * 24 * 3600)
    await siti.person.tap("Lapor pelanggaran", message_id=welcome.id)
    await siti.tap("Batal")

    async def clean() -> bool:
        return await siti.left() == [welcome.text, CANCELLED]

    await eventually(clean)


async def test_forgetting_also_wipes_an_open_report(site: Site, siti: Reporter) -> None:
    await siti.to_check()
    await siti.person.say("/hapus_data")
    assert (await siti.person.wait_reply()).text == general.FORGOTTEN
    assert "Camat membagikan" not in "".join(await siti.left())


async def test_privacy_shows_the_fingerprint_of_the_receiving_keys(site: Site, siti: Reporter) -> None:
    assert await site.room.intake.fingerprint() in (await siti.say("/privasi")).text
    await siti.person.start()
    await siti.person.wait_reply()
    await siti.tap("Privasi")
    assert await site.room.intake.fingerprint() in await siti.text()


async def test_what_an_officer_gets_tells_nothing_hidden(site: Site, siti: Reporter) -> None:
    """The cleaned file, as sealed, has none of the canaries that the original carried."""
    await siti.to_story()
    await siti.attach("document", telling_jpeg(), caption="Foto.")
    assert site.application
    (conversation,) = site.application.bot_data["services"].reporting.conversations
    assert not any(tells(file.content) for file in conversation.files.values())
