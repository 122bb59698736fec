"""How somebody who works here tells authors something about their contributions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

from bot.office.letters import FollowUp, Letter, follow_up
from bot.office.unit import Applying, Caused, Rows, parties, signed
from conversations import lifecycle, notices
from conversations.contributions import Commitment, Contribution
from conversations.effects import (
    AskResident,
    Commit,
    Finish,
    Postpone,
    ProposeJoin,
    WriteBack,
    WriteDown,
)
from conversations.events import Applied, Part
from conversations.lifecycle import OPEN, Act, permitted
from conversations.messages import Message
from conversations.views import ContributionCard, Me
from storage.models import commitments, contributions, decisions, tasks

# A commitment as it was, and as it is now.
Kept = tuple[Commitment, Commitment]
# What staff do that makes a letter to the author, and nothing else.
ToldToAuthors = AskResident | WriteDown | WriteBack | Finish | Postpone | Commit | ProposeJoin


T = TypeVar("T", bound=ToldToAuthors)


@dataclass(frozen=True)
class Telling(Generic[T]):
    """How somebody who works here tells authors something about their contributions.

    `what` names it in the texts; `act` is what it does, or only needs to be permitted; `kept`
    are the words that stay with the contribution; `finishes` the tasks that are done by it.
    """

    what: str
    act: Act | None
    message: Callable[[ContributionCard, T, str], Message]
    changes: Callable[[Me, Contribution, T, Sequence[Commitment]], Contribution]
    kept: Callable[[T], str] | None = None
    quietly: bool = False
    finishes: tuple[str, ...] = ()
    promised: Callable[[T, Sequence[Commitment], datetime], list[Kept]] | None = None
    shared: bool = False  # also with those whose contribution was joined, or answered alike
    told: Callable[[Contribution], str] | None = None  # what its sender is told, by how it stands

    async def __call__(self, applying: Applying, effects: Sequence[Caused[T]]) -> None:
        effects = await self._with_alike(applying, effects)
        rows = await Rows.held(applying, effects)
        there = await commitments.of(applying.db, list(rows.now))
        won: list[tuple[Me, T, str]] = []
        kept: list[Kept] = []
        for me, effect in effects:
            row = rows.unless_overtaken(me, effect, self.act, self.what)
            if row is None:
                continue
            still = [c for c in there.get(row.id, ()) if c.ended is None]
            key = f"{self.what}:{row.id}:{row.version}:{len(row.additions)}"
            if self.kept:
                row = rows.say(row, "written", (Part(key, self.kept(effect)),))
            if self.promised:
                kept += self.promised(effect, still, applying.now)
            after = replace(self.changes(me, row, effect, still), told_at=applying.now)
            rows.change(after, quietly=self.quietly)
            won.append((me, effect, key))
        await rows.write()
        await commitments.write(applying.db, kept)
        await rows.tell_overtaken()
        letters = []
        for me, effect, key in won:
            row = rows.now[effect.contribution]
            write = self._letter(effect, signed(applying, me))
            letters.append(FollowUp(row, write, key, shared=self.shared))
            what = self.told(row) if self.told else self.what
            applying.tell(me, Applied(row.id, row.number, what))
        await follow_up(applying, letters)
        about = [effect.contribution for _, effect, _ in won]
        if about and self.finishes:
            await tasks.finish_about(applying.db, about, self.finishes, applying.now)

    def _letter(self, effect: T, by: str) -> Letter:
        return lambda card: self.message(card, effect, by)

    async def _with_alike(
        self, applying: Applying, effects: Sequence[Caused[T]]
    ) -> list[Caused[T]]:
        """What was answered together is carried out together."""
        found = list(effects)
        others = (
            await decisions.same(applying.db, [e.contribution for _, e in effects])
            if self.shared
            else {}
        )
        ids = [i for same in others.values() for i in same]
        rows = await contributions.find(applying.db, ids) if ids else {}
        there = {effect.contribution for _, effect in effects}
        for me, effect in effects:
            for other in others.get(effect.contribution, ()):
                row = rows[other]
                fits = permitted(self.act, row.status) if self.act else row.status in OPEN
                if other not in there and fits and me.person not in row.hidden_from:
                    there.add(other)
                    same = replace(effect, contribution=other, seen=row.version)
                    found.append((me, same))
        return found


def _asked(
    me: Me, row: Contribution, effect: AskResident, still: Sequence[Commitment]
) -> Contribution:
    return replace(
        row,
        status=lifecycle.change(Act.ASK, row.status, by=parties(me, row)).target,
        question=effect.question,
        joins=None,
        asked_by=me.person,
        changed_by=me.person,
    )


def _heard(
    me: Me, row: Contribution, effect: WriteDown, still: Sequence[Commitment]
) -> Contribution:
    return replace(
        row,
        heard=effect.heard,
        heard_by=me.person,
        heard_right=None,
        changed_by=me.person,
    )


ask_residents = Telling[AskResident](
    "ask", Act.ASK, lambda card, e, by: notices.asked(card, e.question, by), _asked
)


write_down = Telling[WriteDown](
    "write_down", Act.DECIDE, lambda card, e, by: notices.heard(card, e.heard, by), _heard
)


write_back = Telling[WriteBack](
    "write_back",
    None,
    lambda card, e, by: notices.written(card, e.text, by),
    lambda me, row, effect, still: row,
    kept=lambda effect: effect.text,
    quietly=True,
    finishes=("question", "write"),
)
