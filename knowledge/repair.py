"""Typed errors, word by word: an unknown word becomes the nearest word that the base uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

CUTOFF = 80.0
"""Least `fuzz.ratio` of a repair, 0 to 100. Below it a new word is left as it is (docs/pengukuran.md)."""

SHORTEST = 4
"""Letters of a word worth repairing: shorter ones resemble too many others."""


class Repairer:
    """Repairs words against a fixed vocabulary. Pure and safe to share; remembers recent repairs."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """`vocabulary`: words of the base, common ones only; a rare word is often an error itself."""
        self._by_first: dict[str, list[str]] = defaultdict(list)
        self._known = frozenset(vocabulary)
        for word in sorted(self._known):
            self._by_first[word[0]].append(word)
        self._nearest = lru_cache(maxsize=10_000)(self._search)

    def repair(self, words: Sequence[str]) -> list[str]:
        """The words, unknown ones replaced by their nearest known word where one is near enough."""
        return [self._nearest(word) if len(word) >= SHORTEST and word not in self._known else word for word in words]

    def _search(self, word: str) -> str:
        """Typing errors rarely hit the first letter, and comparing a part of the words keeps it fast."""
        found = process.extractOne(word, self._by_first[word[0]], scorer=fuzz.ratio, score_cutoff=CUTOFF)
        return found[0] if found else word
