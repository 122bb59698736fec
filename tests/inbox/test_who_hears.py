"""Who hears what, when it matters most: danger, questions of staff, letters about a task."""

from __future__ import annotations

from datetime import timedelta

import pytest

from conversations.actions import Open, encode
from tests.house import House
from tests.inbox.helping import change, value

pytestmark = pytest.mark.one_database

FIRE = "mijn huis staat in brand"


def plain(house: House, who: str) -> list[str]:
    """What stands on a screen, without the marks round people's words."""
    marks = {0x2068: None, 0x2069: None}
    return [seen.text.translate(marks) for seen in house.screen(who)]


async def an_idea(house: House, who: str, text: str) -> None:
    await house.says(who, text)
    for label in (
        "💡 Een idee",
        "Weet ik niet",
        "Liever niet",
        "✅ Ja, verstuur",
        "💬 Hier",
        "Nee",
    ):
        await house.taps(who, label)


async def test_what_follows_danger_reaches_staff_at_once(house: House) -> None:
    await house.enrol("samira", "Samira")
    await house.says("fatma", FIRE)
    house.clock.time += timedelta(minutes=5)
    await house.says("fatma", "ik sta op de tweede verdieping")
    heard = [text for text in plain(house, "samira") if "Iemand schreef" in text]
    assert len(heard) == 2
    assert "tweede verdieping" in heard[1]


async def test_after_no_danger_words_are_words_again(house: House) -> None:
    await house.enrol("samira", "Samira")
    await house.says("fatma", FIRE)
    await house.taps("fatma", "Geen gevaar")
    await house.says("fatma", "het was de oven van de buren")
    assert len([text for text in plain(house, "samira") if "Iemand schreef" in text]) == 1


async def test_who_a_complaint_is_about_is_not_named_as_who_reads(house: House) -> None:
    await house.enrol("samira", "Samira")
    await house.enrol("joost", "Joost")
    await house.says("fatma", "zij lachte mij uit bij de balie")
    await house.taps("fatma", "😕 Een klacht")
    await house.taps("fatma", "Samira")
    before = len(plain(house, "fatma"))
    await house.says("fatma", "en er staat een huis in brand")
    said = "\n".join(plain(house, "fatma")[before:])
    assert "112" in said
    assert "Joost" in said
    assert "Samira" not in said


async def test_a_typed_answer_goes_to_what_was_asked_last(house: House) -> None:
    await house.enrol("samira", "Samira")
    await an_idea(house, "fatma", "bankjes")
    await an_idea(house, "fatma", "een zebrapad")
    for number, question in ((2, "Bij welke school?"), (1, "Waar in het park?")):
        await house.does("samira", "tap", action=encode(Open("ask", number)))
        await house.says("samira", question)
        await house.taps("samira", "✅ Ja, verstuur")
        house.clock.time += timedelta(minutes=1)
    await house.says("fatma", "bij de vijver")
    await house.taps("fatma", "✅ Ja, verstuur")
    assert plain(house, "fatma")[-1] == "Dank je. Je antwoord staat bij nummer 1."


@pytest.mark.sql
async def test_a_letter_is_only_written_about_ones_own_task(house: House) -> None:
    await house.enrol("samira", "Samira")
    await house.enrol("joost", "Joost")
    await house.says("fatma", FIRE)
    for who in ("samira", "joost"):  # the task is one person's, the alarm everybody's
        await house.does(who, "tap", action=encode(Open("write_to", 1)))
    written = [who for who in ("samira", "joost") if "Wat wil je" in plain(house, who)[-1]]
    assert len(written) == 1
    [other] = {"samira", "joost"} - set(written)
    assert plain(house, other)[-1] == "Deze taak ligt niet meer bij jou."
    await house.says(written[0], "Ben je veilig? Ik bel je.")
    await house.taps(written[0], "✅ Ja, verstuur")
    assert "Ben je veilig? Ik bel je." in plain(house, "fatma")[-1]
    assert await value(house, "SELECT count(*) FROM task WHERE done_at IS NULL") == 0


async def test_a_task_stays_when_its_letter_cannot_be_written(house: House) -> None:
    await house.enrol("samira", "Samira")
    await house.says("fatma", FIRE)
    await change(house, "DELETE FROM account WHERE external_id = 'fatma'")
    await house.does("samira", "tap", action=encode(Open("write_to", 1)))
    await house.says("samira", "Ben je veilig?")
    await house.taps("samira", "✅ Ja, verstuur")
    assert "Verstuurd" not in plain(house, "samira")[-1]
    assert await value(house, "SELECT count(*) FROM task WHERE done_at IS NULL") == 1


async def test_a_later_day_for_an_answer_leaves_room_for_a_no(house: House) -> None:
    await house.enrol("samira", "Samira")
    await an_idea(house, "fatma", "bankjes")
    await house.does("samira", "tap", action=encode(Open("postpone", 1)))
    await house.says("samira", "21-12-2026")  # a Monday: a no could not go the day before
    await house.says("samira", "We wachten nog op de tekening van het park.")
    assert any("vóór dinsdag 22 december" in text for text in plain(house, "samira")[-2:])
    await house.taps("samira", "✅ Ja, verstuur")
    assert "vóór dinsdag 22 december" in plain(house, "fatma")[-1]
