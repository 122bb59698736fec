"""People: what each need is answered with."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.office import needs as n
from conversations.progress import Draft, Progress
from conversations.roles import Role
from conversations.routing import Post
from storage.models.accounts import Identity
from storage.models.channel_switches import Move
from storage.models.colleagues import Colleague
from storage.models.grants import Grant
from storage.models.invitations import Invitation, hashed
from storage.models.opt_ins import Said
from storage.models.people import Waiting
from storage.models.web import CHANNEL
from storage.models.web_lines import Unfetched as Message
from tests.office.contract.bench import DAY, NOW, Bench, about

SOON = NOW + timedelta(hours=1)
LATER = NOW + timedelta(days=7)


@about(n.Account, n.AccountHere, writes=("persons", "grants", "notices"))
async def an_account_with_its_person(bench: Bench) -> None:
    person = await bench.person(
        "Fatma",
        language="en",
        muted=True,
        young=True,
        discreet=False,
        remembered={"wijk": "presikhaaf"},
        away_until=DAY,
        summary="daily",
    )
    account = await bench.account(person, "fake", "fatma", days_ago=2)
    await bench.told("een", author=person)
    await bench.told("twee", author=person)
    await bench.write(
        grants=[Grant(person, Role.STAFF)],
        notices=[(person, "2", "nl"), (person, "1", "nl")],
    )
    expected = Identity(
        account=account,
        person=person,
        channel="fake",
        external_id="fatma",
        language="en",
        name="Fatma",
        roles=frozenset({Role.RESIDENT, Role.STAFF}),
        muted=True,
        young=True,
        discreet=False,
        away_until=DAY,
        summary="daily",
        reachable="yes",
        last_seen_at=NOW - timedelta(days=2),
        remembered={"wijk": "presikhaaf"},
        notice="1",
        contributions=2,
    )
    assert await bench.ask(n.Account(person)) == expected
    assert await bench.ask(n.AccountHere(account)) == expected


@about(n.Account, n.AccountHere)
async def somebody_of_whom_nothing_is_known(bench: Bench) -> None:
    person, account = await bench.somebody()
    room = await bench.account(None)
    found = await bench.ask(n.Account(person))
    assert found == await bench.ask(n.AccountHere(account))
    assert found is not None
    assert (found.name, found.notice, found.contributions) == (None, None, 0)
    assert (found.roles, found.discreet) == (frozenset({Role.RESIDENT}), None)
    assert await bench.ask(n.Account(person + 1)) is None
    assert await bench.ask(n.AccountHere(account + 9)) is None
    assert await bench.ask(n.AccountHere(room)) is None


@about(n.Account)
async def the_account_where_somebody_was_seen_last(bench: Bench) -> None:
    """One where nothing arrives does not count, unless there is no other."""
    person = await bench.person()
    await bench.account(person, days_ago=3)
    newer = await bench.account(person, days_ago=2)
    blocked = await bench.account(person, reachable="blocked", days_ago=1)
    found = await bench.ask(n.Account(person))
    assert found is not None
    assert found.account == newer
    other = await bench.person()
    await bench.account(other, reachable="gone", days_ago=5)
    last = await bench.account(other, reachable="blocked", days_ago=4)
    found = await bench.ask(n.Account(other))
    assert found is not None
    assert (found.account, found.reachable) == (last, "blocked")
    assert blocked != last


@about(n.OtherAccount, n.HasAnotherAccount)
async def another_account_of_the_same_person(bench: Bench) -> None:
    person = await bench.person()
    old = await bench.account(person, days_ago=9)
    newer = await bench.account(person, days_ago=3)
    blocked = await bench.account(person, reachable="blocked", days_ago=1)
    assert await bench.ask(n.OtherAccount(person, blocked)) == newer
    assert await bench.ask(n.OtherAccount(person, newer)) == old
    assert await bench.ask(n.HasAnotherAccount(person, old)) is True
    alone, only = await bench.somebody()
    assert await bench.ask(n.OtherAccount(alone, only)) is None
    assert await bench.ask(n.HasAnotherAccount(alone, only)) is False
    lost = await bench.account(alone, reachable="gone")
    assert await bench.ask(n.OtherAccount(alone, only)) is None
    assert await bench.ask(n.HasAnotherAccount(alone, only)) is True
    assert await bench.ask(n.OtherAccount(alone, lost)) == only


@about(n.Colleagues, writes=("grants",))
async def who_may_decide_in_the_order_of_their_enrolment(bench: Bench) -> None:
    """Each has all posts in which they may, staff before administrators."""
    names = ("Last", "First", None, "Second", "Third")
    last, first, other, second, third = [await bench.person(name) for name in names]
    await bench.write(NOW, grants=[Grant(first, Role.ADMINISTRATOR)])
    await bench.write(SOON, grants=[Grant(last, Role.STAFF, "presikhaaf", "groen")])
    await bench.write(SOON, grants=[Grant(first, Role.STAFF), Grant(first, Role.STAFF)])
    await bench.write(SOON, grants=[Grant(other, Role.KEY_PERSON)])
    await bench.write(NOW, grants=[Grant(third, Role.STAFF), Grant(second, Role.STAFF)])
    posts = (Post(Role.STAFF), Post(Role.ADMINISTRATOR))
    expected = (
        Colleague(first, "First", posts, None),
        Colleague(second, "Second", (Post(Role.STAFF),), None),
        Colleague(third, "Third", (Post(Role.STAFF),), None),
        Colleague(last, "Last", (Post(Role.STAFF, "presikhaaf", "groen"),), None),
    )
    assert await bench.ask(n.Colleagues()) == expected
    assert await bench.ask(n.Colleagues(held=True)) == expected


@about(n.Colleagues, writes=("ended",))
async def who_works_here_no_more(bench: Bench) -> None:
    """They lose what a resident does not have, and a new role does not bring it back."""
    gone = await bench.person("Gone", away_until=DAY, summary="daily", summary_at=NOW)
    stays = await bench.person("Stays", away_until=DAY)
    await bench.account(gone)
    await bench.write(grants=[Grant(gone, Role.STAFF, "presikhaaf"), Grant(stays, Role.STAFF)])
    await bench.write(ended=[gone])
    assert await bench.ask(n.Colleagues()) == (Colleague(stays, "Stays", (Post(Role.STAFF),), DAY),)
    found = await bench.ask(n.Account(gone))
    assert found is not None
    assert found.roles == {Role.RESIDENT}
    assert (found.away_until, found.summary, found.name) == (None, None, "Gone")
    assert await bench.ask(n.AwaitingSummary(NOW, 9)) == ()
    assert (await bench.rows.seen()).ended == (gone,)
    await bench.write(grants=[Grant(gone, Role.STAFF)])
    again = Colleague(gone, "Gone", (Post(Role.STAFF),), None)
    assert again in await bench.ask(n.Colleagues())


@about(n.Remembered, writes=("persons",))
async def what_is_offered_next_time(bench: Bench) -> None:
    person = await bench.person(remembered={"name": "Fatma", "count": 2})
    nothing = await bench.person()
    assert await bench.ask(n.Remembered(person)) == {"name": "Fatma", "count": 2}
    assert await bench.ask(n.Remembered(nothing)) == {}
    assert await bench.ask(n.Remembered(nothing + 1)) == {}


def said(person: int, what: str, yes: bool, about: int | None = None) -> Said:
    return Said(
        person=person,
        contribution=about,
        what=what,
        yes=yes,
        language="nl",
        notice_version="1",
        given_at=NOW,
    )


@about(n.YesGiven, writes=("opt_ins",))
async def what_somebody_said_yes_to_and_did_not_take_back(bench: Bench) -> None:
    """The latest comes first."""
    person, other = await bench.person(), await bench.person()
    row = await bench.told("een", author=person)
    await bench.write(
        opt_ins=[
            said(person, "neighbours", True, row.id),
            said(person, "name", True, row.id),
            said(person, "name", True),
            said(other, "neighbours", True),
            said(person, "neighbours", True),
        ]
    )
    await bench.write(opt_ins=[said(person, "name", False, row.id)])
    expected = (("neighbours", None), ("name", None), ("neighbours", row.id))
    assert await bench.ask(n.YesGiven(person)) == expected
    assert await bench.ask(n.YesGiven(other + 1)) == ()


@about(n.InvitationBy, writes=("invitations_used",))
async def an_invitation_by_its_token(bench: Bench) -> None:
    person = await bench.person()
    number = await bench.rows.invitation("secret", "Samira", SOON)
    other = await bench.rows.invitation("other", "Joost", SOON)
    unused = Invitation(number, "staff", "Samira", "presikhaaf", None, SOON, None, None)
    assert await bench.ask(n.InvitationBy("secret")) == unused
    await bench.write(SOON, invitations_used=[(number, person)])
    used = replace(unused, used_at=SOON, used_by=person)
    assert await bench.ask(n.InvitationBy("secret")) == used
    found = await bench.ask(n.InvitationBy("other"))
    assert found is not None
    assert (found.id, found.used_at) == (other, None)
    assert await bench.ask(n.InvitationBy("unknown")) is None


@about(n.InvitationBy, writes=("ended",))
async def links_of_who_works_here_no_more(bench: Bench) -> None:
    """Links in any name they were known by end, however it is written; no others do."""
    samira = await bench.person("Samira")
    first = await bench.rows.invitation("first", "Sam", LATER)
    await bench.rows.invitation("second", "SAMIRA", LATER)
    await bench.rows.invitation("third", "sam", LATER)
    await bench.rows.invitation("other", "Joost", LATER)
    await bench.write(SOON, invitations_used=[(first, samira)])
    await bench.write(SOON, ended=[samira])
    ends = {}
    for token in ("first", "second", "third", "other"):
        found = await bench.ask(n.InvitationBy(token))
        assert found is not None
        ends[token] = found.expires_at
    assert ends == {"first": LATER, "second": SOON, "third": SOON, "other": LATER}


@about(n.MoveBy, writes=("moves",))
async def a_link_that_takes_a_talk_elsewhere(bench: Bench) -> None:
    fatma, account = await bench.somebody()
    samira, hers = await bench.somebody("Samira")
    await bench.write(grants=[Grant(samira, Role.STAFF)])
    await bench.write(moves=[("away", account, SOON), ("staff", hers, NOW)])
    assert await bench.ask(n.MoveBy("away")) == Move(
        hashed("away"), account, fatma, "fake", False, SOON, None
    )
    assert await bench.ask(n.MoveBy("staff")) == Move(
        hashed("staff"), hers, samira, "fake", True, NOW, None
    )
    assert await bench.ask(n.MoveBy("unknown")) is None


@about(n.ProgressOf)
async def what_is_being_said(bench: Bench) -> None:
    _, account = await bench.somebody()
    _, silent = await bench.somebody()
    there = Progress(left=(Draft("idea", "0", touched_at=NOW),))
    await bench.rows.progress(account, there)
    assert await bench.ask(n.ProgressOf(account)) == there
    assert await bench.ask(n.ProgressOf(silent)) == Progress()


@about(n.AwaitingSummary, writes=("persons",))
async def whose_summary_is_due(bench: Bench) -> None:
    late = await bench.person(summary="daily", summary_at=NOW)
    later = await bench.person(summary_at=NOW)
    first = await bench.person(summary="weekly", summary_at=NOW - timedelta(days=1))
    await bench.person(summary="daily", summary_at=SOON)
    await bench.person(summary="daily", summary_at=None)
    due = (
        Waiting(first, "weekly", NOW - timedelta(days=1)),
        Waiting(late, "daily", NOW),
        Waiting(later, None, NOW),
    )
    assert await bench.ask(n.AwaitingSummary(NOW, 9)) == due
    assert await bench.ask(n.AwaitingSummary(NOW, 2)) == due[:2]


@about(n.GroupSummaryAt, writes=("group_summaries",))
async def when_a_group_hears_next(bench: Bench) -> None:
    assert await bench.ask(n.GroupSummaryAt("fake")) is None
    await bench.write(group_summaries=[("fake", NOW), ("web", NOW)])
    await bench.write(group_summaries=[("fake", SOON)])
    assert await bench.ask(n.GroupSummaryAt("fake")) == SOON
    assert await bench.ask(n.GroupSummaryAt("web")) == NOW


@about(n.GroupAccount)
async def the_account_of_a_group_that_moved(bench: Bench) -> None:
    """It is made once, goes along, and is never that of a person."""
    person = await bench.person()
    own = await bench.account(person, "fake", "one")
    elsewhere = await bench.account(None, "web", "group")
    made = await bench.ask(n.GroupAccount("fake", ("group",), NOW))
    assert made not in (own, elsewhere)
    assert await bench.ask(n.GroupAccount("fake", ("one", "group", "grown"), NOW)) == made
    assert await bench.ask(n.GroupAccount("fake", ("grown",), NOW)) == made
    other = await bench.ask(n.GroupAccount("fake", ("group",), NOW))
    assert other != made
    assert await bench.ask(n.GroupAccount("fake", ("group", "grown"), NOW)) == made


@about(n.Unfetched, writes=("web_told",))
async def what_nobody_came_to_fetch(bench: Bench) -> None:
    async def here(**person: Any) -> tuple[int, int]:
        one = await bench.person(**person)
        return one, await bench.account(one, CHANNEL)

    (person, account), (_, muted), (_, other) = await here(), await here(muted=True), await here()

    async def message(account: int, days: int = 1, pushed: bool = True, seen: bool = False) -> int:
        at = NOW - timedelta(days=days)
        return await bench.rows.on_web(account, at, pushed=pushed, fetched=seen)

    await message(account, seen=True)
    first = await message(account)
    told = await message(account)
    await message(account, pushed=False)
    await message(account, days=-1)
    last = await message(account, days=0)
    await message(muted)
    await message(other, seen=True)
    await bench.write(web_told=[told])
    assert await bench.ask(n.Unfetched(NOW)) == (
        Message(first, account, person),
        Message(last, account, person),
    )
    assert await bench.ask(n.Unfetched(NOW - timedelta(days=2))) == ()
