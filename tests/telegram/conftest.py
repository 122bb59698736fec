"""A strict Bot API server on loopback, and the bot that talks to it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.botapi.limits import Limits
from tests.botapi.server import StrictBotApi
from tests.running import free_port


@pytest.fixture(params=["polling", "webhook"])
def listens(request: pytest.FixtureRequest) -> int | None:
    """The port where the bot takes Telegram's posts; None: it polls."""
    return free_port() if request.param == "webhook" else None


@pytest.fixture
async def api(listens: int | None) -> AsyncIterator[StrictBotApi]:
    """Refuses what Telegram would refuse; at the end nothing may have been refused."""
    async with StrictBotApi(limits=Limits.off(), seed=1, webhook_pause=0.05) as found:
        found.bot_listens = listens
        yield found
    assert found.refused == []


# What goes wrong here goes wrong after the way in: `make soak` tries it by webhook too.
LONG_AFTER_THE_WAY_IN = {
    "test_bad_input",
    "test_groups",
    "test_logs",
    "test_stopping",
    "test_trouble",
}


CROSSED = {("polling", "postgresql"), ("webhook", "sqlite")}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        parameters = getattr(getattr(item, "callspec", None), "params", {})
        listens, module = parameters.get("listens"), item.path.stem
        if listens == "webhook" and module in LONG_AFTER_THE_WAY_IN:
            item.add_marker(pytest.mark.soak)
        # Either way in, and either database: each of them once, all four in `make soak`.
        if (listens, parameters.get("database_url")) in CROSSED:
            item.add_marker(pytest.mark.soak)
