"""Work goes by wijk and theme where people are set to them, else to whoever has least open.

Pure. Somebody who is away gets nothing while somebody else is there.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from conversations.roles import Role


@dataclass(frozen=True, slots=True)
class Post:
    """A role of somebody, where they work in it and on what; neither: on everything, everywhere."""

    role: Role
    wijk: str | None = None
    theme: str | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who may decide, and in which role they do. `load`: how many contributions wait for
    their answer; `also`: their other posts."""

    person: int
    name: str
    role: Role
    load: int
    wijk: str | None = None
    theme: str | None = None
    away: bool = False
    also: tuple[Post, ...] = ()

    @property
    def posts(self) -> tuple[Post, ...]:
        return (Post(self.role, self.wijk, self.theme), *self.also)

    def has(self, role: Role) -> bool:
        return any(post.role is role for post in self.posts)


def choose_owner(
    readers: Sequence[Reader],
    wijk: str | None,
    theme: str | None,
    never: Collection[int] = (),
) -> Reader | None:
    """Choose who is there before who is away, and staff before administrators.

    Of those the nearest to it is chosen, and of the nearest who has the least open work. None:
    nobody is there. `never`: persons whom it is about, and who must not have it.
    """
    free = [r for r in readers if r.person not in never]
    here = [r for r in free if not r.away] or free
    staff = [r for r in here if r.role is Role.STAFF] or here
    return min(staff, key=lambda r: (_distance(r, wijk, theme), r.load), default=None)


def _distance(reader: Reader, wijk: str | None, theme: str | None) -> int:
    """Return the distance from the nearest of the posts in which they decide."""
    return min(_away_from(p, wijk, theme) for p in reader.posts if p.role is reader.role)


def _away_from(post: Post, wijk: str | None, theme: str | None) -> int:
    """Return 0 in that wijk, 1 on that theme, 2 on everything, 3 on something else."""
    if wijk is not None and post.wijk == wijk:
        return 0
    if theme is not None and post.theme == theme:
        return 1
    return 3 if post.wijk or post.theme else 2


@dataclass(frozen=True, slots=True)
class Work:
    """Something that lies with somebody. `about`: the contribution it is, or is about."""

    what: Literal["contribution", "task"]
    id: int
    about: int | None
    wijk: str | None
    theme: str | None
    never: frozenset[int] = frozenset()  # persons who must not have it


def share_out(
    work: Sequence[Work], readers: Sequence[Reader], to: int | None = None
) -> list[Reader | None]:
    """Choose who gets each. `to` takes all they may have; the rest goes as what comes in does.

    What is about one contribution stays together. None: nobody who is there may have it.
    """
    sharing, given = list(readers), dict[int, int]()
    found: list[Reader | None] = []
    for one in work:
        wanted = (given.get(one.about or 0), to)
        free = {r.person: r for r in sharing if r.person not in one.never}
        named = next((free[person] for person in wanted if person in free), None)
        chosen = named or choose_owner(sharing, one.wijk, one.theme, one.never)
        found.append(chosen)
        if chosen is None:
            continue
        sharing = [replace(r, load=r.load + 1) if r is chosen else r for r in sharing]
        if one.about is not None:
            given.setdefault(one.about, chosen.person)
    return found


@dataclass(frozen=True, slots=True)
class Share:
    """The amount that somebody gets; None: nobody may have it."""

    person: int | None
    name: str | None
    contributions: int = 0
    tasks: int = 0


def shares(work: Sequence[Work], given: Sequence[Reader | None]) -> tuple[Share, ...]:
    """Count who gets how much, in the order in which it was shared out."""
    found: dict[int | None, Share] = {}
    for one, reader in zip(work, given, strict=True):
        person = reader.person if reader else None
        so_far = found.get(person, Share(person, reader.name if reader else None))
        more = replace(so_far, contributions=so_far.contributions + 1)
        if one.what == "task":
            more = replace(so_far, tasks=so_far.tasks + 1)
        found[person] = more
    return tuple(found.values())
