"""A mailbox while it is open in a chat: in memory, for a minute, or ten while the person writes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import ClassVar

from bot.reports.mailbox import Mailbox
from handlers.conversations import Conversation

VIEW_SECONDS = 60.0
"""How long replies stay in the chat."""

WRITING_SECONDS = 600.0


class Step(Enum):
    """Where the person is."""

    ASK = auto()  # the code is asked for
    VIEW = auto()
    ANSWER = auto()
    EVIDENCE = auto()
    DELETE = auto()  # asked whether to delete the report


@dataclass(eq=False, repr=False)
class Box(Conversation):
    """`mailbox` is there from the code to the end."""

    protected: ClassVar[bool] = True

    step: Step = Step.ASK
    mailbox: Mailbox | None = None

    @property
    def quiet_seconds(self) -> float:
        return VIEW_SECONDS if self.step in (Step.VIEW, Step.DELETE) else WRITING_SECONDS

    @property
    def listens(self) -> bool:
        """Whether what the person writes is for the mailbox."""
        return self.step in (Step.ASK, Step.ANSWER, Step.EVIDENCE)

    def shut(self) -> None:
        """The code opens nothing (any more): ask for another."""
        self.mailbox, self.step = None, Step.ASK
