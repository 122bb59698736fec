"""The open question, the summary and the way back to what was left are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from conversations.actions import Answer, Command, CommandName, Show, encode
from conversations.declare import Conversation
from conversations.effects import Gesture, ShowChosen
from conversations.engine.drafting import drafts
from conversations.engine.positions import answers_of, asking, before, now_open, turned_aside
from conversations.engine.steps import Library, Step
from conversations.events import Tapped
from conversations.messages import Arg, Label, Message, Rows, Text, button, column, say
from conversations.progress import Draft, Progress
from conversations.questions.base import Answers, Question
from conversations.views import ContributionCard, Facts

REMEMBERED = "~"  # the code of "yes, that one" under a remembered answer
HOME = column(button("button-home", encode(Show("home"))))
NOT_FOR_YOU = say("not-for-you", HOME)


def ask(library: Library, progress: Progress, facts: Facts, how: str = "ask") -> Step:
    """The open question is asked; where none is left, the summary is."""
    draft, conversation, question = now_open(library, progress)
    if question is None:
        return Step(progress, _summary(conversation, draft, facts))
    codes = tuple(o.code for o in question.offered())
    if codes and draft.shown.get(question.id) != codes:
        draft = replace(draft, shown={**draft.shown, question.id: codes})
        progress = replace(progress, current=draft)
    asked = _question(conversation, draft, question, facts, how)
    if turned_aside(conversation, progress) and before(conversation, draft, question) is None:
        back = button("button-back", _command(draft, "back", question))
        asked = replace(asked, buttons=asked.buttons + column(back))
    return Step(progress, (asked,))


def ask_again(library: Library, progress: Progress, facts: Facts) -> tuple[Message, ...]:
    """The open question is asked once more; nothing is when none is open."""
    return ask(library, progress, facts).messages if progress.current else ()


def said_again(library: Library, progress: Progress, facts: Facts) -> Step:
    """The open question is asked in simpler words: what was said is no answer to it."""
    question = now_open(library, progress)[2]
    return ask(library, progress, facts, "ask" if question is None else "again")


def passed(
    library: Library, progress: Progress, facts: Facts, key: str = "tap-passed", **args: Arg
) -> Step:
    """A button no longer counts: that is said kindly, and what is open is asked again."""
    if progress.current is None or progress.current.conversation not in library:
        return Step(progress, (Message((Text(key, args),), HOME),))
    return ask(library, progress, facts).first_saying(Message((Text(key, args),)))


# The open question


def _question(
    conversation: Conversation, draft: Draft, question: Question[Any], facts: Facts, how: str
) -> Message:
    at = asking(conversation, draft, question, facts)
    args = _names(conversation, draft, facts)
    given = at.answers.get(question) if question.id in draft.reopened else None
    body: tuple[Text, ...]
    if given is not None:
        shown = Text("earlier-answer", {"answer": question.show(given, at.key)})
        body = (shown, Text(f"{at.key}-ask", args))
        keep = button("button-keep", _command(draft, "keep", question))
        rows = column(keep) + question.rows(at)
    elif how == "ask" and (recalled := question.recalled(at)) is not None:
        shown_answer = question.show(recalled, at.key)
        body = (Text(f"{at.key}-remembered", {**args, "answer": shown_answer}),)
        rows = _remembered_rows(draft, question)
    else:
        body = (question.prompt(how, at, args),)
        rows = question.rows(at)
    return Message(body, rows + _way_rows(conversation, draft, question, facts))


def _way_rows(
    conversation: Conversation, draft: Draft, question: Question[Any], facts: Facts
) -> Rows:
    """Skip and back stand side by side and last."""
    ways = []
    at = asking(conversation, draft, question, facts)
    some = "value" in at.record and (question.id in draft.reopened or at.record.get("open"))
    if question.optional and not some:
        ways.append(button(question.skip, _command(draft, "skip", question)))
    if before(conversation, draft, question) or question.back(at):
        ways.append(button("button-back", _command(draft, "back", question)))
    return (tuple(ways),) if ways else ()


def _remembered_rows(draft: Draft, question: Question[Any]) -> Rows:
    return column(
        button("button-yes", encode(Answer(draft.run, question.id, REMEMBERED))),
        button("button-other", _command(draft, "other", question)),
    )


def _command(draft: Draft, name: CommandName, question: Question[Any]) -> str:
    return encode(Command(draft.run, name, question.id))


def _names(conversation: Conversation, draft: Draft, facts: Facts) -> Mapping[str, Arg]:
    """The texts of its questions may name this."""
    if conversation.names:
        return dict(conversation.names(answers_of(conversation, draft), facts))
    if draft.about is None or ContributionCard not in conversation.needs:
        return {}
    card = facts.find(ContributionCard, draft.about)
    return {"number": card.number} if card else {}


# The summary


def _summary(conversation: Conversation, draft: Draft, facts: Facts) -> tuple[Message, ...]:
    answers = answers_of(conversation, draft)
    rows = column(
        button("button-submit", encode(Command(draft.run, "submit", str(draft.revision)))),
        button("button-edit", encode(Command(draft.run, "edit"))),
        button("button-discard", encode(Command(draft.run, "discard"))),
    )
    if conversation.preview:
        shown = conversation.preview(answers, draft, facts)
        return (*shown, say("preview-ask", rows))
    found = (q for q in conversation if q.applies(answers))
    lines = tuple(line for q in found for line in _lines(conversation, draft, q, answers))
    return (say("summary", rows, answers=lines),)


def _lines(
    conversation: Conversation, draft: Draft, question: Question[Any], answers: Answers
) -> tuple[Arg, ...]:
    """Show an answer in the summary, also one that is taken away from what was sent."""
    value = answers.get(question)
    if value is None:
        taken_away = draft.about is not None and "skipped" in draft.answers.get(question.id, {})
        return (Text(question.skip),) if taken_away else ()
    key = f"{conversation.id}-{question.id}"
    shown = question.show(value, key)
    if question.named:
        return (Text("named-answer", {"name": Text(f"{key}-name"), "answer": shown}),)
    return shown if isinstance(shown, tuple) else (shown,)


def edit_menu(conversation: Conversation, draft: Draft, facts: Facts) -> Message:
    """The menu lists all that can be changed before it is sent."""
    answers = answers_of(conversation, draft)
    choices = [
        button(f"{conversation.id}-{q.id}-name", encode(Command(draft.run, "change", q.id)))
        for q in conversation
        if q.applies(answers)
        and (q.id in draft.answers or q.aside)
        and (q.late is None or q.late(answers, facts))
    ]
    nothing = button("button-nothing", encode(Command(draft.run, "resume")))
    return say("edit-what", column(*choices, nothing))


# What was left


def pick_up(draft: Draft, key: str) -> Message:
    """An unfinished draft is offered again."""
    rows = column(
        button("button-resume", encode(Command(draft.run, "resume"))),
        button("button-restart", encode(Command(draft.run, "restart"))),
        button("button-discard", encode(Command(draft.run, "discard"))),
    )
    return say(key, rows, what=Text(f"{draft.conversation}-what"))


def resume_button(draft: Draft) -> Rows:
    return column(button("button-resume", encode(Command(draft.run, "resume"))))


def offer_left(library: Library, progress: Progress) -> tuple[Message, ...]:
    """What is unfinished is offered again: the open draft, else the one put aside last."""
    unfinished = _unfinished(library, progress)
    return (pick_up(unfinished, "pick-up"),) if unfinished else ()


def way_back(library: Library, progress: Progress) -> Rows:
    """A button leads to what was left last, when something was."""
    unfinished = _unfinished(library, progress)
    return resume_button(unfinished) if unfinished else ()


def _unfinished(library: Library, progress: Progress) -> Draft | None:
    known = (d for d in drafts(progress) if d.answers and d.conversation in library)
    return next(known, None)


# What becomes of the buttons that were tapped


def show_chosen(
    tapped: Tapped | None, label: Text | Label | None, facts: Facts
) -> tuple[Gesture, ...]:
    """What was chosen stands where its buttons stood."""
    if tapped is None or tapped.message is None or tapped.shown is None or label is None:
        return ()
    return (ShowChosen(tapped.message, tapped.shown, facts.wording.label(label)),)


def show_understood(tapped: Tapped | None, facts: Facts) -> tuple[Gesture, ...]:
    """The notice stays, and shows that it was understood."""
    return show_chosen(tapped, Text("button-understood"), facts)


def done_with(step: Step, tapped: Tapped | None) -> Step:
    """After a command, its buttons have done their work."""
    if tapped is None or tapped.message is None or tapped.shown is None:
        return step
    return replace(step, gestures=(ShowChosen(tapped.message, tapped.shown, ""),))
