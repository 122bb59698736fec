"""Somebody begins to work here, or works here no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.office.actors import Actor, Operator, may, person_of
from bot.office.handing_over import tell_given
from bot.office.needs import (
    Colleagues,
    EndedWorkOf,
    HasAnotherAccount,
    InvitationBy,
    Loads,
    Need,
    OpenComplaints,
    Ownerless,
    OwnerlessTasks,
)
from bot.office.registry import handles
from bot.office.sharing_out import give_archive, give_away, needs_of_giving
from bot.office.tasks import Note
from bot.office.unit import Unit
from conversations import letters
from conversations.contributions import Contribution
from conversations.effects import EndAccess, UseInvitation
from conversations.events import AccessEnded, AccessKept, Enrolled, InvitationRefused
from conversations.lifecycle import OPEN, Kind
from conversations.resident.elsewhere import is_named
from conversations.roles import May, Role
from conversations.roles import may as roles_may
from conversations.routing import Post
from conversations.summaries import next_summary
from conversations.views import Me
from storage.models.colleagues import Colleague
from storage.models.grants import Grant
from storage.models.invitations import Invitation
from storage.models.outbox import FOLLOW_UP
from storage.models.people import KEEP, PersonChange


def needs_of_ending(unit: Unit, by: Actor, effect: EndAccess) -> Iterator[Need[Any]]:
    if not may(by, May.ADMINISTER):
        return
    yield Colleagues(held=True)
    yield Loads()
    yield EndedWorkOf(effect.person)
    yield from needs_of_giving(unit, effect.person)


@handles(EndAccess, needs_of_ending)
def end_access_of(unit: Unit, by: Actor, effect: EndAccess) -> None:
    if not may(by, May.ADMINISTER):
        if person_of(by) in unit.writes.ended:  # theirs ended just now, by another
            unit.tell(by, AccessKept("own"))
        return
    done = end_access(unit, by, effect.person)
    if isinstance(done, AccessEnded) and isinstance(by, Me) and effect.person == by.person:
        here = replace(unit.renewed(by), roles=frozenset({Role.RESIDENT}))
        unit.renew(replace(here, away_until=None))
        done = replace(done, own=True)
    unit.tell(by, done)


def end_access(unit: Unit, by: Actor, person: int) -> AccessEnded | AccessKept:
    """They are a resident from now on, and all that lay with them is given to colleagues, in this
    one transaction; the office gets what none of them may have. Needs `needs_of_ending`."""
    here = {found.person: found for found in unit.colleagues()}
    administrators = {p for p, found in here.items() if found.has(Role.ADMINISTRATOR)}
    if not isinstance(by, Operator) and person_of(by) not in administrators:
        return AccessKept("own")
    if person not in here:
        return AccessKept("gone")
    found = here[person]
    if administrators == {person}:
        return AccessKept("last", found.name)
    others = [reader for reader in unit.readers() if reader.person != person]
    given = give_away(unit, person, others, by=person_of(by) or person)
    give_archive(unit, person, others)
    unit.writes.ended.append(person)
    tell_given(unit, person, found.name, given, person_of(by))
    if person != person_of(by):
        message = letters.access_ended(found.role, unit.signed(by))
        key = f"ended:{person}:{unit.now.isoformat()}"
        unit.saying(Note(person, message, FOLLOW_UP, key))
    return AccessEnded(found.name, found.role, given.shares)


def _invited(unit: Unit, by: Actor, effect: UseInvitation) -> Iterator[Need[Any]]:
    invitation = InvitationBy(effect.token)
    yield invitation
    found = unit.find(invitation) if unit.has(invitation) else None
    if not isinstance(by, Me) or found is None or found.role not in set(Role):
        return
    yield HasAnotherAccount(by.person, by.account)
    roles = by.roles | {Role(found.role)}
    if roles_may(roles, May.READ_ALL):
        yield OpenComplaints()
    if roles_may(roles, May.INHERIT):
        yield Ownerless(by.person)
        yield OwnerlessTasks(by.person)


@handles(UseInvitation, _invited)
def use_invitation(unit: Unit, by: Actor, effect: UseInvitation) -> None:
    """Enrol somebody by a link that works once. The first who enrols inherits all."""
    if not isinstance(by, Me):
        return
    found = unit.find(InvitationBy(effect.token))
    if found is None or found.role not in set(Role):  # perhaps of a later version
        unit.tell(by, InvitationRefused("unknown"))
    elif found.used_by == by.person and Role(found.role) in by.roles:
        # Opened once more: nothing is given again that was perhaps taken back.
        unit.tell(by, Enrolled(found.role, by.name or found.name, None))
    elif found.used_at is not None:
        unit.tell(by, InvitationRefused("used"))
    elif found.expires_at <= unit.now:
        unit.tell(by, InvitationRefused("expired"))
    elif unit.find(HasAnotherAccount(by.person, by.account)):
        # What the other one can do, whoever holds it could do as well.
        unit.tell(by, InvitationRefused("elsewhere"))
    else:
        used = replace(found, used_at=unit.now, used_by=by.person)
        unit.learned(InvitationBy(effect.token), used)
        unit.writes.invitations_used.append((found.id, by.person))
        _enrol(unit, by, found)


def _enrol(unit: Unit, me: Me, found: Invitation) -> None:
    role = Role(found.role)
    unit.writes.grants.append(Grant(me.person, role, found.wijk, found.theme))
    change = PersonChange(me.person, name=KEEP if me.name else found.name)
    if roles_may([role], May.READ_ALL) and not me.may(May.READ_ALL):
        first = next_summary(None, unit.programme.calendar, unit.now)
        change = replace(change, summary_at=first)
    if change != PersonChange(me.person):
        unit.writes.persons.append(change)
    new = replace(me, name=me.name or found.name, roles=me.roles | {role})
    hidden = _about(unit, new, found.name) if new.may(May.READ_ALL) else set()
    for number in sorted(hidden):
        unit.hide(number, me.person)
    inherited = _inherit(unit, new, hidden) if new.may(May.INHERIT) else 0
    if roles_may([role], May.DECIDE):
        post = Post(role, found.wijk, found.theme)
        unit.staff.comes(Colleague(me.person, new.name or found.name, (post,), me.away_until))
    unit.renew(replace(unit.renewed(me), name=new.name, roles=new.roles))
    before, now = (me.roles - {Role.RESIDENT}, new.roles - {Role.RESIDENT})
    every = tuple(one for one in Role if one in now) if before else ()
    unit.tell(me, Enrolled(found.role, new.name or found.name, inherited, every))


def _inherit(unit: Unit, me: Me, hidden: set[int]) -> int:
    """Give them what nobody had; return how many contributions that are."""
    gone = {number for ids, _ in unit.writes.given for number in ids}
    here = {row.id: row for row in unit.known_rows()}
    waiting = [n for n in unit.find(Ownerless(me.person)) if n not in hidden | gone | {*here}]
    just_now = [
        row
        for row in here.values()
        if row.owner is None and row.status in OPEN and row.id not in hidden
    ]
    for row in just_now:
        unit.change(replace(row, owner=me.person), quietly=True)
    taken = {number for ids, _ in unit.writes.tasks_given for number in ids}
    undone = [
        task
        for task, about in unit.find(OwnerlessTasks(me.person))
        if about not in hidden and task not in taken
    ]
    if waiting:
        unit.writes.given.append((tuple(waiting), me.person))
    if undone:
        unit.writes.tasks_given.append((tuple(undone), me.person))
    return len(waiting) + len(just_now)


def _about(unit: Unit, me: Me, invited: str) -> set[int]:
    """Return the complaints that came before them and name them, by whichever name they are known
    or were invited: these are not for them either."""
    known = {row.id: row for row in unit.find(OpenComplaints())}
    here = {row.id: row for row in unit.known_rows() if row.kind == Kind.COMPLAINT}
    names = {me.name or invited, invited}
    return {
        row.id
        for row in (known | here).values()
        if row.status in OPEN
        and me.person not in row.hidden_from
        and any(is_named(name, _said_in(row)) for name in names)
    }


def _said_in(row: Contribution) -> str:
    texts = [str(row.details.get("about", "")), *(part.text or "" for part in row.told)]
    return "\n".join(texts)
