"""Where a phase takes place: the whole country, a province, or one kabupaten or kota."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rapidfuzz import process

from bot.provinces import PROVINCES

_SIMILAR: Final = 80.0
"""From this likeness on, of 100, a name is offered in the place of an unknown one."""


@dataclass(frozen=True)
class Region:
    """`province` is a code, None for the whole country; `district` a kabupaten or kota in that province."""

    province: str | None = None
    district: str | None = None

    @property
    def name(self) -> str:
        """As it is read; empty for the whole country."""
        return self.district or (PROVINCES[self.province].name if self.province else "")

    def overlaps(self, other: Region) -> bool:
        """Somebody lives in both."""
        if self.province is None or other.province is None:
            return True
        return self.province == other.province and (
            self.district is None or other.district is None or self.district == other.district
        )


NATIONAL: Final = Region()


def region(text: str) -> Region:
    """What an operator wrote: "nasional", a province's name or code, or "Kabupaten X, Provinsi Y".

    Raises `ValueError` that says in Indonesian what is wrong.
    """
    place, _, of = (part.strip() for part in text.partition(","))
    if place.casefold().startswith(("kabupaten ", "kota ")):
        return _district(place, of)
    if of:
        raise ValueError(f"'{place}' bukan kabupaten atau kota; mulai dengan 'Kabupaten' atau 'Kota'")
    return NATIONAL if place.casefold() == "nasional" else Region(_province(place))


def _province(text: str) -> str:
    name = text.casefold().removeprefix("provinsi ").strip()
    if name not in _PROVINCES:
        raise ValueError(f"daerah '{text}' tidak dikenal{_meant(text, [one.name for one in PROVINCES.values()])}")
    return _PROVINCES[name]


def _district(place: str, of: str) -> Region:
    known = _DISTRICTS.get(place.casefold())
    if known is None and not of:
        raise ValueError(
            f"'{place}' tidak dikenal; tambahkan provinsinya: '{place}, …'{_meant(place, _DISTRICT_NAMES)}"
        )
    if known is None:
        return Region(_province(of), place)
    if of and _province(of) != known.province:
        raise ValueError(f"{known.district} ada di {PROVINCES[known.province or ''].name}")
    return known


def _meant(text: str, names: list[str]) -> str:
    found = process.extractOne(text, names, score_cutoff=_SIMILAR)
    return f"; mungkin maksudnya {found[0]}" if found else ""


def _read() -> list[Region]:
    text = (Path(__file__).parent / "districts.toml").read_text(encoding="utf-8")
    return [Region(code, name) for code, names in tomllib.loads(text).items() for name in names]


_PROVINCES = {name.casefold(): one.code for one in PROVINCES.values() for name in (one.code, one.name, *one.also)}
_DISTRICTS = {one.name.casefold(): one for one in _read()}
_DISTRICT_NAMES = [one.name for one in _DISTRICTS.values()]
