"""Cards about contributions, for whoever they lie with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.office.readers import who_reads
from bot.office.unit import Applying, not_before
from conversations.contributions import Contribution
from conversations.lifecycle import UNANSWERED
from conversations.messages import Text, Words
from conversations.promises import last_day
from conversations.roles import May, may
from conversations.screens import card
from conversations.summaries import arrives_at_once
from storage import views
from storage.models import contributions, outbox, people
from storage.models.outbox import WORK, New


@dataclass(frozen=True, slots=True)
class CardFor:
    """A card to show to somebody, once per key and state of the contribution."""

    row: Contribution
    to: int | None
    heading: str
    key: str
    instead_of: str | None = None  # its owner's name, who is away


async def tell_owners(applying: Applying, told: Sequence[tuple[int, str, str]]) -> None:
    """Cards, as (contribution, heading, key), for whoever owns them.

    Nobody yet: the first to enrol inherits it.
    """
    rows = await contributions.find(applying.db, [i for i, _, _ in told])
    shown = [CardFor(rows[i], rows[i].owner, heading, key) for i, heading, key in told]
    await send_cards(applying, shown)


async def send_cards(applying: Applying, shown: Sequence[CardFor]) -> None:
    shown = [one for one in shown if one.to not in one.row.hidden_from]
    readers = {one.to for one in shown if one.to is not None}
    if not readers:
        return
    accounts = await people.identities_of(applying.db, list(readers))
    if instead := await _instead(applying, shown, accounts):
        more = {one.to for one in instead if one.to is not None} - readers
        accounts |= await people.identities_of(applying.db, list(more)) if more else {}
        shown = [*shown, *instead]
    known = [one for one in shown if one.to in accounts and _reads(accounts[one.to])]
    now = [one for one in known if _at_once(applying, one, accounts[one.to or 0])]
    later = [(one.row.id, one.heading) for one in known if one not in now]
    await contributions.set_news(applying.db, later)
    cards = await views.cards_of(applying.db, [one.row for one in now])
    new: list[New] = []
    for one in now:
        if one.to is None:
            continue
        row = one.row
        heading = Text(f"card-{one.heading}")
        for place, message in enumerate(card.render(cards[row.id], applying.programme, heading)):
            if one.instead_of and not place:
                away = Text("card-away", {"name": Words(one.instead_of)})
                message = replace(message, body=(away, *message.body))
            # Additions may come several times at one version's distance: the count of words
            # and the version make each card its own.
            unique = f"{one.key}:{row.id}:{row.version}:{len(row.additions)}:{one.to}:{place}"
            account = accounts[one.to].account
            quiet = not_before(applying)
            new.append(
                New(account, message, WORK, dedupe_key=unique, about=row.id, not_before=quiet)
            )
    await outbox.add_once(applying.db, new, applying.now)


def _reads(identity: people.Identity) -> bool:
    """Whether they still work here: nobody else sees what residents sent."""
    return may(identity.roles, May.READ_ALL)


async def _instead(
    applying: Applying, shown: Sequence[CardFor], accounts: Mapping[int, people.Identity]
) -> list[CardFor]:
    """The same for all who are there and may see it, where its owner is away."""
    today = applying.programme.calendar.today(applying.now)
    away = {
        person: identity.name or ""
        for person, identity in accounts.items()
        if identity.away_until is not None and today < identity.away_until
    }
    missed = [one for one in shown if one.to in away and one.to == one.row.owner]
    if not missed:
        return []
    there = [reader.person for reader in await who_reads(applying) if not reader.away]
    told = {(one.row.id, one.heading, one.to) for one in shown}
    return [
        replace(one, to=person, instead_of=away[one.to or 0])
        for one in missed
        for person in there
        if person not in one.row.hidden_from and (one.row.id, one.heading, person) not in told
    ]


def _at_once(applying: Applying, shown: CardFor, reader: people.Identity) -> bool:
    """Whether a card goes out now; else it is news, and counts in its owner's summary."""
    if shown.instead_of:  # which no summary of theirs counts
        return True
    row, calendar = shown.row, applying.programme.calendar
    last = last_day(row.answer_by, calendar) if row.status in UNANSWERED else None
    return arrives_at_once(shown.heading, reader.summary, last, calendar.today(applying.now))
