"""What a card says, in which order, for whom."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from knowledge.card import WORD_LIMIT, card
from knowledge.loader import load
from knowledge.model import Employment, Verdict

BASE = load()


def test_the_verdict_comes_first_and_the_question_as_understood_second() -> None:
    lines = card(BASE.entries["medsos-like"], BASE).text().splitlines()
    assert lines[0] == "⛔ TIDAK BOLEH"
    assert lines[1] == BASE.entries["medsos-like"].title


def test_conditions_and_limits_of_a_yes_are_in_sight() -> None:
    """A "boleh bersyarat" without its conditions in sight is one of the known slips."""
    for entry in BASE.entries.values():
        labels = [label for label, _ in card(entry, BASE).lead]
        if entry.verdict.permits and entry.conditions:
            assert "Syarat" in labels, entry.id
        if entry.verdict.permits and any(c.verdict is Verdict.TIDAK_BOLEH for c in entry.by_context):
            assert "Tidak boleh bila" in labels, entry.id


def test_a_sanction_is_shown_with_its_element_and_never_as_certain(home: Path) -> None:
    base = load(home)
    shown = card(base.entries["like"], base)
    assert shown.sanctions[0] == "Sanksi bila dinilai like di akun pemenangan:"
    assert "dapat dikenai" in shown.sanctions[1]


def test_a_pppk_sees_the_sanctions_of_pppk() -> None:
    text = card(BASE.entries["medsos-like"], BASE, employment=Employment.PPPK)
    assert all("PNS dapat" not in line for line in text.sanctions)
    assert any("PPPK" in line for line in text.sanctions)


def test_a_context_gives_its_own_verdict_and_names_the_circumstance() -> None:
    entry = BASE.entries["medsos-like"]
    for context in entry.by_context:
        shown = card(entry, BASE, context=context)
        assert shown.verdict is context.verdict
        assert shown.lead[0] == ("Keadaan", context.when.rstrip(".") + ".")


def test_every_card_says_that_no_lawyer_has_seen_it() -> None:
    for entry in BASE.entries.values():
        assert ("Belum ditinjau ahli hukum" in card(entry, BASE).text()) is not entry.reviewed


def test_words_before_the_fold_do_not_count_the_fold(home: Path) -> None:
    base = load(home)
    shown = card(base.entries["like"], base)
    assert 0 < shown.words_before_fold < WORD_LIMIT
    assert dataclasses.replace(shown, fold=()).words_before_fold == shown.words_before_fold
