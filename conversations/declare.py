"""The vocabulary in which a conversation is declared. Start here.

A conversation is an ordered tuple of questions. Which one is asked next is derived — the first
that applies and has no settled answer — and never stored. Text keys follow from ids: the question
`story` of `idea` is asked with `idea-story-ask`, said more simply with `idea-story-again`, and
named in the summary with `idea-story-name`; an option's button is `idea-wijk-<code>`. A beginning
of a text is written out in `decide-reason-<code>-said`, and `decide-reason-own` asks for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, cast

from conversations import reading
from conversations.events import Located, MediaRef, Part
from conversations.messages import Arg, Label, Message, Text, Words
from conversations.roles import WORK, May, Of

if TYPE_CHECKING:
    from conversations.effects import Effect
    from conversations.progress import Draft
    from conversations.views import Facts

T = TypeVar("T")

_ID = re.compile(r"[a-z][a-z0-9_]{0,19}")
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,23}")
_KEY_ENDS = ("ask", "again", "name", "remembered", "own")  # how the keys of a question itself end
LONGEST_STORY = 10_000  # characters, all parts together
MOST_PARTS = 30
QUOTED = 200  # characters of a person's words that an answer or a task repeats
LONGEST_WORDS = 4_096  # UTF-16 units, the most one message carries (Bot API, sendMessage)


class Answers:
    """The answers so far, typed by their question: `answers[story]` is a StoryValue.

    `wired`: the questions with the programme's own options in them. A conversation's module holds
    them without, so an answer is read by the wired question of the same id.
    """

    def __init__(
        self,
        records: Mapping[str, Mapping[str, Any]],
        wired: Iterable[Question[Any]] = (),
    ) -> None:
        self._records = records
        self._wired = {question.id: question for question in wired}

    def get(self, question: Question[T]) -> T | None:
        """The answer, or None when it was skipped, not given, or is no longer valid."""
        record = self._records.get(question.id)
        if record is None or "value" not in record:
            return None
        wired: Question[T] = self._wired.get(question.id, question)
        try:
            return wired.load(record["value"])
        except (KeyError, TypeError, ValueError):
            return None

    def __getitem__(self, question: Question[T]) -> T:
        value = self.get(question)
        if value is None:
            raise KeyError(question.id)
        return value

    def begun(self, question: Question[Any], code: str) -> bool:
        """Whether a text was written from that beginning on."""
        return self._records.get(question.id, {}).get("begun") == code

    def settled(self, question: Question[Any]) -> bool:
        """Whether there is a valid answer, or a permitted skip."""
        record = self._records.get(question.id)
        if record is None or record.get("open"):
            return False
        if record.get("skipped"):
            return question.optional
        return self.get(question) is not None


Condition = Callable[[Answers], bool]


@dataclass(frozen=True, slots=True)
class Among:
    """A condition: the answer to an earlier question is one of these (checked when declared)."""

    question: Question[Any]
    values: tuple[Any, ...]

    def __call__(self, answers: Answers) -> bool:
        return answers.get(self.question) in self.values


@dataclass(frozen=True, slots=True)
class Includes:
    """A condition: among the options that were chosen earlier is this one."""

    question: Question[Any]
    value: Any

    def __call__(self, answers: Answers) -> bool:
        return self.value in (answers.get(self.question) or ())


@dataclass(frozen=True, slots=True)
class Option:
    """`label` is None where the text key says it (`idea-wijk-<code>`).

    `when`: only offered after certain answers; for the beginnings of a text.
    """

    code: str
    label: Label | Text | None = None
    synonyms: tuple[str, ...] = ()
    guessed: bool = False  # what facts suggest: no longer shown once that was refused
    when: Condition | None = None

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise ValueError(f"an option's code is 1-24 of a-z, 0-9, _ and -: {self.code!r}")
        if self.label is None and self.code in _KEY_ENDS:
            raise ValueError(f"the text of an option {self.code!r} would be that of its question")


@dataclass(frozen=True, slots=True)
class ProgrammeList:
    """Options that `programme.toml` holds; resolved when the app is wired."""

    name: str


def programme(name: str) -> ProgrammeList:
    return ProgrammeList(name)


@dataclass(frozen=True, slots=True)
class FromFacts:
    """Options that are found anew in each turn (who reads now), then those always there."""

    find: Callable[[Facts], tuple[Option, ...]]
    always: tuple[Option, ...] = ()


Options = tuple[Option, ...] | ProgrammeList | FromFacts


def options(*codes: str) -> tuple[Option, ...]:
    return tuple(Option(code) for code in codes)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question may use to read an answer."""

    today: date
    wording: reading.Wording
    labels: Mapping[str, tuple[str, ...]]  # the options as shown: code -> label and synonyms


@dataclass(frozen=True, kw_only=True)
class Question(Generic[T]):
    """What all kinds share. A kind adds how an answer is read, kept and shown.

    `late`: asked only when it is to be sent, and only if this holds of what was answered.
    `aside`: never asked by itself; it is among what can be changed before sending.
    """

    id: str = field(kw_only=False)
    optional: bool = False
    remembered: bool = False
    when: Condition | None = None
    skip: str = "button-skip"  # the text key of the button that skips
    suggests: Callable[[Facts], Text | None] | None = None  # asked instead, where facts guess
    named: bool = False  # whether a summary says what it is: "For whom: the whole street"
    late: Callable[[Answers, Facts], bool] | None = None
    aside: bool = False

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError(f"a question's id is 1-20 of a-z, 0-9 and _: {self.id!r}")

    def applies(self, answers: Answers) -> bool:
        return self.when is None or self.when(answers)

    def offered(self) -> tuple[Option, ...]:
        """The options that have a button."""
        return ()

    def read(self, text: str, using: Reading) -> T | None:
        """The answer in a text, or None when the text is none."""
        raise NotImplementedError

    def load(self, data: Any) -> T:
        """The answer from JSON. Raises ValueError, KeyError or TypeError when it is not one."""
        raise NotImplementedError

    def dump(self, value: T) -> Any:
        return value

    def show(self, value: T, key: str) -> Arg:
        """The answer as it stands in a summary; `key` begins the keys of its own texts."""
        return Words(str(value))

    def option_label(self, option: Option, key: str) -> Text | Label:
        return option.label or Text(f"{key}-{option.code}")


@dataclass(frozen=True, kw_only=True)
class ShortText(Question[str]):
    """A line: a name, a telephone number. `shape` may refuse and tidy: it gives None or text."""

    longest: int = 60  # characters
    shortest: int = 1
    shape: Callable[[str], str | None] | None = None

    def read(self, text: str, using: Reading) -> str | None:
        return self._fit(" ".join(text.split()))

    def load(self, data: Any) -> str:
        fitting = self._fit(data) if isinstance(data, str) else None
        if fitting is None:
            raise ValueError("too long, too short, or of another shape")
        return fitting

    def _fit(self, text: str) -> str | None:
        if not self.shortest <= len(text) <= self.longest:
            return None
        return self.shape(text) if self.shape else text


@dataclass(frozen=True, kw_only=True)
class Suggested(ShortText):
    """A line of one's own, or one of some options: then its code is the answer."""

    options: Options = ()

    def offered(self) -> tuple[Option, ...]:
        return _resolved(self.options)

    def read(self, text: str, using: Reading) -> str | None:
        return reading.best_option(text, using.labels) or super().read(text, using)

    def show(self, value: str, key: str) -> Arg:
        known = next((o for o in self.offered() if o.code == value), None)
        return self.option_label(known, key) if known else Words(value)


@dataclass(frozen=True, kw_only=True)
class LongText(ShortText):
    """Some sentences of a member of staff, with their line breaks.

    `beginnings` get a button: common sentences, to which at least one of their own is added.
    """

    longest: int = 4_096
    beginnings: tuple[Option, ...] = ()

    def begins(self, answers: Answers) -> tuple[Option, ...]:
        """The beginnings that go with the answers so far."""
        return tuple(o for o in self.beginnings if o.when is None or o.when(answers))

    def completed(self, beginning: str, own: str) -> str | None:
        """The whole text; None when too little of it is theirs, or it is too long."""
        theirs = self._fit(own.strip())
        return self._fit(f"{beginning} {theirs}") if theirs else None

    def read(self, text: str, using: Reading) -> str | None:
        return self._fit(text.strip())


@dataclass(frozen=True, slots=True)
class StoryValue:
    """What somebody told, in the parts in which it came."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return "\n".join(part.text for part in self.parts if part.text)

    @property
    def media(self) -> tuple[MediaRef, ...]:
        return tuple(part.media for part in self.parts if part.media)

    @property
    def beginning(self) -> str:
        """The first of the words, for who only needs to know what it is about."""
        text = " ".join(part.text for part in self.parts if part.text)
        return text if len(text) <= QUOTED else text[:QUOTED].rsplit(" ", 1)[0] + " …"

    def has_room(self, part: Part) -> bool:
        fits = len(self.text) + len(part.text or "") <= LONGEST_STORY
        return fits and len(self.parts) < MOST_PARTS

    def plus(self, part: Part) -> StoryValue:
        return StoryValue((*self.parts, part))

    def corrected(self, part: Part) -> StoryValue | None:
        """The story after an edit of one of its messages; None when the message is not in it."""
        if all(old.ref != part.ref for old in self.parts):
            return None
        return StoryValue(
            tuple(
                replace(old, text=part.text or None, rough=part.rough)
                if old.ref == part.ref
                else old
                for old in self.parts
            )
        )


@dataclass(frozen=True, kw_only=True)
class Story(Question[StoryValue]):
    """Texts, voice notes and photos that arrive together."""

    def read(self, text: str, using: Reading) -> StoryValue | None:
        return None  # a story is collected part by part by the engine

    def load(self, data: Any) -> StoryValue:
        parts = tuple(load_part(part) for part in data)
        if not parts:
            raise ValueError("a story has at least one part")
        return StoryValue(parts)

    def dump(self, value: StoryValue) -> Any:
        return [dump_part(part) for part in value.parts]

    def show(self, value: StoryValue, key: str) -> Arg:
        return story_lines(value.parts)


def _resolved(found: Options) -> tuple[Option, ...]:
    if isinstance(found, FromFacts):
        return found.always
    if isinstance(found, ProgrammeList):
        raise RuntimeError(f"the options {found.name!r} come from the programme: wire it first")
    return found


@dataclass(frozen=True, kw_only=True)
class Choice(Question[str]):
    """`withheld`: the options that this person is not offered. `yes`: what a bare yes chooses."""

    options: Options
    yes: str | None = None
    withheld: Callable[[Facts], Collection[str]] | None = None

    def offered(self) -> tuple[Option, ...]:
        return _resolved(self.options)

    def applies(self, answers: Answers) -> bool:
        """Not where there is nothing to choose from."""
        return self.options != () and super().applies(answers)

    def among(self, *codes: str) -> Among:
        """A condition for `when=`. Raises ValueError for an option that does not exist."""
        known = {option.code for option in self.offered()}
        if missing := [code for code in codes if code not in known]:
            raise ValueError(f"{self.id} has no option {missing[0]!r}")
        return Among(self, codes)

    def read(self, text: str, using: Reading) -> str | None:
        agreed = self.yes in using.labels and reading.normal(text) in using.wording.words("yes")
        return self.yes if agreed else reading.best_option(text, using.labels)

    def load(self, data: Any) -> str:
        if data not in {option.code for option in self.offered()}:
            raise ValueError("this option is no longer there")
        return cast(str, data)

    def show(self, value: str, key: str) -> Arg:
        return self.option_label(next(o for o in self.offered() if o.code == value), key)


@dataclass(frozen=True, kw_only=True)
class Choices(Question[tuple[str, ...]]):
    """Several may be tapped, then "done"."""

    options: Options

    def offered(self) -> tuple[Option, ...]:
        return _resolved(self.options)

    def including(self, code: str) -> Includes:
        """A condition for `when=`. Raises ValueError for an option that does not exist."""
        if code not in {option.code for option in self.offered()}:
            raise ValueError(f"{self.id} has no option {code!r}")
        return Includes(self, code)

    def read(self, text: str, using: Reading) -> tuple[str, ...] | None:
        if (one := reading.best_option(text, using.labels)) is not None:
            return (one,)
        pieces = [p for p in re.split(r"[,;\n/]|\s(?:en|and|ve|i|و)\s", text) if p.strip()]
        found = [reading.best_option(piece, using.labels) for piece in pieces]
        if not found or None in found:
            return None
        return tuple(dict.fromkeys(code for code in found if code))

    def load(self, data: Any) -> tuple[str, ...]:
        if not isinstance(data, list | tuple):
            raise TypeError("not a list of options")
        known = {option.code for option in self.offered()}
        if not data or any(code not in known for code in data):
            raise ValueError("nothing chosen, or an option that is no longer there")
        return tuple(data)

    def dump(self, value: tuple[str, ...]) -> Any:
        return list(value)

    def show(self, value: tuple[str, ...], key: str) -> Arg:
        by_code = {option.code: option for option in self.offered()}
        items = tuple(self.option_label(by_code[code], key) for code in value)
        return Text("list", {"items": items})


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """A place in somebody's words, or as coordinates in degrees (WGS 84)."""

    text: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, kw_only=True)
class Place(Question[PlaceValue]):
    """A corner, a playground, or a location sent from the phone (never asked for)."""

    def read(self, text: str, using: Reading) -> PlaceValue | None:
        line = " ".join(text.split())
        return PlaceValue(line) if 1 <= len(line) <= 200 else None

    def locate(self, event: Located) -> PlaceValue:
        return PlaceValue(None, event.latitude, event.longitude)

    def load(self, data: Any) -> PlaceValue:
        if not isinstance(data, Mapping):
            raise TypeError("not a place")
        value = PlaceValue(data.get("text"), data.get("latitude"), data.get("longitude"))
        if value.text is None and (value.latitude is None or value.longitude is None):
            raise ValueError("neither words nor coordinates")
        return value

    def dump(self, value: PlaceValue) -> Any:
        if value.text is not None:
            return {"text": value.text}
        return {"latitude": value.latitude, "longitude": value.longitude}

    def show(self, value: PlaceValue, key: str) -> Arg:
        if value.text is not None:
            return Words(value.text)
        return Text("place-on-map", {"place": f"{value.latitude:.5f}, {value.longitude:.5f}"})


@dataclass(frozen=True, kw_only=True)
class Date(Question[date]):
    """A day, not in the past. `suggest`: days from today that get a button."""

    suggest: tuple[int, ...] = ()
    may_be_past: bool = False
    not_today: bool = False  # a day before which something comes

    def read(self, text: str, using: Reading) -> date | None:
        found = reading.read_date(text, using.today, using.wording)
        if found is None or (found < using.today and not self.may_be_past):
            return None
        if self.not_today and found == using.today:
            return None
        return found if found.year <= using.today.year + 10 else None

    def load(self, data: Any) -> date:
        return date.fromisoformat(data)

    def dump(self, value: date) -> Any:
        return value.isoformat()

    def show(self, value: date, key: str) -> Arg:
        return value


@dataclass(frozen=True, kw_only=True)
class Number(Question[int]):
    """A whole number; an amount is in euros."""

    least: int = 0
    most: int = 10**9

    def read(self, text: str, using: Reading) -> int | None:
        found = reading.read_number(text)
        return found if found is not None and self.least <= found <= self.most else None

    def load(self, data: Any) -> int:
        if type(data) is not int or not self.least <= data <= self.most:
            raise ValueError("not a number within its bounds")
        return data

    def show(self, value: int, key: str) -> Arg:
        return value


@dataclass(frozen=True, kw_only=True)
class YesNo(Question[bool]):
    def offered(self) -> tuple[Option, ...]:
        return options("yes", "no")

    def option_label(self, option: Option, key: str) -> Text | Label:
        return Text(f"button-{option.code}")

    def is_yes(self) -> Among:
        return Among(self, (True,))

    def read(self, text: str, using: Reading) -> bool | None:
        found = reading.best_option(text, using.labels)
        if found is None:
            said = reading.normal(text)
            yes, no = said in using.wording.words("yes"), said in using.wording.words("no")
            return yes if yes != no else None
        return found == "yes"

    def load(self, data: Any) -> bool:
        if not isinstance(data, bool):
            raise ValueError("neither yes nor no")
        return data

    def show(self, value: bool, key: str) -> Arg:
        return Text("button-yes" if value else "button-no")


# What a conversation leads to once it is submitted.


@dataclass(frozen=True, slots=True)
class Result:
    """`then` is a conversation to go on with, carrying `carry` as its first answers."""

    effects: tuple[Effect, ...] = ()
    messages: tuple[Message, ...] = ()
    then: str | None = None
    carry: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    about: int | None = None
    offers_left: bool = True  # whether an older draft may be brought up right after it


OnSubmit = Callable[[Answers, "Draft", "Facts"], Result]
OnAnswer = Callable[[Question[Any], Answers, "Draft", "Facts"], "tuple[Effect, ...]"]
Speaker = Literal["resident", "colleague"]
Preview = Callable[[Answers, "Draft", "Facts"], tuple[Message, ...]]
Improve = Callable[[Answers, str], "Mapping[str, Any]"]
Gate = Callable[["Draft", "Facts"], "Message | None"]
Names = Callable[[Answers, "Facts"], Mapping[str, Arg]]
Hides = Callable[[Answers, "Facts"], tuple[int, ...]]
Detour = Callable[[StoryValue, "Facts"], "str | None"]


@dataclass(frozen=True)
class Conversation:
    """Questions, what happens at the end, and what must be known on the way.

    `may`: who talks in it. `of`: about whose contributions; unless it is declared, about others'
    where only who works here may. `speaker`: what they are in it; unless it is declared, a
    colleague there. A colleague is the person to whom a resident would be brought.
    `summary`: whether "Klopt dit?" comes before submitting, or on which answers it does.
    `preview` replaces the usual list in it; `improve`: what the button `take_over` under it makes
    of the answers, by question id (the button's detail says which).
    `names`: what the texts of its questions may name, by what was answered so far.
    `detour`: another conversation, if what was told belongs there; it gets the story.
    `hides`: the persons who must never get what is told in it, also unfinished.
    `on_answer` is for answers that count at once, one by one. `gate` may refuse to begin.
    `renamed` maps old question ids to new ones, so that drafts survive a deploy.
    """

    id: str
    questions: tuple[Question[Any], ...]
    on_submit: OnSubmit
    needs: tuple[type, ...] = ()
    may: May = May.CONTRIBUTE
    of: Of | None = None
    speaker: Speaker | None = None
    summary: bool | Condition = True
    on_answer: OnAnswer | None = None
    preview: Preview | None = None
    improve: Improve | None = None
    gate: Gate | None = None
    names: Names | None = None
    detour: Detour | None = None
    hides: Hides | None = None
    renamed: Mapping[str, str] = field(default_factory=dict)
    urgent: bool = False  # no privacy notice or other courtesy in between
    of_task: bool = False  # it is about a task of who talks, not about a contribution
    contact: bool = False  # asks how somebody can be reached: never of who is under 16

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError(f"a conversation's id is 1-20 of a-z, 0-9 and _: {self.id!r}")
        works = self.may in WORK
        if self.of is None:
            object.__setattr__(self, "of", Of.ALL if works else Of.OWN)
        if self.speaker is None:
            object.__setattr__(self, "speaker", "colleague" if works else "resident")
        ids = [q.id for q in self.questions]
        if len(set(ids)) != len(ids):
            raise ValueError(f"{self.id}: two questions have one id")
        for place, question in enumerate(self.questions):
            beginnings = question.beginnings if isinstance(question, LongText) else ()
            for when in (question.when, *(option.when for option in beginnings)):
                if isinstance(when, Among | Includes) and when.question.id not in ids[:place]:
                    raise ValueError(
                        f"{self.id}: {question.id} depends on a later or absent question"
                    )
        if reused := set(self.renamed) & set(ids):
            raise ValueError(f"{self.id}: renamed, and still there: {reused}")
        if unknown := set(self.renamed.values()) - set(ids):
            raise ValueError(f"{self.id}: renamed to a question that is not there: {unknown}")

    def __iter__(self) -> Iterator[Question[Any]]:
        return iter(self.questions)

    def question(self, question_id: str) -> Question[Any] | None:
        wanted = self.renamed.get(question_id, question_id)
        return next((q for q in self.questions if q.id == wanted), None)

    def reads_back(self, answers: Answers) -> bool:
        """Whether a summary is shown before it is submitted."""
        return self.summary if isinstance(self.summary, bool) else self.summary(answers)

    @property
    def story(self) -> Story | None:
        """The question that takes in what people add, if there is one."""
        return next((q for q in self.questions if isinstance(q, Story)), None)

    def wired(self, lists: Mapping[str, tuple[Option, ...]]) -> Conversation:
        """The same conversation with the programme's own options in it."""
        return replace(self, questions=tuple(_wired(q, lists) for q in self.questions))

    @cached_property
    def asks_facts(self) -> bool:
        """Whether any of its options are found in facts."""
        return any(
            isinstance(q, Choice | Suggested)
            and (isinstance(q.options, FromFacts) or (isinstance(q, Choice) and q.withheld))
            for q in self.questions
        )

    def informed(self, facts: Facts) -> Conversation:
        """The same conversation with the options in it that are found in facts."""
        if not self.asks_facts:
            return self
        return replace(self, questions=tuple(_informed(q, facts) for q in self.questions))


def _informed(question: Question[Any], facts: Facts) -> Question[Any]:
    if not isinstance(question, Choice | Suggested):
        return question
    found = question.offered()
    if isinstance(question.options, FromFacts):
        found = (*question.options.find(facts), *found)
    if isinstance(question, Choice) and question.withheld:
        without = question.withheld(facts)
        found = tuple(option for option in found if option.code not in without)
    return replace(question, options=found)


def _wired(question: Question[Any], lists: Mapping[str, tuple[Option, ...]]) -> Question[Any]:
    if isinstance(question, Choice | Choices) and isinstance(question.options, ProgrammeList):
        return replace(question, options=lists[question.options.name])
    return question


def words_of(parts: tuple[Part, ...], heard: str | None) -> str:
    """The first of somebody's words, unchanged; else what was heard, when they said it is right.

    Empty when there are neither.
    """
    return StoryValue(parts).beginning or StoryValue((Part("heard", heard),)).beginning


def story_lines(parts: tuple[Part, ...], *, covered: bool = False) -> Arg:
    """A story as lines: words as they are, a sign for what is not text.

    `covered`: rough words have a sign in their place too.
    """
    lines: list[Arg] = []
    for part in parts:
        if part.media is not None:
            lines.append(media_line(part.media.kind, part.media.seconds))
        if part.text and part.rough and covered:
            lines.append(Text("rough-words"))
        elif part.text:
            lines.append(Words(part.text))
    return tuple(lines)


def media_line(kind: str, seconds: int | None) -> Text:
    if kind == "voice":
        return Text("media-voice", {"seconds": seconds} if seconds else {"seconds": "?"})
    return Text(f"media-{kind}")


def dump_part(part: Part) -> dict[str, Any]:
    data: dict[str, Any] = {"ref": part.ref}
    if part.text is not None:
        data["text"] = part.text
    if part.rough:
        data["rough"] = True
    if part.media is not None:
        media = part.media
        kept = {
            "id": media.id, "kind": media.kind, "reference": media.reference,
            "seconds": media.seconds, "size": media.size, "mime": media.mime, "name": media.name,
        }  # fmt: skip
        data["media"] = {name: value for name, value in kept.items() if value is not None}
    return data


def load_part(data: Any) -> Part:
    if not isinstance(data, Mapping):
        raise TypeError("not a part of a story")
    media = data.get("media")
    return Part(
        data["ref"],
        data.get("text"),
        MediaRef(**media) if media else None,
        rough=data.get("rough", False),
    )
