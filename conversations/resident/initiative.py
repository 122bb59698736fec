"""A plan of one's own: the goal, what it needs, for whom and with whom (report, row 7).

One request, one contact, one answer: staff find out where help comes from.
"""

from __future__ import annotations

from conversations.declare import Conversation, Result
from conversations.effects import SubmitContribution
from conversations.progress import Draft
from conversations.questions import Answers, Choices, Number, ShortText, Story, options
from conversations.resident.idea import name, wijk
from conversations.views import Facts

story = Story("story")
# Buttons come right after the story, so that a story in several messages stays one story.
needs = Choices(
    "needs",
    options=options("money", "place", "things", "hands", "advice", "permission"),
    optional=True,
    named=True,
)
amount = Number(
    "amount", least=1, most=10_000_000, when=needs.including("money"), optional=True, named=True
)
for_whom = ShortText("for_whom", longest=200, optional=True, named=True)
with_whom = ShortText("with_whom", longest=200, optional=True, named=True)


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    wanted = answers.get(needs) or ()
    told = {
        "amount": answers.get(amount) if "money" in wanted else None,
        "for_whom": answers.get(for_whom),
        "with_whom": answers.get(with_whom),
    }
    effect = SubmitContribution(
        "initiative",
        answers[story].parts,
        wijk=answers.get(wijk),
        name=answers.get(name),
        needs=wanted,
        details={key: value for key, value in told.items() if value is not None},
    )
    return Result((effect,), offers_left=False)


CONVERSATION = Conversation(
    "initiative",
    questions=(story, needs, amount, for_whom, with_whom, wijk, name),
    on_submit=submit,
)
