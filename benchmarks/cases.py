"""The questions of the load and what must come back for each."""

from __future__ import annotations

from pathlib import Path

from handlers.views import replies
from knowledge.decision import Answered
from knowledge.finder import Finder
from knowledge.measure import read_questions

QUESTIONS = Path(__file__).parent / "questions" / "dev.jsonl"

Cases = dict[str, str]
"""Question -> the whole text that answers it."""


def cards(finder: Finder) -> Cases:
    """The questions that get exactly one card; those with buttons first or with several answers are left out."""
    cases = {}
    for question in read_questions(QUESTIONS):
        decision = finder.answer(question.text)
        several = finder.answer_several(question.text).answers
        if isinstance(decision, Answered) and not decision.entry.asks_first and not several:
            cases[question.text] = replies.of_decision(decision, finder.base).text
    return cases
