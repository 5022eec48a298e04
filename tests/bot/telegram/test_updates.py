"""One update at a time in a chat, chats side by side."""

from __future__ import annotations

import asyncio
import gc
from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import Update
from telegram.ext import Application, MessageHandler, filters

from bot.telegram.transport import AiohttpRequest
from bot.telegram.updates import OneAtATime
from tests.bot.telegram.conftest import TOKEN, BotApi, FakeClock, settle

PERSON = {"id": 7, "is_bot": False, "first_name": "Ani"}


def update_in(chat: int | None, number: int = 1, **kind: Any) -> Update:
    if not kind and chat is not None:
        where = {"id": chat, "type": "private" if chat > 0 else "group"}
        kind = {"message": {"message_id": number, "date": 0, "chat": where, "from": {**PERSON, "id": abs(chat)}}}
    return Update.de_json({"update_id": number, **kind}, None)


class Handlers:
    """Stands for the application's handlers: records who runs when."""

    def __init__(self, processor: OneAtATime) -> None:
        self.processor = processor
        self.log: list[tuple[str, Any]] = []
        self.at_once = self.most = 0
        self.gates: dict[Any, asyncio.Event] = defaultdict(asyncio.Event)

    def arrives(self, update: object, label: Any) -> asyncio.Task[None]:
        return asyncio.ensure_future(self.processor.process_update(update, self._handle(label)))

    async def _handle(self, label: Any) -> None:
        self.log.append(("begin", label))
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        try:
            await self.gates[label].wait()
        finally:
            self.at_once -= 1
            self.log.append(("end", label))

    @property
    def running(self) -> set[Any]:
        return {label for step, label in self.log if step == "begin"} - {x for step, x in self.log if step == "end"}


async def test_a_chat_waits_and_other_chats_do_not() -> None:
    handlers = Handlers(OneAtATime())
    tasks = [handlers.arrives(update_in(chat), label) for chat, label in ((7, "a"), (7, "b"), (8, "c"), (-9, "d"))]
    await settle()
    assert handlers.running == {"a", "c", "d"}
    handlers.gates["a"].set()
    await settle()
    assert handlers.running == {"b", "c", "d"}
    for label in "bcd":
        handlers.gates[label].set()
    await asyncio.gather(*tasks)
    assert handlers.processor.chats_in_hand == 0


async def test_a_talkative_chat_takes_one_place_only() -> None:
    handlers = Handlers(OneAtATime(parallel=2))
    talkative = [handlers.arrives(update_in(7), ("much", n)) for n in range(20)]
    others = [handlers.arrives(update_in(8), "x"), handlers.arrives(update_in(9), "y")]
    await settle()
    assert handlers.running == {("much", 0), "x"}
    handlers.gates["x"].set()
    await settle()
    assert handlers.running == {("much", 0), "y"}
    for task in (*talkative, *others):
        task.cancel()
    await asyncio.gather(*talkative, *others, return_exceptions=True)
    assert handlers.processor.chats_in_hand == 0


async def test_later_updates_wait_outside_when_too_many_are_in_hand() -> None:
    handlers = Handlers(OneAtATime(parallel=1, backlog=2))
    assert handlers.processor.max_concurrent_updates == 2
    tasks = [handlers.arrives(update_in(chat), chat) for chat in (1, 2, 3, 4)]
    await settle()
    assert handlers.processor.current_concurrent_updates == 2
    for chat in (1, 2, 3, 4):
        handlers.gates[chat].set()
    await asyncio.gather(*tasks)
    assert [label for step, label in handlers.log if step == "begin"] == [1, 2, 3, 4]
    assert handlers.most == 1


@pytest.mark.parametrize(
    ("kind", "chat"),
    [
        ({"inline_query": {"id": "1", "from": PERSON, "query": "", "offset": ""}}, 7),
        ({"callback_query": {"id": "1", "from": PERSON, "chat_instance": "1", "inline_message_id": "x"}}, 7),
        ({"poll_answer": {"poll_id": "1", "user": PERSON, "option_ids": [0], "option_persistent_ids": ["0"]}}, 7),
    ],
)
async def test_without_a_chat_the_person_counts(kind: dict[str, Any], chat: int) -> None:
    handlers = Handlers(OneAtATime())
    tasks = [handlers.arrives(update_in(chat), "message"), handlers.arrives(update_in(None, **kind), "other")]
    await settle()
    assert handlers.running == {"message"}
    for label in ("message", "other"):
        handlers.gates[label].set()
    await asyncio.gather(*tasks)


async def test_with_neither_an_update_is_free() -> None:
    handlers = Handlers(OneAtATime(parallel=3))
    tasks = [handlers.arrives(update, n) for n, update in enumerate(("text", None, update_in(None), "fourth"))]
    await settle()
    assert handlers.running == {0, 1, 2}
    for n in range(4):
        handlers.gates[n].set()
    await asyncio.gather(*tasks)


async def test_a_failure_passes_through_and_ends_the_turn() -> None:
    processor = OneAtATime()

    async def fail() -> None:
        raise LookupError("no")

    for _ in range(2):
        with pytest.raises(LookupError):
            await processor.process_update(update_in(7), fail())
    assert processor.chats_in_hand == 0


async def test_cancelled_while_waiting() -> None:
    """The next one of the chat goes on, and Python does not warn about the handler that never started."""
    handlers = Handlers(OneAtATime())
    first, second, third = (handlers.arrives(update_in(7), n) for n in (1, 2, 3))
    await settle()
    second.cancel()
    handlers.gates[1].set()
    handlers.gates[3].set()
    await asyncio.gather(first, third)
    await asyncio.gather(second, return_exceptions=True)
    gc.collect()
    assert handlers.log == [("begin", 1), ("end", 1), ("begin", 3), ("end", 3)]


@pytest.mark.parametrize(("parallel", "backlog"), [(0, 5), (6, 5), (-1, 5)])
def test_impossible_numbers(parallel: int, backlog: int) -> None:
    with pytest.raises(ValueError, match="parallel"):
        OneAtATime(parallel, backlog)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 4), st.sampled_from([0.0, 0.1, 1.0]), st.sampled_from([0.0, 0.1])), max_size=40),
    st.integers(1, 3),
)
def test_order_of_arrival_within_every_chat(arrivals: list[tuple[int, float, float]], parallel: int) -> None:
    async def play() -> None:
        clock, processor = FakeClock(), OneAtATime(parallel)
        begun: dict[int, list[int]] = defaultdict(list)
        busy: set[int] = set()

        async def handle(chat: int, number: int, takes: float) -> None:
            assert chat not in busy
            busy.add(chat)
            assert len(busy) <= parallel
            begun[chat].append(number)
            await clock.sleep(takes)
            busy.remove(chat)

        async def all_of_them() -> None:
            async with asyncio.TaskGroup() as group:
                for number, (chat, takes, pause) in enumerate(arrivals):
                    group.create_task(processor.process_update(update_in(chat), handle(chat, number, takes)))
                    if pause:
                        await clock.sleep(pause)

        await clock.run(all_of_them())
        assert processor.chats_in_hand == 0
        assert sum(map(len, begun.values())) == len(arrivals)
        assert all(numbers == sorted(numbers) for numbers in begun.values())

    asyncio.run(play())


async def test_in_a_real_application(api: BotApi) -> None:
    """Through the application's own queue, as long polling fills it."""
    seen: list[tuple[int, int]] = []

    async def handle(update: Update, _context: Any) -> None:
        assert update.effective_chat is not None
        assert update.effective_message is not None
        await asyncio.sleep(0.001 * (5 - update.effective_message.message_id % 5))
        seen.append((update.effective_chat.id, update.effective_message.message_id))

    builder = Application.builder().token(TOKEN).base_url(f"{api.url}/bot").request(AiohttpRequest())
    builder = builder.get_updates_request(AiohttpRequest()).updater(None)
    application = builder.concurrent_updates(OneAtATime()).build()
    application.add_handler(MessageHandler(filters.ALL, handle))
    async with application:
        await application.start()
        for number in range(1, 31):
            await application.update_queue.put(update_in(1 + number % 3, number))
        await application.update_queue.join()
        await application.stop()
    assert len(seen) == 30
    for chat in (1, 2, 3):
        numbers = [number for where, number in seen if where == chat]
        assert numbers == sorted(numbers)
