"""Settings from the environment (and `.env`), checked at start. Each is described in `.env.example`.

Only `bot.app` and `bot.__main__` read them; every other module is given what it needs.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path

from pydantic import AnyHttpUrl, Field, HttpUrl, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Everything an operator may set."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    bot_token: SecretStr = SecretStr("")
    bot_api_url: AnyHttpUrl = AnyHttpUrl("https://api.telegram.org")
    proxy_url: AnyHttpUrl | None = None

    webhook_url: HttpUrl | None = None
    webhook_secret: SecretStr = SecretStr("")
    webhook_host: str = "127.0.0.1"
    webhook_port: int = Field(default=8080, ge=1, le=65535)

    database_url: str = "sqlite+aiosqlite:///data/bolehkah.db"
    reports_database_url: str = "sqlite+aiosqlite:///data/laporan/laporan.db"
    reports_pepper: SecretStr = SecretStr("")

    subscribers_database_url: str = "sqlite+aiosqlite:///data/pengingat/pengingat.db"
    calendar_dir: Path | None = None
    admin_ids: str = Field(default="", pattern=r"^[\d, ]*$")

    web_url: HttpUrl | None = None
    web_host: str = "127.0.0.1"
    web_port: int = Field(default=8090, ge=0, le=65535)
    web_behind_proxy: bool = False
    cache_dir: Path = Path(".cache")

    messages_per_second: int = Field(default=25, ge=1, le=1000)
    broadcasts_per_second: int = Field(default=25, ge=1, le=1000)
    letters_in_flight: int = Field(default=1, ge=1, le=256)
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")

    demo_port: int = Field(default=8765, ge=0, le=65535)

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("webhook_secret")
    @classmethod
    def _secret_fits_telegram(cls, value: SecretStr) -> SecretStr:
        """Telegram takes 1-256 letters of A-Z a-z 0-9 _ - (setWebhook, secret_token)."""
        text = value.get_secret_value()
        if text and not (16 <= len(text) <= 256 and all(c.isascii() and (c.isalnum() or c in "_-") for c in text)):
            raise ValueError("16 sampai 256 huruf, hanya A-Z a-z 0-9 _ -")
        return value

    @field_validator("reports_pepper")
    @classmethod
    def _pepper_is_long_enough(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value():
            _decoded(value.get_secret_value())
        return value

    @property
    def pepper(self) -> bytes:
        """REPORTS_PEPPER as bytes; empty when it is not set."""
        text = self.reports_pepper.get_secret_value()
        return _decoded(text) if text else b""

    @property
    def administrators(self) -> frozenset[int]:
        """ADMIN_IDS as numbers."""
        return frozenset(int(number) for number in re.findall(r"\d+", self.admin_ids))

    @model_validator(mode="after")
    def _webhook_needs_a_secret(self) -> Settings:
        if self.webhook_url and not self.webhook_secret.get_secret_value():
            raise ValueError("WEBHOOK_URL memerlukan WEBHOOK_SECRET, agar hanya Telegram yang didengar")
        return self


def _decoded(pepper: str) -> bytes:
    """32 to 64 bytes (what BLAKE2b takes as a key) of hexadecimal digits or base64. Raises `ValueError`."""
    try:
        secret = bytes.fromhex(pepper)
    except ValueError:
        secret = base64.urlsafe_b64decode(pepper + "=" * (-len(pepper) % 4))
    if not 32 <= len(secret) <= 64:
        raise ValueError("32 sampai 64 byte, heksadesimal atau base64; buat dengan 'python -m bot reports new-pepper'")
    return secret


class SettingsError(Exception):
    """A setting is wrong. The message names each setting, never its value: it may be a secret."""


def read_settings() -> Settings:
    """Settings of this process. Raises `SettingsError` with one line a problem."""
    try:
        return Settings()
    except ValidationError as error:
        lines = []
        for detail in error.errors(include_url=False, include_input=False, include_context=False):
            name = "_".join(str(part) for part in detail["loc"]).upper() or "PENGATURAN"
            lines.append(f"{name}: {detail['msg'].removeprefix('Value error, ')}")
        raise SettingsError("\n".join(lines)) from None
