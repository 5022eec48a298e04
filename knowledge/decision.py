"""What the base says to a message: one of four outcomes, and never a guess dressed as an answer."""

from __future__ import annotations

from dataclasses import dataclass, field

from knowledge.lexicon import SmallTalkKind
from knowledge.model import Employment, Entry

MAX_CHOICES = 3
"""Buttons offered when unsure."""


@dataclass(frozen=True)
class Ranked:
    """An entry and its score; scores order entries of one message and mean nothing across messages."""

    entry: Entry
    score: float


@dataclass(frozen=True)
class Answered:
    """One entry answers the message. `confidence`: estimated chance that its verdict is right, 0 to 1."""

    entry: Entry
    confidence: float
    employment: Employment | None = None
    ranking: tuple[Ranked, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Choices:
    """At most `MAX_CHOICES` entries, the likeliest first; the person chooses."""

    entries: tuple[Entry, ...]
    confidence: float
    ranking: tuple[Ranked, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Unknown:
    """Not a subject of the base, or not understood."""

    confidence: float = 0.0
    ranking: tuple[Ranked, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class SmallTalk:
    """A greeting, thanks, a question about the bot: answered by rule."""

    kind: SmallTalkKind


Decision = Answered | Choices | Unknown | SmallTalk
