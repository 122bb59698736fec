"""Say what a contribution is about, by one of the programme's themes."""

from __future__ import annotations

from conversations.declare import Conversation, Result
from conversations.effects import SetTheme
from conversations.messages import Message, say
from conversations.progress import Draft
from conversations.questions import Answers, Choice, programme
from conversations.roles import May
from conversations.views import ContributionCard, Facts

theme = Choice("theme", options=programme("themes"), optional=True, skip="button-no-theme")


def may_choose(draft: Draft, facts: Facts) -> Message | None:
    found = facts.find(ContributionCard, draft.about) if draft.about is not None else None
    if found is None:
        return say("not-for-you")
    return None if facts.programme.lists["themes"] else say("no-themes")


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    return Result((SetTheme(draft.subject, answers.get(theme)),))


CONVERSATION = Conversation(
    "theme",
    questions=(theme,),
    on_submit=submit,
    needs=(ContributionCard,),
    may=May.DECIDE,
    gate=may_choose,
    summary=False,
)
