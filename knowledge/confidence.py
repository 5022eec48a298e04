"""How sure a decision is: a small logistic model over what the scores look like.

A score says little about "not my subject" (docs/pengukuran.md), so two questions are asked apart: is the best
topic's verdict right, and is the message in scope at all. Both are fitted by `python -m knowledge fit` on
phrasings that were left out of training, and kept as readable numbers in `confidence.toml`.
"""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import NamedTuple

from knowledge.model import Frozen

NO_OPPOSITE = -1.0
"""Where scores of unrelated entries lie."""


class Evidence(NamedTuple):
    """Features of one scored message. Margins are differences of SVM scores; `length` is log(1 + words).

    `opposite` is the best score among entries that permit what the best one forbids, or the other way round;
    `NO_OPPOSITE` for an entry that does neither.
    """

    top: float
    over_second: float
    over_other_verdict: float
    over_off_topic: float
    opposite: float
    unknown_share: float
    length: float


class Logistic(Frozen):
    """Weights in the order of `Evidence`'s fields."""

    weights: tuple[float, ...]
    bias: float

    def probability(self, evidence: Evidence) -> float:
        total = self.bias + sum(w * x for w, x in zip(self.weights, evidence, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


class Confidence(Frozen):
    """Both models and their thresholds."""

    verdict: Logistic
    scope: Logistic
    sure_from: float
    """Least probability of a right verdict for a direct answer."""
    answer_scope_from: float
    """Least probability of being in scope for a direct answer."""
    choices_scope_from: float
    """Least probability of being in scope for buttons."""

    def of(self, evidence: Evidence) -> float:
        """Estimated chance that the best topic's verdict is right, 0 to 1."""
        return self.verdict.probability(evidence)

    def answers(self, evidence: Evidence) -> bool:
        """Sure enough for a direct answer."""
        return self.of(evidence) >= self.sure_from and self.scope.probability(evidence) >= self.answer_scope_from

    def in_scope(self, evidence: Evidence) -> bool:
        """Worth offering buttons."""
        return self.scope.probability(evidence) >= self.choices_scope_from

    @classmethod
    def read(cls, path: Path) -> Confidence:
        """Raises `OSError`, `tomllib.TOMLDecodeError` or pydantic's `ValidationError`."""
        return cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
