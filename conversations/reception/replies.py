"""Replies say what the office tells, by type of event, and name what that needs to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from conversations import engine
from conversations.actions import Open, React, Show, encode
from conversations.contributions import SettingAside
from conversations.engine import Library, Step
from conversations.events import (
    AbsenceSet,
    AccessEnded,
    AccessKept,
    Applied,
    Enrolled,
    Event,
    Found,
    HandedOver,
    InvitationRefused,
    LinkMade,
    Moved,
    MoveOffered,
    MoveRefused,
    Overtaken,
    Planned,
    Submitted,
    SummaryChosen,
    ToldByOffice,
    Undone,
    WordsCorrected,
    Written,
)
from conversations.lifecycle import Procedure, procedure_of
from conversations.messages import Arg, Message, Rows, Text, Words, button, column, say
from conversations.promises import task_due
from conversations.reception.buttons import as_it_is
from conversations.reception.links import COMMITMENT
from conversations.screens import desk, home, switch_channel
from conversations.staff import decide
from conversations.turn import Turn, needs, needs_of_drafts
from conversations.views import ContributionCard, Facts, OptIns, Want

E = TypeVar("E")

TOLD_TO_THE_AUTHOR = {"decide", "ask", "write_back", "write_down"}  # what staff do
# Of answers that have not gone: whoever sent them can take them back.
CAN_BE_UNDONE = frozenset({"sending", "second_reads", "second_alone"})


@dataclass(frozen=True, slots=True)
class Told(Generic[E]):
    """An event of the office is told in these words, which need these facts."""

    render: Callable[[Turn, E], Step]
    needs: Callable[[Library, E], set[Want]] = lambda library, event: set()


def wants(library: Library, event: Event) -> set[Want]:
    found = TOLD.get(type(event))
    return found.needs(library, event) if found else set()


def reply(turn: Turn, event: ToldByOffice) -> Step:
    return TOLD[type(event)].render(turn, event)


def _saying(messages: Callable[[E, Facts], tuple[Message, ...]]) -> Callable[[Turn, E], Step]:
    return lambda turn, event: turn.shows(*messages(event, turn.facts))


def _about(library: Library, event: Overtaken | Applied) -> set[Want]:
    return {Want(ContributionCard, event.contribution), Want(OptIns)}


# A contribution of theirs


def _submitted(turn: Turn, event: Submitted) -> Step:
    """Give the receipt, then ask how they want the answer, unless that is known or unwanted."""
    receipt = turn.shows(*home.receipts(event, turn.facts))
    if turn.progress.current or turn.facts.me.muted or turn.facts.me.young:
        # A clock sent it: no questions in between; none to who said stop or is under 16.
        return receipt
    if event.call_by or not event.asks:  # they chose just now, or want no more questions
        return receipt.then(turn.shows(*switch_channel.code_offer(turn.facts)))
    return receipt.then(turn.begins(_asks(event), about=event.contribution))


def _asks(event: Submitted) -> str:
    return "answer_road" if event.private else "receipt"


def _needs_of_submitted(library: Library, event: Submitted) -> set[Want]:
    return needs(library[_asks(event)], event.contribution)


def _planned(turn: Turn, event: Planned) -> Step:
    """They hear who will do it, and before which day."""
    said = say(
        f"planned-{event.what}",
        by=Words(turn.facts.programme.office_or(event.by)),
        date=event.due,
        phone=Words(event.phone or ""),
    )
    if event.what == "call" and event.by is None:
        said = say("call-planned", date=event.due)
    return turn.shows(said, *turn.where_we_were())


def _words_corrected(turn: Turn, event: WordsCorrected) -> Step:
    if event.number is None:
        return turn.shows(say("edit-too-late"), *turn.asks_again())
    return turn.shows(say("edit-passed-on", number=event.number))


# Any contribution


def _overtaken(turn: Turn, event: Overtaken) -> Step:
    found = turn.facts.find(ContributionCard, event.contribution)
    by = Text("name", {"name": Words(event.by)}) if event.by else Text("the-author")
    changed = say(f"overtaken-{event.what}", by=by)
    return turn.shows(changed, *(as_it_is(found, turn.facts) if found else ()))


def _applied(turn: Turn, event: Applied) -> Step:
    found = turn.facts.find(ContributionCard, event.contribution)
    body = [Text(f"applied-{event.what}", _applied_args(event, found, turn.facts))]
    if found and found.author_waits and event.what in TOLD_TO_THE_AUTHOR:
        body.append(Text("applied-waits"))
    thanks = Message(tuple(body), _ways_on(turn, event, found))
    return turn.shows(thanks, *turn.asks_again())


def _applied_args(event: Applied, found: ContributionCard | None, facts: Facts) -> dict[str, Arg]:
    args: dict[str, Arg] = {"number": event.number, "by": Words(event.by or "")}
    if found:
        args["reader"] = Words(facts.programme.office_or(found.owner_name))
        args["date"] = found.answer_by
    if event.what in ("question", "partly"):  # which a person answers by itself
        args["date"] = task_due(facts.now, facts.programme.calendar)
    return args


def _ways_on(turn: Turn, event: Applied, found: ContributionCard | None) -> Rows:
    open_here = turn.progress.current is not None
    ways = desk.BACK if found and not found.mine and not open_here else ()
    if event.what == "done_yes" and not open_here:
        ways = column(button("button-add-photo", encode(Open("add", event.contribution))))
    if event.what in CAN_BE_UNDONE:
        undo = encode(React("undo", event.contribution, event.which))
        ways = (*column(button("button-undo", undo)), *ways)
    return ways


def _undone(turn: Turn, event: Undone) -> Step:
    """The words that were written come back, to be changed and sent again."""
    found = turn.facts.find(ContributionCard, event.contribution)
    if found is None:
        return turn.refuses()
    if event.waits:
        return turn.shows(say("undone-waits", desk.BACK, number=found.number))
    if event.answer is None:
        back = column(button("button-card-of", encode(Show("card", found.id)), number=found.number))
        return turn.shows(say("undone-too-late", back, number=found.number))
    told, answer = say("undone", number=found.number), event.answer
    if isinstance(answer, SettingAside) or answer.corrects or turn.progress.current:
        return turn.shows(told, *turn.asks_again())
    carry = decide.answers_in(answer, turn.facts)
    way = str(procedure_of(found.kind, found.desk, answer.text.outcome))
    again = turn.begins(way, about=found.id, seen=found.version, carry=carry)
    return again.first_saying(told)


def _needs_of_undone(library: Library, event: Undone) -> set[Want]:
    """It may begin any way of answering: which one, the contribution says."""
    return {want for way in Procedure for want in needs(library[str(way)], event.contribution)}


# Who somebody is here, and where


def _move_refused(event: MoveRefused, facts: Facts) -> tuple[Message, ...]:
    return (say(f"move-{event.why}", engine.HOME),)


def _moved(turn: Turn, event: Moved) -> Step:
    here = turn.at(engine.take_over(turn.progress, event.progress))
    return here.shows(say("moved"), *here.where_we_were())


# What staff did


def _link_made(turn: Turn, event: LinkMade) -> Step:
    if event.token is None:
        return turn.refuses()
    if turn.facts.site is None:
        return turn.shows(say("link-nowhere", desk.BACK))
    page = f"{turn.facts.site}{COMMITMENT}{event.token}"
    return turn.shows(say("link-made", desk.BACK, who=Words(event.who), link=page))


def _written(event: Written, facts: Facts) -> tuple[Message, ...]:
    return (say("written-to" if event.sent else "not-for-you", desk.BACK),)


def _enrolled(event: Enrolled, facts: Facts) -> tuple[Message, ...]:
    return desk.enrolled(event, facts)


def _found(event: Found, facts: Facts) -> tuple[Message, ...]:
    return desk.results(event.lines, event.total, event.asked)


def _invitation_refused(event: InvitationRefused, facts: Facts) -> tuple[Message, ...]:
    return (say(f"invitation-{event.why}"),)


TOLD: Mapping[type, Told[Any]] = {
    Submitted: Told(_submitted, _needs_of_submitted),
    Planned: Told(_planned),
    WordsCorrected: Told(_words_corrected),
    Overtaken: Told(_overtaken, _about),
    Applied: Told(_applied, _about),
    Undone: Told(_undone, _needs_of_undone),
    Enrolled: Told(_saying(_enrolled)),
    InvitationRefused: Told(_saying(_invitation_refused)),
    MoveOffered: Told(_saying(lambda event, facts: switch_channel.links(event.token, facts))),
    Moved: Told(_moved, lambda library, event: needs_of_drafts(library, event.progress)),
    MoveRefused: Told(_saying(_move_refused)),
    LinkMade: Told(_link_made),
    Written: Told(_saying(_written)),
    SummaryChosen: Told(_saying(lambda event, facts: desk.summary_chosen(event))),
    Found: Told(_saying(_found)),
    HandedOver: Told(_saying(lambda event, facts: desk.handed_over(event))),
    AbsenceSet: Told(_saying(lambda event, facts: desk.absence_set(event, facts))),
    AccessEnded: Told(_saying(lambda event, facts: desk.access_ended(event, facts))),
    AccessKept: Told(_saying(lambda event, facts: desk.access_kept(event))),
}
