"""What waits in the outbox is what calendar and subscriptions want, whatever happens between two looks."""

from __future__ import annotations

from bot.outbox.letters import CampaignState
from bot.reminders.subscriptions import Frequency
from tests.bot.reminders.conftest import ACEH, BALI, PAPUA, SULTENG, World, phase, topics

CAMPAIGN = phase("KAMPANYE", "2029-01-16", "2029-02-20")
"""Begins on a Tuesday."""

KAMPANYE = "pilkada:kampanye:hari-pertama"


async def waiting(world: World) -> int:
    return sum([(await world.queue.progress(one.id)).pending for one in await world.queue.campaigns()])


async def test_each_zone_is_written_to_at_its_eight_o_clock(world: World) -> None:
    world.write(CAMPAIGN)
    for chat, province in enumerate((ACEH, BALI, PAPUA)):
        await world.join(chat, province)
    moments = ("2029-01-16 05:59", "2029-01-16 06:00", "2029-01-16 07:00", "2029-01-16 08:00", "2029-01-16 08:05")
    assert await world.at("2029-01-15 12:00", *moments) == [[], [], [2], [1], [0], []]
    assert topics(world.sent) == [KAMPANYE] * 3


async def test_letters_are_written_two_days_ahead(world: World) -> None:
    world.write(CAMPAIGN)
    await world.join(1)
    assert await world.at("2029-01-14 07:59") == [[]]
    assert await waiting(world) == 0
    world.go_to("2029-01-14 08:00")
    assert await world.planner.tick() == 1
    assert await world.planner.tick() == 0


async def test_a_letter_of_yesterday_is_worthless(world: World) -> None:
    world.write(CAMPAIGN)
    await world.join(1)
    world.go_to("2029-01-15 12:00")
    await world.planner.tick()
    assert await world.at("2029-01-16 20:00", "2029-01-17 09:00") == [[], []]


async def test_after_standing_still_the_letters_of_the_morning_still_go(world: World) -> None:
    world.write(CAMPAIGN)
    await world.join(1)
    assert await world.at("2029-01-16 19:55") == [[1]]


async def test_who_joins_gets_what_is_still_to_come(world: World) -> None:
    world.write(CAMPAIGN, phase("TENANG", "2029-01-18", id="lagi"))
    await world.join(1)
    await world.at("2029-01-15 12:00")
    await world.join(2)
    assert await world.at("2029-01-16 08:00") == [[1, 2]]
    await world.join(3)
    world.planner = world.restarted()
    assert await world.at("2029-01-16 08:05", "2029-01-17 08:00") == [[], [1, 2, 3]]


async def test_who_left_or_chose_otherwise_gets_nothing(world: World) -> None:
    world.write(phase("KAMPANYE", "2029-01-08", "2029-02-20", regions=["Aceh", "Sulawesi Tengah"]))
    for chat in (1, 2, 3, 4):
        await world.join(chat, ACEH, Frequency.WEEKLY)
    world.go_to("2029-01-09 12:00")
    await world.deliver()
    await world.subscriptions.delete(1)
    await world.join(2, BALI, Frequency.WEEKLY)
    await world.join(3, ACEH, Frequency.PHASES)
    assert await world.at("2029-01-10 07:00", "2029-01-10 08:00") == [[], [4]]


async def test_a_move_to_another_zone_changes_the_hour_and_sends_nothing_twice(world: World) -> None:
    world.write(CAMPAIGN)
    await world.join(1, ACEH)
    await world.join(2, PAPUA)
    assert await world.at("2029-01-16 05:00") == [[]]
    await world.join(1, PAPUA)
    assert await world.at("2029-01-16 06:00") == [[1, 2]]
    await world.join(2, ACEH)
    assert await world.at("2029-01-16 06:30", "2029-01-16 08:00", "2029-01-16 09:00") == [[], [], []]


async def test_a_later_date_takes_the_waiting_letters_along(world: World) -> None:
    world.write(CAMPAIGN)
    await world.join(1)
    await world.at("2029-01-15 12:00")
    world.write(phase("KAMPANYE", "2029-01-18", "2029-02-20"))
    assert await world.at("2029-01-16 08:00", "2029-01-17 08:00", "2029-01-18 08:00") == [[], [], [1]]
    assert world.sent[0].campaign.data["mulai"] == "2029-01-18"


async def test_a_date_far_ahead_lets_them_expire_until_it_comes(world: World) -> None:
    world.write(CAMPAIGN)
    await world.join(1)
    await world.at("2029-01-15 12:00")
    world.write(phase("KAMPANYE", "2029-02-06", "2029-02-20"))
    assert await world.at("2029-01-16 08:00") == [[]]
    assert await waiting(world) == 0
    await world.subscriptions.delete(1)
    await world.join(2)
    assert await world.at("2029-02-05 08:00", "2029-02-06 08:00") == [[], [2]]


async def test_an_earlier_date_is_in_time(world: World) -> None:
    world.write(CAMPAIGN)
    await world.join(1)
    await world.at("2029-01-14 12:00")
    world.write(phase("KAMPANYE", "2029-01-15", "2029-02-20"))
    assert await world.at("2029-01-14 13:00", "2029-01-15 08:00", "2029-01-16 08:00") == [[], [1], []]


async def test_what_was_sent_is_not_sent_again_when_its_date_moves(world: World) -> None:
    world.write(CAMPAIGN)
    await world.join(1)
    await world.at("2029-01-16 08:00")
    world.write(phase("KAMPANYE", "2029-01-18", "2029-02-20"))
    await world.at("2029-01-16 12:00")
    await world.join(2)
    assert await world.at("2029-01-18 08:00") == [[2]]


async def test_a_phase_that_was_sent_in_the_east_and_moves_goes_to_the_west_on_its_new_day(world: World) -> None:
    world.write(CAMPAIGN)
    await world.join(1, ACEH)
    await world.join(2, PAPUA)
    assert await world.at("2029-01-16 06:00") == [[2]]
    world.write(phase("KAMPANYE", "2029-01-18", "2029-02-20"))
    assert await world.at("2029-01-16 08:00", "2029-01-18 06:00", "2029-01-18 08:00") == [[], [], [1]]


async def test_other_regions_send_nothing_twice_and_lose_nobody(world: World) -> None:
    world.write(CAMPAIGN)
    await world.join(1, SULTENG)
    await world.join(2, ACEH)
    assert await world.at("2029-01-16 07:00") == [[1]]
    world.write(phase("KAMPANYE", "2029-01-16", "2029-02-20", regions=["Sulawesi Tengah", "Aceh"]))
    assert await world.at("2029-01-16 08:00", "2029-01-16 09:00") == [[2], []]
    world.write(CAMPAIGN)
    assert await world.at("2029-01-16 10:00") == [[]]


async def test_a_phase_that_is_taken_out_and_put_back(world: World) -> None:
    world.write(CAMPAIGN)
    await world.join(1)
    await world.at("2029-01-15 12:00")
    world.write(CAMPAIGN, active=False)
    assert await world.at("2029-01-16 08:00") == [[]]
    world.write(CAMPAIGN)
    assert await world.at("2029-01-16 10:00") == [[1]]


async def test_a_broken_file_changes_nothing_even_after_a_restart(world: World) -> None:
    world.write(CAMPAIGN)
    await world.join(1)
    await world.at("2029-01-15 12:00")
    (world.folder / "pilkada.toml").write_text("name =", encoding="utf-8")
    world.planner = world.restarted()
    await world.join(2)
    assert await world.at("2029-01-16 08:00") == [[1]]


async def test_a_cancelled_campaign_stays_cancelled(world: World) -> None:
    world.write(CAMPAIGN)
    await world.join(1)
    await world.at("2029-01-15 12:00")
    await world.queue.cancel(f"{KAMPANYE}:WIB")
    world.write(phase("KAMPANYE", "2029-01-17", "2029-02-20"))
    await world.join(2)
    assert await world.at("2029-01-16 08:00", "2029-01-17 08:00") == [[], []]
    assert {one.id: one.state for one in await world.queue.campaigns()}[f"{KAMPANYE}:WIB"] is CampaignState.CANCELLED


async def test_where_a_phase_is_announced_the_lesson_gives_way(world: World) -> None:
    vote = phase("PUNGUT", "2029-01-24", regions=["Sulawesi Tengah"])
    world.write(phase("KAMPANYE", "2029-01-08", "2029-01-30"))
    await world.join(1, SULTENG, Frequency.WEEKLY)
    await world.join(2, BALI, Frequency.WEEKLY)
    await world.at("2029-01-23 12:00")
    world.write(phase("KAMPANYE", "2029-01-08", "2029-01-30"), vote)
    assert await world.at("2029-01-24 07:00", "2029-01-24 09:00") == [[1, 2], []]
    assert {one.chat: one.topic for one in world.sent} == {1: "pilkada:pungut:hari-pertama", 2: "tema:2029-W04"}


async def test_a_calendar_that_never_was_read_plans_nothing(world: World) -> None:
    (world.folder / "pilkada.toml").write_text("name =", encoding="utf-8")
    await world.join(1, ACEH, Frequency.WEEKLY)
    assert await world.planner.tick() == 0
    assert await world.queue.campaigns() == []


async def test_two_planners_at_once_do_no_harm(world: World) -> None:
    world.write(CAMPAIGN)
    await world.join(1)
    await world.at("2029-01-15 12:00")
    world.write(phase("KAMPANYE", "2029-01-17", "2029-02-20"))
    await world.planner.tick()
    campaign = next(one for one in await world.queue.campaigns() if one.id == f"{KAMPANYE}:WIB")
    await world.queue.reschedule(campaign, 86_400)  # as another planner does that has read the old date, too
    assert await world.at("2029-01-17 08:00", "2029-01-18 08:00") == [[1], []]
