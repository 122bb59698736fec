"""A new kind of anything without a journey fails: the registry is held against all journeys."""

from __future__ import annotations

import contextlib
import inspect
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

import conversations.screens
from bot.office import door as applying
from conversations import actions, declare, engine, reception, screens, views
from conversations.effects import Effect
from conversations.events import Event
from conversations.registry import CONVERSATIONS
from tests.house import House
from tests.journeys.replay import MOST_TELLING, NotUnderstood, journeys, opened, replay, undo_of

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


class Seen:
    """What was met on the way, by its sort."""

    def __init__(self) -> None:
        self.names: defaultdict[str, set[str]] = defaultdict(set)

    def spy(self, patch: pytest.MonkeyPatch) -> None:
        """Listen at the doors that every turn, effect and screen goes through."""
        self._listen(patch, reception, "receive", self._received)
        self._listen(patch, applying, "act", self._applied)
        for name, function in public_screens().items():
            module = inspect.getmodule(function)
            note = self._noting(name)
            self._listen(patch, module, function.__name__, note)

    def _noting(self, screen: str) -> Callable[..., None]:
        return lambda *_, **__: self.names["screen"].add(screen)

    @staticmethod
    def _listen(
        patch: pytest.MonkeyPatch, where: Any, name: str, heard: Callable[..., None]
    ) -> None:
        real = getattr(where, name)

        def listening(*args: Any, **kwargs: Any) -> Any:
            heard(*args, **kwargs)
            return real(*args, **kwargs)

        patch.setattr(where, name, listening)

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
        for name, kind in inspect.getmembers(declare, inspect.isclass)
        if issubclass(kind, declare.Question) and kind is not declare.Question
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


async def test_every_kind_has_its_journey(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Journeys are replayed, those that tell most first, until everything was met."""
    seen = Seen()
    seen.spy(monkeypatch)
    for number, path in enumerate(sorted(journeys(), key=_last_what_tells_little)):
        if not (missing := _missing(seen)):
            break
        url = sqlite_url.replace("test.db", f"{number}.db")
        async with House(url, tmp_path, undo=undo_of(path)) as house:
            await _as_far_as_it_goes(path, house)
    assert not missing, "\n".join(missing)
    assert not _wrongly_excused(seen)


def _last_what_tells_little(path: Path) -> bool:
    return path.stem not in MOST_TELLING


async def _as_far_as_it_goes(path: Path, house: House) -> None:
    """Whether a journey goes as written is another test's business."""
    with contextlib.suppress(NotUnderstood):
        await replay(opened(path), house)


def _missing(seen: Seen) -> list[str]:
    return sorted(
        f"{sort} {name} occurs in no journey"
        for sort, there in registered().items()
        for name in there - seen.names[sort] - set(WITHOUT[sort])
    )


def _wrongly_excused(seen: Seen) -> list[str]:
    return sorted(
        f"{sort} {name}: no excuse is needed, or it is not there"
        for sort, there in registered().items()
        for name in WITHOUT[sort]
        if name in seen.names[sort] or name not in there
    )


async def test_a_kind_without_a_journey_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    class NewView:
        """Nobody ever asks for it."""

    monkeypatch.setitem(views.VIEWS, NewView, views.VIEWS[views.Readers])
    assert "view NewView occurs in no journey" in _missing(Seen())
