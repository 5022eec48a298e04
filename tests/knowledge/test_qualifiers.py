"""A word that can turn a verdict round is known to an entry after two phrasings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from knowledge.loader import load
from knowledge.qualifiers import Qualifiers

LIKE = "entries/medsos/like.toml"


def test_a_qualifier_is_strange_until_two_phrasings_use_it(home: Path, change: Callable[[str, str, str], None]) -> None:
    said = ["like", "tanpa", "komentar"]
    for phrasing in ("urusanaa", "urusanab"):
        base = load(home)
        assert Qualifiers(base).strange(said, base.entries["like"])
        change(LIKE, phrasing, f"tanpa {phrasing}")
    base = load(home)
    assert not Qualifiers(base).strange(said, base.entries["like"])
    assert Qualifiers(base).strange(said, base.entries["nonton"])


def test_other_words_are_never_strange(home: Path) -> None:
    base = load(home)
    assert not Qualifiers(base).strange(["debat", "aneh"], base.entries["like"])
