"""Calendar files: what ships is sound, and each mistake is named with its file and field."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.provinces import PROVINCES
from bot.reminders.reading import read
from bot.reminders.regions import NATIONAL, Region, region

GOOD = """
name = "Pilkada"
active = true
regions = ["nasional"]

[[phases]]
type = "KAMPANYE"
start = 2029-01-10
end = 2029-02-10

[[phases]]
type = "TENANG"
start = 2029-02-11
end = 2029-02-13
"""


def problems(folder: Path, text: str) -> list[str]:
    (folder / "pilkada.toml").write_text(text, encoding="utf-8")
    return [str(one) for one in read(folder)[1]]


def test_the_past_elections_ship_and_none_is_active() -> None:
    elections, found = read()
    assert found == []
    assert {one.id for one in elections} == {"pemilu-2024", "pilkada-2024", "psu-2025", "pilkada-ulang-2025"}
    assert not any(one.active for one in elections)
    repeats = next(one for one in elections if one.id == "psu-2025")
    assert len({place for phase in repeats.phases for place in phase.regions}) == 24


def test_a_phase_inherits_the_regions_and_is_named_after_its_type(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == []
    [election], _ = read(tmp_path)
    assert [(one.id, one.title, one.regions) for one in election.phases] == [
        ("kampanye", "Masa kampanye", (NATIONAL,)),
        ("tenang", "Masa tenang", (NATIONAL,)),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("end = 2029-02-10", "end = 2029-01-01", "tahap ke-1 (kampanye).end: sebelum hari mulainya, 2029-01-10"),
        ("end = 2029-02-10\n", "", "tahap ke-1 (kampanye).end: isian ini wajib"),
        ("= 2029-02-10", '= "besok"', "tahap ke-1 (kampanye).end: bukan tanggal;"),
        ("= 2029-02-10", "= 2029-02-10T08:00:00", "tahap ke-1 (kampanye).end: bukan tanggal;"),
        ('"TENANG"', '"TENAN"', "tahap ke-2 (tenan).type: jenis tahap tidak dikenal; pilihannya PRA, PENDAFTARAN,"),
        ('["nasional"]', '["Sulawesi Tegah"]', "regions: daerah 'Sulawesi Tegah' tidak dikenal; mungkin maksudnya"),
        ('["nasional"]', '"nasional"', "regions: tulis daftar nama daerah"),
        ('["nasional"]', "[]", "regions: sebut paling sedikit satu daerah"),
        ('["nasional"]', '["nasional", "Bali"]', "regions: nasional dan Bali saling mencakup"),
        ('["nasional"]', '["Riau", "Kabupaten Siak"]', "regions: Riau dan Kabupaten Siak saling mencakup"),
        ('regions = ["nasional"]', "", "tahap ke-1 (kampanye).regions: isian ini wajib"),
        ('type = "TENANG"', 'type = "TENANG"\nwarna = 1', "tahap ke-2 (tenang).warna: isian ini tidak dikenal"),
        ('type = "TENANG"', 'type = "TENANG"\nid = "A b"', "tahap ke-2 (A b).id: hanya huruf kecil, angka,"),
        ('type = "TENANG"', 'type = "TENANG"\nsilent = "ya"', "tahap ke-2 (tenang).silent: tulis true atau false"),
        ('"TENANG"', '"KAMPANYE"', "tahap ke-2 (kampanye).id: id 'kampanye' sudah dipakai tahap ke-1"),
        ("active = true", "active = 1", "active: tulis true atau false"),
        ("active = true\n", "", "active: isian ini wajib"),
        ('"Pilkada"', '""', "name: tidak boleh kosong"),
        ('"Pilkada"', f'"{"a" * 61}"', "name: paling banyak 60 huruf"),
        ('"Pilkada"', "3", "name: tulis sebagai teks dalam tanda kutip"),
        ("active = true", 'active = true\nid = "x"', "id: tidak ditulis: nama berkas menjadi id"),
        ("[[phases]]", "[phases]", "-: bukan TOML yang sah:"),
    ],
)
def test_each_mistake_is_named(old: str, new: str, expected: str, tmp_path: Path) -> None:
    found = problems(tmp_path, GOOD.replace(old, new, 1))
    assert any(one.startswith(f"pilkada.toml: {expected}") for one in found), found


@pytest.mark.parametrize("phases", ["3", "[3]"])
def test_phases_are_tables(phases: str, tmp_path: Path) -> None:
    [found] = problems(tmp_path, f'name = "Pilkada"\nactive = true\nphases = {phases}')
    assert found.endswith("tulis tiap tahap di bawah [[phases]]")


def test_phases_of_one_type_do_not_overlap_in_one_place(tmp_path: Path) -> None:
    second = '\n[[phases]]\ntype = "KAMPANYE"\nid = "kampanye-2"\nstart = 2029-02-10\nend = 2029-02-20\n'
    [found] = problems(tmp_path, GOOD + second)
    assert found == (
        "pilkada.toml: tahap ke-3 (kampanye-2): jenis, hari, dan daerahnya bertumpang dengan tahap ke-1 (kampanye)"
    )
    assert problems(tmp_path, GOOD.replace('["nasional"]', '["Bali"]') + second + 'regions = ["Papua"]\n') == []
    assert problems(tmp_path, GOOD + second.replace("2029-02-10", "2029-02-11")) == []


def test_every_file_is_checked(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("name = ", encoding="utf-8")
    (tmp_path / "b.toml").write_text("active = true", encoding="utf-8")
    found = problems(tmp_path, GOOD)
    assert [one.partition(":")[0] for one in found] == ["a.toml", "b.toml"]
    assert [str(one) for one in read(tmp_path / "x")[1]] == ["x: -: folder tidak ditemukan"]


def test_a_file_name_is_an_id(tmp_path: Path) -> None:
    (tmp_path / "Pilkada 1.toml").write_text(GOOD, encoding="utf-8")
    [found] = read(tmp_path)[1]
    assert str(found) == "Pilkada 1.toml: id: hanya huruf kecil, angka, dan tanda hubung"


def test_regions_are_found_by_name_and_code() -> None:
    assert region("Nasional") == NATIONAL
    assert region("72") == region("sulawesi tengah") == region("Provinsi Sulawesi Tengah") == Region("72")
    assert region("DKI Jakarta") == Region("31")
    assert region("kabupaten siak") == region("Kabupaten Siak, Riau") == Region("14", "Kabupaten Siak")
    assert region("Kota Bontang, Kalimantan Timur") == Region("64", "Kota Bontang")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kabupaten Siakk", "mungkin maksudnya Kabupaten Siak"),
        ("Kabupaten Siak, Bali", "Kabupaten Siak ada di Riau"),
        ("Kota Bontang", "tambahkan provinsinya"),
        ("Kota Bontang, Borneo", "daerah 'Borneo' tidak dikenal"),
        ("Bontang, Kalimantan Timur", "mulai dengan 'Kabupaten' atau 'Kota'"),
        ("", "daerah '' tidak dikenal"),
    ],
)
def test_what_is_wrong_with_a_region_is_said(text: str, expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        region(text)


@given(st.text())
def test_a_region_is_read_or_refused(text: str) -> None:
    try:
        found = region(text)
    except ValueError:
        return
    assert found == NATIONAL or found.province in PROVINCES


@given(st.text(alphabet=st.sampled_from('[]="\n _phasestyrdniT0129-#{},.'), max_size=120))
def test_no_file_makes_the_checker_fail(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.toml").write_text(GOOD + text, encoding="utf-8")
        elections, found = read(Path(folder))
        assert bool(elections) or bool(found)
