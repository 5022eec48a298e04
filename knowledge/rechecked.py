"""The cross-check of all phrasings, done once for each state of the base and of the code."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple
from pathlib import Path

from knowledge.confidence import Confidence
from knowledge.loader import HOME, KnowledgeBase, Problem
from knowledge.ready import CACHE, CONFIDENCE, model_path


def opposite_answers(base: KnowledgeBase, cache: Path = CACHE) -> list[Problem]:
    """`knowledge.crossval.opposite_answers`, from the cache when nothing that it depends on has changed.

    Raises `OSError`, `tomllib.TOMLDecodeError` or pydantic's `ValidationError` for a broken confidence.toml.
    """
    path = result_path(base, cache)
    known = _read(path)
    if known is not None:
        return known
    from knowledge.crossval import opposite_answers as judged  # loads the training library

    problems = judged(base, Confidence.read(CONFIDENCE))
    _save(problems, path)
    return problems


def result_path(base: KnowledgeBase, cache: Path) -> Path:
    """The result's file: its name holds a fingerprint of base, confidence and the code of this package."""
    digest = hashlib.sha256(model_path(base, cache).name.encode())
    for entry in base.entries.values():
        digest.update(f"{entry.group}/{entry.id}\0{entry.verdict}\0".encode())
    for file in (CONFIDENCE, *sorted(HOME.glob("*.py"))):
        digest.update(file.read_bytes())
    return cache / f"crossval-{digest.hexdigest()[:16]}.json"


def _read(path: Path) -> list[Problem] | None:
    """The kept result; None when there is none or it can't be read (then it is found anew)."""
    try:
        return [Problem(*item) for item in json.loads(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return None


def _save(problems: list[Problem], path: Path) -> None:
    """Write the result; a reader never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    temporary.write_text(json.dumps([astuple(item) for item in problems], ensure_ascii=False), encoding="utf-8")
    temporary.replace(path)
