"""A neighbourhood in memory: the pure core, with effects carried out in a few lines.

Every step is checked: the progress survives JSON, only facts that were asked for are read, every
message renders in each language, and every button fits. What `bot/` and `storage/` make of the
same effects is tried elsewhere, over real databases.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from bot.locales import offerable
from bot.rendering import Rendering, Shown
from conversations import engine, reception
from conversations.actions import LIMIT
from conversations.contributions import Contribution
from conversations.declare import Conversation
from conversations.effects import (
    AddTask,
    AddWords,
    AskResident,
    ChooseSummary,
    ConfirmDone,
    CorrectDetail,
    CorrectWords,
    Effect,
    EndAccess,
    Gesture,
    HandOver,
    HandOverAll,
    Mute,
    NoteYoung,
    RecordDecision,
    RecordNotice,
    Remember,
    Search,
    SetAbsence,
    SetDiscreet,
    SetLanguage,
    SetOptIn,
    SetTheme,
    SubmitContribution,
    Unmute,
    UseInvitation,
    Withdraw,
    WriteBack,
    WriteDown,
)
from conversations.events import (
    AbsenceSet,
    AccessEnded,
    Applied,
    ClockRang,
    Edited,
    Event,
    Found,
    HandedOver,
    InvitationRefused,
    MediaRef,
    Part,
    Planned,
    Said,
    Submitted,
    SummaryChosen,
    Tapped,
    WordsCorrected,
)
from conversations.lifecycle import Status
from conversations.messages import Message, dump_message, load_message
from conversations.progress import Draft, Progress, dump, load
from conversations.promises import answer_by, task_due
from conversations.registry import wire
from conversations.roles import Role
from conversations.routing import Reader, Share, Work
from conversations.summaries import next_summary
from conversations.views import (
    VIEWS,
    ContributionCard,
    Desk,
    Done,
    Facts,
    Kept,
    Me,
    MyContributions,
    MyData,
    OptIn,
    OptIns,
    Readers,
    Team,
    TeamMember,
    Want,
    WorkHere,
    sees,
)
from tests.programmes import loaded

E = TypeVar("E")
TEXTS = Path(__file__).parent / "texts"  # of the conversations that only these tests have
START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # a Tuesday, 10:00 in Arnhem
PROGRAMME = loaded().programme
LANGUAGES = tuple(dict.fromkeys((*PROGRAMME.languages, *sorted(offerable()))))
RENDERING = Rendering(PROGRAMME.calendar.zone, LANGUAGES, more=[TEXTS])
VOICE = MediaRef("v1", "voice", "file-v1", seconds=14)


@dataclass
class World:
    """One person and the bot. `staff`: the person may decide, and the contributions are others'."""

    more: tuple[Conversation, ...] = ()
    staff: bool = False
    now: datetime = START
    progress: Progress = field(default_factory=Progress)
    me: Me = field(default_factory=lambda: Me(1, 1, "telegram", "nl"))
    cards: dict[int, ContributionCard] = field(default_factory=dict)
    effects: list[Effect] = field(default_factory=list)
    gestures: list[Gesture] = field(default_factory=list)
    screen: list[Message] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.library = self.informed = wire(PROGRAMME.lists, self.more)
        self._refs = 0
        if self.staff:
            roles = frozenset({Role.RESIDENT, Role.STAFF})
            self.me = replace(self.me, roles=roles, name="Samira")

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
        before = len(self.screen)
        pending: list[Event] = [event]
        rounds = 0
        while pending:
            rounds += 1
            assert rounds < 10, "effects go on yielding events"
            pending += self._step(pending.pop(0))
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

    def _step(self, event: Event) -> list[Event]:
        progress = load(json.loads(json.dumps(dump(self.progress))))
        assert progress == self.progress
        known = Facts(self.now, self.me, PROGRAMME, RENDERING.wording(self.me.language))
        wanted = reception.wants(self.library, progress, event, known)
        facts = replace(known, views={want: self._view(want) for want in wanted})
        self.informed = engine.informed(self.library, facts)
        step = reception.receive(self.library, progress, event, facts)
        self.progress = step.progress
        for message in step.messages:
            check(message)
        self.screen += step.messages
        self.effects += step.effects
        self.gestures += step.gestures
        return [told for effect in step.effects for told in self._apply(effect)]

    def _view(self, want: Want) -> Any:
        if not self.me.may(VIEWS[want.view].may):
            return None
        if want.view is Readers:
            return Readers(("Samira", "Joost"), (11, 12))
        if want.view is Team:
            names = ("Samira", Role.STAFF), ("Joost", Role.ADMINISTRATOR)
            return Team(tuple(TeamMember(n, *one) for n, one in enumerate(names, 11)))
        if want.view is OptIns:
            given = {(e.what, e.contribution): e.yes for e in self.effects_of(SetOptIn)}
            return OptIns(tuple(OptIn(*key, self.now) for key, yes in given.items() if yes))
        if want.view is MyData:
            return MyData((self.me.channel,), len(self.kept()), (), self.now, None)
        if want.view is Done:
            return Done()
        if want.view is MyContributions:
            mine = tuple(c for c in self.cards.values() if c.mine)
            return MyContributions(tuple(reversed(mine)))
        if want.view is Desk:
            return Desk()
        if want.view is WorkHere:
            samira = Reader(11, "Samira", Role.STAFF, 1)
            joost = Reader(12, "Joost", Role.ADMINISTRATOR, 0)
            hers = (Work("contribution", 1, 1, None, None), Work("task", 1, 1, None, None))
            return WorkHere((samira, joost), {11: hers})
        if want.view is Kept:
            return None
        found = self.cards.get(want.about or 0)
        whose = self.me.person if found and found.mine else None
        return found if found and sees(self.me, VIEWS[ContributionCard].of, whose) else None

    def _apply(self, effect: Effect) -> Iterable[Event]:
        match effect:
            case SubmitContribution():
                shown = self.receives(effect)
                self.me = replace(self.me, contributions=self.me.contributions + 1)
                yield Submitted(
                    shown.id,
                    shown.number,
                    effect.kind,
                    "Samira",
                    shown.answer_by,
                    effect.name,
                    desk=effect.desk,
                    pass_on_by=shown.answer_by if effect.desk else None,
                    check_back=shown.check_back,
                    call_by=shown.answer_by if effect.call else None,
                    phone=effect.call,
                    asks=effect.asks,
                )
            case AddWords(contribution, _, why):
                if (card := self.cards[contribution]).status is Status.QUESTION_ASKED:
                    self.cards[card.id] = replace(card, status=Status.BEING_READ)
                yield Applied(contribution, str(contribution), why)
            case ConfirmDone(contribution, done):
                now = Status.CHECKED if done else Status.REOPENED
                self.cards[contribution] = replace(self.cards[contribution], status=now)
                yield Applied(contribution, str(contribution), "done_yes" if done else "done_no")
            case RecordDecision(contribution):
                self.cards[contribution] = replace(self.cards[contribution], status=Status.DECIDED)
                yield Applied(contribution, str(contribution), "decide")
            case AskResident(contribution):
                yield Applied(contribution, str(contribution), "ask")
            case WriteDown(contribution):
                yield Applied(contribution, str(contribution), "write_down")
            case WriteBack(contribution):
                yield Applied(contribution, str(contribution), "write_back")
            case CorrectDetail(contribution, what, value):
                changed: dict[str, Any] = {what: value}
                self.cards[contribution] = replace(self.cards[contribution], **changed)
                yield Applied(contribution, str(contribution), "detail")
            case Withdraw(contribution):
                card = self.cards[contribution]
                self.cards[contribution] = replace(card, status=Status.WITHDRAWN)
                yield Applied(contribution, str(contribution), "withdraw")
            case AddTask(what, tells=True):
                due = task_due(self.now, PROGRAMME.calendar)
                yield Planned(what, "Samira", due, effect.details.get("phone"))
            case HandOver(contribution):
                yield Applied(contribution, str(contribution), "hand_over")
            case HandOverAll():
                yield HandedOver("Joost", 2, 1, 1)
            case SetAbsence(until):
                self.me = replace(self.me, away_until=until)
                shares = (Share(12, "Joost", 2, 1), Share(None, None, 1))
                yield AbsenceSet(until, shares if until else ())
            case EndAccess(person):
                shares = (Share(12, "Joost", 2, 1), Share(None, None, 1))
                yield AccessEnded("Samira", Role.STAFF, shares, own=person == self.me.person)
            case SetTheme(contribution):
                yield Applied(contribution, str(contribution), "theme")
            case Search(asked):
                yield Found(asked, (), 0)
            case ChooseSummary(when):
                yield SummaryChosen(next_summary(when, PROGRAMME.calendar, self.now))
            case CorrectWords():
                yield WordsCorrected(None)
            case UseInvitation():
                yield InvitationRefused("unknown")
            case RecordNotice(version):
                self.me = replace(self.me, notice=version)
            case SetLanguage(language):
                self.me = replace(self.me, language=language)
            case Remember(values):
                self.me = replace(self.me, remembered={**self.me.remembered, **values})
            case NoteYoung():
                self.me = replace(self.me, young=True)
            case SetDiscreet(discreet):
                self.me = replace(self.me, discreet=discreet)
            case Mute() | Unmute():
                self.me = replace(self.me, muted=isinstance(effect, Mute))
            case _:
                pass

    def receives(self, effect: SubmitContribution) -> ContributionCard:
        """A contribution comes in, from this person or, for staff, from somebody else."""
        number = len(self.cards) + 1
        received = Contribution(
            id=number,
            author=2 if self.staff else 1,
            kind=effect.kind,
            status=Status.RECEIVED,
            wijk=effect.wijk,
            needs=effect.needs,
            details=effect.details,
            name=effect.name,
            language=self.me.language,
            channel=self.me.channel,
            owner=11,
            received_at=self.now,
            answer_by=answer_by(self.now, PROGRAMME.calendar),
            since=self.now,
            told_at=self.now,
            desk=effect.desk,
            check_back=answer_by(self.now, PROGRAMME.calendar) if effect.desk else None,
            editions=(effect.parts,),
        )
        card = ContributionCard.of(received)
        card = replace(card, owner_name="Samira", mine=not self.staff)
        self.cards[number] = card
        return card


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
