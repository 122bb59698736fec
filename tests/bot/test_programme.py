"""`programme.toml`: what it says, and errors that say what to mend."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.programme import BadProgramme, find_file, load
from conversations.programme import Helplines, YouthWorker

ROOT = Path(__file__).parents[2]
GOOD = (ROOT / "programme.toml").read_text(encoding="utf-8")
WIJK = """
[[wijken]]
code = "{code}"
label = {{ nl = "{label}" }}
"""


def loaded(tmp_path: Path, text: str) -> object:
    file = tmp_path / "programme.toml"
    file.write_text(text, encoding="utf-8")
    return load(file)


def test_the_example() -> None:
    found = load(ROOT / "programme.toml")
    assert found.is_example
    programme = found.programme
    assert programme.default_language == "nl"
    assert [o.code for o in programme.lists["wijken"]] == [
        "klarendal", "geitenkamp", "presikhaaf", "malburgen", "arnhemse-broek",
    ]  # fmt: skip
    assert programme.label("wijken", "presikhaaf")
    assert programme.label("wijken", "gone") is None
    assert programme.office_or(None) == "het programmabureau"
    assert not programme.calendar.working(date(2026, 12, 25))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            'timezone = "Europe/Amsterdam"',
            'timezone = "Europe/Nergens"',
            "no time zone 'Europe/Nergens'",
        ),
        ('timezone = "Europe/Amsterdam"', 'timezone = "Europe"', "no time zone 'Europe'"),
        ('timezone = "Europe/Amsterdam"', 'timezone = "../etc"', "timezone"),
        ('country = "NL"', 'country = "XX"', "no holidays are known for 'XX'"),
        ('code = "klarendal"', 'code = "Klarendal"', "wijken.0.code"),
        ('code = "klarendal"', f'code = "{"a" * 25}"', "wijken.0.code"),
        ('code = "klarendal"', 'code = "presikhaaf"', "two entries have the code 'presikhaaf'"),
        ('{ nl = "Klarendal" }', "{}", "wijken.0.label"),
        ('{ nl = "Klarendal" }', '{ nl = "K" }\nmanager = ""', "wijken.0.manager"),
        ('{ nl = "Wonen", en', '{ nl = "W" }\nmanager = "S"\nx = { en', "themes.1.manager: Extra"),
        ('{ nl = "Klarendal" }', f'{{ nl = "{"a" * 25}" }}', "at most 24"),
        ('en = "English"', 'xx = "Xish"', "no texts in 'xx'; there are texts in ar, en"),
        ('en = "English"', 'pl = "Polski"', "only words to understand in 'pl'; there are texts"),
        ("answer_within = 15", "answer_within = 0", "clocks.answer_within"),
        ("answer_within = 15", 'answer_within = "soon"', "clocks.answer_within"),
        ('emergency = "112"', 'emergency = "bel 112"', "emergency.emergency"),
        ('home = "0800-2000"', 'hom = "0800-2000"', "emergency.hom: Extra inputs"),
        ('team_phone = "026 000 00 00"', "", "team and team_phone belong together"),
        ('name = "de jongerenwerker (voorbeeld)"', 'name = ""', "youth.name"),
        ('push_detail = "full"', 'push_detail = "some"', "privacy.push_detail"),
        ("also_free = []", 'also_free = ["5 mei"]', "holidays.also_free"),
        ('name = "Arnhem-Oost"', "", "name: Field required"),
        ('name = "Arnhem-Oost"', 'name = "x"\nnaam = "x"', "naam: Extra inputs"),
        ('name = "Arnhem-Oost"', "name = ", "not valid TOML"),
    ],
)
def test_what_is_wrong_is_named_with_the_file(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    assert old in GOOD
    with pytest.raises(BadProgramme) as refused:
        loaded(tmp_path, GOOD.replace(old, new, 1))
    assert says in str(refused.value)
    assert "country" in says or "programme.toml" in str(refused.value) or "XX" in says


def test_numbers_of_who_can_help_are_settings(tmp_path: Path) -> None:
    file = tmp_path / "programme.toml"
    file.write_text(GOOD.replace('suicide = "113"', 'suicide = "988"'), encoding="utf-8")
    changed = load(file).programme
    assert (changed.helplines.emergency, changed.helplines.suicide) == ("112", "988")
    assert changed.youth == YouthWorker("de jongerenwerker (voorbeeld)", "026 000 00 01")
    head, _, rest = GOOD.partition("[emergency]")
    file.write_text(head + rest[rest.index("[languages]") :], encoding="utf-8")
    without = load(file).programme
    assert without.helplines == Helplines("112", "113", "0800-2000", None, None)
    assert without.youth is None


def test_every_wijk_retired_leaves_none_to_choose(tmp_path: Path) -> None:
    with pytest.raises(BadProgramme, match="every wijk is retired"):
        loaded(tmp_path, GOOD.replace("\nlabel = {", "\nretired = true\nlabel = {"))


def test_a_retired_wijk_is_known_and_not_offered(tmp_path: Path) -> None:
    file = tmp_path / "programme.toml"
    file.write_text(
        GOOD.replace('label = { nl = "Klarendal" }', 'label = { nl = "K" }\nretired = true', 1)
    )
    found = load(file)
    assert found.retired["wijken"] == {"klarendal"}
    assert "klarendal" not in {o.code for o in found.programme.lists["wijken"]}


def test_a_wijk_may_name_who_manages_it(tmp_path: Path) -> None:
    assert load(ROOT / "programme.toml").programme.managers == {}
    assert GOOD.count("# manager") == 1  # the way to write it stands there all the same
    file = tmp_path / "programme.toml"
    named = GOOD.replace("# manager", "manager")
    file.write_text(named, encoding="utf-8")
    assert load(file).programme.managers == {"klarendal": "NAME"}


def test_the_programmes_own_free_days(tmp_path: Path) -> None:
    file = tmp_path / "programme.toml"
    text = GOOD.replace("also_free = []", "also_free = [2027-05-06]")
    file.write_text(text.replace("not_free = []", "not_free = [2027-04-27]"))
    calendar = load(file).programme.calendar
    assert not calendar.working(date(2027, 5, 6))
    assert calendar.working(date(2027, 4, 27))


def test_a_file_of_another_encoding_or_a_folder_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "programme.toml"
    file.write_bytes(GOOD.encode("utf-16"))
    with pytest.raises(BadProgramme, match="not valid TOML"):
        load(file)
    with pytest.raises(BadProgramme, match="no such file"):
        load(tmp_path / "nothing.toml")


def test_here_comes_before_the_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_file(None).is_absolute()
    (tmp_path / "programme.toml").write_text(GOOD)
    assert find_file(None) == Path("programme.toml")


DESK = """
[[desks]]
code = "{code}"
label = {{ nl = "{label}" }}
takes = {takes}
"""


def test_each_sort_has_its_desk_in_the_example() -> None:
    programme = load(ROOT / "programme.toml").programme
    for takes in ("broken", "complaint", "benefits", "official"):
        desk = programme.department_for(takes)
        assert desk.code is not None
        assert desk.phone
        assert "voorbeeld" in desk.label.labels["nl"]
        assert "example" in desk.label.labels["en"]


def test_what_no_desk_takes_stays_with_the_office(tmp_path: Path) -> None:
    file = tmp_path / "programme.toml"
    file.write_text(GOOD[: GOOD.index("[[desks]]")], encoding="utf-8")
    programme = load(file).programme
    assert programme.department_for("broken").code is None
    assert programme.department_for("broken").label.labels == {"nl": "het programmabureau"}
    assert programme.desk("meldpunt") == programme.own_department


def test_a_retired_desk_is_known_and_gets_nothing_more(tmp_path: Path) -> None:
    file = tmp_path / "programme.toml"
    file.write_text(
        GOOD.replace('takes = ["broken"]', 'takes = ["broken"]\nretired = true'), encoding="utf-8"
    )
    found = load(file)
    assert found.programme.department_for("broken").code is None
    assert found.programme.desk("meldpunt").phone == "026 000 00 01"
    assert "meldpunt" in found.codes("desks")
    assert found.retired["desks"] == {"meldpunt"}


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (DESK.format(code="loket", label="Nog een", takes='["broken"]'), "the code 'loket'"),
        (DESK.format(code="nieuw", label="Nieuw", takes="[]"), "desks.4.takes"),
        (DESK.format(code="nieuw", label="Nieuw", takes='["parking"]'), "desks.4.takes.0"),
        (DESK.format(code="nieuw", label="", takes='["broken"]'), "desks.4.label"),
        (DESK.format(code="nieuw", label="X", takes='["broken"]') + 'link = "bel"', "desks.4.link"),
    ],
)
def test_a_wrong_desk_is_named(tmp_path: Path, more: str, says: str) -> None:
    with pytest.raises(BadProgramme, match=says):
        loaded(tmp_path, GOOD + more)
