"""Add to what was sent, correct it, or take it back, afterwards (promises 1 and 2)."""

from __future__ import annotations

from conversations.declare import Conversation, Gate, Result
from conversations.effects import AddWords, CorrectDetail, Effect, Withdraw
from conversations.lifecycle import OPEN, Act, Status, permitted
from conversations.messages import Message, say
from conversations.progress import Draft
from conversations.questions import Answers, Choice, ShortText, Story, YesNo, options, programme
from conversations.screens.my_contributions import HOME
from conversations.views import ContributionCard, Facts

story = Story("story")


def while_it_is(statuses: frozenset[Status]) -> Gate:
    """Return a gate that lets only its author through, and only in these statuses."""

    def gate(draft: Draft, facts: Facts) -> Message | None:
        found = facts.find(ContributionCard, draft.about) if draft.about is not None else None
        if found is None or not found.mine:
            return say("not-for-you")
        if found.status not in statuses:
            return say("already-ended", HOME, number=found.number)
        return None

    return gate


# More


def _add(answers: Answers, draft: Draft, facts: Facts) -> Result:
    return Result((AddWords(draft.subject, answers[story].parts, "added"),))


ADD = Conversation(
    "add",
    questions=(story,),
    on_submit=_add,
    needs=(ContributionCard,),
    gate=while_it_is(OPEN),
)


# Otherwise

what = Choice("what", options=options("words", "wijk", "called"))
new_story = Story("story", when=what.among("words"))
wijk = Choice(
    "wijk",
    options=programme("wijken"),
    optional=True,
    skip="button-dont-know",
    when=what.among("wijk"),
)
name = ShortText("name", optional=True, skip="button-rather-not", when=what.among("called"))


def _correct(answers: Answers, draft: Draft, facts: Facts) -> Result:
    """A skipped wijk or name is one that is taken away."""
    chosen = answers[what]
    effects: list[Effect] = []
    told = answers.get(new_story)
    if told is not None:  # words that came in while something else was changed are kept too
        new = chosen == "words"
        effects.append(AddWords(draft.subject, told.parts, "changed" if new else "added"))
    if chosen == "wijk":
        effects.append(CorrectDetail(draft.subject, "wijk", answers.get(wijk)))
    if chosen == "called":
        effects.append(CorrectDetail(draft.subject, "name", answers.get(name)))
    return Result(tuple(effects))


CHANGE = Conversation(
    "change",
    questions=(what, new_story, wijk, name),
    on_submit=_correct,
    needs=(ContributionCard,),
    gate=while_it_is(OPEN),
)


# Not any more

sure = YesNo("sure")


def _withdraw(answers: Answers, draft: Draft, facts: Facts) -> Result:
    found = facts.find(ContributionCard, draft.subject)
    if not answers[sure] or found is None:
        return Result((), (say("not-withdrawn", HOME),))
    seen = draft.seen if draft.seen is not None else found.version
    return Result((Withdraw(draft.subject, seen),))


WITHDRAW = Conversation(
    "withdraw",
    questions=(sure,),
    on_submit=_withdraw,
    needs=(ContributionCard,),
    summary=False,
    gate=while_it_is(frozenset(s for s in Status if permitted(Act.WITHDRAW, s))),
)
