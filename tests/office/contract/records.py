"""Cases of what each field of `Writes` does to contributions and tasks, and what no store holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.office import needs as n
from bot.office.writes import Made, Writes
from conversations.contributions import SettingAside
from conversations.lifecycle import Outcome, Status
from conversations.promises import Due, What
from storage.database import Conflict
from tests.office.contract.bench import (
    DAY,
    NOW,
    TEXT,
    Bench,
    about,
    commitment,
    contribution,
    decision,
    task,
)
from tests.office.contract.contributions import proposal

SOON = NOW + timedelta(hours=1)


# Contributions, and what belongs to one


@about(writes=("contributions",))
async def what_changed_of_a_contribution_and_nothing_else(bench: Bench) -> None:
    samira, joost = await bench.person(), await bench.person()
    row = await bench.told("een", owner=samira, name="Ria", details={"a": "b"})
    other = await bench.told("twee", owner=samira)
    writes = Writes(NOW)
    writes.contributions.take((row, other))
    due = Due(SOON, What.WORK, "owner")
    now = replace(
        row, status=Status.DECIDED, outcome=Outcome.YES, version=2, owner=None, due=due, heard="Ja",
        heard_right=True, by_when=DAY, details={"a": "c"}, needs=("money",), changed_by=joost,
    )  # fmt: skip
    writes.contributions.put(replace(now, look=3))
    writes.contributions.put(replace(other, wijk="malburgen"))
    await bench.write(given=[((other.id,), joost)])  # in the same row, meanwhile
    await bench.written(writes)
    found = await bench.ask(n.Held(row.id))
    assert found == now
    assert found is not None
    assert found.look == 0
    assert await bench.ask(n.Held(other.id)) == replace(other, owner=joost, wijk="malburgen")
    assert await bench.ask(n.Ownerless(samira)) == (row.id,)
    lines, _ = await bench.ask(n.FoundBy(samira, 9, None, None, "ja"))
    assert [one.id for one in lines] == [row.id]


@about(writes=("contributions",))
async def what_another_changed_meanwhile_is_no_more_what_was_read(bench: Bench) -> None:
    row = await bench.told("een")
    await _changes(bench, row, version=2, wijk="presikhaaf")
    with pytest.raises(Conflict):
        await _changes(bench, row, version=2, wijk="malburgen")
    found = await bench.ask(n.Held(row.id))
    assert found is not None
    assert found.wijk == "presikhaaf"


async def _changes(bench: Bench, row: Any, **changes: Any) -> None:
    writes = Writes(NOW)
    writes.contributions.take((row,))
    writes.contributions.put(replace(row, **changes))
    await bench.written(writes)


@about(writes=("given",))
async def given_to_somebody_or_to_the_office(bench: Bench) -> None:
    samira = await bench.person()
    rows = [await bench.told(str(i)) for i in range(3)]
    await bench.write(given=[((rows[0].id, rows[1].id), samira)])
    assert [one.id for one in await bench.ask(n.WorkOf(samira))] == [rows[0].id, rows[1].id]
    assert await bench.ask(n.Ownerless(samira)) == (rows[2].id,)
    await bench.write(given=[((rows[1].id,), None)])
    assert await bench.ask(n.Ownerless(samira)) == (rows[1].id, rows[2].id)


@about(writes=("without_phones",))
async def no_number_by_which_somebody_could_be_called(bench: Bench) -> None:
    child, other = await bench.person(), await bench.person()
    call: dict[str, Any] = {"answer_road": "call", "answer_phone": "026"}
    hers = await bench.told("een", author=child, **call)
    quiet = await bench.told("twee", author=child, answer_road=None)
    others = await bench.told("drie", author=other, **call)
    details = {"phone": "026", "moment": "any"}
    open_, done, apart = await bench.makes(
        task("call", person=child, owner=other, details=details),
        task("call", person=child, owner=other, details=details),
        task("call", person=other, owner=other, details=details),
    )
    await bench.write(own_tasks_done=[(other, done.id)])
    await bench.write(without_phones=[child])
    assert await bench.ask(n.Held(hers.id)) == replace(hers, answer_road="here", answer_phone=None)
    assert await bench.ask(n.Held(quiet.id)) == quiet
    assert await bench.ask(n.Held(others.id)) == others
    found = await bench.ask(n.OwnTask(other, open_.id))
    assert found == replace(open_, details={"moment": "any"})
    assert await bench.ask(n.OwnTask(other, apart.id)) == apart
    assert (await bench.rows.seen()).done == {done.id: (NOW, details)}


@about(writes=("read",))
async def an_answer_was_read(bench: Bench) -> None:
    """The first time counts."""
    row, other = await bench.told("een"), await bench.told("twee")
    await bench.makes(decision(row.id), decision(other.id))
    await bench.write(NOW, read=[row.id])
    await bench.write(SOON, read=[row.id])
    found, unread = await bench.ask(n.Latest(row.id)), await bench.ask(n.Latest(other.id))
    assert found is not None
    assert unread is not None
    assert (found.read_at, unread.read_at) == (NOW, None)


@about(writes=("commitments",))
async def what_changed_of_a_promise(bench: Bench) -> None:
    row = await bench.told("een")
    first, second = await bench.makes(commitment(row.id), commitment(row.id))
    writes = Writes(NOW)
    writes.commitments.take((first, second))
    writes.commitments.put(replace(first, ended="learned", ended_at=SOON))
    meanwhile = Writes(NOW)
    meanwhile.commitments.take((first,))
    meanwhile.commitments.put(replace(first, agreed=True))
    for one in (meanwhile, writes):
        await bench.written(one)
    ended = replace(first, ended="learned", ended_at=SOON, agreed=True)
    assert await bench.ask(n.Promised(row.id)) == (ended, second)


@about(writes=("proposals",))
async def an_answer_is_read_replaced_or_called_off(bench: Bench) -> None:
    samira, joost = await bench.person(), await bench.person()
    rows = [await bench.told(str(i)) for i in range(3)]
    made = await bench.makes(*(proposal(row.id, samira) for row in rows))
    writes = Writes(NOW)
    writes.proposals.take(made)
    agreed = replace(made[0], read_by="Joost", read_by_id=joost, goes_at=SOON)
    writes.proposals.put(agreed)
    writes.proposals.drop(made[1])
    writes.proposals.drop(made[2])
    anew = writes.proposals.make(
        replace(proposal(rows[2].id, joost), answer=SettingAside("Een proef."))
    )
    await bench.written(writes)
    assert await bench.ask(n.WaitingFor(rows[0].id)) == agreed
    assert await bench.ask(n.WaitingFor(rows[1].id)) is None
    assert await bench.ask(n.WaitingFor(rows[2].id)) == anew.record


# What is to be done


@about(writes=("tasks_done",))
async def what_was_to_be_done_about_it_is_done(bench: Bench) -> None:
    """Tasks of some or of all kinds are done; those that are new in the same unit are not."""
    rows = [await bench.told(str(i)) for i in range(4)]
    kinds = ("call", "second", "question")
    made = {
        (row.id, kind): one
        for row in rows
        for kind in kinds
        for one in await bench.makes(task(kind, contribution=row.id))
    }
    anew = Made(task("call", contribution=rows[0].id))
    await bench.write(
        tasks_done=[
            ((rows[0].id,), ("call", "second")),
            ((rows[1].id, rows[2].id), ("second",)),
            ((rows[1].id,), None),
        ],
        tasks=[anew],
    )
    assert anew.id
    first, second, third, fourth = [await bench.ask(n.OpenTasks(row.id)) for row in rows]
    assert first == (made[rows[0].id, "question"], anew.record)
    assert second == ()
    assert [one.what for one in third] == ["call", "question"]
    assert [one.what for one in fourth] == list(kinds)
    before = (await bench.rows.seen()).done
    await bench.write(SOON, tasks_done=[((rows[1].id,), None)])  # the first time counts
    assert (await bench.rows.seen()).done == before


@about(writes=("own_tasks_done", "tasks_given"))
async def tasks_are_done_by_who_has_them(bench: Bench) -> None:
    samira, joost = await bench.person(), await bench.person()
    first, second, third = await bench.makes(*(task("call", owner=samira) for _ in range(3)))
    await bench.write(own_tasks_done=[(joost, first.id), (samira, second.id)])
    assert [one.id for one in await bench.ask(n.WorkOf(samira))] == [first.id, third.id]
    await bench.write(tasks_given=[((first.id,), joost), ((third.id,), None)])
    assert await bench.ask(n.OwnTask(joost, first.id)) == replace(first, owner=joost)
    assert await bench.ask(n.WorkOf(samira)) == ()
    assert await bench.ask(n.OwnerlessTasks(samira)) == ((third.id, None),)


# What no store holds


@about()
async def nothing_open_without_what_happens_next(bench: Bench) -> None:
    with pytest.raises(bench.rows.refuses):
        await bench.store.add_contributions([contribution(due=None)])


@about()
async def no_change_leaves_something_open_without_what_happens_next(bench: Bench) -> None:
    row = await bench.told("een")
    with pytest.raises(bench.rows.refuses):
        await _changes(bench, row, due=None)


@about()
async def no_decision_without_a_reason(bench: Bench) -> None:
    row = await bench.told("een")
    with pytest.raises(bench.rows.refuses):
        await bench.makes(decision(row.id, replace(TEXT, reason="Nee, dat kan niet.")))


@about()
async def no_no_that_one_person_alone_read(bench: Bench) -> None:
    row = await bench.told("een")
    with pytest.raises(bench.rows.refuses):
        await bench.makes(decision(row.id, replace(TEXT, outcome=Outcome.NO)))


@about()
async def no_two_answers_that_wait(bench: Bench) -> None:
    row, samira = await bench.told("een"), await bench.person()
    await bench.makes(proposal(row.id, samira))
    with pytest.raises(bench.rows.refuses):
        await bench.makes(proposal(row.id, samira))
