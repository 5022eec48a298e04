"""The cross-check: finds a phrasing on the wrong side, is kept, and is done again after every change."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.loader import Problem, load
from knowledge.rechecked import opposite_answers, result_path

Change = Callable[[str, str, str], None]
LIKE = "entries/medsos/like.toml"
STRAY = "bolehkah debat urusan yang salah tempat"
KEPT = Problem(LIKE, "search.asked_as", "masalah yang sudah diketahui")


@pytest.fixture
def stray(home: Path, change: Change) -> Path:
    """A base that can be judged in folds, with one phrasing of the permitted topic under the forbidden one."""
    weather = ", ".join(f'"besok hujan di kota {chr(97 + n)}"' for n in range(20))
    change("lexicon/off_topic.toml", '"besok hujan"', weather)
    change(LIKE, '"bolehkah like urusanaa"', f'"bolehkah like urusanaa", "{STRAY}"')
    return home


def test_a_phrasing_that_gets_the_opposite_answer_is_named_once_and_kept(stray: Path, tmp_path: Path) -> None:
    base = load(stray)
    found = opposite_answers(base, tmp_path / "cache")
    assert [(problem.file, problem.field) for problem in found] == [(LIKE, "search.asked_as")]
    assert STRAY in found[0].message
    assert opposite_answers(base, tmp_path / "cache") == found


def test_a_kept_result_is_not_found_again(stray: Path) -> None:
    base = load(stray)
    result_path(base, stray).write_text(json.dumps([[KEPT.file, KEPT.field, KEPT.message]]), encoding="utf-8")
    assert opposite_answers(base, stray) == [KEPT]


@pytest.mark.parametrize("broken", ["", "[[", "[1]", '[["satu", "dua"]]'])
def test_a_broken_result_is_found_again(stray: Path, broken: str) -> None:
    base = load(stray)
    result_path(base, stray).write_text(broken, encoding="utf-8")
    assert [problem.field for problem in opposite_answers(base, stray)] == ["search.asked_as"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (LIKE, "bolehkah like urusanaa", "bolehkah like urusanzz"),
        (LIKE, 'verdict = "tidak_boleh"\nreason', 'verdict = "belum_tegas"\nreason'),
        ("lexicon/off_topic.toml", "besok hujan", "besok panas"),
        ("lexicon/qualifiers.toml", "tanpa", "bukan"),
    ],
)
def test_a_changed_base_misses_the_kept_result(home: Path, change: Change, file: str, old: str, new: str) -> None:
    before = result_path(load(home), home)
    change(file, old, new)
    assert result_path(load(home), home) != before


def test_text_that_only_a_card_shows_keeps_the_result(home: Path, change: Change) -> None:
    before = result_path(load(home), home)
    change(LIKE, 'safe = "Baca saja."', 'safe = "Baca, lalu tutup."')
    assert result_path(load(home), home) == before
