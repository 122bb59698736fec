"""A turn looks into a library, and leads to a step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from conversations.declare import Conversation
from conversations.effects import Effect, Gesture, KeepMedia
from conversations.messages import Message
from conversations.parts import Part
from conversations.progress import Progress
from conversations.views import Facts

Library = Mapping[str, Conversation]


@dataclass(frozen=True, slots=True)
class Step:
    """A turn leads to this. Messages answer the person whose event it was."""

    progress: Progress
    messages: tuple[Message, ...] = ()
    effects: tuple[Effect, ...] = ()
    gestures: tuple[Gesture, ...] = ()

    def then(self, later: Step) -> Step:
        return Step(
            later.progress,
            self.messages + later.messages,
            self.effects + later.effects,
            self.gestures + later.gestures,
        )

    def first_saying(self, *messages: Message) -> Step:
        return replace(self, messages=messages + self.messages)

    def keeping(self, part: Part) -> Step:
        """What was spoken or photographed is kept as well."""
        if part.media is None:
            return self
        return replace(self, effects=(KeepMedia((part,)), *self.effects))


class _Informed(Library):
    """A turn looks into one or two of all conversations: only those are informed."""

    def __init__(self, library: Library, facts: Facts) -> None:
        self._library = library
        self._facts = facts
        self._found: dict[str, Conversation] = {}

    def __getitem__(self, name: str) -> Conversation:
        if name not in self._found:
            self._found[name] = self._library[name].informed(self._facts)
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._library)

    def __len__(self) -> int:
        return len(self._library)


def informed(library: Library, facts: Facts) -> Library:
    """The library gets the options that only these facts know."""
    return _Informed(library, facts)
