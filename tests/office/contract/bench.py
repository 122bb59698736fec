"""A store on the bench: what cases begin with, and what they see that no need asks for."""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Protocol, TypeVar

from bot.office.needs import Need
from bot.office.store import Store
from bot.office.writes import Made, Words, Writes
from conversations.contributions import AnswerText, Commitment, Contribution
from conversations.lifecycle import ENDED, Outcome, Status
from conversations.messages import say
from conversations.parts import Part
from conversations.progress import Progress
from conversations.promises import Due, What
from storage.models.decisions import Decision
from storage.models.media import Wanted
from storage.models.outbox import FOLLOW_UP, New
from storage.models.people import PersonChange
from storage.models.proposals import Proposal
from storage.models.tasks import Task

T = TypeVar("T")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DAY = date(2026, 12, 1)
REASON = "De grond is niet van ons. Wij vragen het."
TEXT = AnswerText(Outcome.YES, REASON, "Wij zetten er een bank neer.", "Samira", DAY)


@dataclass(frozen=True, slots=True)
class Seen:
    """Stored things that no need asks for, and that must be there all the same."""

    letters: Mapping[int, tuple[str, New]]  # as (state, what was written)
    media: Mapping[str, Wanted]
    notices: tuple[tuple[int, str, str, datetime, datetime | None], ...]
    ended: tuple[int, ...]  # who worked here
    done: Mapping[int, tuple[datetime, Mapping[str, str]]]  # tasks: when, and with which details


class Rows(Protocol):
    """Rows that others than the office write and see, in one store."""

    refuses: type[Exception]  # how it says that it does not hold such a row

    async def person(self, name: str | None, language: str) -> int: ...

    async def account(
        self, person: int | None, channel: str, external_id: str, reachable: str, seen: datetime
    ) -> int: ...

    async def invitation(self, token: str, name: str, expires_at: datetime) -> int: ...

    async def progress(self, account: int, progress: Progress) -> None: ...

    async def on_web(self, account: int, at: datetime, *, pushed: bool, fetched: bool) -> int: ...

    async def became(self, letter: int, state: str, *sent_ids: str) -> None: ...

    async def seen(self) -> Seen: ...


@dataclass
class Bench:
    """A store that is empty at first."""

    store: Store
    rows: Rows
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    async def ask(self, need: Need[T]) -> T:
        found: T = (await self.store.answer([need]))[need]
        return found

    async def write(self, now: datetime = NOW, **written: Any) -> Writes:
        """Write these fields of `Writes`, and return them as they were written."""
        return await self.written(Writes(now, **written))

    async def written(self, writes: Writes) -> Writes:
        await self.store.insert(writes)
        await self.store.write(writes)
        return writes

    # People

    async def person(self, name: str | None = None, **changes: Any) -> int:
        number = await self.rows.person(name, "nl")
        if changes:
            await self.write(persons=[PersonChange(number, **changes)])
        return number

    async def account(
        self,
        person: int | None,
        channel: str = "fake",
        external_id: str | None = None,
        reachable: str = "yes",
        days_ago: int = 0,
    ) -> int:
        here = external_id or f"chat-{next(self._numbers)}"
        seen = NOW - timedelta(days=days_ago)
        return await self.rows.account(person, channel, here, reachable, seen)

    async def somebody(self, name: str | None = None) -> tuple[int, int]:
        """Make a person with an account; return (person, account)."""
        person = await self.person(name)
        return person, await self.account(person)

    # What they send, and what is made of it

    async def told(self, *said: str, hidden: tuple[int, ...] = (), **about: Any) -> Contribution:
        """Store a contribution with these words, and return it."""
        row = contribution(**about)
        [number] = await self.store.add_contributions([row])
        parts = tuple(Part(f"{number}-{n}", text) for n, text in enumerate(said))
        await self.write(
            words=[Words(number, "told", 0, part) for part in parts],
            hidden=[(number, person) for person in hidden],
        )
        never = frozenset(hidden) if row.kind == "complaint" else frozenset()
        return replace(row, id=number, editions=(parts,), hidden_from=never)

    async def makes(self, *records: Decision | Commitment | Proposal | Task) -> list[Any]:
        """Store new records, and return them as they are stored."""
        writes = Writes(NOW)
        made: list[Any] = []
        for record in records:
            match record:
                case Decision():
                    made.append(writes.decisions.make(record))
                case Commitment():
                    made.append(writes.commitments.make(record))
                case Proposal():
                    made.append(writes.proposals.make(record))
                case Task():
                    made.append(to_do(writes, record))
        await self.written(writes)
        return [one.record for one in made]

    async def letter(
        self, account: int, key: str | None, priority: int = FOLLOW_UP, **more: Any
    ) -> int:
        """Write a message, which waits; return its number."""
        await self.write(messages=[letter(account, key, priority, **more)])
        return max((await self.rows.seen()).letters)

    async def states(self) -> dict[str | None, str]:
        """Return the states of the messages, by their keys."""
        found = (await self.rows.seen()).letters.values()
        return {new.dedupe_key: state for state, new in found}


def contribution(status: Status = Status.RECEIVED, **about: Any) -> Contribution:
    nothing = status in ENDED
    first: dict[str, Any] = {
        "author": None,
        "kind": "idea",
        "language": "nl",
        "channel": "fake",
        "received_at": NOW,
        "answer_by": DAY,
        "since": NOW,
        "told_at": NOW,
        "due": None if nothing else Due(NOW + timedelta(days=5), What.ANSWER, "owner"),
    }
    return Contribution(status=status, **{**first, **about})


def decision(about: int, text: AnswerText = TEXT, **more: Any) -> Decision:
    first: dict[str, Any] = {"decided_by": "Samira", "decided_by_id": None, "decided_at": NOW}
    return Decision(contribution=about, answer=text, **{**first, **more})


def commitment(about: int, what: str = "Een bank.", **more: Any) -> Commitment:
    first: dict[str, Any] = {
        "doer": "staff", "who": "Samira", "owner": None, "by_when": DAY, "firm": True,
        "made_at": NOW,
    }  # fmt: skip
    return Commitment(contribution=about, what=what, **{**first, **more})


def task(what: str, **more: Any) -> Task:
    first: dict[str, Any] = {
        "person": None, "contribution": None, "owner": None, "due": DAY, "created_at": NOW,
        "never": [],
    }  # fmt: skip
    return Task(what=what, **{**first, **more})


def to_do(writes: Writes, record: Task) -> Made[Task]:
    made = Made(record)
    writes.tasks.append(made)
    return made


def letter(account: int, key: str | None, priority: int = FOLLOW_UP, **more: Any) -> New:
    return New(account, say("unmuted"), priority, dedupe_key=key, **more)


# The cases, by what they are about

Case = Callable[[Bench], Awaitable[None]]
CASES: dict[str, Case] = {}
OF_NEED: dict[type[Need[Any]], list[str]] = {}
OF_FIELD: dict[str, list[str]] = {}


def about(*kinds: type[Need[Any]], writes: tuple[str, ...] = ()) -> Callable[[Case], Case]:
    """Register a case that is about these kinds of needs and these fields of `Writes`.

    It would see it if needs of one of these kinds were answered with something else, or one of
    these fields were not written. Raises ValueError when two cases have one name.
    """

    def registered(case: Case) -> Case:
        name = case.__name__
        if name in CASES:
            raise ValueError(f"two cases are called {name}")
        CASES[name] = case
        for kind in kinds:
            OF_NEED.setdefault(kind, []).append(name)
        for one in writes:
            OF_FIELD.setdefault(one, []).append(name)
        return case

    return registered
