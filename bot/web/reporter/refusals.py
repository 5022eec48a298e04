"""What a reporter's call may be refused with, besides the problems that every page knows."""

from __future__ import annotations

from bot.reports.content import MAX_FILES
from bot.reports.limits import MAX_ATTACHMENTS, MAX_FOLLOW_UPS
from bot.web.problems import Problem

CLOSED = Problem(
    503, "tutup", "Penerimaan laporan sedang ditutup. Laporan belum terkirim, dan tidak ada yang disimpan."
)
BUSY = Problem(503, "sibuk", "Sedang terlalu banyak kiriman bersamaan. Coba lagi beberapa menit lagi.")
RECEIVERS_CHANGED = Problem(
    409, "penerima_berubah", "Daftar penerima baru saja berubah. Laporan belum terkirim. Tekan Kirim lagi."
)
NO_RECEIVER = Problem(
    409, "tanpa_penerima", "Dengan pilihan itu tidak ada petugas yang menerima laporan. Sisakan sedikitnya satu."
)
FULL = Problem(
    409,
    "penuh",
    f"Itu tidak terkirim: satu laporan memuat paling banyak {MAX_FOLLOW_UPS} pesan dan {MAX_ATTACHMENTS} lampiran "
    f"Anda, {MAX_FILES} lampiran sekali kirim.",
)
CODE_UNKNOWN = Problem(
    404,
    "tidak_ada",
    "Kode itu tidak membuka kotak apa pun. Mungkin ada angka yang keliru, atau laporannya sudah dihapus.",
)
TOO_OFTEN = Problem(
    429, "terlalu_sering", "Terlalu banyak kiriman dari alamat jaringan ini. Tunggu satu jam, lalu coba lagi."
)
TOO_SLOW = Problem(408, "terlalu_lama", "Kiriman itu terputus. Tidak ada yang disimpan. Coba lagi.")
FORBIDDEN = Problem(403, "terlarang", "Permintaan ini tidak datang dari alamat resmi formulir laporan.")
