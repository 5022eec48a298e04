"""Chores are done at their pace, go on after a failure, and end with their block."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.chores import Chore, doing
from bot.emulator.clock import MovableClock


async def test_a_chore_that_fails_is_done_again_and_its_words_stay_out_of_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done = asyncio.Event()
    attempts: list[int] = []

    async def work() -> None:
        attempts.append(len(attempts))
        if len(attempts) == 1:
            raise RuntimeError("rahasia")
        done.set()

    clock = MovableClock()
    with caplog.at_level(logging.ERROR):
        async with doing(clock, Chore("tidy up", 60, work)):
            while not done.is_set():
                clock.advance(60)
                await asyncio.sleep(0)
    assert "tidy up failed code=" in caplog.text
    assert "rahasia" not in caplog.text


async def test_nothing_is_done_after_the_block() -> None:
    attempts: list[int] = []

    async def work() -> None:
        attempts.append(1)

    clock = MovableClock()
    async with doing(clock, Chore("count", 1, work)):
        pass
    clock.advance(10)
    await asyncio.sleep(0)
    assert attempts == []
