"""A neighbourhood in memory: the pure core and the real office, over the store in memory.

Every step is checked: the progress survives JSON, only facts that were asked for are read, every
message renders in each language, and every button fits. That the same comes of the same in a
database is for the contract of the stores to say (`tests/office/contract`).
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from bot.locales import offerable
from bot.office.door import Sitting
from bot.office.needs import AccountHere
from bot.office.unit import Unit
from bot.rendering import Rendering, Shown
from conversations import engine, reception
from conversations.actions import LIMIT
from conversations.declare import Conversation
from conversations.effects import (
    AddWords,
    CorrectWords,
    Effect,
    Gesture,
    SubmitContribution,
)
from conversations.events import Blocked, ClockRang, Edited, Event, Said, Tapped
from conversations.messages import Message, dump_message, load_message
from conversations.parts import MediaRef, Part
from conversations.progress import Draft, Progress, dump, load
from conversations.registry import wire
from conversations.roles import Role
from conversations.views import ContributionCard, Facts, Me, Want
from storage import views
from storage.models.grants import Grant
from tests.office import memory_views
from tests.office.memory import MemoryStore, at_once
from tests.office.memory_tables import Account, Granted, Notice, Person, Tables, add
from tests.programmes import loaded

E = TypeVar("E")
TEXTS = Path(__file__).parent / "texts"  # of the conversations that only these tests have
START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # a Tuesday, 10:00 in Arnhem
PROGRAMME = loaded().programme
LANGUAGES = tuple(dict.fromkeys((*PROGRAMME.languages, *sorted(offerable()))))
RENDERING = Rendering(PROGRAMME.calendar.zone, LANGUAGES, more=[TEXTS])
VOICE = MediaRef("v1", "voice", "file-v1", seconds=14)


ME, NEIGHBOUR, SAMIRA, JOOST = 1, 2, 11, 12  # persons, and the accounts of each


def neighbourhood(tables: Tables) -> None:
    """Two residents, and the two who read what they send."""
    here = {ME: None, NEIGHBOUR: None, SAMIRA: "Samira", JOOST: "Joost"}
    for number, name in here.items():
        tables.persons[number] = Person(language="nl", name=name)
        tables.accounts[number] = Account(
            person=number, channel="telegram", external_id=str(number), last_seen_at=START
        )
    works = Grant(SAMIRA, Role.STAFF), Grant(JOOST, Role.ADMINISTRATOR)
    add(tables.grants, [Granted(grant, START) for grant in works])


class World:
    """One person and the bot. `staff`: the person is Samira, and what comes in is a neighbour's."""

    def __init__(
        self, more: tuple[Conversation, ...] = (), staff: bool = False, now: datetime = START
    ) -> None:
        self.staff = staff
        self.now = now
        self.progress = Progress()
        self.effects: list[Effect] = []
        self.gestures: list[Gesture] = []
        self.screen: list[Message] = []
        self.library = self.informed = wire(PROGRAMME.lists, more)
        self.store = MemoryStore()
        neighbourhood(self.store.tables)
        self._seen: dict[Want, Any] = {}  # since something was done last
        self._refs = 0
        self._tokens = itertools.count(1)
        self._me = self.whoever(SAMIRA if staff else ME)

    # Who is there

    def whoever(self, account: int) -> Me:
        """The person of an account, as they are now."""
        need = AccountHere(account)
        identity = at_once(self.store.answer([need]))[need]
        return Me(**{f.name: getattr(identity, f.name) for f in fields(Me)})

    @property
    def me(self) -> Me:
        return self._me

    @me.setter
    def me(self, me: Me) -> None:
        """They are like this from now on, in the store too."""
        t, person = self.store.tables, me.person
        known = {f.name: getattr(me, f.name) for f in fields(Person) if hasattr(me, f.name)}
        changes: dict[str, Any] = known
        t.persons[person] = replace(t.persons[person], **changes)
        for i in [i for i, given in t.grants.items() if given.grant.person == person]:
            del t.grants[i]
        roles = sorted(me.roles - {Role.RESIDENT})
        add(t.grants, [Granted(Grant(person, role), START) for role in roles])
        if me.notice is not None:
            add(t.notices, [Notice(person, me.notice, me.language, self.now)])
        self._me = self.whoever(me.account)
        self._seen = {}
        assert self._me == me, "not all of that can be kept"

    @property
    def cards(self) -> Mapping[int, ContributionCard]:
        """All contributions, as the office makes cards of them."""
        found = at_once(memory_views.cards(self._unit(), self.store.tables.contributions))
        return {card.id: replace(card, mine=card.author == self.me.person) for card in found}

    def receives(self, effect: SubmitContribution) -> ContributionCard:
        """A contribution comes in, from this person or, for staff, from somebody else."""
        self.office(NEIGHBOUR if self.staff else ME, effect)
        return self.cards[max(self.cards)]

    def office(self, account: int, *effects: Effect) -> list[Event]:
        """The office carries out what whoever has that account did; what they hear of it."""
        by = self.whoever(account)
        told = at_once(Sitting(self._unit()).act([(by, effect) for effect in effects]))
        self._me = self.whoever(self._me.account)
        self._seen = {}
        return [event for _, event in told]

    def _unit(self) -> Unit:
        return Unit(self.store, PROGRAMME, self.now, lambda: f"token-{next(self._tokens)}")

    # What the person does

    def says(self, text: str, **span: float) -> list[str]:
        return self.does(Said(self.part(text)), **span)

    def sends(self, kind: str = "photo", album: str | None = None, **span: float) -> list[str]:
        media = replace(VOICE, id=f"m{self._refs}", kind=kind)  # type: ignore[arg-type]
        return self.does(Said(replace(self.part(None), media=media), album), **span)

    def edits(self, ref: str, text: str) -> list[str]:
        return self.does(Edited(Part(ref, text)))

    def taps(self, label: str, *, of: int | None = None) -> list[str]:
        """Tap the newest button with that label, or that of the message at a place on screen."""
        shown = reversed(self.screen) if of is None else iter([self.screen[of]])
        for message in shown:
            for row in message.buttons:
                for button in row:
                    if RENDERING.label(button.label, self.me.language) == label:
                        return self.does(Tapped(button.action, "1", "what stood there", "cb"))
        raise AssertionError(f"no button {label!r} in:\n{self.printed()}")

    def opens(self, conversation: str, about: int | None = None, seen: int | None = None) -> Any:
        number = "" if about is None else str(about)
        return self.does(Tapped(f"o:{conversation}:{number}:{'' if seen is None else seen}"))

    def part(self, text: str | None) -> Part:
        self._refs += 1
        return Part(f"r{self._refs}", text)

    @property
    def last_ref(self) -> str:
        return f"r{self._refs}"

    def rings(self) -> list[str]:
        """What a clock does when its moment has come; nothing when there is none."""
        ring = engine.next_reminder(self.progress)
        if ring is None:
            return []
        self.now = max(self.now, ring[0])
        return self.does(ClockRang(ring[1], ring[2]))  # type: ignore[arg-type]

    def does(self, event: Event, **span: float) -> list[str]:
        """An event and all that its effects tell; the texts that are new, as the person sees."""
        self.now += timedelta(**span)
        before, acted = len(self.screen), len(self.effects)
        sitting = Sitting(self._unit())
        self._begins(event)
        pending: list[Event] = [event]
        rounds = 0
        while pending:
            rounds += 1
            assert rounds < 10, "effects go on yielding events"
            pending += self._step(sitting, pending.pop(0))
        self.store.tables.progress[self._me.account] = self.progress
        if len(self.effects) > acted:
            self._me = self.whoever(self._me.account)
        return [text for message in self.screen[before:] for text in self.shown(message).texts]

    # What the person sees

    def shown(self, message: Message) -> Shown:
        return RENDERING.message(message, self.me.language)

    @property
    def labels(self) -> list[str]:
        """The buttons under the newest message."""
        rows = self.shown(self.screen[-1]).buttons
        return [button.label for row in rows for button in row]

    @property
    def open(self) -> str | None:
        """The question that is open, as `conversation-question`; "summary" when none is left."""
        draft = self.progress.current
        if draft is None:
            return None
        question = engine.position(self.informed[draft.conversation], draft)
        return f"{draft.conversation}-{question.id if question else 'summary'}"

    @property
    def draft(self) -> Draft:
        return self.progress.open

    def printed(self) -> str:
        shown = [self.shown(message) for message in self.screen]
        return "\n".join(
            "\n".join(s.texts) + "\n   " + str([b.label for row in s.buttons for b in row])
            for s in shown
        )

    def kept(self) -> list[Part]:
        """Every part that is in a draft or went into an effect that stores it."""
        found = [
            part
            for d in engine.drafts(self.progress)
            for part in engine.parts_told(self.library, d)
        ]
        for effect in self.effects:
            if isinstance(effect, SubmitContribution | AddWords):
                found += effect.parts
            if isinstance(effect, CorrectWords):
                found.append(effect.part)
        return found

    def effects_of(self, kind: type[E]) -> list[E]:
        return [effect for effect in self.effects if isinstance(effect, kind)]

    # One step of the core, and its checks

    def _begins(self, event: Event) -> None:
        """Who acts can be reached again."""
        if not isinstance(event, ClockRang | Blocked):
            here = self.store.tables.accounts
            mine = here[self._me.account]
            if mine.reachable != "yes":
                self._seen = {}
            here[self._me.account] = replace(mine, reachable="yes", last_seen_at=self.now)

    def _step(self, sitting: Sitting, event: Event) -> list[Event]:
        progress = load(json.loads(json.dumps(dump(self.progress))))
        assert progress == self.progress
        known = Facts(self.now, self.me, PROGRAMME, RENDERING.wording(self.me.language))
        wanted = reception.wants(self.library, progress, event, known)
        facts = replace(known, views=self.sees(wanted, sitting))
        self.informed = engine.informed(self.library, facts)
        step = reception.receive(self.library, progress, event, facts)
        self.progress = step.progress
        for message in step.messages:
            check(message)
        self.screen += step.messages
        self.effects += step.effects
        self.gestures += step.gestures
        if not step.effects:
            return []
        told = at_once(sitting.act([(self._me, effect) for effect in step.effects]))
        self._me = sitting.renewed(self._me)
        self._seen = {}
        return [event for _, event in told]

    def sees(self, wanted: Sequence[Want], sitting: Sitting | None = None) -> Mapping[Want, Any]:
        """What this person gets to see of what they ask for."""
        unseen = [want for want in wanted if want not in self._seen]
        if unseen:
            loaders = dict(memory_views.loaders(self.store.tables, self._unit))
            if sitting is not None and ContributionCard in sitting.loaders:
                loaders[ContributionCard] = sitting.loaders[ContributionCard]
            nothing: Any = None  # there is no database
            [found] = at_once(views.load(nothing, [(self._me, unseen)], loaders))
            self._seen |= found
        return {want: self._seen[want] for want in wanted}


def check(message: Message) -> None:
    """It survives the outbox, renders in each language, and its buttons fit."""
    assert load_message(json.loads(json.dumps(dump_message(message)))) == message
    for language in PROGRAMME.languages:
        shown = RENDERING._message(message, language)  # without the way out to Dutch
        assert any(text.strip() for text in shown.texts), message
        for row in shown.buttons:
            for button in row:
                assert button.label.strip(), message
                assert len(button.action.encode()) <= LIMIT, message
