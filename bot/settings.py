"""The only reader of the environment."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

TELEGRAM = "api.telegram.org"
OURS = ("127.0.0.1", "localhost", "::1")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")  # Bot API, setWebhook, secret_token


class Settings(BaseSettings):
    """Environment variables, which win over `.env`; paths are relative to the working directory."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    telegram_token: SecretStr | None = None
    telegram_api_url: str = f"https://{TELEGRAM}"
    telegram_webhook_url: str | None = None
    telegram_webhook_secret: SecretStr | None = None
    telegram_messages_per_second: float = Field(default=30, ge=0)
    account_events_per_minute: int = Field(default=120, ge=0)
    database_url: str = "sqlite+aiosqlite:///buurtstem.db"
    web_host: str = "127.0.0.1"
    web_port: int = Field(default=8080, ge=0, le=65535)
    web_url: str | None = None
    web_trusted_proxies: str = ""
    staff_chat_id: int | None = None
    programme_file: Path | None = None
    data_dir: Path = Path("data")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", validation_alias=AliasChoices("LOG_LEVEL", "log_level")
    )
    log_format: Literal["text", "json"] = "text"

    @classmethod
    def of_environment(cls) -> Settings:
        """Read the settings without `.env`."""
        return cls(_env_file=None)  # type: ignore[call-arg]  # pydantic-settings takes it

    @field_validator("telegram_api_url")
    @classmethod
    def _no_slash(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return value.rstrip("/")

    @field_validator("web_url")
    @classmethod
    def _an_address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return value.rstrip("/") if value else None

    @field_validator("telegram_webhook_url")
    @classmethod
    def _telegram_can_post_there(cls, value: str | None) -> str | None:
        parts = urlsplit(value or "")
        if value is None or (parts.scheme == "https" and parts.hostname):
            return value
        if parts.scheme == "http" and parts.hostname in OURS:  # a Bot API server of one's own
            return value
        raise ValueError("must begin with https:// (or with http:// on this machine alone)")

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _secret_as_telegram_takes_it(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("must be 1 to 256 of A-Z, a-z, 0-9, _ and -")
        return value

    @model_validator(mode="after")
    def _webhook_is_whole(self) -> Self:
        if (self.telegram_webhook_url is None) != (self.telegram_webhook_secret is None):
            raise ValueError(
                "TELEGRAM_WEBHOOK_URL and TELEGRAM_WEBHOOK_SECRET belong together: set both, or"
                " neither"
            )
        return self

    @field_validator("log_level", "log_format", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def _async_driver(cls, value: str) -> str:
        if not value.startswith(("sqlite+aiosqlite://", "postgresql+asyncpg://")):
            raise ValueError("must begin with sqlite+aiosqlite:// or postgresql+asyncpg://")
        return value

    @property
    def is_public(self) -> bool:
        """Tell whether strangers reach this bot: real Telegram, or a web address that is not ours.

        Then the example programme may not stand in (GDPR: the controller must be real).
        """
        telegram = self.telegram_token is not None and _host(self.telegram_api_url) == TELEGRAM
        web = self.web_url is not None and _host(self.web_url) not in OURS
        return telegram or web


def _host(url: str) -> str | None:
    return urlsplit(url).hostname
