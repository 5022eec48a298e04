"""Subscribing, what comes at which hour, and every way to end it, through the real bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.feedback.service import Feedback
from bot.provinces import PROVINCES
from bot.reminders.subscriptions import Frequency, Target
from handlers.views import remind_messages as messages
from knowledge.finder import Finder
from knowledge.model import Employment
from tests.bot.emulator.conftest import eventually
from tests.journeys.mailing import WELCOME, Mailing, eventually_last, open_mailing

CALENDAR = """
name = "Pemilu 2029"
active = true
regions = ["nasional"]

[[phases]]
type = "TENANG"
start = 2029-02-11
end = 2029-02-13

[[phases]]
type = "PUNGUT"
start = 2029-02-14
end = 2029-02-14
"""


@pytest.fixture
async def mailing(finder: Finder, feedback: Feedback, tmp_path: Path) -> AsyncIterator[Mailing]:
    """Friday, 9 February 2029; the quiet days are announced tomorrow."""
    async with open_mailing(finder, feedback, tmp_path, "2029-02-09 10:00", calendar=CALENDAR) as opened:
        yield opened


async def test_four_steps_from_the_welcome_to_what_will_come(mailing: Mailing) -> None:
    siti = await mailing.person("Siti")
    await siti.tap("Pengingat kampanye")
    assert (await mailing.last(siti)).startswith(WELCOME)
    assert (await mailing.ask(siti, "jawa tenga")).text.startswith("Provinsi: Jawa Tengah (WIB).")
    await siti.tap("PPPK")
    await siti.tap("Tiap minggu")
    shown = await mailing.last(siti)
    assert shown.startswith("Pengingat Anda aktif.\nProvinsi: Jawa Tengah\nPegawai: PPPK\nFrekuensi: tiap minggu")
    assert "• Sabtu, 10 Februari 2029: Masa tenang Pemilu 2029 mulai besok." in shown
    kept = await mailing.kept(siti)
    assert kept
    assert (kept.province, kept.kind, kept.frequency) == ("33", Employment.PPPK, Frequency.WEEKLY)
    assert kept.month == "2029-02"


async def test_a_short_name_that_fits_several_gets_buttons(mailing: Mailing) -> None:
    siti = await mailing.person("Siti")
    await mailing.ask(siti, "/pengingat")
    unsure = await mailing.ask(siti, "papua")
    assert unsure.text == messages.UNSURE
    assert {f"{one.name}, {one.zone}" for one in PROVINCES.values() if "Papua" in one.name} <= set(unsure.buttons)
    await siti.tap("Papua Selatan, WIT")
    assert (await mailing.last(siti)).startswith("Provinsi: Papua Selatan (WIT).")


async def test_the_list_leads_to_every_province(mailing: Mailing) -> None:
    siti = await mailing.person("Siti")
    await mailing.ask(siti, "/pengingat")
    await siti.tap("Pilih dari daftar")
    seen = set[str]()
    while True:
        buttons = (await siti.messages())[-1].buttons
        seen.update(button for button in buttons if ", WI" in button)
        if "Berikutnya →" not in buttons:
            break
        await siti.tap("Berikutnya →")
    assert len(seen) == 38
    assert set((await mailing.ask(siti, "wita")).buttons) >= {"Bali, WITA"}


async def test_a_question_is_answered_while_a_province_is_asked_for(mailing: Mailing) -> None:
    siti = await mailing.person("Siti")
    await mailing.ask(siti, "/pengingat")
    assert (await mailing.ask(siti, "boleh gak like postingan caleg")).text.startswith("⛔ TIDAK BOLEH")
    assert (await mailing.ask(siti, "wkwkwk")).text == messages.NOT_FOUND
    assert (await mailing.ask(siti, "bali")).text.startswith("Provinsi: Bali (WITA).")
    assert (await mailing.ask(siti, "bali")).text != messages.UNSURE


async def test_cancelling_stores_nothing(mailing: Mailing) -> None:
    siti = await mailing.person("Siti")
    await mailing.ask(siti, "/pengingat")
    assert (await mailing.ask(siti, "/batal")).text == messages.CANCELLED
    await mailing.ask(siti, "/pengingat")
    await siti.tap("Batal")
    assert await mailing.last(siti) == messages.CANCELLED
    assert await mailing.kept(siti) is None


async def test_the_steps_work_after_a_restart(mailing: Mailing) -> None:
    siti = await mailing.person("Siti")
    await mailing.ask(siti, "/pengingat")
    await mailing.ask(siti, "bali")
    await mailing.restart()
    await siti.tap("Lainnya")
    await mailing.restart()
    await siti.tap("Hanya tahap penting")
    assert (await mailing.last(siti)).startswith("Pengingat Anda aktif.")


async def test_the_present_choice_can_be_changed(mailing: Mailing) -> None:
    siti = await mailing.subscriber("Siti", "bali")
    assert (await mailing.ask(siti, "/pengingat")).text.startswith("Pengingat Anda aktif.\nProvinsi: Bali")
    await siti.tap("Ubah")
    await mailing.ask(siti, "sulsel")
    await siti.tap("Lainnya")
    await siti.tap("Tiap minggu")
    kept = await mailing.kept(siti)
    assert kept
    assert (kept.province, kept.kind) == ("73", Employment.LAINNYA)
    assert await mailing.subscribers.subscriptions.count(Target()) == 1


async def test_a_phase_is_announced_once_at_eight_in_each_zone(mailing: Mailing) -> None:
    people = {zone: await mailing.subscriber(zone, name) for zone, name in _ZONES.items()}
    await mailing.planned()
    announced = "Masa tenang Pemilu 2029 mulai besok."
    for hour, zone in (("06:00", "WIT"), ("07:00", "WITA"), ("08:00", "WIB")):
        mailing.go_to(f"2029-02-10 {hour}")
        await eventually_last(mailing, people[zone], announced)
        later = [people[other] for other in _ORDER[_ORDER.index(zone) + 1 :]]
        assert not [one for one in later if (await mailing.last(one)).startswith(announced)]
    await mailing.restart()
    await mailing.planned()
    mailing.go_to("2029-02-10 12:00")
    await mailing.planned()
    for one in people.values():
        assert sum(text.startswith(announced) for text in await mailing.texts(one)) == 1


_ZONES = {"WIB": "Aceh", "WITA": "Bali", "WIT": "Maluku Utara"}
_ORDER = ["WIT", "WITA", "WIB"]


async def test_a_reminder_leads_to_its_card_and_stops_with_one_tap(mailing: Mailing) -> None:
    siti, budi = await mailing.subscriber("Siti", "Aceh"), await mailing.subscriber("Budi", "Aceh")
    await mailing.planned()
    mailing.go_to("2029-02-10 08:00")
    for person in (siti, budi):
        await eventually_last(mailing, person, "Masa tenang Pemilu 2029")
    letter = (await siti.messages())[-1]
    assert letter.buttons[-1] == "Berhenti"
    assert (await siti.tap("Berhenti")).toast == messages.STOPPED
    after = (await siti.messages())[-1]
    assert after.text == letter.text
    assert "Berlangganan lagi" in after.buttons
    assert await mailing.kept(siti) is None
    await budi.tap((await budi.messages())[-1].buttons[0])
    assert "Dasar hukum" in await mailing.last(budi)
    mailing.go_to("2029-02-13 12:00")
    await mailing.planned()
    mailing.go_to("2029-02-14 08:00")
    await eventually_last(mailing, budi, "Hari ini pemungutan suara")
    assert not (await mailing.last(siti)).startswith("Hari ini")


@pytest.mark.parametrize("way", ["/berhenti", "/stop", "/hapus_data", "button"])
async def test_every_way_out_deletes_the_row_and_the_letters(mailing: Mailing, way: str) -> None:
    siti = await mailing.subscriber("Siti", "Aceh")
    await mailing.planned()
    campaign = "pemilu-2029:tenang:sehari-sebelum:WIB"
    assert (await mailing.subscribers.queue.progress(campaign)).total == 1
    if way == "button":
        await siti.tap("Berhenti")
        assert await mailing.last(siti) == messages.STOPPED
    else:
        await mailing.ask(siti, way)
    assert await mailing.kept(siti) is None
    assert (await mailing.subscribers.queue.progress(campaign)).total == 0
    assert (await mailing.ask(siti, "/berhenti")).text == messages.NOT_SUBSCRIBED


async def test_blocking_the_bot_ends_it(mailing: Mailing) -> None:
    siti = await mailing.subscriber("Siti", "Aceh")
    await siti.block()

    async def gone() -> bool:
        return await mailing.kept(siti) is None

    await eventually(gone)


async def test_a_chat_that_refuses_a_letter_is_unsubscribed(mailing: Mailing) -> None:
    siti = await mailing.subscriber("Siti", "Aceh")
    await mailing.planned()
    await mailing.people.fault("forbidden", "sendMessage", description="user is deactivated")
    mailing.go_to("2029-02-10 08:00")

    async def gone() -> bool:
        return await mailing.kept(siti) is None

    await eventually(gone)
    assert (await mailing.subscribers.queue.progress("pemilu-2029:tenang:sehari-sebelum:WIB")).blocked == 1


async def test_a_link_opens_the_reminders(mailing: Mailing) -> None:
    siti = await mailing.people.person("Siti")
    await siti.start("pengingat")
    assert (await siti.wait_reply()).text.startswith(WELCOME)


async def test_the_menu_and_privacy_name_the_reminders(mailing: Mailing) -> None:
    siti = await mailing.person("Siti")
    assert {"pengingat", "berhenti"} <= {command["command"] for command in await siti.commands()}
    assert "nomor obrolan, provinsi, jenis pegawai" in (await mailing.ask(siti, "/privasi")).text
