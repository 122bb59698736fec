"""Typed words do what a button does: its label, "terug", "overslaan" or "weggooien"."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.actions import Command, CommandName, decode
from conversations.engine.drafting import drafts
from conversations.engine.hearing import is_answer
from conversations.engine.positions import asking, now_open
from conversations.engine.showing import ask, edit_menu, offer_left
from conversations.engine.steps import Library
from conversations.events import Said, plain_text
from conversations.messages import Button, Message
from conversations.parsing import normal
from conversations.progress import Progress
from conversations.views import Facts

WORD_COMMANDS: tuple[CommandName, ...] = ("back", "skip", "discard", "pause")


def word_action(library: Library, progress: Progress, event: Said, facts: Facts) -> Command | None:
    """This finds the command that typed words stand for, when they stand for one."""
    text = plain_text(event)
    if text is None or not (said := normal(text)):
        return None
    for shown in _buttons(library, progress, facts):
        action = decode(shown.action)  # an option is read as any answer is
        if isinstance(action, Command) and normal(facts.wording.label(shown.label)) == said:
            return action
    if progress.current is None:
        return _about_left(progress, said, facts)
    if is_answer(library, progress, event, facts):
        return None
    return _about_open(library, progress, said, facts)


def _about_open(library: Library, progress: Progress, said: str, facts: Facts) -> Command | None:
    """Some words mean a command, wherever one is in the open draft."""
    draft, _, question = now_open(library, progress)
    detail = question.id if question else ""
    for name in WORD_COMMANDS:
        if said in facts.wording.words(name):
            return Command(draft.run, name, detail)
    if question is None and said in facts.wording.words("submit"):
        return Command(draft.run, "submit", str(draft.revision))
    return _refusal(library, progress, facts) if said in facts.wording.words("no") else None


def _refusal(library: Library, progress: Progress, facts: Facts) -> Command | None:
    """A bare "no" means a wrong summary, another answer than the remembered one, or none."""
    draft, conversation, question = now_open(library, progress)
    if question is None:
        return Command(draft.run, "edit")
    at = asking(conversation, draft, question, facts)
    if any(found is not None for found in (question.recalled(at), question.suggestion(at))):
        return Command(draft.run, "other", question.id)
    return Command(draft.run, "skip", question.id) if question.optional else None


def _about_left(progress: Progress, said: str, facts: Facts) -> Command | None:
    """Words take up or throw away what was put aside last, as its offer says."""
    offered = next((d for d in drafts(progress) if d.answers), None)
    if offered is None:
        return None
    if said in facts.wording.words("yes"):
        return Command(offered.run, "resume")
    if said in facts.wording.words("discard"):
        return Command(offered.run, "discard")
    return None


def _buttons(library: Library, progress: Progress, facts: Facts) -> Iterator[Button]:
    """These buttons stand open now."""
    if progress.current is None:
        shown: tuple[Message, ...] = offer_left(library, progress)
    else:
        draft, conversation, question = now_open(library, progress)
        shown = ask(library, progress, facts).messages
        if question is None:
            shown += (edit_menu(conversation, draft, facts),)
    for message in shown:
        for row in message.buttons:
            yield from row
