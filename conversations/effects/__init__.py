"""Effects say what must change, as values. `bot/office` carries them out, per kind and as a list.

An effect may answer with an event of our own making (events.py), handled in the same transaction.
"""

# What is made in one of these modules is an effect by standing in the union at its end; every name
# of theirs is one of this package.
# ruff: noqa: F403
from __future__ import annotations

from conversations.effects.gestures import *
from conversations.effects.kept import *
from conversations.effects.of_anybody import *
from conversations.effects.of_anybody import OfAnybody
from conversations.effects.of_authors import *
from conversations.effects.of_authors import OfAuthors
from conversations.effects.of_staff import *
from conversations.effects.of_staff import OfStaff
from conversations.effects.seen import *

Effect = OfAnybody | OfAuthors | OfStaff
