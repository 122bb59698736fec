"""Screens tell who reads, give help, and tell what is known about somebody."""

from __future__ import annotations

from conversations.actions import Open, React, Show, encode
from conversations.messages import Arg, Message, Text, Words, button, column, say
from conversations.roles import May, Role, roles_that
from conversations.screens import switch_channel
from conversations.screens.home import readers as reader_names
from conversations.screens.home import staff_ways
from conversations.screens.my_contributions import HOME
from conversations.views import Facts, MyData, OptIn, OptIns, Team

MOST_OPT_INS = 7  # that get a message of their own


def who_reads(facts: Facts, asked: Show) -> tuple[Message, ...]:
    """List names and roles of who reads; and who never does, from the table of permissions."""
    team = facts.find(Team) or Team()
    lines = tuple(
        Text("reads-line", {"name": Words(m.name), "role": Text(f"role-{m.role}")})
        for m in team.members
    )
    never = tuple(
        Text(f"never-{role}")
        for role in Role
        if role is not Role.RESIDENT and role not in roles_that(May.READ_ALL)
    )
    body = [
        Text("reads", {"people": lines or (Words(facts.programme.office),)}),
        Text("reads-neighbours"),
        Text("reads-never", {"roles": Text("list", {"items": never})}),
    ]
    if facts.here.carrier is not None:
        body.append(facts.here.carrier)
    return (Message(tuple(body), HOME),)


def help_screen(facts: Facts, asked: Show) -> tuple[Message, ...]:
    """Tell all there is to know, in one screen."""
    if facts.me.may(May.READ_ALL):
        return (say("desk-help", staff_ways()),)
    ways = [
        button("button-talk", encode(Open("talk"))),
        button("button-done-here", encode(Show("done"))),
        button("button-who-reads", encode(Show("readers"))),
        button("button-mydata", encode(Show("mydata"))),
        button("button-language", encode(Show("language"))),
        *switch_channel.offered(facts),
        button("button-home", encode(Show("home"))),
    ]
    return (say("help", column(*ways), readers=reader_names(facts)),)


def my_data(facts: Facts, asked: Show) -> tuple[Message, ...]:
    """Tell what is known, in plain words; a button takes back each yes (GDPR art. 15)."""
    found = facts.find(MyData)
    if found is None:
        return (say("not-for-you", HOME),)
    given = (facts.find(OptIns) or OptIns()).given
    known = Message((_known(facts, found), _notice(facts, found)))
    opt_ins = tuple(_opt_in(one) for one in given[:MOST_OPT_INS])
    if not given:
        opt_ins = (say("mydata-no-opt-ins"),)
    elif len(given) > 1:
        all_of_them = column(button("button-take-all-back", encode(React("no_more"))))
        opt_ins = (*opt_ins, say("mydata-all", all_of_them, number=str(len(given))))
    return (known, *opt_ins, _ways_out(found))


def _known(facts: Facts, found: MyData) -> Text:
    remembered = facts.me.remembered
    name, wijk = remembered.get("name") or facts.me.name, remembered.get("wijk")
    places = tuple(switch_channel.place(channel, facts) for channel in found.channels)
    args: dict[str, Arg] = {
        "name": Words(name) if name else Text("not-said"),
        "wijk": facts.programme.label("wijken", wijk) or Text("not-said"),
        "language": Words(facts.programme.languages.get(facts.me.language, facts.me.language)),
        "phones": tuple(Words(phone) for phone in found.phones) or Text("not-said"),
        "places": Text("list", {"items": places}),
        "contributions": facts.me.contributions,
        "messages": found.messages,
    }
    return Text("mydata", args)


def _notice(facts: Facts, found: MyData) -> Text:
    args: dict[str, Arg] = {
        "controller": Words(facts.programme.controller),
        "link": facts.programme.privacy_link,
    }
    if found.notice_at is None or facts.me.notice is None:
        return Text("mydata-responsible", args)
    shown = facts.programme.calendar.today(found.notice_at)
    return Text("mydata-notice", {**args, "version": facts.me.notice, "date": shown})


def _opt_in(given: OptIn) -> Message:
    ways = column(button("button-take-back", encode(React(f"{given.what}_no", given.contribution))))
    number = str(given.contribution) if given.contribution else Text("not-said")
    return say(f"mydata-opt-in-{given.what}", ways, number=number, time=given.given_at)


def _ways_out(found: MyData) -> Message:
    """Tell how to stop and how to be forgotten: by a person, for now, and that is said."""
    if found.erasure_by is not None:
        return say("mydata-erasing", HOME, date=found.erasure_by)
    return say("mydata-erase", column(button("button-erase", encode(React("erase")))) + HOME)
