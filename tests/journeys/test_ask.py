"""An ASN asks in everyday words: whole stories through the real app, real HTTP and long polling."""

from __future__ import annotations

import pytest

from bot.emulator import Person
from handlers.views import messages
from handlers.views.callbacks import Action, Callback
from tests.conftest import Bot


@pytest.fixture
async def siti(bot: Bot) -> Person:
    """Somebody who has pressed Start and read the welcome."""
    person = await bot.people.person("Siti")
    await person.start()
    await person.wait_reply()
    return person


async def last(person: Person) -> str:
    return (await person.messages())[-1].text


async def test_first_contact_says_what_is_kept_and_offers_ways_on(bot: Bot) -> None:
    siti = await bot.people.person("Siti")
    await siti.start()
    welcome = await siti.wait_reply()
    assert "tidak kami simpan" in welcome.text
    assert welcome.buttons == ["Lihat topik", "Lapor pelanggaran", "Pengingat kampanye", "Privasi"]


async def test_a_question_gets_its_verdict_first(siti: Person) -> None:
    await siti.say("boleh gak like postingan caleg?")
    card = await siti.wait_reply()
    assert card.text.startswith("⛔ TIDAK BOLEH\nLike unggahan calon")
    assert "Dasar hukum" in card.text
    assert "Belum ditinjau ahli hukum" in card.text


async def test_a_follow_up_keeps_the_topic_and_looks_at_the_other_employment(siti: Person) -> None:
    await siti.say("boleh gak like postingan caleg?")
    await siti.wait_reply()
    await siti.say("kalau PPPK?")
    card = await siti.wait_reply()
    assert "Like unggahan calon" in card.text
    assert "PPPK dapat dikenai" in card.text
    assert "PNS dapat dikenai" not in card.text


async def test_several_questions_get_several_cards(siti: Person) -> None:
    await siti.say("boleh like postingan caleg? terus jadi saksi partai di TPS boleh gak?")
    first, second = await siti.wait_reply(), await siti.wait_reply()
    assert "1." in first.text
    assert "Like unggahan calon" in first.text
    assert "2." in second.text
    assert "saksi" in second.text.lower()


async def test_what_is_no_subject_gets_no_verdict_but_a_way_on(siti: Person) -> None:
    await siti.say("besok hujan ga ya di bandung")
    reply = await siti.wait_reply()
    assert reply.text.startswith("Saya belum punya jawaban untuk itu.")
    assert reply.buttons == ["Lihat topik", "Titip pertanyaan"]


async def test_a_question_is_left_only_after_consent_and_without_the_person(bot: Bot, siti: Person) -> None:
    await siti.say("bolehkah memelihara naga di kantor dinas")
    await siti.wait_reply()
    await siti.tap("Titip pertanyaan")
    assert "memelihara naga" in await last(siti)
    assert await bot.feedback.questions() == []
    await siti.tap("Ya, titip")
    assert await last(siti) == messages.LEFT
    (saved,) = await bot.feedback.questions()
    assert saved.text == "bolehkah memelihara naga di kantor dinas"
    assert set(saved.model_dump()) == {"id", "text", "month"}


async def test_a_question_is_not_left_without_consent(bot: Bot, siti: Person) -> None:
    await siti.say("bolehkah memelihara naga di kantor dinas")
    await siti.wait_reply()
    await siti.tap("Titip pertanyaan")
    await siti.tap("Jangan")
    assert await last(siti) == messages.NOT_LEFT
    assert await bot.feedback.questions() == []


async def test_a_vote_is_counted_once_and_the_buttons_go(bot: Bot, siti: Person) -> None:
    await siti.say("boleh gak like postingan caleg?")
    await siti.wait_reply()
    tapped = await siti.tap("👍 Terjawab")
    assert tapped.toast == messages.COUNTED
    assert "👍 Terjawab" not in (await siti.messages())[-1].buttons
    (votes,) = await bot.feedback.votes()
    assert (votes.entry_id, votes.vote, votes.count) == ("medsos-like", "helped", 1)


async def test_bukan_ini_offers_the_next_likeliest(siti: Person) -> None:
    await siti.say("boleh gak like postingan caleg?")
    await siti.wait_reply()
    await siti.tap("Bukan ini")
    shown = (await siti.messages())[-1]
    assert shown.text == messages.CHOICES
    assert 2 <= len(shown.buttons) <= 4
    assert "Like unggahan calon" not in shown.buttons
    await siti.tap("Bukan semuanya")
    assert (await last(siti)).startswith("Saya belum punya jawaban")


async def test_topics_can_be_browsed_to_a_card_and_on_to_related_ones(siti: Person) -> None:
    await siti.say("/topik")
    await siti.wait_reply()
    await siti.tap("Media sosial")
    await siti.tap("Berikutnya →")
    await siti.tap("← Sebelumnya")
    await siti.tap("Berikutnya →")
    await siti.tap("Like unggahan calon")
    assert "Dasar hukum" in await last(siti)
    await siti.tap("Komentar di unggahan calon")
    assert "Komentar di unggahan calon" in await last(siti)


async def test_an_entry_that_turns_on_a_fact_asks_and_then_answers(siti: Person) -> None:
    await siti.start("pasangan-calon-dampingi")
    question = await siti.wait_reply()
    assert question.text.startswith("❓ TERGANTUNG")
    await siti.tap(question.buttons[0])
    answered = (await siti.messages())[-1]
    assert "Keadaan:" in answered.text
    await siti.tap("Keadaan lain")
    assert (await last(siti)).startswith("❓ TERGANTUNG")
    await siti.tap("Jawaban umum")
    assert "Dasar hukum" in await last(siti)


async def test_a_deep_link_opens_its_card_and_an_unknown_one_the_welcome(siti: Person) -> None:
    await siti.start("jadi-saksi")
    assert "saksi" in (await siti.wait_reply()).text.lower()
    await siti.start("tidak-ada")
    assert (await siti.wait_reply()).text.startswith("Tulis apa yang hendak Anda lakukan")


async def test_an_old_button_gets_a_sentence(bot: Bot, siti: Person) -> None:
    await siti.say("boleh gak like postingan caleg?")
    card = await siti.wait_reply()
    for data in (
        "0:t:medsos-like:0",
        "1:t:tidak-ada:0",
        "1:c:medsos-like:99",
        "kacau",
        Callback(Action.GROUP, "x").pack(),
    ):
        await bot.application.bot.edit_message_reply_markup(
            chat_id=siti.chat_id, message_id=card.id, reply_markup=_one_button(data)
        )
        assert (await siti.tap(data=data)).toast == messages.EXPIRED_BUTTON


def _one_button(data: str) -> dict[str, object]:
    return {"inline_keyboard": [[{"text": "lama", "callback_data": data}]]}


async def test_a_corrected_question_corrects_its_answer(siti: Person) -> None:
    asked = await siti.say("boleh gak like postingan caleg?")
    answer = await siti.wait_reply()
    await siti.edit(asked.id, "jadi saksi partai di TPS boleh?")
    changed = await siti.wait_edit(answer.id)
    assert "saksi" in changed.text.lower()


@pytest.mark.parametrize("kind", ["photo", "document", "sticker", "voice"])
async def test_what_is_not_text_gets_a_friendly_sentence(siti: Person, kind: str) -> None:
    await siti.send_file(kind, _PNG, "gambar.png", mime="image/png")
    assert (await siti.wait_reply()).text == messages.ONLY_TEXT


_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


async def test_too_long_a_text_says_what_to_do(siti: Person) -> None:
    await siti.say("boleh " * 600)
    assert "paling banyak 2000 huruf" in (await siti.wait_reply()).text


@pytest.mark.parametrize(
    ("command", "beginning"),
    [
        ("/bantuan", "Cara bertanya"),
        ("/help", "Cara bertanya"),
        ("/privasi", "Privasi"),
        ("/hapus_data", "Topik terakhir"),
        ("/batal", "Tidak ada yang sedang berjalan"),
        ("/tanya", "Silakan tulis pertanyaannya"),
        ("/tanya boleh like postingan caleg", "⛔ TIDAK BOLEH"),
        ("/lapor", "Penerimaan laporan sedang ditutup"),
        ("/kotak", "Penerimaan laporan sedang ditutup"),
        ("/pengingat", "Pengingat sedang ditutup"),
        ("/berhenti", "Anda tidak berlangganan"),
        ("/stop", "Anda tidak berlangganan"),
        ("/berhenti_kabar", "Obrolan ini tidak menerima kabar"),
        ("/siarkan", "Perintah itu belum ada"),
        ("/jadwal", "Perintah itu belum ada"),
        ("/entahapa", "Perintah itu belum ada"),
    ],
)
async def test_commands(siti: Person, command: str, beginning: str) -> None:
    await siti.say(command)
    assert (await siti.wait_reply()).text.startswith(beginning)


async def test_forgetting_ends_the_follow_up(siti: Person) -> None:
    await siti.say("boleh gak like postingan caleg?")
    await siti.wait_reply()
    await siti.say("/hapus_data")
    await siti.wait_reply()
    await siti.say("kalau PPPK?")
    assert "Like unggahan calon\n" not in (await siti.wait_reply()).text


async def test_inline_mode_shares_a_card(siti: Person) -> None:
    query = await siti.inline("jadi saksi di tps")
    assert query["answer"]["results"][0]["id"] == "jadi-saksi"
    await siti.choose(query["query_id"], "jadi-saksi")
    shown = [message for message in await siti.messages() if "saksi" in message.text.lower()]
    assert shown[-1].text.startswith("⛔ TIDAK BOLEH")


async def test_inline_mode_offers_something_before_anything_is_typed(siti: Person) -> None:
    assert len((await siti.inline(""))["answer"]["results"]) >= 4


async def test_menus_differ_between_private_chats_and_groups(bot: Bot, siti: Person) -> None:
    chat_id = await bot.people.group("Keluarga besar", siti)
    private = [command["command"] for command in await siti.commands()]
    group = [command["command"] for command in await siti.in_chat(chat_id).commands()]
    assert private == [name for name, _ in messages.COMMANDS_PRIVATE]
    assert group == [name for name, _ in messages.COMMANDS_GROUP]
