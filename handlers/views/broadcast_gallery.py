"""Every screen of a broadcast with sample data, for the gallery."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.outbox.letters import Campaign, CampaignState, Progress
from bot.reminders.schedule import Coming
from bot.reminders.templates import THEME, Message
from handlers.broadcast.draft import Draft
from handlers.views import broadcast_messages as messages
from handlers.views import broadcast_screens as screens
from handlers.views import letters
from handlers.views.replies import Reply

_RATE = 25.0
_NOW = Progress(pending=9_000, sent=995, blocked=4, failed=1)
_ENDED = Progress(sent=9_980, blocked=12, failed=1, uncertain=1, expired=2, cancelled=3)


def samples() -> list[tuple[str, Reply]]:
    """Name and screen, in the order in which an administrator meets them."""
    draft = Draft(author=1, html="<b>Aturan berubah.</b> Jadwal masa tenang maju satu hari.")
    campaign = Campaign("siaran-20290210-4f7a2c11", letters.BROADCAST, {"recipients": 10_000}, 0, 0)
    states = {
        "berjalan": (CampaignState.ACTIVE, _NOW),
        "dijeda": (CampaignState.PAUSED, _NOW),
        "dihentikan": (CampaignState.CANCELLED, _ENDED),
        "selesai": (CampaignState.DONE, _ENDED),
    }
    planned = [Coming(dt.date(2029, 2, 14), THEME, Message("Satu tanda suka sudah berbicara.", "", "", False), 10_000)]
    return [
        ("Siaran: teks", Reply(messages.WRITE)),
        ("Siaran: seperti diterima", letters.broadcast(draft.html)),
        ("Siaran: tujuan", screens.target(draft, 10_000, _RATE, alone=False)),
        ("Siaran: tidak ada penerima", screens.target(draft, 0, _RATE, alone=True)),
        ("Siaran: menunggu persetujuan", screens.waiting(draft, 10_000, _RATE)),
        ("Siaran: minta persetujuan", screens.approval(draft, 10_000, _RATE)),
        *((f"Siaran: {name}", _progress(campaign, *state)) for name, state in states.items()),
        *((f"Siaran: {name}", Reply(text)) for name, text in _SENTENCES.items()),
        ("Jadwal", Reply(messages.schedule(planned))),
        ("Jadwal: kosong", Reply(messages.schedule([]))),
    ]


def _progress(campaign: Campaign, state: CampaignState, now: Progress) -> Reply:
    over = state in (CampaignState.CANCELLED, CampaignState.DONE)
    return screens.progress(replace(campaign, state=state), now, _RATE, over=over)


_SENTENCES = {
    "belum ada pelanggan": messages.NO_SUBSCRIBERS,
    "bukan tulisan": messages.ONLY_WORDS,
    "tanda HTML keliru": messages.WRONG_HTML,
    "terlalu panjang": messages.TOO_LONG,
    "kosong": messages.EMPTY,
    "pilih provinsi": messages.ASK_PROVINCES,
    "provinsi tidak dikenal": messages.unknown_province("Jawa Raya", ["Jawa Barat", "Jawa Tengah"]),
    "tidak ada yang cocok": messages.NOBODY,
    "batal": messages.CANCELLED,
    "hilang": messages.LOST,
    "tombol lama": messages.OLD_SCREEN,
    "harus disetujui": messages.OWN,
    "tidak dapat dihubungi": messages.NOBODY_TO_APPROVE,
    "disetujui yang lain": messages.APPROVED_BY_OTHER,
    "ditolak": messages.REJECTED,
    "ditolak yang lain": messages.REJECTED_BY_OTHER,
    "ditarik kembali": messages.WITHDRAWN,
}
