"""A story is told in as many messages as it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from conversations.actions import Command, encode
from conversations.events import Located, Said
from conversations.messages import Arg, Rows, button, column
from conversations.parts import StoryValue, dump_part, load_part, story_lines
from conversations.questions.base import Asking, Full, Question, Reading, Taken


@dataclass(frozen=True, kw_only=True)
class Story(Question[StoryValue]):
    """Texts, voice notes and photos arrive together."""

    gathers: ClassVar[bool] = True

    def read(self, text: str, using: Reading) -> StoryValue | None:
        """A text alone is no story: it is heard part by part."""
        return None

    def load(self, data: Any) -> StoryValue:
        parts = tuple(load_part(part) for part in data)
        if not parts:
            raise ValueError("a story has at least one part")
        return StoryValue(parts)

    def dump(self, value: StoryValue) -> Any:
        return [dump_part(part) for part in value.parts]

    def show(self, value: StoryValue, key: str) -> Arg:
        return story_lines(value.parts)

    def hear(self, event: Said | Located, asking: Asking) -> Taken | Full | None:
        """It hears a new story, or one more part of it where that was asked for."""
        if not isinstance(event, Said):
            return None
        earlier = asking.answers.get(self)
        value = StoryValue((event.part,))
        if earlier is not None and asking.draft.adding:
            if not earlier.has_room(event.part):
                return Full()
            value = earlier.plus(event.part)
        thanks = "story-kept" if earlier is None else None
        return Taken(self.record(value), said=event, thanks=thanks)

    def rows(self, asking: Asking) -> Rows:
        """A story that is reconsidered can be added to."""
        if self.id not in asking.draft.reopened or asking.answers.get(self) is None:
            return ()
        return column(button("button-add", encode(Command(asking.draft.run, "add", self.id))))
