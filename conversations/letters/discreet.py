"""A push says only that there is something, where somebody else may read along."""

from __future__ import annotations

from conversations.actions import Show, encode
from conversations.messages import Message, Text, button, column


def discreet_notice(message: Message, kept: int) -> Message:
    """Return what is pushed in place of a message where somebody else may read along.

    `kept` is the row of the outbox in which the message itself is.
    """
    read = column(button("button-read-it", encode(Show("kept", kept))))
    for said in message.body:
        if isinstance(said, Text) and {"kind", "number"} <= set(said.args):
            what = "answer" if said.key == "answer-heading" else "news"
            args = {"kind": said.args["kind"], "number": said.args["number"]}
            return Message((Text(f"knock-{what}", args),), read)
    return Message((Text("knock"),), read)
