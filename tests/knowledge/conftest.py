"""A small base of its own, written to a folder and then broken in one place by each test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

SOURCES = """
[[instruments]]
id = "skb"
short = "SKB"
title = "Keputusan Bersama"
number = "1/2022"
date = "2022-09-22"
status = "berlaku"

[[instruments]]
id = "lama"
short = "UU lama"
title = "Undang-Undang lama"
number = "1/2000"
date = "2000-01-01"
status = "dicabut"
replaced_by = "skb"

[[provisions]]
id = "E4"
instrument = "skb"
place = "baris 4"
gist = "Like di akun pemenangan"
binds = ["PNS", "PPPK"]
whom = "PNS dan PPPK"
confidence = "confirmed"

[[provisions]]
id = "pns-saja"
instrument = "skb"
place = "Pasal 1"
gist = "Kode etik"
binds = ["PNS"]
whom = "PNS"
confidence = "confirmed"

[[provisions]]
id = "ragu"
instrument = "skb"
place = "Pasal 2"
gist = "Belum pasti"
binds = ["PNS", "PPPK"]
whom = "PNS dan PPPK"
confidence = "unconfirmed"

[[provisions]]
id = "lama-1"
instrument = "lama"
place = "Pasal 1"
gist = "Sudah dicabut"
binds = ["PNS", "PPPK"]
whom = "PNS dan PPPK"
confidence = "confirmed"
"""

LIKE = """
question = "Bolehkah ASN menyukai unggahan calon?"
title = "Like unggahan calon"
verdict = "tidak_boleh"
reason = "Like dinilai dukungan."
safe = "Baca saja."
related = ["nonton"]

[[by_context]]
label = "Akun pemenangan"
when = "akunnya akun pemenangan"
verdict = "tidak_boleh"

[[by_context]]
label = "Akun KPU"
when = "akunnya akun resmi KPU"
verdict = "belum_tegas"
because = "Akun KPU tidak disebut."

[[sanctions]]
stage = "bakal_calon"
employment = ["PPPK"]
level = "moral"
condition = "dinilai like di akun pemenangan"
basis = ["E4"]

[[citations]]
provision = "E4"
gist = "Melarang like."

[review]
by = "belum ditinjau ahli hukum"
on = 2026-11-21
next = 2027-05-21

[search]
words = ["like"]
asked_as = [%s]
"""

WATCH = """
question = "Bolehkah ASN menonton debat?"
title = "Nonton debat"
verdict = "boleh"
reason = "Menonton bukan dukungan."
safe = "Tonton saja."
related = ["like"]

[review]
by = "belum ditinjau ahli hukum"
on = 2026-11-21
next = 2027-05-21

[search]
words = ["debat"]
asked_as = [%s]
"""


def phrasings(word: str) -> str:
    """Sixty distinct lines around one word."""
    return ", ".join(f'"bolehkah {word} urusan{chr(97 + n // 26)}{chr(97 + n % 26)}"' for n in range(60))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A base of two entries without any problem."""
    files = {
        "sources.toml": SOURCES,
        "entries/medsos/like.toml": LIKE % phrasings("like"),
        "entries/medsos/nonton.toml": WATCH % phrasings("debat"),
        "lexicon/spelling.toml": '[spelling]\ngak = "tidak"\n',
        "lexicon/small_talk.toml": 'fillers = ["min"]\n[small_talk.salam]\nwords = ["halo"]\n',
        "lexicon/qualifiers.toml": 'qualifiers = ["tanpa"]\n',
        "lexicon/off_topic.toml": 'cuaca = ["besok hujan"]\n',
        "lexicon/near_misses.toml": '[[pairs]]\na = "like"\na_topic = "like"\nb = "debat"\nb_topic = "nonton"\n',
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def change(home: Path) -> Callable[[str, str, str], None]:
    """Replace one text in one file of the small base; the text must be there."""

    def replace(name: str, old: str, new: str) -> None:
        path = home / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace
