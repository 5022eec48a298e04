"""Typed errors go to the nearest word of the base, everything else stays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.repair import Repairer

REPAIRER = Repairer(["kampanye", "spanduk", "boleh", "caleg"])


def test_slips_are_repaired() -> None:
    assert REPAIRER.repair(["kampnaye", "spandukk", "calge"]) == ["kampanye", "spanduk", "caleg"]


def test_known_short_and_distant_words_stay() -> None:
    assert REPAIRER.repair(["boleh", "kam", "kompor", "ballpoint"]) == ["boleh", "kam", "kompor", "ballpoint"]


@given(st.lists(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", min_size=1)))
def test_the_number_of_words_never_changes(said: list[str]) -> None:
    assert len(REPAIRER.repair(said)) == len(said)
