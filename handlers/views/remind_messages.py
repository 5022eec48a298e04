"""Every sentence about reminders and officers' notices. Telegram HTML; values from outside are escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from bot.dates import WEEKDAYS, day
from bot.provinces import PROVINCES, Province
from bot.reminders.schedule import Coming
from bot.reminders.subscriptions import Frequency, Subscription
from bot.reminders.templates import Message
from knowledge.model import Employment

SHOWN = 5
"""Messages to come that are shown to a subscriber."""

_PROVINCE = "<b>Anda bekerja di provinsi mana?</b>\nTulis namanya, misalnya <i>Jawa Tengah</i>, atau pilih dari daftar."

WELCOME = (
    "<b>Pengingat kampanye</b>\n"
    "Saya menulis pada hari-hari penting Pemilu dan Pilkada di provinsi Anda, pukul 08.00 waktu setempat, "
    "dan bila Anda mau satu pelajaran singkat, paling sering seminggu sekali. Berhenti cukup dengan satu ketukan.\n\n"
    "Yang disimpan: nomor obrolan ini, provinsi, jenis pegawai, frekuensi, dan bulan Anda bergabung. "
    "Tidak ada yang lain.\n\n"
)
START = f"{WELCOME}{_PROVINCE}"
PROVINCE = _PROVINCE
LIST = "<b>Pilih provinsi tempat Anda bekerja.</b>"
UNSURE = "Provinsi yang mana maksud Anda?"
NOT_FOUND = "Provinsi itu belum saya kenali. Tulis lagi namanya, atau pilih dari daftar. /batal untuk keluar."
BUSY = "Sedang terlalu banyak percakapan yang terbuka. Coba lagi beberapa menit lagi."
CLOSED = "Pengingat sedang ditutup di bot ini. Sementara itu, inilah waktu berlakunya aturan:"
ONLY_IN_PRIVATE = "Pengingat hanya untuk obrolan pribadi. Buka obrolan pribadi dengan saya, lalu tekan Mulai."
CANCELLED = "Baik. Tidak ada yang disimpan."
STOPPED = "Pengingat dihentikan, dan data langganan Anda sudah dihapus."
NOT_SUBSCRIBED = "Anda tidak berlangganan pengingat, jadi tidak ada yang perlu dihentikan."
NOTHING_COMING = "Dalam 30 hari ke depan belum ada yang dijadwalkan di provinsi Anda. Saya menulis bila ada."

NOTICE = "Ada yang perlu dibuka di kotak laporan."
NOTICES_LINKED = (
    "Kabar untuk petugas dikirim ke obrolan ini, pukul 08.00 dan 15.00 WIB pada hari kerja, "
    "hanya bila ada yang perlu dibuka, dan tanpa isi laporan."
)
NOTICES_NOT_LINKED = "Tautan itu sudah dipakai atau sudah lewat waktunya. Mintalah yang baru kepada administrator."
NOTICES_STOPPED = "Kabar untuk petugas tidak dikirim lagi ke obrolan ini."
NOTICES_NONE = "Obrolan ini tidak menerima kabar untuk petugas, jadi tidak ada yang perlu dihentikan."

PRIVACY = (
    "<b>Pengingat</b>\n"
    "• Hanya bila Anda berlangganan: nomor obrolan, provinsi, jenis pegawai, frekuensi, dan bulan bergabung. "
    "Semuanya terpisah dari pertanyaan dan laporan.\n"
    "• Agar tidak terkirim dua kali, dicatat pesan mana yang sudah Anda terima, paling lama 90 hari.\n"
    "• /berhenti, /hapus_data, atau memblokir bot menghapus semuanya."
)

FREQUENCIES = {Frequency.WEEKLY: "Tiap minggu", Frequency.PHASES: "Hanya tahap penting"}
EMPLOYMENTS = {Employment.PNS: "PNS", Employment.PPPK: "PPPK", Employment.LAINNYA: "Lainnya"}


def kind(province: Province) -> str:
    return f"Provinsi: {escape(province.name)} ({province.zone}).\n\n<b>Anda bekerja sebagai apa?</b>"


def frequency(province: Province, employment: Employment) -> str:
    return (
        f"Provinsi: {escape(province.name)} ({province.zone}). Pegawai: {EMPLOYMENTS[employment]}.\n\n"
        "<b>Seberapa sering?</b>\n"
        "Tiap minggu: pelajaran singkat dan semua tahap penting. Di luar masa pemilihan pelajarannya sebulan sekali.\n"
        "Hanya tahap penting: misalnya awal kampanye, masa tenang, dan hari pemungutan suara."
    )


def subscribed(subscription: Subscription, coming: Sequence[Coming]) -> str:
    """What was chosen and what will come of it."""
    province = PROVINCES[subscription.province]
    chosen = (
        f"Provinsi: {escape(province.name)}\nPegawai: {EMPLOYMENTS[subscription.kind]}\n"
        f"Frekuensi: {FREQUENCIES[subscription.frequency].lower()}, pukul 08.00 {province.zone}"
    )
    return f"<b>Pengingat Anda aktif.</b>\n{chosen}\n\n{_coming(coming)}"


def _coming(coming: Sequence[Coming]) -> str:
    if not coming:
        return NOTHING_COMING
    lines = [f"• {on_day(one)}: {escape(one.message.lead)}" for one in coming[:SHOWN]]
    return "\n".join(["<b>Yang akan datang</b>", *lines])


def on_day(one: Coming) -> str:
    """ "Rabu, 25 November 2026"."""
    return f"{WEEKDAYS[one.day.weekday()]}, {day(one.day)}"


def reminder(message: Message) -> str:
    """A reminder as it is received."""
    reviewed = "" if message.reviewed else "\n\n<i>Belum ditinjau ahli hukum.</i>"
    return f"<b>{escape(message.lead)}</b> {escape(message.text)}{reviewed}"
