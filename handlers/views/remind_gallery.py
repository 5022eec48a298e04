"""Every screen of reminders and officers' notices with sample data, for the gallery."""

from __future__ import annotations

import datetime as dt

from bot.notices import NOTICE
from bot.provinces import PROVINCES
from bot.reminders.elections import PhaseType
from bot.reminders.schedule import Coming
from bot.reminders.subscriptions import Frequency, Subscription
from bot.reminders.templates import PHASE, THEME, PhaseTemplate, Templates, Theme, load
from handlers.views import letters
from handlers.views import remind_keyboards as keyboards
from handlers.views import remind_messages as messages
from handlers.views.replies import Reply
from knowledge.loader import KnowledgeBase
from knowledge.model import Employment

_CODE = "33"
_DATES = {"mulai": "2029-02-11", "sampai": "2029-02-13"}


def samples(base: KnowledgeBase) -> list[tuple[str, Reply]]:
    """Name and screen: the way of a subscriber, then every message that can be sent."""
    templates = load()
    sent = [(_named(one), letters.letter(*_campaign(one), templates, base)) for one in _all(templates)]
    return [*_steps(templates), *sent, *_notices(templates, base)]


def _steps(templates: Templates) -> list[tuple[str, Reply]]:
    province = PROVINCES[_CODE]
    some = list(PROVINCES.values())[:3]
    chosen = Subscription(1, _CODE, Employment.PNS, Frequency.WEEKLY, "2029-01")
    phase = templates.phases[0]
    coming = [Coming(dt.date(2029, 2, 10), PHASE, templates.render(*_campaign(phase)), 1)]
    return [
        ("Pengingat: pembuka", Reply(messages.START, keyboards.province())),
        ("Pengingat: provinsi", Reply(messages.PROVINCE, keyboards.province())),
        ("Pengingat: daftar", Reply(messages.LIST, keyboards.listed("", 1))),
        ("Pengingat: ragu", Reply(messages.UNSURE, keyboards.unsure(some))),
        ("Pengingat: tidak dikenal", Reply(messages.NOT_FOUND, keyboards.province())),
        ("Pengingat: pegawai", Reply(messages.kind(province), keyboards.kind(_CODE))),
        (
            "Pengingat: frekuensi",
            Reply(messages.frequency(province, Employment.PNS), keyboards.frequency(_CODE, Employment.PNS)),
        ),
        ("Pengingat: aktif", Reply(messages.subscribed(chosen, coming), keyboards.subscribed())),
        ("Pengingat: aktif, belum ada jadwal", Reply(messages.subscribed(chosen, []), keyboards.subscribed())),
        ("Pengingat: berhenti", Reply(messages.STOPPED, keyboards.stopped())),
        ("Pengingat: tidak berlangganan", Reply(messages.NOT_SUBSCRIBED)),
        ("Pengingat: batal", Reply(messages.CANCELLED)),
        ("Pengingat: terlalu ramai", Reply(messages.BUSY)),
        ("Pengingat: ditutup", Reply(messages.CLOSED)),
        ("Pengingat: di grup", Reply(messages.ONLY_IN_PRIVATE, keyboards.private_chat("bolehkah_bot"))),
        ("Pengingat: privasi", Reply(messages.PRIVACY)),
    ]


def _notices(templates: Templates, base: KnowledgeBase) -> list[tuple[str, Reply]]:
    return [
        ("Kabar petugas", letters.letter(NOTICE, {}, templates, base)),
        ("Kabar petugas: tersambung", Reply(messages.NOTICES_LINKED, keyboards.notice())),
        ("Kabar petugas: tautan tidak berlaku", Reply(messages.NOTICES_NOT_LINKED)),
        ("Kabar petugas: berhenti", Reply(messages.NOTICES_STOPPED)),
        ("Kabar petugas: tidak tersambung", Reply(messages.NOTICES_NONE)),
    ]


def _all(templates: Templates) -> list[PhaseTemplate | Theme]:
    return [*templates.phases, *templates.themes]


def _campaign(one: PhaseTemplate | Theme) -> tuple[str, dict[str, str]]:
    """Kind and data of a campaign that sends the template."""
    if isinstance(one, Theme):
        return THEME, {"tema": one.entry}
    label = PhaseType(one.type).label
    return PHASE, {"jenis": one.type, "saat": one.when, "tahap": label, "pemilihan": "Pemilu Contoh", **_DATES}


def _named(one: PhaseTemplate | Theme) -> str:
    return f"Pelajaran: {one.entry}" if isinstance(one, Theme) else f"Tahap: {one.type}, {one.when}"
