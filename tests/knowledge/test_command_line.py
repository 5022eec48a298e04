"""python -m knowledge, as curators and measuring scripts use it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from knowledge.finder import Finder

ROOT = Path(__file__).parents[2]


def knowledge(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "knowledge", *arguments],
        cwd=ROOT,
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_readable_answer(finder: Finder) -> None:
    done = knowledge("answer", "boleh gak like postingan caleg?")
    assert done.returncode == 0
    assert done.stdout.startswith("⛔ TIDAK BOLEH\nLike unggahan calon")


def test_json_lines(finder: Finder) -> None:
    asked = ["boleh gak like postingan caleg?", "besok hujan ga", "halo"]
    done = knowledge("answer", "--jsonl", typed="\n".join(json.dumps({"q": q}) for q in asked) + "\n\n")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["q"] for record in records] == asked
    assert [record["decision"] for record in records] == ["answer", "unknown", "unknown"]
    first = records[0]
    assert (first["topic"], first["verdict"]) == ("medsos-like", "tidak_boleh")
    assert first["ranking"][0] == "medsos-like"
    assert len(first["ranking"]) == 5
    assert set(first) == {"q", "decision", "topic", "verdict", "choices", "confidence", "ms", "ranking"}


def test_a_broken_line_is_named(finder: Finder) -> None:
    done = knowledge("answer", "--jsonl", typed='{"q": "halo"}\nrusak\n')
    assert done.returncode == 1
    assert "baris 2" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_shipped_base_has_no_problem() -> None:
    done = knowledge("check", "--quick")
    assert done.returncode == 0, done.stdout
    assert "123 topik" in done.stdout
    assert "Belum ditinjau ahli hukum: 123" in done.stdout


def test_a_missing_file_is_one_sentence(finder: Finder) -> None:
    done = knowledge("bench", "tidak-ada.jsonl")
    assert done.returncode == 1
    assert "tidak-ada.jsonl" in done.stderr
    assert "Traceback" not in done.stderr
