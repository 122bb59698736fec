"""What must change, as values. `bot/office` carries them out, per kind and as a list.

An effect may answer with an event of our own making (events.py), handled in the same transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Literal, Protocol

from conversations.contributions import Answer, AnswerText, SettingAside
from conversations.events import Part
from conversations.lifecycle import Outcome

Meeting = Literal["call", "write", "visit"]  # how somebody is spoken to


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
class KeepMedia:
    """Remember references and fetch the bytes, by rows with retries."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class SetLanguage:
    language: str


@dataclass(frozen=True, slots=True)
class Remember:
    """Answers to offer next time ("Ben je Fatma?")."""

    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RecordNotice:
    """The privacy notice was shown, or understood, in this version and language."""

    version: str
    language: str
    understood: bool = False


@dataclass(frozen=True, slots=True)
class SetOptIn:
    """A yes or a no of its own, that can be taken back."""

    what: str
    yes: bool
    contribution: int | None = None


@dataclass(frozen=True, slots=True)
class SetAnswerRoad:
    """How the author wants to hear the answer; a call becomes a task when there is an answer."""

    contribution: int
    road: Literal["here", "call"]
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Mute:
    """Stop: nothing is pushed until it is undone."""


@dataclass(frozen=True, slots=True)
class Unmute:
    pass


@dataclass(frozen=True, slots=True)
class NoteYoung:
    """The person said to be under 16: what was known to reach them goes, and opt-ins end."""


@dataclass(frozen=True, slots=True)
class SetDiscreet:
    """Whether what is pushed says only that there is something."""

    discreet: bool


@dataclass(frozen=True, slots=True)
class MarkReachable:
    """The channel told that the person can, or cannot, be written to."""

    reachable: bool


@dataclass(frozen=True, slots=True)
class AddTask:
    """Work for a person, due on a day; goes to the contribution's owner, else by routing.

    `tells`: answers with Planned, so that the resident hears who will do it, and by when.
    """

    what: Literal["call", "write", "visit", "question", "emergency", "erase"]
    about: int | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    hidden_from: tuple[int, ...] = ()  # persons who never get it: its words are about them
    to: int | None = None  # the person who was asked for, if they still read
    tells: bool = False


@dataclass(frozen=True, slots=True)
class FinishTask:
    """Only one's own."""

    task: int


@dataclass(frozen=True, slots=True)
class UseInvitation:
    """Answers with Enrolled or InvitationRefused."""

    token: str


@dataclass(frozen=True, slots=True)
class OfferMove:
    """A link that takes this talk to another channel; answers with MoveOffered."""


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Go on here with the talk behind a link; answers with Moved or MoveRefused."""

    token: str


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
    """What was promised is done: its author hears what, and is asked later whether it is so.

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
class DoMine:
    """A resident will do what they were asked to, cannot, or did; `which`: the mark of it."""

    contribution: int
    what: Literal["yes", "no", "done"]
    which: int | None


@dataclass(frozen=True, slots=True)
class MakeLink:
    """A link by which an organisation says how its commitment goes; answers with LinkMade."""

    contribution: int
    which: int


@dataclass(frozen=True, slots=True)
class SayBetter:
    """By what its author will see that it is better (report, row 30); answers with Applied."""

    contribution: int
    text: str


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
class AnswerJoin:
    """Its author says yes or no to that; `which`: the mark of the words they were asked with."""

    contribution: int
    yes: bool
    which: int | None = None


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
    """What a person heard in a voice note; the resident is asked whether it is right."""

    contribution: int
    seen: int
    heard: str


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
class ChooseSummary:
    """When a member of staff wants their summary: one of summaries.CHOICES."""

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
    """One contribution, with the tasks about it, to somebody else. Answers with Applied."""

    contribution: int
    seen: int
    to: int


@dataclass(frozen=True, slots=True)
class HandOverAll:
    """All one's own open work to somebody else; answers with HandedOver."""

    to: int


@dataclass(frozen=True, slots=True)
class SetAbsence:
    """Away until they are back on that day; None: they are back. Answers with AbsenceSet.

    All their open work goes to `to`, and by routing what `to` may not have.
    """

    until: date | None
    to: int | None = None


@dataclass(frozen=True, slots=True)
class EndAccess:
    """A colleague works here no more; by an administrator. Answers with AccessEnded or
    AccessKept."""

    person: int


@dataclass(frozen=True, slots=True)
class SetTheme:
    """What it is about, by a code of the programme; None: by none. Answers with Applied."""

    contribution: int
    theme: str | None


@dataclass(frozen=True, slots=True)
class NoteReaction:
    """The author tapped "read" under a decision: it says no more than that."""

    contribution: int
    what: Literal["read"]


class AboutOne(Protocol):
    """An effect about one contribution."""

    @property
    def contribution(self) -> int: ...


class AsSeen(AboutOne, Protocol):
    """An effect about one contribution in the version that was seen; None: in any."""

    @property
    def seen(self) -> int | None: ...


Effect = (
    SubmitContribution
    | AddWords
    | CorrectWords
    | CorrectDetail
    | Withdraw
    | KeepMedia
    | SetLanguage
    | Remember
    | RecordNotice
    | SetOptIn
    | SetAnswerRoad
    | Mute
    | Unmute
    | NoteYoung
    | SetDiscreet
    | MarkReachable
    | AddTask
    | FinishTask
    | UseInvitation
    | OfferMove
    | TakeOver
    | OpenCard
    | RecordDecision
    | Undo
    | SecondRead
    | SetAside
    | TakeBack
    | Finish
    | Postpone
    | Commit
    | DoMine
    | MakeLink
    | SayBetter
    | ProposeJoin
    | AnswerJoin
    | AskResident
    | WriteBack
    | WriteDown
    | WriteTo
    | ConfirmHeard
    | ConfirmDone
    | ChooseSummary
    | Search
    | HandOver
    | HandOverAll
    | SetAbsence
    | EndAccess
    | SetTheme
    | NoteReaction
)


# An answer that waits is kept as JSON, flat: an older program reads it too after a step back.

SET_ASIDE = "set_aside"  # the key of what is no answer at all, with the reason
_DAYS = ("by_when", "check_back", "look_again")


def dump_answer(answer: Answer | SettingAside, contribution: int, seen: int) -> dict[str, Any]:
    """As JSON, with which contribution in which version it answers; `load_answer` needs neither."""
    if isinstance(answer, SettingAside):
        return {SET_ASIDE: answer.reason}
    said = {f.name: getattr(answer.text, f.name) for f in fields(answer.text)}
    days = {name: day.isoformat() for name in _DAYS if (day := said[name]) is not None}
    around = {"corrects": answer.corrects, "also": list(answer.also), "owner": answer.owner}
    outcome = str(answer.text.outcome)
    about = {"contribution": contribution, "seen": seen}
    return {**about, **said, **days, "outcome": outcome, **around}


def load_answer(data: Mapping[str, Any]) -> Answer | SettingAside:
    if SET_ASIDE in data:
        return SettingAside(str(data[SET_ASIDE]))
    days = {name: date.fromisoformat(data[name]) for name in _DAYS if data.get(name)}
    read = {**data, **days, "outcome": Outcome(data["outcome"])}
    text = AnswerText(**{f.name: read[f.name] for f in fields(AnswerText) if f.name in read})
    also = tuple(data.get("also", ()))
    return Answer(text, data.get("corrects", False), also, data.get("owner"))


def said_in(answer: Answer | SettingAside) -> str:
    """The words that whoever reads it too agrees with."""
    if isinstance(answer, SettingAside):
        return answer.reason
    text = answer.text
    return f"{text.outcome}\n{text.reason}\n{text.next_step}"


# Gestures are kept nowhere: sent once after the commit, dropped on any failure.


@dataclass(frozen=True, slots=True)
class AnswerTap:
    """Stop the spinner of a tapped button."""

    callback: str


@dataclass(frozen=True, slots=True)
class ShowChosen:
    """The answered question keeps its text and shows the choice instead of its buttons."""

    message: str
    shown: str
    chosen: str  # rendered in the person's language


@dataclass(frozen=True, slots=True)
class LeaveRoom:
    """Say one sentence in a room that is not ours, and go."""

    room: str
    text: str


Gesture = AnswerTap | ShowChosen | LeaveRoom
