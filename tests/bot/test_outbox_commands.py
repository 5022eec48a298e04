"""The outbox on the command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import outbox_commands
from bot.__main__ import _parser
from bot.administration import AdministrationError
from bot.emulator.clock import MovableClock
from bot.outbox.letters import Campaign, Recipient
from bot.outbox.queue import MIGRATIONS, Queue
from bot.storage.database import Database
from tests.bot.test_main import run

NOON = dt.datetime(2029, 2, 5, 5, tzinfo=dt.UTC)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database(f"sqlite+aiosqlite:///{tmp_path / 'pengingat.db'}", MIGRATIONS)
    await opened.migrate()
    yield opened
    await opened.close()


async def test_a_campaign_is_seen_paused_resumed_and_cancelled(database: Database) -> None:
    clock = MovableClock(NOON, frozen=True)
    queue, now = Queue(database, clock), int(NOON.timestamp())

    async def typed(*words: str) -> str:
        return "\n".join(await outbox_commands.run(queue, clock, _parser().parse_args(["outbox", *words])))

    assert await typed("status") == "Tidak ada kampanye."
    await queue.plan(Campaign("siaran-1", "siaran", {}, now, now + 3600), [Recipient(7, now)])
    assert (await typed("status")).startswith("siaran-1  berjalan: terkirim 0, sisa 1")
    assert await typed("pause", "siaran-1") == "siaran-1: dijeda."
    with pytest.raises(AdministrationError, match="Tidak ada kampanye yang berjalan"):
        await typed("pause", "siaran-1")
    assert await typed("resume", "siaran-1") == "siaran-1: berjalan lagi."
    assert await typed("cancel", "siaran-1") == "siaran-1: dibatalkan."
    assert "batal 1" in await typed("status")
    clock.advance(8 * 24 * 3600)
    assert await typed("status") == "Tidak ada kampanye."


def test_as_a_command(tmp_path: Path) -> None:
    settings = {"SUBSCRIBERS_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'pengingat.db'}"}
    assert run("outbox", "status", **settings).stdout == "Tidak ada kampanye.\n"
    refused = run("outbox", "cancel", "siaran-1", **settings)
    assert refused.returncode == 1
    assert "Tidak ada kampanye yang masih terbuka" in refused.stderr


def test_a_notice_link_without_a_token_is_one_sentence(tmp_path: Path) -> None:
    settings = {
        "BOT_TOKEN": "",
        "REPORTS_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'laporan.db'}",
        "SUBSCRIBERS_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'pengingat.db'}",
    }
    refused = run("officers", "notify", "ab", **settings)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
