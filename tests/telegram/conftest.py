"""A strict Bot API server on loopback, and the bot that talks to it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.botapi.limits import Limits
from tests.botapi.server import StrictBotApi


@pytest.fixture
async def api() -> AsyncIterator[StrictBotApi]:
    """Refuses what Telegram would refuse; at the end nothing may have been refused."""
    async with StrictBotApi(limits=Limits.off(), seed=1) as found:
        yield found
    assert found.refused == []
