"""What residents and staff do in the stories, in few words."""

from __future__ import annotations

from pathlib import Path

from tests.botapi.phones import Phone
from tests.botapi.server import StrictBotApi
from tests.running import command, of_telegram

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64
OGG = b"OggS" + b"\0" * 64


async def enrols(
    api: StrictBotApi, folder: Path, name: str = "Samira", user: int = 501, **settings: str
) -> Phone:
    """Invited on the command line beside the running bot, enrolled by opening the link."""
    said = await command(folder, "invite", "staff", "--name", name, **of_telegram(api), **settings)
    assert said.code == 0, said.err
    phone = api.phone(user, name)
    phone.opens(said.link)
    await phone.sees("Je bent nu medewerker")
    return phone


async def taps(phone: Phone, label: str, then: str) -> None:
    """Tap, and see what comes of it; every tap is answered."""
    query = phone.taps(label)
    await phone.sees_answer(query)
    await phone.sees(then)


async def sends_idea(phone: Phone, words: str, number: int = 1) -> None:
    """The short road: five taps and one text."""
    phone.start()
    await phone.sees("Ik ben Buurtstem")
    await taps(phone, "💡 Ik heb een idee", "Wat is je idee?")
    phone.says(words)
    await phone.sees("In welke wijk")
    await finishes_idea(phone, number)


async def finishes_idea(phone: Phone, number: int = 1) -> None:
    await taps(phone, "Presikhaaf", "Hoe mogen we je noemen?")
    await taps(phone, "Liever niet", "Klopt dit?")
    await taps(phone, "✅ Ja, verstuur", f"Het nummer is {number}.")
    await phone.sees("Hoe wil je het antwoord horen?")
    await taps(phone, "💬 Hier", "Mogen buren je bericht lezen?")
    await taps(phone, "Nee", "Je hoort van ons")


async def decides(phone: Phone, reason: str, outcome: str = "Ja") -> None:
    await taps(phone, "⚖️ Besluiten", "Wat is het antwoord op")
    await taps(phone, outcome, "Waarom?")
    phone.says(reason)
    await phone.sees("Wat gebeurt er nu?")
    phone.says("Joost bestelt de bankjes.")
    await phone.sees("Wie doet dat?")
    phone.says("Joost")
    await phone.sees("Vóór welke dag?")
    phone.says("1 maart")
    if outcome.startswith("Ja"):
        await phone.sees("Is die dag zeker?")
        await taps(phone, "Zeker", "Wat deed dit bericht")
    else:
        await phone.sees("Wat deed dit bericht")
    await taps(phone, "Nog geen plan", "Zal ik het versturen?")
    await taps(phone, "✅ Ja, verstuur", "Verstuurd.")
