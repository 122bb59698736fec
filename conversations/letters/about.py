"""Letters to an author name their contribution, and offer what they can ask."""

from __future__ import annotations

from conversations.actions import Open, encode
from conversations.messages import Arg, Rows, Text, button, column
from conversations.quoting import quoted
from conversations.views import ContributionCard


def args_of(card: ContributionCard) -> dict[str, Arg]:
    return {"kind": Text(f"kind-{card.kind}"), "number": card.number, "words": quoted(card)}


def ways_to_ask(card: ContributionCard) -> Rows:
    return column(button("button-have-question", encode(Open("ask_back", card.id))))
