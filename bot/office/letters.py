"""What authors are told about their contributions, and whoever joined with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.office.unit import Applying, not_before
from conversations import notices
from conversations.contributions import Contribution
from conversations.messages import Message
from conversations.views import ContributionCard
from storage import views
from storage.models import contributions, outbox, people
from storage.models.outbox import FOLLOW_UP, New


async def _cards(applying: Applying, ids: Sequence[int]) -> dict[int, ContributionCard]:
    """As they are now, for the machine's own messages about them."""
    rows = await contributions.find(applying.db, ids)
    return await views.cards_of(applying.db, list(rows.values()))


Letter = Callable[[ContributionCard], Message]  # as its reader's card is then


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something to tell an author, once per key; `shared` with those who joined, or `only` one."""

    about: Contribution
    write: Letter
    key: str
    on_sent: str | None = None
    no: bool = False  # never on the eve of a free day
    shared: bool = False
    only: int | None = None
    others: bool = False  # only with who joined: its author knows


async def follow_up(applying: Applying, letters: Sequence[FollowUp]) -> None:
    """To the authors, wherever they were seen last, and to whoever joined (promise 7)."""
    if not letters:
        return
    joined = await contributions.joined_with(
        applying.db, [letter.about.id for letter in letters if letter.shared]
    )
    also = [row for rows in joined.values() for row in rows]
    about = {**{letter.about.id: letter.about for letter in letters}, **{r.id: r for r in also}}
    authors = [row.author for row in about.values() if row.author is not None]
    if not authors:
        return
    found = await people.identities_of(applying.db, authors)
    cards = await _cards(applying, list(about))
    new = []
    for letter in letters:
        for row in (letter.about, *joined.get(letter.about.id, ())):
            shared = row is not letter.about
            if row.author not in found or (letter.only or row.id) != row.id:
                continue
            if letter.others and not shared:
                continue
            card = notices.in_their_words(cards[letter.about.id], cards[row.id])
            message = letter.write(card if shared else cards[row.id])
            new.append(
                New(
                    found[row.author].account,
                    notices.together(message, cards[letter.about.id]) if shared else message,
                    FOLLOW_UP,
                    dedupe_key=_key(letter, row, shared=shared),
                    about=row.id,
                    on_sent=None if shared else letter.on_sent,
                    not_before=not_before(applying, no=letter.no),
                    gently=letter.no,
                )
            )
    await outbox.add_once(applying.db, new, applying.now)


def _key(letter: FollowUp, row: Contribution, *, shared: bool) -> str:
    """Of one person with two contributions that were joined, each is told of."""
    return f"{letter.key}:{f'with:{row.id}:' if shared else ''}person:{row.author}"
