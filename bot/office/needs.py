"""Needs are what the office must know before it can act; those with the same values are asked once.

A store answers all needs of one kind together (`store.Store`). What is answered is held until the
transaction ends where somebody may change it: contributions, invitations, links, memories.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from conversations.contributions import Commitment, Contribution
from conversations.progress import Progress
from conversations.routing import Work
from conversations.views import Desk, DeskLine
from storage.models.accounts import Identity
from storage.models.channel_switches import Move
from storage.models.colleagues import Colleague
from storage.models.decisions import Decision
from storage.models.invitations import Invitation
from storage.models.outbox import Letter
from storage.models.people import Waiting
from storage.models.proposals import Proposal
from storage.models.tasks import Task
from storage.models.web_lines import Unfetched as UnfetchedMessage

T = TypeVar("T")


class Need(Generic[T]):
    """A question to the store, whose answer is a T."""

    __slots__ = ()


# Contributions, and what belongs to one


@dataclass(frozen=True, slots=True)
class Held(Need[Contribution | None]):
    """Ask for a contribution with its words, held until the transaction ends."""

    contribution: int


@dataclass(frozen=True, slots=True)
class Followers(Need[tuple[Contribution, ...]]):
    """Ask for what goes on with a contribution by the yes of its author; held like it."""

    contribution: int


@dataclass(frozen=True, slots=True)
class ByMessage(Need[int | None]):
    """Ask for the contribution a person told a message for, by the channel's reference of it."""

    person: int
    ref: str


@dataclass(frozen=True, slots=True)
class Promised(Need[tuple[Commitment, ...]]):
    """Ask for all that was promised about a contribution, in the order in which it was."""

    contribution: int


@dataclass(frozen=True, slots=True)
class ByLink(Need[Commitment | None]):
    """Ask for what an organisation promised, by the hash of the link that it was given."""

    token_hash: str


@dataclass(frozen=True, slots=True)
class Latest(Need[Decision | None]):
    """Ask for the newest decision about a contribution."""

    contribution: int


@dataclass(frozen=True, slots=True)
class Alike(Need[tuple[int, ...]]):
    """Ask for the other contributions that the newest decision about one answered as well."""

    contribution: int


@dataclass(frozen=True, slots=True)
class LettersOf(Need[tuple[tuple[int, str], ...]]):
    """Ask for the letters whose keys begin like this, as (id, state), held."""

    key: str


@dataclass(frozen=True, slots=True)
class WaitingFor(Need[Proposal | None]):
    """Ask for the answer to a contribution that has not gone."""

    contribution: int


@dataclass(frozen=True, slots=True)
class OpenTasks(Need[tuple[Task, ...]]):
    """Ask for what is still to be done about a contribution."""

    contribution: int


@dataclass(frozen=True, slots=True)
class OpenComplaints(Need[tuple[Contribution, ...]]):
    """Ask for all complaints that have not ended."""


# People


@dataclass(frozen=True, slots=True)
class Account(Need[Identity | None]):
    """Ask for the account by which a person was seen last, reachable ones first."""

    person: int


@dataclass(frozen=True, slots=True)
class AccountHere(Need[Identity | None]):
    """Ask for an account by its own id, with its person."""

    account: int


@dataclass(frozen=True, slots=True)
class OtherAccount(Need[int | None]):
    """Ask for another account by which a person can be reached."""

    person: int
    not_this: int


@dataclass(frozen=True, slots=True)
class HasAnotherAccount(Need[bool]):
    """Ask whether a person has another account, reachable or not."""

    person: int
    not_this: int


@dataclass(frozen=True, slots=True)
class Colleagues(Need[tuple[Colleague, ...]]):
    """Ask for all who may decide, in the order of their enrolment; `held`: who they are stays."""

    held: bool = False


@dataclass(frozen=True, slots=True)
class Loads(Need[Mapping[int, int]]):
    """Ask how many unanswered contributions each owner has."""


@dataclass(frozen=True, slots=True)
class Remembered(Need[Mapping[str, Any]]):
    """Ask for what is offered to a person next time, held."""

    person: int


@dataclass(frozen=True, slots=True)
class YesGiven(Need[tuple[tuple[str, int | None], ...]]):
    """Ask for what a person said yes to and did not take back, as (what, contribution)."""

    person: int


@dataclass(frozen=True, slots=True)
class InvitationBy(Need[Invitation | None]):
    """Ask for an invitation by its token, held."""

    token: str


@dataclass(frozen=True, slots=True)
class MoveBy(Need[Move | None]):
    """Ask for a link that takes a talk elsewhere, by its token, held."""

    token: str


@dataclass(frozen=True, slots=True)
class ProgressOf(Need[Progress]):
    """Ask for what is being said in an account."""

    account: int


# What lies with whom


@dataclass(frozen=True, slots=True)
class WorkOf(Need[tuple[Work, ...]]):
    """Ask for open contributions, then undone tasks, that lie with a person."""

    person: int


@dataclass(frozen=True, slots=True)
class EndedWorkOf(Need[tuple[Work, ...]]):
    """Ask for what lies with a person and has come to rest."""

    person: int


@dataclass(frozen=True, slots=True)
class Ownerless(Need[tuple[int, ...]]):
    """Ask for open contributions that the office holds and this person may have."""

    heir: int


@dataclass(frozen=True, slots=True)
class OwnerlessTasks(Need[tuple[tuple[int, int | None], ...]]):
    """Ask for undone tasks that nobody owns and this person may have, as (task, contribution)."""

    heir: int


@dataclass(frozen=True, slots=True)
class OwnTask(Need[Task | None]):
    """Ask for an undone task, if it is that person's."""

    owner: int
    task: int


@dataclass(frozen=True, slots=True)
class FoundBy(Need[tuple[tuple[DeskLine, ...], int]]):
    """Ask for what a search finds that a reader may see, and how many there are."""

    reader: int
    limit: int
    number: int | None
    wijk: str | None
    words: str | None


# What clocks ask


@dataclass(frozen=True, slots=True)
class FallenDue(Need[tuple[Contribution, ...]]):
    """Ask for what fell due, the oldest first, held; what another holds is left to it."""

    now: datetime
    limit: int
    skipped: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread(Need[tuple[Proposal, ...]]):
    """Ask for all answers that somebody else is to read before they go."""


@dataclass(frozen=True, slots=True)
class ToSend(Need[tuple[Proposal, ...]]):
    """Ask for answers whose time to be taken back is over, the oldest first, or for one of them."""

    now: datetime
    limit: int
    only: int | None = None


@dataclass(frozen=True, slots=True)
class AwaitingSummary(Need[tuple[Waiting, ...]]):
    """Ask whose summary is due, held."""

    now: datetime
    limit: int


@dataclass(frozen=True, slots=True)
class DeskOf(Need[Desk]):
    """Ask for what waits for a person who reads."""

    person: int


@dataclass(frozen=True, slots=True)
class EverybodysDesk(Need[Desk]):
    """Ask for all that waits with anybody, for counting alone."""


@dataclass(frozen=True, slots=True)
class GroupSummaryAt(Need[datetime | None]):
    """Ask when the group of a channel gets its next summary, held."""

    channel: str


@dataclass(frozen=True, slots=True)
class GroupAccount(Need[int]):
    """Ask for the account of a group that has had these ids, the last of which it has now.

    It is made where there is none: an id that the database gives.
    """

    channel: str
    trail: tuple[str, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class Unfetched(Need[tuple[UnfetchedMessage, ...]]):
    """Ask for messages on the web that nobody has fetched since before that moment."""

    before: datetime


@dataclass(frozen=True, slots=True)
class SentAs(Need[Letter | None]):
    """Ask for the follow-up of which an account got that message last."""

    account: int
    message: str
