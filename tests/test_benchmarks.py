"""The benchmark of benchmarks/: it measures what it says. How fast is for `make bench` to say."""

from __future__ import annotations

import pytest

from benchmarks import reports
from benchmarks.bot_api import BotApi
from benchmarks.cases import Cases, cards
from benchmarks.contender import FIXED
from benchmarks.contest import measure, running
from benchmarks.load import Crowd, WrongAnswerError
from knowledge.finder import Finder


@pytest.fixture(scope="module")
def cases(finder: Finder) -> Cases:
    return cards(finder)


async def test_every_question_gets_its_card(cases: Cases) -> None:
    crowd = Crowd(8)
    async with BotApi(crowd.heard) as api, running("bolehkah", api, "1:test", None) as (_, webhook):
        done = await crowd.ask(webhook, cases, seconds=20, at_most=300)
    assert done.asked == len(done.latencies) == 300
    assert all("<b>" in text for text in cases.values())


async def test_another_answer_than_the_card_is_an_error(cases: Cases) -> None:
    crowd = Crowd(1)
    async with BotApi(crowd.heard) as api, running("ptb", api, "1:test", None) as (_, webhook):
        done = await crowd.ask(webhook, dict.fromkeys(cases, FIXED), seconds=20, at_most=5)
        assert done.asked == 5
        with pytest.raises(ExceptionGroup) as raised:
            await crowd.ask(webhook, cases, seconds=20, at_most=5)
    assert raised.group_contains(WrongAnswerError)


async def test_the_tables_name_every_contender() -> None:
    shown = await measure(["ptb", "aiogram"], None, seconds=0.1, rounds=1, connections=2)
    assert "PTB bawaan" in shown
    assert "aiogram, teks tetap" in shown


async def test_the_table_of_reports_names_every_figure() -> None:
    shown = await reports.measure(checks=2, reports=2, listed=3, openings=1)
    assert "periksa kode, 2 kali, p50" in shown
    assert "laporan diterima per detik" in shown
    assert ("dengan 6 laporan tampil di Chromium" in shown) == reports.INSTALLED
