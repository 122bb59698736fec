"""Work that lies with somebody, and what falls due: what each need is answered with."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.office import needs as n
from conversations.contributions import Contribution
from conversations.lifecycle import Status
from conversations.promises import Due, What
from conversations.routing import Work
from conversations.views import Desk, DeskLine, TaskLine
from storage.models.outbox import WORK
from tests.office.contract.bench import DAY, NOW, Bench, about, task


def line(row: Contribution, *, mine: bool = False, **more: Any) -> DeskLine:
    return DeskLine(row.id, row.number, row.kind, row.status, row.wijk, row.answer_by, mine, **more)


@about(n.WorkOf, n.EndedWorkOf)
async def all_that_lies_with_somebody(bench: Bench) -> None:
    """Contributions come in their order, then tasks; each says to whom it must not go."""
    samira, _ = await bench.somebody()
    joost, _ = await bench.somebody()
    ria, _ = await bench.somebody()
    first = await bench.told("een", owner=samira, wijk="presikhaaf", theme="groen")
    ended = await bench.told("twee", owner=samira, status=Status.CLOSED, hidden=(ria,))
    second = await bench.told("drie", owner=samira, status=Status.CHECKED, hidden=(ria,))
    await bench.told("vier", owner=joost)
    made = await bench.makes(
        task("call", owner=samira, contribution=second.id, never=[joost]),
        task("write", owner=samira),
        task("visit", owner=samira, contribution=first.id),
        task("call", owner=joost),
    )
    await bench.write(own_tasks_done=[(samira, made[2].id)])
    assert await bench.ask(n.WorkOf(samira)) == (
        Work("contribution", first.id, first.id, "presikhaaf", "groen"),
        Work("contribution", second.id, second.id, None, None, frozenset({ria})),
        Work("task", made[0].id, second.id, None, None, frozenset({joost, ria})),
        Work("task", made[1].id, None, None, None),
    )
    assert await bench.ask(n.EndedWorkOf(samira)) == (
        Work("contribution", ended.id, ended.id, None, None, frozenset({ria})),
    )
    assert await bench.ask(n.WorkOf(ria)) == ()
    assert await bench.ask(n.EndedWorkOf(joost)) == ()


@about(n.Loads)
async def how_many_wait_for_the_answer_of_each(bench: Bench) -> None:
    samira, joost = await bench.person(), await bench.person()
    for status in (Status.RECEIVED, Status.QUESTION_ASKED, Status.DECIDED, Status.CLOSED):
        await bench.told("een", owner=samira, status=status)
    await bench.told("een", owner=joost, status=Status.DONE)
    await bench.told("niemand")
    assert await bench.ask(n.Loads()) == {samira: 2}


@about(n.Ownerless, n.OwnerlessTasks)
async def what_nobody_has_and_somebody_may_have(bench: Bench) -> None:
    samira, joost = await bench.person(), await bench.person()
    first = await bench.told("een", hidden=(joost,))
    await bench.told("twee", owner=joost)
    await bench.told("drie", status=Status.SET_ASIDE)
    second = await bench.told("vier", status=Status.IN_PROGRESS)
    made = await bench.makes(
        task("call", contribution=first.id),
        task("call", owner=joost),
        task("write", never=[samira]),
        task("visit", contribution=second.id),
        task("visit"),
    )
    await bench.write(tasks_given=[((made[4].id,), joost)])
    await bench.write(own_tasks_done=[(joost, made[4].id)])
    await bench.write(tasks_given=[((made[4].id,), None)])
    assert await bench.ask(n.Ownerless(samira)) == (first.id, second.id)
    assert await bench.ask(n.Ownerless(joost)) == (second.id,)
    assert await bench.ask(n.OwnerlessTasks(samira)) == (
        (made[0].id, first.id),
        (made[3].id, second.id),
    )
    assert await bench.ask(n.OwnerlessTasks(joost)) == (
        (made[2].id, None),
        (made[3].id, second.id),
    )


@about(n.OwnTask)
async def a_task_of_ones_own(bench: Bench) -> None:
    samira, joost = await bench.person(), await bench.person()
    open_, done, nobodys = await bench.makes(
        task("call", owner=samira), task("call", owner=samira), task("call")
    )
    await bench.write(own_tasks_done=[(samira, done.id)])
    assert await bench.ask(n.OwnTask(samira, open_.id)) == open_
    for other in (n.OwnTask(joost, open_.id), n.OwnTask(samira, done.id)):
        assert await bench.ask(other) is None
    assert await bench.ask(n.OwnTask(samira, nobodys.id)) is None
    both = [n.OwnTask(samira, open_.id), n.OwnTask(joost, open_.id)]
    assert await bench.store.answer(both) == {both[0]: open_, both[1]: None}


@about(n.FoundBy)
async def what_a_search_finds(bench: Bench) -> None:
    """It finds the newest first, nothing hidden from who searches, and what was typed as it is."""
    reader, other = await bench.person(), await bench.person()
    first = await bench.told("Meer BANKJES", owner=reader, wijk="presikhaaf")
    second = await bench.told("bankjes!", wijk="presikhaaf", status=Status.CLOSED)
    await bench.told("bankjes", kind="complaint", wijk="presikhaaf", hidden=(reader,))
    named = await bench.told("50% korting", name="Ria Bankjes", wijk="malburgen", news="new")
    heard = await bench.told("iets", heard="een_boom")

    async def find(
        limit: int = 9,
        number: int | None = None,
        wijk: str | None = None,
        words: str | None = None,
        by: int = reader,
    ) -> tuple[tuple[int, ...], int]:
        lines, total = await bench.ask(n.FoundBy(by, limit, number, wijk, words))
        return tuple(one.id for one in lines), total

    assert await find(words="bankjes") == ((named.id, second.id, first.id), 3)
    assert await find(2, words="bankjes") == ((named.id, second.id), 3)
    assert (await find(words="bankjes", by=other))[1] == 4
    assert await find(wijk="presikhaaf") == ((second.id, first.id), 2)
    assert await find(number=first.id) == ((first.id,), 1)
    assert await find(number=heard.id + 1) == ((), 0)
    assert await find(words="0% k") == ((named.id,), 1)
    assert await find(words="n_b") == ((heard.id,), 1)
    assert await find(words="%") == ((named.id,), 1)
    found, _ = await bench.ask(n.FoundBy(reader, 9, None, None, "bankjes"))
    assert found == (line(named, news=True), line(second), line(first, mine=True))


@about(n.FallenDue)
async def what_fell_due_the_oldest_first(bench: Bench) -> None:
    def due(days: int) -> Due:
        return Due(NOW + timedelta(days=days), What.ANSWER, "owner")

    now = await bench.told("nu", due=due(0))
    await bench.told("morgen", due=due(1))
    first = await bench.told("eerst", due=due(-1))
    same = await bench.told("ook eerst", due=due(-1))
    await bench.told("niets", status=Status.CLOSED)
    assert await bench.ask(n.FallenDue(NOW, 9)) == (first, same, now)
    assert await bench.ask(n.FallenDue(NOW, 2)) == (first, same)
    assert await bench.ask(n.FallenDue(NOW, 9, (first.id, now.id))) == (same,)


@about(n.DeskOf)
async def what_waits_for_somebody_who_reads(bench: Bench) -> None:
    """The earliest day comes first; their own tells of news, and of letters not delivered."""
    samira, joost = await bench.person(), await bench.person()
    _, account = await bench.somebody()
    later = await bench.told("later", owner=samira, answer_by=DAY + timedelta(days=1))
    hers = await bench.told("eerst", owner=samira, kind="idea")
    nobodys = await bench.told("van niemand", status=Status.REOPENED)
    await bench.told("verborgen", kind="complaint", hidden=(samira,))
    news = await bench.told("nieuws", owner=samira, status=Status.DECIDED, news="reacted-read")
    lost = await bench.told("kwijt", owner=samira, status=Status.DONE)
    again = await bench.told("later wel", owner=samira, status=Status.DONE)
    await bench.told("rust", owner=samira, status=Status.CLOSED)
    for row, state in ((lost, "dead"), (again, "dead"), (again, "sent"), (hers, "dead")):
        await bench.rows.became(
            await bench.letter(account, None, about=row.id), state, f"m{row.id}"
        )
    card = await bench.letter(account, None, priority=WORK, about=again.id)
    await bench.rows.became(card, "dead")
    made = await bench.makes(
        task("call", owner=samira, due=DAY + timedelta(days=1), details={"phone": "026"}),
        task("write", owner=samira, due=DAY, contribution=hers.id),
        task("write", owner=joost, due=DAY),
        task("visit", owner=samira, due=DAY),
    )
    await bench.write(own_tasks_done=[(samira, made[3].id)])
    desk = await bench.ask(n.DeskOf(samira))
    assert desk == Desk(
        lines=(
            line(hers, mine=True, undelivered=True),
            line(nobodys),
            line(later, mine=True),
        ),
        tasks=(
            TaskLine(made[1].id, "write", hers.number, {}, DAY),
            TaskLine(made[0].id, "call", None, {"phone": "026"}, DAY + timedelta(days=1)),
        ),
        total=3,
        own=(
            line(hers, mine=True, undelivered=True),
            line(news, mine=True, news=True),
            line(lost, mine=True, undelivered=True),
            line(later, mine=True),
        ),
        dues=desk.dues,
        holds=5,
    )
    assert sorted(desk.dues) == [DAY, DAY + timedelta(days=1)]
    assert (await bench.ask(n.DeskOf(joost))).total == 4


@about(n.DeskOf)
async def a_desk_shows_the_first_of_what_waits(bench: Bench) -> None:
    samira = await bench.person()
    new = [await bench.told("een", owner=samira) for _ in range(3)]
    await bench.store.add_contributions([new[0]] * 99)
    made = await bench.makes(*(task("call", owner=samira) for _ in range(12)))
    desk = await bench.ask(n.DeskOf(samira))
    assert [one.id for one in desk.lines[:3]] == [row.id for row in new]
    assert (len(desk.lines), desk.total, len(desk.own), desk.holds) == (100, 102, 102, 102)
    assert [one.id for one in desk.tasks] == [one.id for one in made[:10]]
    assert len(desk.dues) == 12


@about(n.EverybodysDesk)
async def all_that_waits_with_anybody(bench: Bench) -> None:
    samira = await bench.person()
    _, account = await bench.somebody()
    waits = await bench.told("een", owner=samira)
    hidden = await bench.told("twee", kind="complaint", hidden=(samira,))
    news = await bench.told("drie", owner=samira, status=Status.CHECKED, news="new")
    lost = await bench.told("vier", status=Status.DONE)
    await bench.told("vijf", status=Status.DONE)
    await bench.rows.became(await bench.letter(account, None, about=lost.id), "dead")
    done, *_ = await bench.makes(task("call", owner=samira), task("call"), task("write"))
    await bench.write(own_tasks_done=[(samira, done.id)])
    desk = await bench.ask(n.EverybodysDesk())
    assert sorted(desk.own, key=lambda one: one.id) == [
        line(waits),
        line(hidden, mine=True),  # as much nobody's as whoever asks is nobody
        line(news, news=True),
        line(lost, mine=True, undelivered=True),
    ]
    assert (desk.dues, desk.lines, desk.total) == ((DAY, DAY), (), 0)
