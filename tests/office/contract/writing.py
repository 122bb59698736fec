"""What each field of `Writes` does, as far as no case about a need shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.office import needs as n
from bot.office.writes import Made, Merged, Writes
from conversations.contributions import SettingAside
from conversations.lifecycle import Outcome, Status
from conversations.messages import say
from conversations.progress import Draft, Progress
from conversations.promises import Due, What
from conversations.roles import Role
from storage.database import Conflict
from storage.models.grants import Grant
from storage.models.invitations import hashed
from storage.models.media import Wanted
from storage.models.outbox import ALARM, FOLLOW_UP, WORK, New
from storage.models.people import PersonChange
from tests.office.contract.bench import (
    DAY,
    NOW,
    TEXT,
    Bench,
    about,
    commitment,
    contribution,
    decision,
    letter,
    task,
)
from tests.office.contract.contributions import proposal
from tests.office.contract.people import said

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
    # In the same row, by others than those who hold it.
    await bench.write(given=[((other.id,), joost)])
    await bench.written(writes)
    found = await bench.ask(n.Held(row.id))
    assert found == now
    assert found is not None
    assert found.look == 0
    assert await bench.ask(n.Held(other.id)) == replace(other, owner=joost)
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
    ended = replace(first, ended="learned", ended_at=SOON, agreed=True)
    writes.commitments.put(ended)
    await bench.written(writes)
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
    """Of some kinds, or of every kind; but what is new in the same unit is not."""
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


# People


@about(writes=("persons",))
async def of_one_person_the_later_change_counts(bench: Bench) -> None:
    person, _ = await bench.somebody("Fatma")
    other, _ = await bench.somebody("Ria")
    await bench.write(
        persons=[
            PersonChange(person, language="en", muted=True),
            PersonChange(person, language="ar", away_until=DAY, discreet=True),
            PersonChange(other, name="Riet"),
        ]
    )
    found, apart = await bench.ask(n.Account(person)), await bench.ask(n.Account(other))
    assert found is not None
    assert apart is not None
    assert (found.language, found.muted, found.away_until) == ("ar", True, DAY)
    assert (found.name, found.discreet, found.young) == ("Fatma", True, False)
    assert (apart.name, apart.language) == ("Riet", "nl")


@about(writes=("accounts",))
async def whether_an_account_can_be_reached(bench: Bench) -> None:
    person, account = await bench.somebody()
    other = await bench.account(person)
    await bench.write(accounts=[(account, "blocked"), (other, "gone")])
    await bench.write(accounts=[(account, "yes")])
    here, there = await bench.ask(n.AccountHere(account)), await bench.ask(n.AccountHere(other))
    assert here is not None
    assert there is not None
    assert (here.reachable, there.reachable) == ("yes", "gone")


@about(writes=("notices", "understood"))
async def a_notice_is_shown_and_understood(bench: Bench) -> None:
    """The first time counts."""
    person = await bench.person()
    await bench.write(NOW, notices=[(person, "1", "nl")])
    await bench.write(SOON, notices=[(person, "1", "en"), (person, "2", "en")])
    first, second = (person, "1", "nl", NOW), (person, "2", "en", SOON)
    assert (await bench.rows.seen()).notices == ((*first, None), (*second, None))
    await bench.write(SOON, understood=[(person, "1"), (person, "3")])
    await bench.write(SOON + timedelta(hours=1), understood=[(person, "1")])
    assert (await bench.rows.seen()).notices == ((*first, SOON), (*second, None))


@about(writes=("media",))
async def a_reference_is_remembered_once(bench: Bench) -> None:
    _, account = await bench.somebody()
    voice = Wanted(
        id="m1", account=account, channel="fake", reference="file", kind="voice", seconds=3,
        size=10, mime="audio/ogg", name="a.ogg", created_at=NOW,
    )  # fmt: skip
    await bench.write(media=[voice])
    await bench.write(media=[replace(voice, reference="other"), replace(voice, id="m2", size=None)])
    assert (await bench.rows.seen()).media == {
        "m1": voice,
        "m2": replace(voice, id="m2", size=None),
    }


@about(writes=("ended",))
async def what_somebody_would_do_who_works_here_no_more(bench: Bench) -> None:
    """It lies with whoever has the contribution; what nobody has is not sent."""
    gone, account = await bench.somebody("Gone")
    heir, theirs = await bench.somebody("Heir")
    row, nobodys = await bench.told("een", owner=heir), await bench.told("twee")
    mine, over, residents, others = await bench.makes(
        commitment(row.id, owner=gone),
        commitment(row.id, owner=gone, ended="done", ended_at=NOW),
        commitment(row.id, owner=gone, doer="resident"),
        commitment(row.id, owner=heir),
    )
    waits, _ = await bench.makes(proposal(row.id, gone), proposal(nobodys.id, gone))
    for key, priority, to in (("card", WORK, account), ("theirs", WORK, theirs)):
        await bench.letter(to, key, priority)
    await bench.letter(account, "letter", FOLLOW_UP)
    left = await bench.letter(account, "left", WORK)
    await bench.rows.became(left, "sent", "1")
    await bench.write(ended=[gone])
    expected = (replace(mine, owner=heir), over, residents, others)
    assert await bench.ask(n.Promised(row.id)) == expected
    assert await bench.ask(n.WaitingFor(row.id)) == replace(waits, by_id=heir)
    assert await bench.ask(n.WaitingFor(nobodys.id)) is None
    assert await bench.states() == {
        "card": "recalled",
        "theirs": "waiting",
        "letter": "waiting",
        "left": "sent",
    }


@about(writes=("merged", "moves_used"))
async def two_persons_become_one(bench: Bench) -> None:
    """All that names the second names the first; of what only one may have, the first's stays."""
    remains, there = await bench.somebody("Fatma")
    ends, here = await bench.somebody("Fatma too")
    samira = await bench.person("Samira")
    row = await bench.told(
        "een", kind="complaint", author=ends, owner=ends, asked_by=ends, heard_by=ends,
        changed_by=ends, hidden=(ends, samira),
    )  # fmt: skip
    [promise, chosen, waits, to_do] = await bench.makes(
        commitment(row.id, owner=ends),
        decision(row.id, decided_by_id=ends),
        replace(proposal(row.id, ends), read_by_id=ends),
        task("call", person=ends, owner=ends),
    )
    invited = await bench.rows.invitation("secret", "Fatma", SOON)
    await bench.write(
        invitations_used=[(invited, ends)],
        opt_ins=[said(ends, "name", True)],
        grants=[Grant(ends, Role.STAFF), Grant(remains, Role.STAFF), Grant(ends, Role.KEY_PERSON)],
        notices=[(ends, "1", "en"), (remains, "1", "nl"), (ends, "2", "en")],
        moves=[("away", there, SOON)],
    )
    for account in (there, here):
        await bench.rows.progress(account, Progress(left=(Draft("idea", "0"),)))
    await bench.letter(there, "waits")
    sent = await bench.letter(there, "sent")
    await bench.rows.became(sent, "sent", "1")
    await bench.write(
        SOON,
        merged=[Merged(remains, ends, there, here)],
        moves_used=[hashed("away")],
        messages=[letter(there, "moved")],
    )
    found = await bench.ask(n.Held(row.id))
    assert found == replace(
        row, author=remains, owner=remains, asked_by=remains, heard_by=remains,
        changed_by=remains, hidden_from=frozenset({remains, samira}),
    )  # fmt: skip
    assert await bench.ask(n.Promised(row.id)) == (replace(promise, owner=remains),)
    assert await bench.ask(n.Latest(row.id)) == replace(chosen, decided_by_id=remains)
    waiting = await bench.ask(n.WaitingFor(row.id))
    assert waiting == replace(waits, by_id=remains, read_by_id=remains)
    task_now = await bench.ask(n.OwnTask(remains, to_do.id))
    assert task_now == replace(to_do, person=remains, owner=remains)
    assert await bench.ask(n.YesGiven(remains)) == (("name", None),)
    assert await bench.ask(n.HasAnotherAccount(remains, there)) is True
    assert await bench.ask(n.Account(ends)) is None
    await _they_are_one(bench, remains, there, here)


async def _they_are_one(bench: Bench, remains: int, there: int, here: int) -> None:
    person = await bench.ask(n.AccountHere(here))
    assert person is not None
    assert (person.person, person.name) == (remains, "Fatma")
    assert person.roles == {Role.RESIDENT, Role.STAFF, Role.KEY_PERSON}
    colleagues = await bench.ask(n.Colleagues())
    assert [(one.person, len(one.posts)) for one in colleagues] == [(remains, 1)]
    invitation = await bench.ask(n.InvitationBy("secret"))
    assert invitation is not None
    assert invitation.used_by == remains
    link = await bench.ask(n.MoveBy("away"))
    assert link is not None
    assert (link.used_at, link.person, link.has_role) == (SOON, remains, True)
    assert await bench.ask(n.ProgressOf(there)) == Progress()
    assert await bench.ask(n.ProgressOf(here)) == Progress(left=(Draft("idea", "0"),))
    seen = await bench.rows.seen()
    assert [one[:3] for one in seen.notices] == [(remains, "1", "nl"), (remains, "2", "en")]
    letters = {new.dedupe_key: (state, new.account) for state, new in seen.letters.values()}
    assert letters == {
        "waits": ("waiting", here),
        "sent": ("sent", there),
        "moved": ("waiting", there),
    }


@about(writes=("merged",))
async def one_person_goes_on_in_another_account(bench: Bench) -> None:
    person, there = await bench.somebody("Fatma")
    here = await bench.account(person)
    half = await bench.letter(there, "half")
    await bench.rows.became(half, "sending", "1")
    await bench.rows.progress(there, Progress(left=(Draft("idea", "0"),)))
    await bench.write(merged=[Merged(person, person, there, here)])
    found = await bench.ask(n.AccountHere(there))
    assert found is not None
    assert found.name == "Fatma"
    assert await bench.ask(n.ProgressOf(there)) == Progress()
    state, new = (await bench.rows.seen()).letters[half]
    assert (state, new.account) == ("waiting", here)


# What is said


@about(writes=("messages",))
async def a_message_with_a_key_comes_once(bench: Bench) -> None:
    row = await bench.told("een")
    _, account = await bench.somebody()
    whole = New(
        account, say("moved-away"), ALARM, "a", row.id, "answered", not_before=SOON, gently=True
    )
    same = replace(whole, priority=WORK)
    plain = letter(account, None)
    await bench.write(messages=[whole, same, plain, plain])
    await bench.write(messages=[same, replace(plain, dedupe_key="b")])
    letters = (await bench.rows.seen()).letters
    assert [letters[i] for i in sorted(letters)] == [
        ("waiting", whole),
        ("waiting", plain),
        ("waiting", plain),
        ("waiting", replace(plain, dedupe_key="b")),
    ]


@about(writes=("recalled_about", "recalled"))
async def what_did_not_leave_yet_never_does(bench: Bench) -> None:
    row, other = await bench.told("een"), await bench.told("twee")
    _, account = await bench.somebody()
    await bench.letter(account, "letter", about=row.id)
    await bench.letter(account, "other", about=other.id)
    await bench.letter(account, "card", WORK, about=row.id)
    gone = await bench.letter(account, "sending", about=row.id)
    await bench.rows.became(gone, "sending")
    named = await bench.letter(account, "named", WORK)
    sent = await bench.letter(account, "sent")
    await bench.rows.became(sent, "sent", "1")
    await bench.write(recalled_about=[row.id], messages=[letter(account, "new", about=row.id)])
    expected = {
        "letter": "recalled", "other": "waiting", "card": "waiting", "sending": "sending",
        "named": "waiting", "sent": "sent", "new": "waiting",
    }  # fmt: skip
    assert await bench.states() == expected
    await bench.write(recalled=[named, sent])
    assert await bench.states() == {**expected, "named": "recalled"}


@about(writes=("redirected",))
async def a_message_goes_to_another_account(bench: Bench) -> None:
    row = await bench.told("een")
    _, account = await bench.somebody()
    _, other = await bench.somebody()
    dead = await bench.letter(account, "a", about=row.id)
    await bench.letter(account, "b")
    await bench.rows.became(dead, "dead", "1")
    await bench.write(redirected=[(dead, other)])
    found = {
        new.dedupe_key: (s, new.account) for s, new in (await bench.rows.seen()).letters.values()
    }
    assert found == {"a": ("waiting", other), "b": ("waiting", account)}
    assert await bench.ask(n.SentAs(other, "1")) is None


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
