"""What waits for a member of staff, and their first hello."""

from __future__ import annotations

from conversations import notices
from conversations.actions import Show, encode
from conversations.messages import Message, Text, Words, button, column, say
from conversations.views import Desk, Facts

SHOWN = 7  # cards that get a button; the rest is counted


def enrolled(role: str, name: str, inherited: int | None, facts: Facts) -> tuple[Message, ...]:
    ways = column(button("button-desk", encode(Show("desk"))))
    if inherited is None:
        return (say("enrolled-before", ways, name=Words(name), role=Text(f"role-{role}")),)
    return (
        say(
            "enrolled",
            ways,
            name=Words(name),
            role=Text(f"role-{role}"),
            inherited=inherited,
            programme=Words(facts.programme.name),
        ),
    )


def render(facts: Facts) -> tuple[Message, ...]:
    """Counts and cards first, then each task with the button that says it is done."""
    found = facts.find(Desk) or Desk()
    if not found.total and not found.tasks:
        return (say("desk-nothing"),)
    rows = column(
        *(
            button(
                "button-card",
                encode(Show("card", line.id)),
                number=line.number,
                date=line.answer_by,
            )
            for line in found.lines[:SHOWN]
        )
    )
    counts = say("desk-counts", rows, open=found.total, tasks=len(found.tasks))
    work = (
        notices.task(line.id, line.what, line.number, line.details, line.due)
        for line in found.tasks
    )
    return (counts, *work)
