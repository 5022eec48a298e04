"""What makes templates unfit to be sent, and the report of `python -m bot reminders check`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from string import Formatter
from typing import Final

from bot.dates import MONTHS
from bot.reminders.elections import PhaseType
from bot.reminders.reading import read
from bot.reminders.templates import TEMPLATES, PhaseTemplate, Templates, Theme, load, placeholders
from knowledge.loader import Problem
from knowledge.model import UNREVIEWED

LETTER_LIMIT: Final = 350
"""Letters of a lead and its text together, before the calendar fills them."""

_FIELDS = frozenset(placeholders({"pemilihan": "", "tahap": "", "mulai": "2024-01-01", "sampai": "2024-01-01"}))
_DATE = re.compile(rf"\b(?:19|20)\d\d\b|\b\d{{1,2}} (?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
_MARKUP = re.compile(r"[<>]|&\w+;")


def check(templates: Templates, entries: Collection[str]) -> list[Problem]:
    """Everything that is wrong with the templates, sorted. `entries` are the ids of the knowledge base."""
    return sorted(Problem(TEMPLATES.name, field, message) for field, message in _found(templates, entries))


def report(entries: Collection[str], folder: Path) -> tuple[list[str], bool]:
    """Lines about the calendar in `folder` and the templates, and whether all is well."""
    elections, problems = read(folder)
    lines = [f"{one.id}: {'aktif' if one.active else 'tidak aktif'}, {len(one.phases)} tahap" for one in elections]
    try:
        templates = load()
    except (OSError, ValueError) as error:
        problems.append(Problem(TEMPLATES.name, "-", str(error)))
    else:
        problems += check(templates, entries)
        texts = [*templates.phases, *templates.themes]
        unreviewed = sum(one.review.by == UNREVIEWED for one in texts)
        lines.append(f"{len(texts)} pesan, belum ditinjau ahli hukum: {unreviewed}.")
    return [*map(str, problems), *lines, f"{len(problems)} masalah."], not problems


def _found(templates: Templates, entries: Collection[str]) -> Iterator[tuple[str, str]]:
    places: list[tuple[str, PhaseTemplate | Theme]] = []
    places += [(f"phases.{one.type}.{one.when}", one) for one in templates.phases]
    places += [(f"themes.{one.entry}", one) for one in templates.themes]
    for place, number in Counter(place for place, _ in places).items():
        if number > 1:
            yield place, f"ada {number} kali"
    for missing in set(PhaseType) - {one.type for one in templates.phases}:
        yield f"phases.{missing}", "jenis tahap ini belum punya pesan"
    for place, template in places:
        yield from ((place, message) for message in _text(template))
        if template.entry not in entries:
            yield f"{place}.entry", f"'{template.entry}' bukan topik"


def _text(template: PhaseTemplate | Theme) -> Iterator[str]:
    whole = f"{template.lead} {template.text}"
    if len(template.lead) + len(template.text) > LETTER_LIMIT:
        yield f"{len(template.lead) + len(template.text)} huruf, paling banyak {LETTER_LIMIT}"
    if _DATE.search(whole):
        yield "ada tanggal atau tahun; tanggal diisi dari kalender"
    if _MARKUP.search(whole):
        yield "ada markup; tulis teks polos"
    if "!" in whole:
        yield "ada tanda seru"
    if "akan dihukum" in whole.lower():
        yield "tulis 'dapat dikenai', bukan 'akan dihukum'"
    known = _FIELDS if isinstance(template, PhaseTemplate) else frozenset()
    try:
        named = {field for _, field, _, _ in Formatter().parse(whole) if field is not None}
    except ValueError:
        yield "kurung kurawal tidak berpasangan"
    else:
        yield from (f"'{{{field}}}' tidak dikenal" for field in sorted(named - known))
