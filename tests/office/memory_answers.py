"""Answers of the store in memory to each need: a small function of the tables each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from bot.office import needs as n
from bot.office.needs import Need
from conversations.contributions import Commitment, Contribution
from conversations.lifecycle import ENDED, UNANSWERED, Kind, Outcome, Status
from conversations.progress import Progress
from conversations.roles import May, Role, roles_that
from conversations.routing import Post
from storage.models.accounts import Identity
from storage.models.channel_switches import Move
from storage.models.colleagues import Colleague
from storage.models.decisions import Decision
from storage.models.invitations import Invitation, hashed
from storage.models.proposals import Proposal
from storage.models.tasks import Task
from tests.office.memory_tables import Account, Tables, whole

# Contributions, and what belongs to one


def held(t: Tables, need: n.Held) -> Contribution | None:
    found = whole(t, [need.contribution] if need.contribution in t.contributions else [])
    return found[0] if found else None


def followers(t: Tables, need: n.Followers) -> tuple[Contribution, ...]:
    joined = (Outcome.JOINED, Status.DECIDED)
    rows = sorted(t.contributions.items())
    there = [i for i, row in rows if row.joins == need.contribution]
    theirs = [i for i in there if (t.contributions[i].outcome, t.contributions[i].status) == joined]
    return tuple(whole(t, theirs))


def by_message(t: Tables, need: n.ByMessage) -> int | None:
    told = (w.contribution for w in reversed(t.words) if w.part.ref == need.ref)
    return next((i for i in told if t.contributions[i].author == need.person), None)


def promised(t: Tables, need: n.Promised) -> tuple[Commitment, ...]:
    return tuple(c for _, c in sorted(t.commitments.items()) if c.contribution == need.contribution)


def by_link(t: Tables, need: n.ByLink) -> Commitment | None:
    return next((c for c in t.commitments.values() if c.token_hash == need.token_hash), None)


def latest(t: Tables, need: n.Latest) -> Decision | None:
    number = newest_decisions(t).get(need.contribution)
    return t.decisions[number] if number is not None else None


def newest_decisions(t: Tables) -> dict[int, int]:
    """Return the newest decision about each contribution, by contribution."""
    return {decision.contribution: i for i, decision in sorted(t.decisions.items())}


def alike(t: Tables, need: n.Alike) -> tuple[int, ...]:
    roots = {about: t.same_as.get(i, i) for about, i in newest_decisions(t).items()}
    here = roots.pop(need.contribution, None)
    return tuple(sorted(about for about, root in roots.items() if root == here))


def letters_of(t: Tables, need: n.LettersOf) -> tuple[tuple[int, str], ...]:
    return tuple(
        (i, letter.state)
        for i, letter in sorted(t.letters.items())
        if (letter.new.dedupe_key or "").startswith(need.key)
    )


def waiting_for(t: Tables, need: n.WaitingFor) -> Proposal | None:
    return next((p for p in t.proposals.values() if p.contribution == need.contribution), None)


def open_tasks(t: Tables, need: n.OpenTasks) -> tuple[Task, ...]:
    return tuple(task for task in undone(t) if task.contribution == need.contribution)


def undone(t: Tables) -> list[Task]:
    return [task for i, task in sorted(t.tasks.items()) if i not in t.done]


def open_complaints(t: Tables, need: n.OpenComplaints) -> tuple[Contribution, ...]:
    found = (i for i, row in t.contributions.items() if row.kind == Kind.COMPLAINT)
    return tuple(whole(t, (i for i in found if t.contributions[i].status not in ENDED)))


# People


def account(t: Tables, need: n.Account) -> Identity | None:
    theirs = [(i, a) for i, a in t.accounts.items() if a.person == need.person]
    seen = max(theirs, key=lambda a: (a[1].reachable == "yes", a[1].last_seen_at), default=None)
    return identity(t, *seen) if seen else None


def identity(t: Tables, number: int, row: Account) -> Identity | None:
    if row.person is None:
        return None
    person = t.persons[row.person]
    shown = [notice.version for notice in t.notices.values() if notice.person == row.person]
    return Identity(
        account=number,
        person=row.person,
        channel=row.channel,
        external_id=row.external_id,
        language=person.language,
        name=person.name,
        roles=frozenset({Role.RESIDENT, *roles(t, row.person)}),
        muted=person.muted,
        young=person.young,
        discreet=person.discreet,
        away_until=person.away_until,
        summary=person.summary,
        reachable=row.reachable,
        last_seen_at=row.last_seen_at,
        remembered=dict(person.remembered),
        notice=shown[-1] if shown else None,
        contributions=sum(c.author == row.person for c in t.contributions.values()),
    )


def roles(t: Tables, person: int) -> set[Role]:
    """Return the roles that somebody has beside that of a resident."""
    return {g.grant.role for g in t.grants.values() if g.grant.person == person and not g.ended}


def account_here(t: Tables, need: n.AccountHere) -> Identity | None:
    row = t.accounts.get(need.account)
    return identity(t, need.account, row) if row else None


def other_account(t: Tables, need: n.OtherAccount) -> int | None:
    theirs = {
        i: a.last_seen_at
        for i, a in t.accounts.items()
        if a.person == need.person and a.reachable == "yes" and i != need.not_this
    }
    return max(theirs, key=lambda i: theirs[i], default=None)


def has_another_account(t: Tables, need: n.HasAnotherAccount) -> bool:
    return any(a.person == need.person and i != need.not_this for i, a in t.accounts.items())


def colleagues(t: Tables, need: n.Colleagues) -> tuple[Colleague, ...]:
    return who_may(t, May.DECIDE)


def who_may(t: Tables, what: May) -> tuple[Colleague, ...]:
    """Return everybody who may do that, in the order of their enrolment."""
    posts: dict[int, list[Post]] = {}
    for _, given in sorted(t.grants.items(), key=lambda g: (g[1].from_at, g[1].grant.person, g[0])):
        grant = given.grant
        if not given.ended and grant.role in roles_that(what):
            posts.setdefault(grant.person, []).append(Post(grant.role, grant.wijk, grant.theme))
    order = list(Role)
    return tuple(
        Colleague(
            person,
            t.persons[person].name or "",
            tuple(sorted(theirs, key=lambda post: order.index(post.role))),
            t.persons[person].away_until,
        )
        for person, theirs in posts.items()
    )


def loads(t: Tables, need: n.Loads) -> Mapping[int, int]:
    waiting = (row for row in t.contributions.values() if row.status in UNANSWERED)
    return dict(Counter(row.owner for row in waiting if row.owner is not None))


def remembered(t: Tables, need: n.Remembered) -> Mapping[str, Any]:
    return dict(t.persons[need.person].remembered) if need.person in t.persons else {}


def yes_given(t: Tables, need: n.YesGiven) -> tuple[tuple[str, int | None], ...]:
    said: dict[tuple[str, int | None], bool] = {}
    for _, one in sorted(t.opt_ins.items(), reverse=True):
        if one.person == need.person:
            said.setdefault((one.what, one.contribution), one.yes)
    return tuple(what for what, yes in said.items() if yes)


def invitation_by(t: Tables, need: n.InvitationBy) -> Invitation | None:
    number = t.invited.get(hashed(need.token))
    return t.invitations[number] if number is not None else None


def move_by(t: Tables, need: n.MoveBy) -> Move | None:
    link = t.links.get(hashed(need.token))
    if link is None:
        return None
    there = t.accounts[link.account]
    person = there.person or 0
    return Move(
        hashed(need.token),
        link.account,
        person,
        there.channel,
        bool(roles(t, person)),
        link.expires_at,
        link.used_at,
    )


def progress_of(t: Tables, need: n.ProgressOf) -> Progress:
    return t.progress.get(need.account, Progress())


ANSWERS: Mapping[type[Need[Any]], Callable[[Tables, Any], Any]] = {
    n.Held: held,
    n.Followers: followers,
    n.ByMessage: by_message,
    n.Promised: promised,
    n.ByLink: by_link,
    n.Latest: latest,
    n.Alike: alike,
    n.LettersOf: letters_of,
    n.WaitingFor: waiting_for,
    n.OpenTasks: open_tasks,
    n.OpenComplaints: open_complaints,
    n.Account: account,
    n.AccountHere: account_here,
    n.OtherAccount: other_account,
    n.HasAnotherAccount: has_another_account,
    n.Colleagues: colleagues,
    n.Loads: loads,
    n.Remembered: remembered,
    n.YesGiven: yes_given,
    n.InvitationBy: invitation_by,
    n.MoveBy: move_by,
    n.ProgressOf: progress_of,
}
