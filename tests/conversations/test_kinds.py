"""A kind of question is one file: the engine runs one that it has never heard of."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from conversations import declare, engine, options, parsing, questions
from conversations.actions import Command, encode
from conversations.declare import Conversation, Result
from conversations.effects import KeepMedia, Remember
from conversations.events import Located, Said
from conversations.messages import Arg, Label, Rows, Text, button, column, say
from conversations.questions import Answers, Question, Reading, ShortText
from conversations.questions.base import Asking, Full, Taken, answer_button
from tests.conversations.world import World

# A kind that is not among those of the product


@dataclass(frozen=True, kw_only=True)
class Tally(Question[int]):
    """Something is counted: a tap or a photo is one more, and a number is all of them."""

    def read(self, text: str, using: Reading) -> int | None:
        return parsing.read_number(text)

    def load(self, data: Any) -> int:
        return int(data)

    def show(self, value: int, key: str) -> Arg:
        return value

    def hear(self, event: Said | Located, asking: Asking) -> Taken | Full | None:
        if isinstance(event, Said) and event.part.media is not None:
            return replace(self._counted(asking), said=event)
        return super().hear(event, asking)

    def tapped(self, code: str, asking: Asking) -> Taken | None:
        return self._counted(asking) if code == "one" else None

    def finished(self, asking: Asking) -> Taken | None:
        count = _count(asking)
        return Taken(self.record(count)) if count else None

    def rows(self, asking: Asking) -> Rows:
        done = button("button-done", encode(Command(asking.draft.run, "done", self.id)))
        return column(answer_button(self, "one", ONE, asking), done)

    def prompt(self, how: str, asking: Asking, args: Mapping[str, Arg]) -> Text:
        count = _count(asking)
        return super().prompt("more" if count else how, asking, {**args, "count": count})

    def back(self, asking: Asking) -> Any:
        count = _count(asking)
        if count < 2:
            return asking.draft.without_answer(self.id) if count else super().back(asking)
        return asking.draft.with_answer(self.id, {**self.record(count - 1), "open": True})

    def _counted(self, asking: Asking) -> Taken:
        return Taken({**self.record(_count(asking) + 1), "open": True}, label=ONE)


def _count(asking: Asking) -> int:
    """How many there are while the counting is not done."""
    return int(asking.record["value"]) if asking.record.get("open") else 0


ONE = Label({"nl": "Nog een", "en": "One more"})

bikes = Tally("bikes", remembered=True)
name = ShortText("name", optional=True)


def submit(answers: Answers, draft: Any, facts: Any) -> Result:
    return Result((), (say("bsn-and-now"),))


TALLY = Conversation("tally", questions=(bikes, name), on_submit=submit)


@pytest.fixture
def world() -> World:
    found = World(more=(TALLY,))
    found.opens("tally")
    return found


def bikes_of(world: World) -> Any:
    return world.draft.answers.get("bikes")


def test_it_is_asked_tapped_and_finished_in_its_own_way(world: World) -> None:
    assert world.shown(world.screen[-1]).texts == ("Hoeveel fietsen staan er?",)
    assert world.labels == ["Nog een", "Klaar"]
    world.taps("Nog een")
    assert world.taps("Nog een") == ["Dat zijn er 2. Nog een? Of tik op Klaar."]
    assert bikes_of(world) == {"value": 2, "open": True}
    world.says("klaar")
    assert bikes_of(world) == {"value": 2}
    assert world.open == "tally-name"


def test_it_hears_what_no_other_kind_hears(world: World) -> None:
    assert world.sends("photo")[-1] == "Dat zijn er 1. Nog een? Of tik op Klaar."
    assert len(world.effects_of(KeepMedia)) == 1
    assert not world.progress.left
    world.says("12 fietsen")
    assert bikes_of(world) == {"value": 12}


def test_what_it_does_not_hear_is_asked_for_again(world: World) -> None:
    assert world.says("veel") == ["Nog een keer: hoeveel fietsen staan er?"]


def test_going_back_undoes_the_last_tap_first(world: World) -> None:
    world.taps("Nog een")
    world.taps("Nog een")
    assert world.taps("⬅️ Terug") == ["Dat zijn er 1. Nog een? Of tik op Klaar."]
    assert world.taps("⬅️ Terug") == ["Hoeveel fietsen staan er?"]
    assert bikes_of(world) is None
    assert "⬅️ Terug" not in world.labels


def test_it_is_read_back_changed_sent_and_remembered(world: World) -> None:
    world.says("3")
    (summary,) = world.says("Fatma")
    assert "3" in summary
    world.says("nee")
    world.taps("Fietsen")
    assert world.open == "tally-bikes"
    world.says("4")
    world.taps("✅ Ja, verstuur")
    assert world.effects_of(Remember) == [Remember({"bikes": 4})]


def test_a_tap_after_it_was_answered_opens_it_again(world: World) -> None:
    world.says("3")
    world.taps("Nog een")
    assert bikes_of(world) == {"value": 1, "open": True}
    assert world.open == "tally-bikes"


# Nobody above the kinds knows one


KINDS = {name for name in questions.__all__ if isinstance(getattr(questions, name), type)} - {
    *("Among", "Answers", "FromFacts", "Includes", "Option", "ProgrammeList"),
    *("Question", "Reading"),
}
ABOVE = sorted(
    [
        *Path(engine.__file__).parent.glob("*.py"),
        Path(declare.__file__),
        Path(questions.__file__).with_name("base.py"),
        Path(options.__file__),
    ]
)


def test_every_kind_is_looked_for() -> None:
    assert {"Story", "Choice", "Choices", "ShortText", "LongText", "Date", "YesNo"} < KINDS


@pytest.mark.parametrize("file", ABOVE, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_kind_is_named(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    named |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    named |= {
        a.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for a in node.names
    }
    assert not named & KINDS
