"""Every phrasing judged by a model that never saw it: folds for fitting the confidence and for `check`."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

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
    """All of `material`, each judged by a model trained on the other folds. Uses two processes.

    An example's fold depends on its text alone: a new phrasing does not reshuffle the others.
    """
    fold_of = [zlib.crc32(example.text.encode()) % FOLDS for example in material]
    splits = [[n == fold for n in fold_of] for fold in range(FOLDS)]
    with ProcessPoolExecutor(2) as pool:
        parts = pool.map(partial(_fold, base, list(material)), splits)
    return [item for part in parts for item in part]


def _fold(base: KnowledgeBase, material: list[Example], judged: list[bool]) -> list[HeldOut]:
    pairs = list(zip(material, judged, strict=True))
    model = train([example for example, left_out in pairs if not left_out], base)
    retriever = Retriever(base, model)
    found = []
    for example in (example for example, left_out in pairs if left_out):
        said = retriever.said(example.text)
        scores = retriever.scores(said)
        best = retriever.ranking(scores, 1)[0].entry
        found.append(HeldOut(example, retriever.evidence(said, scores), best.id))
    return found


def opposite_answers(base: KnowledgeBase, confidence: Confidence) -> list[Problem]:
    """Phrasings that, left out of training, get a direct answer of an opposite verdict.

    Such a phrasing is mislabelled, ambiguous, or the border between the two entries needs more phrasings. An entry
    that asks for a fact first counts with its general verdict, as machine output names it (decision 8).
    """
    problems = []
    for item in held_out(base, examples(base)):
        entry = base.entries.get(item.example.label)
        found = base.entries[item.best]
        if entry and found.verdict.flips(entry.verdict) and confidence.answers(item.evidence):
            message = f"'{item.example.text}' dijawab {found.id} ({found.verdict}) bila dilupakan"
            problems.append(Problem(file_of(entry), "search.asked_as", message))
    return problems
