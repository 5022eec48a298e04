"""Dates as people type them: "12/11/26", "Kamis 12 Nopember", "3 hari yang lalu", "senin kemarin".

Where the year or month is left out, the latest such day that is not in the future is meant. Day before month, as
everywhere in Indonesia; ISO dates (2026-11-12) too.
"""

from __future__ import annotations

import datetime as dt
import re

from bot.dates import MONTHS, WEEKDAYS

_NAMES = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
_MONTHS = {
    **_NAMES,
    **{name[:3]: number for name, number in _NAMES.items()},
    **{"pebruari": 2, "peb": 2, "maret": 3, "agt": 8, "agust": 8, "sept": 9, "oct": 10, "nopember": 11, "nop": 11},
    **{"december": 12, "dec": 12, "may": 5, "aug": 8},
}
_WEEKDAYS = {
    **{name.casefold(): number for number, name in enumerate(WEEKDAYS)},
    **{"jum'at": 4, "jum’at": 4, "jumaat": 4, "ahad": 6},
}
_RELATIVE = {
    **dict.fromkeys(("hari ini", "tadi", "barusan", "sekarang", "tadi pagi", "tadi siang", "tadi sore", "hr ini"), 0),
    **dict.fromkeys(("kemarin", "kemaren", "kmrn", "kmarin", "semalam", "tadi malam", "kemarin malam"), 1),
    **dict.fromkeys(("kemarin lusa", "kemarin dulu", "kemaren lusa", "lusa kemarin"), 2),
    **dict.fromkeys(("seminggu lalu", "seminggu yang lalu", "minggu lalu"), 7),
}
_COUNTS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")
_AGO = re.compile(r"(\d{1,3}|[a-z]+) (hari|hr|minggu|mgg) (?:yang |yg )?(?:lalu|kemarin)")
_WEEKDAY = re.compile(r"(?:hari )?([a-z'’]+)(?: (?:lalu|kemarin|kemaren|yang lalu|yg lalu|ini|tadi))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?")
_WORDS = re.compile(r"(\d{1,2})[ \-/]?([a-z]+)\.?(?:[ \-/]?(\d{4}|\d{2}))?")
_DAY = re.compile(r"\d{1,2}")
_PREFIX = re.compile(r"^(?:pada |sejak |sekitar )?(?:hari )?(?:(?:[a-z'’]+),? )?(?:(?:tanggal|tgl\.?) ?)?(?=\d)")


def read_date(text: str, today: dt.date) -> dt.date | None:
    """The day that `text` means; None when it means none. A full date may lie in the future."""
    words = " ".join(text.casefold().strip(" .,!?").replace(",", " ").split())
    if words in _RELATIVE:
        return today - dt.timedelta(days=_RELATIVE[words])
    if found := _AGO.fullmatch(words):
        return _ago(found[1], found[2], today)
    if (found := _WEEKDAY.fullmatch(words)) and found[1] in _WEEKDAYS:
        return _latest_weekday(_WEEKDAYS[found[1]], today)
    return _calendar(_PREFIX.sub("", words), today)


def _ago(count: str, unit: str, today: dt.date) -> dt.date | None:
    if not count.isdecimal() and count not in _COUNTS:
        return None
    number = int(count) if count.isdecimal() else _COUNTS.index(count)
    return today - dt.timedelta(days=number * (7 if unit.startswith("m") else 1))


def _latest_weekday(weekday: int, today: dt.date) -> dt.date:
    """Today, when it is that weekday: whoever means last week's writes the date."""
    return today - dt.timedelta(days=(today.weekday() - weekday) % 7)


def _calendar(words: str, today: dt.date) -> dt.date | None:
    if found := _ISO.fullmatch(words):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(words):
        return _of_year(int(found[1]), int(found[2]), found[3], today)
    if (found := _WORDS.fullmatch(words)) and found[2] in _MONTHS:
        return _of_year(int(found[1]), _MONTHS[found[2]], found[3], today)
    return _latest_day(int(words), today) if _DAY.fullmatch(words) else None


def _of_year(day: int, month: int, year: str | None, today: dt.date) -> dt.date | None:
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this = _date(today.year, month, day)
    return this if this and this <= today else _date(today.year - 1, month, day)


def _latest_day(day: int, today: dt.date) -> dt.date | None:
    this = _date(today.year, today.month, day)
    if this and this <= today:
        return this
    last_month = today.replace(day=1) - dt.timedelta(days=1)
    return _date(last_month.year, last_month.month, day)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
