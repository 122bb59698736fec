"""Ownership of data: each table says whose its rows are; erasure and "my data" read it here."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import Table


class Whose(StrEnum):
    """The way in which a row leads to a person."""

    PERSON = "person"  # a column `person_id` (or `id` of the table person itself)
    ACCOUNT = "account"  # through `account_id`
    CONTRIBUTION = "contribution"  # through `contribution_id`, to its author
    SENDER = "sender"  # through `sender`, the channel's name for an account
    NOBODY = "nobody"  # the machine's own


def owned(whose: Whose) -> dict[str, Any]:
    """Return whose the rows are, for a table's `info`."""
    return {"whose": whose}


def owner_of(table: Table) -> Whose:
    """Return whose the rows are. Raises KeyError for a table that does not say."""
    found: Whose = table.info["whose"]
    return found
