"""Buttons of reminders. The steps stand in the buttons, so that they work after a restart, too."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.provinces import PROVINCES, Province
from bot.reminders.subscriptions import Frequency
from handlers.views.callbacks import Action
from handlers.views.keyboards import Row, action_button
from handlers.views.remind_messages import EMPLOYMENTS, FREQUENCIES
from knowledge.model import Employment

PROVINCES_PER_PAGE = 8

_CANCEL = action_button("Batal", Action.REMIND_CANCEL)
_CHANGE_PROVINCE = action_button("Ganti provinsi", Action.REMIND_CHANGE)


def province() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[action_button("Pilih dari daftar", Action.REMIND_LIST), _CANCEL]])


def unsure(found: Sequence[Province]) -> InlineKeyboardMarkup:
    """One province a row, then the way to all of them."""
    return InlineKeyboardMarkup([*map(_province, found), [action_button("Lihat semua", Action.REMIND_LIST), _CANCEL]])


def listed(zone: str, page: int) -> InlineKeyboardMarkup:
    """One page of all provinces, or of those in `zone`."""
    all_of_them = [one for one in PROVINCES.values() if zone in ("", one.zone)]
    start = min(page, (len(all_of_them) - 1) // PROVINCES_PER_PAGE) * PROVINCES_PER_PAGE
    rows = [_province(one) for one in all_of_them[start : start + PROVINCES_PER_PAGE]]
    turn: Row = []
    if start > 0:
        turn.append(action_button("← Sebelumnya", Action.REMIND_LIST, zone, start // PROVINCES_PER_PAGE - 1))
    if start + PROVINCES_PER_PAGE < len(all_of_them):
        turn.append(action_button("Berikutnya →", Action.REMIND_LIST, zone, start // PROVINCES_PER_PAGE + 1))
    return InlineKeyboardMarkup([*rows, *([turn] if turn else []), [_CANCEL]])


def kind(code: str) -> InlineKeyboardMarkup:
    kinds = [action_button(EMPLOYMENTS[one], Action.REMIND_KIND, f"{code}-{one}") for one in Employment]
    return InlineKeyboardMarkup([kinds, [_CHANGE_PROVINCE, _CANCEL]])


def frequency(code: str, employment: Employment) -> InlineKeyboardMarkup:
    choices = [action_button(FREQUENCIES[one], Action.REMIND_SAVE, f"{code}-{employment}-{one}") for one in Frequency]
    return InlineKeyboardMarkup([choices, [action_button("Kembali", Action.REMIND_PROVINCE, code), _CANCEL]])


def subscribed() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[action_button("Ubah", Action.REMIND_CHANGE), action_button("Berhenti", Action.REMIND_STOP)]]
    )


def stopped() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[action_button("Berlangganan lagi", Action.REMINDERS), action_button("Lihat topik", Action.GROUPS)]]
    )


def letter(topic: InlineKeyboardButton | None = None) -> InlineKeyboardMarkup:
    """Under everything that subscribers get: one tap ends it."""
    stop = [action_button("Berhenti", Action.REMIND_STOP_LETTER)]
    return InlineKeyboardMarkup([[topic], stop] if topic else [stop])


def notice() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[action_button("Berhenti", Action.NOTICE_STOP)]])


def private_chat(username: str) -> InlineKeyboardMarkup:
    """Opens the private chat at the reminders' first screen."""
    url = f"https://t.me/{username}?start=pengingat"
    return InlineKeyboardMarkup([[InlineKeyboardButton("Buka obrolan pribadi", url=url)]])


def _province(one: Province) -> Row:
    return [action_button(f"{one.name}, {one.zone}", Action.REMIND_PROVINCE, one.code)]
