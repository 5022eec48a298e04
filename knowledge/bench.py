"""The tables of docs/pengukuran.md: accuracy by style, WRatio beside it, speed and memory."""

from __future__ import annotations

import platform
import resource
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from knowledge.confidence import Confidence
from knowledge.finder import Finder
from knowledge.loader import load
from knowledge.measure import (
    Outcome,
    Question,
    in_scope_table,
    off_topic_table,
    outcomes,
    read_questions,
    share,
)
from knowledge.ready import CONFIDENCE, ready


def report(files: Sequence[Path], times: int) -> str:
    """All tables as Markdown. With `times` > 1 the model is trained on that many copies of each phrasing."""
    start = time.perf_counter()
    finder = ready() if times == 1 else _multiplied(times)
    loaded = time.perf_counter() - start
    parts = []
    timed: list[float] = []
    for file in files:
        found = outcomes(finder, read_questions(file))
        timed.extend(outcome.milliseconds for outcome in found)
        parts.append(f"### {file.name}\n\n{_tables(found, finder)}")
    parts.append(f"### Speed\n\n{_speed(timed, loaded)}")
    return "\n\n".join(parts)


def _tables(found: list[Outcome], finder: Finder) -> str:
    scope = [outcome for outcome in found if outcome.question.topics]
    other = [outcome for outcome in found if not outcome.question.topics]
    tables = []
    if scope:
        tables.append(in_scope_table(scope, finder.base))
        tables.append(_w_ratio([outcome.question for outcome in scope], finder))
    if other:
        tables.append(off_topic_table(other))
    return "\n\n".join(tables)


def _w_ratio(questions: Sequence[Question], finder: Finder) -> str:
    """rapidfuzz's default scorer over the same phrasings, for comparison."""
    choices = [(text, entry.id) for entry in finder.base.entries.values() for text in entry.search.asked_as]
    texts = [text.lower() for text, _ in choices]
    hits = 0
    for question in questions:
        best = process.extractOne(question.text.lower(), texts, scorer=fuzz.WRatio)
        hits += choices[best[2]][1] in question.topics
    return f"rapidfuzz WRatio over the same phrasings, right topic first: {share(hits, len(questions))}"


def _speed(timed: Sequence[float], loaded: float) -> str:
    ordered = sorted(timed)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        "| questions | median ms | p99 ms | load s | peak memory MB | Python |\n|---|---|---|---|---|---|\n"
        f"| {len(timed)} | {statistics.median(timed):.2f} | {p99:.2f} | {loaded:.2f} | {memory:.0f} | "
        f"{platform.python_version()} |"
    )


def _multiplied(times: int) -> Finder:
    """A finder whose model saw `times` variants of every phrasing, to see how speed and memory grow.

    A variant has words of its own, so that the vocabulary grows as with new phrasings by other people.
    """
    from knowledge.training import Example, examples, train

    base = load()
    material = examples(base)
    more = [
        Example(
            " ".join(f"{word}{letters}" if n % 5 == 0 else word for n, word in enumerate(item.text.split())),
            item.label,
        )
        for letters in ("", *(chr(97 + n) * 2 for n in range(times - 1)))
        for item in material
    ]
    return Finder(base, train(more, base), Confidence.read(CONFIDENCE))
