"""Whatever came first is kept, then we ask what it is (promise 1)."""

from __future__ import annotations

from conversations.declare import Answers, Choice, Conversation, Result, Story, options
from conversations.effects import SubmitContribution
from conversations.engine import FIRST
from conversations.progress import Draft
from conversations.resident import elsewhere
from conversations.views import Facts

story = Story("story")
# Each is the conversation that the story is carried into.
kind = Choice(
    "kind",
    options=options("idea", "initiative", "story", "broken", "question", "complaint"),
)


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    """Go on with the story in its own conversation; unsorted, it goes to a person as it is."""
    chosen = answers.get(kind)
    if chosen is not None:
        better = elsewhere.detour(answers[story], facts) if chosen == "question" else None
        return Result(then=better or chosen, carry={story.id: draft.answers[story.id]})
    return Result((SubmitContribution("question", answers[story].parts),), offers_left=False)


CONVERSATION = Conversation(FIRST, questions=(story, kind), on_submit=submit, summary=False)
