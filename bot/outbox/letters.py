"""What the outbox is about: campaigns, their recipients, their letters, and how a letter ended. Seconds are UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class CampaignState(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    DONE = "done"


class OnUncertain(StrEnum):
    """What follows when nobody can know whether a letter was sent."""

    SKIP = "skip"  # at most once: rather never than twice
    REPEAT = "repeat"  # at least once: rather twice than never


class State(StrEnum):
    """Where a letter stands. All but the first two are final."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    BLOCKED = "blocked"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Campaign:
    """One thing to say to many, between `not_before` and `deadline`. `kind` and `data` say what is rendered.

    `data` holds JSON values. `Queue.plan` sets `created`.
    """

    id: str
    kind: str
    data: Mapping[str, Any] = field(repr=False)
    not_before: int
    deadline: int
    on_uncertain: OnUncertain = OnUncertain.SKIP
    state: CampaignState = CampaignState.ACTIVE
    created: int = 0


@dataclass(frozen=True)
class Recipient:
    """Who gets a letter and from when on. `zone` is one of `bot.outbox.quiet.ZONES`."""

    chat_id: int = field(repr=False)
    due: int
    zone: str = "WIB"


@dataclass(frozen=True)
class Letter:
    """A claimed letter. `attempts` counts this claim, too."""

    campaign: Campaign
    chat_id: int = field(repr=False)
    attempts: int


@dataclass(frozen=True)
class Outcome:
    """How an attempt ended. `PENDING` is another try at `due`; `UNCERTAIN` follows the campaign's policy.

    `reason` is a code of ours, never a text of Telegram's or of a person.
    """

    state: State
    reason: str | None = None
    due: int | None = None


SENT = Outcome(State.SENT)
BLOCKED = Outcome(State.BLOCKED)


def failed(reason: str) -> Outcome:
    """The letter cannot be sent, now or later."""
    return Outcome(State.FAILED, reason)


def uncertain(reason: str) -> Outcome:
    """It may have been sent."""
    return Outcome(State.UNCERTAIN, reason)


def retry(at: int, reason: str) -> Outcome:
    """It was certainly not sent; try again at `at`."""
    return Outcome(State.PENDING, reason, at)


@dataclass(frozen=True)
class Progress:
    """How many letters of a campaign stand where."""

    pending: int = 0
    sending: int = 0
    sent: int = 0
    failed: int = 0
    uncertain: int = 0
    blocked: int = 0
    expired: int = 0
    cancelled: int = 0

    @property
    def total(self) -> int:
        return self.left + self.sent + self.failed + self.uncertain + self.blocked + self.expired + self.cancelled

    @property
    def left(self) -> int:
        """Letters that are still on their way."""
        return self.pending + self.sending
