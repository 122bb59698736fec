"""From keys to words: languages, isolation, dates, and messages that are too long for one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.programme import load
from bot.rendering import (
    FSI,
    PDI,
    TELEGRAM_TEXT,
    MissingText,
    Rendering,
    split,
    units,
)
from conversations.messages import Button, Label, Message, Text, Words, button, column, say
from conversations.parsing import read_date

ROOT = Path(__file__).parents[2]
CALENDAR = load(ROOT / "programme.toml").programme.calendar
RENDERING = Rendering(CALENDAR.zone, ["nl", "en"])
NAMES = ("فاطمة", "Ayşe", "Ольга", "אבי", "O'Brien", "<b>&_*`[x](y)", "🌷")


@pytest.fixture
def own(tmp_path: Path) -> Rendering:
    """With texts of the test's own: some in Dutch only."""
    (tmp_path / "nl").mkdir()
    (tmp_path / "en").mkdir()
    (tmp_path / "nl" / "x.ftl").write_text(
        "both = Hallo { $name }\nonly = Alleen { $name }\nmany = { LIST($items) }\n"
        'either = { LIST($items, style: "or") }\nday = Op: { $date }\nbrief = { SHORT($date) }\n'
        "link = Lees { $link } of { $number }\n",
        encoding="utf-8",
    )
    (tmp_path / "en" / "x.ftl").write_text("both = Hello { $name }\n", encoding="utf-8")
    return Rendering(CALENDAR.zone, ["nl", "en"], more=[tmp_path])


def test_texts_of_an_operator_come_after_ours(own: Rendering) -> None:
    assert own.text(Text("both", {"name": "x"}), "en") == "Hello x"
    assert own.label(Text("button-yes"), "en") == "Yes"


@pytest.mark.parametrize("name", NAMES)
def test_names_stand_as_they_are_between_isolation_marks(own: Rendering, name: str) -> None:
    assert own.text(Text("both", {"name": Words(name)}), "nl") == f"Hallo {FSI}{name}{PDI}"


def test_codes_links_and_buttons_have_no_isolation_marks(own: Rendering) -> None:
    text = own.text(Text("link", {"link": "https://example.org/a_b", "number": "1214"}), "nl")
    assert text == "Lees https://example.org/a_b of 1214"
    shown = own.message(
        say("both", column(button("both", "x", name=Words("Ayşe"))), name="x"), "nl"
    )
    assert shown.buttons[0][0].label == "Hallo Ayşe"
    assert own.label(Words("Türkçe"), "nl") == "Türkçe"


def test_words_as_a_paragraph_are_left_alone(own: Rendering) -> None:
    assert own.message(Message((Words("zelf <&_"),)), "nl").texts == ("zelf <&_",)


def test_what_one_language_lacks_makes_the_whole_message_dutch(own: Rendering) -> None:
    message = Message(
        (Text("both", {"name": "x"}), Text("only", {"name": "x"})),
        column(button("button-yes", "y")),
    )
    shown = own.message(message, "en")
    assert shown.texts == ("Hallo x\n\nAlleen x",)
    assert shown.buttons[0][0].label == "Ja"
    assert own.message(say("both", name="x"), "xx").texts == ("Hallo x",)
    assert own.wording("en").label(Text("only", {"name": "x"})) == "Alleen x"


def test_a_key_that_nobody_has_is_named(own: Rendering) -> None:
    with pytest.raises(MissingText, match="nowhere"):
        own.message(say("nowhere"), "en")


def test_lists_and_days_in_words(own: Rendering) -> None:
    items = (Words("Samira"), Words("Joost"), "Ria")
    bare = str.maketrans("", "", FSI + PDI)
    assert own.text(Text("many", {"items": items}), "nl").translate(bare) == "Samira, Joost en Ria"
    assert own.text(Text("either", {"items": items}), "nl").translate(bare).endswith("of Ria")
    assert own.text(Text("day", {"date": date(2026, 12, 12)}), "nl") == "Op: zaterdag 12 december"
    assert own.label(Text("brief", {"date": date(2026, 12, 1)}), "nl") == "1 dec"
    moment = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert own.text(Text("day", {"date": moment}), "nl") == "Op: donderdag 2 juli 00:30"


def test_a_label_in_another_language_is_its_first() -> None:
    label = Label({"nl": "Groen", "en": "Green"})
    assert RENDERING.label(label, "en") == "Green"
    assert RENDERING.label(label, "tr") == "Groen"
    assert (
        RENDERING.message(Message((), ((Button(label, "x"),),)), "en").buttons[0][0].label
        == "Green"
    )


@pytest.mark.parametrize("length", [499, 501, 2_500, 2_501, 20_000])
def test_long_words_are_rendered_whole(own: Rendering, length: int) -> None:
    """Fluent by itself refuses an argument of more than 2,500 characters."""
    words = "a" * length
    assert own.text(Text("both", {"name": Words(words)}), "nl") == f"Hallo {FSI}{words}{PDI}"
    lines = (Words(words), Words("b"))
    assert words in own.text(Text("many", {"items": lines}), "nl")
    nested = Text("both", {"name": Text("both", {"name": (Words(words),)})})
    assert words in own.text(nested, "nl")


# Too long for one message

sentences = st.lists(
    st.text(st.sampled_from("ab .!?\n🌳👨‍👩‍👧é؟。"), min_size=0, max_size=120), max_size=12
).map("".join)


@settings(
    derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(sentences, st.integers(4, 60))
def test_a_long_text_is_cut_without_losing_a_word(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert all(units(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert len(pieces) == 1 or all(piece.strip() for piece in pieces)


def test_it_is_cut_between_sentences() -> None:
    text = " ".join(f"Dit is zin nummer {n}." for n in range(400))
    pieces = split(text)
    assert len(pieces) > 1
    assert all(piece.endswith(".") and piece.startswith("Dit") for piece in pieces)


def test_an_emoji_counts_double_and_is_never_cut_in_half() -> None:
    assert units("🌳") == 2
    pieces = split("🌳" * 5_000)
    assert [units(piece) for piece in pieces] == [TELEGRAM_TEXT, TELEGRAM_TEXT, 1_808]


def test_nothing_but_spaces_makes_no_empty_messages() -> None:
    assert split(" " * 10_000 + "x") == ["x"]
    assert split("") == [""]


def test_a_text_that_fits_is_left_as_it_is() -> None:
    assert split(" x \n") == [" x \n"]
    assert split("a" * TELEGRAM_TEXT) == ["a" * TELEGRAM_TEXT]


def test_words_of_all_languages_count() -> None:
    assert {"hoi", "hello"} <= RENDERING.wording("nl").words("greeting")
    assert RENDERING.wording("en").months()["mrt"] == 3
    assert RENDERING.wording("en").months()["december"] == 12
    assert RENDERING.wording("nl").words("nothing-of-the-kind") == frozenset()


def test_words_count_in_every_language_there_is() -> None:
    only_dutch = Rendering(CALENDAR.zone, ["nl"])
    assert "house fire" in only_dutch.words("danger")
    assert "er is brand" in Rendering(CALENDAR.zone, ["en"]).words("danger")


def test_words_count_in_languages_that_are_not_offered() -> None:
    """Only words of these are there: enough for silence and for help."""
    only_dutch = Rendering(CALENDAR.zone, ["nl"])
    assert {"توقف", "dur", "dość", "досить"} <= only_dutch.words("stop")
    assert {"رائحة غاز", "yangın var", "pali się", "пахне газом"} <= only_dutch.words("danger")
    with pytest.raises(MissingText, match="'tr'"):
        Rendering(CALENDAR.zone, ["tr"])


# From right to left

ARABIC = Rendering(CALENDAR.zone, ["nl", "ar"])


def test_a_language_says_in_which_direction_it_is_written() -> None:
    assert {code: ARABIC.direction(code) for code in ("nl", "ar")} == {"nl": "ltr", "ar": "rtl"}


def test_names_of_either_script_keep_their_place() -> None:
    for name in ("Samira", "سميرة", "O'Brien (Joost)"):
        text = Text("receipt-named", {
            "name": Words(name), "reader": Words("Joost"), "what": Text("kind-idea"),
            "kind": "idea", "number": "1214", "date": date(2026, 12, 12),
        })  # fmt: skip
        for language in ("ar", "nl"):
            said = ARABIC.text(text, language)
            assert f"{FSI}{name}{PDI}" in said
            assert f"{FSI}Joost{PDI}" in said
            assert said.count(FSI) == said.count(PDI) == 2
            assert "1214" in said


def test_groups_of_digits_stay_in_order_where_the_text_runs_the_other_way() -> None:
    """UAX 9: spaces between numbers take the direction of the text around them."""
    text = Text("help-team", {"team": "x", "phone": "026 000 00 00"})
    assert f"{FSI}026 000 00 00{PDI}" in ARABIC.text(text, "ar")
    assert FSI not in ARABIC.text(text, "nl")
    link = Text("privacy", {"readers": "x", "controller": "y", "link": "https://example.org/a"})
    assert FSI not in ARABIC.text(link, "ar")


def test_buttons_have_no_marks_in_any_direction() -> None:
    shown = ARABIC.message(
        say("knock", column(button("name", "x", name=Words("Ayşe")), button("button-yes", "y"))),
        "ar",
    )
    assert [b.label for row in shown.buttons for b in row] == ["Ayşe", "نعم"]


def test_days_have_the_names_that_people_use() -> None:
    day = Text("button-date", {"date": date(2026, 12, 12)})
    assert ARABIC.text(day, "ar") == "السبت 12 كانون الأول"
    months = ARABIC.wording("nl").months()
    assert months["كانون الأول"] == months["ديسمبر"] == months["dec"] == 12
    assert read_date("12 كانون الأول", date(2026, 11, 24), ARABIC.wording("ar")) == date(
        2026, 12, 12
    )


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1, "ثانية واحدة"),
        (2, "ثانيتان"),
        (3, "3 ثوانٍ"),
        (11, "11 ثانية"),
        (100, "100 ثانية"),
    ],
)
def test_a_count_takes_the_form_of_its_number(seconds: int, said: str) -> None:
    assert f"({said})" in ARABIC.text(Text("media-voice", {"seconds": seconds}), "ar")


def test_what_a_draft_lacks_makes_the_whole_message_dutch() -> None:
    message = Message(
        (Text("answer-decide-no"), Text("applied-ask", {"number": "1214"})),
        column(button("button-yes", "y")),
    )
    assert ARABIC.message(message, "ar") == ARABIC.message(message, "nl")
    assert ARABIC.text_of_page(Text("desk-nothing"), "ar").startswith("Er ligt niets")
    assert ARABIC.label_of_page(Text("web-menu"), "ar") == "القائمة"
