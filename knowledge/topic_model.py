"""The trained model while answering: numpy and dictionaries, nothing of the training library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from knowledge.features import letter_grams, word_features

Scores = npt.NDArray[np.float32]

OFF_TOPIC: Final = "~"
"""Prefix of the classes of messages that are not a subject of the base."""


@dataclass(frozen=True)
class Block:
    """One family of features: its vocabulary (feature -> row) and inverse document frequencies."""

    rows: dict[str, int]
    idf: npt.NDArray[np.float32]

    def found(self, features: Iterable[str]) -> tuple[int, ...]:
        """The rows of those features that the vocabulary has, as often as they come."""
        return tuple(row for feature in features if (row := self.rows.get(feature)) is not None)

    def vector(self, found: Iterable[int]) -> tuple[npt.NDArray[np.intp], Scores]:
        """Rows and weights of a text: sublinear TF-IDF of unit length, as scikit-learn's vectoriser has it."""
        counts = Counter(found)
        if not counts:
            return np.empty(0, np.intp), np.empty(0, np.float32)
        rows = np.fromiter(counts, np.intp, len(counts))
        times = np.fromiter(counts.values(), np.float64, len(counts))
        weights: Scores = (1.0 + np.log(times)).astype(np.float32) * self.idf[rows]
        weights /= np.sqrt(weights @ weights)
        return rows, weights


@dataclass(frozen=True)
class TopicModel:
    """Linear scores of all classes. `classes` holds entry ids, then off-topic kinds with `OFF_TOPIC` before them."""

    classes: tuple[str, ...]
    common_words: tuple[str, ...]
    """Words that several examples use: what typed errors are repaired to."""
    words: Block
    letters: Block
    weights: npt.NDArray[np.float16]
    """A row a feature (words first, then letters), a column a class."""
    bias: Scores

    def scores(self, words: Sequence[str]) -> Scores:
        """A score a class, in the order of `classes`; higher is likelier, above 0 is a claim."""
        rows, values = self.words.vector(self.words.found(word_features(words)))
        more_rows, more_values = self.letters.vector(chain.from_iterable(map(self._letters_of, words)))
        all_rows = np.concatenate((rows, more_rows + len(self.words.rows)))
        all_values = np.concatenate((values, more_values))
        scores: Scores = all_values @ self.weights[all_rows].astype(np.float32) + self.bias
        return scores

    @cached_property
    def _letters_of(self) -> Callable[[str], tuple[int, ...]]:
        """Rows of a word's letter sequences, remembered: people use the same words again and again."""
        return lru_cache(maxsize=20_000)(lambda word: self.letters.found(letter_grams(word)))

    def known(self, word: str) -> bool:
        """True for a word that the base itself uses more than once."""
        return word in self.words.rows

    def save(self, path: Path) -> None:
        """Write the model; a reader never sees half a file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".tmp.npz")
        np.savez(
            temporary,
            classes=np.array(self.classes),
            common_words=np.array(self.common_words),
            words=_packed(self.words),
            letters=_packed(self.letters),
            words_idf=self.words.idf,
            letters_idf=self.letters.idf,
            weights=self.weights,
            bias=self.bias,
        )
        temporary.replace(path)

    @classmethod
    def read(cls, path: Path) -> TopicModel:
        """The model that `save` wrote. Raises `OSError`, `ValueError` or `KeyError` for anything else."""
        with np.load(path, allow_pickle=False) as data:
            return cls(
                classes=tuple(data["classes"].tolist()),
                common_words=tuple(data["common_words"].tolist()),
                words=Block(_unpacked(data["words"]), data["words_idf"]),
                letters=Block(_unpacked(data["letters"]), data["letters_idf"]),
                weights=data["weights"],
                bias=data["bias"],
            )


def _packed(block: Block) -> npt.NDArray[np.uint8]:
    """The features in row order as one UTF-8 text: no feature has a line break in it."""
    return np.frombuffer("\n".join(block.rows).encode(), np.uint8)


def _unpacked(packed: npt.NDArray[np.uint8]) -> dict[str, int]:
    return {feature: row for row, feature in enumerate(packed.tobytes().decode().split("\n"))}
