"""The cached model: found again by every process, replaced when the content changes, remade when it is broken."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from knowledge.finder import Finder
from knowledge.loader import load
from knowledge.ready import CACHE, model_path
from knowledge.topic_model import TopicModel

ROOT = Path(__file__).parents[2]


def test_every_process_looks_for_the_same_file(tmp_path: Path) -> None:
    code = "from pathlib import Path; from knowledge.loader import load; from knowledge.ready import model_path\n"
    code += "print(model_path(load(), Path('x')).name)"
    names = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(names) == 1


def test_other_content_has_another_model(home: Path) -> None:
    before = model_path(load(home), home)
    path = home / "entries/medsos/like.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("urusanaa", "urusanzz"), encoding="utf-8")
    assert model_path(load(home), home) != before


def test_a_saved_model_scores_as_before(finder: Finder, tmp_path: Path) -> None:
    model = TopicModel.read(model_path(finder.base, CACHE))
    model.save(tmp_path / "copy.npz")
    copy = TopicModel.read(tmp_path / "copy.npz")
    said = ["boleh", "like", "unggahan", "caleg"]
    assert np.array_equal(model.scores(said), copy.scores(said))


def test_a_broken_file_is_no_model(tmp_path: Path) -> None:
    path = tmp_path / "broken.npz"
    path.write_bytes(b"half a file")
    with pytest.raises((OSError, ValueError, KeyError)):
        TopicModel.read(path)
