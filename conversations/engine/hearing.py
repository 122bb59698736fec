"""Somebody says something while a draft is open."""

from __future__ import annotations

from conversations.engine.joining import join, keep_aside, overflow
from conversations.engine.positions import asking, now_open
from conversations.engine.showing import ask
from conversations.engine.steps import Library, Step
from conversations.engine.taking import take
from conversations.events import Located, NotUsable, Said, plain_text
from conversations.messages import say
from conversations.parsing import normal
from conversations.progress import Progress
from conversations.questions.base import Full, Taken
from conversations.views import Facts


def hear(
    library: Library, progress: Progress, event: Said | Located | NotUsable, facts: Facts
) -> Step:
    """Words, a voice note, a photo or a place come in while a draft is open."""
    _, conversation, question = now_open(library, progress)
    if isinstance(event, NotUsable):
        return ask(library, progress, facts).first_saying(say(f"not-usable-{event.what}"))
    taken = _understood(library, progress, event, facts)
    if question is not None and isinstance(taken, Taken):
        return take(library, progress, question, taken, facts)
    if isinstance(event, Located):
        return ask(library, progress, facts).first_saying(say("not-usable-location"))
    if isinstance(taken, Full):
        return overflow(library, progress, event.part, facts)
    if conversation.story is not None:
        return join(library, progress, conversation.story, event, facts)
    return keep_aside(library, progress, event.part, facts)


def _understood(
    library: Library, progress: Progress, event: Said | Located, facts: Facts
) -> Taken | Full | None:
    """The open question takes what it can from what was said; None when it is no answer to it."""
    draft, conversation, question = now_open(library, progress)
    if question is None:
        return None
    agreed = _agreed(library, progress, event, facts) if isinstance(event, Said) else None
    return agreed or question.hear(event, asking(conversation, draft, question, facts))


def _agreed(library: Library, progress: Progress, event: Said, facts: Facts) -> Taken | None:
    """A bare "yes" agrees with what is remembered of them."""
    draft, conversation, question = now_open(library, progress)
    if question is None or normal(plain_text(event) or "") not in facts.wording.words("yes"):
        return None
    recalled = question.recalled(asking(conversation, draft, question, facts))
    return None if recalled is None else Taken(question.record(recalled))


def is_answer(library: Library, progress: Progress, event: Said, facts: Facts) -> bool:
    """This says whether a text answers the open question by one of the options that were shown."""
    question = now_open(library, progress)[2]
    if question is None:
        return False
    if question.closed and question.offered():
        return _understood(library, progress, event, facts) is not None
    return _agreed(library, progress, event, facts) is not None  # as remembered, or another
