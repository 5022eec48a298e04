"""Buttons under messages: two to four words, most likely first, never a dead end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.views.callbacks import Action, Callback
from handlers.views.messages import group_name
from knowledge.model import Entry

Row = list[InlineKeyboardButton]

TOPICS_PER_PAGE = 8


def answer(entry: Entry, related: Sequence[Entry], *, voted: bool = False) -> InlineKeyboardMarkup:
    """Under a card: was it the answer, is it the wrong question, what next, pass it on."""
    rows: list[Row] = []
    if not voted:
        helped = [
            _button("👍 Terjawab", Action.HELPED, entry.id),
            _button("👎 Belum", Action.NOT_HELPED, entry.id),
        ]
        rows.append([*helped, _button("Bukan ini", Action.NOT_THIS, entry.id)])
    rows.extend(_topics(related[:2]))
    rows.append([_button("Semua topik", Action.GROUPS), share(entry)])
    return InlineKeyboardMarkup(rows)


def contexts(entry: Entry) -> InlineKeyboardMarkup:
    """The possible answers to the question that an entry asks."""
    buttons = [
        _button(context.label, Action.CONTEXT, entry.id, number) for number, context in enumerate(entry.by_context)
    ]
    rows = [[button] for button in buttons]
    rows.append(
        [
            _button("Jawaban umum", Action.GENERAL, entry.id),
            _button("Bukan ini", Action.NOT_THIS, entry.id),
        ]
    )
    return InlineKeyboardMarkup(rows)


def context_answer(entry: Entry, related: Sequence[Entry]) -> InlineKeyboardMarkup:
    """Under the card of one context: the way back to the question, then as under any card."""
    base = answer(entry, related)
    back = [_button("Keadaan lain", Action.TOPIC, entry.id)]
    return InlineKeyboardMarkup([back, *base.inline_keyboard])


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
