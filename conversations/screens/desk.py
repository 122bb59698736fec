"""The desk shows what waits for staff: on demand, as the summary of the day, and for the group."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from conversations import letters
from conversations.actions import Open, React, Show, encode
from conversations.calendar import Calendar
from conversations.events import (
    AbsenceSet,
    AccessEnded,
    AccessKept,
    Enrolled,
    HandedOver,
    SummaryChosen,
)
from conversations.messages import Arg, Button, Message, Rows, Text, Words, button, column, say
from conversations.programme import Programme
from conversations.roles import May
from conversations.routing import Share
from conversations.summaries import Counting, Counts, Pile, pile_of
from conversations.views import Desk, DeskLine, Facts, TaskLine

CARDS = 5  # that get a button at a time; three more buttons lead on
FOUND = 7  # cards among the results of a search
BACK = column(button("button-desk", encode(Show("desk"))))
HOME = column(button("button-home", encode(Show("home"))))


def enrolled(done: Enrolled, facts: Facts) -> tuple[Message, ...]:
    """Welcome somebody; who worked here before hears as what they do now."""
    ways = column(button("button-desk", encode(Show("desk"))))
    name, role = Words(done.name), Text(f"role-{done.role}")
    if done.inherited is None:
        return (say("enrolled-before", ways, name=name, role=role),)
    known: dict[str, Arg] = {
        "name": name,
        "inherited": done.inherited,
        "programme": Words(facts.programme.name),
    }
    if done.roles:
        roles = tuple(Text(f"role-{one}") for one in done.roles)
        return (say("enrolled-also", ways, roles=roles, **known),)
    return (say("enrolled", ways, role=role, **known),)


def render(facts: Facts) -> tuple[Message, ...]:
    """Show counts first, the most urgent cards on a tap, then each task with its button."""
    found = facts.find(Desk) or Desk()
    away = facts.me.away(facts.today)
    ways = column(*((_here_again(),) if away else ()), _search(), _more_to_do())
    since = (Text("desk-away", {"date": facts.me.away_until or facts.today}),) if away else ()
    if not found.total and not found.tasks and not found.own:
        return (Message((*since, Text("desk-nothing")), ways),)
    counts = counted(found, facts.programme.calendar, facts.today)
    lines = _in_order(found, facts.programme.calendar, facts.today)
    total = Text("desk-count-total", {"count": found.total})
    said = Text("desk-counts", {"lines": (*_lines(counts), total)})
    work = (
        letters.task(line.id, line.what, line.number, line.details, line.due)
        for line in found.tasks
    )
    return (Message((*since, said), _page(lines, 0) + ways), *work)


def more(facts: Facts, asked: Show) -> tuple[Message, ...]:
    """Show the cards further down, a few at a time."""
    start = asked.about or 0
    found = facts.find(Desk) or Desk()
    lines = _in_order(found, facts.programme.calendar, facts.today)
    if not lines[start:]:
        return render(facts)
    return (say("desk-more-cards", _page(lines, start) + column(_search())),)


def other_work(facts: Facts) -> tuple[Message, ...]:
    """Offer what is done now and then."""
    ways = column(
        button("button-summary-hour", encode(Open("summary_hour"))),
        button("button-hand-over-all", encode(Open("hand_over_all"))),
        _here_again()
        if facts.me.away(facts.today)
        else button("button-absence", encode(Open("absence"))),
        *(
            (button("button-end-access", encode(Open("end_access"))),)
            if facts.me.may(May.ADMINISTER)
            else ()
        ),
        button("button-desk", encode(Show("desk"))),
    )
    return (say("desk-other-work", ways),)


def task_of(facts: Facts, task: int | None) -> TaskLine | None:
    """Return a task of their own, or None."""
    found = facts.find(Desk) or Desk()
    return next((line for line in found.tasks if line.id == task), None)


def task_words(facts: Facts, asked: Show) -> tuple[Message, ...]:
    """Show the rough words with a task of one's own."""
    line = task_of(facts, asked.about)
    if line is None:
        return (say("task-not-yours"),)
    return (say("task-words", words=Words(line.details.get("words", ""))),)


def results(lines: Sequence[DeskLine], total: int, asked: str) -> tuple[Message, ...]:
    """Show what a search found, the newest first."""
    again = column(_search(), button("button-desk", encode(Show("desk"))))
    if not lines:
        return (say("search-nothing", again, asked=Words(asked)),)
    rows = column(
        *(
            button(
                "button-found",
                encode(Show("card", line.id)),
                number=line.number,
                kind=Text(f"kind-{line.kind}"),
            )
            for line in lines[:FOUND]
        )
    )
    shown = min(len(lines), FOUND)
    found = [Text("search-found", {"count": total, "asked": Words(asked)})]
    if total > shown:
        found.append(Text("search-shown", {"count": shown}))
    return (Message(tuple(found), rows + again[:1]),)


def summary_chosen(chosen: SummaryChosen) -> tuple[Message, ...]:
    if chosen.next is None:
        return (say("summary-when-asked", BACK),)
    return (say("summary-chosen", BACK, time=chosen.next),)


def handed_over(done: HandedOver) -> tuple[Message, ...]:
    """All of it lies with somebody else now, but for what they may not see."""
    said = [
        Text(
            "handed-over-all",
            {"name": Words(done.to), "count": done.contributions, "tasks": done.tasks},
        )
    ]
    if done.kept:
        said.append(Text("handed-over-kept", {"count": done.kept}))
    return (Message(tuple(said), BACK),)


def absence_set(done: AbsenceSet, facts: Facts) -> tuple[Message, ...]:
    """Tell until when, who has what they had, and where what is new goes."""
    if done.until is None:
        return (say("absence-over", BACK),)
    body = [Text("absence-set", {"date": done.until})]
    body.append(Text("absence-alone" if done.alone else "absence-others"))
    if lines := shared_lines([s for s in done.shares if s.person is not None], facts.programme):
        body.append(Text("shares", {"lines": lines}))
    body += [
        Text("absence-kept", {"what": shared_what(share)})
        for share in done.shares
        if share.person is None
    ]
    return (Message(tuple(body), BACK),)


def access_ended(done: AccessEnded, facts: Facts) -> tuple[Message, ...]:
    """Tell who works here no more, and who has what they had."""
    if done.own:
        body, ways = [Text("access-ended-own")], HOME
    else:
        body, ways = [Text("access-ended", {"name": Words(done.name)})], BACK
    if lines := shared_lines(done.shares, facts.programme):
        body.append(Text("shares", {"lines": lines}))
    if any(share.person is None for share in done.shares):
        body.append(Text("access-office"))
    return (Message(tuple(body), ways),)


def access_kept(done: AccessKept) -> tuple[Message, ...]:
    ways = HOME if done.why == "own" else BACK
    return (say(f"access-kept-{done.why}", ways, name=Words(done.name)),)


def shared_lines(found: Sequence[Share], programme: Programme) -> tuple[Text, ...]:
    """List who gets how much, a line each; the office gets what nobody may have."""
    return tuple(
        Text("share", {"name": Words(programme.office_or(s.name)), "what": shared_what(s)})
        for s in found
    )


def shared_what(share: Share) -> Text:
    """Say how much, without what is none."""
    said = (("share-messages", share.contributions), ("share-tasks", share.tasks))
    return Text("list", {"items": tuple(Text(key, {"count": n}) for key, n in said if n)})


def summary(found: Desk, calendar: Calendar, today: date) -> Message | None:
    """Sum up what lies with one person, at the hour they chose; None when there is nothing."""
    counts = counted(found, calendar, today)
    if not counts:
        return None
    piled = [line for line in _in_order(found, calendar, today) if _pile(line, calendar, today)]
    own = [line for line in piled if line.mine]
    said = Text("summary-of-day", {"lines": _lines(counts)})
    everything = button("button-desk", encode(Show("desk")))
    return Message((said,), column(*map(_card, own[:CARDS]), everything))


def group_summary(found: Desk, calendar: Calendar, today: date, link: str | None) -> Message | None:
    """Sum up what lies with everybody together, for their group: no names, nobody's words."""
    counts = counted(found, calendar, today)
    if not counts:
        return None
    said = Text("summary-of-group", {"lines": _lines(counts)})
    leads = column(Button(Text("button-to-my-chat"), link=link)) if link else ()
    return Message((said,), leads)


def counted(found: Desk, calendar: Calendar, today: date) -> Counts:
    counting = Counting()
    for line in found.own:
        counting.add(_pile(line, calendar, today))
    return counting.done(found.dues, calendar, today)


def _lines(counts: Counts) -> tuple[Text, ...]:
    """Write one line for each count that is not zero."""
    lines = [Text(f"desk-count-{pile}", {"count": number}) for pile, number in counts.piles]
    if counts.tasks:
        lines.append(Text("desk-count-tasks", {"count": counts.tasks}))
    if counts.late:
        lines.append(Text("desk-count-late-tasks", {"count": counts.late}))
    if counts.pressing:
        lines.append(Text("desk-count-pressing", {"count": counts.pressing}))
    return tuple(lines)


def _pile(line: DeskLine, calendar: Calendar, today: date) -> Pile | None:
    return pile_of(
        line.status,
        line.answer_by,
        news=line.news,
        undelivered=line.undelivered,
        calendar=calendar,
        on=today,
    )


def _in_order(found: Desk, calendar: Calendar, today: date) -> list[DeskLine]:
    """Put one's own that cannot wait first, by pile; then what waits with anybody, by date."""
    piled = [line for line in found.own if _pile(line, calendar, today)]
    order = list(Pile)
    piled.sort(key=lambda line: order.index(_pile(line, calendar, today) or Pile.NEW))
    first = {line.id for line in piled}
    return [*piled, *(line for line in found.lines if line.id not in first)]


def _page(lines: Sequence[DeskLine], start: int) -> Rows:
    shown = column(*map(_card, lines[start : start + CARDS]))
    end = start + CARDS
    if len(lines) <= end:
        return shown
    return shown + column(button("button-more-cards", encode(Show("more", end))))


def _card(line: DeskLine) -> Button:
    return button(
        "button-card", encode(Show("card", line.id)), number=line.number, date=line.answer_by
    )


def _search() -> Button:
    return button("button-search", encode(Open("search")))


def _here_again() -> Button:
    return button("button-here-again", encode(React("here_again")))


def _more_to_do() -> Button:
    return button("button-other-work", encode(Show("other_work")))
