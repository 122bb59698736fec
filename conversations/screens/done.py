"""Show what was done in the neighbourhood: only what its authors let neighbours read (row 21)."""

from __future__ import annotations

from conversations.actions import Show, encode
from conversations.care import without_numbers
from conversations.messages import (
    Arg,
    Button,
    Message,
    Rows,
    Text,
    Words,
    button,
    column,
    say,
)
from conversations.programme import Programme
from conversations.screens.my_contributions import HOME
from conversations.views import Done, DoneLine, Facts, outcome_key

PAGE = 5  # answers at a time
MOST_WIJKEN = 5  # that get a button, those with most answers


def render(facts: Facts, asked: Show) -> tuple[Message, ...]:
    page = asked.about or 0
    found = facts.find(Done, asked.about, asked.only) or Done()
    if not found.lines:
        return (say("done-none", _ways(found, page, asked.only, facts.programme)),)
    heading = say("done-heading")
    *earlier, last = (_message(line, facts.programme) for line in found.lines)
    ways = _ways(found, page, asked.only, facts.programme)
    return (heading, *earlier, Message(last.body, ways))


def _message(line: DoneLine, programme: Programme) -> Message:
    decision = line.decision
    answer = decision.answer
    args: dict[str, Arg] = {
        "kind": Text(f"kind-{line.kind}"),
        "wijk": programme.label("wijken", line.wijk) or Text("not-said"),
        "date": programme.calendar.today(decision.decided_at),
        "words": Words(without_numbers(line.words)) if line.words else Text("done-no-words"),
        "outcome": Text(outcome_key(line.kind, line.desk, answer.outcome)),
        "state": Text(f"done-{line.status}"),
        "reason": Words(without_numbers(answer.reason)),
    }
    body = [Text("done-said", args)]
    if line.name:
        body.append(Text("done-name", {"name": Words(line.name)}))
    body.append(Text("done-answer", args))
    if answer.by_when:
        body.append(Text("done-by", {**args, "day": answer.by_when}))
    return Message(tuple(body))


def _ways(found: Done, page: int, only: str, programme: Programme) -> Rows:
    rows: Rows = ()
    if (page + 1) * PAGE < found.total:
        rows += column(button("button-more", encode(Show("done", page + 1, only))))
    if only or sum(found.wijken.values()) > PAGE:
        rows += _wijken(found, only, programme)
    return rows + HOME


def _wijken(found: Done, only: str, programme: Programme) -> Rows:
    most = sorted(found.wijken, key=lambda code: -found.wijken[code])[:MOST_WIJKEN]
    others = [(c, label) for c in most if c != only and (label := programme.label("wijken", c))]
    narrower = column(*(Button(label, encode(Show("done", None, c))) for c, label in others))
    everywhere = column(button("button-all-wijken", encode(Show("done"))))
    return narrower + everywhere if only else narrower
