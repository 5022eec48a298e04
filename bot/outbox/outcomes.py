"""What an error of Telegram's library means for a letter."""

from __future__ import annotations

import datetime as dt

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.outbox.letters import BLOCKED, Outcome, failed, retry, uncertain
from bot.outbox.queue import backoff
from bot.telegram.transport import NotSent

OUTAGE = frozenset({"not_sent", "refused", "timed_out", "network"})
"""Reasons that say more about the way to Telegram than about the letter."""


def outcome_of(error: TelegramError, attempts: int, now: int) -> Outcome:
    """How an attempt ended that raised `error`. Only what surely was not sent is tried again.

    An answer of 500 to 599 is a `NetworkError` as a broken connection is: Telegram does not say what it did before.
    """
    match error:
        case RetryAfter():
            return retry(now + int(seconds_of(error)) + 1, "too_many_requests")
        case ChatMigrated():
            return retry(now, "migrated")
        case Forbidden():
            return BLOCKED
        case BadRequest():
            return failed("bad_request")
        case NotSent():
            return retry(now + backoff(attempts), "not_sent")
        case InvalidToken():
            return retry(now + backoff(attempts), "refused")
        case TimedOut():
            return uncertain("timed_out")
        case NetworkError():
            return uncertain("network")
    return uncertain("unknown")


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram refuses everything."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, dt.timedelta) else float(wait)
