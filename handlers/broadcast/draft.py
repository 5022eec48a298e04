"""A broadcast while it is written: in the memory of this process, in its author's chat."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from enum import Enum, auto

from bot.provinces import PROVINCES
from bot.reminders.subscriptions import Target
from handlers.conversations import Conversation
from knowledge.model import Employment

QUIET_SECONDS = 1800.0

EVERYWHERE = frozenset(PROVINCES)


class Step(Enum):
    """What the author's next message is taken for."""

    TEXT = auto()  # also while the target is chosen: another text takes the place of the first
    PROVINCES = auto()


@dataclass(eq=False, repr=False)
class Draft(Conversation):
    """`number` names it in buttons. `html` is empty until a text was accepted."""

    author: int = 0
    number: str = field(default_factory=lambda: secrets.token_hex(4))
    step: Step = Step.TEXT
    html: str = ""
    provinces: frozenset[str] = EVERYWHERE
    kinds: frozenset[Employment] = frozenset(Employment)

    @property
    def quiet_seconds(self) -> float:
        return QUIET_SECONDS

    @property
    def target(self) -> Target:
        return Target(self.provinces, self.kinds)

    def toggle(self, kind: Employment) -> None:
        self.kinds = self.kinds ^ {kind}
