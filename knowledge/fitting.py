"""Fits the confidence on phrasings that their model never saw, and writes it down as readable numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from knowledge.confidence import Confidence, Evidence, Logistic
from knowledge.crossval import HeldOut
from knowledge.loader import KnowledgeBase
from knowledge.topic_model import OFF_TOPIC

WANTED_RIGHT = 0.99
"""Share of direct answers with the right verdict, on held-out phrasings."""

WANTED_BUTTONS = 0.10
"""Share of held-out off-topic messages that may be given buttons."""


def fit(found: Sequence[HeldOut], base: KnowledgeBase) -> Confidence:
    """Two logistic models and their thresholds, from held-out examples in scope and off topic."""
    evidence = np.array([astuple(item.evidence) for item in found], np.float64)
    in_scope = np.array([not item.example.label.startswith(OFF_TOPIC) for item in found])
    right = np.array([_right(item, base) for item in found])
    verdict = _logistic(evidence, right)
    scope = _logistic(evidence, in_scope)
    sure = _probabilities(verdict, found)
    scoped = _probabilities(scope, found)
    return Confidence(
        verdict=verdict,
        scope=scope,
        answer_from=_answer_from(sure, right),
        choices_from=float(np.quantile(scoped[~in_scope], 1 - WANTED_BUTTONS)),
    )


def _right(item: HeldOut, base: KnowledgeBase) -> bool:
    """The best entry has the verdict of the example's own entry; nothing is right off topic."""
    if item.example.label.startswith(OFF_TOPIC):
        return False
    return base.entries[item.best].verdict is base.entries[item.example.label].verdict


def _logistic(evidence: npt.NDArray[np.float64], target: npt.NDArray[np.bool_]) -> Logistic:
    fitted = LogisticRegression(C=10.0, max_iter=2000).fit(evidence, target)
    return Logistic(
        weights=tuple(round(float(w), 4) for w in fitted.coef_[0]), bias=round(float(fitted.intercept_[0]), 4)
    )


def _probabilities(model: Logistic, found: Sequence[HeldOut]) -> npt.NDArray[np.float64]:
    return np.array([model.probability(item.evidence) for item in found])


def _answer_from(sure: npt.NDArray[np.float64], right: npt.NDArray[np.bool_]) -> float:
    """The least threshold above which held-out answers reach `WANTED_RIGHT`."""
    order = np.argsort(-sure)
    running = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(running >= WANTED_RIGHT)
    return float(sure[order][enough[-1]]) if len(enough) else 1.0


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
