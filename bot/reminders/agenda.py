"""Which reminders a day has, from the calendar and the templates alone.

A phase is announced to everybody whom it touches. On one weekday those who asked for it get a lesson, weekly while an
election is under way in their province, monthly while none is. Where a phase is announced that day there is no
lesson. As the weekday is always the same, two lessons are at least seven days apart.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

from bot.outbox.quiet import ZONES
from bot.provinces import PROVINCES
from bot.reminders.elections import Election, Phase
from bot.reminders.regions import Region
from bot.reminders.reminder import Reminder
from bot.reminders.subscriptions import Frequency, Target
from bot.reminders.templates import PHASE, THEME, Templates, When

LESSON_WEEKDAY: Final = 2
"""Wednesday."""

_FIRST_OF_MONTH: Final = 7
"""The first Wednesday is one of so many days."""


def reminders(elections: Sequence[Election], templates: Templates, day: dt.date) -> list[Reminder]:
    """All of a day by the calendars of the recipients: it begins at another moment in each zone."""
    announced = [one for election in elections for one in _announcements(election, templates, day)]
    taken = {province for one in announced for province in one.target.provinces}
    return announced + _lesson(elections, templates, day, PROVINCES.keys() - taken)


def _announcements(election: Election, templates: Templates, day: dt.date) -> Iterator[Reminder]:
    for phase in election.phases:
        for template in templates.phases:
            if template.type is phase.type and not phase.silent and _announced_on(phase, template.when) == day:
                yield from _announcement(election, phase, template.when, day)


def _announced_on(phase: Phase, when: When) -> dt.date | None:
    """None where the phase is over by then."""
    day = phase.start + dt.timedelta(when.offset)
    return day if day <= phase.end else None


def _announcement(election: Election, phase: Phase, when: When, day: dt.date) -> Iterator[Reminder]:
    data = {
        "jenis": phase.type.value,
        "saat": when.value,
        "tahap": phase.title,
        "mulai": phase.start.isoformat(),
        "sampai": phase.end.isoformat(),
    }
    topic = f"{election.id}:{phase.id}:{when}"
    if None in phase.provinces():
        yield from _nationwide(topic, PHASE, data | {"pemilihan": election.name}, day, Target())
        return
    for province, regions in _by_province(phase).items():
        named = f"{election.name} di {_listed([region.name for region in regions])}"
        target = Target(frozenset({province}))
        yield Reminder(topic, province, PHASE, data | {"pemilihan": named}, day, PROVINCES[province].zone, target)


def _lesson(elections: Sequence[Election], templates: Templates, day: dt.date, free: set[str]) -> list[Reminder]:
    if day.weekday() != LESSON_WEEKDAY:
        return []
    of_month = day.day <= _FIRST_OF_MONTH
    provinces = frozenset(
        one for one in free if of_month or any(_under_way(election, one, day) for election in elections)
    )
    year, week, _ = day.isocalendar()
    data = {"tema": templates.theme_of(day)}
    target = Target(provinces, frequencies=frozenset({Frequency.WEEKLY}))
    return [*_nationwide(f"tema:{year}-W{week:02}", THEME, data, day, target)]


def _under_way(election: Election, province: str, day: dt.date) -> bool:
    span = election.span(province)
    return span is not None and span[0] <= day <= span[1]


def _nationwide(topic: str, kind: str, data: dict[str, Any], day: dt.date, target: Target) -> Iterator[Reminder]:
    """One for each zone that has somebody to write to."""
    for zone in ZONES:
        if near := target.within(zone):
            yield Reminder(topic, zone, kind, data, day, zone, near)


def _by_province(phase: Phase) -> dict[str, list[Region]]:
    found = defaultdict(list)
    for region in phase.regions:
        if region.province is not None:
            found[region.province].append(region)
    return found


def _listed(names: list[str]) -> str:
    """ "A", "A dan B", "A, B, dan C"."""
    if len(names) < 3:
        return " dan ".join(names)
    return f"{', '.join(names[:-1])}, dan {names[-1]}"
