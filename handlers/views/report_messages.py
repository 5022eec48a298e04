"""Every sentence of a report in the chat. Telegram HTML; values from outside are escaped here."""

from __future__ import annotations

import datetime as dt
from html import escape

from bot.dates import day
from bot.reports.cleaning import MAX_BYTES, Refusal
from bot.reports.content import MAX_FILES, MESSAGE_LIMIT, STORY_LIMIT
from bot.reports.deadlines import formal_due
from bot.reports.receipt import shown

BEGINNING = 300
"""Letters of the story that are shown before sending."""


def _number(count: int) -> str:
    """ "12.004"."""
    return f"{count:,}".replace(",", ".")


_MEGABYTES = MAX_BYTES // 1024 // 1024

_WARNING = (
    "<b>Lapor pelanggaran</b>\n"
    "Petugas membaca cerita dan lampiran Anda, tanpa nama dan akun Anda. "
    "Telegram mengetahui akun Anda dan dapat membaca percakapan ini; ponsel Anda dapat menyimpan jejak.\n\n"
    "Laporkan hanya yang sejauh Anda ketahui benar. Laporan yang sengaja dipalsukan dapat dipidana, "
    "termasuk laporan tanpa nama.\n\n"
    "Tidak ada yang disimpan sebelum Anda menekan Kirim. Sesudahnya percakapan ini dihapus dari obrolan.\n\n"
    "<blockquote expandable><b>Sebelum mulai</b>\n"
    "• Anda anonim terhadap penerima laporan, tidak anonim terhadap Telegram, dan belum tentu terhadap ponsel Anda.\n"
    "• Pakai ponsel dan jaringan pribadi, bukan milik kantor.\n"
    "• Bila hanya sedikit orang yang tahu peristiwanya, pelaku mungkin dapat menebak siapa yang melapor.\n"
    "• Laporan tanpa nama adalah informasi awal. Laporan resmi ke Bawaslu perlu nama dan alamat.\n"
    "• Anda mendapat kode 20 angka untuk membaca balasan. Kode tampil sekali dan tidak dapat dicari lagi. "
    "Sudah punya kode: /kotak.\n"
    "• Draf yang didiamkan 30 menit dihapus. /batal menghapusnya kapan saja.</blockquote>"
)

EVENT = "<b>Kapan terjadi?</b>\nPilih atau tulis tanggalnya. Bila tidak pasti, pilih perkiraan terdekat."
TYPE_DAY = "Tulis tanggalnya, misalnya: <i>12 November 2026</i>, <i>12/11</i>, atau <i>Senin lalu</i>."
NOT_A_DAY = "Tanggal itu belum saya pahami. Tekan salah satu tombol, atau tulis misalnya <i>12 November 2026</i>."
IN_THE_FUTURE = "Tanggal itu belum tiba. Pilih hari ini atau sebelumnya."
TOO_LONG_AGO = "Tanggal itu lebih dari sepuluh tahun yang lalu. Periksa tahunnya."
KNOWN_TOO_EARLY = "Anda tidak dapat mengetahuinya sebelum terjadi. Pilih tanggal yang sama atau sesudahnya."

_FORMAL = (
    "Laporan resmi perlu nama dan alamat. Laporan anonim ini hanya informasi awal dan tidak menghentikan hitungan itu."
)
_BEWARE = "<b>Jangan tulis nama Anda, jabatan Anda, atau hal yang hanya Anda ketahui.</b>"
_TELL = (
    "<b>Ceritakan</b> siapa (nama atau ciri, jabatan, instansi), apa, di mana, dan apa buktinya. "
    f"Boleh beberapa pesan. Foto dan PDF boleh menyusul, paling banyak {MAX_FILES}. "
    "Bukti yang kuat: tangkapan layar yang memuat nama akun, tautan, dan tanggal. "
    "NIP atau NIK terlapor boleh ditulis bila Anda tahu."
)

PRESS_FIRST = "Pesan itu belum masuk laporan. Tekan dulu salah satu tombol di bawah ini."
STILL_OPEN = "Laporan Anda masih terbuka. Lanjutkan di sini, atau /batal."
NO_STORY = "Ceritanya belum ada. Tulis dulu apa yang terjadi."
CODE_IN_STORY = (
    "Itu tampaknya kode laporan, jadi tidak saya masukkan: jangan berikan kode kepada siapa pun. "
    "Untuk membuka kotaknya, kirim atau batalkan dulu laporan ini."
)
PART_TOO_LONG = (
    f"Cerita paling banyak {_number(STORY_LIMIT)} huruf. Pesan itu kelebihan {{over}} huruf dan belum masuk. "
    "Ringkas, lalu kirim lagi."
)
MESSAGE_TOO_LONG = (
    f"Pesan itu terlalu panjang dan belum terkirim. Paling banyak {_number(MESSAGE_LIMIT)} huruf. "
    "Kirim dalam dua pesan."
)

FILE_TAKEN = "Lampiran diterima dan sudah dibersihkan dari data tersembunyi."
FILE_LOST = "Berkas itu gagal diambil dari Telegram. Kirim lagi."
TOO_MANY_FILES = f"Sudah ada {MAX_FILES} lampiran, jadi berkas itu tidak diambil."
REFUSED = {
    Refusal.TOO_BIG: f"Berkas itu lebih besar dari {_MEGABYTES} MB dan tidak diambil. Kirim yang lebih kecil.",
    Refusal.UNSUPPORTED: (
        "Yang dapat diterima hanya tulisan, foto (JPEG, PNG, WebP), dan PDF. "
        "Untuk video atau suara, kirim tangkapan layarnya dan ceritakan isinya."
    ),
    Refusal.BROKEN: "Berkas itu rusak dan tidak dapat dibuka. Kirim ulang, atau kirim tangkapan layarnya.",
    Refusal.ENCRYPTED: "PDF itu terkunci dan tidak diambil. Kirim tanpa kata sandi, atau kirim tangkapan layarnya.",
    Refusal.TOO_MANY_PAGES: "PDF itu terlalu banyak halamannya dan tidak diambil. Kirim halaman yang penting saja.",
    Refusal.TOO_LARGE_PICTURE: "Gambar itu terlalu besar ukurannya dan tidak diambil. Kirim yang lebih kecil.",
    Refusal.TOO_COMPLEX: "Berkas itu terlalu rumit untuk dibersihkan dan tidak diambil. Kirim tangkapan layarnya.",
}

CHANGE = (
    "<b>Apa yang hendak diubah?</b>\nCerita ditulis ulang dari awal. "
    "Untuk membetulkan satu pesan saja, sunting pesan itu langsung di obrolan."
)
EXCLUDE = (
    "<b>Jangan kirim ke ...</b>\nKetuk petugas atau instansi yang tidak boleh menerima laporan ini. "
    "Yang bertanda 🚫 tidak dapat membacanya dan tidak melihat bahwa laporan ini ada."
)
NO_RECEIVER = "Dengan pilihan itu tidak ada petugas yang menerima laporan. Sisakan sedikitnya satu."

NOTHING_SAVED = "Laporan belum terkirim, dan tidak ada yang disimpan. Tekan Kirim lagi."
CLOSED_MEANWHILE = (
    "Penerimaan laporan baru saja ditutup sementara. Laporan belum terkirim, dan tidak ada yang disimpan. "
    "Tekan Kirim lagi nanti, atau /batal."
)
CLOSED = "Penerimaan laporan sedang ditutup di bot ini. Sementara itu, inilah jalan resminya:"
TOO_MANY = "Anda sudah mencapai batas hari ini: tiga laporan. Coba lagi besok."
BUSY = "Sedang terlalu banyak laporan yang ditulis bersamaan. Coba lagi beberapa menit lagi."
_LEFT_BEHIND = "Pesan-pesan tadi tidak dapat lagi saya hapus; hapus sendiri lewat menu Telegram."
LOST = f"Laporan tadi belum terkirim dan tidak ada yang disimpan. {_LEFT_BEHIND} Mulai lagi?"
LOST_WHILE_SENDING = (
    f"Kodenya tidak tampil, jadi anggap laporan tadi belum terkirim. Drafnya tidak disimpan. {_LEFT_BEHIND} Mulai lagi?"
)
OLD_SCREEN = "Tombol ini sudah lama. Pakai pesan terbaru."
CANCELLED = "Baik. Tidak ada yang disimpan."
CLEANED = "Percakapan ini sudah dihapus dari obrolan."
NOT_CLEANED = f"Laporan Anda sudah terkirim. {_LEFT_BEHIND}"
WRONG_DIGITS = "Angkanya belum cocok. Lihat lagi kodenya, lalu ketik 4 angka terakhir."
ALREADY_SENT = (
    "Laporan sudah terkirim. Untuk menariknya, catat kodenya, lalu buka /kotak dan pilih Hapus laporan. "
    "Sekarang ketik 4 angka terakhir kodenya."
)
ONLY_IN_PRIVATE = (
    "Laporan dan kodenya hanya untuk obrolan pribadi, agar tidak terbaca orang lain. "
    "Bila Anda baru menulis kode di sini, hapus pesan itu."
)
PERHAPS_A_REPORT = "Bila ini laporan pelanggaran, tekan Lapor pelanggaran. Tulisan tadi tidak disimpan."


def warning(form: str) -> str:
    """What a reporter must know first. `form`: address of the web form, the stronger way; empty where there is none."""
    if not form:
        return _WARNING
    return (
        f"{_WARNING}\n\n<b>Lebih aman: formulir web</b> <code>{escape(form)}</code>. Laporan disegel di peramban Anda. "
        "Ketik alamatnya di Tor Browser atau jendela pribadi; jangan buka dari Telegram."
    )


def privacy(fingerprint: str) -> str:
    """What is kept of reports, and by which keys this bot is told from an imitation."""
    return (
        "<b>Laporan</b>\n"
        "• Tidak ada yang disimpan sebelum Anda menekan Kirim; nama dan akun Anda tidak pernah.\n"
        "• Isinya tersegel: hanya pemegang kunci yang dapat membukanya. Semua dihapus paling lambat setahun kemudian.\n"
        f"• Sidik kunci penerima: <code>{fingerprint}</code>. "
        "Bandingkan dengan yang diumumkan pengelola: bot tiruan menunjukkan sidik lain."
    )


def known(event: dt.date) -> str:
    return f"Terjadi: {day(event)}.\n\n<b>Kapan Anda mengetahuinya?</b>\nPilih atau tulis tanggalnya."


def legal_clock(known_date: dt.date, today: dt.date) -> str:
    """How long a formal report is possible, and that this one is none."""
    due = formal_due(known_date)
    left = (due - today).days
    if left < 0:
        return (
            f"Batas laporan resmi ke Bawaslu sudah lewat pada {day(due)}. "
            "Laporan ini tetap dapat ditelaah sebagai informasi awal."
        )
    remaining = f"{left} hari lagi" if left else "hari ini yang terakhir"
    return f"Laporan resmi ke Bawaslu masih dapat dibuat sampai {day(due)} ({remaining}). {_FORMAL}"


def ask_story(known_date: dt.date, today: dt.date) -> str:
    return f"{legal_clock(known_date, today)}\n\n{_TELL}\n\n{_BEWARE}"


def more_story(letters: int, files: int) -> str:
    return f"Sudah masuk: {counted(letters, files)}.\nTambahkan lagi, atau tekan Selesai.\n\n{_BEWARE}"


def counted(letters: int, files: int) -> str:
    return f"cerita {_number(letters)} huruf, lampiran {files}"


def check(days: str, story: str, files: int, without: list[str]) -> str:
    """The whole report at a glance. `without`: who does not get it."""
    beginning = story if len(story) <= BEGINNING else f"{story[:BEGINNING].rstrip()} ..."
    left_out = f"Tidak dikirim ke: {escape(', '.join(without))}.\n" if without else ""
    return (
        f"<b>Periksa</b>\n{days}\n\n<blockquote>{escape(beginning)}</blockquote>\n"
        f"Isi: {counted(len(story), files)}.\n{left_out}\n"
        "Tekan Kirim bila sudah benar. Kode laporan tampil sekali sesudahnya. "
        "Tulisan atau foto lagi masih dapat ditambahkan."
    )


def days(event: dt.date, known_date: dt.date) -> str:
    return f"Terjadi {day(event)}, diketahui {day(known_date)}."


def code(code: str) -> str:
    return (
        f"<b>Terkirim.</b> Kode Anda:\n\n<code>{shown(code)}</code>\n\n"
        "Catat di tempat aman, lalu ketik 4 angka terakhirnya. Setelah itu percakapan ini dihapus dari obrolan.\n\n"
        "Kode tampil sekali ini saja dan tidak dapat dicari lagi. "
        "Ketik kodenya di sini kapan saja untuk membaca balasan dan menjawab petugas."
    )
