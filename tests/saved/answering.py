"""Somebody who answers sensibly, whatever is asked: so that each draft can be brought to its end.

What is open is read from the progress in the database, not from a screen: after a deploy the
screens of before are old. An option is tapped as its old button would be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from conversations import engine
from conversations.actions import Answer, Command, Open, encode
from conversations.declare import Conversation
from conversations.progress import Draft, Progress, load
from conversations.questions import (
    Choice,
    Choices,
    Date,
    FromFacts,
    LongText,
    Option,
    Question,
    Reading,
    Suggested,
    YesNo,
)
from storage.models.people import account
from storage.models.progress import progress
from tests.house import House

SENTENCE = "Veel mensen in de straat vroegen hierom en er is plek voor."
LINES = ("Fatma", "026 000 00 09", "2", SENTENCE)  # the first that fits is said
SUMMARY = "summary"
MOST_ANSWERS = 40

Given = Mapping[str, str | None]  # by question id: words, an option's code; None skips it


class Stranded(AssertionError):
    """A draft that does not come to its end however sensibly one answers."""


async def progress_of(house: House, who: str) -> Progress:
    """Where they are, on whatever channel."""
    wanted = select(progress.c.data).join(account).where(account.c.external_id == who)
    async with house.app.database.reading() as db:
        data = (await db.execute(wanted)).scalar()
    return load(data) if data else Progress()


def as_shown(conversation: Conversation, draft: Draft) -> Conversation:
    """With the options in it that this draft was offered: some are found in facts alone."""

    def shown(question: Question[Any]) -> Question[Any]:
        if not isinstance(question, Choice | Suggested):
            return question
        if (codes := draft.shown.get(question.id)) is not None:
            return replace(question, options=tuple(map(Option, codes)))
        by_facts = isinstance(question.options, FromFacts) or (
            isinstance(question, Choice) and question.withheld
        )
        return replace(question, options=()) if by_facts else question  # nothing to choose from

    return replace(conversation, questions=tuple(map(shown, conversation)))


def asked(house: House, draft: Draft) -> Question[Any] | None:
    """The open question; None: it is all there, and waits to be sent."""
    return engine.position(as_shown(house.app.library[draft.conversation], draft), draft)


def where(house: House, draft: Draft) -> str:
    """The id of the open question, or SUMMARY."""
    question = asked(house, draft)
    return SUMMARY if question is None else question.id


async def begin(house: House, who: str, conversation: str, about: int | None = None) -> None:
    await house.does(who, "tap", action=encode(Open(conversation, about)))


async def answer(house: House, who: str, draft: Draft, given: Given | None = None) -> None:
    """One answer to what is open, or the tap that sends it."""
    question, given = asked(house, draft), given or {}
    if question is None:
        await _taps(house, who, Command(draft.run, "submit", str(draft.revision)))
    elif given.get(question.id, "") is None:
        await _taps(house, who, Command(draft.run, "skip", question.id))
    elif isinstance(question, Date):
        calendar = house.app.loaded.programme.calendar
        soon = (house.clock.now() + timedelta(days=30)).date()
        day = given.get(question.id) or calendar.next_working(soon).isoformat()
        await _taps(house, who, Answer(draft.run, question.id, day))
    elif isinstance(question, Choices) and draft.answers.get(question.id, {}).get("open"):
        await _taps(house, who, Command(draft.run, "done", question.id))
    elif isinstance(question, Choice | Choices | YesNo):
        codes = [option.code for option in question.offered()]
        await _taps(house, who, Answer(draft.run, question.id, given.get(question.id) or codes[0]))
    else:
        await house.says(who, given.get(question.id) or _words(house, question))


async def finish(house: House, who: str, given: Given | None = None, until: str = "") -> None:
    """Answer until nothing is open, or until the question of that id is. Raises Stranded."""
    draft = (await progress_of(house, who)).current
    for _ in range(MOST_ANSWERS):
        if draft is None or (until and where(house, draft) == until):
            return
        await answer(house, who, draft, given)
        before, draft = draft, (await progress_of(house, who)).current
        if draft == before:
            heard = house.last(who).text if house.screen(who) else "nothing"
            raise Stranded(f"{who} in {draft.conversation}, {where(house, draft)}: {heard}")
    raise Stranded(f"{who} is asked more than {MOST_ANSWERS} things")


async def _taps(house: House, who: str, action: Answer | Command) -> None:
    await house.does(who, "tap", action=encode(action))


def _words(house: House, question: Question[Any]) -> str:
    """Raises Stranded where nothing that anybody would say fits."""
    wording = house.app.rendering.wording("nl")
    using = Reading(house.clock.now().date(), wording, {})
    if isinstance(question, LongText):
        return SENTENCE
    fitting = (line for line in LINES if question.read(line, using) is not None)
    found = next(fitting, None)
    return SENTENCE if found is None else found  # a story takes whatever is told
