"""All kinds of question share this, and the engine speaks to them by it.

A kind answers for itself what it hears in a message, what a tap on one of its buttons means, which
buttons it shows, how it is asked, and what going back undoes. The engine knows this file only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from conversations import parsing
from conversations.actions import Answer, encode
from conversations.events import Located, Said, plain_text
from conversations.messages import Arg, Button, Label, Rows, Text, Words, column

if TYPE_CHECKING:
    from typing import Self

    from conversations.options import Option
    from conversations.progress import Draft
    from conversations.views import Facts

T = TypeVar("T")
Record = Mapping[str, Any]  # an answer as it is kept in a draft (progress.py)

_ID = re.compile(r"[a-z][a-z0-9_]{0,19}")


def check_id(what: str, name: str) -> None:
    """An id must fit a button. Raises ValueError when it is too long or too odd."""
    if not _ID.fullmatch(name):
        raise ValueError(f"a {what}'s id is 1-20 of a-z, 0-9 and _: {name!r}")


class Answers:
    """The answers so far are typed by their question: `answers[story]` is a StoryValue.

    `wired`: the questions with the programme's own options in them. A conversation's module holds
    them without, so an answer is read by the wired question of the same id.
    """

    def __init__(
        self,
        records: Mapping[str, Record],
        wired: Iterable[Question[Any]] = (),
    ) -> None:
        self._records = records
        self._wired = {question.id: question for question in wired}

    def get(self, question: Question[T]) -> T | None:
        """This gives the answer, or None when it was skipped, not given, or is no longer valid."""
        record = self._records.get(question.id)
        if record is None or "value" not in record:
            return None
        wired: Question[T] = self._wired.get(question.id, question)
        return wired.loaded(record["value"])

    def __getitem__(self, question: Question[T]) -> T:
        value = self.get(question)
        if value is None:
            raise KeyError(question.id)
        return value

    def begun(self, question: Question[Any], code: str) -> bool:
        """A text was written from that beginning on."""
        return self._records.get(question.id, {}).get("begun") == code

    def settled(self, question: Question[Any]) -> bool:
        """A question is settled by a valid answer, or by a permitted skip."""
        record = self._records.get(question.id)
        if record is None or record.get("open"):
            return False
        if record.get("skipped"):
            return question.optional
        return self.get(question) is not None


Condition = Callable[[Answers], bool]


@dataclass(frozen=True, slots=True)
class Among:
    """It holds when the answer to an earlier question is one of these (checked when declared)."""

    question: Question[Any]
    values: tuple[Any, ...]

    def __call__(self, answers: Answers) -> bool:
        return answers.get(self.question) in self.values


@dataclass(frozen=True, slots=True)
class Includes:
    """It holds when this one is among the options that were chosen earlier."""

    question: Question[Any]
    value: Any

    def __call__(self, answers: Answers) -> bool:
        return self.value in (answers.get(self.question) or ())


@dataclass(frozen=True, slots=True)
class Reading:
    """A question may use this to read an answer."""

    today: date
    wording: parsing.Wording
    labels: Mapping[str, tuple[str, ...]]  # the options as shown: code -> label and synonyms


@dataclass(frozen=True, slots=True)
class Asking:
    """A question stands in a draft like this when it is asked.

    `key` begins the keys of its texts, `record` is what the draft holds of its answer, `is_open`
    says whether it is the one that is asked now.
    """

    key: str
    record: Record
    draft: Draft
    answers: Answers
    facts: Facts
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Taken:
    """A message or a tap leaves this in the draft.

    The question is settled by it, unless the record says that it is still open: then it is asked
    again, as `ask` says. `said` is a message that was taken in whole, and that more may follow.
    """

    record: Record
    ask: str = "ask"
    label: Text | Label | None = None  # what stands on the button that was tapped
    said: Said | None = None
    thanks: str | None = None  # the text key of a line before what is asked next

    @property
    def unfinished(self) -> bool:
        return bool(self.record.get("open"))


@dataclass(frozen=True, slots=True)
class Full:
    """A question has no room for what was said: it must be kept elsewhere."""


@dataclass(frozen=True, kw_only=True)
class Question(Generic[T]):
    """A kind says how an answer is read, kept and shown, and how it is come by.

    `late`: asked only when it is to be sent, and only if this holds of what was answered.
    `aside`: never asked by itself; it is among what can be changed before sending.
    """

    closed: ClassVar[bool] = False  # only its options are an answer to it
    gathers: ClassVar[bool] = False  # its answer is a StoryValue, and later words join it

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
        check_id("question", self.id)

    # What it is declared with

    def conditions(self) -> tuple[Condition, ...]:
        """These make it, or what it offers, depend on earlier answers."""
        return (self.when,) if self.when else ()

    def applies(self, answers: Answers) -> bool:
        return self.when is None or self.when(answers)

    def offered(self) -> tuple[Option, ...]:
        """These options have a button."""
        return ()

    def option(self, code: str) -> Option | None:
        return next((option for option in self.offered() if option.code == code), None)

    def wired(self, lists: Mapping[str, tuple[Option, ...]]) -> Self:
        """The question gets the programme's own options."""
        return self

    @property
    def asks_facts(self) -> bool:
        """Its options may differ by what is known."""
        return False

    def informed(self, facts: Facts) -> Self:
        """The question gets the options that are found in facts."""
        return self

    # Its answer

    def read(self, text: str, using: Reading) -> T | None:
        """A kind reads the answer in a text, or None when the text is none."""
        raise NotImplementedError

    def load(self, data: Any) -> T:
        """A kind loads JSON. Raises ValueError, KeyError or TypeError for what is no answer."""
        raise NotImplementedError

    def loaded(self, data: Any) -> T | None:
        """This takes the answer from JSON; None when it is none, or one no longer."""
        try:
            return self.load(data)
        except (KeyError, TypeError, ValueError):
            return None

    def dump(self, value: T) -> Any:
        return value

    def record(self, value: T) -> Record:
        """A draft keeps the answer like this."""
        return {"value": self.dump(value)}

    def chosen(self, code: str) -> T:
        """One of its options stands for this answer."""
        raise NotImplementedError

    def show(self, value: T, key: str) -> Arg:
        """The answer stands like this in a summary; `key` begins the keys of its own texts."""
        return Words(str(value))

    def option_label(self, option: Option, key: str) -> Text | Label:
        return option.label or Text(f"{key}-{option.code}")

    # In a conversation

    def hear(self, event: Said | Located, asking: Asking) -> Taken | Full | None:
        """It takes what it can from a message; None when that is no answer."""
        text = plain_text(event) if isinstance(event, Said) else None
        value = None if text is None else self.read(text, self.using(asking))
        return None if value is None else Taken(self.record(value))

    def tapped(self, code: str, asking: Asking) -> Taken | None:
        """A tap on one of its buttons means this; None when it means nothing (any more)."""
        option = self.option(code)
        if option is None:
            return None
        return Taken(self.record(self.chosen(code)), label=self.option_label(option, asking.key))

    def finished(self, asking: Asking) -> Taken | None:
        """What was picked so far is the whole answer; None where nothing was."""
        return None

    def rows(self, asking: Asking) -> Rows:
        """It shows these buttons of its own; skip and back come after them."""
        return option_rows(self, self.offered(), asking)

    def prompt(self, how: str, asking: Asking, args: Mapping[str, Arg]) -> Text:
        """It is asked with this; `how` is "ask", "again" (simpler), or what its `Taken` says."""
        suggestion = self.suggestion(asking) if how == "ask" else None
        return suggestion or Text(f"{asking.key}-{how}", args)

    def back(self, asking: Asking) -> Draft | None:
        """Going back undoes what led to here; None where it leads to the question before."""
        if self.late and self.id not in asking.draft.answers:
            return asking.draft.without_answer(self.id)
        return None

    def using(self, asking: Asking) -> Reading:
        wording = asking.facts.wording
        labels = {
            option.code: (
                wording.label(self.option_label(option, asking.key)),
                *option.synonyms,
            )
            for option in self.offered()
        }
        return Reading(asking.facts.today, wording, labels)

    def recalled(self, asking: Asking) -> T | None:
        """This answer is remembered of the person, until it was refused or replaced."""
        draft, known = asking.draft, asking.facts.me.remembered
        if not self.remembered or self.id in draft.plainly or self.id in draft.answers:
            return None
        return self.loaded(known[self.id]) if self.id in known else None

    def suggestion(self, asking: Asking) -> Text | None:
        """Facts guess the answer, until that was refused."""
        if self.suggests is None or self.id in asking.draft.plainly:
            return None
        return self.suggests(asking.facts)


def option_rows(question: Question[Any], found: Iterable[Option], asking: Asking) -> Rows:
    """Each option has a button, but for what was guessed and refused."""
    refused = question.id in asking.draft.plainly
    return column(
        *(
            answer_button(question, option.code, question.option_label(option, asking.key), asking)
            for option in found
            if not (option.guessed and refused)
        )
    )


def answer_button(
    question: Question[Any], code: str, label: Text | Label, asking: Asking
) -> Button:
    """A button answers with a code, which comes back to `tapped`."""
    return Button(label, encode(Answer(asking.draft.run, question.id, code)))
