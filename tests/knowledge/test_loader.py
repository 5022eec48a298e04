"""Reading the base: every problem at once, each with its file and field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.loader import KnowledgeError, load, read

Change = Callable[[str, str, str], None]


def test_a_sound_base_has_its_entries_under_their_file_names(home: Path) -> None:
    base = load(home)
    assert list(base.entries) == ["like", "nonton"]
    assert base.entries["like"].group == "medsos"
    assert [entry.id for entry in base.groups()["medsos"]] == ["like", "nonton"]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('verdict = "tidak_boleh"\nreason', 'verdict = "mungkin"\nreason', "verdict"),
        ('safe = "Baca saja."', 'safe = "Baca saja."\nwarna = "merah"', "warna"),
        ('title = "Like unggahan calon"', f'title = "{"x" * 37}"', "title"),
        ('level = "moral"', 'level = "berat"', "sanctions.0.level"),
        ('label = "Akun KPU"', 'label = ""', "by_context.1.label"),
        ("on = 2026-11-21", 'on = "kemarin"', "review.on"),
        ('employment = ["PPPK"]', "employment = []", "sanctions.0.employment"),
    ],
)
def test_a_wrong_value_is_named_with_file_and_field(home: Path, change: Change, old: str, new: str, field: str) -> None:
    change("entries/medsos/like.toml", old, new)
    _, problems = read(home)
    assert ("entries/medsos/like.toml", field) in [(problem.file, problem.field) for problem in problems]


def test_all_problems_come_at_once(home: Path, change: Change) -> None:
    change("entries/medsos/like.toml", 'verdict = "tidak_boleh"\nreason', 'verdict = "x"\nreason')
    change("entries/medsos/nonton.toml", "question", "question = = ")
    (home / "sources.toml").unlink()
    with pytest.raises(KnowledgeError) as refused:
        load(home)
    files = {problem.file for problem in refused.value.problems}
    assert files >= {"entries/medsos/like.toml", "entries/medsos/nonton.toml", "sources.toml"}


def test_one_id_in_two_groups_is_refused(home: Path) -> None:
    other = home / "entries/lain/like.toml"
    other.parent.mkdir()
    other.write_text((home / "entries/medsos/like.toml").read_text(encoding="utf-8"), encoding="utf-8")
    _, problems = read(home)
    assert any(problem.field == "id" for problem in problems)
