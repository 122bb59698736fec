"""Ask which language we speak."""

from __future__ import annotations

from conversations.actions import Speak, encode
from conversations.messages import Button, Message, Words, column, say
from conversations.views import Facts


def render(facts: Facts) -> tuple[Message, ...]:
    """Offer each language in its own name, so that it is found in any other."""
    names = facts.programme.languages.items()
    return (
        say(
            "language-which",
            column(*(Button(Words(name), encode(Speak(code))) for code, name in names)),
        ),
    )
