"""Some kinds are declared with options, which the programme or facts may hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from conversations.options import Option, ProgrammeList
from conversations.questions.base import Question

if TYPE_CHECKING:
    from typing import Self

    from conversations.views import Facts

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FromFacts:
    """These options are found anew in each turn (who reads now), then those always there."""

    find: Callable[[Facts], tuple[Option, ...]]
    always: tuple[Option, ...] = ()


Options = tuple[Option, ...] | ProgrammeList | FromFacts


@dataclass(frozen=True, kw_only=True)
class Offering(Question[T]):
    """Its options are those that are known now: of facts, only what is always there."""

    options: Options

    def offered(self) -> tuple[Option, ...]:
        if isinstance(self.options, FromFacts):
            return self.options.always
        if isinstance(self.options, ProgrammeList):
            name = self.options.name
            raise RuntimeError(f"the options {name!r} come from the programme: wire it first")
        return self.options

    def wired(self, lists: Mapping[str, tuple[Option, ...]]) -> Self:
        if isinstance(self.options, ProgrammeList):
            return replace(self, options=lists[self.options.name])
        return self

    @property
    def asks_facts(self) -> bool:
        return isinstance(self.options, FromFacts)

    def informed(self, facts: Facts) -> Self:
        if isinstance(self.options, FromFacts):
            return replace(self, options=(*self.options.find(facts), *self.options.always))
        return self
