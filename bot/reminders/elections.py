"""The shape of an election: its phases, with their days and places. Frozen; unknown keys are refused."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from itertools import combinations
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from bot.reminders.regions import NATIONAL, Region, region

NAME_LIMIT = 60
"""Letters in a name: it stands in the first sentence of a message."""

PhaseId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=NAME_LIMIT)]


class PhaseType(StrEnum):
    """The value is the word in the calendar."""

    PRA = "PRA"
    PENDAFTARAN = "PENDAFTARAN"
    PENETAPAN = "PENETAPAN"
    KAMPANYE = "KAMPANYE"
    TENANG = "TENANG"
    PUNGUT = "PUNGUT"
    REKAP = "REKAP"
    PSU = "PSU"
    PASCA = "PASCA"

    @property
    def label(self) -> str:
        """As it is read where the phase has no name of its own."""
        return _LABELS[self]


_LABELS = {
    PhaseType.PRA: "Masa sebelum penetapan calon",
    PhaseType.PENDAFTARAN: "Pendaftaran calon",
    PhaseType.PENETAPAN: "Penetapan calon",
    PhaseType.KAMPANYE: "Masa kampanye",
    PhaseType.TENANG: "Masa tenang",
    PhaseType.PUNGUT: "Pemungutan suara",
    PhaseType.REKAP: "Rekapitulasi suara",
    PhaseType.PSU: "Pemungutan suara ulang",
    PhaseType.PASCA: "Masa setelah penetapan calon terpilih",
}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _regions(value: Any) -> tuple[Region, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise PydanticCustomError("regions", 'tulis daftar nama daerah, misalnya ["nasional"]')
    try:
        regions = tuple(region(one) for one in value)
    except ValueError as error:
        raise PydanticCustomError("regions", "{problem}", {"problem": str(error)}) from None
    for one, other in combinations(regions, 2):
        if one.overlaps(other):
            names = {"one": one.name or "nasional", "other": other.name or "nasional"}
            raise PydanticCustomError("regions", "{one} dan {other} saling mencakup; tulis salah satu", names)
    return regions


Regions = Annotated[tuple[Region, ...], Field(min_length=1), BeforeValidator(_regions)]
"""From a list of names as an operator writes them."""


class Phase(_Frozen):
    """`start` and `end` are both days of the phase. `id` survives a change of dates: it says what was sent already.

    An empty `name` is the type's label. A `silent` phase has no message, but belongs to the election's time.
    """

    id: PhaseId
    type: PhaseType
    start: dt.date
    end: dt.date
    regions: Regions
    name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=NAME_LIMIT)] = ""
    silent: StrictBool = False

    @field_validator("end")
    @classmethod
    def _order(cls, end: dt.date, info: ValidationInfo) -> dt.date:
        if (start := info.data.get("start")) and end < start:
            raise PydanticCustomError("order", "sebelum hari mulainya, {start}", {"start": start.isoformat()})
        return end

    @property
    def title(self) -> str:
        return self.name or self.type.label

    def provinces(self) -> set[str | None]:
        """Codes of the provinces that it touches; None for the whole country."""
        return {one.province for one in self.regions}

    def overlaps(self, other: Phase) -> bool:
        """Both are of one type, on one day, in one place."""
        same_days = self.start <= other.end and other.start <= self.end
        return (
            self.type is other.type
            and same_days
            and any(one.overlaps(another) for one in self.regions for another in other.regions)
        )


class Election(_Frozen):
    """One election or a repeat of one. Nobody is reminded of one that is not `active`."""

    id: PhaseId
    name: Name
    active: StrictBool
    phases: tuple[Phase, ...] = ()

    def span(self, province: str) -> tuple[dt.date, dt.date] | None:
        """The first and the last day of its phases that touch a province; None when none does."""
        near = [phase for phase in self.phases if phase.provinces() & {province, NATIONAL.province}]
        return (min(one.start for one in near), max(one.end for one in near)) if near else None
