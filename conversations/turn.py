"""A turn is what somebody's event meets; whatever the reception begins is begun here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from conversations import engine
from conversations.declare import Conversation
from conversations.effects import Effect
from conversations.engine import NOT_FOR_YOU, Library, Step
from conversations.events import Tapped
from conversations.messages import Arg, Message, say
from conversations.progress import Progress
from conversations.views import ContributionCard, Facts, Want


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn holds all that an event meets; `tapped` is None when no button was tapped."""

    library: Library
    progress: Progress
    facts: Facts
    tapped: Tapped | None = None

    def at(self, progress: Progress) -> Turn:
        """The turn goes on after something was begun, left or handed in."""
        return replace(self, progress=progress)

    def says(self, *said: str) -> Step:
        return self.shows(*map(say, said))

    def shows(self, *messages: Message) -> Step:
        return Step(self.progress, messages)

    def causes(self, *effects: Effect) -> Step:
        return Step(self.progress, (), effects)

    def refuses(self) -> Step:
        return self.shows(NOT_FOR_YOU)

    def passes(self, key: str = "tap-passed", **args: Arg) -> Step:
        return engine.passed(self.library, self.progress, self.facts, key, **args)

    def asks_again(self) -> tuple[Message, ...]:
        """The open question is asked once more; nothing is when none is open."""
        return engine.ask_again(self.library, self.progress, self.facts)

    def offers_left(self) -> tuple[Message, ...]:
        return engine.offer_left(self.library, self.progress)

    def where_we_were(self) -> tuple[Message, ...]:
        """Somebody who is here anew gets the open question, or what was left."""
        return self.asks_again() or self.offers_left()

    def knows(self, wanted: Collection[Want]) -> bool:
        """All of this was looked up, whatever was found."""
        return all(want in self.facts.views for want in wanted)

    def begins(
        self,
        name: str,
        *,
        about: int | None = None,
        seen: int | None = None,
        carry: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> Step:
        """A conversation begins when it is there, they may have it, and its needs were looked up.

        There is no other way to one from here, so a forged button finds none either.
        """
        conversation = self.library.get(name)
        if conversation is None:
            return self.passes()
        if not self.facts.me.may(conversation.may) or not self.knows(needs(conversation, about)):
            return self.refuses()
        return engine.begin(
            self.library, self.progress, name, self.facts, about=about, seen=seen, carry=carry
        )


def needs(conversation: Conversation, about: int | None) -> set[Want]:
    """A conversation needs the facts that it declares, about one contribution where they are."""
    return {Want(view, about if view is ContributionCard else None) for view in conversation.needs}


def needs_of_drafts(library: Library, progress: Progress) -> set[Want]:
    """Whatever was begun goes on with the facts that it needs."""
    known = (d for d in engine.drafts(progress) if d.conversation in library)
    return {want for d in known for want in needs(library[d.conversation], d.about)}
