"""The 38 provinces with their time zones, as data (`provinces.toml`) that every room may read."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Province:
    """`code` is the Ministry of Home Affairs', "11" to "96"; `zone` is WIB, WITA or WIT; `also` are other names."""

    code: str
    name: str
    zone: str
    also: tuple[str, ...] = ()


def _read() -> dict[str, Province]:
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["provinces"].items()
    return {code: Province(code, row["name"], row["zone"], tuple(row.get("also", ()))) for code, row in rows}


PROVINCES = _read()
"""By code, in the order of the codes."""

PROVINCE_NAMES = tuple(province.name for province in PROVINCES.values())
