"""How much one report may hold. Limits of single texts and files stand in `content` and `cleaning`."""

from __future__ import annotations

MAX_FOLLOW_UPS = 20
MAX_ATTACHMENTS = 15
"""Over the report and all its follow-ups."""


class LimitError(Exception):
    """More or longer than a report may hold, or empty. Nothing was kept."""
