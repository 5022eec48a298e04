"""Rules across files: each catches its own mistake and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.lint import check, overdue, unreviewed
from knowledge.loader import load

Change = Callable[[str, str, str], None]
LIKE = "entries/medsos/like.toml"


def found(home: Path) -> list[tuple[str, str]]:
    return [(problem.file, problem.field) for problem in check(load(home))]


def test_a_sound_base_has_no_problem(home: Path) -> None:
    assert found(home) == []


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('provision = "E4"', 'provision = "E99"', "citations.0.provision"),
        ('provision = "E4"', 'provision = "lama-1"', "citations.0.provision"),
        ('provision = "E4"', 'provision = "ragu"', "citations.0.provision"),
        ('basis = ["E4"]', 'basis = ["E4", "lama-1"]', "sanctions.0.basis"),
        ('basis = ["E4"]', 'basis = ["pns-saja"]', "sanctions.0.basis"),
        ('condition = "dinilai', 'condition = "Bila dinilai', "sanctions.0.condition"),
        ('reason = "Like dinilai dukungan."', 'reason = "Like <b>dinilai</b> dukungan."', "reason"),
        ('reason = "Like dinilai dukungan."', 'reason = "Anda akan dihukum."', "reason"),
        ('gist = "Melarang like."', 'gist = "Melarang like &amp; follow."', "citations.0.gist"),
        ('safe = "Baca saja."', f'safe = "{"kata " * 81}"', "kartu"),
        ('gist = "Melarang like."', f'gist = "{"x" * 4100}"', "kartu"),
        ('label = "Akun KPU"', 'label = "Akun pemenangan"', "by_context"),
        ('because = "Akun KPU tidak disebut."', "", "by_context.1.because"),
        ('because = "Akun KPU tidak disebut."', 'because = "Anda <b>akan</b> tahu."', "by_context.1.because"),
        ('because = "Akun KPU tidak disebut."', f'because = "{"kata " * 71}"', "kartu 'Akun KPU'"),
        ('because = "Akun KPU tidak disebut."', 'because = "Ya."\nsafe = "Anda akan dihukum."', "by_context.1.safe"),
        ('because = "Akun KPU tidak disebut."', 'because = "Ya."\nsanction = "lain"', "by_context.1.sanction"),
        ('related = ["nonton"]', 'related = ["tiada"]', "related.0"),
        ('related = ["nonton"]', 'related = ["like"]', "related.0"),
        ('"bolehkah like urusanaa", ', "", "search.asked_as"),
    ],
)
def test_a_mistake_is_named_with_file_and_field(home: Path, change: Change, old: str, new: str, field: str) -> None:
    change(LIKE, old, new)
    assert (LIKE, field) in found(home)


def test_a_no_needs_a_basis_and_a_sanction(home: Path, change: Change) -> None:
    change("entries/medsos/nonton.toml", 'verdict = "boleh"', 'verdict = "tidak_boleh"')
    fields = [field for file, field in found(home) if file == "entries/medsos/nonton.toml"]
    assert {"citations", "sanctions"} <= set(fields)


def test_an_entry_that_asks_needs_something_to_choose(home: Path, change: Change) -> None:
    change("entries/medsos/nonton.toml", 'safe = "Tonton saja."', 'safe = "Tonton saja."\nask = "Di mana?"')
    assert ("entries/medsos/nonton.toml", "ask") in found(home)


def test_the_same_phrasing_in_two_topics_is_found_through_spelling(home: Path, change: Change) -> None:
    change(LIKE, '"bolehkah like urusanaa"', '"gak boleh debat?"')
    change("entries/medsos/nonton.toml", '"bolehkah debat urusanaa"', '"TIDAK boleh  debat"')
    assert (LIKE, "search.asked_as") in found(home)


def test_a_phrasing_that_is_also_off_topic_is_found(home: Path, change: Change) -> None:
    change("lexicon/off_topic.toml", "besok hujan", "bolehkah like urusanaa")
    assert (LIKE, "search.asked_as") in found(home)


def test_a_near_miss_of_an_unknown_topic_is_found(home: Path, change: Change) -> None:
    change("lexicon/near_misses.toml", 'b_topic = "nonton"', 'b_topic = "tiada"')
    assert ("lexicon/near_misses.toml", "pairs.0.b_topic") in found(home)


def test_a_revoked_instrument_needs_its_successor(home: Path, change: Change) -> None:
    change("sources.toml", 'replaced_by = "skb"', 'replaced_by = ""')
    assert ("sources.toml", "lama") in found(home)


def test_reviews_are_counted(home: Path, change: Change) -> None:
    change(LIKE, 'by = "belum ditinjau ahli hukum"', 'by = "Dewi, ahli hukum"')
    base = load(home)
    assert [entry.id for entry in unreviewed(base)] == ["nonton"]
    assert overdue(base, dt.date(2027, 5, 21)) == []
    assert len(overdue(base, dt.date(2027, 5, 22))) == 2
