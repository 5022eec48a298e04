"""Fits the confidence on phrasings that their model never saw, and writes it down as readable numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from knowledge.confidence import NO_OPPOSITE, Confidence, Evidence, Logistic
from knowledge.crossval import HeldOut
from knowledge.loader import KnowledgeBase
from knowledge.measure import Question
from knowledge.model import Entry
from knowledge.retrieve import Retriever
from knowledge.topic_model import OFF_TOPIC, TopicModel

WANTED_RIGHT = 0.995
"""Least share of right verdicts among direct answers to questions by strangers."""

WANTED_RIGHT_HELD_OUT = 0.968
"""The same among held-out phrasings, which are written to be hard."""

MOST_ANSWERED_OFF_TOPIC = 0.0075
"""Share of held-out off-topic messages that may get a direct answer."""

MOST_SHOWN_OFF_TOPIC = 0.10
"""Share of held-out off-topic messages that may get an answer or buttons."""

LEAST_FLIP_FROM = 0.20
"""Strictest `flip_from`: below it too many of the strangers' questions lose their answer (docs/pengukuran.md)."""

_STEPS = [round(0.5 + step / 100, 2) for step in range(50)]


@dataclass(frozen=True)
class Judged:
    """The evidence of one message, and whether the best entry's verdict is right (never, off topic)."""

    evidence: Evidence
    in_scope: bool
    right: bool
    flipped: bool = False


def fit(phrasings: Sequence[Judged], questions: Sequence[Judged]) -> Confidence:
    """Weights from held-out phrasings of the base; thresholds from them and from `questions` by strangers.

    The risk of a flip is learnt from messages whose best entry permits or forbids, flips weighing as much as the
    rest although they are few. It stops every held-out flip as long as that leaves enough answers.
    """
    two_sided = [item for item in phrasings if item.in_scope and item.evidence.opposite > NO_OPPOSITE]
    off_topic = [item for item in phrasings if not item.in_scope]
    scope = _logistic(phrasings, [item.in_scope for item in phrasings])
    fitted = Confidence(
        verdict=_logistic(phrasings, [item.right for item in phrasings]),
        scope=scope,
        flip=_logistic(two_sided, [item.flipped for item in two_sided], balanced=True),
        sure_from=1.0,
        answer_scope_from=0.0,
        choices_scope_from=_passed_by(off_topic, scope, int(MOST_SHOWN_OFF_TOPIC * len(off_topic))),
        flip_from=1.0,
    )
    for sure_from in _STEPS:
        fitted = _with_thresholds(fitted, sure_from, phrasings)
        if _right_enough(fitted, phrasings, questions):
            break
    return fitted


def _with_thresholds(fitted: Confidence, sure_from: float, phrasings: Sequence[Judged]) -> Confidence:
    """The other two thresholds that follow from `sure_from`."""
    lenient = fitted.model_copy(update={"sure_from": sure_from, "answer_scope_from": 0.0, "flip_from": 1.0})
    off_topic = [item for item in phrasings if not item.in_scope]
    slipping = [item for item in off_topic if lenient.answers(item.evidence)]
    scope_from = _passed_by(slipping, fitted.scope, int(MOST_ANSWERED_OFF_TOPIC * len(off_topic)))
    in_scope = lenient.model_copy(update={"answer_scope_from": scope_from})
    flips = [item for item in phrasings if item.flipped and in_scope.answers(item.evidence)]
    risks = (fitted.flip.probability(item.evidence) for item in flips)
    return in_scope.model_copy(update={"flip_from": max(LEAST_FLIP_FROM, min(risks, default=1.0))})


def _right_enough(fitted: Confidence, phrasings: Sequence[Judged], questions: Sequence[Judged]) -> bool:
    """Answers have the right verdict often enough, and none of the strangers' is flipped."""
    for judged, wanted in ((phrasings, WANTED_RIGHT_HELD_OUT), (questions, WANTED_RIGHT)):
        answered = [item for item in judged if item.in_scope and fitted.answers(item.evidence)]
        if sum(item.right for item in answered) < wanted * len(answered):
            return False
        if judged is questions and any(item.flipped for item in answered):
            return False
    return True


def _passed_by(judged: Sequence[Judged], model: Logistic, most: int) -> float:
    """The threshold that at most `most` of `judged` pass."""
    ordered = sorted((model.probability(item.evidence) for item in judged), reverse=True)
    return math.nextafter(ordered[most], 1.0) if most < len(ordered) else 0.0


def judge_held_out(found: Sequence[HeldOut], base: KnowledgeBase) -> list[Judged]:
    """Held-out examples of the base."""
    judged = []
    for item in found:
        topics = () if item.example.label.startswith(OFF_TOPIC) else (item.example.label,)
        judged.append(_judged(item.evidence, base.entries[item.best], topics, base))
    return judged


def judge_questions(questions: Sequence[Question], model: TopicModel, base: KnowledgeBase) -> list[Judged]:
    """Questions that are not in the base, seen by the final model."""
    retriever = Retriever(base, model)
    judged = []
    for question in questions:
        said = retriever.said(question.text)
        scores = retriever.scores(said)
        best = retriever.ranking(scores, 1)[0].entry
        judged.append(_judged(retriever.evidence(said, scores), best, question.topics, base))
    return judged


def _judged(evidence: Evidence, best: Entry, topics: Sequence[str], base: KnowledgeBase) -> Judged:
    """`topics`: what would be right, the first being the best; none off topic."""
    if not topics:
        return Judged(evidence, in_scope=False, right=False)
    wanted = base.entries[topics[0]].verdict
    accepted = best.id in topics
    right = accepted or best.verdict is wanted
    flipped = not accepted and best.verdict.flips(wanted)
    return Judged(evidence, in_scope=True, right=right, flipped=flipped)


def _logistic(judged: Sequence[Judged], target: Sequence[bool], *, balanced: bool = False) -> Logistic:
    evidence = np.array([item.evidence for item in judged], np.float64)
    weighing = "balanced" if balanced else None
    fitted = LogisticRegression(C=10.0, max_iter=2000, class_weight=weighing).fit(evidence, np.array(target))
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
        f"flip_from = {math.floor(confidence.flip_from * 1000) / 1000}\n"
        f"verdict = {_written(confidence.verdict)}\n"
        f"scope = {_written(confidence.scope)}\n"
        f"flip = {_written(confidence.flip)}\n",
        encoding="utf-8",
    )


def _written(model: Logistic) -> str:
    return f"{{ weights = {list(model.weights)}, bias = {model.bias} }}"
