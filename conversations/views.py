"""Facts are what a conversation, a question or a screen may ask to know.

They are loaded before the turn that reads them. Each view says in `VIEWS` who may look at it and
whose things it shows; for anybody else it is None.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, TypeVar

from conversations.channels import ChannelWords
from conversations.contributions import Answer, AnswerText, Commitment, Contribution, SettingAside
from conversations.lifecycle import Outcome, Status, procedure_of
from conversations.messages import Message
from conversations.parsing import Wording
from conversations.programme import Programme
from conversations.roles import May, Of, Role, may
from conversations.routing import Reader, Work


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
    away_until: date | None = None  # the day on which they are back at work
    notice: str | None = None  # the version of the privacy notice that was shown
    remembered: Mapping[str, Any] = field(default_factory=dict)
    contributions: int = 0

    def may(self, what: May) -> bool:
        return may(self.roles, what)

    def away(self, today: date) -> bool:
        return self.away_until is not None and today < self.away_until


@dataclass(frozen=True)
class Readers:
    """The first names of who reads, in the order of enrolment, and which person each is."""

    names: tuple[str, ...] = ()
    persons: tuple[int, ...] = ()
    back: Mapping[int, date] = field(default_factory=dict)  # when those are who are, or were, away

    def away(self, person: int, today: date) -> bool:
        back = self.back.get(person)
        return back is not None and today < back


@dataclass(frozen=True)
class GivenReasons:
    """The marks of the reasons that were given lately, to know a copy by."""

    marks: frozenset[int] = frozenset()


@dataclass(frozen=True)
class WaitingAnswer:
    """An answer that has not gone: `by` wrote it; `goes` in a moment, or waits for a reader."""

    answer: Answer | SettingAside
    by: str
    by_id: int
    made_at: datetime
    goes: bool
    which: int = 0
    alone: bool = False  # nobody else is there to read it


@dataclass(frozen=True)
class DecisionLine:
    """A decision, by whom and when; `read_by`: of a no, who read it too."""

    answer: AnswerText
    decided_by: str
    decided_at: datetime
    read_by: str | None = None


def outcome_key(kind: str, desk: str | None, outcome: Outcome) -> str:
    """Return the text key of what was decided, in the wording of its kind."""
    return f"outcome-{procedure_of(kind, desk, outcome)}-{outcome}"


@dataclass(frozen=True, kw_only=True)
class ContributionCard(Contribution):
    """A contribution as its author, or somebody who may read it, sees it: with what is around it.

    The names are those of whoever the numbers beside them stand for.
    """

    mine: bool = False
    owner_name: str | None = None
    asked_by_name: str | None = None
    heard_by_name: str | None = None
    decision: DecisionLine | None = None
    waiting: WaitingAnswer | None = None
    commitments: tuple[Commitment, ...] = ()
    author_waits: bool = False  # they said stop, or cannot be written to now: it waits for them
    author_language: str = ""  # in which the author is spoken to

    @classmethod
    def of(cls, contribution: Contribution) -> ContributionCard:
        """Return the bare card of a contribution: what is around it is added with `replace`."""
        return cls(**{f.name: getattr(contribution, f.name) for f in fields(Contribution)})

    @property
    def passed_on(self) -> bool:
        """Return whether it lies at another desk, whose answer is still to be told."""
        there = self.decision is not None and self.decision.answer.outcome is Outcome.PASSED_ON
        return there and self.status is Status.DECIDED

    @property
    def outcome_key(self) -> str:
        """Return the text key of what was decided. Raises ValueError when nothing was."""
        if self.decision is None:
            raise ValueError(f"nothing was decided about {self.number}")
        return outcome_key(self.kind, self.desk, self.decision.answer.outcome)


@dataclass(frozen=True)
class MyContributions:
    """The contributions of the person asking, the newest first."""

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
class WorkHere:
    """The readers, with their roles and how much they have, and all that lies with each."""

    readers: tuple[Reader, ...] = ()
    work: Mapping[int, tuple[Work, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class OptIn:
    """A yes of the person asking that holds, and since when."""

    what: str  # neighbours, name
    contribution: int | None
    given_at: datetime


@dataclass(frozen=True)
class OptIns:
    """The opt-ins of the person asking that hold, the latest first."""

    given: tuple[OptIn, ...] = ()

    def holds(self, what: str, contribution: int) -> bool:
        return any(o.what == what and o.contribution == contribution for o in self.given)


@dataclass(frozen=True)
class MyData:
    """The data kept about the person asking, beside their contributions and opt-ins."""

    channels: tuple[str, ...]
    messages: int
    phones: tuple[str, ...]
    notice_at: datetime | None  # when the newest privacy notice was shown
    erasure_by: date | None  # they asked to be forgotten: the day by which somebody does it


@dataclass(frozen=True)
class DoneLine:
    """The part of an answered contribution that neighbours may read.

    `name`: only by a yes of its own.
    """

    kind: str
    desk: str | None
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
    news: bool = False  # its owner has not seen the last of it
    undelivered: bool = False  # the last letter about it could not be brought


@dataclass(frozen=True)
class TaskLine:
    id: int
    what: str
    number: str | None
    details: Mapping[str, str]
    due: date


@dataclass(frozen=True)
class Desk:
    """The work that waits for staff: open contributions by answer date, and tasks.

    `own`: all that lies with the person asking; `lines`: the first of what waits with anybody.
    """

    lines: tuple[DeskLine, ...] = ()
    tasks: tuple[TaskLine, ...] = ()
    total: int = 0
    own: tuple[DeskLine, ...] = ()
    dues: tuple[date, ...] = ()  # of all their tasks
    holds: int = 0  # open contributions that lie with them, whether or not they wait


@dataclass(frozen=True)
class Kept:
    """A message to the person asking, of which only the arrival was pushed."""

    message: Message


V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Want:
    """A request for facts: which view, about which contribution, message (Kept) or page, narrowed
    to what."""

    view: type
    about: int | None = None
    only: str = ""


@dataclass(frozen=True)
class Facts:
    """The facts that one turn may know."""

    now: datetime
    me: Me
    programme: Programme
    wording: Wording
    views: Mapping[Want, Any] = field(default_factory=dict)
    entrances: Mapping[str, str] = field(default_factory=dict)  # channel -> how its links begin
    channels: Mapping[str, ChannelWords] = field(default_factory=dict)  # what is said of each
    site: str | None = None  # how links to our own pages begin, where those open from elsewhere
    spoken: str | None = None  # the language that the words seem to be in, when that is sure

    def find(self, view: type[V], about: int | None = None, only: str = "") -> V | None:
        """Return the view, or None when it is not there or not for this person.

        Raises KeyError when nobody asked for it: a declaration forgot its `needs`.
        """
        found: V | None = self.views[Want(view, about, only)]
        return found

    def known(self, view: type[V]) -> V | None:
        """Return the view if it happens to be there: for what is only offered, never relied on."""
        found: V | None = self.views.get(Want(view))
        return found

    def card(self, about: int | None, of: Of | None) -> ContributionCard | None:
        """Return the contribution that a button is about, or None.

        They may read it, and it is theirs, or need not be.
        """
        found = self.find(ContributionCard, about) if about is not None else None
        return found if found and (found.mine or of is not Of.OWN) else None

    def of_channel(self, name: str) -> ChannelWords:
        return self.channels.get(name, ChannelWords())

    @property
    def here(self) -> ChannelWords:
        """Return what is said of the channel on which this talk is."""
        return self.of_channel(self.me.channel)

    @property
    def today(self) -> date:
        return self.programme.calendar.today(self.now)


@dataclass(frozen=True)
class View:
    """The permission to look at a view, and the reach of what it shows."""

    may: May
    of: Of


# Read by `storage/views.load`, the one way to facts.
VIEWS: dict[type, View] = {
    Readers: View(May.CONTRIBUTE, Of.PUBLIC),
    ContributionCard: View(May.CONTRIBUTE, Of.GRANTED),
    MyContributions: View(May.CONTRIBUTE, Of.OWN),
    Team: View(May.CONTRIBUTE, Of.PUBLIC),
    WorkHere: View(May.ADMINISTER, Of.PUBLIC),
    OptIns: View(May.CONTRIBUTE, Of.OWN),
    MyData: View(May.CONTRIBUTE, Of.OWN),
    Done: View(May.CONTRIBUTE, Of.PUBLIC),
    GivenReasons: View(May.READ_ALL, Of.PUBLIC),
    Desk: View(May.READ_ALL, Of.OWN),
    Kept: View(May.CONTRIBUTE, Of.OWN),
}


def sees(
    me: Me,
    of: Of,
    whose: int | None,
    hidden_from: Collection[int] = (),
    *,
    granted: bool = False,
) -> bool:
    """Return whether somebody who may look at a view sees this in it.

    `whose`: None for nobody's.
    """
    if of is Of.PUBLIC or whose == me.person:
        return True
    if of is Of.OWN or me.person in hidden_from:
        return False
    return me.may(May.READ_ALL) or (of is Of.GRANTED and granted)
