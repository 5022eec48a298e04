"""How an officer's step can fail. Nothing was changed then."""

from __future__ import annotations


class UnknownReportError(Exception):
    """There is no such report for this holder: unknown, deleted, foreign or excluded, which must look the same."""


class ConflictError(Exception):
    """The step does not fit what is there by now: an id that is taken, a holder who already has access."""


class ExcludedError(ConflictError):
    """The reporter does not want this holder to read the report."""


class LastHolderError(ConflictError):
    """No other officer could read the report any more."""
