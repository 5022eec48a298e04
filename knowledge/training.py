"""Entries and off-topic messages -> topic model. The only module that imports scikit-learn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_union
from sklearn.svm import LinearSVC

from knowledge.features import letter_features, word_features
from knowledge.loader import KnowledgeBase
from knowledge.normalise import words
from knowledge.topic_model import OFF_TOPIC, Block, TopicModel

MARGIN_COST = 0.5
"""C of the linear SVM (docs/pengukuran.md)."""

RARE_BELOW = 0.00005
"""Share of the examples that must have a feature before the model learns it; a share, so that memory stays bounded."""

COMMON_FROM = 3
"""Examples that must use a word before typed errors are repaired to it."""


@dataclass(frozen=True)
class Example:
    """A text and its class: an entry id, or a kind of off-topic message with `OFF_TOPIC` before it."""

    text: str
    label: str


def examples(base: KnowledgeBase) -> list[Example]:
    """All phrasings, questions, titles and word lists of the base, and its off-topic messages."""
    found = [
        Example(text, entry.id)
        for entry in base.entries.values()
        for text in (*entry.search.asked_as, entry.question, entry.title, " ".join(entry.search.words))
    ]
    for messages in base.lexicon.off_topic.values():
        found.extend(Example(text, OFF_TOPIC) for text in messages)
    return found


def train(material: Sequence[Example], base: KnowledgeBase) -> TopicModel:
    """A linear SVM, one class against the rest, over TF-IDF of words and of letter sequences."""
    texts = [words(example.text, base.lexicon.spelling) for example in material]
    by_words = TfidfVectorizer(analyzer=word_features, sublinear_tf=True, min_df=RARE_BELOW, dtype=np.float32)
    by_letters = TfidfVectorizer(analyzer=letter_features, sublinear_tf=True, min_df=RARE_BELOW, dtype=np.float32)
    matrix = make_union(by_words, by_letters).fit_transform(texts)
    svm = LinearSVC(C=MARGIN_COST).fit(matrix, [example.label for example in material])
    return TopicModel(
        classes=tuple(str(name) for name in svm.classes_),
        common_words=_common(texts),
        words=_block(by_words),
        letters=_block(by_letters),
        weights=np.ascontiguousarray(svm.coef_.T, np.float16),
        bias=svm.intercept_.astype(np.float32),
    )


def _common(texts: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Words in at least `COMMON_FROM` examples."""
    counts = Counter(word for text in texts for word in set(text))
    return tuple(sorted(word for word, count in counts.items() if count >= COMMON_FROM))


def _block(vectoriser: TfidfVectorizer) -> Block:
    in_row_order = sorted(vectoriser.vocabulary_.items(), key=lambda item: item[1])
    return Block({feature: int(row) for feature, row in in_row_order}, vectoriser.idf_.astype(np.float32))
