"""Somebody asked for a person halfway: the task says what was told, or it is handed in."""

from __future__ import annotations

from dataclasses import replace

from conversations import engine
from conversations.effects import AddTask, Effect
from conversations.engine import Step
from conversations.progress import Draft
from conversations.reactions import as_told
from conversations.reception.words import FORGET_AFTER
from conversations.turn import Turn


def with_words(before: Turn, step: Step) -> Step:
    """A task that came out of an unfinished draft says what had been told in it.

    Who asks to be called while telling something need not come back to it: it goes to a person.
    """
    tasks = [effect for effect in step.effects if isinstance(effect, AddTask)]
    if not tasks:
        return step
    called = next((task for task in tasks if task.what == "call"), None)
    draft = _told_before_a_call(before) if called else None
    if called and draft:
        return _handed_in(before, step, called, draft)
    return _told(before, step)


def _handed_in(before: Turn, step: Step, called: AddTask, draft: Draft) -> Step:
    call, when = called.details.get("phone"), called.details["moment"]
    sent = as_told(before.library, draft, before.facts, call=call, when=when)
    others = tuple(effect for effect in step.effects if effect is not called)
    handed_in = engine.without(step.progress, draft)
    return replace(step, progress=handed_in, effects=(*others, sent))


def _told(before: Turn, step: Step) -> Step:
    library, progress, facts = before.library, before.progress, before.facts
    if not (told := engine.told(library, progress)):
        return step
    hidden_from = engine.kept_from(library, progress, facts)

    def telling(effect: Effect) -> Effect:
        if not isinstance(effect, AddTask) or effect.about is not None or effect.what == "erase":
            return effect
        return replace(effect, details={**told, **effect.details}, hidden_from=hidden_from)

    return replace(step, effects=tuple(map(telling, step.effects)))


def _told_before_a_call(before: Turn) -> Draft | None:
    current = before.progress.current
    if current is None or current.conversation != "call" or current.about is not None:
        return None
    return engine.told_lately(before.library, before.progress, FORGET_AFTER, before.facts)
