"""Things not for the programme itself are passed on to the right desk, after a yes (promise 9).

Something broken, a complaint, a benefit, or what could be a formal request or objection. Of the
last we never say that it is none: whoever it was meant for decides that (Awb 2:3, 6:15).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from conversations.declare import Conversation, Detour, Manner, Names, Result
from conversations.effects import SubmitContribution
from conversations.engine import HOME
from conversations.messages import Arg, Label, say
from conversations.parsing import contains_phrase, normal
from conversations.parts import StoryValue
from conversations.progress import Draft
from conversations.questions import (
    Answers,
    Choice,
    FromFacts,
    Option,
    Place,
    PlaceValue,
    ShortText,
    Story,
    options,
    programme,
)
from conversations.resident.receipt import telephone
from conversations.screens.card import how_to_reach
from conversations.views import Facts, Readers

MOST_READERS = 5  # who gets a button; the others can be typed

story = Story("story")


def desk_names(takes: str) -> Names:
    """Name the desk and how to reach it, for the texts of the questions."""
    return lambda answers, facts: _desk(takes, facts)


def _desk(takes: str, facts: Facts) -> Mapping[str, Arg]:
    desk = facts.programme.department_for(takes)
    return {"desk": desk.label, "how": how_to_reach(desk)}


def unless_young(*codes: str) -> Callable[[Facts], Collection[str]]:
    """Withhold what would ask somebody under 16 for a number."""
    return lambda facts: codes if facts.me.young else ()


def _not_sent(key: str, takes: str, facts: Facts) -> Result:
    return Result((), (say(key, HOME, **_desk(takes, facts)),))


def _passed_on(
    kind: str,
    takes: str,
    answers: Answers,
    facts: Facts,
    details: Mapping[str, str | None],
    wijk: str | None = None,
    hidden_from: tuple[int, ...] = (),
) -> Result:
    effect = SubmitContribution(
        kind,
        answers[story].parts,
        wijk=wijk,
        name=answers.get(name),
        details={key: value for key, value in details.items() if value},
        desk=facts.programme.department_for(takes).code,
        hidden_from=hidden_from,
    )
    return Result((effect,), offers_left=False)


# Something is broken

broken_how = Choice("how", options=options("pass_on", "myself", "idea"), yes="pass_on", named=True)
_broken_yes = broken_how.among("pass_on")
place = Place("place", optional=True, when=_broken_yes)
wijk = Choice(
    "wijk",
    options=programme("wijken"),
    optional=True,
    remembered=True,
    skip="button-dont-know",
    when=_broken_yes,
)


def _name(when: Choice, *codes: str) -> ShortText:
    return ShortText(
        "name", optional=True, remembered=True, skip="button-rather-not", when=when.among(*codes)
    )


name = _name(broken_how, "pass_on")


def submit_broken(answers: Answers, draft: Draft, facts: Facts) -> Result:
    match answers[broken_how]:
        case "myself":
            return _not_sent("call-them-yourself", "broken", facts)
        case "idea":
            return Result(then="idea", carry={story.id: draft.answers[story.id]})
        case _:
            there = {"place": _said(answers.get(place))}
            return _passed_on("broken", "broken", answers, facts, there, answers.get(wijk))


def _said(found: PlaceValue | None) -> str | None:
    if found is None:
        return None
    return found.text or f"{found.latitude:.5f}, {found.longitude:.5f}"


BROKEN = Conversation(
    "broken",
    questions=(story, broken_how, wijk, place, name),
    on_submit=submit_broken,
    summary=_broken_yes,
    names=desk_names("broken"),
)


# A complaint


def _who_read(facts: Facts) -> tuple[Option, ...]:
    """List those who read here, so that the one it is about can be passed over."""
    return tuple(
        Option(f"p{person}", Label({facts.programme.default_language: reader}), (reader,))
        for reader, person in list(_people(facts))[:MOST_READERS]
        if reader
    )


def _people(facts: Facts) -> Iterable[tuple[str, int]]:
    found = facts.find(Readers)
    return zip(found.names, found.persons, strict=False) if found else ()


about = Choice(
    "about",
    options=FromFacts(_who_read, always=options("other")),
    optional=True,
    skip="button-nobody-here",
    named=True,
)
who = ShortText("who", when=about.among("other"), optional=True, named=True)
complaint_how = Choice(
    "how",
    options=options("pass_on", "talk", "no"),
    yes="pass_on",
    named=True,
    withheld=unless_young("talk"),
)
phone = ShortText("phone", when=complaint_how.among("talk"), shape=telephone, named=True)


def about_whom(answers: Answers, facts: Facts) -> str | None:
    """Return the name of whom it is about, as chosen or typed."""
    chosen = answers.get(about)
    names = {f"p{person}": reader for reader, person in _people(facts)}
    return answers.get(who) if chosen == "other" else names.get(chosen or "")


def passed_over(answers: Answers, facts: Facts) -> tuple[int, ...]:
    """Return everybody here whom it is, or could be, about: chosen, or named in what was said.

    Two of one name are both passed over: better one reader too few than the wrong one.
    """
    told = answers.get(story)
    said = f"{about_whom(answers, facts) or ''}\n{told.text if told else ''}"
    return tuple(person for reader, person in _people(facts) if is_named(reader, said))


def is_named(reader: str, said: str) -> bool:
    """Return whether a text names somebody by their first name."""
    first = normal(reader).split(" ")[0]
    return bool(first) and contains_phrase(said, (first, f"{first}s", f"{first}'s"))


def submit_complaint(answers: Answers, draft: Draft, facts: Facts) -> Result:
    about_them: dict[str, str | None] = {"about": about_whom(answers, facts)}
    hidden_from = passed_over(answers, facts)
    match answers[complaint_how]:
        case "no":
            return _not_sent("not-passed-on", "complaint", facts)
        case "talk":
            effect = SubmitContribution(
                "complaint",
                answers[story].parts,
                details={key: value for key, value in about_them.items() if value},
                call=answers[phone],
                hidden_from=hidden_from,
            )
            return Result((effect,), offers_left=False)
        case _:
            return _passed_on(
                "complaint", "complaint", answers, facts, about_them, hidden_from=hidden_from
            )


COMPLAINT = Conversation(
    "complaint",
    questions=(story, about, who, complaint_how, phone, _name(complaint_how, "pass_on")),
    on_submit=submit_complaint,
    summary=complaint_how.among("pass_on", "talk"),
    names=desk_names("complaint"),
    manner=Manner(hides=passed_over),
)


# A benefit

benefits_how = Choice(
    "how",
    options=options("call_me", "pass_on", "other"),
    named=True,
    withheld=unless_young("call_me"),
)
benefits_phone = ShortText("phone", when=benefits_how.among("call_me"), shape=telephone, named=True)


def submit_benefits(answers: Answers, draft: Draft, facts: Facts) -> Result:
    match answers[benefits_how]:
        case "other":
            return Result(then="question", carry={story.id: draft.answers[story.id]})
        case "call_me":
            effect = SubmitContribution(
                "question",
                answers[story].parts,
                name=answers.get(name),
                call=answers[benefits_phone],
            )
            return Result((effect,), offers_left=False)
        case _:
            return _passed_on("question", "benefits", answers, facts, {})


BENEFITS = Conversation(
    "benefits",
    questions=(story, benefits_how, benefits_phone, _name(benefits_how, "call_me", "pass_on")),
    on_submit=submit_benefits,
    summary=benefits_how.among("call_me", "pass_on"),
    names=desk_names("benefits"),
)


# What could be a formal request or an objection

official_how = Choice(
    "how",
    options=options("pass_on", "myself", "idea", "story", "question"),
    yes="pass_on",
    named=True,
)


def submit_official(answers: Answers, draft: Draft, facts: Facts) -> Result:
    match answers[official_how]:
        case "myself":
            return _not_sent("call-them-yourself", "official", facts)
        case "idea" | "story" | "question" as other:
            return Result(then=other, carry={story.id: draft.answers[story.id]})
        case _:
            return _passed_on("question", "official", answers, facts, {})


OFFICIAL = Conversation(
    "official",
    questions=(story, official_how, _name(official_how, "pass_on")),
    on_submit=submit_official,
    summary=official_how.among("pass_on"),
    names=desk_names("official"),
)


def objection(told: StoryValue, facts: Facts) -> str | None:
    """Return where an objection belongs, whatever it was told as. It only asks: word lists err."""
    said = contains_phrase(told.text, facts.wording.words("objection"))
    return OFFICIAL.id if said else None


def request(told: StoryValue, facts: Facts) -> str | None:
    """Do the same for a question, which may also be a formal request or about a benefit."""
    if contains_phrase(told.text, facts.wording.words("official")):
        return OFFICIAL.id
    if contains_phrase(told.text, facts.wording.words("benefits")):
        return BENEFITS.id
    return objection(told, facts)


DETOURS: Mapping[str, Detour] = {"idea": objection, "story": objection, "question": request}
