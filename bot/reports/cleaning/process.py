"""The parent's side: one short-lived process a file, so that a decoder brought down or taken over is not the bot."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final
from weakref import WeakKeyDictionary

from bot.reports.cleaning.answers import LONGEST, read
from bot.reports.cleaning.kinds import recognise
from bot.reports.cleaning.limits import LIMITS, Limits
from bot.reports.cleaning.outcomes import CleanFile, Refusal, RefusedFileError

AT_ONCE: Final = 2
"""Workers of one event loop at the same time; further files wait, and waiting does not count as time."""

_HOME: Final = Path(__file__).resolve().parents[3]
_START: Final = """
import sys
sys.path.append(sys.argv[1])
from bot.reports.cleaning.worker import main
main(*sys.argv[2:])
"""
_gates: Final[WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore]] = WeakKeyDictionary()


async def clean(content: bytes) -> CleanFile:
    """`content` drawn anew. Raises `RefusedFileError`; never writes to a disk.

    A caller that is cancelled leaves no process behind.
    """
    return await clean_within(content, LIMITS)


async def clean_within(content: bytes, limits: Limits) -> CleanFile:
    """`clean` with limits of the caller's choice."""
    recognise(content)
    async with _gates.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE)):
        return read(await answer(_command(limits), content, limits.patience))


async def answer(command: Sequence[str], content: bytes, patience: float) -> bytes:
    """What `command` writes to its standard output for `content` on its standard input.

    It gets an empty environment and is dead on return. Raises `RefusedFileError`: `TOO_COMPLEX` when it needs more
    than `patience` seconds or is killed by a signal, `BROKEN` when it fails or says too much.
    """
    process = await asyncio.create_subprocess_exec(
        *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=_environment()
    )
    try:
        async with asyncio.timeout(patience):
            said = await _talk(process, content)
            code = await process.wait()
    except TimeoutError:
        raise RefusedFileError(Refusal.TOO_COMPLEX) from None
    finally:
        await _end(process)
    if code:
        raise RefusedFileError(Refusal.TOO_COMPLEX if code < 0 else Refusal.BROKEN)
    return said


async def _talk(process: Process, content: bytes) -> bytes:
    assert process.stdin is not None
    assert process.stdout is not None
    with suppress(BrokenPipeError, ConnectionResetError):  # it died early: its exit code tells how
        process.stdin.write(content)
        await process.stdin.drain()
    process.stdin.close()
    try:
        await process.stdout.readexactly(LONGEST + 1)
    except asyncio.IncompleteReadError as end:
        return end.partial
    raise RefusedFileError(Refusal.BROKEN)


async def _end(process: Process) -> None:
    """Kill it unless it has ended, close its pipes and collect its exit code."""
    with suppress(ProcessLookupError):
        process.kill()
    await process.communicate()


def _command(limits: Limits) -> list[str]:
    """Python without user settings, current directory and bytecode files, whose dates would tell when a file came.

    The program's own folder comes last in the search path: a checkout needs it, an installed package does not mind.
    """
    numbers = [str(limits.memory), str(limits.processor)]
    return [sys.executable, "-I", "-B", "-c", _START, str(_HOME), *numbers]


def _environment() -> dict[str, str]:
    """Nothing, because the bot's token and secrets stand there; on Windows what Python needs to start."""
    return {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
