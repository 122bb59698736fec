"""The command `check` says what an operator can do next, in the order in which it helps."""

from __future__ import annotations

from collections.abc import Sequence

from bot.programme import LoadedProgramme
from bot.settings import Settings


def next_steps(
    settings: Settings, loaded: LoadedProgramme, staff: Sequence[str] | None
) -> list[str]:
    """Return sentences for somebody who set up nothing like this before; empty when all is there.

    `staff`: the names of who reads what residents send; None where that is not known.
    """
    programme = loaded.programme
    steps = []
    if loaded.is_example:
        steps.append(
            f"Fill in {loaded.path}: who is responsible, the telephone numbers, the wijken."
            " Then remove the line 'example = true'."
        )
    if staff is not None and not staff:
        steps.append("Invite who will read and answer: buurtstem invite staff --name NAME")
    elif staff is not None and len(staff) == 1:
        steps.append(
            f"{staff[0]} reads alone. Invite a second person, so that somebody else can look again:"
            " buurtstem invite staff --name NAME"
        )
    if settings.telegram_token is None and settings.web_url is None:
        steps.append(
            "Let residents in: set TELEGRAM_TOKEN (from @BotFather), or WEB_URL, the public"
            " address of the web chat."
        )
    if settings.telegram_token is not None and settings.staff_chat_id is None:
        steps.append(
            "If your team has a Telegram group: add the bot to it and set STAFF_CHAT_ID, for a"
            " count each working day."
        )
    if not programme.lists["themes"]:
        steps.append(f"Put [[themes]] in {loaded.path}, if you want to sort what comes in.")
    return steps
