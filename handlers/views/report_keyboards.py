"""Buttons of a report and of its mailbox."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.reports.intake import Receiver
from handlers.views.callbacks import Action
from handlers.views.keyboards import Row, action_button

OPTIONS_PER_PAGE = 8
LABEL = 34
"""Letters of a receiver on a button."""

_CANCEL = action_button("Batal", Action.REPORT_CANCEL)


@dataclass(frozen=True)
class Option:
    """What the exclusion list offers: an officer, or an agency with all its officers."""

    label: str
    holders: frozenset[bytes]


def options(receivers: Sequence[Receiver]) -> list[Option]:
    """Agencies with several officers first, then every officer."""
    agencies: dict[str, set[bytes]] = {}
    for receiver in receivers:
        agencies.setdefault(receiver.agency, set()).add(receiver.id)
    several = [Option(f"Semua: {name}", frozenset(ids)) for name, ids in agencies.items() if len(ids) > 1]
    return several + [Option(f"{one.name}, {one.agency}", frozenset({one.id})) for one in receivers]


def warning() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[action_button("Mulai", Action.REPORT_BEGIN), _CANCEL]])


def days(action: Action, today: dt.date, earliest: dt.date | None, *, typing: bool) -> InlineKeyboardMarkup:
    """Today, yesterday (unless that is before `earliest`), another day."""
    row = [action_button("Hari ini", action, number=0)]
    if earliest is None or earliest < today:
        row.append(action_button("Kemarin", action, number=1))
    if not typing:
        row.append(action_button("Tanggal lain", Action.REPORT_TYPE_DAY))
    return InlineKeyboardMarkup([row, [_CANCEL]])


def story(*, ready: bool) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[action_button("Selesai", Action.REPORT_CHECK), _CANCEL] if ready else [_CANCEL]])


def check() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [
            [action_button("Kirim", Action.REPORT_SEND)],
            [action_button("Ubah", Action.REPORT_CHANGE), action_button("Jangan kirim ke ...", Action.REPORT_EXCLUDE)],
            [_CANCEL],
        ]
    )


def change(*, has_files: bool) -> InlineKeyboardMarkup:
    row = [
        action_button("Tanggal", Action.REPORT_CHANGE_DAYS),
        action_button("Tulis ulang cerita", Action.REPORT_CHANGE_STORY),
    ]
    files = [[action_button("Buang lampiran", Action.REPORT_CHANGE_FILES)]] if has_files else []
    return InlineKeyboardMarkup([row, *files, [action_button("Kembali", Action.REPORT_CHECK)]])


def exclude(choices: Sequence[Option], excluded: set[bytes], page: int) -> InlineKeyboardMarkup:
    """One toggle a row. A button says what it sets, so a second tap on it changes nothing."""
    start = page * OPTIONS_PER_PAGE
    rows: list[Row] = []
    for place, option in enumerate(choices[start : start + OPTIONS_PER_PAGE], start):
        label = option.label if len(option.label) <= LABEL else f"{option.label[: LABEL - 1]}…"
        if option.holders <= excluded:
            rows.append([action_button(f"🚫 {label}", Action.REPORT_INCLUDED, number=place)])
        else:
            rows.append([action_button(label, Action.REPORT_EXCLUDED, number=place)])
    turn: Row = []
    if page > 0:
        turn.append(action_button("← Sebelumnya", Action.REPORT_EXCLUDE, number=page - 1))
    if start + OPTIONS_PER_PAGE < len(choices):
        turn.append(action_button("Berikutnya →", Action.REPORT_EXCLUDE, number=page + 1))
    return InlineKeyboardMarkup(
        [*rows, *([turn] if turn else []), [action_button("Selesai memilih", Action.REPORT_CHECK)]]
    )


def noted() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[action_button("Sudah saya catat", Action.REPORT_NOTED)]])


def again() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[action_button("Mulai lagi", Action.REPORT), action_button("Lihat topik", Action.GROUPS)]]
    )


def offer() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[action_button("Lapor pelanggaran", Action.REPORT), action_button("Lihat topik", Action.GROUPS)]]
    )


def private_chat(username: str) -> InlineKeyboardMarkup:
    """Opens the private chat at the report's first screen."""
    url = f"https://t.me/{username}?start=lapor"
    return InlineKeyboardMarkup([[InlineKeyboardButton("Buka obrolan pribadi", url=url)]])


def ask_code() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[action_button("Tutup", Action.MAILBOX_CLOSE)]])


def mailbox(page: int, pages: int) -> InlineKeyboardMarkup:
    turn: Row = []
    if page > 0:
        turn.append(action_button("← Sebelumnya", Action.MAILBOX_PAGE, number=page - 1))
    if page + 1 < pages:
        turn.append(action_button("Berikutnya →", Action.MAILBOX_PAGE, number=page + 1))
    return InlineKeyboardMarkup(
        [
            *([turn] if turn else []),
            [action_button("Balas", Action.MAILBOX_ANSWER), action_button("Tambah bukti", Action.MAILBOX_EVIDENCE)],
            [action_button("Hapus laporan", Action.MAILBOX_DELETE), action_button("Tutup", Action.MAILBOX_CLOSE)],
        ]
    )


def compose() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[action_button("Selesai", Action.MAILBOX_PAGE), action_button("Tutup", Action.MAILBOX_CLOSE)]]
    )


def delete() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [
            [
                action_button("Ya, hapus selamanya", Action.MAILBOX_DELETE_SURE),
                action_button("Kembali", Action.MAILBOX_PAGE),
            ]
        ]
    )
