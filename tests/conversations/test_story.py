"""How a story is collected: bursts, albums, too much of it, edits, and taps on what has passed."""

from __future__ import annotations

import pytest

from conversations.effects import CorrectWords, KeepMedia, SubmitContribution
from conversations.parts import LONGEST_STORY, MOST_PARTS
from tests.conversations.world import World


@pytest.fixture
def world() -> World:
    found = World()
    found.opens("idea")
    return found


def words(world: World) -> list[str | None]:
    return [part.text for part in world.kept()]


def test_a_burst_is_one_story_and_the_next_question_comes_once_more(world: World) -> None:
    assert world.says("meer bankjes")[-1] == "Dank je, ik heb het.\n\nIn welke wijk is het?"
    joined = "Dat zet ik erbij.\n\nIn welke wijk is het?"
    assert world.says("bij de speeltuin", seconds=20) == [joined]
    for text in ("ook voor opa", "met leuning", "en een prullenbak"):
        assert world.says(text, seconds=20) == []
    assert len(words(world)) == 5
    assert world.draft.misses == 0


def test_a_burst_does_not_leave_anybody_waiting_for_long(world: World) -> None:
    world.says("meer bankjes")
    world.says("bij de speeltuin", seconds=20)
    assert world.says("is daar iemand", seconds=110) == []
    assert world.says("ik snap je niet", seconds=30) != []
    assert len(words(world)) == 4


def test_what_comes_later_joins_the_story_and_is_a_misunderstanding(world: World) -> None:
    world.says("meer bankjes")
    (again,) = world.says("en graag snel", minutes=3)
    assert "Tik op een knop" in again
    assert words(world) == ["meer bankjes", "en graag snel"]


def test_answering_ends_the_story(world: World) -> None:
    world.says("meer bankjes")
    world.taps("Presikhaaf")
    world.says("Fatma")
    assert world.draft.answers["name"] == {"value": "Fatma"}


def test_words_at_the_summary_join_the_story_and_it_is_read_back(world: World) -> None:
    world.says("meer bankjes")
    world.taps("Presikhaaf")
    world.says("Fatma")
    shown = world.says("en een prullenbak", minutes=10)
    assert shown[0] == "Dat zet ik erbij."
    assert "en een prullenbak" in shown[1]
    assert world.says("met deksel", seconds=10) == []
    assert world.says("groen", seconds=10) == []


def test_a_send_that_showed_an_older_story_shows_the_new_one_first(world: World) -> None:
    world.says("meer bankjes")
    world.taps("Presikhaaf")
    world.says("Fatma")
    old = len(world.screen) - 1
    world.says("en een prullenbak", minutes=10)
    assert world.taps("✅ Ja, verstuur", of=old)[0] == "Er kwam nog iets bij. Kijk het nog eens na."
    assert not world.effects_of(SubmitContribution)
    world.taps("✅ Ja, verstuur")
    assert len(world.effects_of(SubmitContribution)[0].parts) == 2


def test_an_album_is_one_answer_and_asks_once(world: World) -> None:
    assert len(world.sends(album="a")) == 2  # the privacy notice and the question
    assert world.sends(album="a") == []
    assert world.sends(album="a") == []
    assert len(world.kept()) == 3
    assert len(world.effects_of(KeepMedia)) == 3


def test_an_album_at_a_later_question_is_one_misunderstanding(world: World) -> None:
    world.says("meer bankjes")
    assert len(world.sends(album="b", minutes=5)) == 1
    assert world.sends(album="b") == []
    assert world.sends(album="b") == []
    assert world.draft.misses == 1


def test_the_thirty_first_part_waits_as_a_message_of_its_own(world: World) -> None:
    for number in range(MOST_PARTS):
        world.says(f"deel {number}")
    shown = world.says("deel te veel")
    assert "Er is niets weg." in shown[0]
    assert "deel te veel" in words(world)
    assert len(world.progress.left) == 1
    world.says("nog een", seconds=5)
    assert len(world.progress.left) == 1
    world.taps("Presikhaaf")
    world.taps("Liever niet")
    world.taps("✅ Ja, verstuur")
    assert len(world.effects_of(SubmitContribution)[0].parts) == MOST_PARTS
    assert [p for p in words(world) if p in ("deel te veel", "nog een")] != []


def test_too_many_characters_wait_too(world: World) -> None:
    world.says("a" * 5_000)
    world.says("b" * 5_000, seconds=5)
    world.says("c", seconds=5)
    assert sorted(text[0] for text in words(world) if text) == ["a", "b", "c"]
    assert sum(len(text or "") for text in words(world)) == LONGEST_STORY + 1
    assert len(world.progress.left) == 1


def test_what_overflowed_is_taken_up_with_the_next_words(world: World) -> None:
    for number in range(MOST_PARTS + 1):
        world.says(f"deel {number}")
    world.says("pauze")
    world.says("en dan nog dit: een hek")
    assert world.open == "first-kind"
    assert len(world.progress.left) == 1
    assert "en dan nog dit: een hek" in words(world)


def test_an_edit_corrects_its_part(world: World) -> None:
    world.says("meer bnakjes")
    ref = world.last_ref
    world.says("bij de school", seconds=5)
    assert world.edits(ref, "meer bankjes")[0] == "Je verandering is bewaard."
    assert words(world) == ["meer bankjes", "bij de school"]


def test_an_edit_reaches_a_draft_that_was_left(world: World) -> None:
    world.says("meer bnakjes")
    ref = world.last_ref
    world.says("pauze")
    assert world.edits(ref, "meer bankjes") == ["Je verandering is bewaard."]
    assert words(world) == ["meer bankjes"]


def test_an_edit_at_the_summary_makes_the_shown_one_old(world: World) -> None:
    world.says("meer bnakjes")
    ref = world.last_ref
    world.taps("Presikhaaf")
    world.says("Fatma")
    old = len(world.screen) - 1
    assert "meer bankjes" in world.edits(ref, "meer bankjes")[1]
    assert "Kijk het nog eens na." in world.taps("✅ Ja, verstuur", of=old)[0]


def test_an_edit_of_something_else_is_handed_on(world: World) -> None:
    assert world.edits("unknown", "anders")[0].startswith("Je veranderde een ouder bericht.")
    assert world.effects_of(CorrectWords)[0].part.text == "anders"


def test_a_caption_is_words_and_the_photo_is_kept(world: World) -> None:
    world.sends("voice")
    assert world.open == "idea-wijk"
    world.taps("Weet ik niet")
    shown = world.taps("Liever niet")
    assert "🎙 ingesproken (14 s)" in shown[0]


def test_a_correction_replaces_the_story_and_its_burst_joins(world: World) -> None:
    world.says("meer bankjes")
    world.taps("⬅️ Terug")
    world.says("liever een boom")
    world.says("een kastanje", seconds=10)
    assert words(world) == ["liever een boom", "een kastanje"]
