"""The calendar in force changes with its files, and never becomes a broken one."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.reminders.calendar import Calendar
from tests.bot.reminders.conftest import phase, toml

CAMPAIGN = phase("KAMPANYE", "2029-01-10", "2029-02-10")


def write(folder: Path, text: str) -> None:
    (folder / "pilkada.toml").write_text(text, encoding="utf-8")


def test_a_change_is_picked_up(tmp_path: Path) -> None:
    write(tmp_path, toml(CAMPAIGN))
    calendar = Calendar(tmp_path)
    assert calendar.refresh()
    assert [one.id for one in calendar.active] == ["pilkada"]
    assert not calendar.refresh()
    write(tmp_path, toml(CAMPAIGN, active=False))
    assert calendar.refresh()
    assert calendar.active == ()
    assert calendar.known


def test_a_comment_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, toml(CAMPAIGN))
    calendar = Calendar(tmp_path)
    calendar.refresh()
    write(tmp_path, toml(CAMPAIGN) + "\n# catatan")
    assert not calendar.refresh()


def test_a_broken_file_keeps_the_last_good_calendar_and_is_reported_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(tmp_path, toml(CAMPAIGN))
    calendar = Calendar(tmp_path)
    calendar.refresh()
    good = calendar.active
    write(tmp_path, toml(CAMPAIGN) + '\nend = "besok"')
    with caplog.at_level(logging.ERROR):
        assert not calendar.refresh()
        assert not calendar.refresh()
    assert calendar.active == good
    [line] = caplog.messages
    assert line.startswith("KALENDER PENGINGAT SALAH, yang lama dipakai: pilkada.toml: -: bukan TOML")
    write(tmp_path, toml(active=True))
    assert calendar.refresh()


def test_a_file_that_is_broken_from_the_start_is_no_empty_calendar(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(tmp_path, "name =")
    calendar = Calendar(tmp_path)
    with caplog.at_level(logging.ERROR):
        assert not calendar.refresh()
    assert not calendar.known
    assert "KALENDER PENGINGAT SALAH, tidak dipakai" in caplog.text


def test_an_empty_folder_is_an_empty_calendar(tmp_path: Path) -> None:
    calendar = Calendar(tmp_path)
    assert calendar.refresh()
    assert calendar.known
    assert calendar.active == ()
