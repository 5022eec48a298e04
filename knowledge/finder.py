"""From a message to a decision: rules, spelling, repair, scores, confidence. The front door of answering."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.confidence import Confidence, Evidence
from knowledge.decision import MAX_CHOICES, Answered, Choices, Decision, Ranked, SmallTalk, Unknown
from knowledge.follow_up import is_follow_up, only_employment
from knowledge.loader import KnowledgeBase
from knowledge.model import Employment, Entry
from knowledge.normalise import words
from knowledge.repair import Repairer
from knowledge.small_talk import SmallTalkRules
from knowledge.topic_model import OFF_TOPIC, Scores, TopicModel

RANKING = 5
"""Entries kept of a ranking."""

MAX_QUESTIONS = 3
"""Questions answered of one message."""

FOLLOW_UP_WEIGHT = 0.4
"""Weight of the previous question's scores in a follow-up (measured: docs/pengukuran.md)."""

_BETWEEN_QUESTIONS = re.compile(r"[?;\n]+|\bterus\b|\btrs\b|\boh ya\b|\bsatu lagi\b", re.IGNORECASE)


@dataclass(frozen=True)
class Several:
    """The separate questions of a message with their answers; empty when it is one question. `more`: some were left out."""

    answers: tuple[tuple[str, Answered], ...] = ()
    more: bool = False


class Finder:
    """Answers messages from one base with one trained model. Pure: no clock, no disk, no memory of messages."""

    def __init__(self, base: KnowledgeBase, model: TopicModel, confidence: Confidence) -> None:
        self._base = base
        self._model = model
        self._confidence = confidence
        self._small_talk = SmallTalkRules(base.lexicon)
        self._repairer = Repairer(model.common_words)
        topics = [n for n, name in enumerate(model.classes) if not name.startswith(OFF_TOPIC)]
        self._topics = np.array(topics)
        self._off_topic = np.array([n for n, name in enumerate(model.classes) if name.startswith(OFF_TOPIC)])
        self._entries = [base.entries[model.classes[n]] for n in topics]
        self._verdicts = np.array([list(type(e.verdict)).index(e.verdict) for e in self._entries])

    def answer(self, text: str, previous: Entry | None = None) -> Decision:
        """What the base says to `text`; `previous` is the entry of a question that this one may follow."""
        said = words(text, self._base.lexicon.spelling)
        if kind := self._small_talk.kind(said):
            return SmallTalk(kind)
        if previous and (employment := only_employment(said)):
            return Answered(previous, 1.0, employment, (Ranked(previous, 1.0),))
        repaired = self._repairer.repair(said)
        scores = self._model.scores(repaired)
        if previous and is_follow_up(said):
            question = words(previous.question, self._base.lexicon.spelling)
            scores = scores + FOLLOW_UP_WEIGHT * self._model.scores(question)
        return self._decide(repaired, scores)

    def answer_several(self, text: str) -> Several:
        """The parts of `text` that are questions of different entries, when there are at least two."""
        parts = [part.strip(" ,.") for part in _BETWEEN_QUESTIONS.split(text)]
        answers: dict[str, tuple[str, Answered]] = {}
        for part in parts:
            decision = self.answer(part) if len(part.split()) > 2 else None
            if isinstance(decision, Answered):
                answers.setdefault(decision.entry.id, (part, decision))
        if len(answers) < 2:
            return Several()
        return Several(tuple(answers.values())[:MAX_QUESTIONS], len(answers) > MAX_QUESTIONS)

    def suggest(self, text: str, count: int) -> list[Ranked]:
        """The likeliest entries for something half typed; none when it is surely something else."""
        said = words(text, self._base.lexicon.spelling)
        exact = [Ranked(entry, np.inf) for entry in self._base.entries.values() if entry.title == text.strip()]
        ranking = self._ranking(self._model.scores(self._repairer.repair(said)), count + 1)
        found = exact + [item for item in ranking if item.entry not in [e.entry for e in exact]]
        return found[:count]

    def _decide(self, said: Sequence[str], scores: Scores) -> Decision:
        ranking = tuple(self._ranking(scores, RANKING))
        evidence = self.evidence(said, scores)
        confidence = self._confidence.of(evidence)
        if confidence >= self._confidence.answer_from:
            return Answered(ranking[0].entry, confidence, _employment(said), ranking)
        if self._confidence.in_scope(evidence):
            return Choices(tuple(item.entry for item in ranking[:MAX_CHOICES]), confidence, ranking)
        return Unknown(confidence, ranking)

    def _ranking(self, scores: Scores, count: int) -> list[Ranked]:
        of_topics = scores[self._topics]
        best = np.argsort(-of_topics)[:count]
        return [Ranked(self._entries[n], float(of_topics[n])) for n in best]

    def evidence(self, said: Sequence[str], scores: Scores) -> Evidence:
        """What the scores of one message say about how sure its best topic is."""
        of_topics = scores[self._topics]
        best = int(np.argmax(of_topics))
        top = float(of_topics[best])
        others = of_topics[np.arange(len(of_topics)) != best]
        other_verdict = of_topics[self._verdicts != self._verdicts[best]]
        known = sum(self._model.known(word) for word in said)
        return Evidence(
            top=top,
            over_second=top - float(others.max()),
            over_other_verdict=top - float(other_verdict.max()),
            over_off_topic=top - float(scores[self._off_topic].max()),
            unknown_share=1 - known / len(said) if said else 1.0,
            length=float(np.log1p(len(said))),
        )


def _employment(said: Sequence[str]) -> Employment | None:
    """Whom the question is about, when it says so: then the card shows that sanction alone."""
    if "pppk" in said and "pns" not in said:
        return Employment.PPPK
    return None
