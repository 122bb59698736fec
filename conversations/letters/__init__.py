"""Every letter there is, by name: what reaches somebody because of what another did."""

from __future__ import annotations

from conversations.letters.answers import Answered, answer, corrected, nobody_does_it, taken_back
from conversations.letters.commitments import (
    done_by_resident,
    ended,
    finished,
    is_it_done,
    promised,
    your_turn,
)
from conversations.letters.discreet import discreet_notice
from conversations.letters.joining import (
    alone_again,
    in_their_words,
    join_asked,
    join_repeated,
    together,
)
from conversations.letters.talking import asked, heard, repeated, written, written_to
from conversations.letters.to_staff import access_ended, emergency, given_all, sent_back, task
from conversations.letters.waiting import (
    check_back,
    delay,
    heartbeat,
    looked_at_again,
    new_reader,
    postponed,
    why,
)

__all__ = [
    "Answered",
    "access_ended",
    "alone_again",
    "answer",
    "asked",
    "check_back",
    "corrected",
    "delay",
    "discreet_notice",
    "done_by_resident",
    "emergency",
    "ended",
    "finished",
    "given_all",
    "heard",
    "heartbeat",
    "in_their_words",
    "is_it_done",
    "join_asked",
    "join_repeated",
    "looked_at_again",
    "new_reader",
    "nobody_does_it",
    "postponed",
    "promised",
    "repeated",
    "sent_back",
    "taken_back",
    "task",
    "together",
    "why",
    "written",
    "written_to",
    "your_turn",
]
