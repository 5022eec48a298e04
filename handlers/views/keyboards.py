"""Buttons under messages: two to four words, most likely first, never a dead end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.views.callbacks import Action, Callback
from handlers.views.messages import group_name
from knowledge.model import Entry

Row = list[InlineKeyboardButton]

TOPICS_PER_PAGE = 8

SHORT_LABEL = 17
"""Letters of a button that fits beside another one on a phone."""


def answer(entry: Entry, related: Sequence[Entry], *, voted: bool = False) -> InlineKeyboardMarkup:
    """Under a card: other circumstances, was it the answer, is it the wrong question, what next, pass it on."""
    rows = _contexts(entry) if entry.ask and not entry.asks_first else []
    if entry.asks_first:
        rows.append([_button("Keadaan lain", Action.TOPIC, entry.id)])
    if not voted:
        rows.append(
            [
                _button("👍 Terjawab", Action.HELPED, entry.id),
                _button("👎 Belum", Action.NOT_HELPED, entry.id),
                _button("Bukan ini", Action.NOT_THIS, entry.id),
            ]
        )
    rows.extend(_topics(related[:2]))
    rows.append([share(entry)])
    return InlineKeyboardMarkup(rows)


def contexts(entry: Entry) -> InlineKeyboardMarkup:
    """The possible answers to the question that an entry asks."""
    ways_out = [_button("Jawaban umum", Action.GENERAL, entry.id), _button("Bukan ini", Action.NOT_THIS, entry.id)]
    return InlineKeyboardMarkup([*_contexts(entry), ways_out])


def _contexts(entry: Entry) -> list[Row]:
    """A button a context; two a row where both are short enough to be read on a phone."""
    buttons = [_button(item.label, Action.CONTEXT, entry.id, n) for n, item in enumerate(entry.by_context)]
    side_by_side = 2 if all(len(item.label) <= SHORT_LABEL for item in entry.by_context) else 1
    return [buttons[i : i + side_by_side] for i in range(0, len(buttons), side_by_side)]


def choices(entries: Iterable[Entry]) -> InlineKeyboardMarkup:
    """One entry a row, then the way out."""
    return InlineKeyboardMarkup([*_topics(entries), [_button("Bukan semuanya", Action.NONE_OF_THESE)]])


def unknown() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[_button("Lihat topik", Action.GROUPS), _button("Titip pertanyaan", Action.LEAVE)]])


def consent() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[_button("Ya, titip", Action.LEAVE_CONFIRMED), _button("Jangan", Action.LEAVE_CANCELLED)]]
    )


def welcome() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[_button("Lihat topik", Action.GROUPS), _button("Privasi", Action.PRIVACY)]])


def topics_link() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[_button("Lihat topik", Action.GROUPS)]])


def groups(names: Sequence[str]) -> InlineKeyboardMarkup:
    """All groups, two a row."""
    buttons = [_button(group_name(name), Action.GROUP, name) for name in names]
    return InlineKeyboardMarkup([buttons[i : i + 2] for i in range(0, len(buttons), 2)])


def group(name: str, entries: Sequence[Entry], page: int) -> InlineKeyboardMarkup:
    """One page of a group's topics, with the ways on and back."""
    start = page * TOPICS_PER_PAGE
    rows = _topics(entries[start : start + TOPICS_PER_PAGE])
    turn: Row = []
    if page > 0:
        turn.append(_button("← Sebelumnya", Action.GROUP, name, page - 1))
    if start + TOPICS_PER_PAGE < len(entries):
        turn.append(_button("Berikutnya →", Action.GROUP, name, page + 1))
    return InlineKeyboardMarkup([*rows, *([turn] if turn else []), [_button("Semua kelompok", Action.GROUPS)]])


def share(entry: Entry) -> InlineKeyboardButton:
    """Opens the chat list and writes an inline query that finds this very card."""
    return InlineKeyboardButton("Bagikan", switch_inline_query=entry.title)


def _topics(entries: Iterable[Entry]) -> list[Row]:
    return [[_button(entry.title, Action.TOPIC, entry.id)] for entry in entries]


def _button(text: str, action: Action, subject: str = "", number: int = 0) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=Callback(action, subject, number).pack())
