"""A contribution as staff see it: own words first, then what is known, then what can be done."""

from __future__ import annotations

from conversations.actions import Open, React, Show, encode
from conversations.contributions import Commitment
from conversations.lifecycle import OPEN, UNANSWERED, Act, Outcome, permitted
from conversations.messages import Arg, Button, Message, Rows, Text, Words, button, column, say
from conversations.parts import Part, story_lines
from conversations.programme import Department, Programme
from conversations.views import ContributionCard


def render(
    card: ContributionCard, programme: Programme, heading: Text | None = None
) -> tuple[Message, ...]:
    """Show the card, then its voice notes and photos, each as a message of its own.

    The buttons stand under the last of them.
    """
    body: list[Text | Words] = [heading] if heading else []
    body.append(_facts(card, programme))
    body.extend(_words(card, covered=True))
    body.extend(_asked_for(card, programme))
    body.extend(_known(card, programme))
    media = [part.media for part in _said(card) if part.media]
    rows = _rough(card) + _ways(card)
    if not media:
        return (Message(tuple(body), rows),)
    attached = [
        Message((Text("card-media", {"number": card.number}),), media=ref.id) for ref in media
    ]
    attached[-1] = Message(attached[-1].body, rows, attached[-1].media)
    return (Message(tuple(body)), *attached)


def uncovered(card: ContributionCard) -> tuple[Message, ...]:
    """Show all words of it as they were said, with what can be done."""
    return (Message(_words(card, covered=False), _ways(card)),)


def more(card: ContributionCard, programme: Programme) -> tuple[Message, ...]:
    """Offer what is done with a contribution now and then."""
    ways = []
    if card.promised is not None:
        ways.append(button("button-postpone", encode(Open("postpone", card.id, card.version))))
    if card.status in OPEN:
        hand_over = encode(Open("hand_over", card.id, card.version))
        ways.append(button("button-hand-over", hand_over))
    if permitted(Act.FINISH, card.status):
        ways.append(button("button-commit", encode(Open("commit", card.id, card.version))))
    ways += [
        button("button-link", encode(React("link", card.id, c.id)), who=Words(c.who))
        for c in card.commitments
        if c.doer == "organisation" and c.ended is None
    ]
    if card.desk is None and card.author is not None and permitted(Act.ASK, card.status):
        ways.append(button("button-join", encode(Open("join", card.id, card.version))))
    if programme.lists["themes"]:
        ways.append(button("button-theme", encode(Open("theme", card.id))))
    ways += _mending(card)
    ways.append(button("button-back-to-card", encode(Show("card", card.id)), number=card.number))
    return (say("card-more", column(*ways), number=card.number),)


# Outcomes that its author brought about: there is no reason of staff to explain better.
NOT_EXPLAINED = frozenset({Outcome.JOINED, Outcome.PASSED_ON})


def may_be_corrected(card: ContributionCard) -> bool:
    explained = card.decision is not None and card.decision.answer.outcome not in NOT_EXPLAINED
    return explained and permitted(Act.CORRECT, card.status) and card.waiting is None


def _mending(card: ContributionCard) -> list[Button]:
    """Offer what is done about a mistake."""
    ways = []
    if may_be_corrected(card):
        ways.append(button("button-correct", encode(Open("correct", card.id, card.version))))
    if permitted(Act.TAKE_BACK, card.status):
        ways.append(button("button-retract", encode(Open("take_back", card.id, card.version))))
    if permitted(Act.SET_ASIDE, card.status) and card.waiting is None:
        ways.append(button("button-set-aside", encode(Open("set_aside", card.id, card.version))))
    return ways


def _words(card: ContributionCard, *, covered: bool) -> tuple[Text, ...]:
    """Show what was said, then what was added; rough words stand behind a button."""
    newest = "card-words-now" if card.earlier else "card-words"
    told = Text(newest, {"words": story_lines(card.told, covered=covered)})
    before = (
        Text("card-words-before", {"words": story_lines(parts, covered=covered)})
        for parts in reversed(card.earlier)
    )
    added = (
        Text(f"card-added-{why}", {"words": story_lines((part,), covered=covered)})
        for why, part in card.additions
    )
    return (told, *before, *added)


def _said(card: ContributionCard) -> tuple[Part, ...]:
    """Return all of it: as it is now, as it was before, and what was added."""
    before = (part for parts in card.earlier for part in parts)
    return (*card.told, *before, *(part for _, part in card.additions))


def _rough(card: ContributionCard) -> Rows:
    if not any(part.rough for part in _said(card)):
        return ()
    return column(button("button-rough-words", encode(Show("rough", card.id))))


def _facts(card: ContributionCard, programme: Programme) -> Text:
    return Text(
        "card" if card.status in UNANSWERED else "card-answered",
        {
            "kind": Text(f"kind-{card.kind}"),
            "number": card.number,
            "name": Words(card.name) if card.name else Text("nameless"),
            "wijk": programme.label("wijken", card.wijk) or Text("not-said"),
            "owner": Words(programme.office_or(card.owner_name)),
            "status": Text(f"desk-status-{card.status}"),
            "date": card.answer_by,
        },
    )


def _asked_for(card: ContributionCard, programme: Programme) -> list[Text]:
    """Show what else they said when they were asked, and where it is to go."""
    found = []
    if card.desk:
        desk = programme.desk(card.desk)
        there: dict[str, Arg] = {"desk": desk.label, "how": how_to_reach(desk)}
        found.append(Text("card-desk", there))
    if card.needs:
        items = tuple(Text(f"{card.kind}-needs-{code}") for code in card.needs)
        found.append(Text("card-needs", {"needs": Text("list", {"items": items})}))
    for name, value in card.details.items():
        shown = Words(value) if isinstance(value, str) else value
        found.append(Text(f"card-detail-{name}", {"value": shown}))
    return found


def how_to_reach(desk: Department) -> Text:
    """Return a number, a page or both; a desk may have neither."""
    ways = tuple(found for found in (desk.phone, desk.link) if found)
    return Text("list-or", {"items": ways}) if ways else Text("not-said")


def _known(card: ContributionCard, programme: Programme) -> list[Text]:
    known: list[Text] = []
    if theme := programme.label("themes", card.theme):
        known.append(Text("card-theme", {"theme": theme}))
    if card.heard:
        right = {True: "yes", False: "no", None: "unknown"}[card.heard_right]
        known.append(
            Text(
                f"card-heard-{right}",
                {"heard": Words(card.heard), "by": Words(card.heard_by_name or "")},
            )
        )
    if card.question:
        known.append(
            Text(
                "card-asked",
                {"question": Words(card.question), "by": Words(card.asked_by_name or "")},
            )
        )
    if card.answer_road == "call":
        known.append(Text("card-call", {"phone": Words(card.answer_phone or "")}))
    if card.waiting:
        how = "going" if card.waiting.goes else "second"
        known.append(Text(f"card-waiting-{how}", {"by": Words(card.waiting.by)}))
    if card.decision:
        decision = card.decision
        known.append(
            Text(
                "card-decided",
                {
                    "outcome": Text(card.outcome_key),
                    "reason": Words(decision.answer.reason),
                    "by": Words(decision.decided_by),
                },
            )
        )
        if decision.answer.as_it_is:
            known.append(Text("card-as-it-is", {"why": Words(decision.answer.as_it_is)}))
    known += [Text(f"card-commitment-{_state(c)}", _line(c)) for c in card.commitments]
    if card.better:
        known.append(Text("card-better", {"better": Words(card.better)}))
    if card.joined:
        known.append(Text("card-joins", {"other": str(card.joins or "")}))
    return known


def _line(found: Commitment) -> dict[str, Arg]:
    return {
        "what": Words(found.what),
        "who": Words(found.who),
        "date": found.by_when or Text("not-said"),
        "firm": Text(f"decide-firm-{'sure' if found.firm else 'plan'}"),
    }


def _state(found: Commitment) -> str:
    if found.ended:
        return found.ended
    if found.doer == "resident" and not found.agreed:
        return "asked"
    return "open" if found.by_when else "undated"


def _ways(card: ContributionCard) -> Rows:
    ways = []
    if card.waiting and not card.waiting.goes:
        ways.append(button("button-second", encode(Show("second", card.id))))
    if permitted(Act.DECIDE, card.status) and card.waiting is None:
        if card.desk:
            ways.append(button("button-passed-on", encode(Open("pass_on", card.id, card.version))))
        way = str(card.way)
        ways.append(button(f"button-{way}", encode(Open(way, card.id, card.version))))
    if card.passed_on:
        ways.append(button("button-report", encode(Open("report", card.id, card.version))))
    if permitted(Act.FINISH, card.status):
        ways.append(button("button-finish", encode(Open("finish", card.id, card.version))))
    if permitted(Act.ASK, card.status):
        ways.append(button("button-ask", encode(Open("ask", card.id, card.version))))
    unheard = any(p.media and p.media.kind == "voice" for p in card.told)
    if unheard and card.heard_right is not True and permitted(Act.DECIDE, card.status):
        ways.append(button("button-write-down", encode(Open("write_down", card.id, card.version))))
    if card.author is not None and card.status in OPEN:
        ways.append(button("button-write-back", encode(Open("write_back", card.id))))
    ways.append(button("button-card-more", encode(Show("card_more", card.id))))
    ways.append(button("button-desk", "s:desk:"))
    return column(*ways)
