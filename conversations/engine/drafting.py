"""An account has drafts: at most one is open, the others were left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from conversations.engine.steps import Library
from conversations.progress import Draft, Progress

FIRST = "first"  # the conversation that keeps a first message and asks what it is
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def drafts(progress: Progress) -> tuple[Draft, ...]:
    """This gives all of them: the open one first, then those left, the last left first."""
    left = tuple(reversed(progress.left))
    return (progress.current, *left) if progress.current else left


def earlier(progress: Progress, conversation_id: str, about: int | None) -> Draft | None:
    """This finds the draft of a conversation that already holds answers."""
    return next(
        (
            draft
            for draft in drafts(progress)
            if draft.conversation == conversation_id and draft.about == about and draft.answers
        ),
        None,
    )


def leave(progress: Progress) -> Progress:
    """The open draft is put aside; one without a single answer is forgotten."""
    if progress.current is None:
        return progress
    kept = (progress.current,) if progress.current.answers else ()
    return replace(progress, current=None, left=progress.left + kept)


def without(progress: Progress, draft: Draft) -> Progress:
    """A draft was handed in, and goes."""
    current = progress.current
    return replace(
        progress,
        current=None if current and current.run == draft.run else current,
        left=tuple(d for d in progress.left if d.run != draft.run),
    )


def unasked(progress: Progress) -> Progress:
    """Nobody is reminded any more of what they left."""
    return replace(progress, left=tuple(replace(draft, reminded=True) for draft in progress.left))


def take_over(progress: Progress, brought: Progress) -> Progress:
    """The drafts of another account of the same person come along, the open one open here.

    Runs are an account's own, so that each gets a new name.
    """
    taken = leave(progress)
    for draft in reversed(drafts(brought)):
        renamed = replace(draft, run=run_code(taken.runs))
        taken = replace(taken, runs=taken.runs + 1, left=(*taken.left, renamed))
    if brought.current is None:
        return taken
    *left, current = taken.left
    return replace(taken, current=current, left=tuple(left))


def up_to_date(library: Library, progress: Progress) -> Progress:
    """After a deploy renamed questions stand under their new ids, and nothing is open that is no
    longer there (its draft waits among those left)."""
    current = progress.current
    if current and current.conversation not in library:
        progress = replace(progress, current=None, left=(*progress.left, current))
    if not any(_renamed(library, draft) for draft in drafts(progress)):
        return progress
    return replace(
        progress,
        current=_rename(library, progress.current) if progress.current else None,
        left=tuple(_rename(library, draft) for draft in progress.left),
    )


def _renamed(library: Library, draft: Draft) -> Mapping[str, str]:
    found = library.get(draft.conversation)
    return found.renamed if found else {}


def _rename(library: Library, draft: Draft) -> Draft:
    names = _renamed(library, draft)
    return replace(
        draft,
        answers={names.get(q, q): record for q, record in draft.answers.items()},
        reopened=tuple(names.get(q, q) for q in draft.reopened),
        shown={names.get(q, q): codes for q, codes in draft.shown.items()},
        plainly=tuple(names.get(q, q) for q in draft.plainly),
    )


def run_code(number: int) -> str:
    """A draft gets a name within its account that is short enough for a button."""
    digits = ""
    while True:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
        if number == 0:
            return digits
