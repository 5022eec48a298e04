"""Which reminders a day has, for any calendar."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.outbox.quiet import FIRST_HOUR, LAST_HOUR, ZONES
from bot.provinces import PROVINCES
from bot.reminders.agenda import LESSON_WEEKDAY, reminders
from bot.reminders.elections import Election, Phase, PhaseType
from bot.reminders.reading import read
from bot.reminders.reminder import Reminder
from bot.reminders.subscriptions import Frequency, Subscription
from bot.reminders.templates import PHASE, THEME
from knowledge.model import Employment
from tests.bot.reminders.conftest import ACEH, BALI, PAPUA, SULTENG, TEMPLATES, election, phase

START = dt.date(2028, 12, 1)
DAYS = [START + dt.timedelta(number) for number in range(70)]
"""From December 2028 to February 2029."""

PLACES = ["Kabupaten Siak", "Kabupaten Parigi Moutong", "Papua", "Bali", "Kota Palopo", "Aceh"]


@st.composite
def phases(draw: st.DrawFn) -> dict[str, object]:
    start = START + dt.timedelta(draw(st.integers(-10, 65)))
    end = start + dt.timedelta(draw(st.integers(0, 30)))
    regions = draw(st.just(["nasional"]) | st.lists(st.sampled_from(PLACES), min_size=1, max_size=4, unique=True))
    return phase(draw(st.sampled_from(PhaseType)), start.isoformat(), end.isoformat(), regions=regions)


@st.composite
def calendars(draw: st.DrawFn) -> list[Election]:
    found = draw(st.lists(st.lists(phases(), max_size=5), max_size=3))
    numbered = [[one | {"id": f"tahap-{number}"} for number, one in enumerate(each)] for each in found]
    return [election(*each, name=f"pemilihan-{number}") for number, each in enumerate(numbered)]


def subscriber(province: str, frequency: Frequency = Frequency.WEEKLY) -> Subscription:
    return Subscription(1, province, Employment.PNS, frequency, "2028-11")


def received(elections: list[Election], one: Subscription, days: Iterable[dt.date] = DAYS) -> list[Reminder]:
    return [found for day in days for found in reminders(elections, TEMPLATES, day) if found.target.includes(one)]


@given(calendars(), st.sampled_from(sorted(PROVINCES)))
def test_letters_go_by_day_and_lessons_at_most_once_a_week(elections: list[Election], province: str) -> None:
    found = received(elections, subscriber(province))
    zone = ZONES[PROVINCES[province].zone]
    for one in found:
        due, end = (dt.datetime.fromtimestamp(moment, zone) for moment in (one.due, one.deadline))
        assert due == dt.datetime.combine(one.day, dt.time(8), zone)
        assert FIRST_HOUR <= due.hour < end.hour < LAST_HOUR
        assert end.date() == one.day
    lessons = [one.day for one in found if one.kind == THEME]
    assert all((later - day).days >= 7 for day, later in itertools.pairwise(lessons))
    assert not {*lessons} & {one.day for one in found if one.kind == PHASE}
    assert len({one.topic for one in found}) == len(found)


@given(calendars(), st.sampled_from(sorted(PROVINCES)))
def test_each_phase_is_announced_to_exactly_those_whom_it_touches(elections: list[Election], province: str) -> None:
    def touches(one: Phase) -> bool:
        return bool(one.provinces() & {None, province})

    def moments(one: Phase) -> set[dt.date]:
        offsets = [template.when.offset for template in TEMPLATES.phases if template.type is one.type]
        return {one.start + dt.timedelta(offset) for offset in offsets if offset < 1 or one.end > one.start}

    expected = [
        (f"{each.id}:{one.id}", day)
        for each in elections
        for one in each.phases
        for day in moments(one)
        if touches(one) and day in DAYS
    ]
    for frequency in Frequency:
        found = [one for one in received(elections, subscriber(province, frequency)) if one.kind == PHASE]
        assert sorted((one.topic.rpartition(":")[0], one.day) for one in found) == sorted(expected)


@given(calendars())
def test_campaigns_are_told_apart_and_no_province_is_in_two_of_a_topic(elections: list[Election]) -> None:
    found = [one for day in DAYS for one in reminders(elections, TEMPLATES, day)]
    assert len({one.id for one in found}) == len(found)
    assert all({PROVINCES[code].zone for code in one.target.provinces} == {one.zone} for one in found)
    places = [(one.topic, code) for one in found for code in one.target.provinces]
    assert len(set(places)) == len(places)


def test_a_district_is_named_to_its_province_only() -> None:
    repeat = phase("PSU", "2029-01-16", regions=["Kabupaten Siak", "Kabupaten Parigi Moutong", "Kabupaten Banggai"])
    found = reminders([election(repeat)], TEMPLATES, dt.date(2029, 1, 15))
    assert [(one.part, one.zone, TEMPLATES.render(one.kind, one.data).lead) for one in found] == [
        ("14", "WIB", "Besok pemungutan suara ulang Pilkada di Kabupaten Siak."),
        ("72", "WITA", "Besok pemungutan suara ulang Pilkada di Kabupaten Parigi Moutong dan Kabupaten Banggai."),
    ]


@pytest.mark.parametrize(("province", "weeks"), [(SULTENG, True), (ACEH, False)])
def test_lessons_are_weekly_only_where_an_election_is_under_way(province: str, weeks: bool) -> None:
    campaign = phase("KAMPANYE", "2028-12-04", "2029-01-31", regions=["Kabupaten Banggai"])
    days = [one.day for one in received([election(campaign)], subscriber(province)) if one.kind == THEME]
    wednesdays = [day for day in DAYS if day.weekday() == LESSON_WEEKDAY]
    monthly = [day for day in wednesdays if day.day <= 7]
    under_way = [day for day in wednesdays if dt.date(2028, 12, 4) <= day <= dt.date(2029, 1, 31)]
    assert days == (sorted({*monthly, *under_way}) if weeks else monthly)


def test_in_quiet_times_there_is_one_lesson_a_month_and_none_for_those_who_want_phases_only() -> None:
    year = [dt.date(2027, 1, 1) + dt.timedelta(number) for number in range(365)]
    assert [one.day.month for one in received([], subscriber(BALI), year)] == list(range(1, 13))
    assert received([], subscriber(BALI, Frequency.PHASES), year) == []


def test_weeks_around_a_new_year_have_names_of_their_own() -> None:
    campaign = election(phase("KAMPANYE", "2026-12-20", "2027-01-20"))
    days = [dt.date(2026, 12, 21) + dt.timedelta(number) for number in range(28)]
    found = received([campaign], subscriber(PAPUA), days)
    assert [(one.topic, one.day.isoformat()) for one in found] == [
        ("tema:2026-W52", "2026-12-23"),
        ("tema:2026-W53", "2026-12-30"),
        ("tema:2027-W01", "2027-01-06"),
        ("tema:2027-W02", "2027-01-13"),
    ]


def test_the_morning_comes_first_in_the_east() -> None:
    found = reminders([election(phase("KAMPANYE", "2029-01-01", "2029-02-01"))], TEMPLATES, dt.date(2029, 1, 1))
    moments = {one.zone: dt.datetime.fromtimestamp(one.due, dt.UTC).isoformat() for one in found}
    assert moments == {
        "WIT": "2028-12-31T23:00:00+00:00",
        "WITA": "2029-01-01T00:00:00+00:00",
        "WIB": "2029-01-01T01:00:00+00:00",
    }


def test_a_silent_phase_has_no_message() -> None:
    silent = phase("PENETAPAN", "2029-01-16", silent=True)
    assert reminders([election(silent)], TEMPLATES, dt.date(2029, 1, 16)) == []


def test_the_past_elections_as_they_would_have_been_announced() -> None:
    past, _ = read()
    pilkada = [one for one in past if one.id == "pilkada-2024"]
    year = [dt.date(2024, 5, 1) + dt.timedelta(number) for number in range(240)]
    found = received(pilkada, subscriber(ACEH, Frequency.PHASES), year)
    assert [(one.day.isoformat(), TEMPLATES.render(one.kind, one.data).lead) for one in found] == [
        ("2024-05-05", "Pilkada 2024: Dukungan calon perseorangan dimulai hari ini."),
        ("2024-08-27", "Pilkada 2024: Pendaftaran calon dibuka hari ini."),
        ("2024-09-22", "Pilkada 2024: Penetapan pasangan calon hari ini."),
        ("2024-09-25", "Masa kampanye Pilkada 2024 dimulai hari ini."),
        ("2024-11-23", "Masa tenang Pilkada 2024 mulai besok."),
        ("2024-11-27", "Hari ini pemungutan suara Pilkada 2024."),
        ("2024-11-28", "Suara Pilkada 2024 sedang dihitung dan direkap."),
    ]
