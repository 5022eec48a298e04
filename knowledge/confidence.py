"""How sure a decision is: small logistic models over what the scores look like.

A score says little about "not my subject" (docs/pengukuran.md), so three questions are asked apart: is the best
topic's verdict right, is the message in scope at all, and may the opposite verdict be the right one. All are
fitted by `python -m knowledge fit` on phrasings that were left out of training, and kept as readable numbers in
`confidence.toml`.
"""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import NamedTuple

from knowledge.model import Frozen

NO_OPPOSITE = -2.0
"""`opposite` of an entry that neither permits nor forbids: below the score of any entry."""

SHORTEST = math.log1p(2)
"""Least `length` of a direct answer: a single word names a subject, not an act."""


class Evidence(NamedTuple):
    """Features of one scored message. Margins are differences of SVM scores; `length` is log(1 + words).

    `opposite` is the best score among entries that permit what the best one forbids, or the other way round;
    `NO_OPPOSITE` for an entry that does neither. `strange`: 1 when the message has a qualifier that the best
    entry does not know (`knowledge.qualifiers`).
    """

    top: float
    over_second: float
    over_other_verdict: float
    over_off_topic: float
    opposite: float
    unknown_share: float
    length: float
    strange: float


class Logistic(Frozen):
    """Weights in the order of `Evidence`'s fields."""

    weights: tuple[float, ...]
    bias: float

    def probability(self, evidence: Evidence) -> float:
        total = self.bias + sum(w * x for w, x in zip(self.weights, evidence, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


class Confidence(Frozen):
    """The models and their thresholds."""

    verdict: Logistic
    scope: Logistic
    flip: Logistic
    sure_from: float
    """Least probability of a right verdict for a direct answer."""
    answer_scope_from: float
    """Least probability of being in scope for a direct answer."""
    choices_scope_from: float
    """Least probability of being in scope for buttons."""
    flip_from: float
    """Risk of the opposite verdict from which there is no direct answer. A measure for comparing, no probability."""

    def of(self, evidence: Evidence) -> float:
        """Estimated chance that the best topic's verdict is right, 0 to 1."""
        return self.verdict.probability(evidence)

    def answers(self, evidence: Evidence) -> bool:
        """Sure enough for a direct answer, and the opposite verdict is no serious reading."""
        sure = self.of(evidence) >= self.sure_from and self.scope.probability(evidence) >= self.answer_scope_from
        return sure and evidence.length >= SHORTEST and not self._may_flip(evidence)

    def in_scope(self, evidence: Evidence) -> bool:
        """Worth offering buttons."""
        return self.scope.probability(evidence) >= self.choices_scope_from

    def _may_flip(self, evidence: Evidence) -> bool:
        return evidence.opposite > NO_OPPOSITE and self.flip.probability(evidence) >= self.flip_from

    @classmethod
    def read(cls, path: Path) -> Confidence:
        """Raises `OSError`, `tomllib.TOMLDecodeError` or pydantic's `ValidationError`."""
        return cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
