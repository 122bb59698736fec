"""Records of contributions, of what they were answered with and of what was promised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from conversations.lifecycle import (
    Outcome,
    Procedure,
    Status,
    procedure_for,
    procedure_of,
    promised_day,
)
from conversations.parts import Part
from conversations.promises import Due, Timeline

NEW = 0  # the id of a record that is not stored yet


# Of what is added to a contribution, these are its author's own words, and only these are shown to
# them as such; whatever else is added is written by staff, and for staff.
BY_AUTHOR = frozenset({"answer", "question", "disagree", "correction", "added", "partly", "edited"})


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """Something that somebody told, and where it stands.

    The caller checks who may see it: `views.sees`.
    """

    id: int = NEW
    author: int | None
    kind: str
    status: Status
    version: int = 1
    wijk: str | None = None
    theme: str | None = None
    needs: tuple[str, ...] = ()
    details: Mapping[str, str | int] = field(default_factory=dict)
    name: str | None = None
    language: str
    channel: str
    owner: int | None = None
    received_at: datetime
    answer_by: date
    answered_at: datetime | None = None
    since: datetime  # when it came into this status
    told_at: datetime
    outcome: Outcome | None = None
    by_when: date | None = None  # done before it, or looked at again on it, as was promised last
    notices: int = 0
    asked: int = 0
    desk: str | None = None  # its author wants it passed on to there
    check_back: date | None = None  # when its author is asked whether it is done
    joins: int | None = None  # the other with which it goes on
    better: str | None = None  # by what its author will see that it is better
    answer_road: str | None = None
    answer_phone: str | None = None
    question: str | None = None  # what staff asked last
    asked_by: int | None = None
    heard: str | None = None
    heard_by: int | None = None
    heard_right: bool | None = None
    news: str | None = None  # what its owner was not shown at once and has not seen yet
    changed_by: int | None = None
    due: Due | None = None  # what happens next, and when; None: it has ended
    editions: tuple[tuple[Part, ...], ...] = ((),)  # as first told, then each new version
    additions: tuple[tuple[str, Part], ...] = ()  # (why, part), in order
    hidden_from: frozenset[int] = frozenset()  # who must never get it
    look: int = field(default=0, compare=False)  # how often it was changed since it was read

    @property
    def told(self) -> tuple[Part, ...]:
        """Return what its author stands by now."""
        return self.editions[-1]

    @property
    def earlier(self) -> tuple[tuple[Part, ...], ...]:
        """Return the versions that its author replaced."""
        return self.editions[:-1]

    @property
    def added(self) -> tuple[Part, ...]:
        """What its author added to it."""
        return tuple(part for why, part in self.additions if why in BY_AUTHOR)

    @property
    def joined(self) -> bool:
        """Return whether it goes on with another now."""
        return self.outcome is Outcome.JOINED and self.status is Status.DECIDED

    @property
    def promised(self) -> date | None:
        """Return the day before which something was promised."""
        return promised_day(self.status, self.answer_by, self.by_when)

    @property
    def way(self) -> Procedure:
        """Return how staff answer it."""
        return procedure_for(self.kind, self.desk)

    @property
    def course(self) -> Timeline:
        """Return what its clocks run on."""
        way = procedure_of(self.kind, self.desk, self.outcome) if self.outcome else None
        return Timeline(
            status=self.status,
            received=self.received_at,
            since=self.since,
            answer_by=self.answer_by,
            told=self.told_at,
            way=way,
            outcome=self.outcome,
            by=self.by_when,
            notices=self.notices,
            asked=self.asked,
            check_back=self.check_back,
        )

    def on(self, course: Timeline) -> Contribution:
        """Return the same contribution with its clocks at another place."""
        return replace(
            self,
            status=course.status,
            since=course.since,
            answer_by=course.answer_by,
            told_at=course.told,
            by_when=course.by,
            notices=course.notices,
            asked=course.asked,
            check_back=course.check_back,
        )

    @property
    def number(self) -> str:
        """Return what people call it: a string, else 1214 would be printed as 1.214."""
        return str(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """Something that somebody said they would do; `ended`: done, learned or dropped."""

    id: int = NEW
    contribution: int
    what: str
    doer: str
    who: str
    owner: int | None
    token_hash: str | None = None
    by_when: date | None
    firm: bool
    agreed: bool | None = None
    made_at: datetime
    ended_at: datetime | None = None
    ended: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerText:
    """An outcome, never without its reason, and what is done now: all that an answer says."""

    outcome: Outcome
    reason: str
    next_step: str
    who: str  # empty: there is no next step, and so nobody who does it
    by_when: date | None
    reference: str | None = None  # of another desk, for what was passed on to it
    check_back: date | None = None  # when the author is asked how that went
    look_again: date | None = None  # of what is not for now
    as_it_is: str | None = None  # why it must be sent as it is, though it is hard to read
    counted: str | None = None  # what the input did to the plan: one of lifecycle.COUNTED
    because: str | None = None  # and why that
    doer: str = "staff"  # who does it: one of lifecycle.DOERS
    firm: bool = True  # certain, or a plan


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is proposed or sent."""

    text: AnswerText
    corrects: bool = False  # the outcome stays, and is explained anew
    also: tuple[int, ...] = ()  # the other contributions that it answers
    owner: int | None = None  # the member of staff who does it


@dataclass(frozen=True, slots=True)
class SettingAside:
    """Spam or a test is proposed to be no contribution at all, and so to get no answer."""

    reason: str
