"""Settings are checked at start; what is wrong is named, what is secret is not shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import SettingsError, read_settings


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No `.env` of the developer's."""
    monkeypatch.chdir(tmp_path)


def test_nothing_is_needed_for_the_demo() -> None:
    assert read_settings().bot_token.get_secret_value() == ""


def test_a_file_is_read_and_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("BOT_TOKEN=1:dari-berkas\nDEMO_PORT=9000\nTIDAK_DIKENAL=1\n", encoding="utf-8")
    monkeypatch.setenv("DEMO_PORT", "9001")
    settings = read_settings()
    assert settings.bot_token.get_secret_value() == "1:dari-berkas"
    assert settings.demo_port == 9001


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WEBHOOK_PORT", "delapan"),
        ("WEBHOOK_PORT", "70000"),
        ("BOT_API_URL", "bukan alamat"),
        ("MESSAGES_PER_SECOND", "0"),
        ("LOG_LEVEL", "CEREWET"),
        ("WEBHOOK_SECRET", "pendek"),
        ("WEBHOOK_SECRET", "rahasia dengan spasi di dalamnya"),
        ("WEB_URL", "bukan alamat"),
        ("REPORTS_PEPPER", "pendek"),
        ("REPORTS_PEPPER", "ab" * 31),
        ("REPORTS_PEPPER", "ab" * 65),
        ("REPORTS_PEPPER", "é" * 43),
    ],
)
def test_a_wrong_setting_is_named_without_its_value(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refused:
        read_settings()
    assert name in str(refused.value)
    assert value not in str(refused.value)


def test_a_webhook_without_a_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_URL", "https://bot.example.go.id/telegram")
    with pytest.raises(SettingsError, match="WEBHOOK_SECRET"):
        read_settings()


@pytest.mark.parametrize("written", ["ab" * 32, "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s"])
def test_the_pepper_is_read_as_hexadecimal_or_base64(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTS_PEPPER", written)
    settings = read_settings()
    assert settings.pepper == b"\xab" * 32
    assert written not in repr(settings)


def test_without_a_pepper_there_is_none() -> None:
    assert read_settings().pepper == b""
