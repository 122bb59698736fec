"""What is said to what words ask of us: once, before the question, and nothing is blocked by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from conversations import reception
from conversations.effects import AddTask, NoteYoung, SubmitContribution
from conversations.events import Said
from conversations.parts import Part
from conversations.programme import Helplines
from conversations.views import Facts
from tests.conversations import world as worlds
from tests.conversations.world import PROGRAMME, RENDERING, World

SORRY = "Wat erg. Dank je dat je het vertelt."
ANGRY = "Je bent boos. Dat mag."


def saying(world: World, text: str, **span: float) -> str:
    return "\n".join(world.says(text, **span))


def test_sorrow_is_answered_once_a_day() -> None:
    world = World()
    assert SORRY in saying(world, "mijn man is overleden")
    assert SORRY not in saying(world, "en mijn vader is overleden", hours=2)
    world.taps("Nee, schrijf het op")
    assert SORRY in saying(world, "de begrafenis was gisteren", hours=23)


def test_sorrow_keeps_emoji_away_for_a_week() -> None:
    world = World()
    world.says("mijn man is overleden")
    world.taps("Nee, schrijf het op")
    assert world.open is None  # nor is anything more asked
    world.says("hallo", days=3)
    assert all(label.isascii() for label in world.labels)
    world.says("hallo", days=5)
    assert not all(label.isascii() for label in world.labels)


def test_what_was_said_in_sorrow_is_kept_as_it_was_said() -> None:
    world = World()
    world.says("mijn man is overleden")
    world.says("hij zat daar altijd")
    world.taps("Nee, schrijf het op")
    [sent] = world.effects_of(SubmitContribution)
    assert [part.text for part in sent.parts] == ["mijn man is overleden", "hij zat daar altijd"]


@pytest.mark.parametrize("said", ["ja", "graag", "Bel mij"])
def test_a_typed_yes_to_the_offer_is_a_call(said: str) -> None:
    world = World()
    world.says("mijn man is overleden")
    world.says(said)
    assert world.open == "call-phone"


@pytest.mark.parametrize("said", ["nee", "nee, schrijf het op"])
def test_a_typed_no_to_the_offer_sends_it(said: str) -> None:
    world = World()
    world.says("mijn man is overleden")
    world.says(said)
    assert len(world.effects_of(SubmitContribution)) == 1


def test_a_yes_to_something_else_is_no_call() -> None:
    world = World()
    world.says("mijn man is overleden")
    world.taps("Nee, schrijf het op")
    world.says("ja")  # to nothing that was asked
    assert world.open is None
    assert world.effects_of(AddTask) == []


def test_anger_is_answered_once_a_day_and_keeps_its_signs() -> None:
    world = World()
    assert ANGRY in saying(world, "ik ben het zat")
    assert ANGRY not in saying(world, "ik ben het ZO ZAT", minutes=5)
    assert "💡 Een idee" in world.labels
    assert len(world.labels) == 8
    world.taps("Dit is alles")
    [sent] = world.effects_of(SubmitContribution)
    assert [part.text for part in sent.parts] == ["ik ben het zat", "ik ben het ZO ZAT"]


def test_who_works_is_not_cared_for_when_writing_to_a_resident() -> None:
    world = World(staff=True)
    world.receives(SubmitContribution("idea", (Part("a", "meer licht"),)))
    world.opens("write_back", 1)
    said = saying(world, "er is brand geweest en ik ben bang, bel 112: er is brand")
    assert "Klopt dit?" in said
    assert "Is er nu gevaar?" not in said
    assert world.effects_of(AddTask) == []


def test_nobody_in_danger_is_asked_what_kind_of_message_it_is() -> None:
    world = World()
    assert "Wat is het?" not in saying(world, "er is brand in de flat")
    assert world.labels == ["Geen gevaar", "Bel mij later", "Ga verder"]
    assert world.taps("Geen gevaar")[0].startswith("Goed. Verandert dat?")
    world.taps("Ga verder")
    assert world.open == "first-kind"


def test_who_arranged_a_call_is_not_asked_again() -> None:
    world = World()
    world.says("wij hebben honger")
    world.taps("☎️ Bel mij")
    world.says("06 12345678")
    said = "\n".join(world.taps("In de ochtend"))
    assert "Afgesproken. Wie je belt:" in said
    assert "Wil je verder?" not in said
    assert "Hoe wil je het antwoord horen?" not in said
    [sent] = world.effects_of(SubmitContribution)
    assert (sent.call, sent.call_when) == ("0612345678", "morning")


def test_who_would_rather_not_be_called_goes_back() -> None:
    world = World()
    world.says("mijn man is overleden")
    world.taps("☎️ Bel mij")
    assert world.open == "call-phone"
    assert "Wil je dat een mens je belt?" in "\n".join(world.taps("⬅️ Terug"))
    world.taps("Nee, schrijf het op")
    [sent] = world.effects_of(SubmitContribution)
    assert sent.call is None
    assert not world.progress.left


def test_a_child_that_says_no_passes_nothing_on() -> None:
    world = World()
    world.says("ik ben 13, mijn oma is overleden")
    assert world.labels == ["Ja, geef het door", "Weggooien"]
    world.says("nee")
    assert world.effects_of(SubmitContribution) == []
    assert not world.progress.current
    assert not world.progress.left


def test_danger_comes_before_a_warning_about_a_number() -> None:
    world = World()
    said = world.says("er is brand, mijn bsn is 123456782")
    assert said[0].startswith("Is er nu gevaar? Bel 112.")
    assert said[-1].startswith("Dit lijkt een BSN.")
    [task] = world.effects_of(AddTask)
    assert "123456782" not in task.details["words"]


def test_numbers_come_from_the_programme(monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = Helplines("911", "988", "1-800-799", None, None)
    monkeypatch.setattr(worlds, "PROGRAMME", replace(PROGRAMME, helplines=elsewhere))
    for words, number in (("er is brand", "911"), ("ik wil dood", "988"), ("bang thuis", "1-800")):
        said = saying(World(), words)
        assert number in said
        assert not {"112", "113", "0800-2000"} & set(said.replace(".", " ").split())
        assert "Hulp in de buurt" not in said


def test_nobody_is_promised_at_night() -> None:
    night = World(now=worlds.START + timedelta(hours=12))
    said = saying(night, "er is brand")
    assert "Bij ons is nu niemand." in said
    assert "woensdag 25 november" in said
    assert "leest dit vandaag" not in said
    assert "leest dit vandaag" in saying(World(), "er is brand")


def test_under_16_is_noted_once_and_asked_for_no_contact() -> None:
    world = World()
    world.says("ik ben 14 en wil een veldje")
    world.taps("💡 Een idee")
    world.says("Presikhaaf")
    world.says("ik ben 14")  # at the question for a name
    world.taps("✅ Ja, verstuur")
    assert len(world.effects_of(NoteYoung)) == 1
    assert world.open is None
    world.opens("call")
    assert world.open is None


@pytest.mark.parametrize("words", ["mijn vader slaat mij", "mijn oma is overleden", "ik ben boos"])
def test_a_child_in_need_is_offered_no_call(words: str) -> None:
    world = World()
    said = saying(world, f"ik ben 13, {words}")
    assert len(world.effects_of(NoteYoung)) == 1
    assert not any("Bel mij" in label for label in all_labels(world))
    assert "de jongerenwerker" in said or "Je bent boos" in said
    world.taps(world.labels[0])
    assert world.open != "call-phone"


def all_labels(world: World) -> list[str]:
    shown = [world.shown(message) for message in world.screen]
    return [button.label for s in shown for row in s.buttons for button in row]


def test_under_16_without_a_youth_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worlds, "PROGRAMME", replace(PROGRAMME, youth=None))
    said = saying(World(), "ik zit in groep 8")
    assert "Wat jij vindt, telt ook." in said
    assert "Wil je met iemand praten?" not in said


def spoken(world: World, text: str, language: str | None) -> list[str]:
    """What is said to a text in which that language was guessed."""
    event = Said(world.part(text))
    wording = RENDERING.wording(world.me.language)
    known = Facts(world.now, world.me, PROGRAMME, wording, spoken=language)
    wanted = reception.wants(world.library, world.progress, event, known)
    facts = replace(known, views=world.sees(wanted))
    step = reception.receive(world.library, world.progress, event, facts)
    world.progress = step.progress
    return [text for message in step.messages for text in world.shown(message).texts]


SUGGESTION = "Do you want to go on in English? Tap the button."


def test_another_language_is_suggested_once_and_never_switched() -> None:
    world = World()
    assert spoken(world, "more green please", "en")[0] == SUGGESTION
    assert SUGGESTION not in spoken(world, "and a bench there", "en")
    assert world.me.language == "nl"


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("more green", "en"),  # two words
        ("meer groen in de buurt", "nl"),  # their own
        ("plus de vert ici", "fr"),  # not offered
        ("more green please", None),  # not sure
        ("مزيد من الأشجار هنا", "en"),  # the script says otherwise
    ],
)
def test_another_language_is_not_suggested(text: str, guess: str | None) -> None:
    assert SUGGESTION not in spoken(World(), text, guess)
