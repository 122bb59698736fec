"""A place is given in words or from the map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from conversations.events import Located, Said
from conversations.messages import Arg, Text, Words
from conversations.questions.base import Asking, Full, Question, Reading, Taken


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """A place is in somebody's words, or has coordinates in degrees (WGS 84)."""

    text: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, kw_only=True)
class Place(Question[PlaceValue]):
    """It may be a corner, a playground, or a location sent from the phone (never asked for)."""

    def read(self, text: str, using: Reading) -> PlaceValue | None:
        line = " ".join(text.split())
        return PlaceValue(line) if 1 <= len(line) <= 200 else None

    def load(self, data: Any) -> PlaceValue:
        if not isinstance(data, Mapping):
            raise TypeError("not a place")
        value = PlaceValue(data.get("text"), data.get("latitude"), data.get("longitude"))
        if value.text is None and (value.latitude is None or value.longitude is None):
            raise ValueError("neither words nor coordinates")
        return value

    def dump(self, value: PlaceValue) -> Any:
        if value.text is not None:
            return {"text": value.text}
        return {"latitude": value.latitude, "longitude": value.longitude}

    def show(self, value: PlaceValue, key: str) -> Arg:
        if value.text is not None:
            return Words(value.text)
        return Text("place-on-map", {"place": f"{value.latitude:.5f}, {value.longitude:.5f}"})

    def hear(self, event: Said | Located, asking: Asking) -> Taken | Full | None:
        if isinstance(event, Located):
            return Taken(self.record(PlaceValue(None, event.latitude, event.longitude)))
        return super().hear(event, asking)
