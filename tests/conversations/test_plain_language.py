"""The taalcheck: what it names, and that it tells hard letters from plain ones."""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from conversations.plain_language import (
    OFFICIALESE,
    ORANGE,
    PLAINER,
    RED,
    Hard,
    Light,
    Sort,
    check,
    officialese,
    replaced,
    sentences,
    words,
)

# Beside the repository, or where SHARED_DATA says.
SHARED = Path(os.environ.get("SHARED_DATA", Path(__file__).parents[3] / "shared/data"))
LETTERS = SHARED / "readability/amsterdam_dev.csv"
LONG_SENTENCE = (
    "Wij hebben je idee gelezen en met het team groen gepraat over de plek bij de school waar je"
    " over schreef in de brief van vorige maand."
)
HARD = (
    "Naar aanleiding van uw verzoek wordt door de betreffende afdeling onderzocht of de bankjes"
    " in het kader van het beheer geplaatst kunnen worden. Indien de benodigde middelen ter"
    " beschikking zijn, wordt u hieromtrent schriftelijk geïnformeerd door de afdeling beheer van"
    " de openbare ruimte. De aanvraag wordt te zijner tijd in behandeling genomen."
)
PLAIN = "De grond is niet van ons. Wij vragen de eigenaar of het mag. Jij hoort het in mei."


def test_plain_words_are_green() -> None:
    found = check(PLAIN)
    assert (found.points, found.light, found.hard) == (0, Light.GREEN, ())
    assert check("") == check(" 🌷 ") == check("«»")


def test_a_hard_letter_is_red_and_is_told_why() -> None:
    found = check(HARD)
    assert found.light is Light.RED
    assert found.points >= RED
    assert [hard.sort for hard in found.hard[:3]] == [Sort.LONG, Sort.OFFICIAL, Sort.PASSIVE]


def test_a_long_sentence_is_named_with_its_words() -> None:
    found = check(f"{PLAIN} {LONG_SENTENCE}")
    assert found.hard == (Hard(Sort.LONG, LONG_SENTENCE, count=27),)


def test_sentences_that_are_rather_long_have_the_longest_named() -> None:
    rather = "Wij praten volgende week met de eigenaar van de grond over de bankjes bij de school."
    longer = rather.replace("volgende week", "in de volgende week")
    found = check(f"{rather} {longer} {rather}")
    assert [(hard.words, hard.count) for hard in found.hard] == [(longer, 18)]


def test_a_sentence_that_hides_who_does_it_is_named() -> None:
    said = "Je idee wordt morgen thans besproken."
    found = check(f"{said} Wij bellen je. Dan hoor je meer.")
    assert found.light is Light.ORANGE
    assert found.hard[-1] == Hard(Sort.PASSIVE, said)
    assert check("Je idee wordt morgen besproken. Wij bellen je. Dat is fijn.").hard == ()
    assert check("Het wordt mooi. Wij worden blij. De straat werd nat.").points == 0
    assert check("Het gebied wordt groen. Jij wordt gezond. Wij worden bekend.").points == 0


def test_officialese_is_named_with_plainer_words_and_what_fits_comes_first() -> None:
    found = check("Je idee is in behandeling. Het kan niet vanwege de zienswijze. Dat geldt thans.")
    assert [(hard.words, hard.plainer, hard.fits) for hard in found.hard] == [
        ("zienswijze", "mening", True),
        ("thans", "nu", True),
        ("in behandeling", "bekijken", False),
    ]


def test_of_few_sentences_it_only_gives_hints() -> None:
    found = check(f"{LONG_SENTENCE} Het wordt thans in behandeling genomen op grond van de wet.")
    assert (found.points, found.light) == (0, Light.GREEN)
    assert found.hard


@pytest.mark.parametrize(
    "not_theirs",
    [
        f"«{HARD}»",
        f"“{HARD}”",
        f'"{HARD}"',
        f"„{HARD}”",
        "https://example.org/thans/indien www.example.nl/reeds middels@example.org",
    ],
)
def test_quoted_words_and_links_are_not_theirs(not_theirs: str) -> None:
    assert check(f"{PLAIN} Je schreef: {not_theirs} Dat klopt.").points == 0
    assert check(f"{PLAIN} Je schreef: {not_theirs} Dat klopt.").hard == ()


def test_a_name_is_one_word_and_no_officialese() -> None:
    called = "Vraag het aan Stichting De Grote Zienswijze Van Alle Mensen Uit De Hele Stad Arnhem"
    assert check(f"{called} of aan ons. Dat kan. Bel ons.").hard == ()
    assert [hard.words for hard in check("Indien het kan. Thans nog niet.").hard] == [
        "indien",
        "thans",
    ]


def test_of_another_language_only_the_sentences_are_measured() -> None:
    assert check(HARD, "en").points < check(HARD).points
    assert {hard.sort for hard in check(HARD, "en").hard} == {Sort.LONG}


@pytest.mark.parametrize(
    ("text", "phrase", "after"),
    [
        ("Indien het kan, komen we indien nodig.", "indien", "Als het kan, komen we als nodig."),
        ("Het wordt in  behandeling\ngenomen.", "in behandeling genomen", "Het wordt bekeken."),
        ("Thans zei hij «thans». thans.nl", "thans", "Nu zei hij «thans». nu.nl"),
        ("Mail thans@example.org, thans.", "thans", "Mail thans@example.org, nu."),
        ("Vraag het aan bureau Middels.", "middels", "Vraag het aan bureau Middels."),
        ("Het is in behandeling.", "in behandeling", "Het is in behandeling."),
        ("De procedure loopt.", "procedure", "De procedure loopt."),
    ],
)
def test_plainer_words_are_put_in_place(text: str, phrase: str, after: str) -> None:
    assert replaced(text, phrase) == after


@pytest.mark.parametrize("entry", sorted(PLAINER))
def test_plainer_words_are_for_what_is_found_and_are_plain(entry: str) -> None:
    assert officialese(entry) == [entry]
    assert officialese(PLAINER[entry]) == []
    plainer = PLAINER[entry]
    assert 0 < len(plainer.removeprefix("~").split()) <= 3
    if not plainer.startswith("~"):  # it stands on a button, behind "Neem over:"
        assert len(plainer) <= 13
        assert len(plainer.split()) <= 2
    assert len(OFFICIALESE) > len(PLAINER)


# Against letters of a municipality, before and after somebody rewrote them

DOCUMENTS = {"orange": (67, 13), "red": (36, 3)}  # % of the originals and of the rewrites
ROOM = 10  # in % points: these are half of the documents that the measured figures are of
PIECE = 95  # words


def _letters(column: str) -> list[list[str]]:
    """Each document as its lines, in order."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    with LETTERS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["Document ID"]].append(row[column].strip())
    return list(found.values())


def _pieces(column: str) -> list[str]:
    """The documents in pieces as long as a long answer in a chat."""
    pieces: list[str] = []
    for lines in _letters(column):
        piece: list[str] = []
        for line in lines:
            piece.append(line)
            if sum(len(words(said)) for said in piece) >= PIECE:
                pieces.append("\n".join(piece))
                piece = []
        if sum(len(words(said)) for said in piece) >= PIECE / 2:
            pieces.append("\n".join(piece))
    return pieces


def _shares(texts: Callable[[str], list[str]]) -> dict[str, tuple[float, float]]:
    """Which % is at least orange, and which red; of the originals and of the rewrites."""
    points = [
        [check(text).points for text in texts(column) if len(sentences(text)) >= 3]
        for column in ("Complex", "Simple")
    ]
    return {
        light: (
            round(100 * sum(p >= bound for p in points[0]) / len(points[0]), 1),
            round(100 * sum(p >= bound for p in points[1]) / len(points[1]), 1),
        )
        for light, bound in (("orange", ORANGE), ("red", RED))
    }


@pytest.mark.skipif(not LETTERS.exists(), reason="the letters are not in the repository")
def test_it_tells_hard_letters_from_plain_ones(
    record_property: Callable[[str, object], None],
) -> None:
    """Whole documents of three sentences or more, as the figures were measured. Pieces as long as
    an answer are told beside it: a rewrite must be flagged far less often than its original."""
    whole = _shares(lambda column: ["\n".join(lines) for lines in _letters(column)])
    pieces = _shares(_pieces)
    record_property("figures", {"documents": whole, "pieces": pieces})
    for light, measured in DOCUMENTS.items():
        for ours, theirs in zip(whole[light], measured, strict=True):
            assert abs(ours - theirs) <= ROOM, (light, whole)
        assert pieces[light][1] < pieces[light][0] / 2, (light, pieces)
