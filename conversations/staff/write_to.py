"""Write to somebody about no message of theirs: who asked for that, wants to come by, or was in
danger. What asked for it is done then."""

from __future__ import annotations

from conversations.declare import Answers, Conversation, LongText, Result
from conversations.effects import WriteTo
from conversations.progress import Draft
from conversations.roles import Role
from conversations.views import Facts

words = LongText("words", shortest=5)


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    return Result((WriteTo(draft.subject, answers[words]),))


CONVERSATION = Conversation("write_to", questions=(words,), on_submit=submit, role=Role.STAFF)
