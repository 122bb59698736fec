"""Effects of what authors send, add and say of what they sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from conversations.parts import Part


@dataclass(frozen=True, slots=True)
class SubmitContribution:
    """Store it, give it an owner and its dates; answers with Submitted."""

    kind: str
    parts: tuple[Part, ...]
    wijk: str | None = None
    name: str | None = None
    theme: str | None = None
    needs: tuple[str, ...] = ()
    details: Mapping[str, str | int] = field(default_factory=dict)  # what else was asked, by name
    desk: str | None = None  # a code of the programme: it is passed on to there
    call: str | None = None  # a telephone number: somebody talks with the author first
    call_when: str = "any"  # the moment that suits them
    asks: bool = True  # whether they are asked how they want to hear the answer
    hidden_from: tuple[int, ...] = ()  # persons who never see it: it is about them


@dataclass(frozen=True, slots=True)
class AddWords:
    """The author adds to, or answers about, a contribution; answers with Applied.

    `why`: "answer" to a question of staff, "question" about a decision, "disagree" with it,
    "correction" of what was heard, "added" in passing, "partly": what is still missing, "changed":
    a new version of the words, while nobody answered them; after that it is added.
    """

    contribution: int
    parts: tuple[Part, ...]
    why: Literal["answer", "question", "disagree", "correction", "added", "changed", "partly"]


@dataclass(frozen=True, slots=True)
class CorrectDetail:
    """The author gives another wijk or name, or none; answers with Applied."""

    contribution: int
    what: Literal["wijk", "name"]
    value: str | None


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The author takes it back as they saw it; answers with Applied or Overtaken."""

    contribution: int
    seen: int


@dataclass(frozen=True, slots=True)
class CorrectWords:
    """A message was edited after its contribution was sent; answers with WordsCorrected."""

    part: Part


@dataclass(frozen=True, slots=True)
class SetAnswerRoad:
    """Set how the author wants to hear the answer.

    A call becomes a task when there is an answer.
    """

    contribution: int
    road: Literal["here", "call"]
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class DoMine:
    """A resident will do what they were asked to, cannot, or did; `which`: the mark of it."""

    contribution: int
    what: Literal["yes", "no", "done"]
    which: int | None


@dataclass(frozen=True, slots=True)
class SayBetter:
    """Its author says how they will see that it is better (report, row 30).

    Answers with Applied.
    """

    contribution: int
    text: str


@dataclass(frozen=True, slots=True)
class AnswerJoin:
    """Its author says yes or no to joining; `which`: the mark of the words they were asked with."""

    contribution: int
    yes: bool
    which: int | None = None


@dataclass(frozen=True, slots=True)
class ConfirmHeard:
    contribution: int
    right: bool


@dataclass(frozen=True, slots=True)
class ConfirmDone:
    """The author says whether what was promised or passed on is done; answers with Applied."""

    contribution: int
    done: bool
    partly: bool = False  # a bit: who has it is told what is missing


@dataclass(frozen=True, slots=True)
class NoteReaction:
    """The author tapped "read" under a decision: it says no more than that."""

    contribution: int
    what: Literal["read"]


OfAuthors = (
    SubmitContribution
    | AddWords
    | CorrectDetail
    | Withdraw
    | CorrectWords
    | SetAnswerRoad
    | DoMine
    | SayBetter
    | AnswerJoin
    | ConfirmHeard
    | ConfirmDone
    | NoteReaction
)
