"""Letters that want an answer tell what staff ask and write, and what a person heard."""

from __future__ import annotations

from conversations.actions import Open, React, encode, mark
from conversations.letters.about import args_of
from conversations.messages import Message, Text, Words, button, column
from conversations.quoting import quoted
from conversations.views import ContributionCard


def asked(card: ContributionCard, question: str, by: str) -> Message:
    """Write a question of staff about a contribution, with the words it is about."""
    return Message(
        (
            Text(
                "staff-asks",
                {
                    "by": Words(by),
                    "kind": Text(f"kind-{card.kind}"),
                    "number": card.number,
                    "words": quoted(card),
                    "question": Words(question),
                },
            ),
        ),
        column(button("button-answer", encode(Open("answer", card.id)))),
    )


def written(card: ContributionCard, text: str, by: str) -> Message:
    """Write a letter of staff about a contribution, with the words it is about."""
    return Message(
        (
            Text(
                "staff-writes",
                {
                    "by": Words(by),
                    "kind": Text(f"kind-{card.kind}"),
                    "number": card.number,
                    "words": quoted(card),
                    "text": Words(text),
                },
            ),
        ),
        column(button("button-have-question", encode(Open("ask_back", card.id)))),
    )


def written_to(text: str, by: str) -> Message:
    """Write about no message of theirs; what they answer is a message like any other."""
    return Message((Text("staff-writes-you", {"by": Words(by), "text": Words(text)}),))


def heard(card: ContributionCard, text: str, by: str) -> Message:
    """Ask whether what somebody heard in a voice note is right."""
    return Message(
        (Text("heard", {"by": Words(by), "heard": Words(text), "number": card.number}),),
        column(
            button("button-yes", encode(React("heard_yes", card.id, mark(text)))),
            button("button-heard-no", encode(Open("correct_heard", card.id))),
        ),
    )


def repeated(card: ContributionCard) -> Message:
    """Ask the question once more; silence never counts as an answer."""
    args = {**args_of(card), "question": Words(card.question or "")}
    return Message(
        (Text("question-repeated", args),),
        column(button("button-answer", encode(Open("answer", card.id)))),
    )
