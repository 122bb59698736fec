"""A button in an old message, a forwarded one, a forged one: whoever taps it gets an answer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import and_, delete, func, insert, select

from conversations import engine
from conversations.actions import Answer, Command, Open, React, Show, decode
from conversations.progress import Progress, load
from conversations.registry import CONVERSATIONS
from conversations.roles import Role
from storage.models import progress as rows
from storage.models.colleagues import give_roles
from storage.models.grants import Grant
from storage.models.inbox import inbox
from storage.models.outbox import outbox
from storage.models.people import account, person
from tests.saved import kept
from tests.saved.street import Street

PAYLOADS = kept.lines("payloads.txt")
ROLES = ("resident", "staff", "administrator")
EACH = 16  # people of each role, who tap at the same time: together one batch
NO_BUTTON = {"", "zo zag er nooit een uit"}  # what only somebody who forges can send


@dataclass(frozen=True)
class Tap:
    """A payload, by somebody of a role, who is in the middle of something or not."""

    role: str
    payload: str
    progress: dict[str, Any] | None


def taps() -> list[Tap]:
    """Each payload by each role; a button of a draft by who is in such a draft."""
    drafts = {
        one["sort"].split("/")[1]: one["progress"]
        for one in reversed(kept.objects("progress.jsonl"))
        if one["who"]
    }
    found = []
    for payload in some_of_each(PAYLOADS):
        asked = None
        match decode(payload):
            case Answer(_, question, _) | Command(_, _, question):
                asked = drafts.get(question)
        found += [Tap(role, payload, asked) for role in ROLES]
    return found


def some_of_each(payloads: Sequence[str]) -> list[str]:
    """Two of those that differ in their numbers alone."""
    shapes: defaultdict[str, list[str]] = defaultdict(list)
    for payload in payloads:
        shapes[re.sub(r"\d+", "N", payload)].append(payload)
    return [payload for alike in shapes.values() for payload in alike[:2]]


def test_every_payload_is_still_a_button() -> None:
    assert [p for p in PAYLOADS if decode(p) is None and p not in NO_BUTTON] == []


def test_every_conversation_and_kind_of_button_is_among_them() -> None:
    known = [decode(payload) for payload in PAYLOADS]
    assert {c.id for c in CONVERSATIONS} == {a.conversation for a in known if isinstance(a, Open)}
    assert {type(action) for action in known if action} >= {Open, Answer, Command, Show, React}


async def test_whoever_taps_it_gets_an_answer(oldest: Street) -> None:
    street = oldest
    await street.settle()
    street.sends = False
    failing = await silent(street, taps())
    assert sorted({(tap.role, tap.payload) for tap in failing}) == []


async def silent(street: Street, wanted: Sequence[Tap]) -> list[Tap]:
    """Those that were parked, raised, or brought nothing to see."""
    people = {role: await let_in(street, role) for role in ROLES}
    queues = {role: [tap for tap in wanted if tap.role == role][::-1] for role in ROLES}
    found: list[Tap] = []
    while any(queues.values()):
        turn = [
            (who, key, queues[role].pop())
            for role in ROLES
            for who, key in people[role]
            if queues[role]
        ]
        found += await in_one_batch(street, turn)
    return found


async def in_one_batch(street: Street, turn: Sequence[tuple[str, int, Tap]]) -> list[Tap]:
    async with street.app.database.transaction() as db:
        values = [(key, standing(tap)) for _, key, tap in turn]
        await rows.save(db, [(key, value, engine.next_reminder(value)) for key, value in values])
        first = (await db.scalar(select(func.max(outbox.c.id)))) or 0
    street.channel.gestures.clear()
    await street.tap_at_once({who: tap.payload for who, _, tap in turn})
    await street.settle()
    async with street.app.database.reading() as db:
        said = select(outbox.c.account_id).where(outbox.c.id > first, outbox.c.priority == 0)
        answered = set((await db.execute(said)).scalars())
        tapped = inbox.c.sender.in_(f"telegram:{who}" for who, _, _ in turn)
        wrong = and_(tapped, inbox.c.state != "handled")
        failed = set((await db.execute(select(inbox.c.sender).where(wrong))).scalars())
    if failed:  # their next taps would wait behind these
        async with street.app.database.transaction() as db:
            await db.execute(delete(inbox).where(wrong))
    shown = {
        to for to, gesture in street.channel.gestures if type(gesture).__name__ == "ShowChosen"
    }
    return [
        tap
        for who, key, tap in turn
        if f"telegram:{who}" in failed or not (key in answered or who in shown)
    ]


def standing(tap: Tap) -> Progress:
    """Where they are when they tap: their draft has the name that the button says."""
    if tap.progress is None:
        return Progress()
    value = load(tap.progress)
    return replace(value, current=replace(value.open, run="0"), left=())


async def let_in(street: Street, role: str) -> list[tuple[str, int]]:
    """People of that role, new here: what they are called by Telegram, and their accounts."""
    made = []
    now = street.clock.now()
    async with street.app.database.transaction() as db:
        for place in range(EACH):
            who = f"{8000 + 100 * ROLES.index(role) + place}"
            somebody = {"language": "nl", "muted": False, "remembered": {}}
            somebody |= {"name": f"Buur {who}", "created_at": now}
            new = insert(person).values(**somebody).returning(person.c.id)
            key = (await db.execute(new)).scalar_one()
            row = {"person_id": key, "channel": "telegram", "external_id": who}
            row |= {"reachable": "yes", "last_seen_at": now}
            add = insert(account).values(**row).returning(account.c.id)
            made.append((who, (await db.execute(add)).scalar_one()))
            if role != Role.RESIDENT:
                await give_roles(db, [Grant(key, Role(role))], now)
    return made
