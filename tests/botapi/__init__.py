"""A strict Bot API server on loopback, for tests and benchmarks."""

from tests.botapi.limits import Limits
from tests.botapi.phones import Group, Phone, Shown
from tests.botapi.refusal import Refusal
from tests.botapi.server import Call, StrictBotApi

__all__ = ["Call", "Group", "Limits", "Phone", "Refusal", "Shown", "StrictBotApi"]
