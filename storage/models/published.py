"""Contributions that neighbours may read: answered ones whose authors said yes to that."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Subquery, and_, func, or_, select

from conversations.lifecycle import Kind, Status
from storage.database import Db
from storage.models.contributions import contribution
from storage.models.decisions import decision
from storage.models.opt_ins import opt_in

# An answer was given and holds: not while it is looked at anew, and never once taken back.
ANSWERED = (Status.DECIDED, Status.IN_PROGRESS, Status.DONE, Status.CHECKED, Status.CLOSED)


@dataclass(frozen=True, slots=True)
class Published:
    """A contribution that may be read, and whether its author's name may stand there."""

    contribution: int
    with_name: bool
    in_all: int  # its place among all, from 1, the newest answer first
    in_wijk: int  # and among those of its wijk


async def pages(
    db: Db, wanted: Collection[tuple[str, int]], size: int
) -> tuple[list[Published], dict[str | None, int]]:
    """Return the pages (wijk or "" for all, page from 0), and how many there are per wijk."""
    shown = _shown()
    ranges = [_range(shown, wijk, page, size) for wijk, page in wanted]
    rows = await db.execute(select(shown).where(or_(*ranges)).order_by(shown.c.in_all))
    counts = await db.execute(select(shown.c.wijk, func.count()).group_by(shown.c.wijk))
    found = [Published(row.id, bool(row.with_name), row.in_all, row.in_wijk) for row in rows]
    return found, {row[0]: row[1] for row in counts}


def _range(shown: Subquery, wijk: str, page: int, size: int) -> ColumnElement[bool]:
    first, last = page * size + 1, (page + 1) * size
    if not wijk:
        return shown.c.in_all.between(first, last)
    return and_(shown.c.wijk == wijk, shown.c.in_wijk.between(first, last))


def _shown() -> Subquery:
    answered = (
        select(decision.c.contribution_id, func.max(decision.c.id).label("decision_id"))
        .group_by(decision.c.contribution_id)
        .subquery()
    )
    newest = answered.c.decision_id.desc()
    return (
        select(
            contribution.c.id,
            contribution.c.wijk,
            func.coalesce(_said("name"), False).label("with_name"),
            func.row_number().over(order_by=newest).label("in_all"),
            func.row_number()
            .over(partition_by=contribution.c.wijk, order_by=newest)
            .label("in_wijk"),
        )
        .join_from(contribution, answered, answered.c.contribution_id == contribution.c.id)
        .where(contribution.c.status.in_([str(s) for s in ANSWERED]))
        .where(contribution.c.kind != str(Kind.COMPLAINT))
        .where(func.coalesce(_said("neighbours"), False))
        .subquery()
    )


def _said(what: str) -> ColumnElement[bool]:
    """Return a subquery for the author's latest yes or no; nobody else's counts."""
    found: ColumnElement[bool] = (
        select(opt_in.c.yes)
        .where(opt_in.c.contribution_id == contribution.c.id)
        .where(opt_in.c.person_id == contribution.c.author_id, opt_in.c.what == what)
        .order_by(opt_in.c.id.desc())
        .limit(1)
        .correlate(contribution)
        .scalar_subquery()
    )
    return found
