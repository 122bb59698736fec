"""What is played to fill a database: some months of a street, so that there is one of everything.

Names are examples. Whoever stops halfway, stays there: at a question of each kind, in a summary,
with drafts that were left, in the middle of a story.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import case, delete, func, insert, select, text, update

from conversations.actions import Answer, Command, Open, React, Show, encode
from conversations.lifecycle import Kind, Outcome, Status
from storage.models import invitations, web
from storage.models.contributions import contribution
from storage.models.decisions import decision
from storage.models.inbox import inbox
from storage.models.lead import lead
from storage.models.outbox import outbox
from storage.models.people import account, person
from storage.models.proposals import proposal
from storage.models.tasks import task
from tests.saved.answering import SUMMARY, answer, begin, finish, progress_of
from tests.saved.street import Street

BEGINS = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)  # a Tuesday, ten o'clock in Arnhem
ROOM = "-1001"

LOES, SAMIRA, JOOST, MO, BART = "1101", "1102", "1103", "1104", "1105"
FATMA, KARIM, AHMED, RIA, ELS, NOOR = "1001", "1002", "1003", "1004", "1005", "1006"
YUSUF, SAM, TINEKE, PIET, HANNA, OMAR = "1007", "1008", "1009", "1010", "1011", "1012"
HALFWAY = tuple(str(1020 + number) for number in range(20))
WIM, IRIS, JAN = "wim-page", "iris-page", "jan-page"

HARD = "Conform artikel 4.2 van de verordening dient de realisatie te worden geëffectueerd."


class Day:
    """The street, and what its people do."""

    def __init__(self, street: Street) -> None:
        self.street = street

    async def tells(
        self, who: str, what: str, about: int | None = None, /, **given: str | None
    ) -> int:
        """A whole conversation; the number of the newest contribution afterwards."""
        await begin(self.street, who, what, about)
        await finish(self.street, who, given)
        found = select(func.max(contribution.c.id))
        async with self.street.app.database.reading() as db:
            return (await db.scalar(found)) or 0

    async def stops(
        self, who: str, what: str, at: str, about: int | None = None, /, **given: str | None
    ) -> None:
        """A conversation as far as the question of that id, and no further."""
        await begin(self.street, who, what, about)
        await finish(self.street, who, given, until=at)
        draft = (await progress_of(self.street, who)).open
        assert draft.conversation == what, (who, what, draft)

    async def taps(self, who: str, action: Open | React | Show | Command | Answer) -> None:
        await self.street.does(who, "tap", action=encode(action))

    async def reads_too(self, about: int) -> None:
        """Whoever was asked to read a no reads it, and agrees."""
        for begins in (f"s:second:{about}", f"r:second_yes:{about}"):
            who, action = next(
                (who, button.action)
                for who in (LOES, SAMIRA, JOOST, MO, BART)
                for seen in reversed(self.street.screen(who))
                for row in seen.buttons
                for button in row
                if button.action.startswith(begins)
            )
            await self.street.does(who, "tap", action=action)

    async def passes(self, **span: float) -> None:
        """Time, as clocks see it: what falls due happens on its day."""
        clock = self.street.clock
        end = clock.now() + timedelta(**span)
        while clock.now() < end:
            clock.time = min(end, clock.now() + timedelta(days=1))
            await self.street.tick()

    async def hired(self, who: str, name: str, role: str, **where: str) -> None:
        await self.street.enrol(who, name, role, **where)


async def play(street: Street) -> None:
    """Everything, in order; afterwards some events and messages still wait."""
    day = Day(street)
    street.clock.time = BEGINS
    street.open_staff_room(ROOM)
    await _the_long_past(day)
    await _everybody_comes(day)
    await _answers(day)
    await _people_as_they_are(day)
    await _left_halfway(day)
    await _at_this_moment(day)
    await _same_wherever_it_is_played(street)


async def _the_long_past(day: Day) -> None:
    """What is closed by now."""
    await day.hired(LOES, "Loes", "administrator")
    done = await day.tells(FATMA, "idea", wijk="presikhaaf", road="here", neighbours="yes")
    await day.tells(LOES, "decide", done, outcome="yes", who=None, by_when=None)
    await day.passes(minutes=2)
    await day.tells(LOES, "finish", done)
    await day.taps(FATMA, React("done_yes", done))
    await day.passes(days=42)


async def _everybody_comes(day: Day) -> None:
    await day.hired(SAMIRA, "Samira", "staff")
    await day.hired(JOOST, "Joost", "staff", wijk="presikhaaf", theme="groen")
    await day.hired(MO, "Mo", "staff")
    await day.hired(BART, "Bart", "staff")
    street = day.street
    async with street.app.database.transaction() as db:
        until = street.clock.now() + timedelta(days=7)
        await invitations.add(db, "token-nobody-used", "staff", "Kees", "klarendal", until)
        await invitations.add(db, "token-too-old", "administrator", "Ina", None, street.clock.now())
    await day.tells(SAMIRA, "summary_hour")
    await street.does(WIM, "start")
    await day.tells(WIM, "idea", story="Een trapveldje achter de school.", name=None)
    async with street.app.database.transaction() as db:
        await web.give_code(db, f"web:{WIM}", "c" * 64, street.clock.now())
    await street.does(WIM, "returned")
    await street.does(IRIS, "photo")
    await street.does(IRIS, "text", text="dit pleintje is zo leeg")
    await street.tick()
    await day.tells(IRIS, "story", wijk=None)


async def _answers(day: Day) -> None:
    """A contribution of every kind, in every status, with every outcome."""
    idea = await day.tells(FATMA, "idea", story="Meer bankjes in het park.", wijk="presikhaaf")
    twin = await day.tells(ELS, "idea", story="Kunnen zitten bij de vijver.", road="call")
    await day.tells(SAMIRA, "join", twin, other=str(idea))
    mark = _mark(day, ELS, "join_yes")
    await day.taps(ELS, React("join_yes", twin, mark))
    await day.tells(
        JOOST, "decide", idea, outcome="yes_differently", who="Stichting Groen", counted="unchanged"
    )

    plan = await day.tells(KARIM, "initiative", needs="money", amount="500", for_whom="de straat")
    await day.tells(SAMIRA, "decide", plan, outcome="trial", who="resident")
    hers = await day.tells(RIA, "initiative", needs="place", for_whom=None)
    await day.tells(SAMIRA, "decide", hers, outcome="yes", reason=HARD * 2, by_when=None)
    await day.passes(minutes=2)
    await day.taps(KARIM, React("mine_yes", plan, _mark(day, KARIM, "mine_yes")))
    await day.tells(SAMIRA, "commit", hers, who="Joost")
    await day.tells(SAMIRA, "commit", hers, who="Wijkvereniging Oost", what="De sleutel regelen")
    await day.tells(SAMIRA, "postpone", hers)

    later = await day.tells(AHMED, "idea", story="Een buurtbus naar het ziekenhuis.")
    await day.tells(SAMIRA, "decide", later, outcome="not_now", by_when=None)
    no = await day.tells(YUSUF, "idea", story="Een zwembad in elke straat.")
    await day.tells(SAMIRA, "decide", no, outcome="no")
    await day.passes(minutes=2)
    await day.reads_too(no)
    sad = await day.tells(SAM, "story", story="Op het plein is het donker en ik loop om.")
    await day.tells(SAMIRA, "learn", sad, outcome="yes", who=None)
    await day.passes(minutes=2)
    await day.tells(YUSUF, "disagree", no)

    lamp = await day.tells(TINEKE, "broken", how="pass_on", place="bij de school")
    await day.tells(SAMIRA, "pass_on", lamp)
    asked = await day.tells(PIET, "question", story="Wanneer komt de nieuwe speeltuin?")
    await day.tells(SAMIRA, "reply", asked, outcome="yes", who=None)
    await day.tells(HANNA, "complaint", story="Samira luisterde niet naar mij.", how="pass_on")
    await day.tells(HANNA, "complaint", story="De buren maken lawaai.", about=None, how="talk")
    await day.tells(OMAR, "benefits", story="Hoe vraag ik huurtoeslag aan?", how="call_me")
    await day.tells(OMAR, "official", story="Ik wil officieel bezwaar maken.", how="pass_on")
    await day.passes(minutes=2)

    heard = await day.tells(AHMED, "idea", story="Een moestuin op het dak.")
    await day.tells(SAMIRA, "write_down", heard)
    await day.tells(SAMIRA, "ask", heard)
    await day.tells(AHMED, "answer", heard)
    await day.tells(SAMIRA, "ask", await day.tells(ELS, "idea", story="Een ruilkast."))
    trial = await day.tells(KARIM, "idea", story="Een autovrije zondag.")
    await day.tells(SAMIRA, "decide", trial, outcome="trial", who=None)
    await day.passes(minutes=2)
    await day.tells(SAMIRA, "finish", trial, result="learned")
    done = await day.tells(KARIM, "idea", story="Een fietspomp bij de winkel.")
    await day.tells(SAMIRA, "decide", done, outcome="yes", who=None)
    await day.passes(minutes=2)
    await day.tells(SAMIRA, "finish", done)
    gone = await day.tells(FATMA, "idea", story="Een hek om het gras.")
    await day.tells(FATMA, "withdraw", gone)
    spam = await day.tells(PIET, "idea", story="Koop nu goedkope telefoons.")
    await day.tells(SAMIRA, "set_aside", spam)
    await day.passes(minutes=2)
    await day.reads_too(spam)
    await day.passes(minutes=2)
    read = await day.tells(PIET, "idea", story="Een muziekmiddag.")
    await day.taps(JOOST, Show("card", read))
    await day.tells(JOOST, "theme", read)
    await day.tells(JOOST, "hand_over", read)
    await day.tells(FATMA, "add", idea)
    await day.tells(FATMA, "idea", story="Een zebrapad bij de winkel.")  # nobody read it yet


async def _people_as_they_are(day: Day) -> None:
    """Muted, young, discreet, away, gone, blocked; with what they asked for."""
    street = day.street
    await day.tells(FATMA, "shared", along="yes")
    await street.says(NOOR, "ik ben 14")
    await day.tells(NOOR, "idea", story="Een skatebaan.")
    await street.says(KARIM, "stop")
    await day.tells(RIA, "talk", how="call", who=None)
    await day.tells(RIA, "talk", how="visit", who=None)
    await day.taps(RIA, React("write_me"))
    await day.taps(SAM, React("erase"))
    await street.says(TINEKE, "er is brand in de flat")
    await street.does(OMAR, "blocked")
    street.channel.blocked.add(OMAR)
    street.channel.gone.add(PIET)
    await street.says(PIET, "nog iets")
    await day.taps(ELS, React("move"))
    await day.tells(BART, "absence")
    await day.tells(LOES, "end_access", who=str(await _person(day, MO)))
    await street.does(SAM, "sticker")
    await street.does(SAM, "voice", seconds=14)
    await street.tick()


async def _left_halfway(day: Day) -> None:
    """Residents and staff in the middle of something, each at another sort of question."""
    street = day.street
    free = iter(HALFWAY)
    for what, at in (
        ("idea", "story"),
        ("idea", "wijk"),
        ("idea", "name"),
        ("idea", SUMMARY),
        ("initiative", "needs"),
        ("initiative", "amount"),
        ("initiative", "with_whom"),
        ("broken", "place"),
        ("complaint", "about"),
        ("complaint", "phone"),
        ("talk", "who"),
        ("talk", "moment"),
        ("shared", "along"),
    ):
        how = {"broken": "pass_on", "complaint": "talk"}.get(what, "call")
        await day.stops(next(free), what, at, how=how)
    first = next(free)  # words of which nobody knows yet what they are, with a photo between them
    await street.says(first, "bij ons achter is het zo donker")
    await street.does(first, "photo", caption="kijk maar")
    choosing = next(free)
    await day.stops(choosing, "initiative", "needs")
    await answer(street, choosing, (await progress_of(street, choosing)).open)
    changing = next(free)
    await day.stops(changing, "idea", SUMMARY)
    open_now = (await progress_of(street, changing)).open
    await day.taps(changing, Command(open_now.run, "change", "story"))
    await day.taps(changing, Command(open_now.run, "add", "story"))
    paused = next(free)
    await day.stops(paused, "story", "wijk")
    await day.stops(paused, "question", "name")
    await day.taps(paused, Command((await progress_of(street, paused)).open.run, "pause"))
    await day.stops(paused, "idea", "wijk")
    await day.stops(JAN, "question", "wijk")
    receiving = next(free)
    await day.stops(receiving, "idea", SUMMARY)
    await answer(street, receiving, (await progress_of(street, receiving)).open)  # "how to hear?"
    fresh = await _newest(day)
    await day.stops(JOOST, "decide", "who", fresh)
    await day.stops(JOOST, "ask", "question", fresh)
    await day.stops(LOES, "decide", SUMMARY, fresh)
    await day.stops(SAMIRA, "decide", "next_step", fresh)
    await day.stops(SAMIRA, "absence", "until")


async def _at_this_moment(day: Day) -> None:
    """What was decided a moment ago, and what came in while nobody looked."""
    street = day.street
    await street.says(FATMA, "hoe staat het ermee?")
    late = street.clock.now().replace(hour=21)  # what is pushed now waits for the morning
    street.clock.time = late
    for words in ("Een hondenveldje.", "Een zonnescherm."):
        last = await day.tells(AHMED, "idea", story=words)
        await day.tells(LOES, "ask", last)
    await day.tells(AHMED, "withdraw", last)  # the question about it never leaves
    await street.tick()
    undone = await day.tells(AHMED, "idea", story="Een bankje bij de bushalte.")
    await day.tells(LOES, "decide", undone, outcome="yes", who=None)
    waits = await day.tells(AHMED, "idea", story="Een reuzenrad.")
    await day.tells(LOES, "decide", waits, outcome="no")
    # Answered, and the answers not yet sent; then what came while the process was no more.
    await street.put(AHMED, "text", text="Is er al nieuws?")
    await street.put(HALFWAY[1], "tap", action=encode(Answer("0", "wijk", "klarendal")))
    await street.put(HALFWAY[3], "tap", action=encode(Command("0", "submit", "3")))
    await street.put(RIA, "voice", seconds=9)
    await street.put(SAMIRA, "tap", action=encode(Show("desk")))
    await street.app.inbound.handle_waiting()
    await street.put(AHMED, "text", text="Ik wacht nog.")
    await street.put(AHMED, "text", text="Hallo?")
    await street.put(WIM, "text", text="Ik heb nog een idee: een waterpunt.")
    await street.put(YUSUF, "photo", caption="hier dus")
    await street.put(RIA, "voice", seconds=11)
    await street.put(HALFWAY[2], "text", text="Noor")
    await street.put(HALFWAY[3], "tap", action=encode(Command("0", "submit", "3")))
    await street.put("1090", "start", payload="i-token-nobody-used")
    await street.put("1091", "start")
    await street.put(TINEKE, "edit", text="er is brand geweest", message=1)
    await street.put(LOES, "tap", action=encode(Show("desk")))
    await street.put(ELS, "location")
    await _one_that_was_parked(day)


async def _one_that_was_parked(day: Day) -> None:
    """Something that no channel can read."""
    async with day.street.app.database.transaction() as db:
        row = {
            "channel": "telegram", "event_id": "hash:0", "sender": "telegram:?hash:0",
            "payload": {"unreadable": "<html>", "bytes": 6, "sha256": "0"},
            "received_at": day.street.clock.now(), "state": "parked", "attempts": 3,
            "claimed_until": 0.0, "handled_at": day.street.clock.now(),
            "error": "ValueError at telegram_chat.py:1 (read)",
        }  # fmt: skip
        await db.execute(insert(inbox).values(row))


async def _same_wherever_it_is_played(street: Street) -> None:
    """What comes of the database's own clock is put to one value; what is long over is left out."""
    newest = select(func.max(outbox.c.id)).group_by(outbox.c.account_id, outbox.c.priority)
    over = (outbox.c.state == "sent") & outbox.c.dedupe_key.is_(None)
    last = select(inbox.c.id).order_by(inbox.c.id.desc()).limit(40)
    async with street.app.database.transaction() as db:
        await db.execute(delete(outbox).where(over, outbox.c.id.not_in(newest)))
        await db.execute(delete(inbox).where(inbox.c.id.not_in(last)))
        await db.execute(update(inbox).values(claimed_until=0.0))
        await db.execute(update(outbox).values(retry_at=0.0))
        row = {"name": "bot", "holder": "an-earlier-life", "term": 7, "until": 0.0}
        await db.execute(insert(lead).values(row))
        await db.execute(text("UPDATE media SET retry_at = 0"))


# Looking


def _mark(day: Day, who: str, what: str) -> int:
    """What their newest button of that reaction marks."""
    for seen in reversed(day.street.screen(who)):
        for row in seen.buttons:
            for button in row:
                if button.action.startswith(f"r:{what}:"):
                    return int(button.action.split(":")[3])
    raise LookupError(f"{who} has no button {what}, after: {day.street.last(who).text}")


async def _person(day: Day, who: str) -> int:
    async with day.street.app.database.reading() as db:
        wanted = select(account.c.person_id).where(account.c.external_id == who)
        return int((await db.execute(wanted)).scalar_one())


async def _newest(day: Day) -> int:
    """A contribution that nobody decided yet."""
    wanted = select(func.max(contribution.c.id)).where(contribution.c.status == "received")
    async with day.street.app.database.reading() as db:
        return int((await db.execute(wanted)).scalar_one())


# What must be there


async def missing(street: Street) -> list[str]:
    """What a saved database ought to hold and this one does not."""
    waits_for = case((proposal.c.goes_at.is_(None), "a reader"), else_="its moment")
    async with street.app.database.reading() as db:
        kinds = set((await db.execute(select(contribution.c.kind))).scalars())
        statuses = set((await db.execute(select(contribution.c.status))).scalars())
        outcomes = set((await db.execute(select(decision.c.outcome))).scalars())
        found = {
            "kind": kinds,
            "status": statuses,
            "outcome": outcomes,
            "task": set((await db.execute(select(task.c.what))).scalars()),
            "inbox": set((await db.execute(select(inbox.c.state))).scalars()),
            "outbox": set((await db.execute(select(outbox.c.state))).scalars()),
            "reachable": set((await db.execute(select(account.c.reachable))).scalars()),
            "person": {
                name
                for name, there in {
                    "muted": person.c.muted,
                    "young": person.c.young,
                    "discreet": person.c.discreet,
                    "away": person.c.away_until.is_not(None),
                }.items()
                if await db.scalar(select(func.count()).where(there))
            },
            "proposal": set((await db.execute(select(waits_for))).scalars()),
            "rows": {
                table.name
                for table in contribution.metadata.sorted_tables
                if await db.scalar(select(func.count()).select_from(table))
            },
        }
    wanted: dict[str, set[str]] = {
        "kind": set(Kind),
        "status": set(Status),
        "outcome": set(Outcome),
        "task": {"call", "write", "visit", "erase", "emergency", "unreachable"},
        "inbox": {"waiting", "handled", "parked"},
        "outbox": {"waiting", "sent", "recalled"},
        "reachable": {"yes", "blocked", "gone"},
        "person": {"muted", "young", "discreet", "away"},
        "proposal": {"a reader", "its moment"},
        "rows": {table.name for table in contribution.metadata.sorted_tables}
        - {"room_move", "shown", "menu"},
    }
    return [f"{what} {one}" for what, all_ in wanted.items() for one in sorted(all_ - found[what])]
