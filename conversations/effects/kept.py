"""An answer that waits, as the JSON that is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from conversations.contributions import Answer, AnswerText, SettingAside
from conversations.lifecycle import Outcome

SET_ASIDE = "set_aside"  # the key of what is no answer at all, with the reason


_DAYS = ("by_when", "check_back", "look_again")


def dump_answer(answer: Answer | SettingAside, contribution: int, seen: int) -> dict[str, Any]:
    """Return the answer as JSON, with what it answers in which version.

    `load_answer` needs neither the contribution nor the version.
    """
    if isinstance(answer, SettingAside):
        return {SET_ASIDE: answer.reason}
    said = {f.name: getattr(answer.text, f.name) for f in fields(answer.text)}
    days = {name: day.isoformat() for name in _DAYS if (day := said[name]) is not None}
    around = {"corrects": answer.corrects, "also": list(answer.also), "owner": answer.owner}
    outcome = str(answer.text.outcome)
    about = {"contribution": contribution, "seen": seen}
    return {**about, **said, **days, "outcome": outcome, **around}


def load_answer(data: Mapping[str, Any]) -> Answer | SettingAside:
    if SET_ASIDE in data:
        return SettingAside(str(data[SET_ASIDE]))
    days = {name: date.fromisoformat(data[name]) for name in _DAYS if data.get(name)}
    read = {**data, **days, "outcome": Outcome(data["outcome"])}
    text = AnswerText(**{f.name: read[f.name] for f in fields(AnswerText) if f.name in read})
    also = tuple(data.get("also", ()))
    return Answer(text, data.get("corrects", False), also, data.get("owner"))


def said_in(answer: Answer | SettingAside) -> str:
    """Return the words with which a second reader agrees."""
    if isinstance(answer, SettingAside):
        return answer.reason
    text = answer.text
    return f"{text.outcome}\n{text.reason}\n{text.next_step}"
