"""The program as an operator starts it: a process of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOKEN = "123456789:AAFakeFakeFakeFakeFakeFakeFakeFake00"


def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "CACHE_DIR": str(ROOT / ".cache"), **settings}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@contextmanager
def running(*arguments: str, **settings: str) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", **settings}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_run_without_a_token_says_what_to_do() -> None:
    done = run("run", BOT_TOKEN="")
    assert done.returncode == 1
    assert "BOT_TOKEN belum diisi" in done.stderr


def test_a_wrong_setting_is_one_sentence_and_no_traceback() -> None:
    done = run("demo", DEMO_PORT="banyak")
    assert done.returncode == 1
    assert "DEMO_PORT" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_demo_starts_and_ends_cleanly_on_ctrl_c() -> None:
    with running("demo", DEMO_PORT="0") as process:
        assert process.stdout
        lines: list[str] = []
        while not any("Ctrl-C" in line for line in lines):
            line = process.stdout.readline()
            assert line, lines
            lines.append(line)
        assert re.search(r"http://127\.0\.0\.1:\d+/\n", "".join(lines))
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert rest == "Demo berhenti.\n"


def test_a_port_in_use_is_one_clear_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("demo", DEMO_PORT=str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "sedang dipakai" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_real_bot_never_loads_the_emulator_nor_the_training_library() -> None:
    code = (
        "import sys, bot.app, bot.__main__, handlers\n"
        "print([name for name in sys.modules if name.startswith(('bot.emulator', 'bot.demo', 'sklearn'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"
