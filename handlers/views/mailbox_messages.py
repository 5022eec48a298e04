"""Every sentence of a mailbox in the chat. Telegram HTML; values from outside are escaped here."""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import Protocol

from bot.dates import day
from bot.reports.agencies import agencies
from bot.reports.deadlines import RETENTION_AFTER_CLOSING_DAYS, feedback_due, personal_due
from bot.reports.limits import MAX_ATTACHMENTS, MAX_FOLLOW_UPS
from bot.reports.mailbox import Reply
from bot.reports.statuses import Outcome, Status

ASK_CODE = "Tulis 20 angka kode laporan Anda. Pesan Anda langsung dihapus dari obrolan."
NOT_A_CODE = "Itu bukan kode laporan: kode terdiri atas 20 angka. Untuk bertanya, tekan Tutup dulu."
CODE_UNKNOWN = "Kode itu tidak membuka kotak apa pun. Mungkin ada angka yang keliru, atau laporannya sudah dihapus."
TOO_MANY_CODES = "Terlalu banyak kode dicoba. Coba lagi satu jam lagi."
SHUT = "Kotak ini sudah ditutup. Ketik kodenya lagi untuk membukanya."
GOES_AWAY = "Pesan ini hilang sendiri dalam satu menit."
NO_REPLY = "Belum ada balasan dari petugas."
UNREADABLE = "Balasan ini tidak dapat dibuka."

ANSWER = (
    "<b>Balas petugas</b>\nTulis jawaban Anda. Foto dan PDF juga boleh. Setiap pesan langsung terkirim dan hilang dari "
    "obrolan.\n\nJangan tulis nama Anda, jabatan Anda, atau hal yang hanya Anda ketahui."
)
EVIDENCE = (
    "<b>Tambah bukti</b>\nKirim foto atau PDF, boleh dengan keterangan. Setiap pesan langsung terkirim dan hilang dari "
    "obrolan.\n\nBukti yang kuat: tangkapan layar yang memuat nama akun, tautan, dan tanggal."
)
ANSWERED = "Jawaban Anda sudah terkirim kepada petugas."
ATTACHED = "Bukti Anda sudah terkirim kepada petugas."
FULL = (
    f"Itu tidak terkirim: satu laporan memuat paling banyak {MAX_FOLLOW_UPS} pesan dan {MAX_ATTACHMENTS} lampiran Anda."
)
CODE_IN_ANSWER = "Itu tampaknya kode laporan, jadi tidak saya kirim. Jangan berikan kode kepada siapa pun."
DELETE = (
    "<b>Hapus laporan?</b>\nLaporan, balasan, dan semua lampirannya dihapus selamanya, juga bagi petugas. "
    "Kodenya tidak berlaku lagi, dan tidak ada yang dapat mengembalikannya."
)
DELETED = "Laporan sudah dihapus."

_STATUS = {
    Status.DITERIMA: "Diterima",
    Status.DITELAAH: "Sedang ditelaah",
    Status.PERLU_INFO: "Perlu keterangan dari Anda",
    Status.DITERUSKAN: "Diteruskan",
    Status.SELESAI: "Selesai",
    Status.DITOLAK: "Tidak dilanjutkan",
}
_NEXT = {
    Status.DITERIMA: "Petugas membaca laporan Anda dan berusaha menanggapi paling lambat {personal}.",
    Status.DITELAAH: "Petugas sedang memeriksa isinya. Kabar berikutnya paling lambat {feedback}.",
    Status.PERLU_INFO: "Petugas bertanya kepada Anda. Baca balasannya, lalu tekan Balas bila aman bagi Anda.",
    Status.DITERUSKAN: "Laporan diteruskan kepada {agency}. Hasilnya dikabarkan di kotak ini bila sudah diketahui.",
}
_ENDED = {
    Outcome.TERBUKTI: "Pelanggaran terbukti menurut pemeriksaan. Sanksi diputus pejabat yang berwenang.",
    Outcome.TIDAK_TERBUKTI: "Menurut pemeriksaan, pelanggaran tidak terbukti.",
    Outcome.BUKTI_KURANG: "Buktinya belum cukup. Bila ada bukti baru, tekan Tambah bukti.",
    Outcome.BUKAN_WEWENANG: "Penanganannya di luar wewenang penerima laporan ini. Baca balasan petugas.",
    Outcome.GANDA: "Peristiwa yang sama sudah ditangani dalam laporan lain.",
    Outcome.DI_LUAR_LINGKUP: "Isinya bukan soal netralitas ASN, jadi tidak dilanjutkan di sini.",
    Outcome.TIDAK_CUKUP_INFO: "Keterangannya belum cukup. Bila ada keterangan baru, tekan Balas.",
}
_KEPT = (
    f"Isi laporan dihapus paling lambat {RETENTION_AFTER_CLOSING_DAYS} hari setelah selesai; "
    "petugas dapat membukanya kembali dengan alasan."
)


class Standing(Protocol):
    """What a mailbox tells about its report."""

    @property
    def status(self) -> Status: ...
    @property
    def outcome(self) -> Outcome | None: ...
    @property
    def status_date(self) -> dt.date: ...
    @property
    def received(self) -> dt.date: ...
    @property
    def formal_due(self) -> dt.date: ...
    @property
    def replies(self) -> tuple[Reply, ...]: ...


def status(mailbox: Standing) -> str:
    """Where the report stands and what happens next."""
    return (
        f"<b>{_STATUS[mailbox.status]}</b> sejak {day(mailbox.status_date)}\n{what_next(mailbox)}\n\n"
        f"Laporan diterima {day(mailbox.received)}. "
        f"Batas laporan resmi ke Bawaslu, dengan nama dan alamat: {day(mailbox.formal_due)}."
    )


def what_next(mailbox: Standing) -> str:
    """The sentence of a status and its outcome."""
    if mailbox.status.closed and mailbox.outcome:
        return f"{_ENDED[mailbox.outcome]} {_KEPT}"
    agency = agencies().get(mailbox.outcome) if mailbox.outcome else None
    return _NEXT[mailbox.status].format(
        personal=day(personal_due(mailbox.received)),
        feedback=day(feedback_due(mailbox.received)),
        agency=escape(agency.name) if agency else "",
    )


def reply_heading(reply: Reply) -> str:
    return f"<b>Balasan {escape(reply.author or 'petugas')}, {day(reply.date)}</b>"
