"""After the receipt we ask how they want to hear it, and whether neighbours may read it.

Source: promises 3 and 9. Each answer counts at once, so that walking away loses nothing.
"""

from __future__ import annotations

import re
from typing import Any

from conversations.actions import Open, encode
from conversations.declare import Conversation, Manner, Result
from conversations.effects import Effect, SetAnswerRoad, SetOptIn
from conversations.messages import button, column, say
from conversations.progress import Draft
from conversations.questions import Answers, Choice, Question, ShortText, YesNo, options
from conversations.screens import switch_channel
from conversations.views import Facts


def telephone(text: str) -> str | None:
    """Return a number as typed, tidied; None when it cannot be one.

    Source: ITU-T E.164, at most 15 digits.
    """
    digits = re.sub(r"[\s().-]", "", text)
    return digits if re.fullmatch(r"(\+|00)?\d{8,15}", digits) else None


SHARED = column(button("button-shared", encode(Open("shared"))))  # asked for, never asked

road = Choice("road", options=options("here", "call"), optional=True)
phone = ShortText("phone", when=road.among("call"), optional=True, shape=telephone)
neighbours = YesNo("neighbours", optional=True)


def heard(
    question: Question[Any], answers: Answers, draft: Draft, facts: Facts
) -> tuple[Effect, ...]:
    if draft.about is None:
        return ()
    if question in (road, phone) and (chosen := answers.get(road)):
        number = answers.get(phone)
        if chosen == "call" and number:
            return (SetAnswerRoad(draft.about, "call", number),)
        return (SetAnswerRoad(draft.about, "here"),)
    if question is neighbours and (yes := answers.get(neighbours)) is not None:
        return (SetOptIn("neighbours", yes, draft.about),)
    return ()


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    if answers.get(road) == "call" and answers.get(phone) is not None:
        return Result((), (say("receipt-done-call"),))
    told = answers.get(road) == "here" and facts.me.discreet is None
    return Result(
        (), (say("receipt-done", SHARED if told else ()), *switch_channel.code_offer(facts))
    )


def _asking(conversation_id: str, *questions: Question[Any]) -> Conversation:
    return Conversation(
        conversation_id,
        questions=questions,
        on_submit=submit,
        on_answer=heard,
        summary=False,
        manner=Manner(contact=True),
    )


CONVERSATION = _asking("receipt", road, phone, neighbours)
PRIVATE = _asking("answer_road", road, phone)  # of what is not for neighbours
