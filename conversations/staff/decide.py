"""Decide: outcome, reason, next step, who and when; seen as the resident will (promise 5).

A story, a question and what another desk did are answered by the same steps in other words.
Under the preview stands what is hard to read; what is too hard needs a reason to be sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from conversations.actions import Command, encode, mark
from conversations.declare import (
    Answers,
    Choice,
    Conversation,
    Date,
    LongText,
    Option,
    Result,
    ShortText,
    options,
)
from conversations.effects import RecordDecision
from conversations.lifecycle import OFFERED, Act, Outcome, Way, permitted
from conversations.messages import Message, Text, Words, button, column, say
from conversations.notices import Answered, answer, nobody_does_it
from conversations.plain_language import Findings, Hard, Light, Sort, check, replaced, words
from conversations.progress import Draft
from conversations.promises import look_again_on
from conversations.roles import Role
from conversations.views import ContributionCard, Facts

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
    """The text, if it says more than a word or three; None otherwise."""
    return text if len(words(text)) >= 4 else None


reason = LongText("reason", shortest=20, shape=whole_sentence)
next_step = LongText("next_step", shortest=3)
who = ShortText("who", optional=True, skip="button-myself")
by_when = Date("by_when", optional=True, suggest=(7, 28, 84), skip="button-no-date", not_today=True)


def may_decide(draft: Draft, facts: Facts) -> Message | None:
    """Refuses what is not (or no longer) to be decided, and shows what happened instead."""
    found = facts.find(ContributionCard, draft.about) if draft.about is not None else None
    if found is None:
        return say("not-for-you")
    act = Act.REPORT if found.passed_on else Act.DECIDE
    return None if permitted(act, found.status) else say("already-decided", number=found.number)


def preview_of(answered: Answered, draft: Draft, facts: Facts) -> tuple[Message, ...]:
    """The answer as its author will read it, without its buttons."""
    found = facts.find(ContributionCard, draft.subject)
    if found is None:
        return (say("not-for-you"),)
    heading = Message((Text("preview-heading", {"number": found.number}),))
    shown = answer(answered, found, facts.programme)
    return (heading, Message(shown.body, language=found.language or None))


def record(
    answered: Answered, draft: Draft, facts: Facts, *, as_it_is: str | None = None
) -> Result:
    effect = RecordDecision(
        contribution=draft.subject,
        seen=draft.seen or 0,
        outcome=str(answered.outcome),
        reason=answered.reason,
        next_step=answered.next_step,
        who=answered.who,
        by_when=answered.by_when,
        reference=answered.reference,
        check_back=answered.check_back,
        look_again=answered.look_again,
        as_it_is=as_it_is,
    )
    return Result((effect,))


# The taalcheck


def read(answers: Answers, language: str) -> Findings:
    """Reason and next step together, as they are read."""
    said = (answers.get(question) or "" for question in (reason, next_step))
    return check("\n".join(said), language)


def too_hard(answers: Answers, facts: Facts) -> bool:
    return read(answers, facts.me.language).light is Light.RED


as_it_is = LongText("as_it_is", shortest=10, longest=1_000, late=too_hard)


def reading_of(answers: Answers, draft: Draft, facts: Facts) -> tuple[Message, ...]:
    """What is hard to read, with a way to better it; nothing where nothing is."""
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
    """Reason and next step with plainer words for the phrase whose mark that is."""
    hard = (hard for hard in read(answers, "nl").hard if hard.fits)
    phrase = next((found.words for found in hard if str(mark(found.words)) == which), "")
    said = {question.id: answers[question] for question in (reason, next_step)}
    return {key: after for key, text in said.items() if (after := replaced(text, phrase)) != text}


# The conversations


def _answering(way: Way) -> Conversation:
    outcome = Choice("outcome", options=options(*(str(o) for o in OFFERED[way])))
    done = outcome.among(*(str(o) for o in OFFERED[way] if not nobody_does_it(way, o)))
    doer, day = replace(who, when=done), replace(by_when, when=done)
    beginnings = tuple(
        Option(code, when=outcome.among(str(after)))
        for after, codes in BEGINNINGS.items()
        for code in codes
        if way is Way.DECIDE
    )
    why = replace(reason, beginnings=beginnings)

    def gate(draft: Draft, facts: Facts) -> Message | None:
        """Also refuses a kind that is answered in another way: its outcomes are not these."""
        found = facts.find(ContributionCard, draft.about) if draft.about is not None else None
        return say("not-for-you") if found and found.way is not way else may_decide(draft, facts)

    def answered(answers: Answers, facts: Facts) -> Answered:
        return Answered(
            outcome=Outcome(answers[outcome]),
            reason=answers[reason],
            next_step=answers[next_step],
            who=answers.get(doer) or facts.me.name or facts.programme.office,
            by_when=answers.get(day),
            decided_by=facts.me.name or facts.programme.office,
            look_again=again(answers, facts),
        )

    def again(answers: Answers, facts: Facts) -> date | None:
        if Outcome(answers[outcome]) is not Outcome.NOT_NOW:
            return None
        return answers.get(day) or look_again_on(facts.now, facts.programme.calendar)

    def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
        excused = answers.get(as_it_is) if too_hard(answers, facts) else None
        return record(answered(answers, facts), draft, facts, as_it_is=excused)

    def preview(answers: Answers, draft: Draft, facts: Facts) -> tuple[Message, ...]:
        shown = preview_of(answered(answers, facts), draft, facts)
        return (*shown, *reading_of(answers, draft, facts))

    return Conversation(
        str(way),
        questions=(outcome, why, next_step, doer, day, as_it_is),
        on_submit=submit,
        needs=(ContributionCard,),
        role=Role.STAFF,
        gate=gate,
        preview=preview,
        improve=plainer,
    )


DECIDE = _answering(Way.DECIDE)
LEARN = _answering(Way.LEARN)
REPLY = _answering(Way.REPLY)
REPORT = _answering(Way.REPORT)
