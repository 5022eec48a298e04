"""Fits the confidence on phrasings that their model never saw, and writes it down as readable numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from knowledge.confidence import Confidence, Evidence, Logistic
from knowledge.crossval import HeldOut
from knowledge.guard import VerdictGuard
from knowledge.loader import KnowledgeBase
from knowledge.measure import Question
from knowledge.model import Entry
from knowledge.retrieve import Retriever
from knowledge.topic_model import OFF_TOPIC, TopicModel

WANTED_RIGHT = 0.995
"""Least share of right verdicts among direct answers to questions by strangers."""

WANTED_RIGHT_HELD_OUT = 0.965
"""The same among held-out phrasings, which are written to be hard."""

MOST_ANSWERED_OFF_TOPIC = 0.0075
"""Share of held-out off-topic messages that may get a direct answer."""

MOST_SHOWN_OFF_TOPIC = 0.10
"""Share of held-out off-topic messages that may get an answer or buttons."""

_STEPS = [round(0.5 + step / 100, 2) for step in range(50)]


@dataclass(frozen=True)
class Judged:
    """The evidence of one message, and whether the best entry's verdict is right (never, off topic)."""

    evidence: Evidence
    in_scope: bool
    right: bool
    allowed: bool
    """The verdict guard lets it be answered directly."""
    flipped: bool = False


def fit(phrasings: Sequence[Judged], questions: Sequence[Judged]) -> Confidence:
    """Weights from held-out phrasings of the base; thresholds from them and from `questions` by strangers."""
    verdict = _logistic(phrasings, [item.right for item in phrasings])
    scope = _logistic(phrasings, [item.in_scope for item in phrasings])
    off_topic = [item for item in phrasings if not item.in_scope]
    sure_from = next((p for p in _STEPS if _right_enough(p, verdict, phrasings, questions)), 1.0)
    slipping = [item for item in off_topic if _answered(item, verdict, sure_from)]
    return Confidence(
        verdict=verdict,
        scope=scope,
        sure_from=sure_from,
        answer_scope_from=_passed_by(slipping, scope, int(MOST_ANSWERED_OFF_TOPIC * len(off_topic))),
        choices_scope_from=_passed_by(off_topic, scope, int(MOST_SHOWN_OFF_TOPIC * len(off_topic))),
    )


def _right_enough(least: float, verdict: Logistic, phrasings: Sequence[Judged], questions: Sequence[Judged]) -> bool:
    """Answers from `least` on have the right verdict often enough, and none of the strangers' is flipped."""
    for judged, wanted in ((phrasings, WANTED_RIGHT_HELD_OUT), (questions, WANTED_RIGHT)):
        answered = [item for item in judged if item.in_scope and _answered(item, verdict, least)]
        if sum(item.right for item in answered) < wanted * len(answered):
            return False
        if judged is questions and any(item.flipped for item in answered):
            return False
    return True


def _answered(item: Judged, verdict: Logistic, least: float) -> bool:
    return item.allowed and verdict.probability(item.evidence) >= least


def _passed_by(judged: Sequence[Judged], model: Logistic, most: int) -> float:
    """The threshold that at most `most` of `judged` pass."""
    ordered = sorted((model.probability(item.evidence) for item in judged), reverse=True)
    return math.nextafter(ordered[most], 1.0) if most < len(ordered) else 0.0


def judge_held_out(found: Sequence[HeldOut], base: KnowledgeBase) -> list[Judged]:
    """Held-out examples of the base."""
    judged = []
    for item in found:
        topics = () if item.example.label.startswith(OFF_TOPIC) else (item.example.label,)
        judged.append(_judged(item.evidence, base.entries[item.best], topics, item.allowed, base))
    return judged


def judge_questions(questions: Sequence[Question], model: TopicModel, base: KnowledgeBase) -> list[Judged]:
    """Questions that are not in the base, seen by the final model."""
    retriever, guard = Retriever(base, model), VerdictGuard(base)
    judged = []
    for question in questions:
        said = retriever.said(question.text)
        scores = retriever.scores(said)
        best = retriever.ranking(scores, 1)[0].entry
        evidence = retriever.evidence(said, scores)
        judged.append(_judged(evidence, best, question.topics, guard.allows(said, best, evidence), base))
    return judged


def _judged(evidence: Evidence, best: Entry, topics: Sequence[str], allowed: bool, base: KnowledgeBase) -> Judged:
    """`topics`: what would be right, the first being the best; none off topic."""
    if not topics:
        return Judged(evidence, in_scope=False, right=False, allowed=allowed)
    wanted = base.entries[topics[0]].verdict
    accepted = best.id in topics
    right = accepted or best.verdict is wanted
    flipped = not accepted and best.verdict.flips(wanted)
    return Judged(evidence, in_scope=True, right=right, flipped=flipped, allowed=allowed)


def _logistic(judged: Sequence[Judged], target: Sequence[bool]) -> Logistic:
    evidence = np.array([item.evidence for item in judged], np.float64)
    fitted = LogisticRegression(C=10.0, max_iter=2000).fit(evidence, np.array(target))
    weights = tuple(round(float(weight), 4) for weight in fitted.coef_[0])
    return Logistic(weights=weights, bias=round(float(fitted.intercept_[0]), 4))


def write(confidence: Confidence, path: Path) -> None:
    """As TOML, a line a number with the name of its feature."""
    names = ", ".join(Evidence._fields)
    path.write_text(
        "# Fitted by `python -m knowledge fit` on phrasings left out of training; do not edit by hand.\n"
        f"# Weights in the order: {names}.\n"
        f"sure_from = {confidence.sure_from}\n"
        f"answer_scope_from = {confidence.answer_scope_from:.6f}\n"
        f"choices_scope_from = {confidence.choices_scope_from:.6f}\n"
        f"verdict = {{ weights = {list(confidence.verdict.weights)}, bias = {confidence.verdict.bias} }}\n"
        f"scope = {{ weights = {list(confidence.scope.weights)}, bias = {confidence.scope.bias} }}\n",
        encoding="utf-8",
    )
