"""Every sentence about broadcasts. Telegram HTML; values from outside are escaped here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape

from bot.outbox.letters import CampaignState, Progress
from bot.provinces import PROVINCES
from bot.reminders.schedule import Coming
from handlers.views.remind_messages import EMPLOYMENTS, on_day
from knowledge.model import Employment

LINES = 30
"""Planned messages that are listed, so that the list fits into one message."""

WRITE = (
    "<b>Siaran</b>\nTulis teksnya. Format boleh dari Telegram atau dengan tanda HTML, misalnya "
    "<code>&lt;b&gt;Aturan berubah.&lt;/b&gt;</code>. Yang tampil berikutnya sama persis dengan yang akan diterima. "
    "/batal untuk keluar."
)
NO_SUBSCRIBERS = "Belum ada pelanggan, jadi tidak ada yang dapat disiarkan."
ONLY_WORDS = "Siaran hanya berupa tulisan. Tulis teksnya, atau /batal."
WRONG_HTML = (
    "Tanda HTML pada teks itu keliru, jadi tidak ada yang dikirim. Periksa apakah setiap tanda dibuka dan ditutup, "
    "dan tulis &amp;lt; untuk tanda &lt;. Lalu kirim lagi teksnya."
)
TOO_LONG = "Teks itu terlalu panjang, jadi tidak ada yang dikirim. Paling banyak 4.096 huruf. Kirim yang lebih pendek."
EMPTY = "Teks itu kosong sesudah tanda HTML-nya dibaca, jadi tidak ada yang dikirim. Kirim lagi teksnya."
_PROVINCES = "Tulis nama provinsinya, dipisahkan koma, misalnya <i>Bali, Jawa Tengah</i>. /batal untuk keluar."
ASK_PROVINCES = f"<b>Provinsi mana saja?</b>\n{_PROVINCES}"
NOBODY = "Tidak ada pelanggan yang cocok. Ubah tujuannya."
CANCELLED = "Siaran dibatalkan. Tidak ada yang dikirim."
LOST = "Siaran itu sudah tidak ada, dan tidak ada yang dikirim darinya. Mulai lagi dengan /siarkan."
OLD_SCREEN = "Tombol ini sudah lama. Pakai pesan terbaru, atau mulai lagi dengan /siarkan."
OWN = "Siaran Anda harus disetujui pengelola lain."
NOBODY_TO_APPROVE = (
    "Pengelola lain tidak dapat dihubungi, jadi tidak ada yang dikirim. "
    "Mintalah seorang pengelola lain membuka bot ini dan menekan Mulai, lalu minta persetujuan lagi."
)
APPROVED_BY_OTHER = "Siaran ini sudah disetujui pengelola lain."
REJECTED = "Siaran ini ditolak. Tidak ada yang dikirim."
REJECTED_BY_OTHER = "Pengelola lain menolak siaran ini. Tidak ada yang dikirim."
WITHDRAWN = "Siaran ini ditarik kembali. Tidak ada yang dikirim."
NOTHING_PLANNED = "Dalam 30 hari ke depan tidak ada pengingat yang direncanakan."

_STATES = {
    CampaignState.ACTIVE: "Siaran berjalan.",
    CampaignState.PAUSED: "Siaran dijeda.",
    CampaignState.CANCELLED: "Siaran dihentikan.",
    CampaignState.DONE: "Siaran selesai.",
}


def unknown_province(text: str, names: Sequence[str]) -> str:
    """`names`: what may have been meant."""
    meant = f" Mungkin maksudnya: {escape(', '.join(names))}." if names else ""
    return f"Provinsi '{escape(text)}' tidak dikenal, jadi tujuannya belum diubah.{meant} {_PROVINCES}"


def target(provinces: Collection[str], kinds: Collection[Employment], recipients: int, rate: float) -> str:
    return f"<b>Untuk siapa?</b>\n{aim(provinces, kinds)}\n{size(recipients, rate)}"


def aim(provinces: Collection[str], kinds: Collection[Employment]) -> str:
    everywhere = len(provinces) == len(PROVINCES)
    names = "semua" if everywhere else ", ".join(PROVINCES[code].name for code in sorted(provinces))
    chosen = ", ".join(EMPLOYMENTS[kind] for kind in Employment if kind in kinds) or "tidak ada"
    return f"Provinsi: {escape(names)}\nPegawai: {chosen}"


def size(recipients: int, rate: float) -> str:
    if not recipients:
        return NOBODY
    return (
        f"Penerima: {number(recipients)}. Perkiraan: {duration(recipients / rate)}.\n"
        "Antara pukul 21.00 dan 06.00 waktu setempat tidak ada yang dikirim; sisanya menunggu pagi."
    )


def waiting(provinces: Collection[str], kinds: Collection[Employment], recipients: int, rate: float) -> str:
    return f"<b>Menunggu persetujuan pengelola lain.</b>\n{aim(provinces, kinds)}\n{size(recipients, rate)}"


def approval(provinces: Collection[str], kinds: Collection[Employment], recipients: int, rate: float) -> str:
    return (
        "<b>Setujui siaran di atas?</b>\nPengelola lain hendak mengirimnya.\n"
        f"{aim(provinces, kinds)}\n{size(recipients, rate)}"
    )


def progress(state: CampaignState, now: Progress, recipients: int, rate: float) -> str:
    """How far a broadcast is. `recipients`: for how many it was planned; who left since then has no letter."""
    over = state in (CampaignState.DONE, CampaignState.CANCELLED)
    left = now.left if over else max(now.left, recipients - (now.total - now.left))
    remaining = f"Sisa: {number(left)}"
    if left and state is CampaignState.ACTIVE:
        remaining += f", perkiraan {duration(left / rate)}"
    lines = [
        f"<b>{_STATES[state]}</b>",
        f"Terkirim: {number(now.sent)} dari {number(recipients)}",
        f"Diblokir: {number(now.blocked)}",
        f"Gagal: {number(now.failed)}",
        remaining,
    ]
    others = {
        "Tidak pasti": now.uncertain,
        "Kedaluwarsa": now.expired,
        "Tidak jadi dikirim": now.cancelled,
        "Berhenti berlangganan": max(0, recipients - now.total) if over else 0,
    }
    return "\n".join([*lines, *(f"{name}: {number(count)}" for name, count in others.items() if count)])


def schedule(planned: Sequence[Coming]) -> str:
    if not planned:
        return NOTHING_PLANNED
    lines = [
        f"• {on_day(one)}: {escape(one.message.lead)} ({number(one.recipients)} penerima)" for one in planned[:LINES]
    ]
    more = [f"dan {len(planned) - LINES} lagi."] if len(planned) > LINES else []
    return "\n".join(["<b>Direncanakan dalam 30 hari</b>", *lines, *more])


def duration(seconds: float) -> str:
    """Rounded up: "5 detik", "7 menit", "2 jam 5 menit"."""
    whole = max(1, int(-(-seconds // 1)))
    if whole < 60:
        return f"{whole} detik"
    hours, minutes = divmod(-(-whole // 60), 60)
    if not hours:
        return f"{minutes} menit"
    return f"{hours} jam {minutes} menit" if minutes else f"{hours} jam"


def number(count: int) -> str:
    """ "12.004"."""
    return f"{count:,}".replace(",", ".")
