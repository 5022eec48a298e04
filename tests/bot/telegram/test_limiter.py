"""The limiter by example: who goes when, and what happens on a 429."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

import pytest
from aiohttp import web
from telegram.error import BadRequest, RetryAfter
from telegram.ext import ExtBot

from bot.telegram.limiter import ChatLimiter, Priority
from bot.telegram.transport import AiohttpRequest, NotSent
from tests.bot.telegram.conftest import TOKEN, BotApi, Call, FakeClock, message, ok, refusal, settle


class Outgoing:
    """Records when each request really starts; the first ones may be refused."""

    def __init__(self, clock: FakeClock, limiter: ChatLimiter, *refusals: Exception) -> None:
        self.clock, self.limiter = clock, limiter
        self.refusals = list(refusals)
        self.started: list[tuple[float, Any]] = []
        self.begin = clock.monotonic()

    async def send(
        self, chat: int | str, label: Any = None, priority: Priority | None = None, endpoint: str = "sendMessage"
    ) -> Any:
        data = {"chat_id": chat} if endpoint != "sendMediaGroup" else {"chat_id": chat, "media": label}
        return await self.limiter.process_request(self._call, (chat, label), {}, endpoint, data, priority)

    async def _call(self, chat: int | str, label: Any) -> Any:
        self.started.append((round(self.clock.monotonic() - self.begin, 2), chat if label is None else label))
        if self.refusals:
            raise self.refusals.pop(0)
        return True

    async def all(self, *sends: Any) -> list[tuple[float, Any]]:
        await self.clock.run(asyncio.gather(*sends))
        return self.started

    @property
    def times(self) -> list[float]:
        return [at for at, _ in self.started]


def outgoing(*refusals: Exception, **options: Any) -> Outgoing:
    clock = FakeClock()
    return Outgoing(clock, ChatLimiter(clock, **options), *refusals)


async def test_a_person_gets_three_at_once_and_then_one_a_second() -> None:
    out = outgoing()
    await out.all(*(out.send(7) for _ in range(6)))
    assert out.times == [0, 0, 0, 1, 2, 3]
    await out.clock.advance(10)
    await out.all(*(out.send(7) for _ in range(4)))
    assert out.times[6:] == [13, 13, 13, 14]


async def test_a_group_gets_twenty_a_minute() -> None:
    out = outgoing(chat_per_second=None)
    await out.all(*(out.send(-100) for _ in range(21)), *(out.send("@kanal") for _ in range(21)), out.send(7))
    assert [chat for at, chat in out.started if at >= 60] == [-100, "@kanal"]
    assert [round(at) for at, chat in out.started if chat == 7] == [1]
    assert [round(at) for at, chat in out.started if chat == "@kanal"] == [0] * 10 + [1] * 10 + [60]


async def test_everybody_together_gets_thirty_a_second() -> None:
    out = outgoing()
    await out.all(*(out.send(n) for n in range(1, 71)))
    assert [round(at) for at in out.times] == [0] * 30 + [1] * 30 + [2] * 10


async def test_a_chat_that_must_wait_holds_up_nobody() -> None:
    out = outgoing()
    await out.all(*(out.send(7) for _ in range(5)), out.send(8), out.send(9))
    assert out.started == [(0, 7), (0, 7), (0, 7), (0, 8), (0, 9), (1, 7), (2, 7)]


async def test_replies_go_before_broadcasts() -> None:
    out = outgoing(per_second=2, broadcasts_per_second=None)
    broadcasts = [out.send(n, f"b{n}", Priority.BROADCAST) for n in range(1, 5)]
    await out.all(*broadcasts, out.send(9, "r1"), out.send(10, "r2"), out.send(11, "r3", Priority.REPLY))
    assert [label for _, label in out.started] == ["b1", "b2", "r1", "r2", "r3", "b3", "b4"]
    assert [round(at) for at in out.times] == [0, 0, 1, 1, 2, 2, 3]


async def test_a_reply_in_a_chat_goes_before_its_waiting_broadcasts() -> None:
    out = outgoing(chat_burst=1, broadcasts_per_second=None)
    await out.all(
        out.send(7, "b1", Priority.BROADCAST),
        out.send(7, "b2", Priority.BROADCAST),
        out.send(7, "r1"),
        out.send(7, "r2"),
    )
    assert out.started == [(0, "b1"), (1, "r1"), (2, "r2"), (3, "b2")]


async def test_broadcasts_leave_room_for_replies() -> None:
    out = outgoing()
    crowd = asyncio.gather(*(out.send(n, "b", Priority.BROADCAST) for n in range(1, 101)))
    for n in range(1001, 1009):
        await out.clock.advance(0.3)
        before = out.clock.monotonic()
        await out.clock.run(out.send(n, "r"))
        assert out.clock.monotonic() - before < 0.05
    await out.clock.run(crowd)
    assert max(at for at, label in out.started if label == "b") == pytest.approx(99 / 25, abs=0.1)


async def test_an_album_counts_as_its_pictures_and_goes_out_whole() -> None:
    out = outgoing()
    await out.all(out.send(7, "abcde", endpoint="sendMediaGroup"), out.send(7), out.send(8))
    assert out.started == [(0, "abcde"), (0, 8), (3, 7)]
    behind = outgoing()
    await behind.all(behind.send(7), behind.send(7, "ab", endpoint="sendMediaGroup"), behind.send(7, "last"))
    assert behind.started == [(0, 7), (0, "ab"), (1, "last")]
    await behind.all(behind.send(7, "abcde", endpoint="sendMediaGroup"), behind.send(7, "last again"))
    assert [label for _, label in behind.started[3:]] == ["abcde", "last again"]
    wide = outgoing(per_second=2)
    await wide.all(wide.send(7, "abcde", endpoint="sendMediaGroup"), wide.send(8))
    assert wide.started == [(0, "abcde"), (1, 8)]


@pytest.mark.parametrize(
    "endpoint", ["answerCallbackQuery", "sendChatAction", "getMe", "editMessageText", "deleteMessage", "getChat"]
)
async def test_what_is_no_message_is_not_slowed(endpoint: str) -> None:
    out = outgoing(per_second=1)
    await out.all(*(out.send(7, endpoint=endpoint) for _ in range(50)))
    assert out.times == [0.0] * 50


async def test_numbers_as_text_are_the_same_chat() -> None:
    out = outgoing(chat_burst=1)
    await out.all(out.send("7", "a"), out.send(7, "b"))
    assert out.times == [0, 1]


@pytest.mark.parametrize("off", [None, 0])
async def test_limits_that_are_off(off: int | None) -> None:
    out = outgoing(per_second=off, broadcasts_per_second=off, chat_per_second=off, group_per_minute=off)
    await out.all(*(out.send(chat, None, priority) for chat in (7, -7) for priority in Priority for _ in range(50)))
    assert out.times == [0.0] * 200


class TestTooManyRequests:
    async def test_everything_waits_for_real(self) -> None:
        out = outgoing(RetryAfter(17))
        refused = asyncio.ensure_future(out.send(7, "refused"))
        await settle()
        others = [asyncio.ensure_future(out.send(n, n)) for n in (8, 9)]
        button = asyncio.ensure_future(out.send(10, "button", endpoint="answerCallbackQuery"))
        assert out.limiter.blocked_seconds == 17
        await out.clock.advance(16.99)
        assert out.started == [(0, "refused")]
        await out.clock.run(asyncio.gather(refused, button, *others))
        assert set(out.started[1:]) == {(17, "refused"), (17, 8), (17, 9), (17, "button")}
        assert out.limiter.blocked_seconds == 0

    async def test_a_request_that_ends_meanwhile_opens_nothing(self) -> None:
        """Requests that were under way when the 429 came must not re-open the gate by succeeding."""
        out = outgoing()
        slow_ends = asyncio.Event()

        async def slow() -> bool:
            await slow_ends.wait()
            return True

        under_way = asyncio.ensure_future(
            out.limiter.process_request(slow, (), {}, "sendMessage", {"chat_id": 1}, None)
        )
        await settle()
        out.refusals.append(RetryAfter(30))
        refused = asyncio.ensure_future(out.send(7, "refused"))
        await out.clock.advance(1)
        slow_ends.set()
        assert await under_way is True
        later = asyncio.ensure_future(out.send(8, "later"))
        await out.clock.advance(28)
        assert out.started == [(0, "refused")]
        await out.clock.run(asyncio.gather(refused, later))
        assert out.times == [0, 30, 30]

    async def test_a_later_and_shorter_refusal_does_not_shorten_the_wait(self) -> None:
        out = outgoing()
        ends = asyncio.Event()

        async def refused_later() -> bool:
            if not ends.is_set():
                await ends.wait()
                raise RetryAfter(2)
            return True

        slow = out.limiter.process_request(refused_later, (), {}, "sendMessage", {"chat_id": 1}, None)
        under_way = asyncio.ensure_future(slow)
        await settle()
        out.refusals.append(RetryAfter(30))
        refused = asyncio.ensure_future(out.send(7))
        await out.clock.advance(10)
        ends.set()
        await out.clock.advance(10)
        assert out.limiter.blocked_seconds == 10
        await out.clock.run(asyncio.gather(refused, under_way))
        assert out.times == [0, 30]

    async def test_a_message_between_its_turn_and_its_start_is_held_back(self) -> None:
        """Two messages get their turn in the same moment; the first one's 429 must stop the second one.

        It is counted again when the gate opens: it does not start together with a full second's worth of others.
        """
        out = outgoing(per_second=2, retries=1)
        await out.all(out.send(1), out.send(2))
        out.refusals.append(RetryAfter(5))
        await out.all(*(out.send(chat) for chat in (3, 4, 5, 6)))
        assert out.started[2:] == [(1, 3), (6, 3), (6, 4), (7, 5), (7, 6)]

    @pytest.mark.parametrize("retries", [0, 1, 3])
    async def test_the_last_refusal_is_raised(self, retries: int) -> None:
        out = outgoing(*[RetryAfter(2)] * 9, retries=retries)
        with pytest.raises(RetryAfter):
            await out.clock.run(out.send(7))
        assert len(out.started) == retries + 1
        assert out.limiter.blocked_seconds == 2

    async def test_repetitions_keep_the_order_of_a_chat(self) -> None:
        out = outgoing(RetryAfter(3), chat_burst=2)
        await out.all(out.send(7, "a"), out.send(7, "b"), out.send(7, "c"))
        assert [label for _, label in out.started] == ["a", "a", "b", "c"]

    @pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
    @pytest.mark.parametrize(("setting", "kind"), [("true", dt.timedelta), ("false", int)])
    async def test_both_kinds_of_retry_after(self, monkeypatch: pytest.MonkeyPatch, setting: str, kind: type) -> None:
        monkeypatch.setenv("PTB_TIMEDELTA", setting)
        assert isinstance(RetryAfter(4).retry_after, kind)
        out = outgoing(RetryAfter(4))
        await out.all(out.send(7))
        assert out.times == [0, 4]

    async def test_with_a_real_bot(self, api: BotApi) -> None:
        clock, refused = FakeClock(), asyncio.Event()
        answers = [refusal(429, "Too Many Requests: retry after 5", retry_after=5), ok(message(text="akhirnya"))]

        async def answered(_call: Call) -> web.Response:
            refused.set()
            return answers.pop(0)

        api.answer = answered
        request = AiohttpRequest()
        bot = ExtBot(TOKEN, base_url=f"{api.url}/bot", request=request, rate_limiter=ChatLimiter(clock))
        async with request:
            sending = asyncio.ensure_future(bot.send_message(7, "halo", rate_limit_args=Priority.BROADCAST))
            await refused.wait()
            await asyncio.sleep(0.05)
            assert len(answers) == 1
            await clock.advance(5)
            assert (await sending).text == "akhirnya"


async def test_other_errors_pass_through_at_once() -> None:
    out = outgoing(BadRequest("no"))
    with pytest.raises(BadRequest):
        await out.send(7)
    assert len(out.started) == 1


async def test_giving_up_while_waiting_costs_nobody_anything() -> None:
    out = outgoing(chat_burst=1)
    await out.send(7, "a")
    given_up, patient = (asyncio.ensure_future(out.send(7, label)) for label in ("b", "c"))
    await settle()
    given_up.cancel()
    await out.clock.run(patient)
    assert out.started == [(0, "a"), (1, "c")]
    assert given_up.cancelled()


async def test_shutdown_ends_every_wait() -> None:
    out = outgoing(chat_burst=1)
    await out.limiter.initialize()
    waiting = [asyncio.ensure_future(out.send(7)) for _ in range(3)]
    await settle()
    waiting[2].cancel()
    await out.limiter.shutdown()
    results = await asyncio.gather(*waiting, return_exceptions=True)
    assert results[0] is True
    assert isinstance(results[1], NotSent)
    assert isinstance(results[2], asyncio.CancelledError)
    await out.limiter.shutdown()


async def test_a_chat_that_is_not_idle_is_not_forgotten() -> None:
    out = outgoing(per_second=None)
    await out.all(out.send(7), out.send(7), *(out.send(chat) for chat in range(1001, 3101)))
    assert out.limiter._chats.keys() >= {7}
    out.started.clear()
    await out.all(out.send(7), out.send(7))
    assert out.times == [0, 1]


async def test_idle_chats_are_forgotten() -> None:
    out = outgoing(per_second=None)
    for round_ in range(5):
        await asyncio.gather(*(out.send(sign * (round_ * 1000 + n)) for n in range(1, 1001) for sign in (1, -1)))
        await out.clock.advance(61)
    assert len(out.limiter._chats) <= 3100
    await out.all(*(out.send(-1) for _ in range(21)))
    assert out.times[-1] - out.times[-21] >= 17
