"""A conversation is declared in this vocabulary. Start here.

A conversation is an ordered tuple of questions; their kinds are in `questions/`. Which one is
asked next is derived — the first that applies and has no settled answer — and never stored. Text
keys follow from ids: the question `story` of `idea` is asked with `idea-story-ask`, said more
simply with `idea-story-again`, and named in the summary with `idea-story-name`; an option's button
is `idea-wijk-<code>`. A beginning of a text is written out in `decide-reason-<code>-said`, and
`decide-reason-own` asks for the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from conversations.messages import Arg, Message
from conversations.parts import StoryValue
from conversations.questions.base import Among, Answers, Condition, Includes, Question, check_id
from conversations.roles import WORK, May, Of

if TYPE_CHECKING:
    from conversations.effects import Effect
    from conversations.options import Option
    from conversations.progress import Draft
    from conversations.views import Facts


@dataclass(frozen=True, slots=True)
class Result:
    """A conversation leads to this once it is submitted.

    `then` is a conversation to go on with, carrying `carry` as its first answers.
    """

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


@dataclass(frozen=True, slots=True)
class Manner:
    """People are treated like this in a conversation, whatever is asked in it.

    `hides`: the persons who must never get what is told in it, also unfinished.
    """

    urgent: bool = False  # no privacy notice or other courtesy in between
    of_task: bool = False  # it is about a task of who talks, not about a contribution
    contact: bool = False  # asks how somebody can be reached: never of who is under 16
    hides: Hides | None = None


@dataclass(frozen=True)
class Conversation:
    """A conversation has questions, an end, and what must be known on the way.

    `may`: who talks in it. `of`: about whose contributions; unless it is declared, about others'
    where only who works here may. `speaker`: what they are in it; unless it is declared, a
    colleague there. A colleague is the person to whom a resident would be brought.
    `summary`: whether "Klopt dit?" comes before submitting, or on which answers it does.
    `preview` replaces the usual list in it; `improve`: what the button `take_over` under it makes
    of the answers, by question id (the button's detail says which).
    `names`: what the texts of its questions may name, by what was answered so far.
    `detour`: another conversation, if what was told belongs there; it gets the story.
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
    manner: Manner = Manner()
    renamed: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_id("conversation", self.id)
        self._default()
        ids = [q.id for q in self.questions]
        if len(set(ids)) != len(ids):
            raise ValueError(f"{self.id}: two questions have one id")
        self._check_conditions(ids)
        self._check_renamed(set(ids))

    def _default(self) -> None:
        works = self.may in WORK
        if self.of is None:
            object.__setattr__(self, "of", Of.ALL if works else Of.OWN)
        if self.speaker is None:
            object.__setattr__(self, "speaker", "colleague" if works else "resident")

    def _check_conditions(self, ids: list[str]) -> None:
        for place, question in enumerate(self.questions):
            for when in question.conditions():
                if isinstance(when, Among | Includes) and when.question.id not in ids[:place]:
                    raise ValueError(
                        f"{self.id}: {question.id} depends on a later or absent question"
                    )

    def _check_renamed(self, ids: set[str]) -> None:
        if reused := set(self.renamed) & ids:
            raise ValueError(f"{self.id}: renamed, and still there: {reused}")
        if unknown := set(self.renamed.values()) - ids:
            raise ValueError(f"{self.id}: renamed to a question that is not there: {unknown}")

    def __iter__(self) -> Iterator[Question[Any]]:
        return iter(self.questions)

    def question(self, question_id: str) -> Question[Any] | None:
        wanted = self.renamed.get(question_id, question_id)
        return next((q for q in self.questions if q.id == wanted), None)

    def reads_back(self, answers: Answers) -> bool:
        """A summary may be shown before it is submitted."""
        return self.summary if isinstance(self.summary, bool) else self.summary(answers)

    @property
    def story(self) -> Question[StoryValue] | None:
        """One question may take in what people add."""
        return next((q for q in self.questions if q.gathers), None)

    def wired(self, lists: Mapping[str, tuple[Option, ...]]) -> Conversation:
        """The conversation gets the programme's own options."""
        return replace(self, questions=tuple(q.wired(lists) for q in self.questions))

    @cached_property
    def asks_facts(self) -> bool:
        """Some of its options may be found in facts."""
        return any(question.asks_facts for question in self.questions)

    def informed(self, facts: Facts) -> Conversation:
        """The conversation gets the options that are found in facts."""
        if not self.asks_facts:
            return self
        return replace(self, questions=tuple(q.informed(facts) for q in self.questions))
