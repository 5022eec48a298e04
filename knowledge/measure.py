"""How well questions are answered: figures by style, with intervals. Questions come from files, never from the base."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.decision import Answered, Choices, Decision, SmallTalk
from knowledge.finder import Finder
from knowledge.loader import KnowledgeBase


@dataclass(frozen=True)
class Question:
    """A question of a measuring set. `topics`: acceptable entry ids, the first is the right one; none if off-topic."""

    text: str
    topics: tuple[str, ...]
    style: str


@dataclass(frozen=True)
class Outcome:
    """What became of one question."""

    question: Question
    decision: Decision
    ranking: tuple[str, ...]
    milliseconds: float

    @property
    def first(self) -> bool:
        return bool(self.ranking) and self.ranking[0] in self.question.topics

    @property
    def in_three(self) -> bool:
        return bool(set(self.ranking[:3]) & set(self.question.topics))

    @property
    def answered(self) -> bool:
        return isinstance(self.decision, Answered)

    @property
    def buttons(self) -> bool:
        return isinstance(self.decision, Choices)

    def right_verdict(self, base: KnowledgeBase) -> bool:
        """An answer by an acceptable entry, or by another with the verdict of the right one."""
        if not isinstance(self.decision, Answered):
            return False
        entry = self.decision.entry
        wanted = base.entries[self.question.topics[0]]
        return entry.id in self.question.topics or entry.verdict is wanted.verdict

    def flipped(self, base: KnowledgeBase) -> bool:
        """An answer that permits what is forbidden, or the other way round."""
        if not isinstance(self.decision, Answered) or self.decision.entry.id in self.question.topics:
            return False
        return self.decision.entry.verdict.flips(base.entries[self.question.topics[0]].verdict)

    @property
    def shown(self) -> bool:
        """The right entry is the answer or among the buttons."""
        match self.decision:
            case Answered(entry=entry):
                return entry.id in self.question.topics
            case Choices(entries=entries):
                return any(entry.id in self.question.topics for entry in entries)
            case _:
                return False


def read_questions(path: Path) -> list[Question]:
    """JSON lines {"q", "topic"?, "also_ok"?, "style"? | "kind"?}. Raises `ValueError` naming the line that is wrong."""
    questions = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
            topics = (raw["topic"], *raw.get("also_ok", ())) if raw.get("topic") else ()
            questions.append(Question(raw["q"], topics, raw.get("style") or raw.get("kind") or "-"))
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise ValueError(f"{path}, baris {number}: {error}") from error
    return questions


def outcomes(finder: Finder, questions: Iterable[Question]) -> list[Outcome]:
    """Ask every question once, alone."""
    found = []
    for question in questions:
        start = time.perf_counter()
        decision = finder.answer(question.text)
        spent = (time.perf_counter() - start) * 1000
        ranked = () if isinstance(decision, SmallTalk) else decision.ranking
        found.append(Outcome(question, decision, tuple(item.entry.id for item in ranked), spent))
    return found


def share(hits: int, of: int) -> str:
    """A share with its 95% Wilson interval: ".956 (.92-.98)"."""
    if not of:
        return "-"
    p, z = hits / of, 1.96
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{p:.3f} ({max(0.0, middle - half):.2f}-{min(1.0, middle + half):.2f})"


def in_scope_table(found: Sequence[Outcome], base: KnowledgeBase) -> str:
    """Markdown: a row a style, then all."""
    columns: list[tuple[str, Callable[[list[Outcome]], str]]] = [
        ("first", lambda rows: share(sum(o.first for o in rows), len(rows))),
        ("in first 3", lambda rows: share(sum(o.in_three for o in rows), len(rows))),
        ("direct answer", lambda rows: share(sum(o.answered for o in rows), len(rows))),
        (
            "verdict right, of direct",
            lambda rows: share(sum(o.right_verdict(base) for o in rows), sum(o.answered for o in rows)),
        ),
        ("flips", lambda rows: str(sum(o.flipped(base) for o in rows))),
        ("right one shown", lambda rows: share(sum(o.shown for o in rows), len(rows))),
        ("unknown", lambda rows: share(sum(not o.answered and not o.buttons for o in rows), len(rows))),
    ]
    return _table(found, columns)


def off_topic_table(found: Sequence[Outcome]) -> str:
    """Markdown: a row a kind, then all."""
    columns: list[tuple[str, Callable[[list[Outcome]], str]]] = [
        ("answered", lambda rows: share(sum(o.answered for o in rows), len(rows))),
        ("given buttons", lambda rows: share(sum(o.buttons for o in rows), len(rows))),
    ]
    return _table(found, columns)


def _table(found: Sequence[Outcome], columns: list[tuple[str, Callable[[list[Outcome]], str]]]) -> str:
    lines = [
        "| style | n | " + " | ".join(name for name, _ in columns) + " |",
        "|---" * (len(columns) + 2) + "|",
    ]
    styles = sorted({o.question.style for o in found})
    for style in [*styles, "all"]:
        rows = [o for o in found if style in ("all", o.question.style)]
        lines.append(f"| {style} | {len(rows)} | " + " | ".join(measure(rows) for _, measure in columns) + " |")
    return "\n".join(lines)
