"""A unit of work leads to these writes, by table, for a store to carry out.

New records first, since others name their ids; then everything else. In which order the tables are
written is the store's to know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from conversations.contributions import Commitment, Contribution
from conversations.parts import Part
from storage.models.decisions import Decision
from storage.models.grants import Grant
from storage.models.media import Wanted
from storage.models.opt_ins import Said
from storage.models.outbox import New
from storage.models.people import PersonChange
from storage.models.proposals import Proposal
from storage.models.tasks import Task

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    R = TypeVar("R", bound=DataclassInstance)
else:
    R = TypeVar("R")


@dataclass(eq=False)
class Made(Generic[R]):
    """A new record. Its id is none that the table gives until it is stored."""

    record: R

    @property
    def id(self) -> int:
        return _id(self.record)

    def stored_as(self, number: int) -> None:
        self.record = _numbered(self.record, number)


class Kept(Generic[R]):
    """Records of one table, each once: as they were read, and as they are now.

    A new one has a number below zero until it is stored, so that it can be changed like any other.
    """

    def __init__(self) -> None:
        self.read: dict[int, R] = {}
        self.now: dict[int, R] = {}
        self._made: dict[int, Made[R]] = {}

    def take(self, records: Iterable[R]) -> None:
        """Begin with what was read; a record that is here already stays as it is."""
        for record in records:
            if _id(record) not in self.read:
                self.read[_id(record)] = self.now[_id(record)] = record

    def put(self, record: R) -> None:
        """The record is like this from now on."""
        made = self._made.get(_id(record))
        if made is not None:
            made.record = record
        else:
            self.now[_id(record)] = record

    def make(self, record: R) -> Made[R]:
        """Make a new record, to be stored."""
        number = -1 - len(self._made)
        made = self._made[number] = Made(_numbered(record, number))
        return made

    def drop(self, record: R) -> None:
        """The record is no more."""
        self.now.pop(_id(record), None)
        self._made.pop(_id(record), None)

    @property
    def made(self) -> list[Made[R]]:
        """Return what is to be stored."""
        return list(self._made.values())

    def __iter__(self) -> Iterator[R]:
        """Yield all there are now, the new ones last."""
        yield from self.now.values()
        yield from (made.record for made in self._made.values())

    @property
    def changes(self) -> list[tuple[R, R]]:
        """Return what differs, as (as it was read, as it is now)."""
        return [
            (before, self.now[i])
            for i, before in self.read.items()
            if i in self.now and self.now[i] != before
        ]

    @property
    def dropped(self) -> list[int]:
        return [i for i in self.read if i not in self.now]

    def stored(self, ids: Iterable[int]) -> None:
        """The new ones have these ids, in their order."""
        for made, number in zip(self.made, ids, strict=True):
            made.stored_as(number)

    def number(self, before: int) -> int:
        """Return the id of a record that had this one when it was new, once it is stored."""
        made = self._made.get(before)
        return before if made is None else made.id

    def settle(self) -> None:
        """All is stored as it is now."""
        self.now |= {made.id: made.record for made in self._made.values()}
        self._made = {}
        self.read = dict(self.now)


def _numbered(record: R, number: int) -> R:
    changes: dict[str, Any] = {"id": number}
    return replace(record, **changes)


def _id(record: Any) -> int:
    found: int = record.id
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """A part that was said about a contribution, and why; `edition`: of what was told."""

    contribution: int
    why: str
    edition: int
    part: Part


@dataclass(frozen=True, slots=True)
class Merged:
    """Two persons become one: who remains, who is no more, and where the talk goes on."""

    remains: int
    ends: int
    from_account: int
    to_account: int


@dataclass
class Writes:
    """Everything that is to be written beside the records that changed."""

    now: datetime
    contributions: Kept[Contribution] = field(default_factory=Kept)
    commitments: Kept[Commitment] = field(default_factory=Kept)
    decisions: Kept[Decision] = field(default_factory=Kept)
    proposals: Kept[Proposal] = field(default_factory=Kept)
    same: list[tuple[Made[Decision], Made[Decision]]] = field(default_factory=list)
    read: list[int] = field(default_factory=list)  # contributions whose answer was read
    words: list[Words] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)  # (contribution, from whom)
    given: list[tuple[tuple[int, ...], int | None]] = field(default_factory=list)  # (ids, owner)
    without_phones: list[int] = field(default_factory=list)  # persons

    tasks: list[Made[Task]] = field(default_factory=list)
    # (contributions, kinds or all of them); (owner, task); (tasks, owner)
    tasks_done: list[tuple[tuple[int, ...], tuple[str, ...] | None]] = field(default_factory=list)
    own_tasks_done: list[tuple[int, int]] = field(default_factory=list)
    tasks_given: list[tuple[tuple[int, ...], int | None]] = field(default_factory=list)

    persons: list[PersonChange] = field(default_factory=list)
    accounts: list[tuple[int, str]] = field(default_factory=list)  # (account, reachable)
    grants: list[Grant] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)  # persons who work here no more
    merged: list[Merged] = field(default_factory=list)
    notices: list[tuple[int, str, str]] = field(default_factory=list)  # (person, version, language)
    understood: list[tuple[int, str]] = field(default_factory=list)  # (person, version)
    opt_ins: list[Said] = field(default_factory=list)
    media: list[Wanted] = field(default_factory=list)
    invitations_used: list[tuple[int, int]] = field(default_factory=list)  # (id, person)
    moves: list[tuple[str, int, datetime]] = field(default_factory=list)  # (token, account, until)
    moves_used: list[str] = field(default_factory=list)  # hashes
    group_summaries: list[tuple[str, datetime]] = field(default_factory=list)  # (channel, next)
    web_told: list[int] = field(default_factory=list)  # messages on the web

    recalled_about: list[int] = field(default_factory=list)  # contributions
    recalled: list[int] = field(default_factory=list)  # letters
    redirected: list[tuple[int, int]] = field(default_factory=list)  # (message, account)
    messages: list[New] = field(default_factory=list)

    @property
    def changes_who_reads(self) -> bool:
        """Tell whether somebody begins or ends to work here, is renamed, or is away."""
        return bool(self.grants or self.ended or self.persons or self.merged)

    def written(self) -> Writes:
        """Return what there is to write next: the records as they are now, and nothing else.

        Where more was rewritten than the records that were held, they are read anew.
        """
        if self.given or self.hidden or self.ended or self.merged or self.without_phones:
            return Writes(self.now)
        for kept in (self.contributions, self.commitments, self.decisions, self.proposals):
            kept.settle()
        return Writes(
            self.now, self.contributions, self.commitments, self.decisions, self.proposals
        )
