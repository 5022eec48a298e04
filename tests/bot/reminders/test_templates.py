"""Texts of reminders: what ships is fit to be sent, and what is not is found."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.agenda import LESSON_WEEKDAY
from bot.reminders.checking import LETTER_LIMIT, check, report
from bot.reminders.reading import CALENDARS
from bot.reminders.templates import PHASE, THEME, Message, Templates, load
from knowledge.loader import load as load_knowledge

DATA = {
    "jenis": "KAMPANYE",
    "saat": "hari-pertama",
    "pemilihan": "Pilkada 2024 di Papua",
    "tahap": "Masa kampanye",
    "mulai": "2024-09-25",
    "sampai": "2024-11-23",
}
REVIEW = {"by": "belum ditinjau ahli hukum", "on": "2026-11-21", "next": "2027-05-21"}
GOOD = {"lead": "Satu.", "text": "Dua.", "entry": "medsos-like", "review": REVIEW}

SHIPPED = load()
ENTRIES = load_knowledge().entries


def changed(**changes: str) -> Templates:
    """The ones that ship with the first phase changed so."""
    first, *others = (one.model_dump() for one in SHIPPED.phases)
    return Templates.model_validate({"phases": [first | changes, *others], "themes": SHIPPED.themes})


def test_what_ships_has_no_problem() -> None:
    lines, well = report(ENTRIES, CALENDARS)
    assert well, lines
    assert lines[-1] == "0 masalah."


def test_there_are_enough_themes_for_a_campaign() -> None:
    assert len(SHIPPED.themes) >= 16


def test_days_come_from_the_calendar() -> None:
    message = SHIPPED.render(PHASE, DATA)
    assert message.lead == "Masa kampanye Pilkada 2024 di Papua dimulai hari ini."
    assert message.text.startswith("Sampai 23 November 2024, ")
    assert message.entry == "daftar-larangan"
    assert not message.reviewed


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-08-27", "2024-08-29", "27 sampai 29 Agustus 2024"),
        ("2024-05-05", "2024-08-19", "5 Mei sampai 19 Agustus 2024"),
        ("2028-12-20", "2029-01-03", "20 Desember 2028 sampai 3 Januari 2029"),
        ("2025-07-22", "2025-07-22", "22 Juli 2025"),
    ],
)
def test_a_span_says_once_what_both_days_share(start: str, end: str, expected: str) -> None:
    data = DATA | {"jenis": "PENDAFTARAN", "mulai": start, "sampai": end}
    assert f"Waktunya {expected}." in SHIPPED.render(PHASE, data).text


def test_a_theme_is_rendered_by_its_entry() -> None:
    first = SHIPPED.themes[0]
    assert SHIPPED.render(THEME, {"tema": first.entry}) == Message(first.lead, first.text, first.entry, False)


@given(st.dates(dt.date(2026, 1, 1), dt.date(2040, 1, 1)))
def test_everybody_gets_the_same_theme_in_a_week_and_another_one_in_the_next(day: dt.date) -> None:
    monday = day - dt.timedelta(day.weekday())
    of_week = {SHIPPED.theme_of(monday + dt.timedelta(number)) for number in range(7)}
    assert len(of_week) == 1
    assert SHIPPED.theme_of(monday + dt.timedelta(7)) not in of_week


def test_no_two_monthly_lessons_in_a_row_are_the_same() -> None:
    days = [dt.date(2026, 1, 1) + dt.timedelta(number) for number in range(365 * 20)]
    monthly = [SHIPPED.theme_of(day) for day in days if day.weekday() == LESSON_WEEKDAY and day.day <= 7]
    assert all(one != other for one, other in itertools.pairwise(monthly))
    assert set(monthly) == {theme.entry for theme in SHIPPED.themes}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"text": "Di {wilayah}."}, "phases.PRA.hari-pertama: '{wilayah}' tidak dikenal"),
        ({"text": "Di {pemilihan"}, "phases.PRA.hari-pertama: kurung kurawal tidak berpasangan"),
        ({"text": "Sampai 23 November."}, "phases.PRA.hari-pertama: ada tanggal atau tahun"),
        ({"lead": "Pilkada 2024."}, "phases.PRA.hari-pertama: ada tanggal atau tahun"),
        ({"lead": "<b>Penting</b>"}, "phases.PRA.hari-pertama: ada markup"),
        ({"lead": "Penting!"}, "phases.PRA.hari-pertama: ada tanda seru"),
        ({"text": "Anda akan dihukum."}, "phases.PRA.hari-pertama: tulis 'dapat dikenai'"),
        ({"text": "a" * LETTER_LIMIT}, "phases.PRA.hari-pertama: 3"),
        ({"entry": "tidak-ada"}, "phases.PRA.hari-pertama.entry: 'tidak-ada' bukan topik"),
        ({"type": "PASCA"}, "phases.PASCA.hari-pertama: ada 2 kali"),
        ({"type": "PASCA"}, "phases.PRA: jenis tahap ini belum punya pesan"),
    ],
)
def test_each_mistake_is_named(changes: dict[str, str], expected: str) -> None:
    found = [str(one) for one in check(changed(**changes), ENTRIES)]
    assert any(one.startswith(f"templates.toml: {expected}") for one in found), found


def test_a_theme_names_no_placeholder_and_no_theme_comes_twice() -> None:
    themes = (GOOD | {"text": "Sampai {sampai}."}, GOOD)
    found = check(Templates.model_validate({"phases": SHIPPED.phases, "themes": themes}), ENTRIES)
    assert [str(one) for one in found] == [
        "templates.toml: themes.medsos-like: '{sampai}' tidak dikenal",
        "templates.toml: themes.medsos-like: ada 2 kali",
    ]
