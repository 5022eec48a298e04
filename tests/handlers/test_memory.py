"""A chat's last exchange is kept ten minutes, in memory, and no longer."""

from __future__ import annotations

import datetime as dt

import pytest

import handlers.memory as memory
from handlers.memory import ChatMemory, Exchange


class HandClock:
    """Moved by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> dt.datetime:
        return dt.datetime(2026, 11, 21, tzinfo=dt.UTC) + dt.timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.seconds += seconds


def test_an_exchange_is_recalled_for_ten_minutes() -> None:
    clock = HandClock()
    chats = ChatMemory(clock)
    chats.remember(1, Exchange("boleh?", "medsos-like"))
    clock.seconds = 600
    assert chats.recall(1) == Exchange("boleh?", "medsos-like")
    clock.seconds = 600.1
    assert chats.recall(1) is None


def test_sweeping_drops_what_nobody_asked_for_again() -> None:
    clock = HandClock()
    chats = ChatMemory(clock)
    chats.remember(1, Exchange("lama"))
    clock.seconds = 500
    chats.remember(2, Exchange("baru"))
    clock.seconds = 700
    chats.sweep()
    assert list(chats._exchanges) == [2]


def test_forgetting_is_at_once_and_for_one_chat() -> None:
    chats = ChatMemory(HandClock())
    chats.remember(1, Exchange("a"))
    chats.remember(2, Exchange("b"))
    chats.forget(1)
    assert chats.recall(1) is None
    assert chats.recall(2) == Exchange("b")


def test_the_longest_unused_goes_first_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "REMEMBER_CHATS", 2)
    chats = ChatMemory(HandClock())
    for chat_id in (1, 2, 1, 3):
        chats.remember(chat_id, Exchange(str(chat_id)))
    assert chats.recall(2) is None
    assert chats.recall(1) == Exchange("1")
