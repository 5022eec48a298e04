"""Kinds of violations, in the words of the reporting of KASN and of the SKB of 22 September 2022."""

from __future__ import annotations

from enum import StrEnum


class Category(StrEnum):
    """What a report is about; an officer sets it. Values stand in the database."""

    MEDSOS = "medsos"
    KEGIATAN = "kegiatan"
    KAMPANYE = "kampanye"
    FOTO = "foto"
    DEKLARASI = "deklarasi"
    PARPOL_DEKAT = "parpol_dekat"
    PARPOL_ANGGOTA = "parpol_anggota"
    ALAT_PERAGA = "alat_peraga"
    KEPUTUSAN = "keputusan"
    TIM = "tim"
    FASILITAS = "fasilitas"
    MOBILISASI = "mobilisasi"
    DANA = "dana"
    TEKANAN = "tekanan"
    LAIN = "lain"
    """Also a report that no officer has sorted yet."""

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Category.MEDSOS: "Dukungan di media sosial: unggah, komentar, bagikan, suka",
    Category.KEGIATAN: "Kegiatan yang mengarah pada keberpihakan: pertemuan, ajakan, imbauan, pemberian barang",
    Category.KAMPANYE: "Ikut kampanye atau pengenalan calon atau partai",
    Category.FOTO: "Foto bersama calon dengan simbol atau gerakan tangan",
    Category.DEKLARASI: "Menghadiri deklarasi calon",
    Category.PARPOL_DEKAT: "Pendekatan ke partai politik untuk pencalonan",
    Category.PARPOL_ANGGOTA: "Menjadi anggota atau pengurus partai politik",
    Category.ALAT_PERAGA: "Memasang spanduk, baliho, atau alat peraga lain",
    Category.KEPUTUSAN: "Keputusan atau tindakan yang menguntungkan atau merugikan calon",
    Category.TIM: "Menjadi tim ahli, tim pemenangan, atau konsultan",
    Category.FASILITAS: "Penggunaan fasilitas negara",
    Category.MOBILISASI: "Mengerahkan atau menekan bawahan atau masyarakat",
    Category.DANA: "Dukungan dana",
    Category.TEKANAN: "Pelapor ditekan atau diancam agar mendukung",
    Category.LAIN: "Lainnya atau belum dipilah",
}
