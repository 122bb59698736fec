"""What comes before and around a guided conversation: the only door that `bot/inbound.py` uses."""

from conversations.reception.door import receive, wants
from conversations.reception.links import COMMITMENT, DESK, INVITATION, MOVE
from conversations.reception.words import COMMANDS

__all__ = ["COMMANDS", "COMMITMENT", "DESK", "INVITATION", "MOVE", "receive", "wants"]
