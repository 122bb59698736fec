"""Going on elsewhere: two accounts become one person's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Literal

from bot.office.unit import Applying, Caused
from conversations.effects import OfferMove, TakeOver
from conversations.events import Moved, MoveOffered, MoveRefused
from conversations.messages import say
from conversations.progress import Progress
from conversations.roles import Role
from conversations.views import Me
from storage.models import moves, outbox, people, progress
from storage.models.moves import Move
from storage.models.outbox import FOLLOW_UP, New

MOVE_LASTS = timedelta(hours=1)


async def offer_moves(applying: Applying, effects: Sequence[Caused[OfferMove]]) -> None:
    expires = applying.now + MOVE_LASTS
    made = [(me, applying.token()) for me, _ in effects]
    await moves.add(applying.db, [(token, me.account, expires) for me, token in made])
    for me, token in made:
        applying.tell(me, MoveOffered(token))


async def take_over(applying: Applying, effects: Sequence[Caused[TakeOver]]) -> None:
    """Two accounts of one person from now on; what was being said goes on in this one.

    Nobody who works here is joined by a link: whoever made it could take their place.
    """
    found = await moves.find(applying.db, [effect.token for _, effect in effects])
    taken: list[tuple[Me, Move]] = []
    for me, effect in effects:
        there = found.pop(effect.token, None)
        if refusal := _move_refused(applying, me, there):
            applying.tell(me, MoveRefused(refusal))
        elif there is not None:
            taken.append((me, there))
    if not taken:
        return
    await moves.use(applying.db, [there.token_hash for _, there in taken], applying.now)
    left = await progress.of_accounts(applying.db, [there.account for _, there in taken])
    pairs = [(there.person, me.person) for me, there in taken if there.person != me.person]
    await moves.merge(applying.db, pairs)
    await progress.save(applying.db, [(there.account, Progress(), None) for _, there in taken])
    for me, there in taken:
        await outbox.move(applying.db, there.account, me.account)
    await _renew_moved(applying, [me for me, _ in taken])
    away = say("moved-away")
    told = [
        New(there.account, away, FOLLOW_UP, dedupe_key=f"moved:{there.token_hash[:40]}")
        for _, there in taken
    ]
    await outbox.add_once(applying.db, told, applying.now)
    for me, there in taken:
        applying.tell(me, Moved(left.get(there.account, Progress())))


def _move_refused(
    applying: Applying, me: Me, there: Move | None
) -> Literal["used", "expired", "unknown", "roles"] | None:
    if there is None or there.account == me.account:
        return "unknown"
    if there.used_at is not None:
        return "used"
    if there.expires_at < applying.now:
        return "expired"
    works_here = there.has_role or me.roles != {Role.RESIDENT}
    return "roles" if works_here else None


async def _renew_moved(applying: Applying, moved: Sequence[Me]) -> None:
    """They are now who they were over there, and remember what both remembered."""
    now = await people.of_accounts(applying.db, [me.account for me in moved])
    news = [
        (now[me.account].person, {k: v for k, v in me.remembered.items() if k not in known})
        for me in moved
        for known in (now[me.account].remembered,)
    ]
    await people.remember(applying.db, news)
    for (_, new), me in zip(news, moved, strict=True):
        there = now[me.account]
        applying.renew(
            replace(
                applying.renewed(me),
                person=there.person,
                language=there.language,
                name=there.name,
                muted=there.muted,
                notice=there.notice,
                remembered={**there.remembered, **new},
                contributions=there.contributions,
            )
        )
