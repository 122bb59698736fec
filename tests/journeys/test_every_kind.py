"""A new kind of anything without a journey fails; that it was met, all journeys say together."""

from __future__ import annotations

import pytest

from conversations import views
from tests.journeys import kinds
from tests.journeys.replay import journeys


def all_met() -> dict[str, kinds.Names]:
    """As if each journey met everything there is."""
    met = {
        sort: sorted(there - kinds.WITHOUT[sort].keys())
        for sort, there in kinds.registered().items()
    }
    return {path.stem: met for path in journeys()}


def test_what_was_met_wholly_passes() -> None:
    assert kinds.judged(all_met()) == ("passed", "")


def test_a_kind_without_a_journey_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    class NewView:
        """Nobody ever asks for it."""

    played = all_met()
    monkeypatch.setitem(views.VIEWS, NewView, views.VIEWS[views.Readers])
    assert kinds.judged(played) == ("failed", "view NewView occurs in no journey")


def test_an_excuse_that_is_not_needed_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    played = all_met()
    monkeypatch.setitem(kinds.WITHOUT, "view", {"Me": "shown all day", "Gone": "was removed"})
    outcome, said = kinds.judged(played)
    assert outcome == "failed"
    assert [line.partition(":")[0] for line in said.splitlines()] == ["view Gone", "view Me"]


def test_a_part_of_the_journeys_is_not_judged() -> None:
    played = all_met()
    played.popitem()
    outcome, said = kinds.judged(played)
    assert outcome == "skipped"
    assert said.startswith("not judged: ")
