"""Broadcasts from the first word to the final report: who may, what is refused, what people receive."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram import InlineKeyboardMarkup

from bot.emulator import Person
from bot.feedback.service import Feedback
from bot.post import Post
from bot.reminders.subscriptions import Frequency
from handlers.views import broadcast_messages as messages
from handlers.views.callbacks import Action, unpack
from handlers.views.keyboards import action_button
from handlers.views.letters import BROADCAST
from knowledge.finder import Finder
from knowledge.model import Employment
from tests.bot.emulator.conftest import eventually
from tests.journeys.mailing import Mailing, eventually_last, eventually_told, open_mailing

ALONE, FIRST, SECOND = 501, 601, 901
TEXT = "<b>Aturan berubah.</b> Masa tenang maju & dimulai besok."
SHOWN = "Aturan berubah. Masa tenang maju & dimulai besok."
BALI, ACEH, PAPUA = "51", "11", "91"


@pytest.fixture
async def alone(finder: Finder, feedback: Feedback, tmp_path: Path) -> AsyncIterator[Mailing]:
    """One administrator, nobody else to approve. Noon."""
    async with open_mailing(finder, feedback, tmp_path, "2029-02-05 12:00", post=Post(frozenset({ALONE}))) as opened:
        yield opened


@pytest.fixture
async def both(finder: Finder, feedback: Feedback, tmp_path: Path) -> AsyncIterator[Mailing]:
    """Two administrators."""
    post = Post(frozenset({FIRST, SECOND}))
    async with open_mailing(finder, feedback, tmp_path, "2029-02-05 12:00", post=post) as opened:
        yield opened


async def crowd(mailing: Mailing, *provinces: str) -> list[Person]:
    """Subscribers of these provinces."""
    people = [await mailing.people.person(f"Pelanggan {number}", started=True) for number in range(len(provinces))]
    for person, province in zip(people, provinces, strict=True):
        await mailing.subscribers.subscriptions.save(person.chat_id, province, Employment.PNS, Frequency.PHASES)
    return people


async def received(person: Person) -> int:
    return sum(message.text == SHOWN for message in await person.messages())


async def broadcasts(mailing: Mailing) -> list[str]:
    return [one.id for one in await mailing.subscribers.queue.campaigns() if one.kind == BROADCAST]


async def written(mailing: Mailing, author: Person, text: str = TEXT) -> None:
    """Up to the choice of the target."""
    assert (await mailing.ask(author, "/siarkan")).text.startswith("Siaran\nTulis teksnya.")
    assert (await mailing.ask(author, text)).text == SHOWN
    await eventually_last(mailing, author, "Untuk siapa?")


async def test_to_others_the_commands_do_not_exist(alone: Mailing) -> None:
    siti = await alone.person("Siti")
    for command in ("/siarkan", "/jadwal"):
        assert (await alone.ask(siti, command)).text.startswith("Perintah itu belum ada")
    assert "siarkan" not in {command["command"] for command in await siti.commands()}


async def test_without_subscribers_there_is_nothing_to_write(alone: Mailing) -> None:
    rani = await alone.person("Rani", id=ALONE)
    assert (await alone.ask(rani, "/siarkan")).text == messages.NO_SUBSCRIBERS


async def test_an_administrator_alone_sends_to_everybody(alone: Mailing) -> None:
    rani, people = await alone.person("Rani", id=ALONE), await crowd(alone, BALI, ACEH, PAPUA)
    await written(alone, rani)
    screen = await alone.last(rani)
    assert "Provinsi: semua\nPegawai: PNS, PPPK, Lainnya\nPenerima: 3. Perkiraan: 1 detik." in screen
    await rani.tap("Kirim")
    alone.clock.advance(6)
    for person in people:
        await eventually_last(alone, person, SHOWN)
        assert (await person.messages())[-1].buttons == ["Berhenti"]
    await eventually_told(alone, rani, "Siaran selesai.\nTerkirim: 3 dari 3\nDiblokir: 0\nGagal: 0\nSisa: 0")
    assert (await rani.messages())[-1].buttons == []


async def test_what_was_formatted_in_telegram_arrives_so(alone: Mailing) -> None:
    rani, _ = await alone.person("Rani", id=ALONE), await crowd(alone, BALI)
    await alone.ask(rani, "/siarkan")
    preview = await alone.ask(rani, "Baca <b>ini</b> dan <code>itu</code> &lt;segera&gt;")
    assert preview.html.count("<b>") == 1
    assert preview.text == "Baca ini dan itu <segera>"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<b>Aturan berubah.", messages.WRONG_HTML),
        ("Umur < 30 tahun", messages.WRONG_HTML),
        ("<b> </b>", messages.EMPTY),
    ],
)
async def test_wrong_texts_are_refused_and_can_be_corrected(alone: Mailing, text: str, sentence: str) -> None:
    rani, _ = await alone.person("Rani", id=ALONE), await crowd(alone, BALI)
    await alone.ask(rani, "/siarkan")
    beginning = sentence.split("&")[0]
    assert (await alone.ask(rani, text)).text.startswith(beginning)
    assert (await alone.ask(rani, TEXT)).text == SHOWN


async def test_the_target_is_chosen_by_province_and_kind(alone: Mailing) -> None:
    rani, people = await alone.person("Rani", id=ALONE), await crowd(alone, BALI, ACEH, PAPUA)
    await written(alone, rani)
    await rani.tap("Pilih provinsi")
    assert (await alone.ask(rani, "Bali, Atlantis")).text.startswith("Provinsi 'Atlantis' tidak dikenal")
    assert "Penerima: 2." in (await alone.ask(rani, "bali, papua")).text
    await rani.tap("☑ PNS")
    assert messages.NOBODY in await alone.last(rani)
    assert "Kirim" not in (await rani.messages())[-1].buttons
    await rani.tap("☐ PNS")
    await rani.tap("Kirim")
    await eventually_told(alone, rani, "Terkirim: 2 dari 2")
    assert [await received(person) for person in people] == [1, 0, 1]


async def test_another_administrator_approves(both: Mailing) -> None:
    rani, budi = await both.person("Rani", id=FIRST), await both.person("Budi", id=SECOND)
    people = await crowd(both, BALI, ACEH)
    await written(both, rani)
    await rani.tap("Minta persetujuan")
    assert (await both.last(rani)).startswith("Menunggu persetujuan pengelola lain.")
    assert [message.text for message in await budi.messages()][-2] == SHOWN
    assert (await both.last(budi)).startswith("Setujui siaran di atas?")
    assert not any([await received(person) for person in people])
    await budi.tap("Setujui")
    both.clock.advance(6)
    for person in people:
        await eventually_last(both, person, SHOWN)
    for administrator in (rani, budi):
        await eventually_told(both, administrator, "Siaran selesai.\nTerkirim: 2 dari 2")


async def test_the_author_can_not_approve(both: Mailing) -> None:
    rani, _ = await both.person("Rani", id=FIRST), await both.person("Budi", id=SECOND)
    people = await crowd(both, BALI)
    await written(both, rani)
    await rani.tap("Minta persetujuan")
    screen = (await rani.messages())[-1]
    number = unpack(screen.data["buttons"][0][0]["value"])
    assert number
    assert both.application
    approve = InlineKeyboardMarkup([[action_button("Setujui", Action.BROADCAST_APPROVE, number.subject)]])
    await both.application.bot.edit_message_reply_markup(rani.chat_id, screen.id, reply_markup=approve)
    assert (await rani.tap("Setujui")).toast == messages.OWN
    assert await broadcasts(both) == []
    assert await received(people[0]) == 0


@pytest.mark.parametrize("approved", [True, False])
async def test_only_one_decision_counts(both: Mailing, approved: bool) -> None:
    rani, budi = await both.person("Rani", id=FIRST), await both.person("Budi", id=SECOND)
    await crowd(both, BALI)
    await written(both, rani)
    await rani.tap("Minta persetujuan")
    if approved:
        await rani.tap("Tarik kembali")
        assert await both.last(rani) == messages.WITHDRAWN
        assert await both.last(budi) == messages.WITHDRAWN
    else:
        await budi.tap("Tolak")
        assert await both.last(rani) == messages.REJECTED_BY_OTHER
        assert await both.last(budi) == messages.REJECTED
    assert await broadcasts(both) == []


async def test_a_draft_that_waited_for_approval_is_lost_with_the_process(both: Mailing) -> None:
    rani, budi = await both.person("Rani", id=FIRST), await both.person("Budi", id=SECOND)
    await crowd(both, BALI)
    await written(both, rani)
    await rani.tap("Minta persetujuan")
    await both.restart()
    await budi.tap("Setujui")
    assert await both.last(budi) == messages.LOST


async def test_nobody_to_approve_is_said(both: Mailing) -> None:
    rani, _ = await both.person("Rani", id=FIRST), await crowd(both, BALI)
    await written(both, rani)
    assert (await rani.tap("Minta persetujuan")).toast == messages.NOBODY_TO_APPROVE


async def test_paused_resumed_and_stopped(alone: Mailing) -> None:
    rani, people = await alone.person("Rani", id=ALONE), await crowd(alone, BALI, ACEH)
    await written(alone, rani)
    await rani.tap("Kirim")
    await rani.tap("Jeda")
    assert (await alone.last(rani)).startswith("Siaran dijeda.")
    alone.clock.advance(60)
    await rani.tap("Lanjutkan")
    await eventually_last(alone, people[0], SHOWN)
    await rani.tap("Hentikan")
    await eventually_told(alone, rani, "Siaran dihentikan.")


async def test_at_night_it_waits_for_the_morning_of_each_zone(alone: Mailing) -> None:
    rani, (bali, aceh) = await alone.person("Rani", id=ALONE), await crowd(alone, BALI, ACEH)
    alone.go_to("2029-02-05 20:30")
    await written(alone, rani)
    await rani.tap("Kirim")
    alone.clock.advance(6)
    await eventually_last(alone, aceh, SHOWN)
    assert await received(bali) == 0
    alone.go_to("2029-02-06 05:00")
    await eventually_last(alone, bali, SHOWN)


async def test_a_restart_in_the_middle_loses_nothing(alone: Mailing) -> None:
    rani, people = await alone.person("Rani", id=ALONE), await crowd(alone, *[BALI] * 12)
    await written(alone, rani)
    await rani.tap("Kirim")
    await alone.restart()
    alone.clock.advance(6)

    async def begun() -> bool:
        return sum([await received(person) for person in people]) > 2

    await eventually(begun)
    await alone.restart()
    for person in people:
        await eventually_last(alone, person, SHOWN)
    assert [await received(person) for person in people] == [1] * 12
    await eventually_told(alone, rani, "Siaran selesai.\nTerkirim: 12 dari 12")


async def test_who_blocks_and_who_leaves_is_counted(alone: Mailing) -> None:
    rani, (one, two, _) = await alone.person("Rani", id=ALONE), await crowd(alone, BALI, BALI, BALI)
    await alone.people.fault("forbidden", "sendMessage", chat_id=one.chat_id, description="user is deactivated")
    await written(alone, rani)
    await rani.tap("Kirim")
    await rani.tap("Jeda")
    await alone.ask(two, "/berhenti")
    await rani.tap("Lanjutkan")
    await eventually_told(alone, rani, "Siaran selesai.\nTerkirim: 1 dari 3\nDiblokir: 1")
    assert "Berhenti berlangganan: 1" in await alone.last(rani)
    assert await alone.kept(one) is None


async def test_the_schedule_names_day_words_and_number(alone: Mailing) -> None:
    rani = await alone.person("Rani", id=ALONE)
    await alone.subscribers.subscriptions.save(7, BALI, Employment.PNS, Frequency.WEEKLY)
    assert "(1 penerima)" in (await alone.ask(rani, "/jadwal")).text
    await alone.restart()  # the menu is published at start, when Telegram knows the chat
    assert {"siarkan", "jadwal", "tanya"} <= {command["command"] for command in await rani.commands()}
