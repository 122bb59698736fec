"""Going on elsewhere: on another channel by a link, on another device by three words."""

from __future__ import annotations

from conversations.actions import React, Show, Take, encode
from conversations.messages import Button, Message, Text, Words, button, column, say
from conversations.views import Facts

# The page shows the code itself: it never stands in a transcript.
CODE = column(button("button-code", encode(React("code"))))


def place(name: str, facts: Facts) -> Text | Words:
    """Return how one says where a channel is."""
    return facts.of_channel(name).place or Words(name)


def code_offer(facts: Facts) -> tuple[Message, ...]:
    """Tell how to come back and look: a web page cannot ring."""
    return (say("code-offer", CODE),) if facts.here.has_code else ()


def offered(facts: Facts) -> tuple[Button, ...]:
    """Return the button to go on elsewhere, where there is an elsewhere."""
    others = [name for name in facts.entrances if name != facts.me.channel]
    return (button("button-move", encode(React("move"))),) if others else ()


def links(token: str, facts: Facts) -> tuple[Message, ...]:
    """Give one link per other channel; any of them works, once."""
    found = tuple(
        say("move-link", place=place(name, facts), link=f"{entrance}m-{token}")
        for name, entrance in facts.entrances.items()
        if name != facts.me.channel
    )
    return found or (say("move-nowhere"),)


def sure(token: str) -> Message:
    """Ask first: a link could have come from somebody else."""
    yes = button("button-move-yes", encode(Take(token)))
    return say("move-sure", column(yes, button("button-no", encode(Show("home")))))
