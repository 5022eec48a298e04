"""Which province somebody means: full names, the usual short ones, and typing errors."""

from __future__ import annotations

import re
from typing import Final

from rapidfuzz import fuzz

from bot.provinces import PROVINCES, Province

MOST: Final = 3
"""Provinces that are offered for a mistyped name."""

_SURE: Final = 80.0
"""From this likeness on, of 100, a mistyped name counts as understood ..."""

_AHEAD: Final = 6.0
"""... if no other province is closer to it than so much less."""

_POSSIBLE: Final = 65.0

_FILLER = frozenset(
    {"provinsi", "propinsi", "prov", "saya", "kami", "di", "dari", "kerja", "bekerja", "tugas", "bertugas"}
    | {"asn", "pns", "pppk"}
)


def find(text: str) -> list[Province]:
    """The provinces that `text` may mean, the likeliest first: one when it is clear, none when nothing is like it.

    A name that is part of other names ("Papua", "Sulawesi") means all of them.
    """
    words = [word for word in re.findall(r"[^\W\d_]+", text.casefold()) if word not in _FILLER]
    if not words:
        return []
    typed = " ".join(words)
    similar = _similar(typed)
    if found := _containing(typed):
        return found
    return similar if len(similar) == 1 else _contained(typed) or similar


def _containing(typed: str) -> list[Province]:
    return [one for one, names in _NAMES if any(_within(typed, name) for name in names)]


def _contained(typed: str) -> list[Province]:
    """Provinces that are named in a longer text; "Papua Selatan" does not name Papua."""
    found = {name: one for one, names in _NAMES for name in names if _within(name, typed)}
    longest = [name for name in found if not any(name != other and _within(name, other) for other in found)]
    return list(dict.fromkeys(found[name] for name in longest))


def _similar(typed: str) -> list[Province]:
    scored = [(max(fuzz.ratio(typed, name) for name in names), one) for one, names in _NAMES]
    scored.sort(key=lambda scored_one: -scored_one[0])
    (best, likeliest), (second, _) = scored[:2]
    if best >= _SURE and best - second >= _AHEAD:
        return [likeliest]
    return [one for score, one in scored[:MOST] if score >= _POSSIBLE]


def _within(part: str, whole: str) -> bool:
    """As whole words."""
    return f" {part} " in f" {whole} "


_NAMES = [(one, [name.casefold() for name in (one.name, *one.also)]) for one in PROVINCES.values()]
