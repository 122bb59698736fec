"""The tables of the store in memory: dicts of the office's own records, and what they refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from bot.office.writes import Words
from conversations.contributions import AnswerText, Commitment, Contribution
from conversations.lifecycle import ENDED, Kind, Outcome
from conversations.progress import Progress
from storage.models.decisions import Decision
from storage.models.grants import Grant
from storage.models.invitations import Invitation
from storage.models.media import Wanted
from storage.models.opt_ins import Said
from storage.models.outbox import New
from storage.models.proposals import Proposal
from storage.models.tasks import Task

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    R = TypeVar("R", bound=DataclassInstance)
else:
    R = TypeVar("R")

K = TypeVar("K")
SHORTEST_REASON = 20


class Refused(Exception):
    """The tables do not hold such a row, as those of a database would not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    language: str
    name: str | None = None
    muted: bool = False
    young: bool = False
    discreet: bool | None = None
    away_until: date | None = None
    remembered: Mapping[str, Any] = field(default_factory=dict)
    summary: str | None = None
    summary_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    person: int | None  # None: a room
    channel: str
    external_id: str
    last_seen_at: datetime
    reachable: str = "yes"


@dataclass(frozen=True, slots=True)
class Granted:
    grant: Grant
    from_at: datetime
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    person: int
    version: str
    language: str
    shown_at: datetime
    understood_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link that takes a talk elsewhere."""

    account: int
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    new: New
    state: str
    sent_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OnWeb:
    """A message in the transcript of an account on the web."""

    account: int
    at: datetime
    pushed: bool = True
    fetched: bool = False
    told: bool = False


@dataclass
class Tables:
    """Everything that is kept. Contributions are without their words and who never sees them."""

    contributions: dict[int, Contribution] = field(default_factory=dict)
    words: list[Words] = field(default_factory=list)
    hidden: set[tuple[int, int]] = field(default_factory=set)  # (contribution, person)
    commitments: dict[int, Commitment] = field(default_factory=dict)
    decisions: dict[int, Decision] = field(default_factory=dict)
    same_as: dict[int, int] = field(default_factory=dict)  # decisions
    proposals: dict[int, Proposal] = field(default_factory=dict)
    tasks: dict[int, Task] = field(default_factory=dict)
    done: dict[int, datetime] = field(default_factory=dict)  # tasks
    persons: dict[int, Person] = field(default_factory=dict)
    accounts: dict[int, Account] = field(default_factory=dict)
    grants: dict[int, Granted] = field(default_factory=dict)
    notices: dict[int, Notice] = field(default_factory=dict)
    opt_ins: dict[int, Said] = field(default_factory=dict)
    media: dict[str, Wanted] = field(default_factory=dict)
    invitations: dict[int, Invitation] = field(default_factory=dict)
    invited: dict[str, int] = field(default_factory=dict)  # by the hashes of their tokens
    links: dict[str, Link] = field(default_factory=dict)  # by the hashes of their tokens
    groups: dict[str, datetime] = field(default_factory=dict)  # when each channel's hears next
    web: dict[int, OnWeb] = field(default_factory=dict)
    letters: dict[int, Letter] = field(default_factory=dict)
    progress: dict[int, Progress] = field(default_factory=dict)  # by account


def add(table: dict[int, K], rows: Iterable[K]) -> list[int]:
    """Number rows upwards; return their numbers, in the same order."""
    ids = []
    for row in rows:
        ids.append(max(table, default=0) + 1)
        table[ids[-1]] = row
    return ids


def update(table: dict[K, R], which: Callable[[K, R], bool], change: Callable[[R], R]) -> None:
    """Change the rows that are meant."""
    for key, row in table.items():
        if which(key, row):
            table[key] = change(row)


def differences(before: R, after: R, never: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return the fields that differ, so that what somebody else changed meanwhile stays."""
    return {
        f.name: getattr(after, f.name)
        for f in fields(after)
        if f.compare and f.name not in never and getattr(before, f.name) != getattr(after, f.name)
    }


# What is not in the row: it has a table of its own, or is of no use later.
ELSEWHERE = frozenset({"editions", "additions", "hidden_from"})
_ONLY_IN_THE_LETTER = ("reference", "check_back", "look_again", "doer", "firm")


def bare(row: Contribution) -> Contribution:
    return replace(row, editions=((),), additions=(), hidden_from=frozenset(), look=0)


def as_kept(decision: Decision) -> Decision:
    """Return a decision without what only its letter says."""
    blank = {f.name: f.default for f in fields(AnswerText) if f.name in _ONLY_IN_THE_LETTER}
    changes: dict[str, Any] = blank
    return replace(decision, answer=replace(decision.answer, **changes))


def checked(row: Contribution) -> Contribution:
    """Return the row. Raises Refused for an open one that nothing is due for (promise 4)."""
    if row.due is None and row.status not in ENDED:
        raise Refused(f"contribution {row.id} is open, and nothing happens next")
    return row


def checked_decision(decision: Decision) -> Decision:
    """Return the decision.

    Raises Refused for one without a reason (promise 5), and for a no that one person read.
    """
    if len(decision.answer.reason) < SHORTEST_REASON:
        raise Refused("a decision without a reason")
    if decision.answer.outcome is Outcome.NO and decision.read_by is None:
        raise Refused("a no that one person alone read")
    return decision


def whole(tables: Tables, ids: Iterable[int]) -> list[Contribution]:
    """Return contributions with their words, and with who never sees them."""
    wanted = {i: tables.contributions[i] for i in ids}
    told: dict[int, dict[int, list[Any]]] = {i: {0: []} for i in wanted}
    added: dict[int, list[Any]] = {i: [] for i in wanted}
    for words in tables.words:
        if words.contribution not in wanted:
            continue
        if words.why in ("told", "changed"):
            told[words.contribution].setdefault(words.edition, []).append(words.part)
        else:
            added[words.contribution].append((words.why, words.part))
    return [
        replace(
            row,
            editions=tuple(tuple(parts) for _, parts in sorted(told[i].items())),
            additions=tuple(added[i]),
            hidden_from=hidden_from(tables, i) if row.kind == Kind.COMPLAINT else frozenset(),
        )
        for i, row in wanted.items()
    ]


def hidden_from(tables: Tables, contribution: int | None) -> frozenset[int]:
    return frozenset(person for about, person in tables.hidden if about == contribution)
