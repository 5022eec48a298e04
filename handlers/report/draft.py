"""A report while it is written: in the memory of this process and nowhere else."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import Enum, auto

from bot.reports.cleaning import CleanFile
from bot.reports.content import STORY_LIMIT, Body
from bot.reports.content import Draft as Content
from bot.reports.intake import Receiver
from bot.reports.receipt import CONFIRMED
from handlers.conversations import Conversation

QUIET_SECONDS = 1800.0
"""A draft that nobody touches is wiped after half an hour."""

TRIES = 3
"""How often the code's last digits are asked for."""


class Step(Enum):
    """Where the person is."""

    WARNING = auto()
    EVENT = auto()  # when did it happen
    KNOWN = auto()  # when did you learn of it
    STORY = auto()
    CHECK = auto()
    CHANGE = auto()
    EXCLUDE = auto()
    CODE = auto()  # sent: the code is on the screen


class StoryTooLongError(Exception):
    """`over`: letters too many. The story is as it was."""

    def __init__(self, over: int) -> None:
        super().__init__("story too long")
        self.over = over


@dataclass(eq=False, repr=False)
class Draft(Conversation):
    """Dates, story and files before they are sent. `parts` and `files` are kept by the message that brought them.

    `form`: address of the web form, if there is one. `typing_date`: the person chose to type the date. `offered`:
    messages whose words were meant for the story; a correction of one is taken in. `receivers`: whom the exclusion
    list shows. `code` is the receipt code once the report was sent, `wrong` how often its last digits were mistyped.
    """

    form: str = ""
    step: Step = Step.WARNING
    typing_date: bool = False
    event_date: dt.date | None = None
    known_date: dt.date | None = None
    parts: dict[int, str] = field(default_factory=dict)
    offered: set[int] = field(default_factory=set)
    files: dict[int, CleanFile] = field(default_factory=dict)
    receivers: tuple[Receiver, ...] = ()
    excluded: set[bytes] = field(default_factory=set)
    code: str = ""
    wrong: int = 0

    @property
    def quiet_seconds(self) -> float:
        return QUIET_SECONDS

    @property
    def held_bytes(self) -> int:
        return sum(len(file.content) for file in self.files.values())

    @property
    def story(self) -> str:
        """The parts in the order in which they were sent."""
        return "\n\n".join(self.parts[message] for message in sorted(self.parts))

    def tell(self, message: int, text: str) -> None:
        """Add a part, or replace the one that `message` brought. Raises `StoryTooLongError`."""
        before = dict(self.parts)
        self.parts[message] = text
        if (over := len(self.story) - STORY_LIMIT) > 0:
            self.parts = before
            raise StoryTooLongError(over)

    def rewrite(self) -> None:
        """Begin the story anew."""
        self.parts.clear()
        self.offered.clear()
        self.step = Step.STORY

    def content(self) -> Content:
        """The report without anything of the chat. Call it when both dates and a story are there."""
        assert self.event_date
        assert self.known_date
        body = Body(event_date=self.event_date, known_date=self.known_date, story=self.story)
        return Content(body, tuple(self.files.values()), frozenset(self.excluded))

    def sent(self, code: str) -> None:
        """Only the code is still needed: everything else is forgotten at once."""
        self.rewrite()
        self.code, self.step = code, Step.CODE
        self.files.clear()
        self.excluded.clear()
        self.event_date = self.known_date = None

    def confirms(self, text: str) -> bool:
        """Whether `text` shows that the code was noted: its last digits, or all of them."""
        typed = "".join(text.split())
        return typed in (self.code, self.code[-CONFIRMED:])
