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


def test_a_context_gives_its_own_reason_and_safe_course() -> None:
    entry = BASE.entries["medsos-like"]
    context = next(item for item in entry.by_context if item.because and item.safe)
    lead = card(entry, BASE, context=context).lead
    assert ("", context.because) in lead
    assert ("Yang aman", context.safe) in lead
    assert ("", entry.reason) not in lead


def test_a_context_without_a_reason_of_its_own_gives_the_general_one(home: Path) -> None:
    base = load(home)
    entry = base.entries["like"]
    lead = card(entry, base, context=entry.by_context[0]).lead
    assert ("", entry.reason) in lead
    assert ("Yang aman", entry.safe) in lead


def test_a_context_shows_the_sanction_of_its_own_element() -> None:
    """A party member is never shown a moral sanction as if that were all."""
    entry = BASE.entries["sanksi-disiplin"]
    shown = card(entry, BASE, context=entry.by_context[0])
    assert shown.sanctions[0] == "Sanksi bila menjadi anggota atau pengurus partai:"
    assert "tidak dengan hormat" in shown.sanctions[1]
    assert shown.sanctions[-1] == "Ada sanksi lain, lihat rincian."


def test_a_context_without_a_fitting_sanction_shows_none_before_the_fold() -> None:
    entry = BASE.entries["anggota-partai"]
    shown = card(entry, BASE, context=entry.by_context[0])
    assert entry.by_context[0].sanction == ""
    assert shown.sanctions == ()
    assert "Rincian sanksi" in [section.heading for section in shown.fold]


def test_a_sanction_for_others_gives_way_to_the_first_that_fits() -> None:
    entry = BASE.entries["kapan-berlaku"]
    context = next(item for item in entry.by_context if item.label == "Disiplin sejak awal")
    shown = card(entry, BASE, context=context, employment=Employment.PPPK)
    assert any("PPPK dapat dikenai" in line for line in shown.sanctions)
    assert all("PNS dapat" not in line for line in shown.sanctions)


def test_every_card_of_every_context_fits_before_the_fold() -> None:
    for entry in BASE.entries.values():
        for context in (None, *entry.by_context):
            assert card(entry, BASE, context=context).words_before_fold <= WORD_LIMIT, (entry.id, context)


def test_a_verdict_of_its_own_has_a_reason_of_its_own_in_one_short_sentence() -> None:
    for entry in BASE.entries.values():
        for context in entry.by_context:
            assert context.because or context.verdict is entry.verdict, (entry.id, context.label)
            assert len(context.because.split()) <= 25, (entry.id, context.label)


def test_every_card_says_that_no_lawyer_has_seen_it() -> None:
    for entry in BASE.entries.values():
        assert ("Belum ditinjau ahli hukum" in card(entry, BASE).text()) is not entry.reviewed


def test_words_before_the_fold_do_not_count_the_fold(home: Path) -> None:
    base = load(home)
    shown = card(base.entries["like"], base)
    assert 0 < shown.words_before_fold < WORD_LIMIT
    assert dataclasses.replace(shown, fold=()).words_before_fold == shown.words_before_fold
