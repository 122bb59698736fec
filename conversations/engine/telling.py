"""Drafts hold what was told so far, which some persons must not get."""

from __future__ import annotations

from datetime import timedelta

from conversations.engine.drafting import drafts
from conversations.engine.positions import answers_of
from conversations.engine.steps import Library
from conversations.parts import Part, StoryValue
from conversations.progress import Draft, Progress
from conversations.views import Facts


def story_of(library: Library, draft: Draft) -> StoryValue | None:
    """This reads the story in a draft, where its conversation gathers one."""
    conversation = library.get(draft.conversation)
    if conversation is None or conversation.story is None:
        return None
    return answers_of(conversation, draft).get(conversation.story)


def parts_told(library: Library, draft: Draft) -> tuple[Part, ...]:
    """These parts were told in a draft so far."""
    value = story_of(library, draft)
    return value.parts if value else ()


def told(library: Library, progress: Progress) -> dict[str, str]:
    """A task repeats the beginning of what was told in the draft that is open, or was left last."""
    if (draft := _told_in(library, progress)) is None:
        return {}
    parts = parts_told(library, draft)
    rough = {"rough": "yes"} if any(part.rough for part in parts) else {}
    return {"words": StoryValue(parts).beginning, **rough}


def told_lately(
    library: Library, progress: Progress, within: timedelta, facts: Facts
) -> Draft | None:
    """This is the draft that `told` speaks of, when somebody was still busy with it; one of its
    own, not about what was sent before."""
    draft = _told_in(library, progress)
    if draft is None or draft.about is not None or draft.touched_at is None:
        return None
    return draft if facts.now - draft.touched_at <= within else None


def kept_from(library: Library, progress: Progress, facts: Facts) -> tuple[int, ...]:
    """These persons must not get what `told` says."""
    draft = _told_in(library, progress)
    return hidden_from(library, draft, facts) if draft else ()


def hidden_from(library: Library, draft: Draft, facts: Facts) -> tuple[int, ...]:
    """These persons must not get what is told in a draft."""
    conversation = library[draft.conversation]
    hides = conversation.manner.hides
    return hides(answers_of(conversation, draft), facts) if hides else ()


def _told_in(library: Library, progress: Progress) -> Draft | None:
    found = (d for d in drafts(progress) if StoryValue(parts_told(library, d)).beginning)
    return next(found, None)
