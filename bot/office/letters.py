"""Authors are told about their contributions here, and so is whoever joined with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.office.around import card_of, needs_of_card
from bot.office.needs import Account, Followers, Need
from bot.office.unit import Unit
from conversations import letters
from conversations.contributions import Contribution
from conversations.lifecycle import Status
from conversations.messages import Message
from conversations.views import ContributionCard
from storage.models.outbox import FOLLOW_UP, New

Letter = Callable[[ContributionCard], Message]  # as its reader's card is then
Key = str | Callable[[], str]  # a callable where it names an id that is to come


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something to tell an author, once per key, wherever they were seen last; `shared` with those
    who joined (promise 7), or `only` one of them."""

    about: int
    write: Letter
    key: Key
    on_sent: str | None = None
    no: bool = False  # never on the eve of a free day
    shared: bool = False
    only: int | None = None
    others: bool = False  # only with who joined: its author knows

    def needs(self, unit: Unit) -> Iterator[Need[Any]]:
        yield from needs_of_card(unit, self.about)
        if not self.shared:
            return
        yield Followers(self.about)
        if unit.has(Followers(self.about)):
            for row in unit.followers(self.about):
                yield from needs_of_card(unit, row.id)

    def compose(self, unit: Unit) -> Iterator[New]:
        about = unit.there(self.about)
        joined = unit.followers(self.about) if self.shared else ()
        for row in (about, *joined):
            shared = row.id != about.id
            account = unit.find(Account(row.author)) if row.author is not None else None
            if account is None or (self.only or row.id) != row.id or (self.others and not shared):
                continue
            if row.status is Status.WITHDRAWN:  # nothing more is sent about it
                continue
            own, first = card_of(unit, row.id), card_of(unit, about.id)
            card = letters.in_their_words(first, own) if shared else own
            message = self.write(card)
            yield New(
                account.account,
                letters.together(message, first) if shared else message,
                FOLLOW_UP,
                dedupe_key=self._key(row, shared=shared),
                about=row.id,
                on_sent=None if shared else self.on_sent,
                not_before=unit.not_before(no=self.no),
                gently=self.no,
            )

    def _key(self, row: Contribution, *, shared: bool) -> str:
        """Return a key that differs per contribution, also where two of one person were joined."""
        key = self.key() if callable(self.key) else self.key
        return f"{key}:{f'with:{row.id}:' if shared else ''}person:{row.author}"
