"""Messages leave once, in order, and none is lost or tried for ever."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.channels.base import Part, Refused, TooFast, Unreached
from bot.delivery import ATTEMPTS, DELIVERY_IN_FLIGHT
from bot.office.door import Sitting
from conversations.messages import Message, Words
from storage.models import accounts, outbox, people, sending
from storage.models.accounts import Identity
from storage.models.contributions import contribution
from storage.models.outbox import BULK, FOLLOW_UP, REPLY, WORK, New
from storage.models.sending import Outgoing, Sent
from storage.models.tasks import task
from tests.house import House
from tests.inbox.helping import counted, idea

TERM = 7


class Post:
    """Puts messages in the outbox and says what became of them."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.channel = house.channel
        self.fails: dict[str, list[Exception]] = {}
        self.slow = 0.0
        self.sending = 0
        self.most = 0
        self._send = house.channel.send
        house.channel.send = self._sent  # type: ignore[method-assign]

    async def _sent(self, to: str, part: Part) -> str:
        if self.slow:
            await asyncio.sleep(self.slow)
        for text, errors in self.fails.items():
            if text in part.text and errors:
                raise errors.pop(0)
        return await self._send(to, part)

    async def people(self, *names: str) -> dict[str, Identity]:
        keys = [("fake", name) for name in names]
        async with self.house.app.database.transaction() as db:
            await accounts.enrol_accounts(db, [(*k, "nl") for k in keys], self.house.clock.now())
            found = await accounts.identities(db, keys)
        return {external: i for (_, external), i in found.items()}

    async def put(
        self, who: Identity, *texts: str, priority: int = WORK, term: int | None = None
    ) -> list[Outgoing]:
        rows = [New(who.account, Message((Words(t),)), priority, term=term) for t in texts]
        async with self.house.app.database.transaction() as db:
            ids = await outbox.add(db, rows, self.house.clock.now())
        made = zip(ids, rows, strict=True)
        return [_outgoing(number, row, who, term or 0) for number, row in made]

    async def rows(self) -> list[Any]:
        async with self.house.app.database.reading() as db:
            return list(await db.execute(select(outbox.outbox).order_by(outbox.outbox.c.id)))

    async def states(self) -> list[str]:
        return [row.state for row in await self.rows()]

    async def due(self) -> None:
        """Whatever waits for its next try is due now."""
        async with self.house.app.database.transaction() as db:
            await db.execute(update(outbox.outbox).values(retry_at=0.0))

    async def mute(self, who: Identity, muted: bool) -> None:
        async with self.house.app.database.transaction() as db:
            person = people.person.c.id == who.person
            await db.execute(update(people.person).where(person).values(muted=muted))

    def read(self, who: str) -> list[str]:
        return [seen.text for seen in self.house.screen(who)]

    async def until(self, *states: str) -> None:
        """Wait until every message is in one of these states."""
        async with asyncio.timeout(8):
            while not set(await self.states()) <= set(states):
                await asyncio.sleep(0.02)

    @asynccontextmanager
    async def running(self, term: int = TERM) -> AsyncIterator[None]:
        delivery = self.house.app.delivery
        task = asyncio.create_task(delivery.run(term))
        async with asyncio.timeout(2):
            while not delivery._running:
                await asyncio.sleep(0.005)
        try:
            yield
        finally:
            task.cancel()
            async with asyncio.timeout(8):
                await asyncio.gather(task, return_exceptions=True)


def _outgoing(number: int, row: New, who: Identity, term: int) -> Outgoing:
    return Outgoing(
        id=number,
        account=who.account,
        person=who.person,
        channel=who.channel,
        external_id=who.external_id,
        language="nl",
        priority=row.priority,
        message=row.message,
        attempts=0,
        parts_sent=0,
        about=None,
        on_sent=None,
        term=term,
    )


@pytest.fixture
async def post(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Post]:
    """Where the kind of database makes no difference."""
    async with House(sqlite_url, tmp_path) as house:
        yield Post(house)


async def test_order_is_priority_then_age(house: House) -> None:
    post = Post(house)
    who = (await post.people("fatma"))["fatma"]
    await post.put(who, "bulk", priority=BULK)
    await post.put(who, "work 1", "work 2")
    await post.put(who, "reply", priority=REPLY)
    async with post.running():
        await post.until("sent")
    assert post.read("fatma") == ["reply", "work 1", "work 2", "bulk"]


async def test_one_that_is_refused_lets_the_next_go_and_administrators_hear_once(
    post: Post,
) -> None:
    for name in ("ada", "bep"):
        await post.house.enrol(name, name, "administrator")
    who = (await post.people("fatma"))["fatma"]
    # What tells them of it is refused too: they would tell each other for ever.
    post.fails = {"one": [Refused("bad")], "Ik kon": [Refused("bad") for _ in range(50)]}
    await post.put(who, "one", "two")
    await post.house.app.delivery.send_waiting(TERM)
    assert post.read("fatma") == ["two"]
    dead = [r for r in await post.rows() if r.state == "dead"]
    assert len(dead) == 3
    assert dead[0].error == "bad"


async def test_a_bug_while_rendering_is_a_dead_letter_not_a_blocked_chat(post: Post) -> None:
    who = (await post.people("fatma"))["fatma"]
    post.fails = {"one": [KeyError("bug")]}
    async with post.running():
        await post.put(who, "one", "two")
        await post.until("sent", "dead")
    assert post.read("fatma") == ["two"]


async def test_three_hundred_replies_at_most_fifty_unrecorded(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"r{n}" for n in range(300)]
    found = await post.people(*names)
    replies = [(await post.put(found[name], "hi", priority=REPLY, term=TERM))[0] for name in names]
    post.slow = 0.01
    delivery = post.house.app.delivery
    record = delivery.recorder.record
    unrecorded = most = 0
    send = delivery.send

    async def counting(outgoing: Outgoing) -> sending.Sent:
        nonlocal unrecorded, most
        unrecorded += 1
        most = max(most, unrecorded)
        return await send(outgoing)

    async def recording(results: Any) -> None:
        nonlocal unrecorded
        await record(results)
        unrecorded -= len(results)

    monkeypatch.setattr(delivery, "send", counting)
    monkeypatch.setattr(delivery.recorder, "record", recording)
    async with post.running():
        delivery.accept(replies)
        await post.until("sent")
    assert most == DELIVERY_IN_FLIGHT
    assert all(post.read(name) == ["hi"] for name in names)


async def test_replies_that_come_while_a_chat_ends_are_neither_lost_nor_swapped(
    post: Post,
) -> None:
    who = (await post.people("fatma"))["fatma"]
    replies = await post.put(who, *[str(n) for n in range(40)], priority=REPLY, term=TERM)
    async with post.running():
        for reply in replies:  # after ever more turns of the loop
            post.house.app.delivery.accept([reply])
            for _ in range(reply.id % 9):
                await asyncio.sleep(0)
        await post.until("sent")
    assert post.read("fatma") == [str(n) for n in range(40)]


async def test_a_later_reply_waits_behind_one_that_could_not_be_sent(post: Post) -> None:
    who = (await post.people("fatma"))["fatma"]
    post.fails = {"one": [Unreached("net")]}
    first = await post.put(who, "one", priority=REPLY, term=TERM)
    async with post.running():
        post.house.app.delivery.accept(first)
        await post.until("waiting", "sent")
        second = await post.put(who, "two", priority=REPLY, term=TERM)
        post.house.app.delivery.accept(second)
        await post.until("sent")
    assert post.read("fatma") == ["one", "two"]


async def test_what_cannot_be_reached_ends_as_a_dead_letter(post: Post) -> None:
    who = (await post.people("fatma"))["fatma"]
    post.fails = {"one": [Unreached("net") for _ in range(99)]}
    await post.put(who, "one", "two")
    for attempt in range(1, ATTEMPTS + 1):
        assert post.read("fatma") == []
        await post.house.app.delivery.send_waiting(attempt)
        await post.due()
    assert (await post.rows())[0].state == "dead"
    assert len(post.fails["one"]) == 99 - ATTEMPTS
    await post.house.app.delivery.send_waiting(99)
    assert post.read("fatma") == ["two"]


async def test_backoff_doubles_within_its_jitter(house: House) -> None:
    delivery = house.app.delivery
    for attempts in range(9):
        assert 2**attempts / 2 <= delivery._backoff(attempts) <= 2**attempts
    assert delivery._backoff(60) <= 900


async def test_too_fast_is_waited_exactly_and_costs_no_attempt(post: Post) -> None:
    who = (await post.people("fatma"))["fatma"]
    post.fails = {"one": [TooFast(0.4)]}
    await post.put(who, "one")
    loop = asyncio.get_running_loop()
    async with post.running():
        began = loop.time()
        await post.until("sent")
        assert 0.38 <= loop.time() - began < 1.0
    assert (await post.rows())[0].attempts == 1


async def test_blocked_waits_until_unblocked_and_stop_holds_only_what_was_not_asked(
    post: Post,
) -> None:
    who = (await post.people("fatma"))["fatma"]
    post.channel.blocked.add("fatma")
    await post.put(who, "answer", "more")
    await post.house.settle()
    assert await post.states() == ["waiting", "waiting"]
    post.channel.blocked.clear()
    await post.house.does("fatma", "unblocked")
    assert [text for text in post.read("fatma") if text in ("answer", "more")] == ["answer", "more"]
    await post.mute(who, True)
    await post.put(who, "push", priority=FOLLOW_UP)
    await post.put(who, "reply", priority=REPLY)
    await post.house.settle()
    assert "reply" in post.read("fatma")
    assert "push" not in post.read("fatma")
    await post.mute(who, False)
    await post.house.settle()
    assert "push" in post.read("fatma")


async def test_gone_without_another_account_is_one_task(post: Post) -> None:
    await post.house.enrol("samira", "Samira")
    who = (await post.people("fatma"))["fatma"]
    post.channel.gone.add("fatma")
    replies = await post.put(who, "one", "two", "three", priority=REPLY, term=TERM)
    async with post.running():
        post.house.app.delivery.accept(replies)
        await post.until("sent", "dead")
    async with post.house.app.database.reading() as db:
        what = list((await db.execute(select(task.c.what))).scalars())
    assert what == ["unreachable"]


async def test_gone_goes_to_another_account_of_the_same_person_from_the_start(house: House) -> None:
    post = Post(house)
    found = await post.people("old", "new")
    async with post.house.app.database.transaction() as db:
        new = people.account.c.id == found["new"].account
        await db.execute(update(people.account).where(new).values(person_id=found["old"].person))
    post.channel.gone.add("old")
    replies = await post.put(found["old"], "one", "two", priority=REPLY, term=TERM)
    async with post.running():
        post.house.app.delivery.accept(replies)
        await post.until("sent")
    assert post.read("new") == ["one", "two"]


async def test_a_long_text_goes_on_where_it_stopped(post: Post) -> None:
    who = (await post.people("fatma"))["fatma"]
    text = "\n\n".join(f"deel {n} " + "🙂 woord " * 330 for n in range(3))
    post.fails = {"deel 1": [Unreached("net")]}
    await post.put(who, text)
    await post.house.app.delivery.send_waiting(1)
    first = post.read("fatma")
    assert first
    await post.due()
    await post.house.app.delivery.send_waiting(2)
    read = post.read("fatma")
    assert all("".join(read).count(f"deel {n}") == 1 for n in range(3))
    assert all(len(part.encode("utf-16-le")) // 2 <= 4096 for part in read)
    [row] = await post.rows()
    assert len(row.sent_ids) == len(read) == row.parts_sent


async def test_an_old_term_changes_nothing(house: House) -> None:
    post = Post(house)
    who = (await post.people("fatma"))["fatma"]
    [old] = await post.put(who, "one", priority=REPLY, term=TERM)
    async with post.running(TERM + 1):
        post.house.app.delivery.accept([old])  # handed over late
        await post.until("sent")
        await asyncio.sleep(0.1)
    assert post.read("fatma") == ["one"]
    async with post.house.app.database.transaction() as db:
        stale = [(old, sending.Sent(old.id, "dead"))]
        assert await sending.record(db, stale, TERM, post.house.clock.now()) == []
    assert await post.states() == ["sent"]


async def test_after_stopping_nothing_is_sent_and_the_next_life_takes_it_up(post: Post) -> None:
    found = await post.people(*[f"r{n}" for n in range(60)])
    replies = [(await post.put(i, "hi", priority=REPLY, term=TERM))[0] for i in found.values()]
    delivery = post.house.app.delivery
    post.slow = 0.2
    async with post.running():
        delivery.accept(replies)
        await asyncio.sleep(0.1)  # fifty are in flight
    assert (await post.states()).count("sent") == DELIVERY_IN_FLIGHT
    delivery.accept(replies[:1])
    await asyncio.sleep(0.25)
    assert post.channel.calls == DELIVERY_IN_FLIGHT
    post.slow = 0
    async with post.running(TERM + 1):
        await post.until("sent")
    assert post.channel.calls == 60


async def test_stopping_ends_although_nothing_can_be_written_down(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.STOP_WITHIN", 0.2)
    who = (await post.people("fatma"))["fatma"]
    [reply] = await post.put(who, "hi", priority=REPLY, term=TERM)

    async def never(results: Any) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(post.house.app.delivery.recorder, "record", never)
    async with asyncio.timeout(2):
        async with post.running():
            post.house.app.delivery.accept([reply])
            await asyncio.sleep(0.05)
    assert await post.states() == ["sending"]


async def test_what_follows_may_fail_but_that_it_went_is_written_down(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any) -> None:
        raise RuntimeError("bug")

    monkeypatch.setattr(Sitting, "delivered", broken)
    found = await post.people("fatma", "joost")
    [reply] = await post.put(found["fatma"], "hi", priority=REPLY, term=TERM)
    [other] = await post.put(found["joost"], "hi", priority=REPLY, term=TERM)
    async with post.running():
        post.house.app.delivery.accept([replace(reply, about=1, on_sent="answered"), other])
        await post.until("sent")
    assert post.channel.calls == 2


async def test_what_follows_from_many_answers_is_looked_up_together(post: Post) -> None:
    found = await post.people("fatma", "joost", "sanne")
    for name in found:
        await idea(post.house, name)
    async with post.house.app.database.reading() as db:
        about = list((await db.execute(select(contribution.c.id))).scalars())
    assert len(about) == len(found)

    async def looked_up(numbers: Sequence[int]) -> int:
        rows = [await post.put(one, "yes", priority=FOLLOW_UP, term=TERM) for one in found.values()]
        sent = [
            (replace(row, about=number, on_sent="answered"), Sent(row.id, "sent", 1, ("1",)))
            for [row], number in zip(rows, numbers, strict=False)
        ]
        with counted(post.house) as statements:
            await post.house.app.delivery.recorder.record(sent)
        return sum("FROM contribution" in statement for statement in statements)

    post.house.app.delivery.recorder.begin(TERM)
    assert await looked_up(about[:1]) == await looked_up(about) == 1
