"""The screens that a button leads to, by name: who may look at each, and what it needs to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from conversations.actions import Show
from conversations.messages import Message
from conversations.roles import May, Of
from conversations.screens import (
    about,
    card,
    desk,
    done,
    home,
    language,
    my_contribution,
    my_contributions,
    second,
)
from conversations.views import (
    ContributionCard,
    Desk,
    Done,
    Facts,
    Kept,
    MyContributions,
    MyData,
    OptIns,
    Team,
    Want,
)


@dataclass(frozen=True, slots=True)
class Screen:
    may: May
    render: Callable[[Facts, Show], tuple[Message, ...]]
    needs: tuple[type, ...] = ()  # as they are, for whoever asks
    about: type | None = None  # the button says of which message, or which page
    narrowed: bool = False  # and to which wijk
    offers_left: bool = False  # what was left unfinished stands below it

    def wants(self, asked: Show) -> set[Want]:
        found = {Want(view) for view in self.needs}
        if self.about is None:
            return found
        return found | {Want(self.about, asked.about, asked.only if self.narrowed else "")}


@dataclass(frozen=True, slots=True)
class CardScreen:
    """A screen about one contribution: one of theirs, or any that they may read."""

    may: May
    of: Of
    render: Callable[[ContributionCard, Facts], tuple[Message, ...]]
    needs: tuple[type, ...] = ()
    opens: bool = False  # whoever looks at it has seen what is new
    passes: bool = False  # where it is not there, the button is one of earlier

    def wants(self, asked: Show) -> set[Want]:
        return {Want(ContributionCard, asked.about), *(Want(view) for view in self.needs)}


SCREENS: Mapping[str, Screen | CardScreen] = {
    "home": Screen(May.CONTRIBUTE, lambda facts, _: home.welcome(facts), offers_left=True),
    "help": Screen(May.CONTRIBUTE, about.help_screen),
    "language": Screen(May.CONTRIBUTE, lambda facts, _: language.render(facts)),
    "readers": Screen(May.CONTRIBUTE, about.who_reads, needs=(Team,)),
    "mydata": Screen(May.CONTRIBUTE, about.my_data, needs=(MyData, OptIns)),
    "done": Screen(May.CONTRIBUTE, done.render, about=Done, narrowed=True),
    "mine": Screen(
        May.CONTRIBUTE, lambda facts, _: my_contributions.render(facts), needs=(MyContributions,)
    ),
    "kept": Screen(May.CONTRIBUTE, my_contributions.kept, needs=(MyContributions,), about=Kept),
    "own": CardScreen(May.CONTRIBUTE, Of.OWN, my_contribution.look, needs=(OptIns,)),
    "desk": Screen(May.READ_ALL, lambda facts, _: desk.render(facts), needs=(Desk,)),
    "more": Screen(May.READ_ALL, desk.more, needs=(Desk,)),
    "other_work": Screen(May.READ_ALL, lambda facts, _: desk.other_work(facts)),
    "rough_task": Screen(May.READ_ALL, desk.task_words, needs=(Desk,)),
    "card": CardScreen(
        May.READ_ALL, Of.ALL, lambda found, facts: card.render(found, facts.programme), opens=True
    ),
    "rough": CardScreen(May.READ_ALL, Of.ALL, lambda found, _: card.uncovered(found), passes=True),
    "card_more": CardScreen(
        May.READ_ALL, Of.ALL, lambda found, facts: card.more(found, facts.programme)
    ),
    "second": CardScreen(May.DECIDE, Of.ALL, second.render),
}
