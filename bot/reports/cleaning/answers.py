"""What a worker says to its parent: one line, then the clean file if there is one."""

from __future__ import annotations

from typing import Final

from bot.reports.cleaning.kinds import recognise
from bot.reports.cleaning.limits import MAX_BYTES
from bot.reports.cleaning.outcomes import CleanFile, FileKind, Refusal, RefusedFileError

LONGEST: Final = 32 + MAX_BYTES
"""Bytes of the longest answer, rounded up."""


def written(answer: CleanFile | Refusal) -> bytes:
    """`answer` as bytes."""
    if isinstance(answer, Refusal):
        return f"{answer}\n".encode()
    return f"{answer.kind}\n".encode() + answer.content


def read(data: bytes) -> CleanFile:
    """The clean file in a worker's answer.

    Raises `RefusedFileError`: with the worker's reason, or `BROKEN` for what no honest worker says.
    """
    line, _, content = data.partition(b"\n")
    word = line.decode("ascii", errors="replace")
    if word in set(Refusal):
        raise RefusedFileError(Refusal(word))
    if word not in set(FileKind) or not _is(FileKind(word), content):
        raise RefusedFileError(Refusal.BROKEN)
    return CleanFile(FileKind(word), content)


def _is(kind: FileKind, content: bytes) -> bool:
    try:
        return recognise(content).name == kind.name
    except RefusedFileError:
        return False
