"""From a message to a decision, on the shipped base."""

from __future__ import annotations

import pytest

from knowledge.decision import Answered, Choices, SmallTalk, Unknown
from knowledge.finder import Finder
from knowledge.lexicon import NearMiss
from knowledge.loader import load
from knowledge.model import Employment

PAIRS = load().near_misses


def test_there_are_enough_near_misses_that_flip() -> None:
    base = load()
    flipping = [p for p in PAIRS if base.entries[p.a_topic].verdict.flips(base.entries[p.b_topic].verdict)]
    assert len(flipping) >= 80


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.a_topic}/{pair.b_topic}")
def test_one_word_never_flips_the_verdict(finder: Finder, pair: NearMiss) -> None:
    """No answer to either question of a near-miss pair has the opposite verdict."""
    for question, topic in ((pair.a, pair.a_topic), (pair.b, pair.b_topic)):
        decision = finder.answer(question)
        if isinstance(decision, Answered):
            wanted = finder.base.entries[topic]
            assert not decision.entry.verdict.flips(wanted.verdict), (question, decision.entry.id)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("boleh gak like postingan caleg?", "medsos-like"),
        ("Bolehkah ASN memakai kaus partai?", "kaos-atribut"),
        ("jadi saksi partai di tps boleh ga", "jadi-saksi"),
        ("sy pns mau nyaleg apa hrs mundur", "asn-nyaleg"),
        ("apa itu SKB netralitas ASN", "apa-itu-skb"),
    ],
)
def test_everyday_questions_are_answered(finder: Finder, question: str, topic: str) -> None:
    decision = finder.answer(question)
    assert isinstance(decision, Answered)
    assert decision.entry.id == topic


@pytest.mark.parametrize(
    "text", ["gaji ke-13 kapan cair", "asdfgh jkl", "?!?", "", "🙏🙏", "what is the weather today", "x" * 2000]
)
def test_what_is_no_subject_gets_no_verdict(finder: Finder, text: str) -> None:
    assert not isinstance(finder.answer(text), Answered)


def test_greetings_never_reach_the_search(finder: Finder) -> None:
    assert isinstance(finder.answer("halo min"), SmallTalk)


def test_a_follow_up_about_employment_keeps_the_entry(finder: Finder) -> None:
    previous = finder.base.entries["medsos-like"]
    for text in ("kalau PPPK?", "klo p3k gimana", "PPPK juga?"):
        decision = finder.answer(text, previous)
        assert isinstance(decision, Answered), text
        assert (decision.entry, decision.employment) == (previous, Employment.PPPK)


def test_a_new_question_is_no_follow_up(finder: Finder) -> None:
    previous = finder.base.entries["medsos-like"]
    question = "bolehkah ASN jadi saksi partai di TPS"
    assert finder.answer(question, previous) == finder.answer(question)


def test_separate_questions_are_answered_apart_and_at_most_three(finder: Finder) -> None:
    two = finder.answer_several("boleh like postingan caleg? terus jadi saksi partai di TPS boleh gak?")
    assert [decision.entry.id for _, decision in two.answers] == ["medsos-like", "jadi-saksi"]
    assert not two.more
    four = finder.answer_several(
        "boleh like postingan caleg?\njadi saksi partai di TPS boleh?\nboleh pasang stiker caleg di mobil?\n"
        "boleh jadi anggota partai politik?"
    )
    assert len(four.answers) == 3
    assert four.more


def test_a_story_is_one_question(finder: Finder) -> None:
    story = "Saya guru PNS. Kemarin tetangga memberi kaus caleg. Saya simpan di lemari; boleh saya pakai tidur?"
    assert finder.answer_several(story).answers == ()


def test_choices_are_at_most_three_different_entries(finder: Finder) -> None:
    found = [finder.answer(word) for word in ("foto calon", "grup wa", "istri", "acara partai", "kampanye")]
    for decision in found:
        if isinstance(decision, Choices):
            assert 1 <= len({entry.id for entry in decision.entries}) == len(decision.entries) <= 3
    assert all(isinstance(decision, (Answered, Choices, Unknown)) for decision in found)


def test_a_typed_title_is_suggested_first(finder: Finder) -> None:
    for entry in list(finder.base.entries.values())[::7]:
        assert finder.suggest(entry.title, 3)[0].entry is entry
