"""Who gets what: by wijk and theme where people are set to them, else whoever has least open.

Pure; the rest of routing (absence, hand-over) has its place here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from conversations.roles import Role


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who may decide. `load`: how many contributions wait for their answer."""

    person: int
    name: str
    role: Role
    load: int
    wijk: str | None = None  # where they work; None: everywhere


def choose_owner(
    readers: Sequence[Reader],
    wijk: str | None,
    theme: str | None,
    never: Collection[int] = (),
) -> Reader | None:
    """Staff before administrators, then who works in that wijk, then the least open work.

    Who works in another wijk gets it only when there is nobody else. None: nobody is there.
    `never`: persons whom it is about, and who must not have it.
    """
    free = [r for r in readers if r.person not in never]
    staff = [r for r in free if r.role is Role.STAFF] or free
    there = [r for r in staff if wijk is not None and r.wijk == wijk]
    everywhere = [r for r in staff if r.wijk is None]
    return min(there or everywhere or staff, key=lambda reader: reader.load, default=None)
