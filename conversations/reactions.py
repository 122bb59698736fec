"""Reactions are taps that say something: who may, about whose contribution, what each does.

Nothing here asks who taps: `reception` lets nobody through who may not, and finds the contribution.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from conversations import caring, engine, letters
from conversations.actions import React, mark
from conversations.effects import (
    AddTask,
    AnswerJoin,
    ConfirmDone,
    ConfirmHeard,
    DoMine,
    FinishTask,
    MakeLink,
    NoteReaction,
    OfferMove,
    RecordNotice,
    SecondRead,
    SetAbsence,
    SetOptIn,
    SubmitContribution,
    Undo,
    Unmute,
)
from conversations.engine import Library, Step
from conversations.messages import say
from conversations.progress import Draft
from conversations.roles import May, Of
from conversations.screens import desk, my_contribution
from conversations.turn import Turn
from conversations.views import ContributionCard, Desk, Facts, MyData, OptIns, Want


@dataclass(frozen=True, slots=True)
class Reaction:
    may: May
    run: Callable[[Turn, React], Step]
    needs: tuple[type, ...] = ()
    about: type | None = None  # the button may say of which

    def wants(self, action: React) -> set[Want]:
        found = {Want(view) for view in self.needs}
        if self.about is None or action.about is None:
            return found
        return found | {Want(self.about, action.about)}


@dataclass(frozen=True, slots=True)
class CardReaction:
    """A reaction to one contribution: one of theirs, or any that they may read.

    What `run` makes None is no longer asked.
    """

    may: May
    of: Of
    run: Callable[[Turn, React, ContributionCard], Step | None]

    def wants(self, action: React) -> set[Want]:
        return {Want(ContributionCard, action.about)}


# About nothing in particular


def _understood(turn: Turn, action: React) -> Step:
    facts = turn.facts
    notice = RecordNotice(facts.programme.notice_version, facts.me.language, True)
    if turn.progress.current:
        shown = engine.show_understood(turn.tapped, facts)
        return Step(turn.progress, (), (notice,), shown)
    return Step(turn.progress, (say("understood"),), (notice,))


def _only_this(turn: Turn, action: React) -> Step:
    return Step(engine.unasked(turn.progress), (say("only-this-stopped"),), (Unmute(),))


def _unmute(turn: Turn, action: React) -> Step:
    return Step(turn.progress, (say("unmuted"),), (Unmute(),))


def _code(turn: Turn, action: React) -> Step:
    return turn.says("code-how" if turn.facts.here.has_code else "code-web-only")


def _go_on(turn: Turn, action: React) -> Step:
    return turn.passes("go-on")


def _no_danger(turn: Turn, action: React) -> Step:
    number = turn.facts.programme.helplines.emergency
    progress = caring.no_alarm(turn.progress)
    step = turn.at(progress).passes("no-danger", emergency=number)
    ways = () if progress.current else engine.way_back(turn.library, progress)
    if not ways:
        return step
    return replace(step, messages=(replace(step.messages[0], buttons=ways),))


def _no_more(turn: Turn, action: React) -> Step:
    """Every yes that holds is taken back."""
    given = (turn.facts.find(OptIns) or OptIns()).given
    taken_back = tuple(SetOptIn(one.what, False, one.contribution) for one in given)
    return Step(turn.progress, (say("now-no-more", engine.HOME),), taken_back)


def _erase(turn: Turn, action: React) -> Step:
    """A person does it; asked twice it is still one task."""
    found = turn.facts.find(MyData)
    if found and found.erasure_by is not None:
        erasing = say("mydata-erasing", engine.HOME, date=found.erasure_by)
        return Step(turn.progress, (erasing,))
    me = turn.facts.me
    name = me.remembered.get("name") or me.name
    details = {"name": str(name)} if name else {}
    return turn.causes(AddTask("erase", None, details, tells=True))


def _write_me(turn: Turn, action: React) -> Step:
    """A person writes here: about what had been told, or as a task with a day."""
    current = turn.progress.current
    if current and engine.parts_told(turn.library, current):
        sent = as_told(turn.library, current, turn.facts)
        return Step(replace(turn.progress, current=None), (say("will-be-written"),), (sent,))
    about = turn.facts.card(action.about, Of.ALL)
    return turn.causes(AddTask("write", about.id if about else None, tells=True))


def as_told(
    library: Library,
    draft: Draft,
    facts: Facts,
    *,
    call: str | None = None,
    when: str = "any",
) -> SubmitContribution:
    """Hand what had been told to a person as it is, so that there is a card."""
    return SubmitContribution(
        "complaint" if library[draft.conversation].manner.hides else "question",
        engine.parts_told(library, draft),
        call=call,
        call_when=when,
        hidden_from=engine.hidden_from(library, draft, facts),
        asks=False,
    )


def _task_done(turn: Turn, action: React) -> Step:
    if action.about is None or desk.task_of(turn.facts, action.about) is None:
        return turn.says("task-not-yours")
    done = say("task-done", desk.BACK)
    return Step(turn.progress, (done,), (FinishTask(action.about),))


# About a contribution of theirs


def _read(turn: Turn, action: React, card: ContributionCard) -> Step:
    reason = card.decision.answer.reason if card.decision else None
    noted = (NoteReaction(card.id, "read"),) if _is_meant(action, reason) else ()
    return Step(turn.progress, (say("read-noted"),), noted)  # or it is of an answer before this one


def _is_meant(action: React, words: str | None) -> bool:
    """Return whether the words above the button are those that stand there now."""
    return action.which is None or (words is not None and mark(words) == action.which)


def _let_read(turn: Turn, action: React, card: ContributionCard) -> Step:
    """Record a yes or a no of its own; what may never be shown gets no yes."""
    what = action.what
    opt_in, _, answer = what.partition("_")
    if answer == "yes" and not my_contribution.may_be_shared(card, turn.facts):
        return turn.refuses()
    told = (
        my_contribution.shared(card)
        if what == "neighbours_yes"
        else my_contribution.changed(what, card)
    )
    said = SetOptIn(opt_in, answer == "yes", card.id)
    if what == "neighbours_no":  # with nothing to read there is no name beside it
        return Step(turn.progress, (told,), (said, SetOptIn("name", False, card.id)))
    return Step(turn.progress, (told,), (said,))


def _done(turn: Turn, action: React, card: ContributionCard) -> Step:
    return turn.causes(ConfirmDone(card.id, action.what == "done_yes"))


def _done_partly(turn: Turn, action: React, card: ContributionCard) -> Step:
    partly = turn.causes(ConfirmDone(card.id, done=True, partly=True))
    return partly.then(turn.begins("partly", about=card.id))


# What a resident says of what they would do themselves.
MINE: dict[str, Literal["yes", "no", "done"]] = {
    "mine_yes": "yes",
    "mine_no": "no",
    "mine_done": "done",
}


def _do_mine(turn: Turn, action: React, card: ContributionCard) -> Step:
    return turn.causes(DoMine(card.id, MINE[action.what], action.which))


def _join(turn: Turn, action: React, card: ContributionCard) -> Step:
    return turn.causes(AnswerJoin(card.id, action.what == "join_yes", action.which))


def _heard_right(turn: Turn, action: React, card: ContributionCard) -> Step | None:
    if not card.heard:
        return None
    if not _is_meant(action, card.heard):  # something else was written down meanwhile
        by = turn.facts.programme.office_or(card.heard_by_name)
        return Step(turn.progress, (letters.heard(card, card.heard, by),))
    return Step(turn.progress, (say("heard-thanks"),), (ConfirmHeard(card.id, True),))


# About one that staff answer


def _undo(turn: Turn, action: React, card: ContributionCard) -> Step:
    return turn.causes(Undo(card.id, action.which))


def _second_yes(turn: Turn, action: React, card: ContributionCard) -> Step:
    return turn.causes(SecondRead(card.id, True, action.which))


def _link(turn: Turn, action: React, card: ContributionCard) -> Step | None:
    return None if action.which is None else turn.causes(MakeLink(card.id, action.which))


REACTIONS: Mapping[str, Reaction | CardReaction] = {
    "understood": Reaction(May.CONTRIBUTE, _understood),
    "unmute": Reaction(May.CONTRIBUTE, _unmute),
    "only_this": Reaction(May.CONTRIBUTE, _only_this),
    "move": Reaction(May.CONTRIBUTE, lambda turn, _: turn.causes(OfferMove())),
    "code": Reaction(May.CONTRIBUTE, _code),
    "go_on": Reaction(May.CONTRIBUTE, _go_on),
    "no_danger": Reaction(May.CONTRIBUTE, _no_danger),
    "erase": Reaction(May.CONTRIBUTE, _erase, needs=(MyData,)),
    "no_more": Reaction(May.CONTRIBUTE, _no_more, needs=(OptIns,)),
    "write_me": Reaction(May.CONTRIBUTE, _write_me, about=ContributionCard),
    "read": CardReaction(May.CONTRIBUTE, Of.OWN, _read),
    "see_why": CardReaction(May.CONTRIBUTE, Of.OWN, lambda turn, *_: turn.says("see-why-noted")),
    "heard_yes": CardReaction(May.CONTRIBUTE, Of.OWN, _heard_right),
    "neighbours_yes": CardReaction(May.CONTRIBUTE, Of.OWN, _let_read),
    "neighbours_no": CardReaction(May.CONTRIBUTE, Of.OWN, _let_read),
    "name_yes": CardReaction(May.CONTRIBUTE, Of.OWN, _let_read),
    "name_no": CardReaction(May.CONTRIBUTE, Of.OWN, _let_read),
    "done_yes": CardReaction(May.CONTRIBUTE, Of.OWN, _done),
    "done_no": CardReaction(May.CONTRIBUTE, Of.OWN, _done),
    "done_partly": CardReaction(May.CONTRIBUTE, Of.OWN, _done_partly),
    **dict.fromkeys(MINE, CardReaction(May.CONTRIBUTE, Of.OWN, _do_mine)),
    "join_yes": CardReaction(May.CONTRIBUTE, Of.OWN, _join),
    "join_no": CardReaction(May.CONTRIBUTE, Of.OWN, _join),
    "here_again": Reaction(May.DECIDE, lambda turn, _: turn.causes(SetAbsence(None))),
    "task_done": Reaction(May.READ_ALL, _task_done, needs=(Desk,)),
    "undo": CardReaction(May.DECIDE, Of.ALL, _undo),
    "second_yes": CardReaction(May.DECIDE, Of.ALL, _second_yes),
    "link": CardReaction(May.DECIDE, Of.ALL, _link),
}
