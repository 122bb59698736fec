"""Letters about what goes on together with another: asked, told, and told of the other."""

from __future__ import annotations

from dataclasses import replace

from conversations import care
from conversations.actions import Open, React, encode, mark
from conversations.letters.about import args_of, ways_to_ask
from conversations.messages import Arg, Message, Rows, Text, Words, button, column
from conversations.programme import Programme
from conversations.views import ContributionCard


def join_asked(card: ContributionCard, other: int, about: str, by: str) -> Message:
    """Ask whether it may go on with another, in the words of whoever asks.

    The words of the other are never shown.
    """
    args = {**args_of(card), "other": str(other), "about": Words(about), "by": Words(by)}
    return Message((Text("join-asked", args),), _join_ways(card, about))


def join_repeated(card: ContributionCard) -> Message:
    args = {**args_of(card), "about": Words(card.question or ""), "other": str(card.joins or "")}
    args["by"] = Words(card.asked_by_name or "")
    return Message((Text("join-asked", args),), _join_ways(card, card.question or ""))


def _join_ways(card: ContributionCard, about: str) -> Rows:
    return column(
        button("button-join-yes", encode(React("join_yes", card.id, mark(about)))),
        button("button-join-no", encode(React("join_no", card.id, mark(about)))),
        button("button-have-question", encode(Open("ask_back", card.id))),
    )


def alone_again(card: ContributionCard, programme: Programme) -> Message:
    """The other was taken back; theirs is not."""
    args = {**args_of(card), "date": card.answer_by}
    args["reader"] = Words(programme.office_or(card.owner_name))
    return Message((Text("news-heading", args), Text("alone-again", args)), ways_to_ask(card))


def in_their_words(other: ContributionCard, own: ContributionCard) -> ContributionCard:
    """Return the card of another contribution, with the own words of whoever joined it."""
    return replace(
        other,
        id=own.id,
        editions=own.editions,
        heard=own.heard,
        heard_right=own.heard_right,
        name=own.name,
        author_language=own.author_language,
        received_at=own.received_at,
        author=own.author,
        better=own.better,
    )


def together(message: Message, other: ContributionCard) -> Message:
    """Tell who joined the same news: whose it was first is private, and so are their numbers."""
    # What their words did to the plan is said of the other's.
    kept = [p for p in message.body if not _of_their_words(p)]
    first, *rest = (_masked(part) for part in kept)
    said = Text("together", {"number": other.number})
    # What only the other's author was asked to do is not theirs to answer.
    ways = tuple(
        row for row in message.buttons if not any(":mine_" in shown.action for shown in row)
    )
    return Message((first, said, *rest), ways, message.media)


def _of_their_words(part: Text | Words) -> bool:
    return isinstance(part, Text) and part.key.startswith("answer-counted-")


def _masked(part: Text | Words) -> Text | Words:
    if isinstance(part, Words):
        return Words(care.without_numbers(part.text))
    key = "doer-other" if part.key == "doer-you" else part.key
    return Text(key, {name: _masked_arg(arg) for name, arg in part.args.items()})


def _masked_arg(arg: Arg) -> Arg:
    return _masked(arg) if isinstance(arg, Text | Words) else arg
