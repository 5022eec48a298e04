"""Entry -> answer card in Telegram's HTML. Every value is escaped; the layout is `knowledge.card`'s."""

from __future__ import annotations

from html import escape

from knowledge.card import Card, Section, card
from knowledge.loader import KnowledgeBase
from knowledge.model import Context, Employment, Entry


def answer(
    entry: Entry, base: KnowledgeBase, *, context: Context | None = None, employment: Employment | None = None
) -> str:
    """The whole card as HTML, at most 4,096 letters after entities (checked by `python -m knowledge check`)."""
    return render(card(entry, base, context=context, employment=employment))


def question_of(entry: Entry) -> str:
    """The card of an entry whose verdict turns on a fact: asks for it. The buttons are the contexts."""
    return f"❓ <b>TERGANTUNG</b>\n<b>{escape(entry.title)}</b>\n\n{escape(entry.ask)}"


def render(drawn: Card) -> str:
    """A card as HTML: bold verdict and title, labels in bold, the fold as an expandable quote."""
    head = f"{drawn.verdict.sign} <b>{escape(drawn.verdict.label)}</b>\n<b>{escape(drawn.title)}</b>"
    lead = "\n".join(_labelled(label, text) for label, text in drawn.lead)
    parts = [head, lead]
    if drawn.sanctions:
        parts.append(_sanctions(drawn.sanctions))
    if drawn.fold:
        inside = "\n\n".join(_section(section) for section in drawn.fold)
        parts.append(f"<blockquote expandable>{inside}</blockquote>")
    return "\n\n".join(parts)


def _labelled(label: str, text: str) -> str:
    return f"<b>{escape(label)}:</b> {escape(text)}" if label else escape(text)


def _sanctions(lines: tuple[str, ...]) -> str:
    first, *rest = lines
    return "\n".join((f"<b>{escape(first)}</b>", *(escape(line) for line in rest)))


def _section(section: Section) -> str:
    return "\n".join((f"<b>{escape(section.heading)}</b>", *(escape(line) for line in section.lines)))
