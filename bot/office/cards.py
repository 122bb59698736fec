"""Cards about contributions, for whoever they lie with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from bot.office.around import card_of, needs_of_card
from bot.office.needs import Account, Colleagues, Held, Need
from bot.office.unit import Unit
from conversations.contributions import Contribution
from conversations.lifecycle import UNANSWERED
from conversations.messages import Text, Words
from conversations.promises import last_day
from conversations.roles import May, may
from conversations.screens import card
from conversations.summaries import arrives_at_once
from storage.models.accounts import Identity
from storage.models.outbox import WORK, New


@dataclass(frozen=True, slots=True)
class CardFor:
    """A card to show to somebody, once per key and state of the contribution; without `to`, to
    its owner.

    Nobody yet: the first to enrol inherits it. Its owner is away: all who are there see it.
    """

    about: int
    heading: str
    key: str
    to: int | None = None

    def needs(self, unit: Unit) -> Iterator[Need[Any]]:
        yield Held(self.about)
        if not unit.has(Held(self.about)) or (to := self._to(unit)) is None:
            return
        yield Account(to)
        if not unit.has(Account(to)):
            return
        yield from needs_of_card(unit, self.about)
        if self._missed(unit):
            yield Colleagues()
            if unit.has(Colleagues()):
                yield from (Account(c.person) for c in unit.colleagues())

    def _to(self, unit: Unit) -> int | None:
        row = unit.there(self.about)
        to = row.owner if self.to is None else self.to
        return None if to in row.hidden_from else to

    def _missed(self, unit: Unit) -> Identity | None:
        """Return its owner, when they are away."""
        to = self._to(unit)
        if to is None or to != unit.there(self.about).owner:
            return None
        identity = unit.find(Account(to))
        away = identity and identity.away_until is not None and unit.today < identity.away_until
        return identity if away else None

    def compose(self, unit: Unit) -> Iterator[New]:
        to = self._to(unit)
        if to is None:
            return
        yield from self._shown_to(unit, to)
        owner = self._missed(unit)
        if owner is None:
            return
        told = {
            one._to(unit)
            for one in unit.sayings
            if isinstance(one, CardFor) and (one.about, one.heading) == (self.about, self.heading)
        }
        hidden_from = unit.there(self.about).hidden_from
        for colleague in unit.colleagues():
            away = colleague.away_until is not None and unit.today < colleague.away_until
            if not away and colleague.person not in hidden_from | told:
                yield from self._shown_to(unit, colleague.person, instead_of=owner.name or "")

    def _shown_to(self, unit: Unit, to: int, instead_of: str | None = None) -> Iterator[New]:
        """Yield the messages that show it to somebody. `instead_of`: who is away, and whose it
        is."""
        identity = unit.find(Account(to))
        works_here = identity is not None and may(identity.roles, May.READ_ALL)
        if identity is None or not works_here or to in unit.writes.ended:
            return  # who works here no more sees nothing of what residents send
        row = unit.there(self.about)
        # What no summary of theirs would count comes at once.
        if instead_of is None and not self._at_once(unit, row, identity):
            unit.writes.contributions.put(replace(row, news=self.heading))
            return
        heading = Text(f"card-{self.heading}")
        shown = card.render(card_of(unit, row.id), unit.programme, heading)
        for place, message in enumerate(shown):
            if instead_of and not place:
                away = Text("card-away", {"name": Words(instead_of)})
                message = replace(message, body=(away, *message.body))
            # Additions may come several times at one version's distance: the count of words
            # and the version make each card its own.
            unique = f"{self.key}:{row.id}:{row.version}:{len(row.additions)}:{to}:{place}"
            quiet = unit.not_before()
            yield New(
                identity.account, message, WORK, dedupe_key=unique, about=row.id, not_before=quiet
            )

    def _at_once(self, unit: Unit, row: Contribution, reader: Identity) -> bool:
        """Tell whether it goes out now; else it is news, and counts in its owner's summary."""
        calendar = unit.programme.calendar
        last = last_day(row.answer_by, calendar) if row.status in UNANSWERED else None
        return arrives_at_once(self.heading, reader.summary, last, unit.today)


def reacted(unit: Unit, about: int, what: str, key: str) -> None:
    """Its owner sees what its author, or somebody else, did."""
    unit.saying(CardFor(about, f"reacted-{what}", key))
