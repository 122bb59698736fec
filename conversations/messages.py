"""Messages are what the bot says, before it has a language: text keys, arguments, buttons.

Values are plain and survive JSON, because a message may wait in the outbox over a deploy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Words:
    """A person's own words or name: shown as they are, isolated from the text around them."""

    text: str


@dataclass(frozen=True, slots=True)
class Label:
    """A name that the programme gives per language (a wijk, a theme)."""

    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """One text of `texts/`, by key, with its arguments."""

    key: str
    args: Mapping[str, Arg] = field(default_factory=dict)


# A tuple is a list of lines. A number that names something (214) is a str, an amount an int.
Arg = str | int | date | datetime | Words | Label | Text | tuple["Arg", ...]


@dataclass(frozen=True, slots=True)
class Button:
    """`action` is what comes back when it is tapped (see actions.py), at most 64 bytes.

    Or it has a `link`, which opens somewhere else and brings nothing back.
    """

    label: Text | Label | Words
    action: str = ""
    link: str | None = None

    def __post_init__(self) -> None:
        if bool(self.action) == bool(self.link):
            raise ValueError("a button does something, or it leads somewhere")


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """Paragraphs, buttons in rows, and perhaps one photo or voice note (a media id).

    `plain`: without emoji, for who speaks of sorrow. `language`: in this one, whatever the
    person's is.
    """

    body: tuple[Text | Words, ...]
    buttons: Rows = ()
    media: str | None = None
    plain: bool = False
    language: str | None = None


def say(key: str, buttons: Rows = (), **args: Arg) -> Message:
    """Return a message of one paragraph."""
    return Message((Text(key, args),), buttons)


def column(*buttons: Button) -> Rows:
    """Return rows of one button each."""
    return tuple((button,) for button in buttons)


def button(key: str, action: str, **args: Arg) -> Button:
    return Button(Text(key, args), action)


def dump_arg(arg: Arg) -> Any:
    """Return an argument as JSON; `load_arg` is its inverse."""
    match arg:
        case str() | int():
            return arg
        case Words(text):
            return {"words": text}
        case Label(labels):
            return {"labels": dict(labels)}
        case Text(key, args):
            return {"text": key, "args": {name: dump_arg(value) for name, value in args.items()}}
        case datetime():
            return {"time": arg.isoformat()}
        case date():
            return {"date": arg.isoformat()}
        case tuple():
            return [dump_arg(item) for item in arg]


def load_arg(data: Any) -> Arg:
    match data:
        case str() | int():
            return data
        case list():
            return tuple(load_arg(item) for item in data)
        case {"words": text}:
            return Words(text)
        case {"labels": labels}:
            return Label(labels)
        case {"text": key, "args": args}:
            return Text(key, {name: load_arg(value) for name, value in args.items()})
        case {"time": time}:
            return datetime.fromisoformat(time)
        case {"date": day}:
            return date.fromisoformat(day)
        case _:
            raise ValueError("not an argument of a text")


def dump_message(message: Message) -> dict[str, Any]:
    """Return a message as JSON, for the outbox; `load_message` is its inverse."""
    data: dict[str, Any] = {"body": [dump_arg(part) for part in message.body]}
    if message.buttons:
        data["buttons"] = [
            [
                {
                    "label": dump_arg(b.label),
                    **({"link": b.link} if b.link else {"action": b.action}),
                }
                for b in row
            ]
            for row in message.buttons
        ]
    if message.media is not None:
        data["media"] = message.media
    if message.plain:
        data["plain"] = True
    if message.language is not None:
        data["language"] = message.language
    return data


def load_message(data: Mapping[str, Any]) -> Message:
    return Message(
        body=tuple(_of(load_arg(part), Text, Words) for part in data["body"]),
        buttons=tuple(
            tuple(
                Button(
                    _of(load_arg(b["label"]), Text, Label, Words),
                    b.get("action", ""),
                    b.get("link"),
                )
                for b in row
            )
            for row in data.get("buttons", ())
        ),
        media=data.get("media"),
        plain=data.get("plain", False),
        language=data.get("language"),
    )


def _of(value: Arg, *kinds: type) -> Any:
    if not isinstance(value, kinds):
        raise ValueError(f"{type(value).__name__} cannot stand here in a message")
    return value
