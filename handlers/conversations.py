"""What is under way in a chat, one thing at a time: a report, a mailbox, a choice, a broadcast being written.

In memory only, wiped when it falls silent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from bot.clock import Clock

MOST_OPEN = 2_000
"""Conversations open at once, so that nobody can fill the memory."""


@dataclass(eq=False, repr=False)
class Conversation:
    """What the bot remembers of a chat while it lasts. A representation would quote a person: it shows nothing.

    `messages`: both sides' messages, to be deleted at its end. `screen`: the bot's one message with live buttons.
    `handled`: the person's messages that were taken in; Telegram may bring one twice. `album`: of the last file, with
    the `notices` that its files got: an album is answered once.
    """

    protected: ClassVar[bool] = False
    """Whether its screens can be neither forwarded nor saved."""

    messages: set[int] = field(default_factory=set)
    screen: int | None = None
    handled: set[int] = field(default_factory=set)
    album: str | None = None
    notices: list[str] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"

    def answered(self, album: str | None, notice: str) -> bool:
        """Note what a message got in answer; True when it is the next one of the album that was answered last."""
        same = album is not None and album == self.album
        self.album, self.notices = album, [*(self.notices if same else ()), notice]
        return same

    @property
    def notice(self) -> str:
        """What the last message or album got in answer, each sentence once."""
        return "\n".join(dict.fromkeys(filter(None, self.notices)))

    @property
    def quiet_seconds(self) -> float:
        """How long it may be silent before it is wiped."""
        raise NotImplementedError

    @property
    def held_bytes(self) -> int:
        """Bytes of the files that it holds."""
        return 0


class Conversations:
    """The open conversation of each private chat."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: dict[int, tuple[float, Conversation]] = {}

    def __iter__(self) -> Iterator[Conversation]:
        return (conversation for _, conversation in self._open.values())

    @property
    def full(self) -> bool:
        return len(self._open) >= MOST_OPEN

    def begin(self, chat_id: int, conversation: Conversation) -> None:
        """Open `conversation`. What was open before has been ended."""
        self._open[chat_id] = (self._clock.monotonic(), conversation)

    def find(self, chat_id: int) -> Conversation | None:
        """The open conversation, or None when it has been silent for too long."""
        kept = self._open.get(chat_id)
        return None if kept is None or self._silent(*kept) else kept[1]

    def keep(self, chat_id: int) -> None:
        """Something happened in it just now."""
        if kept := self._open.get(chat_id):
            self._open[chat_id] = (self._clock.monotonic(), kept[1])

    def end(self, chat_id: int) -> Conversation | None:
        """Forget the conversation and return it, also a silent one; None when there is none."""
        kept = self._open.pop(chat_id, None)
        return kept[1] if kept else None

    def take_silent(self) -> list[tuple[int, Conversation]]:
        """Forget all that have been silent for too long and return them with their chats."""
        silent = [(chat_id, kept[1]) for chat_id, kept in self._open.items() if self._silent(*kept)]
        for chat_id, _ in silent:
            del self._open[chat_id]
        return silent

    def _silent(self, since: float, conversation: Conversation) -> bool:
        return self._clock.monotonic() - since >= conversation.quiet_seconds
