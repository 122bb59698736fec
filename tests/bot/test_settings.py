"""The environment: what it may say, and that it wins over `.env`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.settings import Settings

NAMES = tuple(name.upper() for name in Settings.model_fields)


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder and none of our variables."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_nothing_is_needed() -> None:
    found = Settings()
    assert found.telegram_token is None
    assert found.database_url == "sqlite+aiosqlite:///buurtstem.db"
    assert (found.web_host, found.web_port) == ("127.0.0.1", 8080)
    assert not found.is_public


def test_the_environment_wins_over_the_file(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (nowhere / ".env").write_text("WEB_PORT=1\nLOG_LEVEL=debug\nSOMETHING_ELSE=1\n")
    monkeypatch.setenv("WEB_PORT", "2")
    found = Settings()
    assert found.web_port == 2
    assert found.log_level == "debug"


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "")
    monkeypatch.setenv("WEB_PORT", "")
    assert Settings().telegram_token is None
    assert Settings().web_port == 8080


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("TELEGRAM_API_URL", "api.telegram.org", "http:// or https://"),
        ("TELEGRAM_WEBHOOK_URL", "http://stem.example.org/telegram", "https://"),
        ("TELEGRAM_WEBHOOK_URL", "stem.example.org/telegram", "https://"),
        ("TELEGRAM_WEBHOOK_URL", "https:///telegram", "https://"),
        ("TELEGRAM_WEBHOOK_SECRET", "two words", "A-Z"),
        ("TELEGRAM_WEBHOOK_SECRET", "a" * 257, "1 to 256"),
        ("DATABASE_URL", "postgresql://x", "postgresql+asyncpg://"),
        ("WEB_PORT", "http", "web_port"),
        ("WEB_PORT", "70000", "65535"),
        ("TELEGRAM_MESSAGES_PER_SECOND", "-1", "greater than or equal to 0"),
        ("ACCOUNT_EVENTS_PER_MINUTE", "many", "account_events_per_minute"),
        ("STAFF_CHAT_ID", "group", "staff_chat_id"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL"),
        ("LOG_FORMAT", "xml", "log_format"),
    ],
)
def test_a_bad_value_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError) as refused:
        Settings()
    assert says in str(refused.value)


def test_values_are_tidied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:8081/")
    monkeypatch.setenv("LOG_LEVEL", "WARNING")
    assert Settings().telegram_api_url == "http://127.0.0.1:8081"
    assert Settings().log_level == "warning"


def test_a_token_is_never_printed() -> None:
    values = {
        "telegram_token": "1:hidden",
        "telegram_webhook_url": "https://stem.example.org/telegram",
        "telegram_webhook_secret": "hidden",
    }
    assert "hidden" not in repr(settings(**values))


def test_a_webhook_is_whole_or_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {
        "TELEGRAM_WEBHOOK_URL": "http://[::1]:8080/telegram",
        "TELEGRAM_WEBHOOK_SECRET": "aB0_-",
    }
    for name, value in whole.items():
        monkeypatch.setenv(name, value)
        with pytest.raises(ValidationError, match="set both"):
            Settings()
        monkeypatch.delenv(name)
    for name, value in whole.items():
        monkeypatch.setenv(name, value)
    assert Settings().telegram_webhook_url == whole["TELEGRAM_WEBHOOK_URL"]


@pytest.mark.parametrize(
    ("values", "public"),
    [
        ({"telegram_token": "1:x"}, True),
        ({"telegram_token": "1:x", "telegram_api_url": "http://127.0.0.1:1"}, False),
        ({"web_url": "https://stem.example.org"}, True),
        ({"web_url": "http://localhost:8080"}, False),
        ({"web_url": "http://[::1]:8080"}, False),
        ({"web_url": "https://localhost.example.org"}, True),
        ({"web_url": "https://example.org/?from=//localhost"}, True),
    ],
)
def test_whether_strangers_can_reach_it(values: dict[str, Any], public: bool) -> None:
    assert settings(**values).is_public is public


def settings(**values: Any) -> Settings:
    return Settings(**values)
