"""What all tests share: the shipped base, ready to answer, and the real app against the emulator."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import emulator
from bot.app import App, Edge, polling, running
from bot.clock import SystemClock
from bot.emulator import Emulator, Running
from bot.feedback.service import Feedback
from bot.storage.database import Database
from knowledge.finder import Finder
from knowledge.ready import ready

os.environ["PTB_TIMEDELTA"] = "true"  # the future form of RetryAfter: the present one warns, and warnings are errors


def pytest_configure(config: pytest.Config) -> None:
    """Train the model once, before the workers start: each would train it for itself."""
    if not hasattr(config, "workerinput"):
        ready(say=print)


@pytest.fixture(scope="session")
def finder() -> Finder:
    return ready()


@pytest.fixture
async def feedback(tmp_path: Path) -> AsyncIterator[Feedback]:
    """Feedback on a new SQLite file."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'feedback.db'}")
    await database.migrate()
    yield Feedback(database, SystemClock())
    await database.close()


@dataclass(frozen=True)
class Bot:
    """The real application, polling an emulator of its own."""

    application: App
    telegram: Running
    people: Emulator
    feedback: Feedback


@pytest.fixture
async def bot(finder: Finder, feedback: Feedback) -> AsyncIterator[Bot]:
    async with await emulator.start() as telegram, Emulator(telegram.base_url) as people:
        edge = Edge(telegram.world.token, telegram.base_url)
        async with running(edge, finder, feedback, SystemClock()) as application, polling(application):
            yield Bot(application, telegram, people, feedback)
