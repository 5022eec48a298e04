"""What a worker takes from itself before it reads a stranger's file."""

from __future__ import annotations

import os
import sys

from bot.reports.cleaning.limits import Limits


def confine(limits: Limits) -> None:
    """From now on this process can open no file and no socket, write nothing to a disk, leave no core dump, and use
    no more memory and processor time than `limits` say; it gives way to the bot. None of this can be undone by a
    process without privileges.

    Its open pipes keep working. On Windows nothing of this exists: there only the parent's patience, the pipes and
    the empty environment remain. On macOS the memory is not limited, because its kernel refuses to.
    """
    if sys.platform == "win32":
        return
    import resource

    os.nice(10)
    if sys.platform == "linux":
        _lower(resource.RLIMIT_AS, limits.memory)
    _lower(resource.RLIMIT_CPU, limits.processor)
    for which in (resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE, resource.RLIMIT_CORE):
        _lower(which, 0)


def _lower(which: int, most: int) -> None:
    """At most `most`, for good; a limit that already is lower stays."""
    import resource

    _, hard = resource.getrlimit(which)
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(which, (least, least))
