"""The engine takes one turn of a guided conversation: from state and event to state and effects.

Back, skip, correct, pause, discard, the summary and what happens when somebody is not understood
are written here, once, for every conversation and every kind of question. It knows no clock, no
I/O, no channel, and no kind of question by name.
"""

from conversations.engine.drafting import (
    FIRST,
    drafts,
    leave,
    take_over,
    unasked,
    up_to_date,
    without,
)
from conversations.engine.hearing import hear, is_answer
from conversations.engine.joining import FEW_WORDS, corrected
from conversations.engine.positions import answers_of, position
from conversations.engine.reminding import REMIND_AFTER, next_reminder, remind, settle
from conversations.engine.running import begin, resume
from conversations.engine.saying import word_action
from conversations.engine.showing import (
    HOME,
    NOT_FOR_YOU,
    ask_again,
    offer_left,
    passed,
    said_again,
    show_understood,
    way_back,
)
from conversations.engine.steps import Library, Step, informed
from conversations.engine.tapping import choose, command
from conversations.engine.telling import hidden_from, kept_from, parts_told, told, told_lately
from conversations.events import plain_text

__all__ = [
    "FEW_WORDS",
    "FIRST",
    "HOME",
    "NOT_FOR_YOU",
    "REMIND_AFTER",
    "Library",
    "Step",
    "answers_of",
    "ask_again",
    "begin",
    "choose",
    "command",
    "corrected",
    "drafts",
    "hear",
    "hidden_from",
    "informed",
    "is_answer",
    "kept_from",
    "leave",
    "next_reminder",
    "offer_left",
    "parts_told",
    "passed",
    "plain_text",
    "position",
    "remind",
    "resume",
    "said_again",
    "settle",
    "show_understood",
    "take_over",
    "told",
    "told_lately",
    "unasked",
    "up_to_date",
    "way_back",
    "without",
    "word_action",
]
