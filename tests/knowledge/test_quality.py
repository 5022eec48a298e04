"""The promises about strangers' questions, kept on questions that the base has never seen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from knowledge.finder import Finder
from knowledge.measure import Outcome, outcomes, read_questions, share
from knowledge.normalise import normalise

QUESTIONS = Path(__file__).parents[2] / "benchmarks" / "questions"


@pytest.fixture(scope="module")
def in_scope(finder: Finder) -> list[Outcome]:
    return outcomes(finder, read_questions(QUESTIONS / "dev.jsonl"))


@pytest.fixture(scope="module")
def off_topic(finder: Finder) -> list[Outcome]:
    return outcomes(finder, read_questions(QUESTIONS / "oos_dev.jsonl"))


def test_the_right_topic_is_found(in_scope: list[Outcome]) -> None:
    assert sum(o.first for o in in_scope) >= 0.95 * len(in_scope)
    assert sum(o.in_three for o in in_scope) >= 0.98 * len(in_scope)


def test_direct_answers_are_many_right_and_never_flipped(finder: Finder, in_scope: list[Outcome]) -> None:
    answered = [o for o in in_scope if o.answered]
    assert len(answered) >= 0.85 * len(in_scope)
    assert sum(o.right_verdict(finder.base) for o in answered) >= 0.99 * len(answered)
    assert not any(o.flipped(finder.base) for o in answered)


def test_off_topic_messages_get_no_verdict(off_topic: list[Outcome]) -> None:
    assert sum(o.answered for o in off_topic) <= 0.01 * len(off_topic)
    assert sum(o.buttons for o in off_topic) <= 0.15 * len(off_topic)


@pytest.mark.parametrize("file", sorted(QUESTIONS.glob("*.jsonl")), ids=lambda path: path.stem)
def test_no_measuring_question_is_in_the_base(finder: Finder, file: Path) -> None:
    """Nor a near copy: a base that knows the exam says nothing about strangers."""
    spelling = finder.base.lexicon.spelling
    known = {normalise(t, spelling) for e in finder.base.entries.values() for t in e.search.asked_as}
    known |= {normalise(t, spelling) for ts in finder.base.lexicon.off_topic.values() for t in ts}
    listed = sorted(known)
    copies = []
    for question in read_questions(file):
        text = normalise(question.text, spelling)
        if len(text.split()) > 3 and process.extractOne(text, listed, scorer=fuzz.ratio, score_cutoff=95):
            copies.append(question.text)
    assert copies == []


def test_a_broken_file_of_questions_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps({"q": "boleh?", "topic": "golput"}) + "\n{broken\n", encoding="utf-8")
    with pytest.raises(ValueError, match="baris 2"):
        read_questions(path)


def test_shares_have_honest_intervals() -> None:
    assert share(0, 60) == "0.000 (0.00-0.06)"
    assert share(60, 60) == "1.000 (0.94-1.00)"
    assert share(0, 0) == "-"
