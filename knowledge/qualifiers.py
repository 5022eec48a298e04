"""Words that can turn a verdict round ("tanpa", "istri", "cuti"), and which entries know them.

A model that ranks topics well still mistakes "menonton debat" for "menonton debat memakai kaus paslon". A qualifier
that the winning entry's phrasings do not use is a sign of such a near miss (decision 8).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from knowledge.loader import KnowledgeBase
from knowledge.model import Entry
from knowledge.normalise import words

KNOWN_FROM = 2
"""Phrasings of an entry that must use a qualifier before the entry knows it."""


class Qualifiers:
    """The qualifiers of one base. Pure and safe to share."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._all = frozenset(base.lexicon.qualifiers)
        self._known = {entry.id: self._known_by(entry, base) for entry in base.entries.values()}

    def strange(self, said: Sequence[str], entry: Entry) -> bool:
        """True when `said` has a qualifier that `entry` does not know."""
        return not self._all.intersection(said) <= self._known[entry.id]

    def _known_by(self, entry: Entry, base: KnowledgeBase) -> frozenset[str]:
        counts: Counter[str] = Counter()
        for text in (*entry.search.asked_as, entry.question, entry.title):
            counts.update(self._all.intersection(words(text, base.lexicon.spelling)))
        return frozenset(word for word, count in counts.items() if count >= KNOWN_FROM)
