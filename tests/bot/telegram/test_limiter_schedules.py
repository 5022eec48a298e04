"""The limiter under any schedule: no window above its limit, nothing lost, nothing out of order."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections import defaultdict
from typing import Any, NamedTuple

from hypothesis import example, given, settings
from hypothesis import strategies as st
from telegram.error import RetryAfter

from bot.telegram.limiter import ChatLimiter, Priority
from tests.bot.telegram.conftest import FakeClock


class Send(NamedTuple):
    pause: float
    chat: int
    priority: Priority
    takes: float
    """Seconds until Telegram answers."""
    refused_for: int
    """Seconds of a 429 at the first attempt; 0 for none."""


class Started(NamedTuple):
    at: float
    send: int


SENDS = st.lists(
    st.builds(
        Send,
        pause=st.sampled_from([0.0, 0.0, 0.0, 0.01, 0.3, 1.0, 7.0]),
        chat=st.sampled_from([1, 2, 3, -1, -2]),
        priority=st.sampled_from(Priority),
        takes=st.sampled_from([0.0, 0.05, 2.0]),
        refused_for=st.sampled_from([0] * 19 + [3]),
    ),
    min_size=3,
    max_size=40,
)
LIMITS = st.fixed_dictionaries(
    {
        "per_second": st.integers(1, 5),
        "broadcasts_per_second": st.sampled_from([None, 2.0, 5.0]),
        "chat_per_second": st.sampled_from([0.5, 1.0]),
        "chat_burst": st.integers(1, 3),
        "group_per_minute": st.integers(1, 5),
    }
)


class Played(NamedTuple):
    started: list[Started]
    closed: list[tuple[float, float]]
    """Times during which Telegram had forbidden everything."""
    asked: list[float]
    """When each message was handed to the limiter."""


async def play(sends: list[Send], limits: dict[str, Any]) -> Played:
    clock = FakeClock()
    limiter = ChatLimiter(clock, retries=1, **limits)
    started: list[Started] = []
    closed: list[tuple[float, float]] = []
    refused: set[int] = set()
    asked: list[float] = []

    async def request(number: int) -> bool:
        started.append(Started(clock.monotonic(), number))
        await clock.sleep(sends[number].takes)
        if sends[number].refused_for and number not in refused:
            refused.add(number)
            closed.append((clock.monotonic(), clock.monotonic() + sends[number].refused_for))
            raise RetryAfter(sends[number].refused_for)
        return True

    async def all_of_them() -> None:
        async with asyncio.TaskGroup() as group:
            for number, send in enumerate(sends):
                if send.pause:
                    await clock.sleep(send.pause)
                data = {"chat_id": send.chat}
                asked.append(clock.monotonic())
                group.create_task(limiter.process_request(request, (number,), {}, "sendMessage", data, send.priority))

    await clock.run(all_of_them())
    await limiter.shutdown()
    assert len(started) == len(sends) + len(refused)
    return Played(started, closed, asked)


@settings(max_examples=70, deadline=None)
@given(SENDS, LIMITS)
def test_no_schedule_breaks_a_limit(sends: list[Send], limits: dict[str, Any]) -> None:
    started, closed, _ = asyncio.run(play(sends, limits))
    times: dict[Any, list[float]] = defaultdict(list)
    for at, number in started:
        times["all"].append(at)
        times[sends[number].chat].append(at)
        if sends[number].priority is Priority.BROADCAST:
            times["broadcasts"].append(at)
    assert most_in(times["all"], 1.0) <= limits["per_second"]
    if limits["broadcasts_per_second"]:
        assert most_in(times["broadcasts"], 1 / limits["broadcasts_per_second"] - 1e-6) <= 1
    for chat in set(times) - {"all", "broadcasts"}:
        own = times[chat]
        for first in range(len(own)):
            for last in range(first, len(own)):
                allowed = limits["chat_burst"] + (own[last] - own[first]) * limits["chat_per_second"]
                assert last - first + 1 <= allowed + 1e-6
        if chat < 0:
            assert most_in(own, 60.0) <= limits["group_per_minute"]
    for begin, end in closed:
        assert not [at for at in times["all"] if begin < at < end]


ONE_A_SECOND = {
    "per_second": 1,
    "broadcasts_per_second": None,
    "chat_per_second": 0.5,
    "chat_burst": 1,
    "group_per_minute": 1,
}


@settings(max_examples=70, deadline=None)
@example([Send(0.0, chat, Priority.REPLY, 0.0, 0) for chat in (-1, -1, 1, 2)], ONE_A_SECOND)
@given(SENDS, LIMITS)
def test_nobody_waits_longer_than_needed_or_is_overtaken(sends: list[Send], limits: dict[str, Any]) -> None:
    accepted = [send._replace(refused_for=0) for send in sends]
    started, _, asked = asyncio.run(play(accepted, limits))
    for position, (at, number) in enumerate(started):
        earliest = may_start(sends[number], [(t, sends[n]) for t, n in started[:position]], limits)
        assert at <= max(earliest, asked[number]) + 0.005
    for chat in {send.chat for send in sends}:
        for priority in Priority:
            order = [n for _, n in started if sends[n].chat == chat and sends[n].priority is priority]
            assert order == sorted(order)


def may_start(send: Send, before: list[tuple[float, Send]], limits: dict[str, Any]) -> float:
    """The first moment that the limits allow `send` after the messages that started before it."""
    all_times = [at for at, _ in before]
    own = [at for at, other in before if other.chat == send.chat]
    broadcasts = [at for at, other in before if other.priority is Priority.BROADCAST]
    moments = [all_times[-1] if all_times else 0.0]
    if len(all_times) >= limits["per_second"]:
        moments.append(all_times[-limits["per_second"]] + 1.001)
    if send.priority is Priority.BROADCAST and broadcasts and limits["broadcasts_per_second"]:
        moments.append(broadcasts[-1] + 1 / limits["broadcasts_per_second"])
    if send.chat < 0 and len(own) >= limits["group_per_minute"]:
        moments.append(own[-limits["group_per_minute"]] + 60.001)
    used, since = 0.0, 0.0  # of the chat's burst
    for at in own:
        used, since = max(0.0, used - (at - since) * limits["chat_per_second"]) + 1, at
    moments.append(since + (used - limits["chat_burst"] + 1) / limits["chat_per_second"])
    return max(moments)


def most_in(times: list[float], seconds: float) -> int:
    """The largest number of `times` (sorted) in any window of that length, both ends included."""
    return max((bisect_left(times, at + seconds + 1e-9) - i for i, at in enumerate(times)), default=0)
