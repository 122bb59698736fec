"""Each kind of effect is registered with its handler, and with what that needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.office.actors import Actor
from bot.office.needs import Held, Need
from bot.office.unit import Unit
from conversations.contributions import Contribution
from conversations.effects import AboutOne, Effect

E = TypeVar("E")
Handler = Callable[[Unit, Actor, E], None]
Needs = Callable[[Unit, Actor, E], Iterable[Need[Any]]]
Makes = Callable[[Unit, Actor, E], Contribution]


@dataclass(frozen=True, slots=True)
class Handling:
    """The way in which one kind of effect is carried out.

    `needs` is asked again after each answer, so that one may lead to another. `makes`: the
    contribution that comes of it, stored before any handler runs since others name its id.
    """

    run: Handler[Any]
    needs: Needs[Any]
    makes: Makes[Any] | None = None


HANDLED: dict[type[Effect], Handling] = {}


def nothing(unit: Unit, by: Actor, effect: Any) -> Iterable[Need[Any]]:
    """Return no needs: what is only written down needs nothing."""
    return ()


def the_contribution(unit: Unit, by: Actor, effect: AboutOne) -> Iterable[Need[Any]]:
    """Return the need for the contribution that it is about."""
    return (Held(effect.contribution),)


def handles(
    kind: type[E], needs: Needs[E] = nothing, makes: Makes[E] | None = None
) -> Callable[[Handler[E]], Handler[E]]:
    """Register this handler for that kind of effect. Raises ValueError at a second one."""

    def registered(run: Handler[E]) -> Handler[E]:
        if kind in HANDLED:
            raise ValueError(f"{kind.__name__} is handled twice")
        HANDLED[kind] = Handling(run, needs, makes)  # type: ignore[index]  # E is an Effect
        return run

    return registered
