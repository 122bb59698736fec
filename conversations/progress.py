"""Progress is where a person is: JSON that no deploy can strand, as it holds no position."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Draft:
    """One conversation that has begun and was not yet submitted.

    `answers` maps a question's id to {"value": …}, {"skipped": true} or, while several options
    are still being chosen, {"value": […], "open": true}. `reopened` are answers that are being
    reconsidered: they are kept until replaced. `revision` counts changes: a tap on "send" names
    the revision it showed.
    """

    conversation: str
    run: str
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    reopened: tuple[str, ...] = ()
    shown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # options as offered
    about: int | None = None
    seen: int | None = None
    revision: int = 0
    misses: int = 0
    adding: bool = False  # the next words join the story that is being reconsidered
    repeated: bool = False  # the open question was asked once more in this burst
    plainly: tuple[str, ...] = ()  # remembered answers that were refused
    album: str | None = None  # of the last part, when it came in one
    last_part_at: datetime | None = None
    touched_at: datetime | None = None
    reminded: bool = False

    @property
    def subject(self) -> int:
        """Return the contribution it is about. Raises ValueError when it is about none."""
        if self.about is None:
            raise ValueError(f"{self.conversation} is about no contribution")
        return self.about

    def with_answer(self, question: str, record: Mapping[str, Any]) -> Draft:
        return replace(
            self,
            answers={**self.answers, question: dict(record)},
            reopened=tuple(q for q in self.reopened if q != question),
            revision=self.revision + 1,
            misses=0,
            adding=False,
            repeated=False,
        )

    def without_answer(self, question: str) -> Draft:
        return replace(
            self,
            answers={q: record for q, record in self.answers.items() if q != question},
            reopened=tuple(q for q in self.reopened if q != question),
            revision=self.revision + 1,
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """All drafts of one account in one thread: at most one is open, others were left."""

    current: Draft | None = None
    left: tuple[Draft, ...] = ()
    runs: int = 0  # how many drafts were ever begun here
    cared: Mapping[str, datetime] = field(default_factory=dict)  # what was answered to, and when

    @property
    def open(self) -> Draft:
        """Return the open draft. Raises ValueError when there is none."""
        if self.current is None:
            raise ValueError("no draft is open")
        return self.current

    def draft(self, run: str) -> Draft | None:
        drafts = (*self.left, self.current) if self.current else self.left
        return next((d for d in drafts if d.run == run), None)


def dump(progress: Progress) -> dict[str, Any]:
    """Return progress as JSON; `load` is its inverse."""
    data: dict[str, Any] = {"runs": progress.runs}
    if progress.current:
        data["current"] = _dump_draft(progress.current)
    if progress.left:
        data["left"] = [_dump_draft(draft) for draft in progress.left]
    if progress.cared:
        data["cared"] = {what: moment.isoformat() for what, moment in progress.cared.items()}
    return data


def load(data: Mapping[str, Any]) -> Progress:
    current = data.get("current")
    return Progress(
        current=_load_draft(current) if current else None,
        left=tuple(_load_draft(draft) for draft in data.get("left", ())),
        runs=data.get("runs", 0),
        cared={w: datetime.fromisoformat(m) for w, m in data.get("cared", {}).items()},
    )


def _dump_draft(draft: Draft) -> dict[str, Any]:
    data: dict[str, Any] = {
        "conversation": draft.conversation,
        "run": draft.run,
        "answers": {q: dict(record) for q, record in draft.answers.items()},
    }
    if draft.shown:
        data["shown"] = {q: list(codes) for q, codes in draft.shown.items()}
    for name in ("reopened", "plainly"):
        if value := getattr(draft, name):
            data[name] = list(value)
    for name in ("last_part_at", "touched_at"):
        if moment := getattr(draft, name):
            data[name] = moment.isoformat()
    for name in ("about", "seen", "album", "revision", "misses", "adding", "repeated", "reminded"):
        value = getattr(draft, name)
        if value not in (None, False, 0) or (name in ("about", "seen") and value == 0):
            data[name] = value
    return data


def _load_draft(data: Mapping[str, Any]) -> Draft:
    """Unknown fields are ignored: a newer version may have written them before a step back."""

    def moment(name: str) -> datetime | None:
        return datetime.fromisoformat(data[name]) if name in data else None

    return Draft(
        conversation=data["conversation"],
        run=data["run"],
        answers=data.get("answers", {}),
        reopened=tuple(data.get("reopened", ())),
        shown={q: tuple(codes) for q, codes in data.get("shown", {}).items()},
        about=data.get("about"),
        seen=data.get("seen"),
        revision=data.get("revision", 0),
        misses=data.get("misses", 0),
        adding=data.get("adding", False),
        repeated=data.get("repeated", False),
        plainly=tuple(data.get("plainly", ())),
        album=data.get("album"),
        last_part_at=moment("last_part_at"),
        touched_at=moment("touched_at"),
        reminded=data.get("reminded", False),
    )
