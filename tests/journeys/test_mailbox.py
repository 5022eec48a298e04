"""A reporter comes back with the code: reads, answers, adds evidence, deletes. Nothing stays in the chat."""

from __future__ import annotations

import pytest

from bot.reports.statuses import Outcome, Status
from handlers.views import mailbox_messages as messages
from handlers.views import report_messages
from tests.bot.emulator.conftest import eventually
from tests.bot.reports.attachments import locked_pdf, picture, saved, telling_jpeg
from tests.bot.reports.people import only_row, reply, thread
from tests.journeys.conftest import Reporter, Site

WELCOME = "Tulis apa yang hendak Anda lakukan"
WRONG = "1234 5678 9012 3456 7890"


@pytest.fixture
async def code(siti: Reporter) -> str:
    """Of a report that was just sent."""
    return await siti.report()


async def test_the_code_opens_the_mailbox_and_leaves_the_chat(site: Site, siti: Reporter, code: str) -> None:
    row = await only_row(site.room, site.staff.rani)
    await reply(site.room, site.staff.rani, row, "Di kantor yang mana? <b>Tolong</b> jelaskan & lengkapi.")
    shown = await siti.say(code)
    assert shown.text.startswith("Diterima sejak 22 November 2026")
    assert "paling lambat 25 November 2026" in shown.text
    assert "Balasan Rani, 22 November 2026\nDi kantor yang mana? <b>Tolong</b> jelaskan & lengkapi." in shown.text
    assert shown.data["protected"]
    assert code not in "".join(await siti.left())


async def test_the_command_asks_for_the_code(site: Site, siti: Reporter, code: str) -> None:
    assert (await siti.say("/kotak")).text == messages.ASK_CODE
    assert (await siti.say("halo")).text.startswith(messages.NOT_A_CODE)
    assert (await siti.say(code.replace(" ", "-"))).text.startswith("Diterima sejak")
    await siti.tap("Tutup")

    async def clean() -> bool:
        return [text[:20] for text in await siti.left()] == [WELCOME[:20]] * 2

    await eventually(clean)
    assert (await siti.say(f"/kotak {code}")).text.startswith("Diterima sejak")


async def test_what_was_shown_goes_after_a_minute(site: Site, siti: Reporter, code: str) -> None:
    await siti.say(code)
    site.clock.advance(50)
    await siti.tap("Balas")
    await siti.tap("Selesai")
    assert (await siti.text()).startswith("Diterima sejak")
    site.clock.advance(65)
    await siti.only(WELCOME)


async def test_wrong_mistyped_and_closed_codes_get_one_sentence(site: Site, siti: Reporter, code: str) -> None:
    answers = [(await siti.say(WRONG)).text, (await siti.say("1111 1111 1111 1111 111")).text]
    await siti.say(code)
    await siti.tap("Hapus laporan")
    assert (await siti.text()) == "\n".join(messages.DELETE.replace("<b>", "").replace("</b>", "").split("\n"))
    assert await site.reports() == 1
    assert (await siti.tap("Ya, hapus selamanya")).toast == messages.DELETED
    assert await site.reports() == 0
    answers.append((await siti.say(code)).text)
    assert set(answers) == {f"{messages.CODE_UNKNOWN}\n\n{messages.ASK_CODE}"}


async def test_deleting_takes_two_steps_and_can_be_left(site: Site, siti: Reporter, code: str) -> None:
    await siti.say(code)
    await siti.tap("Hapus laporan")
    await siti.tap("Kembali")
    assert (await siti.text()).startswith("Diterima sejak")
    assert await site.reports() == 1


async def test_an_answer_reaches_the_officers(site: Site, siti: Reporter, code: str) -> None:
    await siti.say(code)
    await siti.tap("Balas")
    assert (await siti.say("Di kantor camat.")).text.startswith(messages.ANSWERED)
    assert (await siti.attach("photo", telling_jpeg(), caption="Ini fotonya.")).text.startswith(messages.ATTACHED)
    row = await only_row(site.room, site.staff.rani)
    assert await thread(site.room, site.staff.rani, row) == [
        ("pelapor", "Di kantor camat."),
        ("pelapor", "Ini fotonya."),
    ]
    await siti.tap("Tutup")
    assert "kantor camat" not in "".join(await siti.left())


async def test_more_evidence_reaches_the_officers(site: Site, siti: Reporter, code: str) -> None:
    await siti.say(code)
    await siti.tap("Tambah bukti")
    for number in range(2):
        await siti.person.send_file("photo", saved(picture(60 + number, 40), "JPEG"), album="5")
    row = await only_row(site.room, site.staff.rani)

    async def there() -> bool:
        case = await site.room.desk.case(site.staff.rani.id, row.id)
        return case is not None and len(case.attachments) == 2

    await eventually(there)


async def test_what_was_not_sent_stays_until_the_mailbox_is_closed(site: Site, siti: Reporter, code: str) -> None:
    await siti.say(code)
    await siti.tap("Tambah bukti")
    assert (await siti.attach("document", locked_pdf())).text.startswith("PDF itu terkunci")
    assert (await siti.say("a" * 4050)).text.startswith(report_messages.MESSAGE_TOO_LONG)
    assert (await siti.say(code)).text.startswith(messages.CODE_IN_ANSWER)
    assert "a" * 4050 in await siti.left()
    await siti.tap("Tutup")
    assert await thread(site.room, site.staff.rani, await only_row(site.room, site.staff.rani)) == []
    assert "a" * 4050 not in await siti.left()


async def test_a_report_deleted_in_between_takes_no_answer(site: Site, siti: Reporter, code: str) -> None:
    await siti.say(code)
    await siti.tap("Balas")
    other = await site.reporter("Budi")  # somebody else who knows the code
    await other.say(code)
    await other.tap("Hapus laporan")
    await other.tap("Ya, hapus selamanya")
    assert (await siti.say("Di kantor camat.")).text.startswith(messages.CODE_UNKNOWN)


async def test_each_status_says_what_happens_next(site: Site, siti: Reporter, code: str) -> None:
    rani = site.staff.rani
    for after, outcome, sentence in (
        (Status.DITELAAH, None, "Kabar berikutnya paling lambat 22 Desember 2026."),
        (Status.PERLU_INFO, None, "tekan Balas bila aman bagi Anda"),
        (Status.DITELAAH, None, "Sedang ditelaah"),
        (Status.DITERUSKAN, Outcome.INSPEKTORAT, "kepada Inspektorat instansi terlapor."),
        (Status.SELESAI, Outcome.BUKTI_KURANG, "Bila ada bukti baru, tekan Tambah bukti."),
    ):
        row = await only_row(site.room, rani)
        await site.room.desk.move(rani.id, row.id, after, outcome)
        assert sentence in (await siti.say(code)).text


async def test_many_long_replies_are_read_page_by_page(site: Site, siti: Reporter, code: str) -> None:
    row = await only_row(site.room, site.staff.rani)
    await reply(site.room, site.staff.rani, row, "lama " * 10)
    await reply(site.room, site.staff.rani, row, "😀&" * 1400)
    assert "😀&" in (await siti.say(code)).text
    await siti.tap("Berikutnya →")
    await siti.tap("Berikutnya →")
    assert "lama lama" in await siti.text()
    await siti.tap("← Sebelumnya")
    assert "😀&" in await siti.text()


async def test_ten_codes_an_hour(site: Site, siti: Reporter) -> None:
    for _ in range(10):
        assert (await siti.say(WRONG)).text.startswith(messages.CODE_UNKNOWN)
    assert (await siti.say(WRONG)).text.startswith(messages.TOO_MANY_CODES)
    site.clock.advance(3600)
    assert (await siti.say(WRONG)).text.startswith(messages.CODE_UNKNOWN)


async def test_questions_are_answered_beside_an_open_mailbox(siti: Reporter, code: str) -> None:
    await siti.say(code)
    assert messages.NOT_A_CODE not in (await siti.say("boleh like postingan caleg?")).text


async def test_cancelling_closes_the_mailbox(siti: Reporter, code: str) -> None:
    await siti.say(code)
    await siti.tap("Balas")
    siti.site.clock.advance(3)
    await siti.person.say("/batal")

    async def closed() -> bool:
        left = await siti.left()
        return "/batal" not in left and all(text.startswith(WELCOME) for text in left)

    await eventually(closed)


async def test_a_code_does_not_open_a_mailbox_in_the_middle_of_a_report(siti: Reporter, code: str) -> None:
    await siti.to_story()
    assert (await siti.say("/kotak")).text.startswith(report_messages.STILL_OPEN)
    assert report_messages.CODE_IN_STORY in (await siti.say(code)).text


async def test_a_report_begun_at_an_open_mailbox_closes_it(siti: Reporter, code: str) -> None:
    await siti.say(code)
    await siti.say("/lapor")
    assert not any(text.startswith("Diterima") for text in await siti.left())


async def test_after_a_restart_its_buttons_take_the_replies_off_the_screen(
    site: Site, siti: Reporter, code: str
) -> None:
    await siti.say(code)
    await site.restart()
    await siti.tap("Balas")
    assert await siti.text() == messages.SHUT
