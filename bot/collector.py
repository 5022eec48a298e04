"""Python's garbage collector while the bot runs: it leaves alone what lives as long as the process does."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG_OBJECTS = 10_000
"""New objects between two looks at the youngest ones; Python's default is 700."""


@contextmanager
def settled_collector() -> Iterator[None]:
    """What exists now (entries, model, libraries) is not searched for garbage again until the block ends.

    Without it each full collection walks over all of that and stops every answer for it (docs/pengukuran-kecepatan.md).
    """
    thresholds = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()
