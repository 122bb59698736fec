"""Tables of what happens to a contribution: statuses, outcomes and permitted changes.

Source: the residents' report ("zichtbaar maken wat er is gedaan met de input"), promises 3-9.
Nothing else changes a status; `change` is the only door, and asks who wants to.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal


class Kind(StrEnum):
    IDEA = "idea"
    INITIATIVE = "initiative"
    STORY = "story"
    BROKEN = "broken"
    COMPLAINT = "complaint"
    QUESTION = "question"


class Status(StrEnum):
    RECEIVED = "received"
    BEING_READ = "being_read"
    QUESTION_ASKED = "question_asked"
    DECIDED = "decided"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CHECKED = "checked"
    CLOSED = "closed"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    SET_ASIDE = "set_aside"


class Outcome(StrEnum):
    YES = "yes"
    YES_DIFFERENTLY = "yes_differently"
    TRIAL = "trial"
    NOT_NOW = "not_now"
    NO = "no"
    JOINED = "joined"
    PASSED_ON = "passed_on"


# What somebody's words did to the plan; said with every decision that has one (report, row 29).
COUNTED = ("changed", "confirmed", "unchanged")
# Who can do what was promised: an organisation has a link of its own and no account.
DOERS = ("staff", "organisation", "resident")

ENDED = frozenset({Status.CLOSED, Status.WITHDRAWN, Status.SET_ASIDE})
OPEN = frozenset(Status) - ENDED
# While one of these holds, an answer is owed and the answer date runs.
UNANSWERED = frozenset({Status.RECEIVED, Status.BEING_READ, Status.QUESTION_ASKED, Status.REOPENED})


class Party(StrEnum):
    """The parties that can make something happen to a contribution; somebody may be several."""

    AUTHOR = "author"
    STAFF = "staff"  # may decide, and it is not hidden from them
    CLOCK = "clock"
    DELIVERY = "delivery"
    ORGANISATION = "organisation"  # promised something about it, and says how that goes


Hears = Literal["author", "owner", "nobody"]


class Act(StrEnum):
    """The acts that can happen to a contribution."""

    OPEN_CARD = "open_card"
    ASK = "ask"
    ANSWER = "answer"
    DECIDE = "decide"
    REPORT = "report"  # another desk answered what was passed on to it
    CORRECT = "correct"  # the same outcome, explained anew
    TAKE_BACK = "take_back"  # the answer was a mistake: it is looked at again
    JOIN = "join"  # it goes on together with another, as was asked
    LEFT = "left"  # the answer left: work can begin
    FINISH = "finish"
    END_TRIAL = "end_trial"  # it did not work, and something was learned
    CONFIRM = "confirm"
    DENY = "deny"  # "no, it is not done"
    DISAGREE = "disagree"
    LOOK_AGAIN = "look_again"
    ASK_AFTER = "ask_after"  # the author is asked whether they see why, once
    REST = "rest"
    WITHDRAW = "withdraw"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class Change:
    """A change from these statuses, by this act of one of these parties, to that; and who hears."""

    act: Act
    sources: frozenset[Status]
    target: Status
    who: frozenset[Party]
    hears: Hears

    def permits(self, by: Party | Collection[Party]) -> bool:
        """Return whether one of these parties may do it."""
        return not self.who.isdisjoint({by} if isinstance(by, Party) else by)


def _change(act: Act, sources: str, target: Status, who: str, hears: Hears) -> Change:
    statuses = frozenset(Status(s) for s in sources.split())
    return Change(act, statuses, target, frozenset(map(Party, who.split())), hears)


S = Status
CHANGES: tuple[Change, ...] = (
    _change(Act.OPEN_CARD, "received reopened", S.BEING_READ, "staff", "nobody"),
    _change(Act.ASK, "received being_read reopened", S.QUESTION_ASKED, "staff", "author"),
    _change(Act.ANSWER, "question_asked", S.BEING_READ, "author", "owner"),
    _change(
        Act.DECIDE, "received being_read question_asked reopened", S.DECIDED, "staff", "author"
    ),
    _change(Act.REPORT, "decided", S.DECIDED, "staff", "author"),
    _change(Act.CORRECT, "decided", S.DECIDED, "staff", "author"),
    _change(Act.CORRECT, "in_progress", S.IN_PROGRESS, "staff", "author"),
    _change(Act.CORRECT, "done", S.DONE, "staff", "author"),
    _change(Act.CORRECT, "checked", S.CHECKED, "staff", "author"),
    _change(Act.TAKE_BACK, "decided in_progress done checked", S.REOPENED, "staff", "author"),
    _change(Act.JOIN, "question_asked", S.DECIDED, "author", "owner"),
    _change(Act.LEFT, "decided", S.IN_PROGRESS, "delivery", "nobody"),
    _change(Act.FINISH, "in_progress", S.DONE, "staff organisation", "author"),
    _change(Act.END_TRIAL, "in_progress", S.CHECKED, "staff", "author"),
    _change(
        Act.CONFIRM,
        "received being_read reopened decided in_progress done",
        S.CHECKED,
        "author",
        "owner",
    ),
    _change(Act.DENY, "decided in_progress done checked closed", S.REOPENED, "author", "owner"),
    _change(Act.DISAGREE, "decided in_progress checked closed", S.REOPENED, "author", "owner"),
    _change(Act.LOOK_AGAIN, "decided question_asked", S.BEING_READ, "clock", "owner"),
    _change(Act.ASK_AFTER, "decided", S.CHECKED, "clock", "author"),
    _change(Act.REST, "decided checked done", S.CLOSED, "clock", "nobody"),
    _change(
        Act.WITHDRAW,
        "received being_read question_asked decided in_progress done checked reopened",
        S.WITHDRAWN,
        "author",
        "owner",
    ),
    _change(Act.SET_ASIDE, "received being_read reopened", S.SET_ASIDE, "staff", "nobody"),
)

# Outcomes after which work can begin once the answer has left.
LEADS_TO_WORK = frozenset({Outcome.YES, Outcome.YES_DIFFERENTLY, Outcome.TRIAL})


class Procedure(StrEnum):
    """A way of answering: the conversation of staff, and the wording that both read."""

    DECIDE = "decide"  # an idea or plan: yes, no, and why
    LEARN = "learn"  # a story: what we learned, what we do with it (report, row 24)
    REPLY = "reply"  # a question: what we know
    PASS_ON = "pass_on"  # noqa: S105 - to another desk, after the author's yes; no secret
    REPORT = "report"  # what the other desk did; the same for what is broken and for complaints


WAYS: dict[Kind, Procedure] = {
    Kind.IDEA: Procedure.DECIDE,
    Kind.INITIATIVE: Procedure.DECIDE,
    Kind.STORY: Procedure.LEARN,
    Kind.QUESTION: Procedure.REPLY,
    Kind.BROKEN: Procedure.REPORT,
    Kind.COMPLAINT: Procedure.REPORT,
}

# Outcomes that staff can choose; joined is chosen by its author, who was asked.
OFFERED: dict[Procedure, tuple[Outcome, ...]] = {
    Procedure.DECIDE: (
        Outcome.YES,
        Outcome.YES_DIFFERENTLY,
        Outcome.TRIAL,
        Outcome.NOT_NOW,
        Outcome.NO,
    ),
    Procedure.LEARN: (Outcome.YES, Outcome.NOT_NOW, Outcome.NO),
    Procedure.REPLY: (Outcome.YES, Outcome.NOT_NOW, Outcome.NO),
    Procedure.PASS_ON: (Outcome.PASSED_ON,),
    Procedure.REPORT: (Outcome.YES, Outcome.NOT_NOW, Outcome.NO),
}


def procedure_for(kind: str, desk: str | None) -> Procedure:
    """Return how staff answer it; `desk`: where the author wants it passed on to."""
    return Procedure.REPORT if desk else WAYS[Kind(kind)]


def procedure_of(kind: str, desk: str | None, outcome: Outcome) -> Procedure:
    """Return how it was answered by that outcome."""
    if outcome is Outcome.PASSED_ON:
        return Procedure.PASS_ON
    return Procedure.DECIDE if outcome is Outcome.JOINED else procedure_for(kind, desk)


def works_on(way: Procedure, outcome: Outcome) -> bool:
    """Return whether something is then done that can be late; a reply or report is all there is."""
    return outcome in LEADS_TO_WORK and way in (Procedure.DECIDE, Procedure.LEARN)


def promised_day(status: Status, answer_by: date, by: date | None) -> date | None:
    """Return the day before which an answer, or what the answer promised, comes; or None.

    While the author is asked something the answer date stands still.
    """
    if status is Status.IN_PROGRESS:
        return by
    return answer_by if status in UNANSWERED - {Status.QUESTION_ASKED} else None


class NotPermitted(Exception):
    """This act cannot happen in this status, or not by them."""


def change(act: Act, status: Status, *, by: Party | Collection[Party]) -> Change:
    """Return the one change that fits, for who is `by`: one party, or all that somebody is.

    Raises NotPermitted.
    """
    found = _fitting(act, status)
    if found is None:
        raise NotPermitted(f"{act} in status {status}")
    if not found.permits(by):
        raise NotPermitted(f"{act} by {by}")
    return found


def permitted(
    act: Act, status: Status, *, by: Party | Collection[Party] = frozenset(Party)
) -> bool:
    """Return whether `change` would do that; without `by`, whether it can happen at all."""
    found = _fitting(act, status)
    return found is not None and found.permits(by)


def is_for(act: Act, by: Collection[Party]) -> bool:
    """Return whether somebody who is these may ever do that, in whatever status."""
    return any(c.act is act and c.permits(by) for c in CHANGES)


def _fitting(act: Act, status: Status) -> Change | None:
    return next((c for c in CHANGES if c.act is act and status in c.sources), None)
