"""A sender alone in its process, as `python -m benchmarks.outbox.sending DATABASE API`, until its letters have gone.

It also replies to people who ask meanwhile. On standard output it leaves a JSON object: when
letters left (seconds), how long replies took (seconds), the processor time of the sending (seconds).
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from typing import Any

import orjson
from telegram.ext import ExtBot

from benchmarks.machine import new_event_loop, pin
from benchmarks.outbox.stage import CAMPAIGN, Daytime
from bot.outbox.delivery import send_broadcast
from bot.outbox.letters import Campaign, Letter
from bot.outbox.pace import Pace
from bot.outbox.queue import Queue
from bot.outbox.sender import Sender
from bot.storage.database import Database
from bot.telegram.limiter import ChatLimiter
from bot.telegram.transport import AiohttpRequest

TEXT = (
    "<b>Pengingat netralitas ASN</b>\n\nMasa kampanye sedang berjalan. Anda boleh membaca berita calon, tetapi jangan "
    "menyukai, membagikan, atau mengomentari unggahannya.\n\nTekan tombol di bawah untuk membaca aturannya."
)
BUTTONS = {"inline_keyboard": [[{"text": "Boleh like?", "callback_data": "1:t:medsos-like"}]]}
REPLY = "Boleh, dengan syarat."
MOST_REPLIES, REPLIES = 10, 0.1
"""Replies in a second: a tenth of the letters and at most ten."""

ROOM_FOR_REPLIES = 1.2
"""The limiter's own limit, in times of the broadcast's: what Telegram allows beyond it is for replies."""


async def send(given: argparse.Namespace) -> dict[str, Any]:
    clock, database = Daytime(given.begin), Database(given.database)
    queue, pace = Queue(database, clock), Pace(database, clock, given.rate)
    limiter = ChatLimiter(clock, per_second=int(given.rate * ROOM_FOR_REPLIES), broadcasts_per_second=None)
    bot: ExtBot[Any] = ExtBot(
        "1:benchmark", base_url=f"{given.api}/bot", request=AiohttpRequest(trust_env=False), rate_limiter=limiter
    )
    left: list[float] = []
    content = {"text": TEXT, "parse_mode": "HTML", "reply_markup": BUTTONS}

    async def deliver(letter: Letter, _campaign: Campaign) -> None:
        left.append(time.perf_counter())
        await send_broadcast(bot, letter.chat_id, content)

    async def nobody(_chat: int) -> None:
        raise AssertionError("nobody blocks the bot here")

    async with bot:
        sender = Sender(queue, pace, deliver, clock, in_flight=given.in_flight, on_blocked=nobody)
        replies: list[float] = []
        begin = time.process_time()
        tasks = [asyncio.create_task(sender.run()), asyncio.create_task(_reply(bot, given.rate, replies))]
        while len(left) < given.letters or (await queue.progress(CAMPAIGN.id)).left:
            await clock.sleep(1)
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        cpu = time.process_time() - begin
    await database.close()
    return {"left": left, "replies": replies, "cpu": cpu}


async def _reply(bot: ExtBot[Any], rate: float, seconds: list[float]) -> None:
    chat = 1
    while True:
        await asyncio.sleep(1 / min(MOST_REPLIES, rate * REPLIES))
        begin = time.perf_counter()
        await bot.send_message(chat, REPLY)
        seconds.append(time.perf_counter() - begin)
        chat += 1


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.outbox.sending", description=__doc__)
    parser.add_argument("database")
    parser.add_argument("api")
    parser.add_argument("--begin", type=float, required=True, help="when noon is, in seconds since 1970")
    parser.add_argument("--rate", type=float, required=True)
    parser.add_argument("--letters", type=int, required=True)
    parser.add_argument("--in-flight", type=int, required=True)
    parser.add_argument("--core", type=int)
    given = parser.parse_args()
    pin(given.core)
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        sys.stdout.buffer.write(orjson.dumps(runner.run(send(given))))


if __name__ == "__main__":
    main()
