"""Somebody taps an option, or something that is done to a draft."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from conversations.actions import Answer, Command
from conversations.declare import Conversation, Improve
from conversations.engine.drafting import FIRST, leave, without
from conversations.engine.positions import (
    answers_of,
    asking,
    before,
    now_open,
    position,
    turned_aside,
)
from conversations.engine.reminding import as_it_is
from conversations.engine.running import restart, resume, submit
from conversations.engine.showing import (
    HOME,
    REMEMBERED,
    ask,
    done_with,
    edit_menu,
    passed,
    resume_button,
    show_chosen,
)
from conversations.engine.steps import Library, Step
from conversations.engine.taking import settle, take
from conversations.engine.telling import parts_told
from conversations.events import Tapped
from conversations.messages import Text, say
from conversations.progress import Draft, Progress
from conversations.questions.base import Asking, Question, Taken
from conversations.views import Facts

# An option


def choose(
    library: Library, progress: Progress, action: Answer, tapped: Tapped | None, facts: Facts
) -> Step:
    """An option was tapped: of the open question, or of one that was answered before."""
    draft = progress.current
    if draft is None or draft.run != action.run:
        return passed(library, progress, facts)
    conversation = library[draft.conversation]
    question = conversation.question(action.question)
    now = position(conversation, draft)
    if question is None or not _may_answer(conversation, draft, question, now):
        return passed(library, progress, facts)
    at = asking(conversation, draft, question, facts, is_open=question is now)
    taken = _tapped(question, action.code, at)
    if taken is None:
        return passed(library, progress, facts, "option-gone")
    step = take(library, progress, question, taken, facts)
    if not (at.is_open or taken.unfinished):
        step = step.first_saying(say("answer-changed"))
    return replace(step, gestures=show_chosen(tapped, taken.label, facts))


def _tapped(question: Question[Any], code: str, at: Asking) -> Taken | None:
    """The tap confirms what is remembered of them, or means what the question makes of it."""
    if code != REMEMBERED:
        return question.tapped(code, at)
    recalled = question.recalled(at)
    return None if recalled is None else Taken(question.record(recalled), label=Text("button-yes"))


def _may_answer(
    conversation: Conversation, draft: Draft, question: Question[Any], now: Question[Any] | None
) -> bool:
    """An option counts of the open question, and of one that was answered and still applies."""
    if question is now:
        return True
    return question.id in draft.answers and question.applies(answers_of(conversation, draft))


# Something done to a draft


def command(
    library: Library, progress: Progress, action: Command, tapped: Tapped | None, facts: Facts
) -> Step:
    """Something is done to a draft, by button or by word."""
    draft = progress.draft(action.run)
    if draft is None or draft.conversation not in library:
        return passed(library, progress, facts)
    match action.name:
        case "resume":
            return resume(library, progress, action.run, facts)
        case "restart":
            return restart(library, progress, draft, facts)
        case "edit" | "change" if draft is progress.current:
            return _edit(library, progress, action, facts)
        case "discard":
            step: Step | None = Step(without(progress, draft), (say("discarded", HOME),))
        case "as_is" if draft.conversation == FIRST and parts_told(library, draft):
            step = as_it_is(library, progress, draft, facts)
        case _ if draft is progress.current:
            step = _on_the_way(library, progress, action, facts)
        case _:
            step = None
    return passed(library, progress, facts) if step is None else done_with(step, tapped)


def _edit(library: Library, progress: Progress, action: Command, facts: Facts) -> Step:
    """The menu of what can be changed is shown, and stays; or one thing of it was tapped."""
    draft, conversation, _ = now_open(library, progress)
    if action.name == "edit":
        return Step(progress, (edit_menu(conversation, draft, facts),))
    return _reopen(library, progress, action.detail, facts)


def _on_the_way(library: Library, progress: Progress, action: Command, facts: Facts) -> Step | None:
    """Something is done to the open draft; None where the button no longer counts."""
    draft, conversation, question = now_open(library, progress)
    match action.name:
        case "pause":
            return Step(leave(progress), (say("paused", resume_button(draft)),))
        case "submit":
            return submit(library, progress, action.detail, facts)
        case "back":
            return _back(library, progress, facts)
        case "take_over" if question is None and conversation.improve:
            return _improve(library, progress, conversation.improve, action.detail, facts)
        case "skip":
            return _skip(library, progress, action.detail, facts)
        case "keep":
            return _keep(library, progress, action.detail, facts)
    return _of_question(library, progress, question, action, facts) if question else None


def _of_question(
    library: Library, progress: Progress, question: Question[Any], action: Command, facts: Facts
) -> Step | None:
    """Other buttons do something to the open question; None where they no longer count."""
    draft, conversation, _ = now_open(library, progress)
    if action.name == "done":
        finished = question.finished(asking(conversation, draft, question, facts))
        return take(library, progress, question, finished, facts) if finished else None
    if conversation.question(action.detail) is not question:
        return None
    if action.name == "other":
        plainly = replace(draft, plainly=(*draft.plainly, question.id))
        return ask(library, replace(progress, current=plainly), facts)
    if action.name == "add" and question.gathers:
        adding = replace(progress, current=replace(draft, adding=True))
        return Step(adding, (say("add-to-story"),))
    return None


def _skip(library: Library, progress: Progress, question_id: str, facts: Facts) -> Step:
    _, conversation, question = now_open(library, progress)
    if question is None or conversation.question(question_id) is not question:
        return passed(library, progress, facts)
    if not question.optional:
        return ask(library, progress, facts).first_saying(say("cannot-skip"))
    return settle(library, progress, question, {"skipped": True}, facts)


def _keep(library: Library, progress: Progress, question_id: str, facts: Facts) -> Step:
    draft, conversation, question = now_open(library, progress)
    if question is None or conversation.question(question_id) is not question:
        return passed(library, progress, facts)
    if question.id not in draft.reopened or question.id not in draft.answers:
        return passed(library, progress, facts)
    return settle(library, progress, question, draft.answers[question.id], facts)


def _back(library: Library, progress: Progress, facts: Facts) -> Step:
    draft, conversation, question = now_open(library, progress)
    undone = question.back(asking(conversation, draft, question, facts)) if question else None
    if undone is not None:
        undone = replace(undone, touched_at=facts.now)
        return ask(library, replace(progress, current=undone), facts)
    asked = before(conversation, draft, question)
    if asked is not None:
        return _reopen(library, progress, asked.id, facts)
    if turned_aside(conversation, progress):
        return resume(library, leave(progress), progress.left[-1].run, facts)
    return ask(library, progress, facts).first_saying(say("nothing-before"))


def _reopen(library: Library, progress: Progress, question_id: str, facts: Facts) -> Step:
    draft, conversation, _ = now_open(library, progress)
    question = conversation.question(question_id)
    if question is None or not (question.id in draft.answers or question.aside):
        return passed(library, progress, facts)
    reopened = replace(
        draft,
        reopened=(question.id,),
        adding=False,
        misses=0,
        repeated=False,
        last_part_at=None,
        touched_at=facts.now,
    )
    return ask(library, replace(progress, current=reopened), facts)


def _improve(
    library: Library, progress: Progress, improve: Improve, detail: str, facts: Facts
) -> Step:
    """A suggestion under the preview was taken over."""
    draft, conversation, _ = now_open(library, progress)
    better = improve(answers_of(conversation, draft), detail)
    if not better:
        return passed(library, progress, facts)
    for question in conversation:
        if question.id in better:
            draft = draft.with_answer(question.id, question.record(better[question.id]))
    return ask(library, replace(progress, current=replace(draft, touched_at=facts.now)), facts)
