"""A conversation with every kind of question, walked as people do: on, back, astray and home."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from conversations.actions import Answer, Command, encode
from conversations.effects import (
    AddTask,
    AddWords,
    HandOver,
    KeepMedia,
    RecordDecision,
    SubmitContribution,
)
from conversations.events import Located, NotUsable, Said, Started, Tapped
from conversations.parts import Part
from conversations.resident import first
from conversations.roles import Role
from tests.conversations.everything import EVERYTHING
from tests.conversations.world import JOOST, SAMIRA, World


@pytest.fixture
def world() -> World:
    return World(more=(EVERYTHING,))


def to_summary(world: World) -> None:
    world.opens("everything")
    world.says("een buurtkas")
    for label in ("Presikhaaf", "Overslaan", "Overslaan", "Overslaan", "Overslaan", "Nee"):
        world.taps(label)
    world.says("Fatma")


def test_every_kind_of_question_by_tapping_and_typing(world: World) -> None:
    world.opens("everything")
    assert "story-kept" not in str(world.screen[-1])
    world.says("een buurtkas")
    assert world.shown(world.screen[-1]).texts[0].startswith("Dank je, ik heb het.")
    world.says("het broek")  # a synonym of Arnhemse Broek
    assert world.open == "everything-needs"
    assert world.taps("Geld") == ["Je koos: Geld. Nog iets? Of tik op Klaar."]
    assert "Geld" not in world.labels
    world.says("handen")
    assert world.draft.answers["needs"] == {"value": ["money", "hands"]}
    world.does(Located(51.98, 5.92))
    assert world.open == "everything-day"
    world.taps("dinsdag 1 december")
    world.says("€ 1.500,-")
    assert world.draft.answers["cost"] == {"value": 1500}
    world.says("jawel")
    assert world.open == "everything-how"
    world.says("Ik geef water.\nElke dag.")
    (summary,) = world.says("Fatma")
    assert "Geld en Handen" in summary
    assert "51.98000, 5.92000" in summary
    assert "dinsdag 1 december" in summary
    assert "Ik geef water.\nElke dag." in summary
    world.says("ja hoor")
    assert world.effects[0] != world.effects[-1]
    sent = next(e for e in world.effects if isinstance(e, SubmitContribution))
    assert (sent.wijk, sent.needs, sent.name) == ("arnhemse-broek", ("money", "hands"), "Fatma")
    assert world.me.remembered == {"wijk": "arnhemse-broek", "name": "Fatma"}


def test_several_choices_end_with_the_word_klaar(world: World) -> None:
    world.opens("everything")
    world.says("een buurtkas")
    world.taps("Klarendal")
    world.taps("Geld")
    world.taps("Een plek")
    world.says("Klaar!")
    assert world.draft.answers["needs"] == {"value": ["money", "place"]}
    assert world.open == "everything-where"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("12 december", date(2026, 12, 12)),
        ("morgen", date(2026, 11, 25)),
        ("12-12-2026", date(2026, 12, 12)),
        ("29 februari", date(2028, 2, 29)),
        ("zaterdag 12 dec.", date(2026, 12, 12)),
        ("March 3rd", date(2027, 3, 3)),
    ],
)
def test_a_date_is_typed_in_many_ways(world: World, typed: str, expected: date) -> None:
    world.opens("everything")
    world.says("een buurtkas")
    for _ in range(3):
        world.taps("Overslaan")
    world.says(typed)
    assert world.draft.answers["day"] == {"value": expected.isoformat()}


def test_a_tap_on_a_day_that_has_gone_by_is_not_taken(world: World) -> None:
    world.opens("everything")
    world.says("een buurtkas")
    for _ in range(3):
        world.taps("Overslaan")
    world.now += timedelta(days=400)
    assert world.taps("dinsdag 1 december")[0] == "Die keuze is er niet meer. Kies een andere."
    assert world.open == "everything-day"


def test_a_remembered_answer_is_asked_and_never_assumed(world: World) -> None:
    world.me = replace(world.me, remembered={"name": "Fatma", "wijk": "gone"})
    world.opens("everything")
    world.says("een buurtkas")
    assert "Presikhaaf" in world.labels  # what is remembered is no longer there
    for label in ("Presikhaaf", "Overslaan", "Overslaan", "Overslaan", "Overslaan", "Nee"):
        shown = world.taps(label)
    assert shown == ["Ben je \u2068Fatma\u2069?"]
    assert world.taps("Nee") == ["Hoe heet je?"]
    world.says("Ria")
    assert world.draft.answers["name"] == {"value": "Ria"}


@pytest.mark.parametrize(
    ("said", "value"), [("ja", "Fatma"), ("ok", "Fatma"), ("Ria", "Ria"), ("Ja", "Fatma")]
)
def test_a_remembered_answer_by_word(world: World, said: str, value: str) -> None:
    world.me = replace(world.me, remembered={"name": "Fatma"})
    to_name(world)
    world.says(said)
    assert world.draft.answers["name"] == {"value": value}


def to_name(world: World) -> None:
    world.opens("everything")
    world.says("een buurtkas")
    for label in ("Presikhaaf", "Overslaan", "Overslaan", "Overslaan", "Overslaan", "Nee"):
        world.taps(label)


def test_no_to_a_remembered_answer_asks_plainly_and_then_no_skips(world: World) -> None:
    world.me = replace(world.me, remembered={"name": "Fatma"})
    to_name(world)
    assert world.says("nee") == ["Hoe heet je?"]
    world.says("nee")
    assert world.draft.answers["name"] == {"skipped": True}


def test_back_shows_the_earlier_answer_and_keeps_it(world: World) -> None:
    world.opens("everything")
    assert "Dit is de eerste vraag" in world.says("terug")[0]
    world.says("een buurtkas")
    world.taps("Presikhaaf")
    (shown,) = world.taps("⬅️ Terug")
    assert "Dit was je antwoord:\nPresikhaaf" in shown
    world.taps("Zo laten")
    assert world.open == "everything-needs"
    assert world.draft.answers["wijk"] == {"value": "presikhaaf"}


def test_the_first_question_cannot_be_skipped(world: World) -> None:
    world.opens("everything")
    assert "een antwoord nodig" in world.says("overslaan")[0]
    assert world.open == "everything-told"


@pytest.mark.parametrize(
    ("change", "answer", "record"),
    [
        ("Told", "een moestuin", None),
        ("Wijk", "Malburgen", {"value": "malburgen"}),
        ("Needs", "geld", {"value": ["money"]}),
        ("Where", "bij de school", {"value": {"text": "bij de school"}}),
        ("Day", "morgen", {"value": "2026-11-25"}),
        ("Cost", "20", {"value": 20}),
        ("Name", "Ria", {"value": "Ria"}),
    ],
)
def test_any_answer_is_corrected_from_the_summary(
    world: World, change: str, answer: str, record: object
) -> None:
    to_summary(world)
    world.taps("✏️ Iets aanpassen")
    world.taps(change)
    world.says(answer)
    assert world.open == "everything-summary"
    if record:
        assert world.draft.answers[change.lower()] == record
    else:
        assert world.kept()[0].text == answer


def test_a_changed_answer_brings_the_question_that_depends_on_it(world: World) -> None:
    to_summary(world)
    world.says("iets aanpassen")
    world.says("helping")
    world.taps("Ja")
    assert world.open == "everything-how"
    world.says("ik zaai")
    world.taps("✏️ Iets aanpassen")
    world.taps("Helping")
    world.taps("Nee")
    assert world.open == "everything-summary"
    assert "ik zaai" not in world.shown(world.screen[-1]).texts[0]


def test_no_at_the_summary_opens_what_can_be_changed(world: World) -> None:
    to_summary(world)
    assert world.says("nee") == ["Wat wil je aanpassen?"]
    world.taps("Niets, ga terug")
    assert "✅ Ja, verstuur" in world.labels


def test_the_story_is_kept_replaced_or_added_to(world: World) -> None:
    to_summary(world)
    world.taps("✏️ Iets aanpassen")
    world.taps("Told")
    world.taps("Iets erbij")
    world.says("met een hek")
    assert [p.text for p in world.kept()] == ["een buurtkas", "met een hek"]


def test_pause_and_pick_up(world: World) -> None:
    world.opens("everything")
    world.says("een buurtkas")
    assert world.says("pauze") == ["Het blijft hier klaarstaan. Ga verder wanneer je wilt."]
    assert world.open is None
    world.taps("Ga verder")
    assert world.open == "everything-wijk"


def test_what_was_left_is_offered_and_yes_takes_it_up(world: World) -> None:
    world.opens("everything")
    world.says("een buurtkas")
    world.says("pauze")
    assert "Je was bezig met je plan" in world.says("hoi")[-1]
    world.says("ja")
    assert world.open == "everything-wijk"


def test_weggooien_discards_and_shows_the_way_home(world: World) -> None:
    to_summary(world)
    assert world.taps("🗑 Weggooien") == ["Weggegooid. Er is niets verstuurd."]
    assert world.open is None
    assert world.labels == ["🏠 Naar het begin"]
    assert not world.effects_of(SubmitContribution)


def test_starting_again_asks_first_and_restart_begins_anew(world: World) -> None:
    world.opens("everything")
    world.says("een buurtkas")
    assert "Wil je verder?" in world.opens("everything")[0]
    world.taps("Begin opnieuw")
    assert world.open == "everything-told"
    assert world.kept() == []


def test_something_else_halfway_leaves_the_first_to_be_picked_up(world: World) -> None:
    world.opens("everything")
    world.says("een buurtkas")
    world.opens("idea")
    world.says("een bankje")
    world.taps("Presikhaaf")
    world.taps("Liever niet")
    world.taps("✅ Ja, verstuur")
    world.taps("💬 Hier")
    shown = world.taps("Nee")
    assert "Je was bezig met je plan" in shown[-1]
    world.taps("Ga verder")
    assert world.open == "everything-wijk"


def test_an_idea_that_was_left_survives_a_new_one_that_began_as_a_first_message(
    world: World,
) -> None:
    world.opens("idea")
    world.says("een bankje")
    world.says("pauze")
    world.says("nog wat anders: minder hard rijden")
    world.taps("💡 Een idee")
    kept = [p.text for p in world.kept()]
    assert kept == ["nog wat anders: minder hard rijden", "een bankje"]


def test_not_understood_simpler_then_buttons_then_a_person(world: World) -> None:
    world.opens("call")
    assert world.says("huh") == ["Typ alleen het telefoonnummer. Bijvoorbeeld: 06 12 34 56 78."]
    assert world.says("wat?")[0].startswith("Ik snap het nog niet.")
    world.says("euh")
    assert world.labels == ["☎️ Bel mij", "✉️ Schrijf mij", "Nee, ga verder"]
    world.taps("Nee, ga verder")
    assert world.open == "call-phone"
    assert world.says("huh")[0].startswith("Typ alleen")  # the ladder begins anew


def test_a_person_who_helps_sees_what_was_told(world: World) -> None:
    world.opens("idea")
    world.says("een bankje")
    for _ in range(3):
        world.says("dit is geen wijk", minutes=5)
    assert "☎️ Bel mij" in world.labels
    world.taps("☎️ Bel mij")
    world.says("06 12 34 56 78")
    said = world.taps("In de middag")
    (sent,) = world.effects_of(SubmitContribution)
    assert (sent.kind, sent.call, sent.call_when) == ("question", "0612345678", "afternoon")
    assert [part.text for part in sent.parts] == ["een bankje", *["dit is geen wijk"] * 3]
    assert said[-1].startswith("Afgesproken. Wie je belt:")
    assert world.progress.current is None
    assert not world.progress.left  # nobody is asked to go on with it


def test_what_was_left_long_ago_is_not_sent_by_asking_for_a_call(world: World) -> None:
    world.opens("idea")
    world.says("een bankje")
    world.says("pauze")
    world.does(Tapped("o:call::"), minutes=60 * 24)
    world.says("06 12 34 56 78")
    world.taps("In de middag")
    (task,) = world.effects_of(AddTask)
    assert task.details["words"] == "een bankje"
    assert not world.effects_of(SubmitContribution)
    assert [draft.conversation for draft in world.progress.left] == ["idea"]


def test_who_may_not_be_asked_more_is_not(world: World) -> None:
    """Who wants a person to write has chosen how to hear it."""
    world.opens("idea")
    world.says("een bankje")
    for _ in range(3):
        world.says("dit is geen wijk", minutes=5)
    said = world.taps("✉️ Schrijf mij")
    assert said[0] == "Goed. Een mens schrijft je hier."
    assert world.open is None


def test_at_the_summary_of_staff_other_words_are_not_taken_for_yes() -> None:
    world = World(staff=True)
    world.receives(SubmitContribution("idea", (Part("old", "een boom"),)))
    world.opens("write_back", about=1)
    world.says("Dank voor je idee.")
    assert "Dank voor je idee." in world.says("wat nu")[0]
    assert world.open == "write_back-summary"


def test_words_at_a_conversation_without_a_story_are_kept(world: World) -> None:
    world.opens("call")
    world.says("ik wil ook nog graag een boom")
    world.sends("photo")
    assert [p.text for p in world.kept()] == ["ik wil ook nog graag een boom", None]
    assert world.effects_of(KeepMedia)
    assert world.open == "call-phone"


def test_words_after_the_receipt_join_the_contribution(world: World) -> None:
    world.opens("question")
    world.says("wanneer komt de bus?")
    world.taps("Weet ik niet")
    world.taps("Liever niet")
    world.taps("✅ Ja, verstuur")
    shown = world.says("en rijdt hij ook op zondag?")
    assert world.effects_of(AddWords)[0].contribution == 1
    assert shown[-1] == "Hoe wil je het antwoord horen?"


def test_a_submitted_draft_remembers_nothing_that_was_skipped(world: World) -> None:
    to_name(world)
    world.taps("Liever niet")
    world.taps("✅ Ja, verstuur")
    assert world.me.remembered == {"wijk": "presikhaaf"}


def test_one_gentle_reminder_then_silence(world: World) -> None:
    world.opens("idea")
    world.says("een bankje")
    assert "Je hoeft niets te doen" in world.rings()[0]
    assert world.rings() == []


def test_a_first_message_that_nobody_sorts_goes_to_a_person(world: World) -> None:
    world.says("het is hier zo donker")
    assert "Dan geef ik het over twee dagen aan een mens." in world.rings()[0]
    world.rings()
    assert world.effects_of(SubmitContribution)[0].kind == "question"
    assert world.rings() == []


def test_somebody_who_said_stop_is_not_reminded(world: World) -> None:
    world.says("het is hier zo donker")
    world.says("stop")
    assert world.rings() == []  # the reminder
    world.rings()  # the words go to a person all the same
    assert world.effects_of(SubmitContribution)
    assert world.open is None


def test_a_draft_over_half_a_day_old_is_left_when_other_words_come(world: World) -> None:
    world.opens("idea")
    world.says("een bankje")
    world.says("het regent in de tunnel", hours=13)
    assert world.open == "first-kind"
    assert [p.text for p in world.kept()] == ["het regent in de tunnel", "een bankje"]


def test_an_answer_to_an_old_draft_is_still_an_answer(world: World) -> None:
    world.opens("idea")
    world.says("een bankje")
    world.says("Presikhaaf", days=3)
    assert world.open == "idea-name"


@pytest.mark.parametrize(
    "payload",
    [
        encode(Answer("0", "told", "[]")),
        encode(Answer("0", "wijk", "atlantis")),
        encode(Answer("0", "cost", "5")),
        encode(Answer("0", "where", "x")),
        encode(Answer("0", "name", "~")),
        encode(Answer("0", "day", "not-a-day")),
        encode(Answer("0", "nothing", "x")),
        encode(Command("0", "submit", "0")),
        encode(Command("0", "keep", "told")),
        encode(Command("9", "resume")),
        "c:0:help:",
        "💥",
    ],
)
def test_a_forged_tap_changes_no_answer(world: World, payload: str) -> None:
    world.opens("everything")
    world.says("een buurtkas")
    before = world.draft.answers
    world.does(Tapped(payload, "1", "?", "cb"))
    assert world.draft.answers == before
    assert world.open == "everything-wijk"


def test_a_tap_on_an_old_question_corrects_that_answer(world: World) -> None:
    world.opens("idea")
    world.says("een bankje")
    at_wijk = len(world.screen) - 1
    world.taps("Presikhaaf")
    world.says("Fatma")
    shown = world.taps("Malburgen", of=at_wijk)
    assert shown[0] == "Dat heb ik aangepast."
    assert world.draft.answers["wijk"] == {"value": "malburgen"}
    assert world.draft.answers["name"] == {"value": "Fatma"}


def test_a_tap_on_an_answer_that_no_longer_applies_says_that_it_has_passed(world: World) -> None:
    world.opens("idea")
    world.says("een bankje")
    at_wijk = len(world.screen) - 1
    world.taps("Presikhaaf")
    world.taps("Liever niet")
    world.taps("✅ Ja, verstuur")
    assert world.taps("Malburgen", of=at_wijk)[0].startswith("Die knop is van eerder.")
    assert world.effects_of(SubmitContribution)[0].wijk == "presikhaaf"


def test_greetings_and_thanks_while_a_question_is_open_are_no_answers(world: World) -> None:
    world.opens("idea")
    assert world.says("hoi")[-1].startswith("Wat is je idee?")
    assert world.kept() == []
    world.says("een bankje")
    assert world.says("dank je wel")[0].startswith("Graag gedaan!")
    assert world.open == "idea-wijk"


def test_ok_answers_a_yes_or_no_and_thanks_when_nothing_is_open(world: World) -> None:
    assert world.says("ok")[0].startswith("Graag gedaan!")
    world.opens("everything")
    world.says("een buurtkas")
    for _ in range(5):
        world.taps("Overslaan")
    world.says("ok")
    assert world.draft.answers["helping"] == {"value": True}


def test_help_during_a_draft_helps_and_asks_again(world: World) -> None:
    world.opens("idea")
    world.says("een bankje")
    shown = world.says("help")
    assert "Je kunt ook typen" in shown[0]
    assert shown[-1] == "In welke wijk is het?"


def test_start_during_a_draft_offers_it(world: World) -> None:
    world.opens("idea")
    world.says("een bankje")
    shown = world.does(Started())
    assert shown[0].startswith("👋")
    assert "Je was bezig met je idee" in shown[-1]


def test_a_sticker_at_a_question_is_answered_and_the_question_stays(world: World) -> None:
    world.opens("idea")
    shown = world.does(NotUsable("sticker"))
    assert shown == [
        "Een sticker kan ik niet bewaren. Typ, spreek in of stuur een foto.",
        world.shown(world.screen[-1]).texts[0],
    ]
    assert world.open == "idea-story"


def test_a_message_of_nothing_but_signs_that_no_screen_shows(world: World) -> None:
    assert world.does(Said(Part("r", "\x00\x1b")))[0].startswith("Dit soort bericht")
    assert world.kept() == []


def test_the_button_begins_a_conversation_also_when_its_label_is_typed(world: World) -> None:
    world.says("ik heb een idee")
    assert world.open == "idea-story"


@pytest.mark.parametrize(
    ("label", "open_now"),
    [
        ("💡 Een idee", "idea-wijk"),
        ("🌱 Zelf iets doen", "initiative-needs"),
        ("💬 Iets vertellen", "story-wijk"),
        ("🔧 Iets is kapot", "broken-how"),
        ("❓ Een vraag", "question-wijk"),
        ("😕 Een klacht", "complaint-about"),
    ],
)
def test_a_first_message_is_carried_into_what_it_is_also_in_a_burst(
    world: World, label: str, open_now: str
) -> None:
    world.says("de bus komt niet")
    world.says("al weken niet", seconds=5)
    world.taps(label)
    world.says("ook niet op zondag", seconds=5)
    assert world.open == open_now
    assert [part.text for part in world.kept()] == [
        "de bus komt niet",
        "al weken niet",
        "ook niet op zondag",
    ]
    assert world.effects_of(SubmitContribution) == []


def test_every_way_of_the_first_message_is_a_conversation_that_takes_a_story(
    world: World,
) -> None:
    for option in first.kind.offered():
        assert world.library[option.code].story is not None


def test_staff_are_residents_too() -> None:
    world = World(staff=True)
    world.opens("idea")
    world.says("een bankje")
    world.says("Presikhaaf")
    world.taps("Liever niet")
    world.taps("✅ Ja, verstuur")
    assert world.effects_of(SubmitContribution)[0].kind == "idea"


def test_what_is_for_staff_is_refused_kindly_and_what_was_open_stays() -> None:
    world = World()
    world.receives(SubmitContribution("idea", (Part("old", "een boom"),)))
    assert world.me.roles == {Role.RESIDENT}
    world.opens("idea")
    world.says("een bankje")
    assert world.opens("decide", about=1, seen=1)[0].startswith("Dit werkt hier niet.")
    assert world.opens("answer", about=999)[0].startswith("Dit werkt hier niet.")
    assert world.open == "idea-wijk"


def test_an_old_card_of_staff_is_shown_anew_before_deciding() -> None:
    world = World(staff=True)
    world.receives(SubmitContribution("idea", (Part("old", "een boom"),)))
    world.office(JOOST, HandOver(1, 1, JOOST))
    world.office(JOOST, HandOver(1, 2, SAMIRA))
    shown = world.opens("decide", about=1, seen=1)
    assert "een boom" in shown[0]
    assert world.draft.seen == 3


def test_a_language_chosen_halfway_asks_the_open_question_in_it(world: World) -> None:
    world.opens("idea")
    world.does(Tapped("l:en"))
    assert world.shown(world.screen[-1]).texts[-1].startswith("What is your idea?")


def test_an_option_that_is_called_like_a_command_is_the_option() -> None:
    world = World(staff=True)
    world.me = replace(world.me, language="en")
    world.receives(SubmitContribution("idea", (Part("old", "een boom"),)))
    world.opens("decide", about=1, seen=1)
    world.says("not now")
    assert world.draft.answers["outcome"] == {"value": "not_now"}


def test_the_privacy_notice_comes_once_before_the_question_and_needs_no_tap() -> None:
    world = World()
    assert not any("Verantwoordelijk" in text for text in world.does(Started()))
    shown = world.says("een bankje")
    assert "Verantwoordelijk voor je gegevens" in shown[0]
    assert shown[1].startswith("Dank je, ik heb het.")
    assert world.me.notice is not None
    assert not any("Verantwoordelijk" in text for text in world.taps("💡 Een idee"))


def test_danger_comes_first_and_a_person_is_told() -> None:
    world = World()
    shown = world.says("er is brand in mijn flat")
    assert "112" in shown[0]
    assert [task.what for task in world.effects_of(AddTask)] == ["emergency"]
    assert [part.text for part in world.kept()] == ["er is brand in mijn flat"]


def test_stop_outranks_an_open_question_and_keeps_what_was_told() -> None:
    world = World()
    world.opens("idea")
    world.says("een bankje")
    assert world.says("STOP!")[0].startswith("Ik stuur je niets meer.")
    assert world.me.muted
    assert world.open is None
    assert [part.text for part in world.kept()] == ["een bankje"]
    world.taps("Stuur toch berichten")
    assert not world.me.muted


# An answer of staff: common reasons, and the taalcheck

HARD = (
    "Op grond van het bestemmingsplan kan in het kader van de veiligheid op deze plek geen bank"
    " geplaatst worden. De aanvraag wordt te zijner tijd opnieuw in behandeling genomen."
)


def deciding(outcome: str, **me: Any) -> World:
    world = World(staff=True)
    world.me = replace(world.me, **me)
    world.receives(SubmitContribution("idea", (Part("old", "een boom"),)))
    world.opens("decide", about=1, seen=1)
    world.taps(outcome)
    return world


def previewed(reason: str, **me: Any) -> World:
    world = deciding("Nee" if not me else "No", **me)
    no_plan = "Nog geen plan" if not me else "No plan yet"
    for said in (reason, "Wij kijken in mei opnieuw.", "Joost", "1 mei", no_plan):
        world.says(said)
    assert world.open == "decide-summary"
    return world


def test_a_common_reason_needs_a_sentence_of_their_own() -> None:
    world = deciding("Nee")
    world.taps("Niet onze grond")
    assert world.open == "decide-reason"
    assert "De grond is niet van ons." in world.says("ja hoor")[0]
    assert "De grond is niet van ons." in world.says("x" * 30)[0]
    world.says("Wij vragen de eigenaar of het mag.")
    written = "De grond is niet van ons. Wij vragen de eigenaar of het mag."
    assert world.draft.answers["reason"]["value"] == written


def test_a_common_reason_may_be_typed_and_is_in_the_language_of_staff() -> None:
    world = deciding("No", language="en")
    world.says("not our ground")
    world.says("We ask the owner whether it may.")
    written = "The ground is not ours. We ask the owner whether it may."
    assert world.draft.answers["reason"]["value"] == written


def test_common_reasons_go_with_the_outcome() -> None:
    assert "Niet onze grond" not in deciding("Ja").labels
    world = deciding("Nee")
    world.taps("Niet onze grond")
    world.taps("Nu niet")  # an older button: another outcome after all
    assert "Geen geld meer" in world.labels
    assert world.says("Wij hebben hier geen plek voor.")[0].startswith("Wat gebeurt er nu?")
    assert world.draft.answers["reason"] == {"value": "Wij hebben hier geen plek voor."}


def test_back_from_a_common_reason_is_back_to_the_reasons() -> None:
    world = deciding("Nee")
    world.taps("Niet onze grond")
    world.says("terug")
    assert "Niet veilig genoeg" in world.labels
    assert "reason" not in world.draft.answers
    world.says("terug")
    assert world.open == "decide-outcome"


def test_a_common_reason_tapped_later_replaces_nothing() -> None:
    world = deciding("Nee")
    world.says("De grond is van de kerk, niet van ons.")
    world.taps("Niet onze grond")
    assert world.open == "decide-next_step"
    assert world.draft.answers["reason"] == {"value": "De grond is van de kerk, niet van ons."}


def test_a_reason_is_a_whole_sentence() -> None:
    world = deciding("Nee")
    for short in ("Nee.", "Onmogelijkheidsredenen, helaas!"):
        assert "een hele zin" in world.says(short)[0]
    assert world.open == "decide-reason"


def test_what_is_too_hard_asks_why_before_it_is_sent() -> None:
    world = previewed(HARD)
    assert any("🔴" in text for text in world.printed().splitlines())
    world.taps("✅ Ja, verstuur")
    assert world.open == "decide-as_it_is"
    world.says("terug")
    assert world.open == "decide-summary"
    world.says("verstuur")
    world.says("De jurist wil het precies zo.")
    assert world.effects_of(RecordDecision) == []
    world.taps("✅ Ja, verstuur")
    [decided] = world.effects_of(RecordDecision)
    assert decided.answer.text.reason == HARD
    assert decided.answer.text.as_it_is == "De jurist wil het precies zo."


def test_why_it_must_go_as_it_is_can_be_changed_and_goes_when_it_is_no_longer_so() -> None:
    world = previewed(HARD)
    world.taps("✅ Ja, verstuur")
    world.says("De jurist wil het precies zo.")
    world.taps("✏️ Iets aanpassen")
    world.taps("Waarom het zo blijft")
    world.says("De wethouder wil het precies zo.")
    assert world.draft.answers["as_it_is"] == {"value": "De wethouder wil het precies zo."}
    world.taps("✏️ Anders schrijven")
    world.taps("Niet onze grond")
    world.taps("✏️ Iets aanpassen")  # an older button, while the reason is half written
    world.says("Wij vragen de eigenaar of het mag.")
    assert world.open == "decide-summary"
    world.taps("✏️ Iets aanpassen")
    assert "Waarom het zo blijft" not in world.labels
    world.says("verstuur")
    assert [decided.answer.text.as_it_is for decided in world.effects_of(RecordDecision)] == [None]


def test_what_is_plain_is_sent_without_a_word_about_it() -> None:
    world = previewed("De grond is niet van ons. Wij vragen het de eigenaar.")
    assert "Taalcheck" not in world.printed()
    world.taps("✅ Ja, verstuur")
    assert [decided.answer.text.as_it_is for decided in world.effects_of(RecordDecision)] == [None]


def test_a_suggestion_that_was_taken_over_counts_once() -> None:
    world = previewed("De grond is thans niet van ons. Wij vragen het de eigenaar.")
    world.says("neem over: nu")
    assert "thans" not in str(world.draft.answers["reason"])
    before = world.draft.answers
    world.taps("Neem over: nu")
    assert world.draft.answers == before


def test_staff_who_use_another_language_hear_about_long_sentences_only() -> None:
    world = previewed(HARD, language="en")
    assert "🔴" not in world.printed()
