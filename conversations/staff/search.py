"""Search: by number, by wijk, or by a word that was said, heard or signed with."""

from __future__ import annotations

import re

from conversations.declare import Conversation, Result
from conversations.effects import Search
from conversations.parsing import best_option, folded
from conversations.progress import Draft
from conversations.questions import Answers, ShortText
from conversations.roles import May
from conversations.views import Facts

what = ShortText("what", shortest=1, longest=60)

_NUMBER = re.compile(r"(?:(?:nummer|number|nr\.?|#)\s*)?(\d{1,15})", re.IGNORECASE)


def as_number(text: str | None) -> int | None:
    """Return the number of a contribution, when the text is just that ("214", "nr 214", "#214")."""
    match = _NUMBER.fullmatch((text or "").strip())
    return int(match[1]) if match else None


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    asked = answers[what]
    if (number := as_number(asked)) is not None:
        return Result((Search(asked, number=number),))
    wijken = {
        option.code: (facts.wording.label(option.label), *option.synonyms)
        for option in facts.programme.lists["wijken"]
    }
    if (wijk := best_option(asked, wijken)) is not None:
        return Result((Search(asked, wijk=wijk),))
    return Result((Search(asked, words=folded(asked)),))


CONVERSATION = Conversation(
    "search", questions=(what,), on_submit=submit, may=May.READ_ALL, summary=False
)
