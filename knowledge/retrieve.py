"""Words -> scored entries: spelling, repair of typed errors, linear scores. Decides nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from knowledge.confidence import NO_OPPOSITE, Evidence
from knowledge.decision import Ranked
from knowledge.loader import KnowledgeBase
from knowledge.model import Verdict
from knowledge.normalise import words
from knowledge.qualifiers import Qualifiers
from knowledge.repair import Repairer
from knowledge.topic_model import OFF_TOPIC, Scores, TopicModel


class Retriever:
    """Scores messages with one trained model over one base. Pure and safe to share."""

    def __init__(self, base: KnowledgeBase, model: TopicModel) -> None:
        self._spelling = base.lexicon.spelling
        self._model = model
        self._repairer = Repairer(model.common_words)
        self._qualifiers = Qualifiers(base)
        topics = [n for n, name in enumerate(model.classes) if not name.startswith(OFF_TOPIC)]
        self._topics = np.array(topics)
        self._off_topic = np.array([n for n, name in enumerate(model.classes) if name.startswith(OFF_TOPIC)])
        self._entries = [base.entries[model.classes[n]] for n in topics]
        order = list(Verdict)
        self._verdicts = np.array([order.index(entry.verdict) for entry in self._entries])
        self._flips = np.array([[a.verdict.flips(b.verdict) for b in self._entries] for a in self._entries])

    def said(self, text: str) -> list[str]:
        """The words of a message as the base writes them; typed errors are still in."""
        return words(text, self._spelling)

    def scores(self, said: Sequence[str]) -> Scores:
        """A score a class of the model, typed errors repaired first."""
        return self._model.scores(self._repairer.repair(said))

    def ranking(self, scores: Scores, count: int) -> tuple[Ranked, ...]:
        """The `count` best entries, best first."""
        of_topics = scores[self._topics]
        best = np.argsort(-of_topics)[:count]
        return tuple(Ranked(self._entries[n], float(of_topics[n])) for n in best)

    def evidence(self, said: Sequence[str], scores: Scores) -> Evidence:
        """What the scores of one message say about how sure its best entry is."""
        of_topics = scores[self._topics]
        best = int(np.argmax(of_topics))
        top = float(of_topics[best])
        other_verdict = of_topics[self._verdicts != self._verdicts[best]]
        flipping = of_topics[self._flips[best]]
        known = sum(self._model.known(word) for word in said)
        return Evidence(
            top=top,
            over_second=top - float(np.partition(of_topics, -2)[-2]),
            over_other_verdict=top - float(other_verdict.max()),
            over_off_topic=top - float(scores[self._off_topic].max()),
            opposite=float(flipping.max()) if flipping.size else NO_OPPOSITE,
            unknown_share=1 - known / len(said) if said else 1.0,
            length=math.log1p(len(said)),
            strange=float(self._qualifiers.strange(said, self._entries[best])),
        )
