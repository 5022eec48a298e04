"""`python -m bot reminders check` and the guide for operators."""

from __future__ import annotations

import re
from pathlib import Path

from bot.reminders.checking import LETTER_LIMIT
from bot.reminders.elections import NAME_LIMIT, Phase, PhaseType
from bot.reminders.reading import CALENDARS, read
from tests.bot.reminders.conftest import phase, toml
from tests.bot.test_main import ROOT, run

GUIDE = (ROOT / "docs/pengingat.md").read_text(encoding="utf-8")


def test_what_ships_is_well() -> None:
    done = run("reminders", "check")
    assert done.returncode == 0
    assert "pilkada-2024: tidak aktif, 8 tahap\n" in done.stdout
    assert done.stdout.endswith("0 masalah.\n")


def test_a_mistake_is_printed(tmp_path: Path) -> None:
    (tmp_path / "pilkada.toml").write_text(toml(phase("KAMPANYE", "2029-02-01", "2029-01-01")), encoding="utf-8")
    done = run("reminders", "check", str(tmp_path))
    assert done.returncode == 1
    assert done.stdout.startswith("pilkada.toml: tahap ke-1 (kampanye).end: sebelum hari mulainya, 2029-02-01\n")
    assert done.stdout.endswith("1 masalah.\n")


def test_the_example_of_the_guide_is_a_calendar(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.+?)```", GUIDE, re.DOTALL)
    assert example
    (tmp_path / "contoh.toml").write_text(example[1], encoding="utf-8")
    [election], problems = read(tmp_path)
    assert problems == []
    assert election.active


def test_the_guide_explains_every_field_every_type_and_the_limits() -> None:
    rows = re.findall(r"^\| `(\w+)`", GUIDE, re.M)
    assert {"name", "active", *Phase.model_fields, *PhaseType} <= set(rows)
    assert f"{NAME_LIMIT} huruf" in GUIDE
    assert f"{LETTER_LIMIT} huruf" in GUIDE
    assert f"`{CALENDARS.relative_to(ROOT).as_posix()}/`" in GUIDE


def test_the_guide_explains_every_mistake() -> None:
    said = " ".join(re.findall(r"^\| `(.+?)` \|", GUIDE, re.M))
    for words in MISTAKES:
        assert words in said, words


MISTAKES = [
    "isian ini wajib",
    "isian ini tidak dikenal",
    "jenis tahap tidak dikenal",
    "bukan tanggal",
    "sebelum hari mulainya",
    "tulis true atau false",
    "tulis sebagai teks dalam tanda kutip",
    "tidak boleh kosong",
    "hanya huruf kecil, angka, dan tanda hubung",
    "sebut paling sedikit satu daerah",
    "tulis daftar nama daerah",
    "saling mencakup",
    "tambahkan provinsinya",
    "mulai dengan 'Kabupaten' atau 'Kota'",
    " ada di ",
    "tulis tiap tahap di bawah [[phases]]",
    "sudah dipakai",
    "bertumpang dengan",
    "nama berkas menjadi id",
    "bukan TOML yang sah",
    "folder tidak ditemukan",
    "bukan topik",
    "jenis tahap ini belum punya pesan",
    "kurung kurawal tidak berpasangan",
    "ada tanggal atau tahun",
    "ada markup",
    "ada tanda seru",
    "tulis 'dapat dikenai'",
]
