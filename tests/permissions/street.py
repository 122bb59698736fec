"""A street where nobody may see more than is theirs: Fatma and Els, staff, and who is curious.

Made once, in one SQLite database that these tests only read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.office.door import begin
from conversations.actions import mark
from conversations.contributions import Answer, AnswerText
from conversations.effects import AddTask, RecordDecision, SetOptIn, SubmitContribution
from conversations.lifecycle import Outcome
from conversations.parsing import folded
from conversations.parts import Part
from conversations.roles import Role
from conversations.views import Facts, Me, Want
from storage import views
from storage.database import Database
from storage.models import accounts, colleagues, people
from storage.models.grants import Grant
from storage.models.outbox import outbox
from tests.conversations.world import PROGRAMME, RENDERING
from tests.databases import fill

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
AGREED_AT = datetime(2026, 11, 24, 9, 17, 31, tzinfo=UTC)
REASON = "Onder die plek ligt een oude gasleiding van Vitens."
IDEA, COMPLAINT = 1, 2  # of Fatma, and of Els about Samira

# What only who may read it may come by, in any form: words, name, wijk, phone, moment.
OF_FATMA = (
    "vogelhuisjes", "Fatmaqwerty", "klarendal", "12 34 56 78", REASON, str(mark(folded(REASON))),
    repr(AGREED_AT),
)  # fmt: skip
OF_ELS = ("lachte mij uit", "Elsqwerty", "malburgen", "87 65 43 21")

ROLES: Mapping[str, tuple[Role, ...]] = {
    "fatma": (),
    "els": (),
    "joost": (Role.STAFF,),
    "samira": (Role.STAFF,),
    "ria": (Role.ADMINISTRATOR,),
    "omar": (),
    "karim": (Role.KEY_PERSON,),
    "wim": (Role.COMMUNITY_WORKER,),
    "riet": (Role.REPRESENTATIVE,),
}
CURIOUS = tuple(
    (who, OF_ELS if who == "samira" else OF_FATMA + OF_ELS)
    for who in ("omar", "karim", "wim", "riet", "samira")
)


Asked = tuple[str, list[Want]]


@dataclass(frozen=True)
class Street:
    url: str
    people: Mapping[str, Me]
    messages: tuple[int, ...]  # to Fatma and Els

    async def loads(self, *asked: Asked) -> list[dict[Want, Any]]:
        """Return what these people get to see in one turn of the machine."""
        [found] = await self.turns([asked])
        return found

    async def turns(self, turns: Sequence[Sequence[Asked]]) -> list[list[dict[Want, Any]]]:
        known = [[(self.people[who], wants) for who, wants in asked] for asked in turns]
        database = Database(self.url)
        try:
            async with database.reading() as db:
                return [await views.load(db, asked) for asked in known]
        finally:
            await database.close()

    def facts(self, who: str, found: Mapping[Want, Any]) -> Facts:
        return Facts(NOW, self.people[who], PROGRAMME, RENDERING.wording("nl"), found)


async def made(folder: Path) -> Street:
    url = f"sqlite+aiosqlite:///{folder}/street.db"
    database = Database(url)
    await fill(database)
    async with database.transaction() as db:
        await accounts.enrol_accounts(db, [("fake", who, "nl") for who in ROLES], NOW)
        found = await accounts.identities(db, [("fake", who) for who in ROLES])
        known = {
            who: Me(i.person, i.account, "fake", "nl", who.title(), i.roles | {*ROLES[who]})
            for (_, who), i in found.items()
        }
        grants = [Grant(known[who].person, role) for who in ROLES for role in ROLES[who]]
        await colleagues.give_roles(db, grants, NOW)
        samira = (known["samira"].person,)
        await people.set_names(db, [(me.person, me.name or "") for me in known.values()])
        await begin(db, PROGRAMME, NOW).act(list(_said(known, samira)))
        agreed = (known["fatma"], SetOptIn("name", True, IDEA))
        later = begin(db, PROGRAMME, AGREED_AT)
        await later.act([agreed])
        await later.answers_due()
        theirs = [known[who].account for who in ("fatma", "els")]
        rows = await db.execute(select(outbox.c.id).where(outbox.c.account_id.in_(theirs)))
        messages = tuple(rows.scalars())
    await database.close()
    return Street(url, known, messages)


def _said(known: Mapping[str, Me], about: tuple[int, ...]) -> Iterator[tuple[Me, Any]]:
    fatma, els, joost = (known[who] for who in ("fatma", "els", "joost"))
    idea = (Part("idea", "vogelhuisjes in het park"),)
    complaint = (Part("complaint", "zij lachte mij uit"),)
    yield fatma, SubmitContribution("idea", idea, "klarendal", "Fatmaqwerty", call="06 12 34 56 78")
    yield (
        els,
        SubmitContribution(
            "complaint",
            complaint,
            "malburgen",
            "Elsqwerty",
            call="06 87 65 43 21",
            hidden_from=about,
        ),
    )
    yield els, AddTask("call", None, {"words": "zij lachte mij uit", "phone": "9"}, about)
    not_now = AnswerText(Outcome.NOT_NOW, REASON, "Joost belt.", "Joost", None)
    yield joost, RecordDecision(IDEA, 1, Answer(not_now))


def leaked(value: Any, secrets: tuple[str, ...]) -> list[str]:
    """Return which of these secrets are in it, wherever it holds them."""
    held = repr(value)
    return [secret for secret in secrets if secret in held]
