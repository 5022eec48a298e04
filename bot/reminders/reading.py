"""Calendar files -> elections. Finds every problem, each with its file and field, in words for an operator."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.reminders.elections import Election, Phase, PhaseType, Regions
from knowledge.loader import Problem

CALENDARS = Path(__file__).parent / "calendars"
"""The folder that ships: past elections as examples, none of them active."""

_REGIONS = TypeAdapter(Regions)

_WORDS = {
    "missing": "isian ini wajib",
    "extra_forbidden": "isian ini tidak dikenal",
    "enum": f"jenis tahap tidak dikenal; pilihannya {', '.join(PhaseType)}",
    "bool_type": "tulis true atau false",
    "string_type": "tulis sebagai teks dalam tanda kutip",
    "string_too_short": "tidak boleh kosong",
    "string_too_long": "paling banyak {max_length} huruf",
    "string_pattern_mismatch": "hanya huruf kecil, angka, dan tanda hubung",
    "too_short": "sebut paling sedikit satu daerah",
    "tuple_type": "tulis tiap tahap di bawah [[phases]]",
    "model_type": "tulis tiap tahap di bawah [[phases]]",
}
_NO_DATE = "bukan tanggal; tulis seperti 2029-02-14, tanpa tanda kutip dan tanpa jam"


def read(folder: Path = CALENDARS) -> tuple[tuple[Election, ...], list[Problem]]:
    """What can be read of the calendar in `folder`, one file an election, and what is wrong with the rest."""
    elections: list[Election] = []
    problems: list[Problem] = []
    if not folder.is_dir():
        problems.append(Problem(folder.name, "-", "folder tidak ditemukan"))
    for path in sorted(folder.glob("*.toml")):
        found = list(_election(path, elections))
        problems.extend(Problem(path.name, field, message) for field, message in found)
    return tuple(elections), problems


def _election(path: Path, into: list[Election]) -> Iterator[tuple[str, str]]:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        yield "-", f"bukan TOML yang sah: {error}"
        return
    if raw.pop("id", None) is not None:
        yield "id", "tidak ditulis: nama berkas menjadi id"
    everywhere = raw.pop("regions", None)
    if everywhere is not None:
        try:
            _REGIONS.validate_python(everywhere)
        except ValidationError as error:
            yield "regions", _said(error.errors()[0])
            everywhere = ["nasional"]  # so that the phases are checked for everything else
    phases = raw.get("phases", [])
    if isinstance(phases, list):
        raw["phases"] = [_completed(phase, everywhere) for phase in phases]
    try:
        election = Election.model_validate(raw | {"id": path.stem})
    except ValidationError as error:
        yield from ((_field(detail["loc"], raw), _said(detail)) for detail in error.errors(include_url=False))
        return
    yield from _together(election.phases)
    into.append(election)


def _completed(phase: Any, everywhere: Any) -> Any:
    """A phase with what it may leave out: its id is its type, its regions are the election's."""
    if not isinstance(phase, dict):
        return phase
    given = {"id": str(phase.get("type", "")).lower()} | ({} if everywhere is None else {"regions": everywhere})
    return given | phase


def _together(phases: tuple[Phase, ...]) -> Iterator[tuple[str, str]]:
    for (number, one), (later, other) in combinations(enumerate(phases), 2):
        if one.id == other.id:
            yield f"{_place(later, other.id)}.id", f"id '{other.id}' sudah dipakai {_place(number, one.id)}"
        if one.overlaps(other):
            yield _place(later, other.id), f"jenis, hari, dan daerahnya bertumpang dengan {_place(number, one.id)}"


def _place(number: int, name: str) -> str:
    return f"tahap ke-{number + 1} ({name})" if name else f"tahap ke-{number + 1}"


def _field(loc: tuple[int | str, ...], raw: Mapping[str, Any]) -> str:
    """ "tahap ke-2 (kampanye).end": people count from one, and know a phase by its name."""
    if len(loc) < 2 or loc[0] != "phases" or not isinstance(loc[1], int):
        return ".".join(map(str, loc)) or "-"
    phase = raw["phases"][loc[1]]
    place = _place(loc[1], str(phase.get("id", "")) if isinstance(phase, Mapping) else "")
    return ".".join([place, *map(str, loc[2:])])


def _said(detail: ErrorDetails) -> str:
    kind = detail["type"]
    if kind.startswith("date_"):
        return _NO_DATE
    return _WORDS[kind].format_map(detail.get("ctx", {})) if kind in _WORDS else detail["msg"]
