"""Two words by which officers name a report: easier to say than an id, and no hint at what is in it.

Plants and animals, and calm words for them: no party's sign, nothing that judges the report or who wrote it.
"""

from __future__ import annotations

import hashlib


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST = _words("""
    Anggrek Angsa Anoa Bakau Bambu Bangau Belibis Belida Bintaro Camar Cemara Cempaka Cendana Cendrawasih Dahlia Delima
    Duku Duyung Elang Enau Flamboyan Gaharu Gelatik Gurame Itik Jalak Jati Kakatua Kaktus Kamboja Kasuari Kelapa Kenanga
    Kenari Kepodang Kerapu Ketapang Kijang Kutilang Lavender Lontar Mahoni Maleo Manggis Melati Merak Merbau Meranti
    Merpati Murai Nilam Nuri Pandan Penyu Perkutut Pinus Pipit Rambutan Rusa Salak Sawo Sengon Soka Tanjung Tapir
    Tenggiri Teratai Trembesi Walet Wijayakusuma
""")

SECOND = _words("""
    Akrab Anggun Asri Bening Cekatan Cepat Cerah Damai Embun Fajar Gesit Gigih Hangat Harum Hemat Hening
    Indah Jernih Kemilau Kencana Kirana Kokoh Kukuh Lapang Lembut Lentur Lestari Lincah Luas Luwes Mahir
    Mekar Merdu Pagi Peka Perak Permai Purnama Ramah Rapi Riang Rimbun Rindang Ringan Sabar Sahaja Samudra
    Santun Segar Sejuk Senja Siang Sigap Subur Sunyi Tabah Teduh Tegak Tekun Telaten Tenang Teratur Tirta Ulet
""")


def designation(report: bytes) -> str:
    """Always the same for a report id, like "Elang Tenang". Several reports may share one."""
    digest = hashlib.blake2b(report, digest_size=8, person=b"sebutan").digest()
    first, second = int.from_bytes(digest[:4], "big"), int.from_bytes(digest[4:], "big")
    return f"{FIRST[first % len(FIRST)]} {SECOND[second % len(SECOND)]}"
