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
from storage.models import progress as rows
from storage.models.people import account
from tests.at_once import sqlite_at_once
from tests.programmes import loaded
from tests.saved import kept
from tests.saved.answering import answer, progress_of
from tests.saved.conftest import REVISIONS, opened
from tests.saved.street import Street
from tests.saved.test_going_on import newest_message, to_its_end, well_answered

SAVED = kept.objects("progress.jsonl")


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


@pytest.mark.parametrize("revision", REVISIONS)
async def test_whatever_was_asked_is_answered_now(
    revision: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every conversation at every question: it goes on, and the first of each to its end."""
    sqlite_at_once(monkeypatch)
    street = await opened(revision, tmp_path).open()
    lines = kept.dump(revision, "progress.jsonl").splitlines()
    ours = [one for one in map(json.loads, lines) if one["who"]]
    await street.settle()
    known = await newest_message(street)
    await street.close()  # the last connection that closes empties the write-ahead log
    path = street.app.database.sqlite_path
    assert path is not None
    before = path.read_bytes()
    street.sends = False
    ended: set[str] = set()
    for one in ours:
        who, draft = one["who"], load(one["progress"]).open
        await street.rewind(before)
        await put(street, who, one["progress"])
        if draft.conversation in ended:
            await answer(street, who, draft)
            assert (await progress_of(street, who)).draft(draft.run) != draft, one["sort"]
        else:
            await to_its_end(street, who, draft)
        ended.add(draft.conversation)
        await well_answered(street, known)
    await street.close()


async def put(street: Street, who: str, data: dict[str, Any]) -> None:
    """Somebody is there now; who is new comes in first."""
    wanted = select(account.c.id).where(account.c.external_id == who)
    async with street.app.database.reading() as db:
        found = await db.scalar(wanted)
    if found is None:
        await street.does(who, "start")
    async with street.app.database.transaction() as db:
        value = load(data)
        key = await db.scalar(wanted)
        await rows.save(db, [(int(key or 0), value, engine.next_reminder(value))])
