"""One contribution as its author sees it, with what they can still do."""

from __future__ import annotations

from conversations.actions import Open, React, Show, encode
from conversations.lifecycle import OPEN, UNANSWERED, Kind, Status
from conversations.messages import Message, Rows, Text, Words, button, column, say
from conversations.parts import story_lines
from conversations.screens.my_contributions import HOME, line
from conversations.views import ContributionCard, Facts, OptIns

# Somebody else may be named in them.
NEVER_FOR_NEIGHBOURS = frozenset({Kind.COMPLAINT})


def look(card: ContributionCard, facts: Facts) -> tuple[Message, ...]:
    """Show what they said, what they added, how it stands, and whether neighbours may read it."""
    opt_ins = facts.find(OptIns) or OptIns()
    shared = opt_ins.holds("neighbours", card.id)
    shareable = may_be_shared(card, facts)
    body: list[Text | Words] = [line(card, facts.programme)]
    if card.added:
        body.append(Text("own-added", {"words": story_lines(card.added)}))
    if shareable:
        body.append(Text(f"own-shared-{'yes' if shared else 'no'}"))
    return (Message(tuple(body), _ways(card, shared, shareable)),)


def may_be_shared(card: ContributionCard, facts: Facts) -> bool:
    """Return whether neighbours may ever read it.

    A complaint is private, and so are what is passed on, what was taken back, and all of who is
    under 16.
    """
    private = card.kind in NEVER_FOR_NEIGHBOURS or card.desk is not None
    return not private and not facts.me.young and card.status is not Status.WITHDRAWN


def _ways(card: ContributionCard, shared: bool, shareable: bool) -> Rows:
    ways = []
    if card.status is Status.QUESTION_ASKED:
        ways.append(button("button-answer", encode(Open("answer", card.id))))
    if card.status in OPEN:
        ways.append(button("button-add-words", encode(Open("add", card.id))))
        ways.append(button("button-change", encode(Open("change", card.id))))
    if card.status in UNANSWERED:
        ways.append(button("button-road", encode(Open("answer_road", card.id))))
    if shareable:
        to = "neighbours_no" if shared else "neighbours_yes"
        ways.append(button(f"button-{to}", encode(React(to, card.id))))
    if card.status in OPEN:
        ways.append(button("button-talk", encode(Open("talk", card.id))))
        ways.append(button("button-withdraw", encode(Open("withdraw", card.id, card.version))))
    ways.append(button("button-mine", encode(Show("mine"))))
    return column(*ways)


# After a tap on one of them


def shared(card: ContributionCard) -> Message:
    """Neighbours may read it; whether with a name is a yes of its own."""
    if not card.name:
        return say("now-shared", HOME, number=card.number)
    ways = column(
        button("button-name-yes", encode(React("name_yes", card.id))),
        button("button-name-no", encode(React("name_no", card.id))),
    )
    return say("now-shared-name", ways, number=card.number, name=Words(card.name))


def changed(what: str, card: ContributionCard) -> Message:
    """Tell what holds now; `what`: neighbours_no, name_yes or name_no."""
    back = column(button("button-own", encode(Show("own", card.id)), number=card.number))
    return say(f"now-{what}", back, number=card.number)
