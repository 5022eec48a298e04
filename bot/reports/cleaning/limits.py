"""How big and how costly an attachment may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MAX_BYTES: Final = 10 * 1024 * 1024
"""Of one attachment, before and after cleaning."""

MAX_PIXELS: Final = 50_000_000
"""Of one picture: a 50-megapixel camera just fits."""

MAX_PAGES: Final = 20
"""Of one PDF."""

PAGE_DPI: Final = 150
"""Pixels an inch at which a page is drawn: small print stays legible."""

MAX_PAGE_PIXELS: Final = 10_000_000
"""Of one drawn page, more than an A3 sheet needs at `PAGE_DPI`. A larger sheet is drawn with fewer pixels an inch."""

STEPS: Final = ((1.0, 90), (1.0, 75), (0.7, 75), (0.5, 60))
"""Length of a side against the original and JPEG quality, tried in this order until the file is small enough."""


@dataclass(frozen=True)
class Limits:
    """What one worker may use."""

    memory: int = 1024**3
    """Bytes of address space."""

    processor: int = 20
    """Whole seconds of processor time."""

    patience: float = 30.0
    """Seconds from its start to its answer, after which it is killed."""


LIMITS: Final = Limits()
