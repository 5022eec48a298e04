"""Where a report can be passed on to, as dated data: agencies and their powers change."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.reports.statuses import Outcome

_FILE = Path(__file__).parent / "agencies.toml"


class Agency(BaseModel):
    """`checked`: the day on which its line was last compared with the law."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=80)
    checked: dt.date


@cache
def agencies() -> dict[Outcome, Agency]:
    """Outcome of `diteruskan` -> agency."""
    return TypeAdapter(dict[Outcome, Agency]).validate_python(tomllib.loads(_FILE.read_text(encoding="utf-8")))
