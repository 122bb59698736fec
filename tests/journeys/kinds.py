"""Which kinds of anything the journeys meet: the registry is held against all of them together.

The journeys are played anyway, by any number of workers: each test says what its journey met, and
the process that began the run judges at the end. No journey is played twice.
"""

from __future__ import annotations

import functools
import inspect
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, cast, get_args

import pytest

import conversations.screens
from bot.office.door import Sitting
from conversations import actions, engine, questions, reception, screens, views
from conversations.effects import Effect
from conversations.events import Event
from conversations.registry import CONVERSATIONS
from conversations.screens import shown
from tests.journeys.replay import journeys

# Where to listen: a module and the name of its function.
TURNS: tuple[object, str] = (reception, "receive")
EFFECTS: tuple[object, str] = (Sitting, "act")
SCREENS = cast(dict[str, shown.Screen], shown.SCREENS)  # these are found in a table

MET = "met"  # the property of a test's report: what was met, by the name of the journey
NODE = "tests/journeys/kinds.py::every_kind_has_its_journey"
Outcome = Literal["passed", "failed", "skipped"]
Names = Mapping[str, Iterable[str]]  # of kinds, by their sort

# What no journey shows, and why. An entry that a journey does show fails too.
WITHOUT: dict[str, dict[str, str]] = {
    "conversation": {},
    "question": {},
    "effect": {},
    "event": {
        "InRoom": "happens in a group, which has no phone to look at; the Telegram tests",
        "RoomMoved": "happens in a group, which has no phone to look at; the Telegram tests",
        "Nothing": "an update that says nothing to anybody; the Telegram tests",
    },
    "view": {},
    "screen": {},
    "action": {},
}


class Met:
    """What was met on the way, by its sort."""

    def __init__(self) -> None:
        self.names: defaultdict[str, set[str]] = defaultdict(set)

    def listen(self, patch: pytest.MonkeyPatch) -> None:
        """Listen at the doors that every turn, effect and screen goes through."""
        for place, heard in ((TURNS, self._received), (EFFECTS, self._applied)):
            owner, name = place
            patch.setattr(owner, name, _heard(getattr(owner, name), heard))
        shows = {function: name for name, function in public_screens().items()}
        for function, name in shows.items():
            seen = _heard(function, self._noting(name))
            patch.setattr(inspect.getmodule(function), function.__name__, seen)
        for asked, screen in SCREENS.items():
            if screen.render in shows:
                seen = _heard(screen.render, self._noting(shows[screen.render]))
                patch.setitem(SCREENS, asked, replace(screen, render=seen))

    def _noting(self, screen: str) -> Callable[..., None]:
        return lambda *_, **__: self.names["screen"].add(screen)

    def _received(self, library: Any, progress: Any, event: Any, facts: Any) -> None:
        self.names["event"].add(type(event).__name__)
        found = [want.view.__name__ for want, value in facts.views.items() if value is not None]
        self.names["view"].update(found)
        if progress.current is not None:
            conversation = library[progress.current.conversation]
            self.names["conversation"].add(conversation.id)
            question = engine.position(conversation, progress.current)
            if question is not None:
                self.names["question"].add(type(question).__name__)
        if hasattr(event, "action") and (action := actions.decode(event.action)):
            self.names["action"].add(type(action).__name__)

    def _applied(self, _: Any, caused: Any) -> None:
        self.names["effect"].update(type(effect).__name__ for _, effect in caused)


def _heard(real: Callable[..., Any], heard: Callable[..., None]) -> Callable[..., Any]:
    @functools.wraps(real)
    def listening(*args: Any, **kwargs: Any) -> Any:
        heard(*args, **kwargs)
        return real(*args, **kwargs)

    return listening


@functools.cache
def public_screens() -> dict[str, Any]:
    """Every function in `conversations/screens/` that makes messages to look at."""
    found: dict[str, Any] = {}
    for file in sorted(Path(screens.__file__).parent.glob("[a-z]*.py")):
        module = getattr(conversations.screens, file.stem)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            returned = str(inspect.signature(function).return_annotation)
            if function.__module__ == module.__name__ and "Message" in returned:
                found[f"{file.stem}.{name}"] = function
    return found


def question_kinds() -> set[str]:
    return {
        name
        for name, kind in inspect.getmembers(questions, inspect.isclass)
        if issubclass(kind, questions.Question) and kind is not questions.Question
    }


def registered() -> dict[str, set[str]]:
    """All there is, as the product itself lists it."""
    return {
        "conversation": {conversation.id for conversation in CONVERSATIONS},
        "question": question_kinds(),
        "effect": {kind.__name__ for kind in get_args(Effect)},
        "event": {kind.__name__ for kind in get_args(Event)},
        "view": {view.__name__ for view in views.VIEWS},
        "screen": set(public_screens()),
        "action": {kind.__name__ for kind in get_args(actions.Action)},
    }


def missing(met: Names) -> list[str]:
    return sorted(
        f"{sort} {name} occurs in no journey"
        for sort, there in registered().items()
        for name in there - set(met.get(sort, ())) - set(WITHOUT[sort])
    )


def wrongly_excused(met: Names) -> list[str]:
    return sorted(
        f"{sort} {name}: no excuse is needed, or it is not there"
        for sort, there in registered().items()
        for name in WITHOUT[sort]
        if name in met.get(sort, ()) or name not in there
    )


def judged(played: Mapping[str, Names]) -> tuple[Outcome, str]:
    """What follows from what each journey met that went as written."""
    everything = {path.stem for path in journeys()}
    if played.keys() != everything:
        return "skipped", f"not judged: {len(played)} of {len(everything)} journeys were played"
    met: defaultdict[str, set[str]] = defaultdict(set)
    for names in played.values():
        for sort, found in names.items():
            met[sort].update(found)
    faults = [*missing(met), *wrongly_excused(met)]
    return ("failed", "\n".join(faults)) if faults else ("passed", "")


class Judge:
    """Hears every report, from whichever worker, and adds one of its own."""

    def __init__(self, config: pytest.Config) -> None:
        self._hook: Any = config.hook
        self._played: dict[str, Names] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        for name, value in report.user_properties:
            if name == MET and report.when == "call" and report.passed:
                self._played.update(cast(dict[str, Names], value))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if not self._played:
            return
        outcome, said = judged(self._played)
        reason: Any = (NODE, 0, said) if outcome == "skipped" else said or None
        where = (NODE.partition("::")[0], 0, NODE.partition("::")[2])
        report = pytest.TestReport(NODE, where, {}, outcome, reason, "call")
        self._hook.pytest_runtest_logreport(report=report)
        if report.failed:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
