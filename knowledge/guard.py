"""The last look before a direct answer: would a verdict be said that one word of the message turns round?

A model that ranks topics well still mistakes "menonton debat" for "menonton debat memakai kaus paslon". Two
signs of such a near miss are cheap to see (measured: docs/pengukuran.md): an entry of the opposite verdict has
a score of its own, or the message has a qualifier that the winning entry's phrasings do not know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from knowledge.confidence import Evidence
from knowledge.loader import KnowledgeBase
from knowledge.model import Entry
from knowledge.normalise import words

OPPOSITE_FROM = -0.5
"""Score from which an entry of the opposite verdict is a serious reading; unrelated ones score about -1."""

KNOWN_FROM = 2
"""Phrasings of an entry that must use a qualifier before the entry knows it."""


SHORTEST = 2
"""Words of a message that may get a direct answer: a single word names a subject, not an act."""


class VerdictGuard:
    """Vetoes direct answers; what it vetoes becomes buttons."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._qualifiers = frozenset(base.lexicon.qualifiers)
        self._known = {entry.id: self._qualifiers_known(entry, base) for entry in base.entries.values()}

    def allows(self, said: Sequence[str], best: Entry, evidence: Evidence) -> bool:
        """True when nothing speaks against saying the verdict of `best` at once."""
        if len(said) < SHORTEST:
            return False
        unknown = self._qualifiers.intersection(said) - self._known[best.id]
        return evidence.opposite < OPPOSITE_FROM and not unknown

    def _qualifiers_known(self, entry: Entry, base: KnowledgeBase) -> frozenset[str]:
        counts: Counter[str] = Counter()
        for text in (*entry.search.asked_as, entry.question, entry.title):
            counts.update(self._qualifiers.intersection(words(text, base.lexicon.spelling)))
        return frozenset(word for word, count in counts.items() if count >= KNOWN_FROM)
