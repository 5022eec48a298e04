"""`python -m bot run` as an operator starts it: a process of its own, against another Bot API server."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from bot import emulator
from bot.emulator import Emulator
from knowledge.finder import Finder

ROOT = Path(__file__).parents[2]


async def test_the_program_polls_answers_and_stops_on_sigterm(finder: Finder, tmp_path: Path) -> None:
    async with await emulator.start() as telegram, Emulator(telegram.base_url, limit=20) as people:
        settings = {
            "BOT_TOKEN": telegram.world.token,
            "BOT_API_URL": telegram.base_url,
            "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}",
            "SUBSCRIBERS_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'pengingat.db'}",
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run",
            cwd=ROOT, env={**os.environ, **settings}, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            siti = await people.person("Siti")
            await siti.start()
            assert "Tulis apa yang hendak" in (await siti.wait_reply()).text
            await siti.say("boleh gak like postingan caleg?")
            assert (await siti.wait_reply()).text.startswith("⛔ TIDAK BOLEH")
            process.send_signal(signal.SIGTERM)
            _, written = await asyncio.wait_for(process.communicate(), 20)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    assert process.returncode == 0
    assert b"listening as @" in written
    assert telegram.world.token.encode() not in written


async def test_a_refused_token_is_one_sentence(tmp_path: Path) -> None:
    async with await emulator.start() as telegram:
        settings = {
            "BOT_TOKEN": "987654321:AAwrongwrongwrongwrongwrongwrongwro",
            "BOT_API_URL": telegram.base_url,
            "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}",
            "SUBSCRIBERS_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'pengingat.db'}",
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run",
            cwd=ROOT, env={**os.environ, **settings}, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        _, written = await asyncio.wait_for(process.communicate(), 40)
    assert process.returncode == 1
    assert b"Telegram menolak BOT_TOKEN" in written
    assert b"Traceback" not in written
    assert b"wrongwrong" not in written
