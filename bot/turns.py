"""A batch begins with who each event is from and how far they were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.channels.base import Channel
from bot.parking import CLOCK
from conversations.arrivals import Arrival, Sender
from conversations.effects import Gesture
from conversations.events import Blocked, ClockRang
from conversations.messages import Message
from conversations.programme import Programme
from conversations.progress import Progress
from conversations.views import Me
from storage.database import Db
from storage.models import accounts
from storage.models import progress as progress_rows
from storage.models.accounts import Identity
from storage.models.inbox import Received

SEEN_EVERY = timedelta(hours=1)


@dataclass
class Turn:
    """One event on its way through a batch."""

    received: Received
    arrival: Arrival
    identity: Identity
    me: Me
    progress: Progress
    kept: Progress | None  # as it stands in the database
    messages: list[Message] = field(default_factory=list)
    gestures: list[Gesture] = field(default_factory=list)


class Turns:
    """Turns of the events of a batch, one per person."""

    def __init__(self, channels: Mapping[str, Channel], programme: Programme) -> None:
        self._channels = channels
        self._programme = programme

    async def read(self, db: Db, batch: Sequence[Received]) -> list[tuple[Received, Arrival]]:
        rung = [event.payload["account"] for event in batch if event.channel == CLOCK]
        addresses = await accounts.addresses(db, rung) if rung else {}
        read: list[tuple[Received, Arrival]] = []
        for event in batch:
            if event.channel == CLOCK:
                address = addresses.get(event.payload["account"])
                sender = Sender(*address) if address else None
                rang = ClockRang(event.payload["what"], event.payload["run"])
                read.append((event, Arrival(sender, rang, event.received_at)))
            else:
                read.append((event, self._channels[event.channel].read(event.payload)))
        return read

    async def of(
        self, db: Db, read: Sequence[tuple[Received, Arrival]], now: datetime
    ) -> list[Turn]:
        personal = [(e, a, a.sender) for e, a in read if a.sender is not None]
        if not personal:
            return []
        keys = [(s.channel, s.external_id) for _, _, s in personal]
        found = await accounts.identities(db, keys) if keys else {}
        new = {
            (s.channel, s.external_id): self.language(s.language)
            for _, _, s in personal
            if (s.channel, s.external_id) not in found
        }
        if new:
            rows = [(channel, external, language) for (channel, external), language in new.items()]
            await accounts.enrol_accounts(db, rows, now)
            found |= await accounts.identities(db, list(new))
        await self._saw(db, personal, found, now)
        kept = await progress_rows.of_accounts(db, [i.account for i in found.values()])
        turns: list[Turn] = []
        persons: set[int] = set()
        for event, arrival, sender in personal:
            identity = found[sender.channel, sender.external_id]
            if identity.person in persons:
                continue  # one per person in a batch: the later one waits for the next
            persons.add(identity.person)
            me = me_of(identity)
            known = kept.get(identity.account)
            turns.append(Turn(event, arrival, identity, me, known or Progress(), known))
        return turns

    @staticmethod
    def deferred(
        event: Received, turns: Sequence[Turn], read: Sequence[tuple[Received, Arrival]]
    ) -> bool:
        if any(turn.received.id == event.id for turn in turns):
            return False
        return any(e.id == event.id and a.sender is not None for e, a in read)

    async def _saw(
        self,
        db: Db,
        personal: Sequence[tuple[Received, Arrival, Sender]],
        found: Mapping[tuple[str, str], Identity],
        now: datetime,
    ) -> None:
        """Note that who acts is there and can be reached again, whatever we missed."""
        acting = [
            found[sender.channel, sender.external_id]
            for _, arrival, sender in personal
            if not isinstance(arrival.event, ClockRang | Blocked)
        ]
        stale = [
            i.account for i in acting if now - i.last_seen_at > SEEN_EVERY or i.reachable != "yes"
        ]
        if stale:
            await accounts.saw(db, stale, now)

    def language(self, guess: str | None) -> str:
        """Return the channel's guess when we speak it, else the default; a button changes it."""
        base = (guess or "").split("-")[0].lower()
        return base if base in self._programme.languages else self._programme.default_language


def me_of(identity: Identity) -> Me:
    return Me(
        person=identity.person,
        account=identity.account,
        channel=identity.channel,
        language=identity.language,
        name=identity.name,
        roles=identity.roles,
        muted=identity.muted,
        young=identity.young,
        discreet=identity.discreet,
        away_until=identity.away_until,
        notice=identity.notice,
        remembered=identity.remembered,
        contributions=identity.contributions,
    )
