"""A real PostgreSQL server for tests, started by the test run: own folder, own socket, no port, deleted afterwards.

Test modules import `postgres` and make a database for each test. `fsync` stays on, as in production.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

MISSING = "no PostgreSQL server: apt-get install -y --no-install-recommends postgresql"
PATIENCE_SECONDS = 60.0
_DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Server:
    """A running server. Whoever may enter `folder` is its superuser."""

    binaries: Path
    folder: Path
    _free: list[str] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @contextmanager
    def database(self) -> Iterator[str]:
        """The URL of an empty database that nobody else uses. Close its connections before the end of the block."""
        name = self._free.pop() if self._free else self._create()
        yield f"postgresql+asyncpg://postgres@/{name}?host={self.folder}"
        self._call("psql", "--quiet", "--command", "DROP SCHEMA public CASCADE; CREATE SCHEMA public", name)
        self._free.append(name)  # emptied: making and deleting one takes five times as long

    def _create(self) -> str:
        name = f"test_{next(self._numbers)}"
        self._call("createdb", name)
        return name

    def _call(self, program: str, *more: str) -> None:
        quiet = {"PGOPTIONS": "--client-min-messages=warning --lock_timeout=10s"}
        _run(self.binaries / program, "--host", self.folder, "--username", "postgres", *more, environment=quiet)


def find() -> Path | None:
    """The folder of the newest server's programs, Debian's or one on PATH."""
    installed = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    return installed[-1].parent if installed else Path(on_path).parent if on_path else None


def start(binaries: Path) -> tuple[Server, subprocess.Popen[bytes]]:
    """A server in a new folder. It does not lie in pytest's, which the server's user must not enter."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    if user := _user():
        shutil.chown(folder, user)
    data = folder / "data"
    _run(binaries / "initdb", "--pgdata", data, "--username", "postgres", "--auth", "trust", "--no-sync", user=user)
    options = {"listen_addresses": "", "unix_socket_directories": str(folder), "max_connections": "60"}
    settings = [f"--{name}={value}" for name, value in options.items()]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([binaries / "postgres", "-D", data, *settings], stdout=log, stderr=log, user=user)
    server = Server(binaries, folder)
    until = time.monotonic() + PATIENCE_SECONDS
    while not _answers(server):
        if process.poll() is not None or time.monotonic() > until:
            process.kill()
            raise RuntimeError((folder / "log").read_text())
        time.sleep(0.05)
    return server, process


def stop(server: Server, process: subprocess.Popen[bytes]) -> None:
    """End the server and delete everything."""
    process.send_signal(signal.SIGQUIT)  # at once: nothing of it will be read again
    process.wait(PATIENCE_SECONDS)
    shutil.rmtree(server.folder)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """One server a test process. Tests that use it are skipped where PostgreSQL is not installed."""
    binaries = find()
    if binaries is None:
        pytest.skip(MISSING)
    server, process = start(binaries)
    yield server
    stop(server, process)


def _user() -> str | None:
    """PostgreSQL refuses to run as root; everybody else is who they are."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _answers(server: Server) -> bool:
    command = (server.binaries / "pg_isready", "--quiet", "--host", server.folder)
    return subprocess.run(command, check=False).returncode == 0


def _run(*command: str | Path, user: str | None = None, environment: Mapping[str, str] | None = None) -> None:
    variables = os.environ | (environment or {})
    done = subprocess.run([*command], capture_output=True, check=False, user=user, cwd="/", env=variables)
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name}: {done.stderr.decode(errors='replace')}")
