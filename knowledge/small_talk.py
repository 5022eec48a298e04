"""Greetings, thanks and questions about the bot: exact rules, tried before any search."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.lexicon import Lexicon, SmallTalkKind
from knowledge.normalise import words

LONGEST = 12
"""Words of a message that may still be small talk."""


class SmallTalkRules:
    """Recognises messages that hold nothing but small talk."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._fillers = frozenset(lexicon.fillers) | _spelled(lexicon.fillers, lexicon)
        self._words = {
            kind: frozenset(rule.words) | _spelled(rule.words, lexicon) for kind, rule in lexicon.small_talk.items()
        }
        self._phrases = {
            tuple(self._without_fillers(words(phrase, lexicon.spelling))): kind
            for kind, rule in lexicon.small_talk.items()
            for phrase in rule.phrases
        }

    def kind(self, said: Sequence[str]) -> SmallTalkKind | None:
        """The kind of a message of nothing else than small talk; None for everything else."""
        if not said or len(said) > LONGEST:
            return None
        for core in (tuple(said), tuple(self._without_fillers(said))):
            if core in self._phrases:
                return self._phrases[core]
        for kind, known in self._words.items():
            hits = [word in known for word in said]
            if any(hits) and all(hit or word in self._fillers for hit, word in zip(hits, said, strict=True)):
                return kind
        return None

    def _without_fillers(self, said: Sequence[str]) -> list[str]:
        return [word for word in said if word not in self._fillers] or list(said)


def _spelled(listed: Sequence[str], lexicon: Lexicon) -> frozenset[str]:
    return frozenset(word for item in listed for word in words(item, lexicon.spelling))
