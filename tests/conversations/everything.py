"""A conversation with every kind of question, for the tests of the engine."""

from __future__ import annotations

from conversations.declare import Conversation, Result
from conversations.effects import SubmitContribution
from conversations.progress import Draft
from conversations.questions import (
    Answers,
    Choice,
    Choices,
    Date,
    LongText,
    Number,
    Place,
    ShortText,
    Story,
    YesNo,
    options,
    programme,
)
from conversations.views import Facts

told = Story("told")
wijk = Choice("wijk", options=programme("wijken"), optional=True, remembered=True)
needs = Choices("needs", options=options("money", "hands", "place"), optional=True)
where = Place("where", optional=True)
day = Date("day", suggest=(7, 28), optional=True)
cost = Number("cost", least=1, most=100_000, optional=True)
helping = YesNo("helping")
how = LongText("how", when=helping.is_yes(), shortest=3)
name = ShortText("name", optional=True, remembered=True, skip="button-rather-not")


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    effect = SubmitContribution(
        "initiative",
        answers[told].parts,
        wijk=answers.get(wijk),
        name=answers.get(name),
        needs=answers.get(needs) or (),
    )
    return Result((effect,), offers_left=False)


QUESTIONS = (told, wijk, needs, where, day, cost, helping, how, name)
EVERYTHING = Conversation("everything", questions=QUESTIONS, on_submit=submit)
