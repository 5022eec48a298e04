"""The load: Telegram's side of a webhook, as many people who ask one question each."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, cycle, islice
from urllib.parse import urlsplit

import orjson

from benchmarks.bot_api import Webhook
from benchmarks.cases import Cases
from benchmarks.http1 import Connection, request

PATIENCE_SECONDS = 30.0
"""A contender that needs longer for an answer has lost it."""


class WrongAnswerError(Exception):
    """A question was not answered by exactly the message that belongs to it."""


@dataclass(frozen=True)
class Round:
    """What one round of one contender came to.

    `asked` counts the lead and the end, too; `latencies` are those of the answers that arrived within `seconds`.
    `busy` is the load generator's own share of its core: near 1 it would be itself what is measured.
    """

    asked: int
    seconds: float
    latencies: tuple[float, ...]
    busy: float

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds


class Crowd:
    """Everybody who asks. Every question comes from a new chat, so no answer depends on an earlier one."""

    def __init__(self, connections: int) -> None:
        self._connections = connections
        self._chats = count(100_001)
        self._waiting: dict[int, asyncio.Future[tuple[float, str]]] = {}
        self._problems: list[str] = []

    def heard(self, chat: int, text: str) -> None:
        """A message has reached a chat."""
        waiting = self._waiting.get(chat)
        if waiting is None or waiting.done():
            self._problems.append(f"a message that nobody waits for: {text[:80]!r}")
        else:
            waiting.set_result((time.perf_counter(), text))

    def check(self) -> None:
        """Raises `WrongAnswerError` when there was a message that nobody waited for, a second answer for example."""
        if self._problems:
            raise WrongAnswerError(self._problems[0])

    async def ask(
        self, webhook: Webhook, cases: Cases, *, seconds: float, lead: float = 0.0, at_most: int | None = None
    ) -> Round:
        """Keep every connection asking for `lead` seconds, which are not counted, and then for `seconds`.

        With `at_most` it ends earlier when so many questions were asked. A question is over when its webhook
        was acknowledged and its message has arrived; then the connection asks the next. All questions are
        waited for. Raises `WrongAnswerError`.
        """
        begin = time.perf_counter() + lead
        end = begin + seconds
        busy = time.process_time()
        questions = islice(cycle(cases.items()), at_most)
        async with asyncio.timeout(lead + seconds + PATIENCE_SECONDS), asyncio.TaskGroup() as group:
            work = [group.create_task(self._keep_asking(webhook, questions, end)) for _ in range(self._connections)]
        busy = (time.process_time() - busy) / (time.perf_counter() - begin + lead)
        self.check()
        times = [one for task in work for one in task.result()]
        latencies = tuple(arrived - asked for asked, arrived in times if begin <= arrived < end)
        return Round(len(times), seconds, latencies, busy)

    async def _keep_asking(
        self, webhook: Webhook, questions: Iterator[tuple[str, str]], end: float
    ) -> list[tuple[float, float]]:
        url = urlsplit(webhook.url)
        assert url.hostname
        assert url.port
        loop = asyncio.get_running_loop()
        transport, connection = await loop.create_connection(Connection, url.hostname, url.port)
        start = request(url.path, {"Host": url.netloc, "X-Telegram-Bot-Api-Secret-Token": webhook.secret})
        times = []
        try:
            for question, expected in questions:
                asked = time.perf_counter()
                if asked >= end:
                    break
                chat = next(self._chats)
                waiting = self._waiting[chat] = loop.create_future()
                body = _update(chat, question)
                status = await connection.send(b"%b%d\r\n\r\n%b" % (start, len(body), body))
                arrived, text = await waiting
                del self._waiting[chat]
                if status != 200 or text != expected:
                    raise WrongAnswerError(f"{status} {text[:80]!r} to {question!r} instead of {expected[:80]!r}")
                times.append((asked, arrived))
        finally:
            transport.close()
        return times


def _update(chat: int, text: str) -> bytes:
    """A private message as Telegram posts it. The chat's number serves as the update's, too."""
    person = {"id": chat, "first_name": "Siti", "username": "siti"}
    message = {
        "message_id": 1,
        "from": person | {"is_bot": False, "language_code": "id"},
        "chat": person | {"type": "private"},
        "date": int(time.time()),
        "text": text,
    }
    return orjson.dumps({"update_id": chat, "message": message})
