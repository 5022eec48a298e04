"""Words -> features of the topic model. Training and answering share these two functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

LETTER_GRAMS = range(2, 6)
"""Lengths of the letter sequences inside a word, its borders included."""


def word_features(words: Sequence[str]) -> Iterator[str]:
    """Words, pairs of neighbouring words, and pairs with one word between them."""
    yield from words
    yield from map(" ".join, pairwise(words))
    yield from map(" _ ".join, zip(words, words[2:], strict=False))


def letter_features(words: Sequence[str]) -> Iterator[str]:
    """Letter sequences of each word: typed errors and affixes share most of them."""
    for word in words:
        yield from letter_grams(word)


@lru_cache(maxsize=20_000)
def letter_grams(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    size = len(padded)
    return tuple(padded[i : i + n] for n in LETTER_GRAMS for i in range(size - n + 1))
