"""The screens that a button leads to, by name, each with the facts it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from conversations.actions import Show
from conversations.messages import Message
from conversations.screens import about, done, language, own, second
from conversations.views import ContributionCard, Done, Facts, MyData, OptIns, Team, Want


@dataclass(frozen=True, slots=True)
class Screen:
    render: Callable[[Facts, Show], tuple[Message, ...]]
    needs: tuple[type, ...] = ()  # as they are, for whoever asks
    about: type | None = None  # the button says of which contribution, or which page
    narrowed: bool = False  # and to which wijk

    def wants(self, asked: Show) -> set[Want]:
        found = {Want(view) for view in self.needs}
        if self.about is None:
            return found
        return found | {Want(self.about, asked.about, asked.only if self.narrowed else "")}


SCREENS: Mapping[str, Screen] = {
    "own": Screen(own.render, needs=(OptIns,), about=ContributionCard),
    "done": Screen(done.render, about=Done, narrowed=True),
    "second": Screen(second.render, about=ContributionCard),
    "readers": Screen(about.who_reads, needs=(Team,)),
    "help": Screen(about.help_screen),
    "language": Screen(lambda facts, _: language.render(facts)),
    "mydata": Screen(about.my_data, needs=(MyData, OptIns)),
}
