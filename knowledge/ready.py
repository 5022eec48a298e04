"""A base ready to answer: its model read from the cache, or trained and cached when the content changed."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from knowledge.confidence import Confidence
from knowledge.finder import Finder
from knowledge.loader import HOME, KnowledgeBase, KnowledgeError, Problem, load
from knowledge.topic_model import TopicModel

CACHE = HOME.parent / ".cache"
"""Where models are kept unless told otherwise."""

CONFIDENCE = HOME / "confidence.toml"

_CODE = ("features.py", "normalise.py", "training.py", "topic_model.py", "repair.py")
"""Modules that decide what a model looks like: a change in them makes a cached model stale."""


def ready(cache: Path = CACHE, say: Callable[[str], None] = lambda _: None) -> Finder:
    """The shipped base with its model. `say` hears when a model has to be trained first (some ten seconds).

    Training runs in a process of its own, so that its memory is returned. Raises `KnowledgeError` for a broken
    base and `subprocess.CalledProcessError` when training fails.
    """
    base = load()
    path = model_path(base, cache)
    model = _read(path)
    if model is None:
        say("Menyiapkan pencarian dari basis pengetahuan, sekali saja ...")
        subprocess.run([sys.executable, "-m", "knowledge", "train", "--cache", str(cache)], check=True)
        model = TopicModel.read(path)
    return Finder(base, model, _confidence())


def model_path(base: KnowledgeBase, cache: Path) -> Path:
    """The model's file: its name holds a fingerprint of everything it is made from."""
    digest = hashlib.sha256()
    for entry in base.entries.values():
        digest.update(f"{entry.id}\0{entry.question}\0{entry.title}\0".encode())
        digest.update("\0".join((*entry.search.words, *entry.search.asked_as)).encode())
    digest.update(base.lexicon.model_dump_json().encode())
    for name in _CODE:
        digest.update((HOME / name).read_bytes())
    return cache / f"topics-{digest.hexdigest()[:16]}.npz"


def _confidence() -> Confidence:
    try:
        return Confidence.read(CONFIDENCE)
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise KnowledgeError([Problem(CONFIDENCE.name, "-", f"tidak dapat dibaca: {error}")]) from error


def _read(path: Path) -> TopicModel | None:
    """The cached model; None when there is none or it can't be read (then it is made anew)."""
    try:
        return TopicModel.read(path)
    except (OSError, ValueError, KeyError):
        return None
