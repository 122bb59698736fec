"""The privacy notice, with the first reply after something was kept."""

from __future__ import annotations

from dataclasses import replace

from conversations import engine
from conversations.effects import AddTask, RecordNotice, SubmitContribution
from conversations.engine import Library, Step
from conversations.events import ClockRang, Event, Submitted
from conversations.roles import May
from conversations.screens import home
from conversations.views import Facts


def with_notice(library: Library, step: Step, event: Event, facts: Facts) -> Step:
    """The notice stands before the question of the reply.

    Source: GDPR art. 13; nothing waits for the tap on "Begrepen".
    """
    version = facts.programme.notice_version
    if facts.me.notice == version or not step.messages or facts.me.may(May.READ_ALL):
        return step
    if not isinstance(event, Submitted) and not _keeps(library, step):
        return step
    *earlier, last = step.messages
    notice = home.privacy_notice(facts)
    # Where nothing is asked it comes last: nobody in sorrow, or reminded, reads about data first.
    after = isinstance(event, ClockRang) or step.progress.current is None
    return replace(
        step,
        messages=(*step.messages, notice) if after else (*earlier, notice, last),
        effects=(*step.effects, RecordNotice(version, facts.me.language)),
    )


def _keeps(library: Library, step: Step) -> bool:
    """Return whether something of theirs is kept, and nothing urgent is going on."""
    current = step.progress.current
    if current and library[current.conversation].manner.urgent:
        return False
    if any(isinstance(effect, SubmitContribution | AddTask) for effect in step.effects):
        return True
    return any(draft.answers for draft in engine.drafts(step.progress))
