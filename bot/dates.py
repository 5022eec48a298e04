"""Days in Indonesian."""

from __future__ import annotations

import datetime as dt

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def day(date: dt.date) -> str:
    """ "25 September 2024"."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def days(first: dt.date, last: dt.date) -> str:
    """ "27 sampai 29 Agustus 2024"; what both days share is said once."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} sampai {day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} sampai {day(last)}"
    return f"{day(first)} sampai {day(last)}"
