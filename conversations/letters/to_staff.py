"""Letters to somebody who works here, outside cards: tasks, and what comes to them or ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from conversations.actions import Open, React, Show, encode
from conversations.contributions import Answer, SettingAside
from conversations.effects import said_in
from conversations.messages import Arg, Message, Text, Words, button, column
from conversations.roles import Role


def sent_back(number: str, answer: Answer | SettingAside, remark: str, by: str) -> Message:
    """Tell the writer that a second reader did not agree: the remark, and their own words."""
    args: dict[str, Arg] = {"number": number, "by": Words(by), "remark": Words(remark)}
    written = answer.reason if isinstance(answer, SettingAside) else _all_but_outcome(answer)
    args["words"] = Words(written)
    ways = column(button("button-card-of", encode(Show("card", int(number))), number=number))
    return Message((Text("second-sent-back", args),), ways)


def _all_but_outcome(answer: Answer) -> str:
    return said_in(answer).partition("\n")[2]


# Tasks whose person can be written to, when no message of theirs is open to write back about.
WRITTEN_TO = ("write", "visit", "emergency")


def task(
    task_id: int, what: str, number: str | None, details: Mapping[str, str], due: date
) -> Message:
    """Write a task for a member of staff, with a button to say that it is done."""
    name, words, phone = details.get("name"), details.get("words"), details.get("phone")
    body = [
        Text(
            f"task-{what}",
            {
                "number": number or Text("desk-no-number"),
                "phone": Words(phone) if phone else Text("not-said"),
                "name": Words(name) if name else Text("nameless"),
                "when": Text(f"moment-{details.get('moment', 'any')}"),
                "words": Words(words or ""),
                "by": Words(details.get("by", "")),
                "date": due,
            },
        )
    ]
    answers = [button("button-task-done", encode(React("task_done", task_id)))]
    if what in WRITTEN_TO and number is None:
        answers.insert(0, button("button-write-to", encode(Open("write_to", task_id))))
    if what in ("second", "second_own") and number is not None:  # done when it was read
        answers = [button("button-second", encode(Show("second", int(number))))]
    if what == "pass_on" and number is not None:  # done when its author was told
        answers = [button("button-passed-on", encode(Open("pass_on", int(number))))]
    if not words or what == "emergency":
        return Message(tuple(body), column(*answers))
    if "rough" in details:
        show = button("button-rough-words", encode(Show("rough_task", task_id)))
        return Message((*body, Text("task-rough")), column(show, *answers))
    return Message((*body, Text("task-words", {"words": Words(words)})), column(*answers))


def given_all(by: str, contributions: int, tasks: int) -> Message:
    """Tell who gets all the work of a colleague: one message, and the desk."""
    said = Text("given-all", {"by": Words(by), "count": contributions, "tasks": tasks})
    return Message((said,), column(button("button-desk", encode(Show("desk")))))


def access_ended(role: Role, by: str) -> Message:
    """Tell somebody that they work here no more; what they sent as a resident stays theirs."""
    said = Text("access-ended-you", {"role": Text(f"role-{role}"), "by": Words(by)})
    return Message((said,), column(button("button-home", encode(Show("home")))))


def emergency(words: str, owner: str) -> Message:
    """Tell whoever may decide at once of a task that is another's."""
    said = Text("task-emergency", {"words": Words(words)})
    return Message((said, Text("task-emergency-owner", {"by": Words(owner)})))
