"""Settings from the environment (and `.env`), checked at start. Each is described in `.env.example`.

Only `bot.app` and `bot.__main__` read them; every other module is given what it needs.
"""

from __future__ import annotations

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
    cache_dir: Path = Path(".cache")

    messages_per_second: int = Field(default=25, ge=1, le=1000)
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

    @model_validator(mode="after")
    def _webhook_needs_a_secret(self) -> Settings:
        if self.webhook_url and not self.webhook_secret.get_secret_value():
            raise ValueError("WEBHOOK_URL memerlukan WEBHOOK_SECRET, agar hanya Telegram yang didengar")
        return self


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
