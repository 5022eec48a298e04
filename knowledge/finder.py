"""From a message to a decision: rules, retrieval, confidence. The front door of answering."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.confidence import Confidence
from knowledge.decision import MAX_CHOICES, Answered, Choices, Decision, Ranked, SmallTalk, Unknown
from knowledge.follow_up import is_follow_up, only_employment
from knowledge.loader import KnowledgeBase
from knowledge.model import Employment, Entry
from knowledge.retrieve import Retriever
from knowledge.small_talk import SmallTalkRules
from knowledge.topic_model import Scores, TopicModel

RANKING = 5
"""Entries kept of a ranking."""

MAX_QUESTIONS = 3
"""Questions answered of one message."""

FOLLOW_UP_WEIGHT = 0.4
"""Weight of the previous question's scores in a follow-up."""

_BETWEEN_QUESTIONS = re.compile(r"[?;\n]+|\bterus\b|\btrs\b|\boh ya\b|\bsatu lagi\b", re.IGNORECASE)


@dataclass(frozen=True)
class Several:
    """Separate questions of a message with their answers; empty when it is one. `more`: some were left out."""

    answers: tuple[tuple[str, Answered], ...] = ()
    more: bool = False


class Finder:
    """Answers messages from one base with one trained model. Pure: no clock, no disk, no memory of messages."""

    def __init__(self, base: KnowledgeBase, model: TopicModel, confidence: Confidence) -> None:
        self.base = base
        self._retriever = Retriever(base, model)
        self._confidence = confidence
        self._small_talk = SmallTalkRules(base.lexicon)

    def answer(self, text: str, previous: Entry | None = None) -> Decision:
        """What the base says to `text`; `previous` is the entry of a question that this one may follow."""
        said = self._retriever.said(text)
        if kind := self._small_talk.kind(said):
            return SmallTalk(kind)
        if previous and (employment := only_employment(said)):
            return Answered(previous, 1.0, employment, (Ranked(previous, 1.0),))
        scores = self._retriever.scores(said)
        if previous and is_follow_up(said):
            before = self._retriever.scores(self._retriever.said(previous.question))
            scores = scores + FOLLOW_UP_WEIGHT * before
        return self._decide(said, scores)

    def answer_several(self, text: str) -> Several:
        """The parts of `text` that are questions of different entries, when there are at least two."""
        answers: dict[str, tuple[str, Answered]] = {}
        parts = [part.strip(" ,.") for part in _BETWEEN_QUESTIONS.split(text)]
        questions = [part for part in parts if len(part.split()) > 2]
        for part in questions if len(questions) > 1 else ():
            decision = self.answer(part)
            if isinstance(decision, Answered):
                answers.setdefault(decision.entry.id, (part, decision))
        if len(answers) < 2:
            return Several()
        return Several(tuple(answers.values())[:MAX_QUESTIONS], len(answers) > MAX_QUESTIONS)

    def suggest(self, text: str, count: int) -> list[Ranked]:
        """The likeliest entries for something half typed; an entry whose title was typed comes first."""
        ranking = self._retriever.ranking(self._retriever.scores(self._retriever.said(text)), count)
        titled = [Ranked(entry, math.inf) for entry in self.base.entries.values() if entry.title == text.strip()]
        known = {item.entry.id for item in titled}
        return [*titled, *(item for item in ranking if item.entry.id not in known)][:count]

    def _decide(self, said: Sequence[str], scores: Scores) -> Decision:
        ranking = self._retriever.ranking(scores, RANKING)
        evidence = self._retriever.evidence(said, scores)
        confidence = self._confidence.of(evidence)
        if self._confidence.answers(evidence):
            return Answered(ranking[0].entry, confidence, _employment(said), ranking)
        if self._confidence.in_scope(evidence):
            return Choices(tuple(item.entry for item in ranking[:MAX_CHOICES]), confidence, ranking)
        return Unknown(confidence, ranking)


def _employment(said: Sequence[str]) -> Employment | None:
    """Whom the question is about, when it says so: then the card shows that sanction alone."""
    return Employment.PPPK if "pppk" in said and "pns" not in said else None
