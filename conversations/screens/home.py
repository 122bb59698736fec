"""Hello, help, the privacy notice and the receipt."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from conversations.actions import Open, React, Show, Speak, encode
from conversations.events import Submitted
from conversations.messages import Button, Message, Rows, Text, Words, button, column, say
from conversations.roles import May
from conversations.views import Facts, Readers


def readers(facts: Facts, never: Collection[int] = ()) -> Text | Words:
    """Name who reads: first names, or the office while nobody is there.

    `never`: the persons whom it is about.
    """
    found = facts.find(Readers)
    people = zip(found.names, found.persons, strict=False) if found else ()
    names = [name for name, person in people if person not in never]
    if not names:
        return Words(facts.programme.office)
    return Text("list-or", {"items": tuple(Words(name) for name in names[:3])})


def welcome(facts: Facts) -> tuple[Message, ...]:
    if facts.me.may(May.READ_ALL):
        return (say("welcome-staff", staff_ways(), name=Words(facts.me.name or "")),)
    return (
        say(
            "welcome",
            ways(facts) + _last_row(facts),
            programme=Words(facts.programme.name),
            readers=readers(facts),
        ),
    )


def ways(facts: Facts) -> Rows:
    """Offer what a resident can do, the likeliest first; each button opens what there is."""
    found = [
        button("button-idea", encode(Open("idea"))),
        button("button-initiative", encode(Open("initiative"))),
        button("button-story", encode(Open("story"))),
        button("button-broken", encode(Open("broken"))),
        button("button-question", encode(Open("question"))),
    ]
    found.append(button("button-talk", encode(Open("talk"))))
    found.append(button("button-done-here", encode(Show("done"))))
    if facts.me.contributions:
        found.append(button("button-mine", encode(Show("mine"))))
    return column(*found)


def staff_ways() -> Rows:
    """Offer what whoever works here can do."""
    return column(
        button("button-desk", encode(Show("desk"))),
        button("button-idea", encode(Open("idea"))),
    )


def _last_row(facts: Facts) -> Rows:
    """Offer each language in its own name, and help."""
    others = [c for c in facts.programme.languages if c != facts.me.language]
    languages = (Button(Words(facts.programme.languages[c]), encode(Speak(c))) for c in others)
    return ((*languages, button("button-help", encode(Show("help")))),)


def privacy_notice(facts: Facts) -> Message:
    return say(
        facts.here.notice,
        column(button("button-understood", encode(React("understood")))),
        readers=readers(facts),
        controller=Words(facts.programme.controller),
        link=facts.programme.privacy_link,
    )


def receipts(submitted: Submitted, facts: Facts) -> tuple[Message, ...]:
    """Tell what is promised: an answer, or that it is passed on, or a call first."""
    if submitted.call_by is not None:
        return (_receipt(submitted, facts), _called(submitted, submitted.call_by))
    if submitted.desk is None:
        return (_receipt(submitted, facts),)
    return (_passing_on(submitted, facts),)


def _called(submitted: Submitted, day: date) -> Message:
    """Whoever reads it calls, when there is somebody."""
    if submitted.reader is None:
        return say("call-planned", date=day)
    by, phone = Words(submitted.reader), Words(submitted.phone or "")
    return say("planned-call", by=by, phone=phone, date=day)


def _passing_on(submitted: Submitted, facts: Facts) -> Message:
    """Whoever sends it gets the date on which it came in. Source: Awb 2:3."""
    return say(
        "receipt-passing",
        what=Text(f"kind-{submitted.kind}"),
        number=submitted.number,
        today=facts.today,
        desk=facts.programme.desk(submitted.desk).label,
        reader=Words(facts.programme.office_or(submitted.reader)),
        date=submitted.pass_on_by or submitted.answer_by,
        day=submitted.check_back or submitted.answer_by,
    )


def _receipt(submitted: Submitted, facts: Facts) -> Message:
    return say(
        "receipt-named" if submitted.name else "receipt",
        name=Words(submitted.name or ""),
        what=Text(f"kind-{submitted.kind}"),
        kind=submitted.kind,
        number=submitted.number,
        reader=Words(facts.programme.office_or(submitted.reader)),
        date=submitted.answer_by,
    )
