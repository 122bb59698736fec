"""Reception stands before and around a conversation: the only door of `bot/inbound.py`."""

from conversations.reception.door import receive, wants
from conversations.reception.links import COMMITMENT, DESK, INVITATION, MOVE
from conversations.reception.words import COMMANDS

__all__ = ["COMMANDS", "COMMITMENT", "DESK", "INVITATION", "MOVE", "receive", "wants"]
