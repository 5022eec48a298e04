"""The process in which one stranger's file is decoded: content on standard input, answer on standard output.

Started by `bot.reports.cleaning.process` and by nothing else.
"""

from __future__ import annotations

import sys

from bot.reports.cleaning.answers import written
from bot.reports.cleaning.confinement import confine
from bot.reports.cleaning.limits import MAX_BYTES, Limits
from bot.reports.cleaning.outcomes import CleanFile, Refusal, RefusedFileError
from bot.reports.cleaning.redraw import redraw


def main(memory: str, processor: str) -> None:
    """Answer for the one file on standard input, within `Limits` given as their numbers."""
    confine(Limits(memory=int(memory), processor=int(processor)))
    answer: CleanFile | Refusal
    try:
        answer = redraw(sys.stdin.buffer.read(MAX_BYTES + 1))
    except RefusedFileError as refused:
        answer = refused.reason
    sys.stdout.buffer.write(written(answer))
    sys.stdout.buffer.flush()
