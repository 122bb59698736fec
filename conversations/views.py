"""Facts: what a conversation, a question or a screen may ask to know.

Loaded before `advance`, through one function per view, each of which takes the person asking.
A view that does not concern that person is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from conversations.declare import Option
from conversations.events import Part
from conversations.lifecycle import Outcome, Status, Way, way_for, way_of
from conversations.messages import Label, Message
from conversations.promises import Calendar
from conversations.reading import Wording
from conversations.roles import May, Role, may


@dataclass(frozen=True)
class OtherDesk:
    """Where something is passed on to when it is not ours; without a code it is our own office."""

    label: Label
    code: str | None = None
    takes: frozenset[str] = frozenset()  # broken, complaint, benefits, official
    phone: str | None = None
    link: str | None = None
    retired: bool = False


@dataclass(frozen=True)
class Helplines:
    """Where help is, as the texts of danger name it."""

    emergency: str = "112"
    suicide: str = "113"
    home: str = "0800-2000"
    team: str | None = None  # of the neighbourhood: its name and number
    team_phone: str | None = None


@dataclass(frozen=True)
class YouthWorker:
    """Whom somebody under 16 is referred to."""

    name: str
    phone: str


@dataclass(frozen=True)
class Programme:
    """The part of `programme.toml` that words and rules depend on."""

    name: str
    office: str  # who reads when nobody is enrolled
    controller: str  # who is responsible for the data (GDPR)
    privacy_link: str
    notice_version: str
    languages: Mapping[str, str]  # code -> own name, the default first
    lists: Mapping[str, tuple[Option, ...]]  # "wijken", "themes"
    calendar: Calendar
    desks: tuple[OtherDesk, ...] = ()
    helplines: Helplines = Helplines()
    youth: YouthWorker | None = None
    push_detail: str = "full"  # "notice": what Telegram shows unasked says only that there is news

    @property
    def default_language(self) -> str:
        return next(iter(self.languages))

    def office_or(self, name: str | None) -> str:
        return name or self.office

    @property
    def own_desk(self) -> OtherDesk:
        return OtherDesk(Label({self.default_language: self.office}))

    def desk(self, code: str | None) -> OtherDesk:
        """Also one that was retired; the office itself when there is no such desk."""
        return next((d for d in self.desks if d.code == code), self.own_desk)

    def desk_for(self, what: str) -> OtherDesk:
        """Where something of that sort goes now: the office itself when nobody else takes it."""
        found = (d for d in self.desks if what in d.takes and not d.retired)
        return next(found, self.own_desk)

    def label(self, list_name: str, code: str | None) -> Label | None:
        return next((o.label for o in self.lists[list_name] if o.code == code), None)


@dataclass(frozen=True)
class Me:
    """The person an event came from."""

    person: int
    account: int
    channel: str
    language: str
    name: str | None = None
    roles: frozenset[Role] = frozenset({Role.RESIDENT})
    muted: bool = False
    young: bool = False  # said to be under 16: no contact data, no opt-ins
    discreet: bool | None = None  # somebody else may read along; None: never said
    notice: str | None = None  # the version of the privacy notice that was shown
    remembered: Mapping[str, Any] = field(default_factory=dict)
    contributions: int = 0

    def may(self, what: May) -> bool:
        return may(self.roles, what)


@dataclass(frozen=True)
class Readers:
    """The first names of who reads, in the order of enrolment, and which person each is."""

    names: tuple[str, ...] = ()
    persons: tuple[int, ...] = ()


@dataclass(frozen=True)
class DecisionLine:
    outcome: Outcome
    reason: str
    next_step: str
    who: str
    by_when: date | None
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True)
class ContributionCard:
    """One contribution as its author, or somebody who may read it, sees it."""

    id: int
    number: str
    kind: str
    status: Status
    version: int
    parts: tuple[Part, ...]
    wijk: str | None
    name: str | None
    owner: str | None
    answer_by: date
    received_at: datetime
    mine: bool
    author: int | None
    author_waits: bool = False  # they said stop, or cannot be written to now: it waits for them
    language: str = ""  # in which the author is spoken to
    additions: tuple[tuple[str, Part], ...] = ()  # (why, part), in order
    heard: str | None = None
    heard_by: str | None = None
    heard_right: bool | None = None
    question: str | None = None  # what staff asked last
    asked_by: str | None = None
    decision: DecisionLine | None = None
    road: str | None = None
    phone: str | None = None
    needs: tuple[str, ...] = ()
    details: Mapping[str, str | int] = field(default_factory=dict)
    desk: str | None = None  # the author wants it passed on to there
    check_back: date | None = None  # when the author is asked whether it is done

    @property
    def way(self) -> Way:
        """How staff answer it."""
        return way_for(self.kind, self.desk)

    @property
    def passed_on(self) -> bool:
        """Whether it lies at another desk, whose answer is still to be told."""
        there = self.decision is not None and self.decision.outcome is Outcome.PASSED_ON
        return there and self.status is Status.DECIDED

    @property
    def outcome_key(self) -> str:
        """The text of what was decided. Raises ValueError when nothing was."""
        if self.decision is None:
            raise ValueError(f"nothing was decided about {self.number}")
        way = way_of(self.kind, self.desk, self.decision.outcome)
        return f"outcome-{way}-{self.decision.outcome}"


@dataclass(frozen=True)
class MyContributions:
    """The newest first."""

    cards: tuple[ContributionCard, ...] = ()


@dataclass(frozen=True)
class DeskLine:
    id: int
    number: str
    kind: str
    status: Status
    wijk: str | None
    answer_by: date
    mine: bool


@dataclass(frozen=True)
class TaskLine:
    id: int
    what: str
    number: str | None
    details: Mapping[str, str]
    due: date


@dataclass(frozen=True)
class Desk:
    """What waits for staff: open contributions by answer date, and tasks."""

    lines: tuple[DeskLine, ...] = ()
    tasks: tuple[TaskLine, ...] = ()
    total: int = 0


@dataclass(frozen=True)
class Kept:
    """A message to the person asking, of which only the arrival was pushed."""

    message: Message


V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Want:
    """A request for facts: which view, about which contribution (or message, for Kept)."""

    view: type
    about: int | None = None


@dataclass(frozen=True)
class Facts:
    """All that one advance may know."""

    now: datetime
    me: Me
    programme: Programme
    wording: Wording
    views: Mapping[Want, Any] = field(default_factory=dict)
    entrances: Mapping[str, str] = field(default_factory=dict)  # channel -> how its links begin
    spoken: str | None = None  # the language that the words seem to be in, when that is sure

    def find(self, view: type[V], about: int | None = None) -> V | None:
        """The view, or None when it is not there or not for this person.

        Raises KeyError when nobody asked for it: a declaration forgot its `needs`.
        """
        found: V | None = self.views[Want(view, about)]
        return found

    @property
    def today(self) -> date:
        return self.programme.calendar.today(self.now)


# Which permission lets a person see a view; "own" means: only what is theirs, unless READ_ALL.
VIEW_PERMISSIONS: dict[type, May] = {
    Readers: May.CONTRIBUTE,
    ContributionCard: May.CONTRIBUTE,
    MyContributions: May.CONTRIBUTE,
    Desk: May.READ_ALL,
    Kept: May.CONTRIBUTE,
}
