"""A district in which each effect can be carried out, by one person or by fifty at once.

Everybody is there as often as is asked for: resident 7 wrote what reader 7 reads, colleague 7 may
take it over, administrator 7 may end their access. To add an effect: name it in EFFECTS, with who
does it, what exactly, and what they hear when it was carried out.
"""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Literal, get_args
from unittest.mock import patch

from sqlalchemy import text

from bot.channels.base import RawEvent
from bot.inbound import BATCH, CLAIM
from conversations.actions import Open, encode, mark
from conversations.contributions import Answer, AnswerText
from conversations.effects import (
    AddTask,
    AddWords,
    AnswerJoin,
    AskResident,
    ChooseSummary,
    Commit,
    ConfirmDone,
    ConfirmHeard,
    CorrectDetail,
    CorrectWords,
    DoMine,
    Effect,
    EndAccess,
    Finish,
    FinishTask,
    HandOver,
    HandOverAll,
    KeepMedia,
    MakeLink,
    MarkReachable,
    Mute,
    NoteReaction,
    NoteYoung,
    OfferMove,
    OpenCard,
    Postpone,
    ProposeJoin,
    RecordDecision,
    RecordNotice,
    Remember,
    SayBetter,
    Search,
    SecondRead,
    SetAbsence,
    SetAnswerRoad,
    SetAside,
    SetDiscreet,
    SetLanguage,
    SetOptIn,
    SetTheme,
    SubmitContribution,
    TakeBack,
    TakeOver,
    Undo,
    Unmute,
    UseInvitation,
    Withdraw,
    WriteBack,
    WriteDown,
    WriteTo,
)
from conversations.events import Event, MoveOffered, Submitted
from conversations.lifecycle import Outcome
from conversations.parts import MediaRef, Part
from conversations.roles import Role
from storage.models import inbox, invitations
from storage.models.inbox import Received
from tests.conversations.world import RENDERING
from tests.house import START, FakeClock, House
from tests.office.statements import Statements, Wishes, counted, named

Group = Literal["resident", "reader", "colleague", "administrator", "newcomer", "elsewhere"]
# What a contribution of each resident is used for, by how far it came.
STAGES = (
    "new", "private", "no", "waiting", "working", "organisation", "mine", "done", "heard", "asked",
)  # fmt: skip
SOON = START.date() + timedelta(days=14)
LATER = START.date() + timedelta(days=35)
UNDO = 60  # seconds in which an answer can be taken back, in the house where there are any
PHONE = "026 000 00 09"


@dataclass
class District:
    """Everybody, in one house. `patient` is the same house, with time to take an answer back."""

    size: int
    house: House
    patient: House
    path: Path
    persons: dict[str, int] = field(default_factory=dict)
    accounts: dict[str, int] = field(default_factory=dict)
    ids: dict[str, list[int]] = field(default_factory=dict)  # contributions by stage
    versions: dict[int, int] = field(default_factory=dict)
    commitments: dict[int, int] = field(default_factory=dict)  # by contribution
    tasks: dict[int, int] = field(default_factory=dict)  # letters to write, by their owner
    moves: list[str] = field(default_factory=list)  # tokens
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    _filled: bytes = b""

    # Who and what there is

    def everybody(self, group: Group) -> list[str]:
        return [f"{group}-{n}" for n in range(self.size)]

    def person(self, group: Group, n: int) -> int:
        return self.persons[f"{group}-{n}"]

    def about(self, stage: str, n: int) -> int:
        return self.ids[stage][n]

    def seen(self, stage: str, n: int) -> tuple[int, int]:
        """Return a contribution, and the version that it is in."""
        found = self.ids[stage][n]
        return found, self.versions[found]

    # What they do

    async def wish(self, house: House, who: Mapping[str, Effect]) -> dict[str, list[Event]]:
        """Let all of them wish at once, in one batch; return what each hears of it."""
        wishes = Wishes({self.accounts[name]: effect for name, effect in who.items()})
        with wishes.granted():
            await house.app.inbound.handle(await self.batch(house, list(who)))
        return {name: wishes.heard.get(self.accounts[name], []) for name in who}

    async def batch(
        self, house: House, who: Sequence[str], kind: str = "start", **said: str
    ) -> list[Received]:
        """Store and claim one event of each."""
        events = []
        for name, number in zip(who, self._numbers, strict=False):
            channel = "web" if name.startswith("elsewhere") else "fake"
            payload = {"from": name, "kind": kind, "message": number, **said}
            events.append(RawEvent(channel, f"e{number}", f"{channel}:{name}", payload))
        await house.app.inbound.receive(events)
        async with house.app.database.transaction() as db:
            claimed = await inbox.claim(db, BATCH, CLAIM)
        assert len(claimed) == len(who)
        return claimed

    async def handle(
        self, house: House, who: Sequence[str], kind: str = "start", **said: str
    ) -> None:
        await house.app.inbound.handle(await self.batch(house, who, kind, **said))

    async def carry_out(self, doing: Doing, *, undo: bool = False) -> Statements:
        """Do it all at once, and put everything back; return the statements.

        `undo`: where an answer can be taken back.
        """
        house = self.patient if undo else self.house
        wanted = {name: doing.effect(self, n) for n, name in enumerate(self.everybody(doing.who))}
        with counted(house.app.database.engine.sync_engine) as found:
            heard = await self.wish(house, wanted)
        await self._rewind()
        told = {named(events) for events in heard.values()}
        hears = doing.later if undo else doing.hears
        if told != {hears}:
            found.undone = f"they hear {sorted(told)} instead of {hears!r}"
        elif doing.changes and not found.changes:
            found.undone = "nothing is written"
        return found

    async def answer(self, group: Group) -> Statements:
        """Let people type where they live, asked for it in an idea that they are telling."""
        who = self.everybody(group)
        await self.handle(self.house, who, "tap", action=encode(Open("idea")))
        await self.handle(self.house, who, "text", text="Een bankje bij de vijver.")
        batch = await self.batch(self.house, who, "text", text="Klarendal")
        with counted(self.house.app.database.engine.sync_engine) as found:
            await self.house.app.inbound.handle(batch)
        async with self.house.app.database.reading() as db:
            newest = "SELECT message FROM outbox ORDER BY id DESC LIMIT 1"
            [asked] = (await db.execute(text(newest))).scalars()
        await self._rewind()
        if "idea-name-ask" not in asked:
            found.undone = f"they hear {asked}"
        return found

    # How it comes about

    async def fill(self) -> None:
        await self.house.open()
        for group in get_args(Group):
            await self.handle(self.house, self.everybody(group))
        await self._know()
        await self._enrol("reader", Role.STAFF)
        for stage in STAGES:
            await self._submit(stage)
        await self._know()
        await self._letters()
        await self._enrol("colleague", Role.STAFF)
        await self._enrol("administrator", Role.ADMINISTRATOR)
        await self._decide()
        await self._invite("newcomer", Role.STAFF)
        offered = await self._wish_each("resident", lambda n: OfferMove())
        self.moves = [e.token for e in offered if isinstance(e, MoveOffered)]
        await self._know()
        await self._close()
        self._filled = self.path.read_bytes()

    async def _enrol(self, group: Group, role: Role) -> None:
        await self._invite(group, role)
        await self._wish_each(group, lambda n: UseInvitation(f"{group}-{n}"))

    async def _invite(self, group: Group, role: Role) -> None:
        """Invite everybody of a group; the name of each is the token of their link."""
        async with self.house.app.database.transaction() as db:
            for name in self.everybody(group):
                await invitations.add(db, name, role, name, None, START + timedelta(days=7))

    async def _submit(self, stage: str) -> None:
        told = await self._wish_each("resident", lambda n: submitted(stage, n))
        self.ids[stage] = [e.contribution for e in told if isinstance(e, Submitted)]

    async def _letters(self) -> None:
        """Make what lies with residents: consent, a number to call, a letter to write."""
        about = self.ids["private"]
        await self._wish_each("resident", lambda n: SetOptIn("name", True, about[n]))
        await self._wish_each("resident", lambda n: SetAnswerRoad(about[n], "call", PHONE))
        await self._wish_each(
            "resident", lambda n: AddTask("write", None, {"words": "Hoe zit het?", "phone": PHONE})
        )

    async def _decide(self) -> None:
        """Answer what stands there: what is promised is worked on only when the answer has left."""
        for stage in ("working", "done"):
            await self._answer(stage, "staff")
        await self._answer("organisation", "organisation")
        await self._answer("mine", "resident")
        async with self.house.app.database.transaction() as db:  # to send the rest takes seconds
            await db.execute(text("DELETE FROM outbox WHERE on_sent IS NULL"))
        await self.house.app.delivery.send_waiting(1)
        await self._know()
        await self._wish_each("reader", lambda n: finished(self, "done", n))
        await self._wish_each("reader", lambda n: heard(self, "heard", n))
        await self._wish_each("reader", lambda n: joining(self, "asked", n))
        await self._wish_each("reader", lambda n: decided(self, "no", n, outcome="no"))
        await self._wish_each("reader", lambda n: decided(self, "waiting", n), self.patient)

    async def _answer(self, stage: str, doer: str) -> None:
        await self._wish_each("reader", lambda n: decided(self, stage, n, doer=doer))

    async def _wish_each(
        self, group: Group, effect: Callable[[int], Effect], house: House | None = None
    ) -> list[Event]:
        wanted = {name: effect(n) for n, name in enumerate(self.everybody(group))}
        heard = await self.wish(house or self.house, wanted)
        return [event for name in wanted for event in heard[name]]

    async def _know(self) -> None:
        """Read what everybody and everything is known by in the database."""
        async with self.house.app.database.reading() as db:
            accounts = await db.execute(text("SELECT external_id, id, person_id FROM account"))
            for name, account, person in accounts:
                self.accounts[name], self.persons[name] = account, person
            versions = await db.execute(text("SELECT id, version FROM contribution"))
            self.versions = {row[0]: row[1] for row in versions}
            there = await db.execute(text("SELECT contribution_id, id FROM commitment"))
            self.commitments = {row[0]: row[1] for row in there}
            letters = "SELECT owner_id, id FROM task WHERE what = 'write'"
            self.tasks = {row[0]: row[1] for row in await db.execute(text(letters))}

    async def _close(self) -> None:
        for house in (self.house, self.patient):
            await house.close()

    async def _rewind(self) -> None:
        """Put the file of the database back as it was."""
        await self._close()
        for rest in ("-wal", "-shm"):
            self.path.with_name(self.path.name + rest).unlink(missing_ok=True)
        self.path.write_bytes(self._filled)


@asynccontextmanager
async def district(folder: Path, size: int) -> AsyncIterator[District]:
    """Yield a district with so many of everybody, ready for anything."""
    path, clock = folder / f"{size}.db", FakeClock()
    url = f"sqlite+aiosqlite:///{path}"
    with patch("bot.app.Rendering", return_value=RENDERING):
        house = House(url, folder, clock=clock)
        patient = House(url, folder, clock=clock, undo=UNDO)
    found = District(size, house, patient, path)
    try:
        await found.fill()
        yield found
    finally:
        await found._close()


# What there is to do


def submitted(stage: str, n: int) -> SubmitContribution:
    parts = (Part(f"{stage}:{n}", f"Een bankje bij de vijver, {stage}."),)
    call = PHONE if stage == "private" else None
    return SubmitContribution("idea", parts, "klarendal", f"Buur {n}", call=call)


def decided(
    there: District, stage: str, n: int, *, outcome: str = "yes", doer: str = "staff"
) -> RecordDecision:
    """Return a decision in words of its own: what is answered alike is carried out together."""
    promised = outcome != "no"
    text = AnswerText(
        Outcome(outcome),
        reason=f"Daar is wel of geen plek voor, bij vijver {n}.",
        next_step=step(n) if promised else "",
        who="het bureau" if promised else "",
        by_when=SOON if promised else None,
        doer=doer,
    )
    return RecordDecision(*there.seen(stage, n), Answer(text))


def step(n: int) -> str:
    return f"We zetten bankje {n} neer."


def finished(there: District, stage: str, n: int) -> Finish:
    return Finish(*there.seen(stage, n), f"Bankje {n} staat er.")


def heard(there: District, stage: str, n: int) -> WriteDown:
    return WriteDown(*there.seen(stage, n), f"Een bankje, graag, zegt {n}.")


def joining(there: District, stage: str, n: int) -> ProposeJoin:
    about = f"Dat gaat over dezelfde vijver, {n}."
    return ProposeJoin(*there.seen(stage, n), there.about("private", n), about)


def added(there: District, n: int) -> AddWords:
    return AddWords(there.about("private", n), (Part(f"added:{n}", "Graag twee."),), "added")


def photo(n: int) -> KeepMedia:
    return KeepMedia((Part(f"photo:{n}", None, MediaRef(f"p-{n}", "photo", f"file-{n}")),))


def called() -> AddTask:
    return AddTask("call", None, {"phone": PHONE, "moment": "any"}, tells=True)


def postponed(there: District, n: int) -> Postpone:
    return Postpone(*there.seen("working", n), LATER, f"Bankje {n} komt later.")


def promised(there: District, n: int) -> Commit:
    what = f"Er komt ook prullenbak {n}."
    return Commit(*there.seen("working", n), what, "het bureau", LATER)


def linked(there: District, n: int) -> MakeLink:
    about = there.about("organisation", n)
    return MakeLink(about, there.commitments[about])


def task(there: District, n: int) -> int:
    return there.tasks[there.person("reader", n)]


@dataclass(frozen=True, slots=True)
class Doing:
    """An effect: who does it, what the n-th of them does, and what they hear once it is done.

    `later` is what they hear where an answer can be taken back for a while.
    """

    who: Group
    effect: Callable[[District, int], Effect]
    hears: str = ""
    later: str = ""
    changes: bool = True


EFFECTS: dict[type[Effect], Doing] = {
    SubmitContribution: Doing("resident", lambda d, n: submitted("more", n), "Submitted"),
    AddWords: Doing("resident", added, "added"),
    CorrectWords: Doing(
        "resident",
        lambda d, n: CorrectWords(Part(f"new:{n}", "Een bank bij de vijver.")),
        "WordsCorrected",
    ),
    CorrectDetail: Doing(
        "resident",
        lambda d, n: CorrectDetail(d.about("private", n), "wijk", "malburgen"),
        "detail",
    ),
    Withdraw: Doing("resident", lambda d, n: Withdraw(*d.seen("private", n)), "withdraw"),
    KeepMedia: Doing("resident", lambda d, n: photo(n)),
    SetLanguage: Doing("resident", lambda d, n: SetLanguage("en")),
    Remember: Doing("resident", lambda d, n: Remember({"name": f"Buur {n}"})),
    RecordNotice: Doing("resident", lambda d, n: RecordNotice("9", "nl")),
    SetOptIn: Doing("resident", lambda d, n: SetOptIn("name", True, d.about("new", n))),
    SetAnswerRoad: Doing("resident", lambda d, n: SetAnswerRoad(d.about("new", n), "call", PHONE)),
    Mute: Doing("resident", lambda d, n: Mute()),
    Unmute: Doing("resident", lambda d, n: Unmute()),
    NoteYoung: Doing("resident", lambda d, n: NoteYoung()),
    SetDiscreet: Doing("resident", lambda d, n: SetDiscreet(True)),
    MarkReachable: Doing("resident", lambda d, n: MarkReachable(False)),
    AddTask: Doing("resident", lambda d, n: called(), "Planned"),
    FinishTask: Doing("reader", lambda d, n: FinishTask(task(d, n))),
    UseInvitation: Doing("newcomer", lambda d, n: UseInvitation(f"newcomer-{n}"), "Enrolled"),
    OfferMove: Doing("resident", lambda d, n: OfferMove(), "MoveOffered"),
    TakeOver: Doing("elsewhere", lambda d, n: TakeOver(d.moves[n]), "Moved"),
    OpenCard: Doing("reader", lambda d, n: OpenCard(d.about("new", n))),
    RecordDecision: Doing("reader", lambda d, n: decided(d, "new", n), "decide", "sending"),
    Undo: Doing("reader", lambda d, n: Undo(d.about("waiting", n)), "Undone"),
    SecondRead: Doing("colleague", lambda d, n: SecondRead(d.about("no", n), agree=True), "decide"),
    SetAside: Doing(
        "reader",
        lambda d, n: SetAside(*d.seen("new", n), f"Reclame, geen wens: {n}."),
        "second_reads",
    ),
    TakeBack: Doing(
        "reader",
        lambda d, n: TakeBack(*d.seen("working", n), f"Vijver {n} is al weg."),
        "take_back",
    ),
    Finish: Doing("reader", lambda d, n: finished(d, "working", n), "finish"),
    Postpone: Doing("reader", postponed, "postpone"),
    Commit: Doing("reader", promised, "commit"),
    DoMine: Doing(
        "resident", lambda d, n: DoMine(d.about("mine", n), "done", mark(step(n))), "mine_done"
    ),
    MakeLink: Doing("reader", linked, "LinkMade"),
    SayBetter: Doing(
        "resident", lambda d, n: SayBetter(d.about("working", n), "Als men er zit."), "better"
    ),
    ProposeJoin: Doing("reader", lambda d, n: joining(d, "new", n), "join"),
    AnswerJoin: Doing("resident", lambda d, n: AnswerJoin(d.about("asked", n), True), "join_yes"),
    AskResident: Doing(
        "reader", lambda d, n: AskResident(*d.seen("new", n), "Aan welke kant?"), "ask"
    ),
    WriteBack: Doing(
        "reader", lambda d, n: WriteBack(d.about("new", n), f"We kijken naar {n}."), "write_back"
    ),
    WriteDown: Doing("reader", lambda d, n: heard(d, "new", n), "write_down"),
    WriteTo: Doing(
        "reader", lambda d, n: WriteTo(task(d, n), f"We bellen je over {n}."), "Written"
    ),
    ConfirmHeard: Doing("resident", lambda d, n: ConfirmHeard(d.about("heard", n), right=True)),
    ConfirmDone: Doing(
        "resident", lambda d, n: ConfirmDone(d.about("done", n), done=True), "done_yes"
    ),
    ChooseSummary: Doing("reader", lambda d, n: ChooseSummary("12"), "SummaryChosen"),
    Search: Doing("reader", lambda d, n: Search("bankje", words="bankje"), "Found", changes=False),
    HandOver: Doing(
        "reader",
        lambda d, n: HandOver(*d.seen("new", n), d.person("colleague", n)),
        "hand_over",
    ),
    HandOverAll: Doing("reader", lambda d, n: HandOverAll(d.person("colleague", n)), "HandedOver"),
    SetAbsence: Doing(
        "reader", lambda d, n: SetAbsence(SOON, d.person("colleague", n)), "AbsenceSet"
    ),
    EndAccess: Doing("administrator", lambda d, n: EndAccess(d.person("reader", n)), "AccessEnded"),
    SetTheme: Doing("reader", lambda d, n: SetTheme(d.about("new", n), "groen"), "theme"),
    NoteReaction: Doing("resident", lambda d, n: NoteReaction(d.about("working", n), "read")),
}
