"""Decide: outcome, reason, next step, who and when; seen as the resident will (promise 5).

A story, a question and what another desk did are answered by the same steps in other words.
Under the preview stands what is hard to read; what is too hard needs a reason to be sent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from conversations.actions import Command, encode, mark
from conversations.contributions import Answer, AnswerText
from conversations.declare import Conversation, Result
from conversations.effects import RecordDecision
from conversations.letters import Answered, answer, nobody_does_it
from conversations.lifecycle import COUNTED, OFFERED, Act, Outcome, Procedure, permitted, works_on
from conversations.messages import Label, Message, Text, Words, button, column, say
from conversations.parsing import folded
from conversations.plain_language import Findings, Hard, Light, Sort, check, replaced, words
from conversations.progress import Draft
from conversations.promises import look_again_on
from conversations.questions import (
    Answers,
    Choice,
    Date,
    FromFacts,
    LongText,
    Option,
    ShortText,
    Suggested,
    options,
)
from conversations.roles import May
from conversations.views import ContributionCard, Facts, GivenReasons, Readers

MOST_COLLEAGUES = 6  # that get a button when one asks who does it
MOST_NAMED = 3  # hard things at a time: more would not be read
LONGEST_SHOWN = 8  # words of a hard sentence, for who just wrote it

# Common reasons per outcome: a button each, to which at least one sentence of one's own is added.
BEGINNINGS: dict[Outcome, tuple[str, ...]] = {
    Outcome.YES: ("helps_many", "fits_ours"),
    Outcome.YES_DIFFERENTLY: ("safer_so", "affordable_so"),
    Outcome.TRIAL: ("not_sure", "ask_around"),
    Outcome.NOT_NOW: ("no_money", "nobody_free", "other_first"),
    Outcome.NO: ("not_our_ground", "not_safe", "not_allowed"),
}


def whole_sentence(text: str) -> str | None:
    """Return the text, if it says more than a word or three; None otherwise."""
    return text if len(words(text)) >= 4 else None


def _colleagues(facts: Facts) -> tuple[Option, ...]:
    """List whoever else may decide, by their number."""
    found = facts.find(Readers) or Readers()
    language = facts.programme.default_language
    named = zip(found.names, found.persons, strict=True)
    others = (
        Option(str(person), Label({language: name}))
        for name, person in named
        if person != facts.me.person
    )
    return tuple(others)[:MOST_COLLEAGUES]


def _numbers(text: str) -> str | None:
    """Read numbers of other contributions, with anything but words between them, or None."""
    found = re.findall(r"[0-9]{1,15}", text)
    return ", ".join(dict.fromkeys(found)) if found and not re.search(r"[^\W\d_]", text) else None


def is_copied(answers: Answers, facts: Facts) -> bool:
    """Return whether the same reason was given before, word for word."""
    given = facts.find(GivenReasons) or GivenReasons()
    return mark(folded(answers[reason])) in given.marks


NO_NEXT_STEP = "none"  # the beginning that says that there is none, and why
RESIDENT = "resident"  # the author does it
reason = LongText("reason", shortest=20, shape=whole_sentence)
next_step = LongText("next_step", shortest=3)
who = Suggested(
    "who",
    optional=True,
    skip="button-myself",
    options=FromFacts(_colleagues, always=options(RESIDENT)),
)
by_when = Date("by_when", optional=True, suggest=(7, 28, 84), skip="button-no-date", not_today=True)
firm = Choice("firm", options=options("sure", "plan"))
counted = Choice("counted", options=options(*COUNTED), optional=True, skip="button-no-plan-yet")
because = ShortText("because", shortest=10, longest=300)
also = ShortText("also", longest=200, shape=_numbers, optional=True, aside=True)
copied = Choice("copied", options=options("sure"), late=is_copied)


def may_decide(draft: Draft, facts: Facts) -> Message | None:
    """Refuse what is not (or no longer) to be decided, and show what happened instead."""
    found = facts.find(ContributionCard, draft.about) if draft.about is not None else None
    if found is None:
        return say("not-for-you")
    act = Act.REPORT if found.passed_on else Act.DECIDE
    if not permitted(act, found.status):
        return say("already-decided", number=found.number)
    waiting = found.waiting
    if waiting is None:
        return None
    return say("applied-answer_waits", number=found.number, by=Words(waiting.by))


def preview_of(text: AnswerText, draft: Draft, facts: Facts) -> tuple[Message, ...]:
    """Show the answer as its author will read it, without its buttons."""
    found = facts.find(ContributionCard, draft.subject)
    if found is None:
        return (say("not-for-you"),)
    told = Answered(text, facts.me.name or facts.programme.office)
    return as_read(found, answer(told, found, facts.programme), "preview-heading")


def as_read(
    found: ContributionCard, told: Message, heading: str = "preview-message"
) -> tuple[Message, ...]:
    """Show what the author will read, in their language and without its buttons."""
    shown = Message(told.body, language=found.author_language or None)
    return (say(heading, number=found.number), shown)


def record(answered: Answer, draft: Draft) -> Result:
    return Result((RecordDecision(draft.subject, draft.seen or 0, answered),))


# The taalcheck


def read(answers: Answers, language: str) -> Findings:
    """Check reason and next step together, as they are read."""
    said = (answers.get(question) or "" for question in (reason, next_step))
    return check("\n".join(said), language)


def too_hard(answers: Answers, facts: Facts) -> bool:
    return read(answers, facts.me.language).light is Light.RED


as_it_is = LongText("as_it_is", shortest=10, longest=1_000, late=too_hard)


def reading_of(answers: Answers, draft: Draft, facts: Facts) -> tuple[Message, ...]:
    """Show what is hard to read, with a way to better it; nothing where nothing is."""
    found = read(answers, facts.me.language)
    if not found.hard:
        return ()
    named = found.hard[:MOST_NAMED]
    body = [Text(f"taalcheck-{found.light}"), *map(_hard, named)]
    why = answers.get(as_it_is)
    if found.light is Light.RED and why:
        body.append(Text("taalcheck-as-it-is", {"why": Words(why)}))
    taken = [
        button(
            "button-take-over",
            encode(Command(draft.run, "take_over", str(mark(hard.words)))),
            plainer=Words(hard.plainer or ""),
        )
        for hard in named
        if hard.fits
    ]
    in_reason = check(answers[reason], facts.me.language).hard
    where = reason if in_reason else next_step
    rewrite = button("button-rewrite", encode(Command(draft.run, "change", where.id)))
    return (Message(tuple(body), column(*taken, rewrite)),)


def _hard(hard: Hard) -> Text:
    if hard.sort is Sort.OFFICIAL and hard.plainer:
        args = {"words": Words(hard.words), "plainer": Words(hard.plainer)}
        return Text("taalcheck-plainer", args)
    if hard.sort is Sort.OFFICIAL:
        return Text("taalcheck-official", {"words": Words(hard.words)})
    first = hard.words.split()
    shown = " ".join(first[:LONGEST_SHOWN]) + (" …" if len(first) > LONGEST_SHOWN else "")
    return Text(f"taalcheck-{hard.sort}", {"words": Words(shown), "count": hard.count})


def plainer(answers: Answers, which: str) -> Mapping[str, str]:
    """Return reason and next step with plainer words for the phrase whose mark that is."""
    hard = (hard for hard in read(answers, "nl").hard if hard.fits)
    phrase = next((found.words for found in hard if str(mark(found.words)) == which), "")
    said = {question.id: answers[question] for question in (reason, next_step)}
    return {key: after for key, text in said.items() if (after := replaced(text, phrase)) != text}


# The conversations


def _answering(way: Procedure) -> Conversation:
    outcome = Choice("outcome", options=options(*(str(o) for o in OFFERED[way])))
    done = outcome.among(*(str(o) for o in OFFERED[way] if not nobody_does_it(way, o)))
    led_to_work = outcome.among(*(str(o) for o in OFFERED[way] if works_on(way, o)))
    unsettled = outcome.among(str(Outcome.NOT_NOW), str(Outcome.NO))
    after = replace(next_step, beginnings=(Option(NO_NEXT_STEP, when=unsettled),))

    def is_done(answers: Answers) -> bool:
        return done(answers) and not answers.begun(after, NO_NEXT_STEP)

    def has_day(answers: Answers) -> bool:
        return led_to_work(answers) and answers.get(day) is not None

    def left_as_it_was(answers: Answers) -> bool:
        """Return whether the plan stayed as it was; of a no, its reason says that already."""
        return led_to_work(answers) and answers.get(counted) == "unchanged"

    doer, day = replace(who, when=is_done), replace(by_when, when=is_done)
    certain, why_so = replace(firm, when=has_day), replace(because, when=left_as_it_was)
    beginnings = tuple(
        Option(code, when=outcome.among(str(after)))
        for after, codes in BEGINNINGS.items()
        for code in codes
        if way is Procedure.DECIDE
    )
    why = replace(reason, beginnings=beginnings)
    weighed = (counted, why_so) if way is Procedure.DECIDE else ()
    questions = (outcome, why, after, doer, day, certain, *weighed, also, copied, as_it_is)

    def gate(draft: Draft, facts: Facts) -> Message | None:
        """Refuse also a kind that is answered in another way: its outcomes are not these."""
        found = facts.find(ContributionCard, draft.about) if draft.about is not None else None
        return say("not-for-you") if found and found.way is not way else may_decide(draft, facts)

    def text(answers: Answers, facts: Facts) -> AnswerText:
        said = AnswerText(
            outcome=Outcome(answers[outcome]),
            reason=answers[reason],
            next_step=answers[next_step],
            who=name_of(answers, facts) if is_done(answers) else "",
            by_when=answers.get(day) if is_done(answers) else None,
            look_again=again(answers, facts),
            as_it_is=answers.get(as_it_is) if too_hard(answers, facts) else None,
            doer=doer_of(answers),
            firm=answers.get(firm) != "plan",
        )
        if way is not Procedure.DECIDE:
            return said
        because_of = answers.get(because) if left_as_it_was(answers) else None
        return replace(said, counted=answers.get(counted), because=because_of)

    def again(answers: Answers, facts: Facts) -> date | None:
        if Outcome(answers[outcome]) is not Outcome.NOT_NOW:
            return None
        named = answers.get(day) if is_done(answers) else None
        return named or look_again_on(facts.now, facts.programme.calendar)

    def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
        others = tuple(map(int, (answers.get(also) or "").split(", "))) if answers.get(also) else ()
        owner = owner_of(answers, facts)
        return record(Answer(text(answers, facts), also=others, owner=owner), draft)

    def preview(answers: Answers, draft: Draft, facts: Facts) -> tuple[Message, ...]:
        shown = preview_of(text(answers, facts), draft, facts)
        others = answers.get(also)
        added = (say("preview-also", numbers=others),) if others else ()
        return (*shown, *added, *reading_of(answers, draft, facts))

    return Conversation(
        str(way),
        questions=questions,
        on_submit=submit,
        needs=(ContributionCard, Readers, GivenReasons),
        may=May.DECIDE,
        gate=gate,
        preview=preview,
        improve=plainer,
    )


def doer_of(answers: Answers) -> str:
    """Return one of lifecycle.DOERS.

    A name that is nobody's here is somebody without an account.
    """
    chosen = answers.get(who)
    if chosen == RESIDENT:
        return "resident"
    return "staff" if chosen is None or chosen.isdecimal() else "organisation"


def name_of(answers: Answers, facts: Facts) -> str:
    """Return the name of whoever does it, as it is told; oneself when that colleague has gone."""
    chosen = answers.get(who)
    if chosen == RESIDENT:
        return facts.wording.label(Text("the-resident"))
    if chosen is not None and not chosen.isdecimal():
        return chosen
    return _here(facts).get(chosen or "", facts.me.name or facts.programme.office)


def owner_of(answers: Answers, facts: Facts) -> int | None:
    """Return the member of staff who does it; None: somebody else does."""
    if doer_of(answers) != "staff":
        return None
    chosen = answers.get(who)
    return int(chosen) if chosen and chosen in _here(facts) else facts.me.person


def _here(facts: Facts) -> Mapping[str, str]:
    """Return the names of whoever may decide now, by their number."""
    found = facts.find(Readers) or Readers()
    return dict(zip(map(str, found.persons), found.names, strict=True))


def answers_in(answered: Answer, facts: Facts) -> dict[str, dict[str, Any]]:
    """Return the answers that led to it, for who took it back to change something."""
    found = facts.find(Readers) or Readers()
    text = answered.text
    mine = text.doer == "staff" and answered.owner == facts.me.person
    said: dict[str, Any] = {
        "outcome": str(text.outcome),
        "reason": text.reason,
        "next_step": text.next_step,
        "counted": text.counted,
        "because": text.because,
        "firm": "sure" if text.firm else "plan",
        "by_when": text.by_when.isoformat() if text.by_when else None,
        "also": ", ".join(map(str, answered.also)) or None,
        "reference": text.reference,
    }
    if text.doer == "resident":
        said["who"] = RESIDENT
    elif not mine and text.who:
        colleague = answered.owner in found.persons
        said["who"] = str(answered.owner) if colleague else text.who
    given = {key: {"value": value} for key, value in said.items() if value is not None}
    if not text.who:
        given["next_step"]["begun"] = NO_NEXT_STEP
    skipped = {q.id: {"skipped": True} for q in (who, by_when, counted) if q.id not in given}
    return {**given, **skipped}


DECIDE = _answering(Procedure.DECIDE)
LEARN = _answering(Procedure.LEARN)
REPLY = _answering(Procedure.REPLY)
REPORT = _answering(Procedure.REPORT)
