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
from conversations.lifecycle import Outcome, Status
from conversations.messages import Label
from conversations.promises import Calendar
from conversations.reading import Wording
from conversations.roles import May, Role, may


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
    emergency: Mapping[str, str] = field(default_factory=dict)  # settings the texts quote

    @property
    def default_language(self) -> str:
        return next(iter(self.languages))

    def office_or(self, name: str | None) -> str:
        return name or self.office

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
    notice: str | None = None  # the version of the privacy notice that was shown
    remembered: Mapping[str, Any] = field(default_factory=dict)
    contributions: int = 0

    def may(self, what: May) -> bool:
        return may(self.roles, what)


@dataclass(frozen=True)
class Readers:
    """The first names of who reads, in the order of enrolment."""

    names: tuple[str, ...] = ()


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
    parts: tuple[Part, ...]  # in the version that its author stands by now
    wijk: str | None
    name: str | None
    owner: str | None
    answer_by: date
    received_at: datetime
    mine: bool
    author: int | None
    earlier: tuple[tuple[Part, ...], ...] = ()  # versions that its author replaced
    additions: tuple[tuple[str, Part], ...] = ()  # (why, part), in order
    heard: str | None = None
    heard_by: str | None = None
    heard_right: bool | None = None
    question: str | None = None  # what staff asked last
    asked_by: str | None = None
    decision: DecisionLine | None = None
    road: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class MyContributions:
    """The newest first."""

    cards: tuple[ContributionCard, ...] = ()


@dataclass(frozen=True)
class TeamMember:
    person: int
    name: str
    role: Role


@dataclass(frozen=True)
class Team:
    """Everybody who reads what residents send, in the order of enrolment."""

    members: tuple[TeamMember, ...] = ()


@dataclass(frozen=True)
class OptIn:
    """A yes of the person asking that holds, and since when."""

    what: str  # neighbours, name
    contribution: int | None
    given_at: datetime


@dataclass(frozen=True)
class OptIns:
    """The latest first."""

    given: tuple[OptIn, ...] = ()

    def holds(self, what: str, contribution: int) -> bool:
        return any(o.what == what and o.contribution == contribution for o in self.given)


@dataclass(frozen=True)
class MyData:
    """What is kept about the person asking, beside their contributions and opt-ins."""

    channels: tuple[str, ...]
    messages: int
    phones: tuple[str, ...]
    notice_at: datetime | None  # when the newest privacy notice was shown
    erasure_by: date | None  # they asked to be forgotten: the day by which somebody does it


@dataclass(frozen=True)
class DoneLine:
    """What neighbours may read of an answered contribution. `name`: only by a yes of its own."""

    kind: str
    status: Status
    words: str  # the first of them, unchanged; empty when nothing was typed or written down
    wijk: str | None
    name: str | None
    decision: DecisionLine


@dataclass(frozen=True)
class Done:
    """A page of what was answered, the newest first; `wijken` counts all there is."""

    lines: tuple[DoneLine, ...] = ()
    total: int = 0
    wijken: Mapping[str, int] = field(default_factory=dict)


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


V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Want:
    """A request for facts: which view, about which contribution or page, narrowed to what."""

    view: type
    about: int | None = None
    only: str = ""


@dataclass(frozen=True)
class Facts:
    """All that one advance may know."""

    now: datetime
    me: Me
    programme: Programme
    wording: Wording
    views: Mapping[Want, Any] = field(default_factory=dict)
    entrances: Mapping[str, str] = field(default_factory=dict)  # channel -> how its links begin

    def find(self, view: type[V], about: int | None = None, only: str = "") -> V | None:
        """The view, or None when it is not there or not for this person.

        Raises KeyError when nobody asked for it: a declaration forgot its `needs`.
        """
        found: V | None = self.views[Want(view, about, only)]
        return found

    def known(self, view: type[V]) -> V | None:
        """The view if it happens to be there: for what is only offered, never relied on."""
        found: V | None = self.views.get(Want(view))
        return found

    @property
    def today(self) -> date:
        return self.programme.calendar.today(self.now)


# Which permission lets a person see a view; "own" means: only what is theirs, unless READ_ALL.
VIEW_PERMISSIONS: dict[type, May] = {
    Readers: May.CONTRIBUTE,
    ContributionCard: May.CONTRIBUTE,
    MyContributions: May.CONTRIBUTE,
    Team: May.CONTRIBUTE,
    OptIns: May.CONTRIBUTE,
    MyData: May.CONTRIBUTE,
    Done: May.CONTRIBUTE,
    Desk: May.READ_ALL,
}
