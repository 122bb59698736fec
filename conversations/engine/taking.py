"""What was heard or tapped becomes an answer, and the conversation goes on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from conversations.declare import Conversation
from conversations.effects import Effect
from conversations.engine.positions import answers_of, now_open
from conversations.engine.running import begin, go_on
from conversations.engine.showing import ask
from conversations.engine.steps import Library, Step
from conversations.messages import Text
from conversations.progress import Draft, Progress
from conversations.questions.base import Question, Record, Taken
from conversations.views import Facts


def take(
    library: Library, progress: Progress, question: Question[Any], taken: Taken, facts: Facts
) -> Step:
    """The question is settled, or asked further where that was only a beginning."""
    if taken.said is not None:
        telling = replace(progress.open, last_part_at=facts.now, album=taken.said.album)
        progress = replace(progress, current=telling)
    if taken.unfinished:
        step = _asked_further(library, progress, question, taken, facts)
    else:
        step = settle(library, progress, question, taken.record, facts)
    step = _thanking(step, taken)
    return step.keeping(taken.said.part) if taken.said else step


def _asked_further(
    library: Library, progress: Progress, question: Question[Any], taken: Taken, facts: Facts
) -> Step:
    begun = progress.open.with_answer(question.id, taken.record)
    progress = replace(progress, current=replace(begun, touched_at=facts.now))
    return ask(library, progress, facts, taken.ask)


def _thanking(step: Step, taken: Taken) -> Step:
    """The thanks stand above what is asked next, in one message."""
    if taken.thanks is None or not step.messages:
        return step
    asked, *rest = step.messages
    thanked = replace(asked, body=(Text(taken.thanks), *asked.body))
    return replace(step, messages=(thanked, *rest))


def settle(
    library: Library, progress: Progress, question: Question[Any], record: Record, facts: Facts
) -> Step:
    """A question has its answer, or was skipped."""
    draft, conversation, _ = now_open(library, progress)
    told = question.gathers and "value" in record
    draft = replace(
        draft.with_answer(question.id, record),
        touched_at=facts.now,
        last_part_at=draft.last_part_at if told else None,
    )
    effects = _at_once(conversation, question, draft, facts)
    step = Step(replace(progress, current=draft), (), effects)
    if told and (other := _detour(conversation, question, record, facts)):
        moved, carry = replace(progress, current=None), {question.id: record}
        return step.then(begin(library, moved, other, facts, carry=carry, offering=False))
    return step.then(go_on(library, step.progress, facts))


def _at_once(
    conversation: Conversation, question: Question[Any], draft: Draft, facts: Facts
) -> tuple[Effect, ...]:
    """An answer may change something before the rest is answered."""
    if conversation.on_answer is None:
        return ()
    return conversation.on_answer(question, answers_of(conversation, draft), draft, facts)


def _detour(
    conversation: Conversation, story: Question[Any], record: Record, facts: Facts
) -> str | None:
    """What was told may belong in another conversation rather than here."""
    if conversation.detour is None:
        return None
    return conversation.detour(story.load(record["value"]), facts)
