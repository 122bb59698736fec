"""Cases of what each field of `Writes` does to people and to what they are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.office import needs as n
from bot.office.writes import Merged
from conversations.messages import say
from conversations.progress import Draft, Progress
from conversations.roles import Role
from storage.models.grants import Grant
from storage.models.invitations import hashed
from storage.models.media import Wanted
from storage.models.outbox import ALARM, FOLLOW_UP, WORK, New
from storage.models.people import PersonChange
from tests.office.contract.bench import (
    DAY,
    NOW,
    Bench,
    about,
    commitment,
    decision,
    letter,
    task,
)
from tests.office.contract.contributions import proposal
from tests.office.contract.people import said

SOON = NOW + timedelta(hours=1)


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
