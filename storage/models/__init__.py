"""Tables and named queries, a module per concept. Importing this package knows all tables."""

from storage.models import (
    contributions,
    decisions,
    inbox,
    invitations,
    lead,
    media,
    moves,
    opt_ins,
    outbox,
    people,
    progress,
    rooms,
    shown,
    tasks,
    web,
)

__all__ = [
    "contributions",
    "decisions",
    "inbox",
    "invitations",
    "lead",
    "media",
    "moves",
    "opt_ins",
    "outbox",
    "people",
    "progress",
    "rooms",
    "shown",
    "tasks",
    "web",
]
