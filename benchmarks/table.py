"""Rounds -> Markdown, in the language of docs/pengukuran-kecepatan.md."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence

from benchmarks.load import Round

TITLES = {
    "bolehkah": "Bolehkah: pencarian dan kartu lengkap",
    "bolehkah-fixed": "Bolehkah, teks tetap",
    "bolehkah-httpx": "Bolehkah lengkap di atas transport bawaan PTB",
    "aiogram": "aiogram, teks tetap",
    "aiogram-uvloop": "aiogram dengan uvloop, teks tetap",
    "ptb": "PTB bawaan (satu per satu), teks tetap",
    "ptb-parallel": "PTB bawaan, concurrent_updates, teks tetap",
}
BASE = "ptb-parallel"
"""What the others are compared with: like them it has many answers under way at once."""


def machine(rows: Iterable[tuple[str, str]]) -> str:
    return _table(("", ""), rows)


def speed(rounds: Mapping[str, Sequence[Round]], cpu: Mapping[str, float]) -> str:
    """`cpu`: processor seconds an answer by contender; 0 is unknown."""
    base = _median(rounds[BASE]) if BASE in rounds else None
    rows = []
    for name, done in rounds.items():
        rates = [one.per_second for one in done]
        latencies = sorted(latency for one in done for latency in one.latencies)
        rows.append(
            (
                TITLES[name],
                f"{_median(done):,.0f} ({min(rates):,.0f}-{max(rates):,.0f})",
                f"{_median(done) / base:.1f}" if base else "-",
                f"{latencies[len(latencies) // 2] * 1000:.0f}",
                f"{latencies[int(len(latencies) * 0.99)] * 1000:.0f}",
                f"{cpu[name] * 1000:.2f}" if cpu[name] else "-",
                f"{max(one.busy for one in done):.0%}",
            )
        )
    return _table(
        ("peserta", "jawaban/s", "kali PTB serentak", "p50 ms", "p99 ms", "CPU ms/jawaban", "beban penguji"), rows
    )


def _median(rounds: Sequence[Round]) -> float:
    return statistics.median(one.per_second for one in rounds)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows))
