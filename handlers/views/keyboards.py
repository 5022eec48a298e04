"""Buttons under messages: two to four words, most likely first, never a dead end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.views.callbacks import Action, Callback
from handlers.views.messages import group_name
from knowledge.model import Entry

Row = list[InlineKeyboardButton]

TOPICS_PER_PAGE = 8

CARD_ROWS = 6
"""Rows under a card: more would push the card itself off a phone's screen."""

SHORT_LABEL = 17
"""Letters of a button that fits beside another one on a phone."""


def answer(entry: Entry, related: Sequence[Entry], *, voted: bool = False) -> InlineKeyboardMarkup:
    """Under a card: other circumstances, was it the answer, is it the wrong question, what next, pass it on.

    Two related topics, or as many as the circumstances leave room for.
    """
    rows = _contexts(entry) if entry.ask and not entry.asks_first else []
    if entry.asks_first:
        rows.append([action_button("Keadaan lain", Action.TOPIC, entry.id)])
    if not voted:
        rows.append(
            [
                action_button("👍 Terjawab", Action.HELPED, entry.id),
                action_button("👎 Belum", Action.NOT_HELPED, entry.id),
                action_button("Bukan ini", Action.NOT_THIS, entry.id),
            ]
        )
    room = CARD_ROWS - 1 - len(rows)
    rows.extend(_topics(related[: max(0, min(2, room))]))
    rows.append([share(entry)])
    return InlineKeyboardMarkup(rows)


def contexts(entry: Entry) -> InlineKeyboardMarkup:
    """The possible answers to the question that an entry asks."""
    ways_out = [
        action_button("Jawaban umum", Action.GENERAL, entry.id),
        action_button("Bukan ini", Action.NOT_THIS, entry.id),
    ]
    return InlineKeyboardMarkup([*_contexts(entry), ways_out])


def _contexts(entry: Entry) -> list[Row]:
    """A button a context; two neighbours share a row where both are short enough to be read on a phone."""
    rows: list[Row] = []
    for number, item in enumerate(entry.by_context):
        button = action_button(item.label, Action.CONTEXT, entry.id, number)
        if rows and len(rows[-1]) == 1 and max(len(rows[-1][0].text), len(item.label)) <= SHORT_LABEL:
            rows[-1].append(button)
        else:
            rows.append([button])
    return rows


def choices(entries: Iterable[Entry]) -> InlineKeyboardMarkup:
    """One entry a row, then the way out."""
    return InlineKeyboardMarkup([*_topics(entries), [action_button("Bukan semuanya", Action.NONE_OF_THESE)]])


def unknown() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[action_button("Lihat topik", Action.GROUPS), action_button("Titip pertanyaan", Action.LEAVE)]]
    )


def consent() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[action_button("Ya, titip", Action.LEAVE_CONFIRMED), action_button("Jangan", Action.LEAVE_CANCELLED)]]
    )


def welcome() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [
            [action_button("Lihat topik", Action.GROUPS), action_button("Lapor pelanggaran", Action.REPORT)],
            [action_button("Pengingat kampanye", Action.REMINDERS), action_button("Privasi", Action.PRIVACY)],
        ]
    )


def topics_link() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[action_button("Lihat topik", Action.GROUPS)]])


def groups(names: Sequence[str]) -> InlineKeyboardMarkup:
    """All groups, two a row."""
    buttons = [action_button(group_name(name), Action.GROUP, name) for name in names]
    return InlineKeyboardMarkup([buttons[i : i + 2] for i in range(0, len(buttons), 2)])


def group(name: str, entries: Sequence[Entry], page: int) -> InlineKeyboardMarkup:
    """One page of a group's topics, with the ways on and back."""
    start = page * TOPICS_PER_PAGE
    rows = _topics(entries[start : start + TOPICS_PER_PAGE])
    turn: Row = []
    if page > 0:
        turn.append(action_button("← Sebelumnya", Action.GROUP, name, page - 1))
    if start + TOPICS_PER_PAGE < len(entries):
        turn.append(action_button("Berikutnya →", Action.GROUP, name, page + 1))
    return InlineKeyboardMarkup([*rows, *([turn] if turn else []), [action_button("Semua kelompok", Action.GROUPS)]])


def share(entry: Entry) -> InlineKeyboardButton:
    """Opens the chat list and writes an inline query that finds this very card."""
    return InlineKeyboardButton("Bagikan", switch_inline_query=entry.title)


def _topics(entries: Iterable[Entry]) -> list[Row]:
    return [[action_button(entry.title, Action.TOPIC, entry.id)] for entry in entries]


def action_button(text: str, action: Action, subject: str = "", number: int = 0) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=Callback(action, subject, number).pack())
