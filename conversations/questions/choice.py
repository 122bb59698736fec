"""One of some options is chosen."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, cast

from conversations import parsing
from conversations.messages import Arg
from conversations.questions.base import Among, Answers, Reading
from conversations.questions.offering import Offering

if TYPE_CHECKING:
    from typing import Self

    from conversations.views import Facts


@dataclass(frozen=True, kw_only=True)
class Choice(Offering[str]):
    """A bare yes chooses `yes`; what is `withheld` is not offered to this person."""

    closed: ClassVar[bool] = True

    yes: str | None = None
    withheld: Callable[[Facts], Collection[str]] | None = None

    def applies(self, answers: Answers) -> bool:
        """It is not asked where there is nothing to choose from."""
        return self.options != () and super().applies(answers)

    def among(self, *codes: str) -> Among:
        """It makes a condition for `when=`. Raises ValueError for an option that is not there."""
        known = {option.code for option in self.offered()}
        if missing := [code for code in codes if code not in known]:
            raise ValueError(f"{self.id} has no option {missing[0]!r}")
        return Among(self, codes)

    @property
    def asks_facts(self) -> bool:
        return super().asks_facts or self.withheld is not None

    def informed(self, facts: Facts) -> Self:
        found = super().informed(facts)
        if self.withheld is None:
            return found
        without = self.withheld(facts)
        return replace(found, options=tuple(o for o in found.offered() if o.code not in without))

    def read(self, text: str, using: Reading) -> str | None:
        agreed = self.yes in using.labels and parsing.normal(text) in using.wording.words("yes")
        return self.yes if agreed else parsing.best_option(text, using.labels)

    def load(self, data: Any) -> str:
        if data not in {option.code for option in self.offered()}:
            raise ValueError("this option is no longer there")
        return cast(str, data)

    def show(self, value: str, key: str) -> Arg:
        return self.option_label(next(o for o in self.offered() if o.code == value), key)

    def chosen(self, code: str) -> str:
        return code
