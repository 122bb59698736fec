"""Progress of the past is read by the program of today, and each of its drafts goes on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from conversations import engine
from conversations.declare import Conversation
from conversations.engine import Library
from conversations.progress import dump, load
from conversations.registry import CONVERSATIONS, wire
from storage.models import accounts
from storage.models import progress as rows
from storage.models.people import account
from tests.at_once import sqlite_at_once
from tests.programmes import loaded
from tests.saved import kept
from tests.saved.answering import answer, progress_of
from tests.saved.conftest import opened
from tests.saved.street import Street
from tests.saved.test_going_on import newest_message, to_its_end, well_answered

NAME = "progress.jsonl"
SAVED = kept.objects(NAME)


def lost(library: Library, data: dict[str, Any]) -> list[str]:
    """What a draft knew, and nobody asks any more."""
    progress = engine.up_to_date(library, load(data))
    return [
        f"{draft.conversation}-{question}"
        for draft in engine.drafts(progress)
        for question in draft.answers
        if draft.conversation not in library
        or library[draft.conversation].question(question) is None
    ]


@pytest.fixture(scope="module")
def library() -> Library:
    return wire(loaded().programme.lists)


def test_every_conversation_was_somewhere_on_its_way() -> None:
    known = {one["sort"].split("/")[0] for one in SAVED}
    assert {conversation.id for conversation in CONVERSATIONS} <= known


def test_nothing_that_was_answered_is_lost(library: Library) -> None:
    for one in SAVED:
        assert lost(library, one["progress"]) == [], one["sort"]
        again = dump(load(one["progress"]))
        assert load(again) == load(one["progress"])


def renamed(idea: Conversation, names: dict[str, str]) -> Conversation:
    """With the question `wijk` under another id."""
    questions = tuple(replace(q, id="area") if q.id == "wijk" else q for q in idea)
    return replace(idea, questions=questions, renamed=names)


def test_a_question_that_is_renamed_in_silence_is_seen(library: Library) -> None:
    [one] = [one for one in SAVED if one["sort"] == "idea/name"]
    silent = {**library, "idea": renamed(library["idea"], {})}
    assert lost(silent, one["progress"]) == ["idea-wijk"]
    said = {**library, "idea": renamed(library["idea"], {"wijk": "area"})}
    assert lost(said, one["progress"]) == []


def test_a_conversation_that_is_gone_is_seen(library: Library) -> None:
    [one] = [one for one in SAVED if one["sort"] == "idea/name"]
    without = {name: found for name, found in library.items() if name != "idea"}
    assert "idea-wijk" in lost(without, one["progress"])


@pytest.mark.parametrize("revision", [one for one in kept.saved() if kept.dump(one, NAME)])
async def test_whatever_was_asked_is_answered_now(
    revision: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every conversation at every question: it goes on, and the first of each to its end."""
    sqlite_at_once(monkeypatch)
    street = await opened(revision, tmp_path).open()
    lines = kept.dump(revision, NAME).splitlines()
    ours = [one for one in map(json.loads, lines) if one["who"]]
    await street.settle()
    saved = await newest_message(street)
    await street.close()  # the last connection that closes empties the write-ahead log
    path = street.app.database.sqlite_path
    assert path is not None
    before = path.read_bytes()
    street.sends = False
    first = {one["sort"].split("/")[0]: one for one in reversed(ours)}
    known, ended = saved, True
    for one in ours:
        if ended:  # what was sent has changed something for the others
            await street.rewind(before)
            known = saved
        who, draft = one["who"], load(one["progress"]).open
        await put(street, who, one["progress"])
        if one is first[draft.conversation]:
            await to_its_end(street, who, draft)
        else:
            await answer(street, who, draft)
        now = (await progress_of(street, who)).draft(draft.run)
        assert now != draft, one["sort"]
        ended = now is None
        known = await well_answered(street, known)
    await street.close()


async def put(street: Street, who: str, data: dict[str, Any]) -> None:
    """Somebody is there now; who is new comes in first."""
    wanted = select(account.c.id).where(account.c.external_id == who)
    value = load(data)
    async with street.app.database.transaction() as db:
        if (key := await db.scalar(wanted)) is None:
            await accounts.enrol_accounts(db, [("telegram", who, "nl")], street.clock.now())
            key = (await db.execute(wanted)).scalar_one()
        await rows.save(db, [(key, value, engine.next_reminder(value))])
