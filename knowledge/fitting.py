"""Fits the confidence on phrasings that their model never saw, and writes it down as readable numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from knowledge.confidence import Confidence, Evidence, Logistic
from knowledge.crossval import HeldOut
from knowledge.loader import KnowledgeBase
from knowledge.measure import Question
from knowledge.retrieve import Retriever
from knowledge.topic_model import OFF_TOPIC

WANTED_RIGHT = 0.995
"""Least share of right verdicts among direct answers, on questions by strangers."""

MOST_ANSWERED_OFF_TOPIC = 0.005
"""Share of held-out off-topic messages that may get a direct answer."""

MOST_SHOWN_OFF_TOPIC = 0.10
"""Share of held-out off-topic messages that may get an answer or buttons."""

_STEPS = np.arange(0.50, 0.995, 0.01)


@dataclass(frozen=True)
class Judged:
    """The evidence of one message, and whether the best entry's verdict is right (never, off topic)."""

    evidence: Evidence
    in_scope: bool
    right: bool
    flipped: bool = False


def fit(phrasings: Sequence[Judged], questions: Sequence[Judged]) -> Confidence:
    """Weights from held-out phrasings of the base; thresholds from them and from questions by strangers.

    The phrasings of one topic are written to be hard, so their share of right verdicts is too low to set the
    threshold by; they do say which off-topic messages come through.
    """
    verdict = _logistic(phrasings, [item.right for item in phrasings])
    scope = _logistic(phrasings, [item.in_scope for item in phrasings])
    answer_from = next((float(p) for p in _STEPS if _good(p, verdict, phrasings, questions)), 1.0)
    off_topic = sorted((scope.probability(item.evidence) for item in phrasings if not item.in_scope), reverse=True)
    choices_from = off_topic[int(len(off_topic) * MOST_SHOWN_OFF_TOPIC)]
    return Confidence(verdict=verdict, scope=scope, answer_from=answer_from, choices_from=choices_from)


def _good(least: float, verdict: Logistic, phrasings: Sequence[Judged], questions: Sequence[Judged]) -> bool:
    """`least` as threshold keeps all three promises."""
    answered = [item for item in questions if item.in_scope and verdict.probability(item.evidence) >= least]
    off_topic = [item for item in phrasings if not item.in_scope]
    slipped = sum(verdict.probability(item.evidence) >= least for item in off_topic)
    return (
        sum(item.right for item in answered) >= WANTED_RIGHT * len(answered)
        and not any(item.flipped for item in answered)
        and slipped <= MOST_ANSWERED_OFF_TOPIC * len(off_topic)
    )


def judge_held_out(found: Sequence[HeldOut], base: KnowledgeBase) -> list[Judged]:
    """Held-out examples of the base."""
    return [
        _judged(item.evidence, item.best, () if item.example.label.startswith(OFF_TOPIC) else (item.example.label,), base)
        for item in found
    ]


def judge_questions(questions: Sequence[Question], retriever: Retriever, base: KnowledgeBase) -> list[Judged]:
    """Questions that are not in the base, seen by the final model."""
    judged = []
    for question in questions:
        said = retriever.said(question.text)
        scores = retriever.scores(said)
        best = retriever.ranking(scores, 1)[0].entry.id
        judged.append(_judged(retriever.evidence(said, scores), best, question.topics, base))
    return judged


def _judged(evidence: Evidence, best: str, topics: Sequence[str], base: KnowledgeBase) -> Judged:
    if not topics:
        return Judged(evidence, in_scope=False, right=False)
    found, wanted = base.entries[best].verdict, base.entries[topics[0]].verdict
    accepted = best in topics
    return Judged(
        evidence, in_scope=True, right=accepted or found is wanted, flipped=not accepted and found.flips(wanted)
    )


def _logistic(judged: Sequence[Judged], target: Sequence[bool]) -> Logistic:
    evidence = np.array([astuple(item.evidence) for item in judged], np.float64)
    fitted = LogisticRegression(C=10.0, max_iter=2000).fit(evidence, np.array(target))
    weights = tuple(round(float(weight), 4) for weight in fitted.coef_[0])
    return Logistic(weights=weights, bias=round(float(fitted.intercept_[0]), 4))


def write(confidence: Confidence, path: Path) -> None:
    """As TOML, a line a number with the name of its feature."""
    names = ", ".join(field.name for field in fields(Evidence))
    path.write_text(
        "# Fitted by `python -m knowledge fit` on phrasings left out of training; do not edit by hand.\n"
        f"# Weights in the order: {names}.\n"
        f"answer_from = {confidence.answer_from:.4f}\n"
        f"choices_from = {confidence.choices_from:.4f}\n"
        f"verdict = {{ weights = {list(confidence.verdict.weights)}, bias = {confidence.verdict.bias} }}\n"
        f"scope = {{ weights = {list(confidence.scope.weights)}, bias = {confidence.scope.bias} }}\n",
        encoding="utf-8",
    )
