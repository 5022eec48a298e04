"""Posts updates to the bot's webhook: in order within a chat, chats in parallel, again until a 2xx."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

import orjson
from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

from bot.emulator.updates import Update
from bot.emulator.world import Webhook, World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (the name of a header)
LONGEST_WAIT = 60.0
Execute = Callable[[str, dict[str, Any]], Awaitable[None]]


class WebhookSender:
    """Delivers while a webhook is set. An update is pending until a 2xx; a method in the answer is run.

    `retry_seconds` is the first pause after a failure, in real time; it doubles up to a minute.
    """

    def __init__(self, world: World, execute: Execute, *, retry_seconds: float = 1.0) -> None:
        self._world = world
        self._execute = execute
        self._retry_seconds = retry_seconds
        self._session: ClientSession | None = None
        self._workers: list[asyncio.Task[None]] = []
        self._retries: set[asyncio.TimerHandle] = set()
        self._lines: dict[int, deque[int]] = {}
        self._failures: dict[int, int] = {}
        self._ready: asyncio.Queue[int] = asyncio.Queue()

    async def start(self) -> None:
        """Begins to watch the world's queue and webhook."""
        self._session = ClientSession(connector=TCPConnector(limit=0), timeout=ClientTimeout(total=60), trust_env=False)
        self._world.on_webhook = self._restart
        self._world.updates.on_offer = self._enqueue
        self._restart()

    async def close(self) -> None:
        """Stops; what was not confirmed stays pending."""
        self._world.on_webhook = None
        self._world.updates.on_offer = None
        workers = self._stop()
        await asyncio.gather(*workers, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def _stop(self) -> list[asyncio.Task[None]]:
        workers, self._workers = self._workers, []
        for worker in workers:
            worker.cancel()
        for retry in self._retries:
            retry.cancel()
        self._retries.clear()
        self._lines.clear()
        self._failures.clear()
        return workers

    def _restart(self) -> None:
        self._stop()
        hook = self._world.webhook
        if hook is None:
            return
        self._ready = asyncio.Queue()
        loop = asyncio.get_running_loop()
        self._workers = [loop.create_task(self._work(hook)) for _ in range(hook.max_connections)]
        for update in self._world.updates.pending():
            self._enqueue(update)

    def _enqueue(self, update: Update) -> None:
        if self._world.webhook is None:
            return
        line = self._lines.get(update.line)
        if line is None:
            self._lines[update.line] = deque([update.id])
            self._ready.put_nowait(update.line)
        else:
            line.append(update.id)

    async def _work(self, hook: Webhook) -> None:
        while True:
            number = await self._ready.get()
            line = self._lines[number]
            update_id = line[0]
            update = self._world.updates.get(update_id)
            done = update is None or await self._deliver(hook, update)
            if done:
                self._world.updates.confirm(update_id)
            if self._lines.get(number) is not line:
                return  # the answer carried a setWebhook or deleteWebhook: other workers took over
            if done:
                self._delivered(number, line)
            else:
                self._retry_later(number)

    def _delivered(self, number: int, line: deque[int]) -> None:
        line.popleft()
        self._failures.pop(number, None)
        if line:
            self._ready.put_nowait(number)
        else:
            del self._lines[number]

    def _retry_later(self, number: int) -> None:
        failures = self._failures[number] = self._failures.get(number, 0) + 1
        pause = min(self._retry_seconds * 2 ** min(failures - 1, 10), LONGEST_WAIT)
        ready = self._ready

        def again() -> None:
            self._retries.discard(handle)
            ready.put_nowait(number)

        handle = asyncio.get_running_loop().call_later(pause, again)
        self._retries.add(handle)

    async def _deliver(self, hook: Webhook, update: Update) -> bool:
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers[SECRET_HEADER] = hook.secret
        assert self._session is not None
        try:
            async with self._session.post(
                hook.url, data=orjson.dumps(update.api()), headers=headers, allow_redirects=False
            ) as response:
                body = await response.read()
                status = response.status
        except TimeoutError:
            return self._failed(hook, "Read timeout expired")
        except (ClientError, OSError):
            return self._failed(hook, "Connection refused")
        if not 200 <= status < 300:
            return self._failed(hook, f"Wrong response from the webhook: {status} {_phrase(status)}")
        await self._answer(body)
        return True

    def _failed(self, hook: Webhook, sentence: str) -> bool:
        hook.last_error_date = self._world.seconds()
        hook.last_error_message = sentence
        return False

    async def _answer(self, body: bytes) -> None:
        if body[:1] != b"{":
            return
        try:
            call = orjson.loads(body)
        except ValueError:
            return
        method = call.pop("method", None)
        if isinstance(method, str):
            await self._execute(method, call)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
