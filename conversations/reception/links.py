"""Links that bring somebody here begin like this; each leads somewhere of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping

from conversations.actions import Show

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")  # Bot API, deep linking
INVITATION = "i-"  # how the payload of an invitation's link begins
MOVE = "m-"  # and that of a link that takes a talk to another channel
COMMITMENT = "promise/"  # where on our site the page of an organisation's commitment is
DESK = "desk"  # the payload of the link in the staff group
# A link that shows a screen, to who may look at it.
SCREEN_OF: Mapping[str, Show] = {DESK: Show("desk")}


def read(payload: str | None) -> str:
    """A link carries its payload; one that is not ours carries nothing."""
    return payload if payload and PAYLOAD.fullmatch(payload) else ""


def screen_of(payload: str | None) -> Show | None:
    """A link may ask for a screen."""
    return SCREEN_OF.get(read(payload))
