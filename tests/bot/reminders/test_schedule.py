"""What will come, for a subscriber and for the people in charge."""

from __future__ import annotations

import datetime as dt

from bot.reminders.schedule import Schedule
from bot.reminders.subscriptions import Frequency
from tests.bot.reminders.conftest import ACEH, BALI, PAPUA, SULTENG, TEMPLATES, World, phase


def schedule(world: World) -> Schedule:
    world.calendar.refresh()
    return Schedule(world.calendar, TEMPLATES, world.subscriptions, world.clock)


async def test_a_subscriber_sees_what_will_come(world: World) -> None:
    world.write(
        phase("TENANG", "2029-01-14", "2029-01-16"),
        phase("PSU", "2029-01-17", regions=["Kabupaten Banggai"]),
    )
    for chat, province in ((1, SULTENG), (2, BALI)):
        await world.join(chat, province)
    seen = {}
    for chat in (1, 2):
        subscription = await world.subscriptions.get(chat)
        assert subscription
        seen[chat] = [(one.day.isoformat(), one.message.lead) for one in schedule(world).coming(subscription)]
    assert seen[2] == [("2029-01-13", "Masa tenang Pilkada mulai besok.")]
    assert seen[1] == [
        *seen[2],
        ("2029-01-16", "Besok pemungutan suara ulang Pilkada di Kabupaten Banggai."),
        ("2029-01-17", "Hari ini pemungutan suara ulang Pilkada di Kabupaten Banggai."),
    ]


async def test_what_has_come_is_not_to_come(world: World) -> None:
    world.write(phase("KAMPANYE", "2029-01-16", "2029-02-20"))
    await world.join(1, PAPUA)
    subscription = await world.subscriptions.get(1)
    assert subscription
    world.go_to("2029-01-16 05:59")
    assert len(schedule(world).coming(subscription, days=1)) == 1
    world.go_to("2029-01-16 06:00")
    assert schedule(world).coming(subscription, days=1) == []


async def test_the_people_in_charge_see_how_many_will_get_it(world: World) -> None:
    world.write(
        phase("KAMPANYE", "2029-01-16", "2029-02-20"),
        phase("PENETAPAN", "2029-01-11", regions=["Aceh", "Bali"]),
    )
    for chat, province in enumerate((ACEH, ACEH, BALI, PAPUA)):
        await world.join(chat, province, Frequency.WEEKLY if chat == 0 else Frequency.PHASES)
    planned = await schedule(world).planned(days=20)
    assert [(one.day.isoformat(), one.kind, one.recipients) for one in planned] == [
        ("2029-01-11", "tahap", 2),
        ("2029-01-11", "tahap", 1),
        ("2029-01-16", "tahap", 4),
        ("2029-01-17", "tema", 1),
        ("2029-01-24", "tema", 1),
    ]
    leads = [one.message.lead for one in planned[:2]]
    assert leads == ["Pilkada di Aceh: Penetapan calon hari ini.", "Pilkada di Bali: Penetapan calon hari ini."]


async def test_without_an_election_there_is_a_lesson_a_month(world: World) -> None:
    await world.join(1, ACEH, Frequency.WEEKLY)
    subscription = await world.subscriptions.get(1)
    assert subscription
    coming = schedule(world).coming(subscription, days=60)
    assert [one.day for one in coming] == [dt.date(2029, 2, 7)]
