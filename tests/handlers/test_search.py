"""Provinces as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.provinces import PROVINCES
from handlers.remind.search import MOST, find


def names(text: str) -> list[str]:
    return [one.name for one in find(text)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Jawa Tengah", "Jawa Tengah"),
        ("jateng", "Jawa Tengah"),
        ("jawa tenga", "Jawa Tengah"),
        ("provinsi jawa timur", "Jawa Timur"),
        ("saya kerja di sulsel", "Sulawesi Selatan"),
        ("sumatra utara", "Sumatera Utara"),
        ("kalimantan tmur", "Kalimantan Timur"),
        ("DKI", "Daerah Khusus Ibukota Jakarta"),
        ("jakarta", "Daerah Khusus Ibukota Jakarta"),
        ("jogja", "Daerah Istimewa Yogyakarta"),
        ("yogyakrta", "Daerah Istimewa Yogyakarta"),
        ("babel", "Kepulauan Bangka Belitung"),
        ("ntt", "Nusa Tenggara Timur"),
        ("papua selatn", "Papua Selatan"),
        ("asn di papua pegunungan", "Papua Pegunungan"),
        ("acheh", "Aceh"),
    ],
)
def test_one_province_is_meant(typed: str, meant: str) -> None:
    assert names(typed) == [meant]


@pytest.mark.parametrize(
    ("typed", "number"), [("papua", 6), ("sulawesi", 5), ("kalimantan", 5), ("riau", 2), ("maluku", 2), ("jawa", 3)]
)
def test_a_name_that_several_share_offers_all_of_them(typed: str, number: int) -> None:
    assert len(names(typed)) == number
    assert all(typed in name.lower() for name in names(typed))


@pytest.mark.parametrize("typed", ["", "?", "12", "boleh like postingan caleg", "singapura raya"])
def test_other_words_mean_none(typed: str) -> None:
    assert find(typed) == []


@pytest.mark.parametrize("province", PROVINCES.values(), ids=lambda one: one.name)
def test_every_province_is_found_by_each_of_its_names(province: object) -> None:
    for name in (province.name, *province.also):  # type: ignore[attr-defined]
        assert province in find(name)


@given(st.text(max_size=60))
def test_anything_may_be_typed(text: str) -> None:
    found = find(text)
    assert len(set(found)) == len(found)
    assert len(found) <= max(MOST, 8)
