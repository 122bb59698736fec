"""Who begins to work here, and who works here no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.office import sharing_out
from bot.office.handing_over import tell_given
from bot.office.readers import who_reads
from bot.office.unit import Applying, Caused, not_before, signed
from conversations import notices
from conversations.contributions import Contribution
from conversations.effects import EndAccess, UseInvitation
from conversations.events import AccessEnded, AccessKept, Enrolled, InvitationRefused
from conversations.resident.elsewhere import is_named
from conversations.roles import May, Role, may
from conversations.summaries import next_summary
from conversations.views import Me
from storage.database import Db
from storage.models import commitments, contributions, invitations, outbox, people, proposals, tasks
from storage.models.grants import Grant
from storage.models.invitations import Invitation
from storage.models.outbox import FOLLOW_UP, New


async def end_accesses(applying: Applying, effects: Sequence[Caused[EndAccess]]) -> None:
    for me, effect in effects:
        if not me.may(May.ADMINISTER):
            continue
        done = await end_access(applying, effect.person, signed(applying, me), me.person)
        if isinstance(done, AccessEnded) and effect.person == me.person:
            here = replace(applying.renewed(me), roles=frozenset({Role.RESIDENT}))
            applying.renew(replace(here, away_until=None))
            done = replace(done, own=True)
        applying.tell(me, done)


async def end_access(
    applying: Applying, person: int, by: str, by_person: int | None = None
) -> AccessEnded | AccessKept:
    """They are a resident from now on, and all that lay with them is given to colleagues, in this
    one transaction; the office gets what none of them may have.

    `by`: who says so; `by_person` is None for an operator at the command line.
    """
    db = applying.db
    here = {found.person: found for found in await people.colleagues(db, May.DECIDE, lock=True)}
    administrators = {p for p, found in here.items() if found.has(Role.ADMINISTRATOR)}
    if by_person not in {None, *administrators}:
        return AccessKept("own")
    if person not in here:
        return AccessKept("gone")
    found = here[person]
    if administrators == {person}:
        return AccessKept("last", found.name)
    others = [reader for reader in await who_reads(applying) if reader.person != person]
    given = await sharing_out.give_away(db, person, others, by=by_person or person)
    await sharing_out.give_archive(db, person, others)
    await commitments.follow_owner(db, person)
    await proposals.follow_owner(db, person)
    await people.end_access(db, person, applying.now)
    await outbox.recall_work(db, person)
    await tell_given(applying, person, found.name, given, by_person)
    if person != by_person:
        await _tell_ended(applying, person, found.role, by)
    return AccessEnded(found.name, found.role, given.shares)


async def _tell_ended(applying: Applying, person: int, role: Role, by: str) -> None:
    account = (await people.identities_of(applying.db, [person])).get(person)
    if account is None:
        return
    key = f"ended:{person}:{applying.now.isoformat()}"
    quiet = not_before(applying)
    message = notices.access_ended(role, by)
    new = New(account.account, message, FOLLOW_UP, dedupe_key=key, not_before=quiet)
    await outbox.add_once(applying.db, [new], applying.now)


async def use_invitations(applying: Applying, effects: Sequence[Caused[UseInvitation]]) -> None:
    """A link works once. The first who enrols inherits all."""
    db, now = applying.db, applying.now
    found = await invitations.find(db, [effect.token for _, effect in effects])
    enrolled: list[tuple[Me, Invitation]] = []
    for me, effect in effects:
        invitation = found.get(effect.token)
        if invitation is None or invitation.role not in set(Role):  # perhaps of a later version
            applying.tell(me, InvitationRefused("unknown"))
        elif invitation.used_by == me.person and Role(invitation.role) in me.roles:
            # Opened once more: nothing is given again that was perhaps taken back.
            applying.tell(me, Enrolled(invitation.role, invitation.name, None))
        elif invitation.used_at is not None:
            applying.tell(me, InvitationRefused("used"))
        elif invitation.expires_at < now:
            applying.tell(me, InvitationRefused("expired"))
        elif await people.has_another_account(db, me.person, me.account):
            # What the other one can do, whoever holds it could do as well.
            applying.tell(me, InvitationRefused("elsewhere"))
        else:
            used = replace(invitation, used_at=now, used_by=me.person)
            found[effect.token] = used
            enrolled.append((me, used))
    if enrolled:
        await _enrol(applying, enrolled)


async def _enrol(applying: Applying, enrolled: Sequence[tuple[Me, Invitation]]) -> None:
    db, now = applying.db, applying.now
    await invitations.use(db, [(found.id, me.person) for me, found in enrolled], now)
    given = [Grant(me.person, Role(i.role), i.wijk, i.theme) for me, i in enrolled]
    await people.give_roles(db, given, now)
    renewed = [
        replace(me, name=found.name, roles=me.roles | {Role(found.role)}) for me, found in enrolled
    ]
    await people.set_names(db, [(me.person, found.name) for me, found in enrolled])
    first = next_summary(None, applying.programme.calendar, now)
    read = [
        me.person
        for me, found in enrolled
        if may([Role(found.role)], May.READ_ALL) and not me.may(May.READ_ALL)
    ]
    await people.schedule_summaries(db, [(person, first) for person in read])
    await _hide_about(db, [me for me in renewed if me.may(May.READ_ALL)])
    heir = next((me for me in renewed if me.may(May.INHERIT)), None)
    inherited = await _inherit(db, heir) if heir else 0
    for me, (_, found) in zip(renewed, enrolled, strict=True):
        applying.renew(replace(applying.renewed(me), name=me.name, roles=me.roles))
        applying.tell(me, Enrolled(found.role, found.name, inherited if me is heir else 0))


async def _inherit(db: Db, me: Me) -> int:
    waiting = await contributions.ownerless(db, me.person)
    undone = await tasks.ownerless(db, me.person)
    if waiting:
        await contributions.give(db, waiting, me.person)
    if undone:
        await tasks.give(db, undone, me.person)
    return len(waiting)


async def _hide_about(db: Db, new: Sequence[Me]) -> None:
    """A complaint that came before them and names them is not for them either."""
    rows = (await contributions.open_complaints(db)).values()
    await contributions.hide(
        db,
        [
            (row.id, me.person)
            for me in new
            for row in rows
            if me.person not in row.hidden_from and is_named(me.name or "", _said_in(row))
        ],
    )


def _said_in(row: Contribution) -> str:
    texts = [str(row.details.get("about", "")), *(part.text or "" for part in row.told)]
    return "\n".join(texts)
