"""All that the reception meets has an entry, and what it needs is looked up for it."""

from __future__ import annotations

from typing import get_args

from conversations.events import Event, ToldByOffice
from conversations.reception.replies import TOLD
from conversations.registry import CONVERSATIONS
from conversations.resident import elsewhere, first
from conversations.views import MyContributions, Readers
from tests.conversations.world import World


def test_all_that_the_office_can_tell_has_words_and_nothing_else_has() -> None:
    assert set(TOLD) == set(get_args(ToldByOffice))
    assert set(TOLD) < set(get_args(Event))


def test_what_a_first_message_goes_on_in_needs_nothing_that_was_not_looked_up() -> None:
    """The engine goes on by itself, past the door where needs are asked for."""
    onwards = {option.code for option in first.kind.offered()}
    onwards |= {elsewhere.OFFICIAL.id, elsewhere.BENEFITS.id}
    needed = {c.id: set(c.needs) - {Readers, MyContributions} for c in CONVERSATIONS}
    assert {name: needed[name] for name in onwards if needed[name]} == {}


def test_the_words_of_a_button_ask_what_the_button_asks() -> None:
    """Who may be spoken to is looked up for either."""
    tapping, typing = World(), World()
    tapping.says("hallo")
    [label] = [label for label in tapping.labels if "praten" in label or "spreken" in label]
    tapping.taps(label)
    typing.says(label)
    assert typing.labels == tapping.labels
    assert "Samira" in typing.labels
