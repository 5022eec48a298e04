"""The shape of the word lists in `lexicon/`: spelling, small talk, off-topic messages and near misses."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from knowledge.model import EntryId, Frozen, Text


class SmallTalkKind(StrEnum):
    """Messages that are answered by rule, never by search."""

    SALAM = "salam"
    TERIMA_KASIH = "terima_kasih"
    TENTANG_BOT = "tentang_bot"
    PAMIT = "pamit"


class SmallTalkWords(Frozen):
    """A message is small talk of this kind when it equals a phrase, or consists of `words` and fillers only."""

    words: tuple[Text, ...] = ()
    phrases: tuple[Text, ...] = ()


class NearMiss(Frozen):
    """Two questions that differ in little and mean different topics: neither may get the other's verdict."""

    a: Text
    a_topic: EntryId
    b: Text
    b_topic: EntryId


class Lexicon(Frozen):
    """All word lists. `off_topic` maps a kind to messages that must never get a verdict."""

    spelling: dict[str, Text] = Field(default_factory=dict)
    off_topic: dict[str, tuple[Text, ...]] = Field(default_factory=dict)
    small_talk: dict[SmallTalkKind, SmallTalkWords] = Field(default_factory=dict)
    fillers: tuple[Text, ...] = ()
    qualifiers: tuple[Text, ...] = ()
    """Words that can turn a verdict round: one that the best entry does not know speaks against a direct answer."""
