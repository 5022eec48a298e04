"""A decision -> what is shown: text and buttons. The only place that maps one to the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from telegram import InlineKeyboardMarkup

from handlers.views import cards, keyboards, messages
from knowledge.decision import Answered, Choices, Decision, SmallTalk
from knowledge.loader import KnowledgeBase
from knowledge.model import Employment, Entry


@dataclass(frozen=True)
class Reply:
    """HTML and the keyboard under it."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None

    @cached_property
    def raw(self) -> dict[str, Any]:
        """The keyboard as parameters of the Bot API, so that a card that is sent often is converted once."""
        return {"reply_markup": self.keyboard.to_dict()} if self.keyboard else {}


def of_decision(decision: Decision, base: KnowledgeBase) -> Reply:
    match decision:
        case Answered(entry=entry, employment=employment):
            return of_entry(entry, base, employment=employment)
        case Choices(entries=entries):
            return Reply(messages.CHOICES, keyboards.choices(entries))
        case SmallTalk(kind=kind):
            return Reply(messages.SMALL_TALK[kind], keyboards.topics_link())
        case _:
            return Reply(messages.UNKNOWN, keyboards.unknown())


def of_entry(
    entry: Entry, base: KnowledgeBase, *, employment: Employment | None = None, general: bool = False
) -> Reply:
    """An entry's card. Where a fact could turn the verdict round, the question comes first, unless `general`."""
    if entry.asks_first and not general:
        return Reply(cards.question_of(entry), keyboards.contexts(entry))
    return _card(entry.id, base, employment)


@lru_cache(maxsize=1024)
def _card(entry_id: str, base: KnowledgeBase, employment: Employment | None) -> Reply:
    """Drawn once: the same few hundred cards answer everybody."""
    entry = base.entries[entry_id]
    text = cards.answer(entry, base, employment=employment)
    return Reply(text, keyboards.answer(entry, related(entry, base)))


def of_context(entry: Entry, number: int, base: KnowledgeBase) -> Reply | None:
    """The card of one context; None when the entry has no such context (an old button)."""
    if number >= len(entry.by_context):
        return None
    text = cards.answer(entry, base, context=entry.by_context[number])
    return Reply(text, keyboards.answer(entry, related(entry, base)))


def of_groups(base: KnowledgeBase) -> Reply:
    return Reply(messages.TOPICS, keyboards.groups(list(base.groups())))


def of_group(name: str, page: int, base: KnowledgeBase) -> Reply | None:
    """One page of a group; None for a group that does not exist (an old button)."""
    entries = base.groups().get(name)
    if not entries:
        return None
    last = (len(entries) - 1) // keyboards.TOPICS_PER_PAGE
    return Reply(messages.group_of_topics(name), keyboards.group(name, entries, min(page, last)))


def related(entry: Entry, base: KnowledgeBase) -> list[Entry]:
    """The entries that a reader of `entry` may want next."""
    return [base.entries[name] for name in entry.related if name in base.entries]
