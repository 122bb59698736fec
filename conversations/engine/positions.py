"""Where somebody is in a draft is derived from its answers, and never stored."""

from __future__ import annotations

from typing import Any

from conversations.declare import Conversation
from conversations.engine.steps import Library
from conversations.progress import Draft, Progress
from conversations.questions.base import Answers, Asking, Question
from conversations.views import Facts

Open = tuple[Draft, Conversation, Question[Any] | None]


def answers_of(conversation: Conversation, draft: Draft) -> Answers:
    return Answers(draft.answers, conversation)


def position(conversation: Conversation, draft: Draft) -> Question[Any] | None:
    """The first question is open that applies and has no settled answer.

    A late one, and one that is never asked by itself, is open only once it was asked for.
    """
    answers = answers_of(conversation, draft)
    for question in conversation:
        if question.applies(answers) and (
            question.id in draft.reopened
            or not (question.late or question.aside or answers.settled(question))
        ):
            return question
    return None


def now_open(library: Library, progress: Progress) -> Open:
    """A draft, its conversation and a question in it are open; no question at the summary."""
    draft = progress.open
    conversation = library[draft.conversation]
    return draft, conversation, position(conversation, draft)


def asking(
    conversation: Conversation,
    draft: Draft,
    question: Question[Any],
    facts: Facts,
    *,
    is_open: bool = True,
) -> Asking:
    """This is what a question may know of where it is asked."""
    return Asking(
        f"{conversation.id}-{question.id}",
        draft.answers.get(question.id, {}),
        draft,
        answers_of(conversation, draft),
        facts,
        is_open,
    )


def before(
    conversation: Conversation, draft: Draft, question: Question[Any] | None
) -> Question[Any] | None:
    """This finds the question that was asked before this one (None: before the summary)."""
    answers = answers_of(conversation, draft)
    asked = [
        q for q in conversation if q.applies(answers) and (q is question or not (q.late or q.aside))
    ]
    earlier = asked[: asked.index(question)] if question else asked
    return earlier[-1] if earlier else None


def late(conversation: Conversation, answers: Answers, facts: Facts) -> Question[Any] | None:
    """This finds the question that must still be answered before it is sent."""
    for question in conversation:
        if question.late is None or not question.applies(answers) or answers.settled(question):
            continue
        if question.late(answers, facts):
            return question
    return None


def turned_aside(conversation: Conversation, progress: Progress) -> bool:
    """It was begun halfway through something else, which one may rather go back to."""
    return conversation.manner.urgent and bool(progress.left)
