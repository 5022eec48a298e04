"""Small talk is recognised by rule, and never swallows a question."""

from __future__ import annotations

import pytest

from knowledge.lexicon import SmallTalkKind
from knowledge.loader import load
from knowledge.normalise import words
from knowledge.small_talk import SmallTalkRules

BASE = load()
RULES = SmallTalkRules(BASE.lexicon)


def kind(text: str) -> SmallTalkKind | None:
    return RULES.kind(words(text, BASE.lexicon.spelling))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Assalamualaikum, selamat pagi min", SmallTalkKind.SALAM),
        ("halooo", SmallTalkKind.SALAM),
        ("P", SmallTalkKind.SALAM),
        ("makasih banyak ya infonya", SmallTalkKind.TERIMA_KASIH),
        ("oke sip", SmallTalkKind.TERIMA_KASIH),
        ("kamu siapa?", SmallTalkKind.TENTANG_BOT),
        ("ini bot resmi?", SmallTalkKind.TENTANG_BOT),
        ("dadah", SmallTalkKind.PAMIT),
    ],
)
def test_small_talk(text: str, expected: SmallTalkKind) -> None:
    assert kind(text) is expected


@pytest.mark.parametrize(
    "text", ["halo, boleh like caleg?", "selamat atas kemenangan bupati boleh?", "", "min", "terima uang boleh?"]
)
def test_questions_are_not_small_talk(text: str) -> None:
    assert kind(text) is None


def test_no_phrasing_of_the_base_is_small_talk() -> None:
    swallowed = [text for entry in BASE.entries.values() for text in entry.search.asked_as if kind(text)]
    assert swallowed == []
