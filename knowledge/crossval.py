"""Every phrasing judged by a model that never saw it: folds for fitting the confidence and for `check`."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

from sklearn.model_selection import StratifiedKFold

from knowledge.confidence import Confidence, Evidence
from knowledge.lint import file_of
from knowledge.loader import KnowledgeBase, Problem
from knowledge.retrieve import Retriever
from knowledge.training import Example, examples, train

FOLDS = 5


@dataclass(frozen=True)
class HeldOut:
    """One example as the model of the other folds sees it. `best`: the likeliest entry's id."""

    example: Example
    evidence: Evidence
    best: str


def held_out(base: KnowledgeBase, material: Sequence[Example]) -> list[HeldOut]:
    """All of `material`, each judged by a model trained on the other folds. Uses two processes."""
    labels = [example.label for example in material]
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(labels, labels)
    with ProcessPoolExecutor(2) as pool:
        parts = pool.map(partial(_fold, base, list(material)), [(a.tolist(), b.tolist()) for a, b in folds])
    return [item for part in parts for item in part]


def _fold(base: KnowledgeBase, material: list[Example], fold: tuple[list[int], list[int]]) -> list[HeldOut]:
    train_on, judge = fold
    model = train([material[n] for n in train_on], base)
    retriever = Retriever(base, model)
    found = []
    for n in judge:
        said = retriever.said(material[n].text)
        scores = retriever.scores(said)
        best = retriever.ranking(scores, 1)[0].entry.id
        found.append(HeldOut(material[n], retriever.evidence(said, scores), best))
    return found


def opposite_answers(base: KnowledgeBase, confidence: Confidence) -> list[Problem]:
    """Phrasings that, left out of training, get a direct answer of an opposite verdict.

    Such a phrasing is mislabelled, ambiguous, or the border between the two entries needs more phrasings.
    """
    problems = []
    for item in held_out(base, examples(base)):
        entry = base.entries.get(item.example.label)
        found = base.entries[item.best]
        if entry and found.verdict.flips(entry.verdict) and confidence.answers(item.evidence):
            message = f"'{item.example.text}' dijawab {found.id} ({found.verdict}) bila dilupakan"
            problems.append(Problem(file_of(entry), "search.asked_as", message))
    return problems
