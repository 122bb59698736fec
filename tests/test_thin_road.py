"""The thin road, end to end: a resident says it, staff decide, the resident hears it."""

from __future__ import annotations

from tests.house import House


async def test_a_resident_says_it_staff_decide_the_resident_hears_it(house: House) -> None:
    await house.enrol("samira", "Samira")
    await house.does("fatma", "start")
    await house.taps("fatma", "💡 Ik heb een idee")
    await house.says("fatma", "meer <bankjes> in het_park & zo")
    await house.taps("fatma", "Presikhaaf")
    await house.taps("fatma", "Liever niet")
    receipt = await house.taps("fatma", "✅ Ja, verstuur")
    assert "Het nummer is 1." in receipt[0].text
    assert "Samira" in receipt[0].text
    await house.taps("fatma", "💬 Hier")
    await house.taps("fatma", "Nee")
    assert "meer <bankjes> in het_park & zo" in house.last("samira").text
    await house.taps("samira", "⚖️ Besluiten")
    await house.taps("samira", "Ja, maar anders")
    await house.says("samira", "We zetten drie bankjes bij de speeltuin, niet bij de vijver.")
    await house.says("samira", "Joost bestelt de bankjes.")
    await house.says("samira", "Joost")
    await house.says("samira", "1 maart")
    await house.taps("samira", "Zeker")
    preview = await house.taps("samira", "Plan is veranderd")
    assert "We zetten drie bankjes" in preview[1].text
    await house.taps("samira", "✅ Ja, verstuur")
    heard = house.last("fatma")
    assert "meer <bankjes> in het_park & zo" in heard.text
    assert "JA, maar iets anders" in heard.text
    assert "maandag 1 maart" in heard.text
    await house.taps("fatma", "Gelezen")
    assert "gelezen" in house.last("samira").text
