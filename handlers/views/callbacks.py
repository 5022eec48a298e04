"""What a button carries: typed, versioned, at most 64 bytes (Bot API, InlineKeyboardButton.callback_data)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

VERSION = "1"
LIMIT_BYTES = 64


class Action(StrEnum):
    """What a tap asks for. Values are on the wire: never reuse a letter for another meaning."""

    TOPIC = "t"  # show the card of an entry
    CONTEXT = "c"  # show the card of one context of an entry
    GENERAL = "g"  # show the card of an entry that asks, without an answer to its question
    HELPED = "h"  # "Terjawab"
    NOT_HELPED = "n"  # "Belum"
    NOT_THIS = "x"  # "Bukan ini"
    NONE_OF_THESE = "z"  # "Bukan semuanya"
    GROUPS = "l"  # all groups of topics
    GROUP = "k"  # the topics of one group
    LEAVE = "q"  # "Titip pertanyaan": asks for consent
    LEAVE_CONFIRMED = "y"
    LEAVE_CANCELLED = "b"
    PRIVACY = "p"


@dataclass(frozen=True)
class Callback:
    """A button's meaning. `subject` is an entry id or a group; `number` a context or a page."""

    action: Action
    subject: str = ""
    number: int = 0

    def pack(self) -> str:
        """The button's data. Raises `ValueError` beyond 64 bytes, which a test of all entries rules out."""
        data = ":".join((VERSION, self.action, self.subject, str(self.number)))
        if len(data.encode()) > LIMIT_BYTES:
            raise ValueError(f"callback data of {len(data.encode())} bytes: {self.action} {self.subject}")
        return data


def unpack(data: str) -> Callback | None:
    """The meaning of a button's data; None for data of another version or shape (an old button)."""
    parts = data.split(":")
    if len(parts) != 4 or parts[0] != VERSION or not parts[3].isdecimal() or len(parts[3]) > 4:
        return None
    try:
        return Callback(Action(parts[1]), parts[2], int(parts[3]))
    except ValueError:
        return None
