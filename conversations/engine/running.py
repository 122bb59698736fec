"""A conversation begins, goes on and is handed in; from there another one may begin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from conversations.declare import Conversation, Result
from conversations.effects import Remember
from conversations.engine.drafting import earlier, leave, run_code, without
from conversations.engine.positions import answers_of, late, now_open
from conversations.engine.showing import HOME, ask, offer_left, passed, pick_up
from conversations.engine.steps import Library, Step
from conversations.messages import Message, Text, say
from conversations.progress import Draft, Progress
from conversations.questions.base import Answers, Record
from conversations.screens.helplines import youth_worker
from conversations.views import Facts


def begin(
    library: Library,
    progress: Progress,
    conversation_id: str,
    facts: Facts,
    *,
    about: int | None = None,
    seen: int | None = None,
    carry: Mapping[str, Record] | None = None,
    offering: bool = True,
) -> Step:
    """A conversation starts; what was open is left, to be picked up later.

    A draft of the same conversation that already holds answers is offered first, if `offering`.
    """
    waiting = earlier(progress, conversation_id, about) if offering else None
    if waiting:
        return Step(progress, (pick_up(waiting, "pick-up-or-restart"),))
    draft = Draft(
        conversation=conversation_id,
        run=run_code(progress.runs),
        answers=dict(carry or {}),
        about=about,
        seen=seen,
        touched_at=facts.now,
        last_part_at=facts.now if carry else None,
    )
    if (refusal := _refusal(library[conversation_id], draft, facts)) is not None:
        return _refused(library, progress, refusal, facts)
    progress = replace(leave(progress), runs=progress.runs + 1, current=draft)
    return go_on(library, progress, facts)


def _refusal(conversation: Conversation, draft: Draft, facts: Facts) -> Message | None:
    """This says why it may not begin, if it may not."""
    if conversation.manner.contact and facts.me.young:
        return Message((Text("young-no-contact"), *youth_worker(facts)))
    return conversation.gate(draft, facts) if conversation.gate else None


def _refused(library: Library, progress: Progress, refusal: Message, facts: Facts) -> Step:
    """It is not begun: what was open stays open, else there is the way home."""
    if progress.current is None:
        return Step(progress, (replace(refusal, buttons=refusal.buttons or HOME),))
    return ask(library, progress, facts).first_saying(refusal)


def restart(library: Library, progress: Progress, draft: Draft, facts: Facts) -> Step:
    return begin(
        library,
        without(progress, draft),
        draft.conversation,
        facts,
        about=draft.about,
        seen=draft.seen,
        offering=False,
    )


def resume(library: Library, progress: Progress, run: str, facts: Facts) -> Step:
    """A draft is taken up where it was left."""
    draft = progress.draft(run)
    if draft is None or draft.conversation not in library:
        return passed(library, progress, facts)
    taken_up = replace(
        draft,
        misses=0,
        adding=False,
        repeated=False,
        reminded=False,
        album=None,
        touched_at=facts.now,
        last_part_at=None,
    )
    left = leave(without(progress, draft))
    return go_on(library, replace(left, current=taken_up), facts)


def go_on(library: Library, progress: Progress, facts: Facts) -> Step:
    """What is open is asked; a conversation that shows no summary is handed in after the last."""
    draft, conversation, question = now_open(library, progress)
    if question is None and not conversation.reads_back(answers_of(conversation, draft)):
        return submit(library, progress, str(draft.revision), facts)
    return ask(library, progress, facts)


def submit(library: Library, progress: Progress, revision: str, facts: Facts) -> Step:
    """What was read back is handed in, unless something is open or was added since."""
    draft, conversation, question = now_open(library, progress)
    if question is not None:
        return ask(library, progress, facts)
    if revision != str(draft.revision):
        return ask(library, progress, facts).first_saying(say("something-was-added"))
    answers = answers_of(conversation, draft)
    if (needed := late(conversation, answers, facts)) is not None:
        asked_for = replace(draft, reopened=(needed.id,), touched_at=facts.now)
        return ask(library, replace(progress, current=asked_for), facts)
    result = conversation.on_submit(answers, draft, facts)
    effects = (*result.effects, *_remembering(conversation, answers))
    step = Step(replace(progress, current=None), result.messages, effects)
    return _afterwards(library, step, result, facts)


def _remembering(conversation: Conversation, answers: Answers) -> tuple[Remember, ...]:
    remembered: dict[str, Any] = {
        q.id: q.dump(value)
        for q in conversation
        if q.remembered and (value := answers.get(q)) is not None
    }
    return (Remember(remembered),) if remembered else ()


def _afterwards(library: Library, step: Step, result: Result, facts: Facts) -> Step:
    """Another conversation follows, or what was left is offered again."""
    if not result.then:
        offered = offer_left(library, step.progress) if result.offers_left else ()
        return replace(step, messages=(*step.messages, *offered))
    following = begin(
        library,
        step.progress,
        result.then,
        facts,
        about=result.about,
        carry=result.carry,
        offering=False,
    )
    return step.then(following)
