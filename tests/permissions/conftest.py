"""The street, made once."""

from __future__ import annotations

import asyncio

import pytest

from tests.permissions.street import Street, made


@pytest.fixture(scope="session")
def street(tmp_path_factory: pytest.TempPathFactory) -> Street:
    return asyncio.run(made(tmp_path_factory.mktemp("street")))
