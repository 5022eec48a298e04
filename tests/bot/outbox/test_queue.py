"""Letters: planned once, claimed by one, settled; on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.emulator import MovableClock
from bot.outbox.letters import (
    BLOCKED,
    SENT,
    CampaignState,
    Letter,
    OnUncertain,
    Outcome,
    Progress,
    Recipient,
    failed,
    retry,
    uncertain,
)
from bot.outbox.planning import BATCH
from bot.outbox.queue import LEASE_SECONDS, REPEATS, Queue
from bot.storage.database import Database
from tests.bot.outbox.conftest import HOUR, NOON, campaign, recipients

NAME = campaign().id


def chats(letters: list[Letter]) -> list[int]:
    return sorted(letter.chat_id for letter in letters)


async def states(queue: Queue) -> dict[str, CampaignState]:
    return {one.id: one.state for one in await queue.campaigns()}


async def claim_one(queue: Queue) -> Letter:
    [letter] = await queue.claim(1)
    return letter


async def test_planning_twice_adds_nothing(queue: Queue) -> None:
    assert await queue.plan(campaign(), recipients(1, 2, 3)) == 3
    assert await queue.plan(campaign(), recipients(2, 3, 4)) == 1
    assert await queue.progress(NAME) == Progress(pending=4)
    assert await queue.plan(campaign("lain"), recipients(2)) == 1


async def test_recipients_may_come_as_a_stream_of_any_length(queue: Queue) -> None:
    async def everybody() -> AsyncIterator[Recipient]:
        for chat in range(2 * BATCH + 1):
            yield Recipient(chat, int(NOON.timestamp()))

    assert await queue.plan(campaign(), everybody()) == 2 * BATCH + 1
    assert (await queue.progress(NAME)).total == 2 * BATCH + 1


async def test_an_unknown_zone_is_refused(queue: Queue) -> None:
    with pytest.raises(ValueError, match="unknown zones: GMT"):
        await queue.plan(campaign(), recipients(1, zone="GMT"))


async def test_a_campaign_comes_back_as_it_was_planned(queue: Queue) -> None:
    planned = campaign(on_uncertain=OnUncertain.REPEAT)
    await queue.plan(planned, recipients(-1001234567890123))
    assert await queue.campaigns() == [replace(planned, created=int(NOON.timestamp()))]
    letter = await claim_one(queue)
    assert (letter.campaign.data, letter.chat_id, letter.attempts) == ({"entri": "like"}, -1001234567890123, 1)


async def test_a_letter_is_claimed_once(queue: Queue) -> None:
    await queue.plan(campaign(), recipients(*range(10)))
    first, second = await queue.claim(4), await queue.claim(10)
    assert chats(first + second) == list(range(10))
    assert await queue.claim(1) == []
    assert await queue.progress(NAME) == Progress(sending=10)


async def test_many_at_once_never_get_the_same_letter(queue: Queue) -> None:
    await queue.plan(campaign(), recipients(*range(60)))
    claims = await asyncio.gather(*(queue.claim(7) for _ in range(9)))
    assert chats([letter for letters in claims for letter in letters]) == list(range(60))


async def test_a_letter_waits_until_it_is_due(queue: Queue, clock: MovableClock) -> None:
    await queue.plan(campaign(), recipients(1) + recipients(2, due=HOUR))
    assert chats(await queue.claim(5)) == [1]
    assert not await queue.ready()
    clock.advance(HOUR)
    assert await queue.ready()
    assert chats(await queue.claim(5)) == [2]


async def test_a_campaign_waits_for_its_beginning(queue: Queue, clock: MovableClock) -> None:
    await queue.plan(campaign(start=HOUR), recipients(1))
    assert await queue.claim(1) == []
    clock.advance(HOUR)
    assert chats(await queue.claim(1)) == [1]


async def test_the_earliest_deadline_goes_first(queue: Queue) -> None:
    await queue.plan(campaign("nanti", hours=8), recipients(1, 2))
    await queue.plan(campaign("segera", hours=2), recipients(3, 4))
    assert chats(await queue.claim(3))[1:] == [3, 4]


async def test_after_the_deadline_letters_expire(queue: Queue, clock: MovableClock) -> None:
    await queue.plan(campaign(hours=1), recipients(1, 2))
    sent = await claim_one(queue)
    clock.advance(HOUR)
    assert await queue.claim(5) == []
    assert await queue.plan(campaign(), recipients(9)) == 0
    await queue.close()
    await queue.settle(sent, SENT)
    assert await queue.progress(NAME) == Progress(sent=1, expired=1)
    await queue.close()
    assert await states(queue) == {NAME: CampaignState.DONE}


@pytest.mark.parametrize(("hour", "awake"), [(13, "WIB WITA"), (14, "WIB"), (15, ""), (20, ""), (21, "WIT"), (23, "*")])
async def test_nobody_is_woken(queue: Queue, clock: MovableClock, hour: int, awake: str) -> None:
    """`hour` is UTC; 13 is 20.00 WIB, 21.00 WITA."""
    everyone = {"WIB": 1, "WITA": 2, "WIT": 3}
    for zone, chat in everyone.items():
        await queue.plan(campaign(hours=24), recipients(chat, zone=zone))
    clock.advance((hour - NOON.hour) * HOUR)
    expected = {13: [1], 14: [], 15: [], 20: [], 21: [3], 23: [1, 2, 3]}[hour]
    assert chats(await queue.claim(5)) == expected


async def test_pause_and_resume(queue: Queue) -> None:
    await queue.plan(campaign(), recipients(1, 2))
    assert await queue.pause(NAME)
    assert not await queue.pause(NAME)
    assert await queue.claim(5) == []
    await queue.close()
    assert await queue.resume(NAME)
    assert chats(await queue.claim(5)) == [1, 2]
    assert not await queue.resume("tidak ada")


async def test_cancel_is_for_ever(queue: Queue) -> None:
    await queue.plan(campaign(), recipients(1, 2))
    letter = await claim_one(queue)
    assert await queue.cancel(NAME)
    await queue.settle(letter, SENT)
    assert await queue.progress(NAME) == Progress(sent=1, cancelled=1)
    assert await queue.plan(campaign(), recipients(3)) == 0
    assert not await queue.resume(NAME)
    assert not await queue.cancel(NAME)


async def test_a_retry_after_a_cancel_does_not_go(queue: Queue) -> None:
    await queue.plan(campaign(), recipients(1))
    letter = await claim_one(queue)
    await queue.cancel(NAME)
    await queue.settle(letter, retry(int(NOON.timestamp()), "not_sent"))
    assert await queue.claim(1) == []
    await queue.close()
    assert await queue.progress(NAME) == Progress(cancelled=1)


async def test_a_finished_campaign_is_done_until_somebody_new_comes(queue: Queue) -> None:
    await queue.plan(campaign(), recipients(1))
    await queue.settle(await claim_one(queue), SENT)
    await queue.close()
    assert await states(queue) == {NAME: CampaignState.DONE}
    assert await queue.plan(campaign(), recipients(1)) == 0
    assert await states(queue) == {NAME: CampaignState.DONE}
    assert await queue.plan(campaign(), recipients(2)) == 1
    assert await states(queue) == {NAME: CampaignState.ACTIVE}


async def test_a_campaign_that_has_not_begun_is_not_done(queue: Queue) -> None:
    await queue.plan(campaign(start=HOUR), recipients())
    await queue.close()
    assert await states(queue) == {NAME: CampaignState.ACTIVE}


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (SENT, Progress(sent=1)),
        (BLOCKED, Progress(blocked=1)),
        (failed("bad_request"), Progress(failed=1)),
        (uncertain("timed_out"), Progress(uncertain=1)),
    ],
)
async def test_how_a_letter_may_end(queue: Queue, clock: MovableClock, outcome: Outcome, expected: Progress) -> None:
    await queue.plan(campaign(), recipients(1))
    await queue.settle(await claim_one(queue), outcome)
    clock.advance(2 * LEASE_SECONDS)
    assert await queue.recover() == 0
    assert await queue.progress(NAME) == expected
    assert await queue.claim(1) == []


async def test_a_retry_waits_for_its_time(queue: Queue, clock: MovableClock) -> None:
    await queue.plan(campaign(), recipients(1))
    await queue.settle(await claim_one(queue), retry(int(NOON.timestamp()) + 30, "too_many_requests"))
    assert await queue.claim(1) == []
    clock.advance(30)
    assert (await claim_one(queue)).attempts == 2


async def test_a_campaign_that_repeats_tries_again_but_not_for_ever(queue: Queue, clock: MovableClock) -> None:
    await queue.plan(campaign(on_uncertain=OnUncertain.REPEAT), recipients(1))
    for _ in range(REPEATS):
        await queue.settle(await claim_one(queue), uncertain("timed_out"))
        assert await queue.claim(1) == []
        clock.advance(60)
    assert await queue.progress(NAME) == Progress(uncertain=1)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [(OnUncertain.SKIP, Progress(uncertain=1)), (OnUncertain.REPEAT, Progress(pending=1))],
)
async def test_a_lease_that_ran_out(queue: Queue, clock: MovableClock, policy: OnUncertain, expected: Progress) -> None:
    await queue.plan(campaign(on_uncertain=policy), recipients(1))
    await queue.claim(1)
    clock.advance(LEASE_SECONDS)
    assert await queue.recover() == 0
    clock.advance(1)
    assert await queue.recover() == 1
    assert await queue.progress(NAME) == expected


async def test_a_renewed_lease_holds(queue: Queue, clock: MovableClock) -> None:
    await queue.plan(campaign(on_uncertain=OnUncertain.REPEAT), recipients(1, 2))
    kept, lost = await claim_one(queue), await claim_one(queue)
    clock.advance(LEASE_SECONDS - 1)
    await queue.renew([kept])
    clock.advance(2)
    assert await queue.recover() == 1
    assert (await claim_one(queue)).chat_id == lost.chat_id


async def test_what_comes_late_is_believed_until_the_letter_is_claimed_again(queue: Queue, clock: MovableClock) -> None:
    await queue.plan(campaign(on_uncertain=OnUncertain.REPEAT), recipients(1))
    first = await claim_one(queue)
    clock.advance(LEASE_SECONDS + 1)
    await queue.recover()
    second = await claim_one(queue)
    await queue.settle(first, failed("late"))
    assert await queue.progress(NAME) == Progress(sending=1)
    clock.advance(LEASE_SECONDS + 1)
    await queue.recover()
    await queue.settle(second, SENT)
    assert await queue.progress(NAME) == Progress(sent=1)


async def test_moved_dates_move_what_was_not_sent(queue: Queue, clock: MovableClock) -> None:
    planned = campaign(hours=1)
    await queue.plan(planned, recipients(1, 2, 3))
    await queue.settle(await claim_one(queue), SENT)
    clock.advance(HOUR)
    await queue.close()
    assert await states(queue) == {NAME: CampaignState.DONE}
    shift = 3 * HOUR
    moved = replace(
        planned,
        data={"entri": "foto"},
        not_before=planned.not_before + shift,
        deadline=planned.deadline + shift,
    )
    assert await queue.reschedule(moved, shift) == 2
    assert await queue.claim(5) == []
    clock.advance(2 * HOUR)
    letters = await queue.claim(5)
    assert len(letters) == 2
    assert letters[0].campaign.data == {"entri": "foto"}
    assert await queue.progress(NAME) == Progress(sent=1, sending=2)


async def test_a_cancelled_campaign_is_not_rescheduled(queue: Queue) -> None:
    await queue.plan(campaign(), recipients(1))
    await queue.cancel(NAME)
    assert await queue.reschedule(campaign(), HOUR) == 0
    assert await queue.reschedule(campaign("tidak ada"), HOUR) == 0


async def test_a_chat_that_moved_gets_its_letters_once(queue: Queue) -> None:
    await queue.plan(campaign("a"), recipients(-1))
    await queue.plan(campaign("b"), recipients(-1, -100))
    await queue.moved(-1, -100)
    assert chats(await queue.claim(5)) == [-100, -100]
    assert (await queue.progress("b")).total == 1


async def test_a_forgotten_chat_leaves_no_letter(queue: Queue) -> None:
    await queue.plan(campaign("a"), recipients(1, 2))
    await queue.plan(campaign("b"), recipients(1))
    for letter in await queue.claim(1):
        await queue.settle(letter, SENT)
    await queue.forget(1)
    assert (await queue.progress("a")).total == 1
    assert await queue.progress("b") == Progress()


async def test_old_letters_go_and_their_campaign_stays(queue: Queue, clock: MovableClock) -> None:
    await queue.plan(campaign("lama", hours=1), recipients(1))
    await queue.plan(campaign("baru", hours=9), recipients(1))
    clock.advance(2 * HOUR)
    await queue.close()
    assert await queue.purge(int(clock.timestamp())) == 1
    assert await states(queue) == {"lama": CampaignState.DONE, "baru": CampaignState.ACTIVE}
    assert await queue.plan(campaign("lama", hours=1), recipients(1)) == 0


async def test_two_processes_see_the_same_queue(queue: Queue, url: str, clock: MovableClock) -> None:
    other = Database(url)
    await queue.plan(campaign(), recipients(1))
    assert chats(await Queue(other, clock).claim(1)) == [1]
    assert await queue.claim(1) == []
    await other.close()
