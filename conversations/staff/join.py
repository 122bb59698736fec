"""Ask an author whether theirs may go on with another, of which it says much the same.

Source: the report, principle 6: own words are kept when contributions are joined.
"""

from __future__ import annotations

from conversations.declare import Conversation, Result
from conversations.effects import ProposeJoin
from conversations.letters import join_asked
from conversations.lifecycle import Act, permitted
from conversations.messages import Message, say
from conversations.progress import Draft
from conversations.questions import Answers, LongText, ShortText
from conversations.roles import May
from conversations.staff.decide import as_read
from conversations.staff.search import as_number
from conversations.views import ContributionCard, Facts


def _number(text: str) -> str | None:
    found = as_number(text)
    return None if found is None else str(found)


other = ShortText("other", longest=20, shape=_number)
about = LongText("about", shortest=20, longest=300)


def may_propose(draft: Draft, facts: Facts) -> Message | None:
    found = facts.find(ContributionCard, draft.about) if draft.about is not None else None
    if found is None or found.author is None:
        return say("not-for-you")
    return None if permitted(Act.ASK, found.status) else say("cannot-ask", number=found.number)


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    asked = ProposeJoin(draft.subject, draft.seen or 0, int(answers[other]), answers[about])
    return Result((asked,))


def preview(answers: Answers, draft: Draft, facts: Facts) -> tuple[Message, ...]:
    found = facts.find(ContributionCard, draft.subject)
    if found is None:
        return (say("not-for-you"),)
    by = facts.me.name or facts.programme.office
    return as_read(found, join_asked(found, int(answers[other]), answers[about], by))


CONVERSATION = Conversation(
    "join",
    questions=(other, about),
    on_submit=submit,
    needs=(ContributionCard,),
    may=May.DECIDE,
    gate=may_propose,
    preview=preview,
)
