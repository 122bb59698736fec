"""Effects of what members of staff do with contributions, tasks and their own work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from conversations.contributions import Answer


@dataclass(frozen=True, slots=True)
class FinishTask:
    """Finish a task, only one's own."""

    task: int


@dataclass(frozen=True, slots=True)
class OpenCard:
    contribution: int


@dataclass(frozen=True, slots=True)
class RecordDecision:
    """An answer, as it was written. `seen` is the version its author looked at.

    It waits a minute, in which it can be taken back, and a no until a second person read it;
    answers with Applied or Overtaken.
    """

    contribution: int
    seen: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back an answer that was sent just now; answers with Undone.

    `which` of those there were: an old button takes back nothing else.
    """

    contribution: int
    which: int | None = None


@dataclass(frozen=True, slots=True)
class SecondRead:
    """Somebody else read a no, or what is to be set aside: it goes, or goes back with a remark.

    `which`: the mark of the words they read. Answers with Applied.
    """

    contribution: int
    agree: bool
    which: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """Spam or a test, not a contribution: ended without an answer, by two members of staff."""

    contribution: int
    seen: int
    reason: str


@dataclass(frozen=True, slots=True)
class TakeBack:
    """An answer that was wrong is taken back, said aloud, and looked at again."""

    contribution: int
    seen: int
    reason: str


@dataclass(frozen=True, slots=True)
class Finish:
    """Finish what was promised: its author hears what was done, and is asked later if it is so.

    `which`: the mark of the one commitment that is; None: all. `learned`: a trial did not work.
    """

    contribution: int
    seen: int
    text: str
    which: int | None = None
    learned: bool = False


@dataclass(frozen=True, slots=True)
class Commit:
    """One more thing is promised about what is being done; answers with Applied."""

    contribution: int
    seen: int
    next_step: str
    who: str
    by_when: date | None
    doer: str = "staff"
    owner: int | None = None
    firm: bool = True


@dataclass(frozen=True, slots=True)
class MakeLink:
    """A link by which an organisation says how its commitment goes; answers with LinkMade."""

    contribution: int
    which: int


@dataclass(frozen=True, slots=True)
class ProposeJoin:
    """Ask its author whether it may go on with another; `about`: what that one is about, and why.

    Answers with Applied.
    """

    contribution: int
    seen: int
    other: int
    about: str


@dataclass(frozen=True, slots=True)
class Postpone:
    """It will be later than promised: a new date by a person, with the reason (promise 6)."""

    contribution: int
    seen: int
    day: date
    reason: str
    which: int | None = None  # the mark of the one commitment that will be late


@dataclass(frozen=True, slots=True)
class AskResident:
    contribution: int
    seen: int
    question: str


@dataclass(frozen=True, slots=True)
class WriteBack:
    """A member of staff writes to the author, outside a decision."""

    contribution: int
    text: str
    seen: int | None = None  # holds for any version


@dataclass(frozen=True, slots=True)
class WriteTo:
    """A member of staff writes to whoever a task of theirs is for; answers with Written."""

    task: int
    text: str


@dataclass(frozen=True, slots=True)
class WriteDown:
    """Write down what a person heard in a voice note; the resident is asked whether it is right."""

    contribution: int
    seen: int
    heard: str


@dataclass(frozen=True, slots=True)
class ChooseSummary:
    """Choose when a member of staff gets their summary: one of summaries.CHOICES."""

    when: str


@dataclass(frozen=True, slots=True)
class Search:
    """Look for contributions by number, wijk or words (folded); answers with Found."""

    asked: str
    number: int | None = None
    wijk: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class HandOver:
    """Give one contribution, with the tasks about it, to somebody else; answers with Applied."""

    contribution: int
    seen: int
    to: int


@dataclass(frozen=True, slots=True)
class HandOverAll:
    """Give all one's own open work to somebody else; answers with HandedOver."""

    to: int


@dataclass(frozen=True, slots=True)
class SetAbsence:
    """Set the day on which somebody is back; None: they are back now. Answers with AbsenceSet.

    All their open work goes to `to`, and by routing what `to` may not have.
    """

    until: date | None
    to: int | None = None


@dataclass(frozen=True, slots=True)
class EndAccess:
    """End the access of a colleague who works here no more; by an administrator.

    Answers with AccessEnded or AccessKept.
    """

    person: int


@dataclass(frozen=True, slots=True)
class SetTheme:
    """Set what it is about, by a code of the programme; None: by none. Answers with Applied."""

    contribution: int
    theme: str | None


OfStaff = (
    FinishTask
    | OpenCard
    | RecordDecision
    | Undo
    | SecondRead
    | SetAside
    | TakeBack
    | Finish
    | Commit
    | MakeLink
    | ProposeJoin
    | Postpone
    | AskResident
    | WriteBack
    | WriteTo
    | WriteDown
    | ChooseSummary
    | Search
    | HandOver
    | HandOverAll
    | SetAbsence
    | EndAccess
    | SetTheme
)
