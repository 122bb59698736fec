"""A unit of work changes who works here: somebody comes, leaves, goes away or gets more to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from storage.models.colleagues import Colleague


class Staff:
    """It keeps what changed in one unit of work, and lays that over what was found."""

    def __init__(self) -> None:
        self._come: dict[int, Colleague] = {}
        self._away: dict[int, date | None] = {}
        self.given: Counter[int] = Counter()  # what each got to do

    def comes(self, colleague: Colleague) -> None:
        """Somebody may decide from now on, or in one post more."""
        self._come[colleague.person] = _with_posts_of(colleague, self._come.get(colleague.person))

    def is_away(self, person: int, until: date | None) -> None:
        """Somebody is away until that day; None: they are back."""
        self._away[person] = until

    def got(self, person: int | None) -> None:
        """Somebody has one thing more to do."""
        if person is not None:
            self.given[person] += 1

    def now(self, found: Iterable[Colleague], ended: Collection[int]) -> tuple[Colleague, ...]:
        """Return those who were found, as they are now; `ended`: who works here no more."""
        come = dict(self._come)
        here = [_with_posts_of(one, come.pop(one.person, None)) for one in found]
        return tuple(
            replace(one, away_until=self._away.get(one.person, one.away_until))
            for one in (*here, *come.values())
            if one.person not in ended
        )


def _with_posts_of(one: Colleague, other: Colleague | None) -> Colleague:
    return replace(one, posts=(*one.posts, *other.posts)) if other else one
