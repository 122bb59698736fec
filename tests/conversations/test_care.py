"""What words ask of us: each table has what counts, and what only looks like it."""

from __future__ import annotations

import random
import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering import FSI, PDI
from conversations import care
from conversations.care import MASK
from conversations.events import Edited, Said, Tapped
from conversations.messages import Message, Text, Words, button, column
from conversations.parts import MediaRef, Part
from tests.conversations.test_texts import LOCALES, example, shown_in
from tests.conversations.world import PROGRAMME, RENDERING

WORDING = RENDERING.wording("nl")


def judged(text: str) -> care.Judged:
    return care.judge(text, WORDING)


# Citizen service numbers


def passing(seed: int) -> str:
    """Nine digits that pass the check, made without the code under test."""
    rng = random.Random(seed)
    while True:
        digits = [rng.randrange(10) for _ in range(8)]
        last = sum((9 - n) * digit for n, digit in enumerate(digits)) % 11
        if last < 10 and digits[0] not in (0, 6):
            return "".join(map(str, [*digits, last]))


@pytest.mark.parametrize("digits", ["123456782", "111222333", "012345672", "12345672"])
def test_a_bsn_passes(digits: str) -> None:
    assert care.is_bsn(digits)


@pytest.mark.parametrize("digits", ["123456789", "111222334", "000000000", "1234567", "1234567822"])
def test_a_number_that_is_no_bsn_does_not(digits: str) -> None:
    assert not care.is_bsn(digits)


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("123456782", MASK),
        ("mijn bsn is 123456782.", f"mijn bsn is {MASK}."),
        ("BSN:123456782", f"BSN:{MASK}"),
        ("BSN-123456782", f"BSN-{MASK}"),
        ("BSN123456782", f"BSN{MASK}"),
        ("123 456 782", MASK),
        ("1234.56.782", MASK),
        ("123-456-782", MASK),
        ("123\u00a0456\u00a0782", MASK),
        ("van ons: 123456782, 111222333", f"van ons: {MASK}, {MASK}"),
        ("123456782 en bel 06 12345678", f"{MASK} en bel 06 12345678"),
        ("123456782 06 12345678", f"{MASK} 06 12345678"),
        ("١٢٣٤٥٦٧٨٢", MASK),
        ("10000008", MASK),  # eight digits: a zero stands before them
    ],
)
def test_a_bsn_is_masked_however_it_is_written(written: str, left: str) -> None:
    assert care.without_bsn(written) == left
    assert care.without_bsn(left) == left


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("We bellen Fatma op 06 12345678.", "We bellen Fatma op •••."),
        ("bel +31 6 1234 5678 of 026-1234567", "bel ••• of •••"),
        ("30 bankjes, 1500 euro, in 2027", "30 bankjes, 1500 euro, in 2027"),
    ],
)
def test_what_neighbours_read_has_no_telephone_number(written: str, left: str) -> None:
    assert care.without_numbers(written) == left


@pytest.mark.parametrize(
    "written",
    [
        "0610000008",
        "06-10000008",
        "06 1000 0008",
        "(06) 10000008",
        "06/10000008",
        "6 10000007",
        "+31 6 10000008",
        "+31612345677",
        "+31 123456782",
        "0031 123456782",
        "026-1234567",
        "NL91 ABNA 0417 1643 00",
        "NL91ABNA0417164300",
        "nummer 214",
        "€ 123456782",
        "€123.456.782",
        "123.456.782 euro",
        "1,10000008",
        "abc123456782",
        "1234567820",
        "123456789",
        "12012026",  # days that pass the check
        "20260106",
        "12-01-2026",
        "huisnummers 10 00 00 08",
    ],
)
def test_other_numbers_are_left_alone(written: str) -> None:
    assert care.without_bsn(written) == written


def test_the_counter_examples_would_pass_the_check() -> None:
    """Else a table of numbers that are left alone says little."""
    for digits in ("10000008", "610000007", "123456782", "12012026", "20260106"):
        assert care.is_bsn(digits), digits


@given(st.integers(0, 2**32), st.sampled_from(["{}", "nr {}!", "\n{}\n", "({})", "x {}, y"]))
def test_any_number_that_passes_is_masked(seed: int, around: str) -> None:
    number = passing(seed)
    assert care.without_bsn(around.format(number)) == around.format(MASK)


@given(st.text())
def test_a_text_without_digits_is_never_changed(text: str) -> None:
    quiet = "".join(sign for sign in text if not sign.isdecimal())
    assert care.without_bsn(quiet) == quiet


def test_what_comes_in_is_masked_wherever_words_are() -> None:
    media = MediaRef("m", "file", "f", name="brief 123456782.pdf")
    said = Said(Part("r", "nummer 123456782", media), album="a")
    heard = care.at_the_door(said, WORDING)
    assert heard.taken
    assert isinstance(heard.event, Said)
    assert heard.event.album == "a"
    assert heard.event.part.text == f"nummer {MASK}"
    assert heard.event.part.media is not None
    assert heard.event.part.media.name == f"brief {MASK}.pdf"
    edited = care.at_the_door(Edited(Part("r", "123456782")), WORDING)
    assert edited.taken
    assert edited.event == Edited(Part("r", MASK))


@pytest.mark.parametrize("event", [Tapped("s:home:"), Said(Part("r", "hoi")), Said(Part("r"))])
def test_what_holds_no_number_comes_in_as_it_is(event: Said | Tapped) -> None:
    assert care.at_the_door(event, WORDING) == care.Heard(event)


def test_a_stored_payload_keeps_its_shape() -> None:
    payload = {
        "message": {"text": "bsn 123456782", "chat": {"id": 123456782}, "photo": [{"w": 1}]},
        "reply": [{"caption": "111222333"}, None, True, 1.5],
    }
    assert care.blanked(payload) == {
        "message": {"text": f"bsn {MASK}", "chat": {"id": 123456782}, "photo": [{"w": 1}]},
        "reply": [{"caption": MASK}, None, True, 1.5],
    }


@pytest.mark.parametrize(
    ("text", "nothing_else"), [(MASK, True), (f"{MASK}.", True), (f"bsn {MASK}", False)]
)
def test_a_message_that_was_only_a_number(text: str, nothing_else: bool) -> None:
    assert care.says_nothing_else(Part("r", text)) is nothing_else


# Danger and heavy words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Er is brand in de flat!", "danger"),
        ("en er staat een huis in brand", "danger"),
        ("ik ruik gas", "danger"),
        ("someone has a knife", "danger"),
        ("ik wil niet meer leven", "suicide"),
        ("I want to die", "suicide"),
        ("mijn man slaat mij", "home"),
        ("er is brand en ik wil dood", "danger"),
        ("moordplan voor het park", None),
        ("de brandweer was er ook", None),
        ("er is brand geweest, nu is alles zwart", None),
        ("doodlopende straat", None),
        ("de klok slaat twaalf", None),
    ],
)
def test_danger(text: str, kind: str | None) -> None:
    assert judged(text).danger == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("mijn man is overleden", "grief"),
        ("Na de begrafenis was het stil", "grief"),
        ("my wife passed away", "grief"),
        ("mijn moeder heeft kanker", "illness"),
        ("ik ben ernstig ziek", "illness"),
        ("my son has cancer", "illness"),
        ("mijn kinderen hebben honger", "hunger"),
        ("er is niets te eten", "hunger"),
        ("we have nothing to eat", "hunger"),
        ("Ik durf niet meer naar buiten.", "fear"),
        ("ik ben bang", "fear"),
        ("I do not feel safe here", "fear"),
        ("ik heb honger naar verandering", None),
        ("doodzonde van dat park", None),
        ("het is een dooie boel", None),
        ("moordplan voor het park", None),
        ("ik ben ziek van die rommel", None),
        ("ik word er zo ziek van", None),
        ("ik ben bang dat het niet lukt", None),
        ("I am afraid that it is too late", None),
        ("uitgestorven winkelstraat", None),
        ("de bomen zijn dood", None),
        ("the battery died", None),
        ("geen eten meer weggooien", None),
        ("een plek bij de begraafplaats", None),
    ],
)
def test_heavy_words(text: str, kind: str | None) -> None:
    assert judged(text).heavy == kind


def test_what_only_looks_heavy_does_not_hide_what_is() -> None:
    assert judged("ik ben bang dat het misgaat, ik ben bang").heavy == "fear"
    assert judged("honger naar verandering? wij hebben honger!").heavy == "hunger"


# Anger


@pytest.mark.parametrize(
    ("text", "angry", "rough"),
    [
        ("stelletje prutsers", True, True),
        ("Jullie zijn IDIOTEN", True, True),
        ("you bastards", True, True),
        ("ik ben boos", True, False),
        ("ik ben het zat", True, False),
        ("LUISTEREN JULLIE OOIT EENS NAAR ONS", True, False),
        ("DOE IETS NU!!", True, False),
        ("ik ben niet boos", False, False),
        ("OK", False, False),
        ("BBQ IN HET PARK", False, False),
        ("de NS en de ANWB", False, False),
        ("ik heb kanker", False, False),
        ("hufterproof bankjes", False, False),
        ("fijne buurt", False, False),
    ],
)
def test_anger(text: str, angry: bool, rough: bool) -> None:
    found = judged(text)
    assert (found.angry, found.rough) == (angry, rough)


def test_rough_words_carry_their_mark_and_lose_it_when_they_are_mended() -> None:
    rough = care.at_the_door(Said(Part("r", "stelletje prutsers")), WORDING).event
    assert rough == Said(Part("r", "stelletje prutsers", rough=True))
    mended = care.at_the_door(Edited(Part("r", "beste mensen", rough=True)), WORDING).event
    assert mended == Edited(Part("r", "beste mensen"))


# Under 16


@pytest.mark.parametrize(
    "text",
    [
        "ik ben 14",
        "Ik ben 14.",
        "hoi! ik ben 12 jaar",
        "ik ben 15 jaar oud en ik wil een skatebaan",
        "ik ben pas 9, mag dat?",
        "ik word 11",
        "met mijn broer. Ik ben 13 en hij 16",
        "ik zit in groep 8",
        "ik zit in de brugklas",
        "I am 14",
        "I'm 15 years old and I like football",
        "i’m 10",
    ],
)
def test_somebody_young(text: str) -> None:
    assert judged(text).young


@pytest.mark.parametrize(
    "text",
    [
        "ik ben 16",
        "ik ben 61",
        "ik ben 40 jaar",
        "ik ben 14 jaar lang bestolen",
        "ik ben 8 jaar geleden verhuisd",
        "ik ben 15 jaar getrouwd",
        "ik ben 12 keer gebeld",
        "ik ben 14 dagen ziek geweest",
        "ik ben 1 van de bewoners",
        "mijn zoon is 14",
        "mijn dochter zit in groep 8",
        "ik ben nummer 14",
        "14",
        "ik ben",
        "I am 14 years married",
    ],
)
def test_somebody_who_may_well_be_older(text: str) -> None:
    assert not judged(text).young


# Nobody reads at night


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-24T08:00", None),  # a Tuesday, nine o'clock in Arnhem
        ("2026-11-24T15:59", None),
        ("2026-11-24T07:59", date(2026, 11, 24)),
        ("2026-11-24T16:00", date(2026, 11, 25)),
        ("2026-11-27T16:00", date(2026, 11, 30)),  # Friday evening: Monday
        ("2026-11-28T11:00", date(2026, 11, 30)),
        ("2026-12-24T20:00", date(2026, 12, 28)),  # Christmas, and a weekend after it
        ("2026-07-01T07:00", None),  # summer time
    ],
)
def test_when_somebody_reads(moment: str, day: date | None) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert PROGRAMME.calendar.read_from(now) == day


# Without emoji


def test_our_signs_go_and_peoples_own_stay() -> None:
    message = Message(
        (
            Text("nameless"),
            Text("heard", {"by": Words("Ria 🌷"), "heard": Words("🌳 ☎️"), "number": "1"}),
        ),
        column(button("button-call-me", "x"), button("button-desk", "y")),
        plain=True,
    )
    shown = RENDERING.message(message, "nl")
    assert f"{FSI}Ria 🌷{PDI}" in shown.texts[0]
    assert f"{FSI}🌳 ☎️{PDI}" in shown.texts[0]
    assert [b.label for row in shown.buttons for b in row] == ["Bel mij", "Wat ligt er?"]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("⬅️ Terug", "Terug"),
        ("Graag gedaan! 🌷", "Graag gedaan!"),
        ("👋 Hoi!\n🎙 ingesproken", "Hoi!\ningesproken"),
        ("1 · 15 dec", "1 · 15 dec"),
        ("één, “twee” – 3 × € 5", "één, “twee” – 3 × € 5"),
        ("مرحبًا", "مرحبًا"),
    ],
)
def test_signs_are_taken_out_with_their_space(said: str, left: str) -> None:
    assert care.without_emoji(said) == left


@pytest.mark.parametrize("language", LOCALES)
def test_no_text_of_ours_keeps_a_sign(language: str) -> None:
    signs = 0
    for key in shown_in(language):
        text = example(key)
        signs += _signs(RENDERING.text(text, language))
        shown = RENDERING.message(Message((text,), plain=True), language)
        assert not any(map(_signs, shown.texts)), key
    assert signs > 20


def _signs(text: str) -> int:
    return sum(unicodedata.category(sign) == "So" for sign in text)


# Language


@pytest.mark.parametrize(
    ("text", "language", "fits"),
    [
        ("hello there", "en", True),
        ("مرحبا", "ar", True),
        ("مرحبا", "en", False),
        ("привіт", "uk", True),
        ("hoi", "uk", False),
    ],
)
def test_the_script_of_a_language(text: str, language: str, fits: bool) -> None:
    assert care.in_script_of(text, language) is fits


def test_three_words_are_enough_for_a_guess() -> None:
    assert care.has_enough_words("more green please")
    assert not care.has_enough_words("more green 123")
