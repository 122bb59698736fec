"""A conversation needs people and a contribution before it can be talked to: they are made here.

Made by the effects that make the real ones, in a database that goes when the talk ends.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.office.door import Sitting
from bot.office.unit import Unit
from conversations.contributions import Answer, AnswerText
from conversations.declare import Conversation
from conversations.effects import (
    AddTask,
    AskResident,
    Effect,
    RecordDecision,
    SubmitContribution,
    WriteDown,
)
from conversations.lifecycle import Outcome
from conversations.parts import MediaRef, Part
from conversations.roles import Role, roles_that
from conversations.views import ContributionCard, Me
from storage.database import Db
from storage.models import accounts, colleagues, contributions, people
from storage.models.grants import Grant

if TYPE_CHECKING:
    from bot.app import App

COLLEAGUE, NEIGHBOUR = "Samira", "Fatma"
WORDS = "Meer bankjes in het park."
VOICE = MediaRef("example", "voice", "example", seconds=14)


@dataclass(frozen=True, slots=True)
class Example:
    """The contribution that is talked about, and what happened to it before."""

    kind: str = "idea"
    desk: str | None = None  # what goes there, by the programme's own name for it
    voice: bool = False
    before: Effect | None = None
    left: bool = False  # and its author has read the answer


def _answered(text: AnswerText) -> RecordDecision:
    return RecordDecision(1, 1, Answer(text))


_WHY = "Er is dit jaar geen geld voor."
_NOT_NOW = AnswerText(Outcome.NOT_NOW, _WHY, "Joost praat graag met je.", "Joost", None)
_NO = replace(_NOT_NOW, outcome=Outcome.NO, reason="Onder die plek ligt een gasleiding.")
_WHY_YES = "Daar zitten veel mensen graag."
_YES = AnswerText(Outcome.YES, _WHY_YES, "We zetten er banken.", "Joost", None)
# Where an idea that was just received will not do.
EXAMPLES: dict[str, Example] = {
    "answer": Example(before=AskResident(1, 1, "Waar in het park?")),
    "ask_back": Example(before=_answered(_NOT_NOW)),
    "disagree": Example(before=_answered(_NOT_NOW)),
    "better": Example(before=_answered(_YES), left=True),
    "partly": Example(before=_answered(_YES), left=True),
    "correct_heard": Example(voice=True, before=WriteDown(1, 1, "Meer banken in de straat.")),
    "write_down": Example(voice=True),
    "finish": Example(before=_answered(_YES), left=True),
    "commit": Example(before=_answered(_YES), left=True),
    "correct": Example(before=_answered(_YES), left=True),
    "take_back": Example(before=_answered(_YES), left=True),
    "second_no": Example(before=_answered(_NO)),
    "learn": Example("story"),
    "reply": Example("question"),
    "report": Example("broken", "broken"),
    "pass_on": Example("broken", "broken"),
}
# They are about all that lies with somebody: the player, or a colleague.
ABOUT_ALL_WORK = {"absence": True, "hand_over_all": True, "end_access": False}
AFTER_A_RECEIPT = ("receipt", "answer_road")  # they ask about one, and need not know it


def player_of(conversation: Conversation) -> Role:
    """Return the role of who talks in it: of those who may, the one nearest to a resident."""
    return roles_that(conversation.may)[0]


def needs_one(conversation: Conversation) -> bool:
    return ContributionCard in conversation.needs or conversation.id in AFTER_A_RECEIPT


async def set_up(app: App, conversation: Conversation, channel: str, player: str) -> int | None:
    """Set up whoever takes part, and an example where one is needed; return its number.

    Staff play with a neighbour's; a resident with their own.
    """
    now = app.clock.now()
    language = app.loaded.programme.default_language
    role = player_of(conversation)
    works = conversation.speaker == "colleague"
    async with app.database.transaction() as db:
        names = (COLLEAGUE, NEIGHBOUR, player)
        await accounts.enrol_accounts(db, [(channel, name, language) for name in names], now)
        found = await accounts.identities(db, [(channel, name) for name in names])
        known = {i.external_id: Me(i.person, i.account, channel, language) for i in found.values()}
        roles = {COLLEAGUE: Role.STAFF, **({} if role is Role.RESIDENT else {player: role})}
        known |= {n: await _enrolled(db, known[n], n, role, now) for n, role in roles.items()}
        author = known[NEIGHBOUR if works else player]
        office = app.office.sits(db)
        if conversation.manner.of_task:
            asked = AddTask("write", None, {"name": NEIGHBOUR}, to=known[player].person)
            await office.act([(author, asked)])
            return 1
        if conversation.id in ABOUT_ALL_WORK:
            await _made(office, Example(), author, known[COLLEAGUE])
            holds = known[player if ABOUT_ALL_WORK[conversation.id] else COLLEAGUE]
            await contributions.give(db, [1], holds.person)
            return None
        if not needs_one(conversation):
            return None
        example = EXAMPLES.get(conversation.id, Example())
        await _made(office, example, author, known[COLLEAGUE])
    return 1


async def _enrolled(db: Db, me: Me, name: str, role: Role, now: datetime) -> Me:
    await people.set_names(db, [(me.person, name)])
    await colleagues.give_roles(db, [Grant(me.person, role)], now)
    return replace(me, name=name, roles=me.roles | {role})


async def _made(office: Sitting, example: Example, author: Me, colleague: Me) -> None:
    part = Part("example", None if example.voice else WORDS, VOICE if example.voice else None)
    programme = office.unit.programme
    desk = programme.department_for(example.desk).code if example.desk else None
    await office.act([(author, SubmitContribution(example.kind, (part,), desk=desk))])
    if example.before is not None:
        await office.act([(colleague, example.before)])
        unit = office.unit
        later = Sitting(Unit(unit.store, programme, unit.now + timedelta(minutes=15)))
        await later.answers_due()  # nobody takes it back here
    if example.left:
        await office.delivered([1])
