"""The computer under the measurement: its cores, its versions, the time a process spent on them."""

from __future__ import annotations

import asyncio
import os
import platform
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = ("python-telegram-bot", "aiogram", "aiohttp", "httpx", "uvloop", "orjson")


def cores() -> list[int]:
    """The cores this process may use; empty where the system does not tell."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


def pin(core: int | None) -> None:
    """Stay on one core, where the system can do that."""
    if core is not None and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})


def cpu_seconds(pid: int) -> float:
    """Processor time that a process has used; 0 where there is no /proc."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def new_event_loop() -> asyncio.AbstractEventLoop:
    """uvloop's where it exists."""
    try:
        import uvloop
    except ImportError:  # Windows
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()


def description() -> list[tuple[str, str]]:
    """What a reader needs to know to compare figures."""
    machine = [
        ("Inti prosesor", str(os.cpu_count())),
        ("Python", f"{platform.python_version()} ({platform.system()} {platform.machine()})"),
    ]
    return machine + [(name, version(name)) for name in _LIBRARIES]
