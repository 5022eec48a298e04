"""The benchmark of benchmarks/outbox measures what it says. How fast is for `python -m benchmarks.outbox` to say."""

from __future__ import annotations

from pathlib import Path

from benchmarks.outbox import claims, planning, rate
from benchmarks.outbox.rate import Load, busiest_second
from benchmarks.outbox.stage import table
from tests.postgres import Server, postgres

__all__ = ["postgres"]


async def test_everybody_gets_one_letter_at_the_rate_that_was_asked_for(tmp_path: Path) -> None:
    row = await rate.measure(Load("sqlite", 40, 100, 8, delay_seconds=0.02), f"sqlite+aiosqlite:///{tmp_path / 'x.db'}")
    shown = dict(zip(rate.HEADS, row, strict=True))
    assert shown["surat"] == "40"
    assert float(shown["rata-rata/s"]) <= 102
    assert int(shown["detik terpadat: berangkat"]) <= 40
    assert float(shown["balasan p50 ms"]) >= 20


async def test_planning_and_claiming_show_their_steps(postgres: Server) -> None:
    with postgres.database() as url:
        planned = await planning.measure("postgresql", url, 2_000)
        steps, facts = await claims.measure(url, 2_000, repeats=2)
    assert planned[:2] == ("postgresql", "2,000")
    assert [step[:2] for step in steps[:2]] == [("baru direncanakan", "claim(1)"), ("baru direncanakan", "settle(1)")]
    assert len(steps) == 8
    assert "tabel dan indeks, baru direncanakan" in table(("", ""), facts)


def test_the_busiest_second_is_a_sliding_one() -> None:
    assert busiest_second([0.0, 0.6, 1.0, 1.5, 1.59, 2.7]) == 4
    assert busiest_second([0.0, 1.0, 2.0]) == 1
