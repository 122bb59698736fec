"""Letters tell what is done about what was promised, and ask whether it is done."""

from __future__ import annotations

from datetime import date

from conversations.actions import Open, React, encode, mark
from conversations.effects import Commit
from conversations.letters.about import args_of, ways_to_ask
from conversations.lifecycle import Status
from conversations.messages import Arg, Message, Rows, Text, Words, button, column
from conversations.views import ContributionCard


def ended(card: ContributionCard, text: str, by: str) -> Message:
    """Tell that what was promised is done, or a part of it, or that a trial ended and taught us."""
    match card.status:
        case Status.IN_PROGRESS:
            return _part_done(card, text, by)
        case Status.CHECKED:
            return _learned(card, text, by)
        case _:
            return finished(card, text, by)


def finished(card: ContributionCard, text: str, by: str) -> Message:
    """Tell that what was promised is done, what it was and who says so; and ask whether it is."""
    args = {**args_of(card), "text": Words(text), "by": Words(by)}
    body = (
        Text("news-heading", args),
        Text("finished", args),
        *_better(card),
        Text("finished-ask", args),
    )
    return Message(body, _is_it(card))


def _part_done(card: ContributionCard, text: str, by: str) -> Message:
    args = {**args_of(card), "text": Words(text), "by": Words(by)}
    still = tuple(
        _promised(c.what, c.doer, c.who, c.by_when, firm=c.firm)
        for c in card.commitments
        if c.ended is None
    )
    body = (Text("news-heading", args), Text("part-done", args), Text("still-to-do"), *still)
    return Message(body, ways_to_ask(card))


def _learned(card: ContributionCard, text: str, by: str) -> Message:
    args = {**args_of(card), "text": Words(text), "by": Words(by)}
    ways = column(
        button("button-have-question", encode(Open("ask_back", card.id))),
        button("button-disagree", encode(Open("disagree", card.id))),
    )
    return Message((Text("news-heading", args), Text("learned", args)), ways)


def _promised(what: str, doer: str, who: str, by_when: date | None, *, firm: bool) -> Text:
    """Say what, who, before which day, and how certain that is."""
    by = Text("doer-you") if doer == "resident" else Words(who)
    args: dict[str, Arg] = {"what": Words(what), "who": by}
    if by_when is None:
        return Text("commitment", args)
    dated = {**args, "date": by_when}
    return Text(f"commitment-{'sure' if firm else 'plan'}", dated)


def promised(card: ContributionCard, effect: Commit, by: str) -> Message:
    """Something more is promised about what is being done."""
    line = _promised(effect.next_step, effect.doer, effect.who, effect.by_when, firm=effect.firm)
    args = {**args_of(card), "by": Words(by)}
    ways = ways_to_ask(card)
    if effect.doer == "resident":
        ways = ways_of_doer(card, effect.next_step) + ways
    body = (Text("news-heading", args), Text("promised-more", args), line)
    return Message(body, ways)


def ways_of_doer(card: ContributionCard, what: str) -> Rows:
    return column(
        button("button-mine-yes", encode(React("mine_yes", card.id, mark(what)))),
        button("button-mine-no", encode(React("mine_no", card.id, mark(what)))),
    )


def your_turn(card: ContributionCard, what: str, day: date | None) -> Message:
    """Ask a resident who would do something themselves how it is going."""
    args = {**args_of(card), "what": Words(what), "date": day or card.answer_by}
    asked = "your-turn" if day else "your-turn-undated"
    ways = column(
        button("button-mine-done", encode(React("mine_done", card.id, mark(what)))),
        button("button-mine-no", encode(React("mine_no", card.id, mark(what)))),
        button("button-have-question", encode(Open("ask_back", card.id))),
    )
    return Message((Text("news-heading", args), Text(asked, args)), ways)


def done_by_resident(card: ContributionCard, what: str) -> Message:
    """Tell who joined that somebody of the neighbourhood did what they would do."""
    args = {**args_of(card), "text": Words(what), "by": Text("doer-other")}
    body = (Text("news-heading", args), Text("finished", args), Text("finished-ask", args))
    return Message(body, _is_it(card))


def is_it_done(card: ContributionCard) -> Message:
    about = args_of(card)
    return Message(
        (Text("news-heading", about), *_better(card), Text("is-it-done", about)), _is_it(card)
    )


def _better(card: ContributionCard) -> tuple[Text, ...]:
    """Repeat what they said themselves that they would notice (report, row 30)."""
    return (Text("better-said", {"better": Words(card.better)}),) if card.better else ()


def _is_it(card: ContributionCard) -> Rows:
    return column(
        button("button-done-yes", encode(React("done_yes", card.id))),
        button("button-done-partly", encode(React("done_partly", card.id))),
        button("button-done-no", encode(React("done_no", card.id))),
    )
