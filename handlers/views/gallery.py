"""Every card and every message with sample data: one page on which a lawyer can read all answers."""

from __future__ import annotations

from typing import Any

from telegram import InlineKeyboardMarkup

from handlers.views import broadcast_gallery, cards, keyboards, messages, remind_gallery, replies
from handlers.views.replies import Reply
from handlers.views.report_gallery import samples
from knowledge.lexicon import SmallTalkKind
from knowledge.loader import KnowledgeBase
from knowledge.model import Entry

_SAMPLE = "Bolehkah ASN meminjamkan tenda kepada panitia kampanye?"


def gallery(base: KnowledgeBase) -> dict[str, Any]:
    """JSON-ready: all sentences with their buttons, then all groups with all entries and contexts."""
    groups = [
        {"id": name, "name": messages.group_name(name), "entries": [_entry(entry, base) for entry in entries]}
        for name, entries in base.groups().items()
    ]
    return {"messages": [_message(name, reply) for name, reply in _messages(base)], "groups": groups}


def _messages(base: KnowledgeBase) -> list[tuple[str, Reply]]:
    some = list(base.entries.values())[:3]
    small_talk = [(f"Obrolan kecil: {kind}", Reply(messages.SMALL_TALK[kind])) for kind in SmallTalkKind]
    return [
        ("Pembuka", Reply(messages.WELCOME, keyboards.welcome())),
        ("Bantuan", Reply(messages.HELP, keyboards.topics_link())),
        ("Privasi", Reply(messages.PRIVACY)),
        ("Data dihapus", Reply(messages.FORGOTTEN)),
        *small_talk,
        ("Ragu", Reply(messages.CHOICES, keyboards.choices(some))),
        ("Belum punya jawaban", Reply(messages.UNKNOWN, keyboards.unknown())),
        ("Minta izin menyimpan", Reply(messages.consent(_SAMPLE), keyboards.consent())),
        ("Titipan disimpan", Reply(messages.LEFT)),
        ("Titipan batal", Reply(messages.NOT_LEFT)),
        ("Titipan penuh", Reply(messages.TOO_MANY_LEFT)),
        ("Semua kelompok", replies.of_groups(base)),
        ("Ajakan bertanya", Reply(messages.ASK)),
        ("Ajakan bertanya di grup", Reply(messages.ASK_IN_GROUP)),
        ("Beberapa pertanyaan", Reply(messages.numbered(1, _SAMPLE))),
        ("Lebih dari tiga pertanyaan", Reply(messages.MORE_THAN_THREE)),
        ("Bukan tulisan", Reply(messages.ONLY_TEXT)),
        ("Terlalu panjang", Reply(messages.TEXT_TOO_LONG.format(limit=2000))),
        ("Perintah tidak dikenal", Reply(messages.UNKNOWN_COMMAND)),
        ("Tidak ada yang dibatalkan", Reply(messages.NOTHING_TO_CANCEL)),
        ("Tombol lama", Reply(messages.EXPIRED_BUTTON)),
        ("Dihitung", Reply(messages.COUNTED)),
        ("Dihitung, belum terjawab", Reply(messages.COUNTED_NOT_HELPED)),
        ("Gangguan", Reply(messages.internal_error("4F7A2C"))),
        *samples(),
        *remind_gallery.samples(base),
        *broadcast_gallery.samples(),
    ]


def _message(name: str, reply: Reply) -> dict[str, Any]:
    return {"name": name, "html": reply.text, "buttons": _buttons(reply.keyboard)}


def _entry(entry: Entry, base: KnowledgeBase) -> dict[str, Any]:
    shown = replies.of_entry(entry, base, general=True)
    return {
        "id": entry.id,
        "title": entry.title,
        "question": entry.question,
        "verdict": entry.verdict.value,
        "sign": entry.verdict.sign,
        "label": entry.verdict.label,
        "reviewed": entry.reviewed,
        "html": shown.text,
        "buttons": _buttons(shown.keyboard),
        "ask_html": cards.question_of(entry) if entry.ask else None,
        "contexts": [
            {"label": context.label, "html": cards.answer(entry, base, context=context)} for context in entry.by_context
        ],
    }


def _buttons(keyboard: InlineKeyboardMarkup | None) -> list[list[str]]:
    return [[button.text for button in row] for row in keyboard.inline_keyboard] if keyboard else []
