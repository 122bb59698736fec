"""A contribution as staff see it: own words first, then what is known, then what can be done."""

from __future__ import annotations

from conversations.actions import Open, encode
from conversations.declare import story_lines
from conversations.lifecycle import OPEN, UNANSWERED, Act, permitted
from conversations.messages import Message, Rows, Text, Words, button, column
from conversations.views import ContributionCard, Programme


def render(
    card: ContributionCard, programme: Programme, heading: Text | None = None
) -> tuple[Message, ...]:
    """The card, then its voice notes and photos, each as a message of its own.

    The buttons stand under the last of them.
    """
    body: list[Text | Words] = [heading] if heading else []
    body.append(_facts(card, programme))
    newest = "card-words-now" if card.earlier else "card-words"
    body.append(Text(newest, {"words": story_lines(card.parts)}))
    for parts in reversed(card.earlier):
        body.append(Text("card-words-before", {"words": story_lines(parts)}))
    for why, part in card.additions:
        body.append(Text(f"card-added-{why}", {"words": story_lines((part,))}))
    body.extend(_known(card))
    before = (part for parts in card.earlier for part in parts)
    said = (*card.parts, *before, *(part for _, part in card.additions))
    media = [part.media for part in said if part.media]
    rows = _ways(card)
    if not media:
        return (Message(tuple(body), rows),)
    attached = [
        Message((Text("card-media", {"number": card.number}),), media=ref.id) for ref in media
    ]
    attached[-1] = Message(attached[-1].body, rows, attached[-1].media)
    return (Message(tuple(body)), *attached)


def _facts(card: ContributionCard, programme: Programme) -> Text:
    return Text(
        "card" if card.status in UNANSWERED else "card-answered",
        {
            "kind": Text(f"kind-{card.kind}"),
            "number": card.number,
            "name": Words(card.name) if card.name else Text("nameless"),
            "wijk": programme.label("wijken", card.wijk) or Text("not-said"),
            "owner": Words(programme.office_or(card.owner)),
            "status": Text(f"desk-status-{card.status}"),
            "date": card.answer_by,
        },
    )


def _known(card: ContributionCard) -> list[Text]:
    known: list[Text] = []
    if card.heard:
        right = {True: "yes", False: "no", None: "unknown"}[card.heard_right]
        known.append(
            Text(
                f"card-heard-{right}",
                {"heard": Words(card.heard), "by": Words(card.heard_by or "")},
            )
        )
    if card.question:
        known.append(
            Text("card-asked", {"question": Words(card.question), "by": Words(card.asked_by or "")})
        )
    if card.road == "call":
        known.append(Text("card-call", {"phone": Words(card.phone or "")}))
    if card.decision:
        decision = card.decision
        known.append(
            Text(
                "card-decided",
                {
                    "outcome": Text(f"outcome-{decision.outcome}"),
                    "reason": Words(decision.reason),
                    "by": Words(decision.decided_by),
                },
            )
        )
    return known


def _ways(card: ContributionCard) -> Rows:
    ways = []
    if permitted(Act.DECIDE, card.status):
        ways.append(button("button-decide", encode(Open("decide", card.id, card.version))))
    if permitted(Act.ASK, card.status):
        ways.append(button("button-ask", encode(Open("ask", card.id, card.version))))
    unheard = any(p.media and p.media.kind == "voice" for p in card.parts)
    if unheard and card.heard_right is not True and permitted(Act.DECIDE, card.status):
        ways.append(button("button-write-down", encode(Open("write_down", card.id, card.version))))
    if card.author is not None and card.status in OPEN:
        ways.append(button("button-write-back", encode(Open("write_back", card.id))))
    ways.append(button("button-desk", "s:desk:"))
    return column(*ways)
