"""The conversation that is measured: six questions, half tapped and half typed."""

from __future__ import annotations

from conversations.declare import Conversation, Result
from conversations.effects import SubmitContribution
from conversations.messages import Label
from conversations.progress import Draft
from conversations.questions import Answers, Choice, Option, ShortText, Story, YesNo, programme
from conversations.views import Facts

wijk = Choice("wijk", options=programme("wijken"))
story = Story("story")
days = Choice(
    "days",
    options=(
        Option("daily", Label({"nl": "Elke dag"})),
        Option("weekly", Label({"nl": "Elke week"})),
        Option("rarely", Label({"nl": "Soms"})),
    ),
)
place = ShortText("place")
helping = YesNo("help")
name = ShortText("name")


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    effect = SubmitContribution(
        "idea", answers[story].parts, wijk=answers.get(wijk), name=answers[name]
    )
    return Result((effect,))


BENCH = Conversation(
    "bench",
    questions=(wijk, story, days, place, helping, name),
    on_submit=submit,
    summary=False,
)
