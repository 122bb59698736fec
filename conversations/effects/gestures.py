"""Gestures are kept nowhere: sent once after the commit, dropped on any failure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnswerTap:
    """Stop the spinner of a tapped button."""

    callback: str


@dataclass(frozen=True, slots=True)
class ShowChosen:
    """The answered question keeps its text and shows the choice instead of its buttons."""

    message: str
    shown: str
    chosen: str  # rendered in the person's language


@dataclass(frozen=True, slots=True)
class LeaveRoom:
    """Say one sentence in a room that is not ours, and go."""

    room: str
    text: str


Gesture = AnswerTap | ShowChosen | LeaveRoom
