"""A draft that was left is brought up once, then never; a first message goes to a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from conversations.engine.drafting import FIRST, drafts, without
from conversations.engine.positions import answers_of
from conversations.engine.showing import pick_up
from conversations.engine.steps import Library, Step
from conversations.progress import Draft, Progress
from conversations.views import Facts

REMIND_AFTER = timedelta(days=1)  # one gentle reminder, then silence
SETTLE_AFTER = timedelta(days=2)  # a first message that nobody sorted goes to a person


def next_reminder(progress: Progress) -> tuple[datetime, str, str] | None:
    """A clock should ring for a draft that waits: (moment, what, run)."""
    rings = []
    for draft in drafts(progress):
        if not draft.answers or draft.touched_at is None:
            continue
        if not draft.reminded:
            rings.append((draft.touched_at + REMIND_AFTER, "remind", draft.run))
        elif draft.conversation == FIRST:
            rings.append((draft.touched_at + REMIND_AFTER + SETTLE_AFTER, "settle", draft.run))
    return min(rings, default=None)


def remind(library: Library, progress: Progress, run: str, facts: Facts) -> Step:
    """Somebody is reminded once, and not when they asked for silence."""
    draft = progress.draft(run)
    if draft is None or draft.reminded:
        return Step(progress)
    reminded = replace(draft, reminded=True)
    progress = _with(progress, reminded)
    if facts.me.muted or draft.conversation not in library:
        return Step(progress)
    key = "remind-first" if draft.conversation == FIRST else "remind"
    if draft.conversation == FIRST and "gentle" in progress.cared:
        key = "remind-gently"
    return Step(progress, (pick_up(reminded, key),))


def _with(progress: Progress, reminded: Draft) -> Progress:
    if progress.current and progress.current.run == reminded.run:
        return replace(progress, current=reminded)
    left = tuple(reminded if d.run == reminded.run else d for d in progress.left)
    return replace(progress, left=left)


def settle(library: Library, progress: Progress, run: str, facts: Facts) -> Step:
    """A first message that was never sorted is sent on to a person as it is."""
    draft = progress.draft(run)
    if draft is None or draft.conversation != FIRST or not draft.reminded:
        return Step(progress)
    return as_it_is(library, progress, draft, facts)


def as_it_is(library: Library, progress: Progress, draft: Draft, facts: Facts) -> Step:
    """A first message goes to a person without being sorted."""
    conversation = library[FIRST]
    result = conversation.on_submit(answers_of(conversation, draft), draft, facts)
    return Step(without(progress, draft), result.messages, result.effects)
