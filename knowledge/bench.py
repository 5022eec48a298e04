"""The tables of docs/pengukuran.md: accuracy by style, WRatio beside it, speed and memory."""

from __future__ import annotations

import platform
import resource
import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

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
from knowledge.topic_model import TopicModel


def report(files: Sequence[Path], times: int) -> str:
    """All tables as Markdown. With `times` > 1 the model is trained on that many copies of each phrasing."""
    with TemporaryDirectory() as folder:
        finder, loaded = _loaded(times, Path(folder) / "multiplied.npz")
    parts = []
    timed: list[float] = []
    for file in files:
        found = outcomes(finder, read_questions(file))
        timed.extend(outcome.milliseconds for outcome in found)
        parts.append(f"### {file.name}\n\n{_tables(found, finder)}")
    parts.append(f"### Speed\n\n{_speed(timed, loaded)}")
    return "\n\n".join(parts)


def _loaded(times: int, path: Path) -> tuple[Finder, float]:
    """The finder and the seconds it took to load, its model trained beforehand in a process of its own."""
    if times == 1:
        ready()
    else:
        with ProcessPoolExecutor(1) as pool:
            pool.submit(_multiplied, times, path).result()
    start = time.perf_counter()
    finder = ready() if times == 1 else Finder(load(), TopicModel.read(path), Confidence.read(CONFIDENCE))
    return finder, time.perf_counter() - start


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


def _multiplied(times: int, path: Path) -> None:
    """Train on `times` variants of every phrasing and save the model: how do speed and memory grow?

    A variant has words of its own, so that the vocabulary grows as with new phrasings by other people.
    """
    from knowledge.training import Example, examples, train

    base = load()
    endings = ("", *(chr(ord("a") + n) * 2 for n in range(times - 1)))
    material = [Example(_variant(item.text, ending), item.label) for ending in endings for item in examples(base)]
    train(material, base).save(path)


def _variant(text: str, ending: str) -> str:
    """Every fifth word gets an ending that no other variant has."""
    return " ".join(f"{word}{ending}" if n % 5 == 0 else word for n, word in enumerate(text.split()))
