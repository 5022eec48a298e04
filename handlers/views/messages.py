"""Every sentence that is not a card. Telegram HTML; values from outside are escaped here."""

from __future__ import annotations

from html import escape

from knowledge.lexicon import SmallTalkKind

EXAMPLE = "Bolehkah ASN memakai kaus partai?"

WELCOME = (
    "Tulis apa yang hendak Anda lakukan. Saya jawab boleh atau tidak menurut aturan netralitas ASN, "
    "lengkap dengan alasan dan dasarnya.\n\n"
    f"Contoh: <i>{EXAMPLE}</i>\n\n"
    "Pertanyaan Anda tidak kami simpan bersama nama atau akun Anda."
)

HELP = (
    "<b>Cara bertanya</b>\n"
    "Tulis satu perbuatan dengan kata-kata Anda sendiri, misalnya: <i>boleh gak like postingan caleg?</i> "
    "Boleh juga beberapa pertanyaan sekaligus, paling banyak tiga yang saya jawab.\n\n"
    "/topik semua topik\n"
    "/tanya bertanya, juga di dalam grup\n"
    "/lapor melaporkan pelanggaran tanpa nama\n"
    "/kotak membaca balasan atas laporan\n"
    "/pengingat pesan pada hari-hari penting pemilihan\n"
    "/berhenti menghentikan pengingat\n"
    "/batal berhenti di tengah laporan\n"
    "/privasi apa yang disimpan dan tidak\n"
    "/hapus_data melupakan percakapan ini dan menghentikan pengingat\n\n"
    "Jawaban ini informasi, bukan nasihat hukum, dan belum ditinjau ahli hukum. "
    "Bila ragu, hindari dan tanyakan kepada pengelola kepegawaian Anda."
)

PRIVACY = (
    "<b>Privasi</b>\n"
    "• Isi pertanyaan Anda tidak disimpan dan tidak masuk catatan server.\n"
    "• Topik terakhir percakapan ini diingat paling lama sepuluh menit di memori, "
    "agar Anda dapat bertanya lanjutan, lalu hilang.\n"
    "• Tombol Terjawab dan Belum hanya menambah hitungan topik, tanpa nama dan akun Anda.\n"
    "• Pertanyaan titipan disimpan hanya setelah Anda setuju, tanpa nama, akun, dan jam.\n"
    "• Telegram sendiri mengetahui akun Anda dan menyimpan percakapan ini; itu di luar kendali kami.\n\n"
    "/hapus_data melupakan topik terakhir sekarang juga."
)

FORGOTTEN = (
    "Topik terakhir percakapan ini sudah kami lupakan, dan langganan pengingat, bila ada, sudah dihapus. "
    "Selain itu tidak ada data yang terhubung dengan akun Anda. "
    "Riwayat di layar dapat Anda hapus lewat menu Telegram."
)

SMALL_TALK = {
    SmallTalkKind.SALAM: (
        f"Halo. Tulis apa yang hendak Anda lakukan, saya jawab boleh atau tidak.\nContoh: <i>{EXAMPLE}</i>"
    ),
    SmallTalkKind.TERIMA_KASIH: "Sama-sama. Silakan tulis pertanyaan lain kapan saja.",
    SmallTalkKind.TENTANG_BOT: (
        "Saya Bolehkah, bot yang menjawab boleh atau tidaknya perbuatan ASN "
        "menurut aturan netralitas Pemilu dan Pilkada. "
        "Saya bukan lembaga resmi, dan jawaban saya belum ditinjau ahli hukum.\n"
        f"Contoh pertanyaan: <i>{EXAMPLE}</i>"
    ),
    SmallTalkKind.PAMIT: "Sampai jumpa. Silakan kembali bila ada yang ingin ditanyakan.",
}

CHOICES = "Maksud Anda yang mana?"
UNKNOWN = f"Saya belum punya jawaban untuk itu. Coba tulis satu perbuatan saja, misalnya: <i>{EXAMPLE}</i>"
ASK = f"Silakan tulis pertanyaannya. Contoh: <i>{EXAMPLE}</i>"
ASK_IN_GROUP = f"Tulis pertanyaannya di belakang perintah, misalnya: <code>/tanya {EXAMPLE}</code>"
TOPICS = "<b>Topik</b>\nPilih kelompoknya."
MORE_THAN_THREE = "Saya menjawab tiga pertanyaan pertama. Kirim sisanya dalam pesan berikutnya."
ONLY_TEXT = "Saya hanya dapat membaca tulisan. Ceritakan dengan satu kalimat apa yang hendak Anda lakukan."
TEXT_TOO_LONG = (
    "Pesannya terlalu panjang untuk saya pahami. Ringkas menjadi satu perbuatan, paling banyak {limit} huruf."
)
UNKNOWN_COMMAND = "Perintah itu belum ada. /bantuan menampilkan semua perintah; pertanyaan cukup ditulis biasa."
NOTHING_TO_CANCEL = "Tidak ada yang sedang berjalan, jadi tidak ada yang perlu dibatalkan."
EXPIRED_BUTTON = "Tombol ini sudah lama. Tulis pertanyaannya lagi."
COUNTED = "Terima kasih, penilaian Anda dihitung tanpa nama."
COUNTED_NOT_HELPED = (
    "Terima kasih. Penilaian Anda dihitung tanpa nama. Coba tulis ulang dengan kata lain, atau lihat topik terkait."
)
LEFT = "Terima kasih. Pertanyaan Anda disimpan tanpa nama, akun, dan jam."
NOT_LEFT = "Baik, tidak ada yang disimpan."
TOO_MANY_LEFT = "Kotak titipan sedang penuh. Pertanyaan Anda tidak disimpan; coba lagi besok."


def consent(question: str) -> str:
    """Asks before a question is kept, and shows exactly what would be kept."""
    return (
        f"Pertanyaan ini akan disimpan untuk penyusun jawaban:\n\n<blockquote>{escape(question)}</blockquote>\n\n"
        "Tanpa nama, akun, dan jam. Pastikan isinya tidak memuat nama orang. Setuju?"
    )


_TWO_SUBJECTS = frozenset({"dukungan-ajakan", "fasilitas-jabatan", "pencalonan-partai"})
"""Groups whose name joins two subjects."""


def group_of_topics(name: str) -> str:
    return f"<b>{escape(group_name(name))}</b>\nPilih topiknya."


def group_name(group: str) -> str:
    """A group's folder name as people read it: "media-sosial" -> "Media sosial"."""
    if group in _TWO_SUBJECTS:
        return group.replace("-", " dan ").capitalize()
    return group.replace("-", " ").capitalize()


def internal_error(code: str) -> str:
    """A fault of ours. `code` lets an operator find the log line; it says nothing about the person."""
    return f"Ada gangguan di pihak kami, dan tidak ada yang hilang. Coba lagi sebentar lagi. Kode {code}."


def numbered(number: int, question: str) -> str:
    """Heads the answer to one of several questions of a message."""
    return f"<b>{number}.</b> <i>{escape(question)}</i>"


DESCRIPTION = (
    "Boleh atau tidak? Tulis apa yang hendak Anda lakukan sebagai ASN pada masa Pemilu atau Pilkada, "
    "dan dapatkan jawaban menurut SKB netralitas 22 September 2022 dan aturan di sekitarnya. "
    "Pertanyaan tidak disimpan bersama nama atau akun Anda. Bukan lembaga resmi."
)
SHORT_DESCRIPTION = "Menjawab boleh atau tidaknya perbuatan ASN menurut aturan netralitas Pemilu dan Pilkada."

COMMANDS_PRIVATE = (
    ("mulai", "Mulai dan contoh pertanyaan"),
    ("tanya", "Bertanya boleh atau tidak"),
    ("topik", "Semua topik"),
    ("lapor", "Lapor pelanggaran"),
    ("kotak", "Balasan atas laporan"),
    ("pengingat", "Pesan pada hari penting pemilihan"),
    ("berhenti", "Hentikan pengingat"),
    ("batal", "Berhenti di tengah laporan"),
    ("privasi", "Apa yang disimpan dan tidak"),
    ("hapus_data", "Lupakan percakapan ini"),
    ("bantuan", "Cara memakai bot"),
)
COMMANDS_IN_CHARGE = (
    ("siarkan", "Kirim siaran kepada pelanggan"),
    ("jadwal", "Pengingat 30 hari ke depan"),
)
"""Shown besides to those who may broadcast."""
COMMANDS_GROUP = (("tanya", "Bertanya boleh atau tidak"), ("bantuan", "Cara memakai bot"))
