"""Going on elsewhere: on another channel by a link, on another device by three words."""

from __future__ import annotations

from conversations.actions import React, Show, Take, encode
from conversations.messages import Button, Message, Text, Words, button, column, say
from conversations.views import Facts

PLACES = {"telegram": Text("place-telegram"), "web": Text("place-web")}  # by channel

# The page shows the code itself: it never stands in a transcript.
CODE = column(button("button-code", encode(React("code"))))


def on_page(facts: Facts) -> bool:
    """Whether this talk has a code: only the web chat has."""
    return facts.me.channel == "web"


def site(facts: Facts) -> str | None:
    """How links to our own pages begin, where they can be opened from elsewhere."""
    entrance = facts.entrances.get("web")
    return entrance.removesuffix("enter/") if entrance else None


def code_offer(facts: Facts) -> tuple[Message, ...]:
    """A web page cannot ring: how to come back and look."""
    return (say("code-offer", CODE),) if on_page(facts) else ()


def offered(facts: Facts) -> tuple[Button, ...]:
    """The button to go on elsewhere, where there is an elsewhere."""
    others = [name for name in facts.entrances if name != facts.me.channel]
    return (button("button-move", encode(React("move"))),) if others else ()


def links(token: str, facts: Facts) -> tuple[Message, ...]:
    """One link per other channel; any of them works, once."""
    found = tuple(
        say("move-link", place=PLACES.get(name, Words(name)), link=f"{entrance}m-{token}")
        for name, entrance in facts.entrances.items()
        if name != facts.me.channel
    )
    return found or (say("move-nowhere"),)


def sure(token: str) -> Message:
    """Asked first: a link could have come from somebody else."""
    yes = button("button-move-yes", encode(Take(token)))
    return say("move-sure", column(yes, button("button-no", encode(Show("home")))))
