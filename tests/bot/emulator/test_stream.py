"""Server-sent events: hello, changes, resuming, resets."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientResponse, ClientSession
from telegram import Bot

from bot.emulator import Person, Running, World


class Stream:
    """Reads events from a response."""

    def __init__(self, response: ClientResponse) -> None:
        self.response = response

    async def next(self) -> tuple[str, dict[str, Any]]:
        async with asyncio.timeout(5):
            lines = (await self.response.content.readuntil(b"\n\n")).decode().splitlines()
        fields = dict(line.split(": ", 1) for line in lines if line)
        return fields["event"], json.loads(fields["data"])


@asynccontextmanager
async def stream(running: Running, query: str = "", **headers: str) -> AsyncIterator[Stream]:
    async with (
        ClientSession() as http,
        http.get(f"{running.base_url}/control/events{query}", headers=headers) as response,
    ):
        assert response.content_type == "text/event-stream"
        yield Stream(response)


async def test_changes_arrive_as_they_happen(running: Running, siti: Person, bot: Bot) -> None:
    async with stream(running) as events:
        assert (await events.next())[0] == "hello"
        message = await bot.send_message(siti.id, "hai")
        await bot.send_chat_action(siti.id, "typing")
        kind, change = await events.next()
        assert (kind, change["kind"], change["message"]["text"]) == ("change", "message", "hai")
        assert (await events.next())[1]["state"]["typing"] == "typing"
        await bot.delete_message(siti.id, message.id)
        assert (await events.next())[1]["kind"] == "deleted"


async def test_a_break_loses_nothing(running: Running, siti: Person, bot: Bot, world: World) -> None:
    cursor = world.journal.cursor
    await bot.send_message(siti.id, "satu")
    async with stream(running, **{"Last-Event-ID": str(cursor)}) as events:
        await events.next()
        assert (await events.next())[1]["message"]["text"] == "satu"
    async with stream(running, f"?since={cursor}&chat_id={siti.id}") as events:
        await events.next()
        assert (await events.next())[1]["cursor"] == cursor + 1


async def test_who_missed_too_much_is_told(running: Running, siti: Person, world: World) -> None:
    for _ in range(6000):
        world.journal.record("world")
    async with stream(running, "?since=1") as events:
        await events.next()
        assert await events.next() == ("reset", {"cursor": world.journal.cursor})
    async with stream(running, "?since=999999") as events:
        await events.next()
        assert (await events.next())[0] == "reset"


async def test_a_stream_ends_with_the_server(running: Running) -> None:
    async with stream(running) as events:
        await events.next()
        await running.stop()
        assert b"id:" not in await events.response.content.read()
