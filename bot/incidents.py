"""Failures in a log: where and of what class, under a code that a person can quote. Never what was said."""

from __future__ import annotations

import logging
import secrets
import traceback


def note(log: logging.Logger, what: str, error: BaseException | None) -> str:
    """Log a failure of `what` without its message, which could quote a person; returns its code."""
    code = secrets.token_hex(3).upper()
    log.error("%s failed code=%s error=%s at=%s", what, code, type(error).__name__, _place(error))
    return code


def _place(error: BaseException | None) -> str:
    """Files and lines of the last frames."""
    frames = traceback.extract_tb(error.__traceback__)[-4:] if error else []
    return " > ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames)
