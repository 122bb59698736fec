"""Another desk has it now: the author hears where, since when, and when we ask how it went."""

from __future__ import annotations

from conversations.contributions import Answer, AnswerText
from conversations.declare import Conversation
from conversations.lifecycle import Act, Outcome, permitted
from conversations.messages import Message, Text, Words, say
from conversations.progress import Draft
from conversations.promises import check_back_on
from conversations.questions import Answers, ShortText
from conversations.roles import May
from conversations.staff.decide import preview_of, record
from conversations.views import ContributionCard, Facts

reference = ShortText("reference", optional=True, skip="button-no-reference")


def may_pass_on(draft: Draft, facts: Facts) -> Message | None:
    """Allow only what its author said yes to (promise 9), and once."""
    found = facts.find(ContributionCard, draft.about) if draft.about is not None else None
    if found is None or found.desk is None:
        return say("not-for-you")
    if not permitted(Act.DECIDE, found.status):
        return say("already-decided", number=found.number)
    return None


def _text(answers: Answers, draft: Draft, facts: Facts) -> AnswerText:
    """Nobody has to write a reason: the author said yes to this one."""
    found = facts.find(ContributionCard, draft.subject)
    desk = facts.programme.desk(found.desk if found else None)
    name, number = facts.wording.label(desk.label), answers.get(reference)
    why = Text("passed-on-why", {"desk": Words(name)})
    if number:
        why = Text("passed-on-why-number", {"desk": Words(name), "reference": Words(number)})
    asked = (found.check_back if found else None) or check_back_on(
        facts.now, facts.programme.calendar
    )
    return AnswerText(
        outcome=Outcome.PASSED_ON,
        reason=facts.wording.label(why),
        next_step=facts.wording.label(Text("passed-on-next", {"date": asked})),
        who=name,
        by_when=None,
        reference=number,
        check_back=asked,
    )


CONVERSATION = Conversation(
    "pass_on",
    questions=(reference,),
    on_submit=lambda answers, draft, facts: record(Answer(_text(answers, draft, facts)), draft),
    needs=(ContributionCard,),
    may=May.DECIDE,
    gate=may_pass_on,
    preview=lambda answers, draft, facts: preview_of(_text(answers, draft, facts), draft, facts),
)
