"""The texts of reminders: curated TOML, filled with the calendar's dates when a letter is sent."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field

from bot.dates import day, days
from bot.reminders.elections import PhaseType
from knowledge.model import UNREVIEWED, EntryId, Review, Text

TEMPLATES: Final = Path(__file__).parent / "templates.toml"

PHASE, THEME = "tahap", "tema"
"""The two kinds of campaigns of this room."""


class When(StrEnum):
    """On which day of a phase its message goes. The value is part of campaigns' ids."""

    SEHARI_SEBELUM = "sehari-sebelum"
    HARI_PERTAMA = "hari-pertama"
    HARI_KEDUA = "hari-kedua"

    @property
    def offset(self) -> int:
        """Days after the phase's first one."""
        return list(When).index(self) - 1


class _Template(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    lead: Text
    text: Text
    entry: EntryId
    review: Review


class PhaseTemplate(_Template):
    type: PhaseType
    when: When


class Theme(_Template):
    """A lesson. It has no day of its own, so nothing is filled in."""


@dataclass(frozen=True)
class Message:
    """What is read, as plain text: `lead` comes first and stands out; `entry` is the topic behind the button."""

    lead: str
    text: str
    entry: str
    reviewed: bool


class Templates(BaseModel):
    """All of them. Phases of a type without a template have no message."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    phases: tuple[PhaseTemplate, ...]
    themes: tuple[Theme, ...] = Field(min_length=2)

    def theme_of(self, date: dt.date) -> str:
        """The entry of the theme of the week that holds `date`: the next one each week, all in turn."""
        return self.themes[(date.toordinal() - 1) // 7 % len(self.themes)].entry

    def render(self, kind: str, data: Mapping[str, Any]) -> Message:
        """The message of a campaign of this room. `KeyError` when its template is gone."""
        if kind == THEME:
            return _message(self._themes[data["tema"]], {})
        return _message(self._phases[PhaseType(data["jenis"]), When(data["saat"])], placeholders(data))

    @cached_property
    def _themes(self) -> dict[str, Theme]:
        return {one.entry: one for one in self.themes}

    @cached_property
    def _phases(self) -> dict[tuple[PhaseType, When], PhaseTemplate]:
        return {(one.type, one.when): one for one in self.phases}


def load(path: Path = TEMPLATES) -> Templates:
    """Raises `OSError`, `tomllib.TOMLDecodeError` or pydantic's `ValidationError` (all but the first `ValueError`)."""
    return Templates.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def placeholders(data: Mapping[str, Any]) -> dict[str, str]:
    """What a phase's template may name. `data` is the campaign's, with days as ISO 8601."""
    start, end = dt.date.fromisoformat(data["mulai"]), dt.date.fromisoformat(data["sampai"])
    return {
        "pemilihan": data["pemilihan"],
        "tahap": data["tahap"],
        "mulai": day(start),
        "sampai": day(end),
        "masa": days(start, end),
    }


def _message(template: PhaseTemplate | Theme, values: Mapping[str, str]) -> Message:
    lead, text = (part.format_map(values) for part in (template.lead, template.text))
    return Message(lead, text, template.entry, template.review.by != UNREVIEWED)
