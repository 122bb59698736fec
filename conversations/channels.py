"""Channels are described in these words to whoever talks there; nothing asks for their names."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.messages import Text


@dataclass(frozen=True, slots=True)
class ChannelWords:
    """A channel that says nothing of itself is called by its own name."""

    place: Text | None = None  # how one says where that is
    notice: str = "privacy"  # the text of the privacy notice
    carrier: Text | None = None  # who brings the messages there, and may keep them
    has_code: bool = False  # whether three words bring one back on another device
