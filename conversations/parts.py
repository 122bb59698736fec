"""What somebody told is kept in the parts in which it came: words, voice notes and photos."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from conversations.messages import Arg, Text, Words

# Control characters but tab and line ends, and halves of a character (lone surrogates).
_UNKEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def kept(text: str) -> str:
    """Return the text without what no database keeps and no screen shows.

    It would sink the rest.
    """
    return text if text.isprintable() else _UNKEPT.sub("", text)


MediaKind = Literal["voice", "photo", "file"]


@dataclass(frozen=True, slots=True)
class MediaRef:
    """A voice note, photo or file by reference; the bytes are fetched later, by a row.

    `id` is ours (stable for the same file), `reference` is the channel's.
    """

    id: str
    kind: MediaKind
    reference: str
    seconds: int | None = None
    size: int | None = None  # bytes
    mime: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One message of a story. `ref` names the message it came in, so that an edit finds it."""

    ref: str
    text: str | None = None
    media: MediaRef | None = None
    rough: bool = False  # it holds insults: staff uncover it with a tap

    def __post_init__(self) -> None:
        if self.text is not None:
            object.__setattr__(self, "text", kept(self.text))


LONGEST_STORY = 10_000  # characters, all parts together
MOST_PARTS = 30
QUOTED = 200  # characters of a person's words that an answer or a task repeats


@dataclass(frozen=True, slots=True)
class StoryValue:
    """A story holds the parts in the order in which they came."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return "\n".join(part.text for part in self.parts if part.text)

    @property
    def media(self) -> tuple[MediaRef, ...]:
        return tuple(part.media for part in self.parts if part.media)

    @property
    def beginning(self) -> str:
        """The first of the words say what it is about."""
        text = " ".join(part.text for part in self.parts if part.text)
        return text if len(text) <= QUOTED else text[:QUOTED].rsplit(" ", 1)[0] + " …"

    def has_room(self, part: Part) -> bool:
        fits = len(self.text) + len(part.text or "") <= LONGEST_STORY
        return fits and len(self.parts) < MOST_PARTS

    def plus(self, part: Part) -> StoryValue:
        return StoryValue((*self.parts, part))

    def corrected(self, part: Part) -> StoryValue | None:
        """One of its messages was edited; None when the message is not in it."""
        if all(old.ref != part.ref for old in self.parts):
            return None
        return StoryValue(
            tuple(
                replace(old, text=part.text or None, rough=part.rough)
                if old.ref == part.ref
                else old
                for old in self.parts
            )
        )


def words_of(parts: tuple[Part, ...], heard: str | None) -> str:
    """These are the first of somebody's words, unchanged; else what was heard, if they agreed.

    Empty when there are neither.
    """
    return StoryValue(parts).beginning or StoryValue((Part("heard", heard),)).beginning


def story_lines(parts: tuple[Part, ...], *, covered: bool = False) -> Arg:
    """A story is shown in lines: words as they are, a sign for what is not text.

    `covered`: rough words have a sign in their place too.
    """
    lines: list[Arg] = []
    for part in parts:
        if part.media is not None:
            lines.append(media_line(part.media.kind, part.media.seconds))
        if part.text and part.rough and covered:
            lines.append(Text("rough-words"))
        elif part.text:
            lines.append(Words(part.text))
    return tuple(lines)


def media_line(kind: str, seconds: int | None) -> Text:
    if kind == "voice":
        return Text("media-voice", {"seconds": seconds} if seconds else {"seconds": "?"})
    return Text(f"media-{kind}")


def dump_part(part: Part) -> dict[str, Any]:
    """A part becomes JSON; `load_part` is its inverse."""
    data: dict[str, Any] = {"ref": part.ref}
    if part.text is not None:
        data["text"] = part.text
    if part.rough:
        data["rough"] = True
    if part.media is not None:
        media = part.media
        kept = {
            "id": media.id, "kind": media.kind, "reference": media.reference,
            "seconds": media.seconds, "size": media.size, "mime": media.mime, "name": media.name,
        }  # fmt: skip
        data["media"] = {name: value for name, value in kept.items() if value is not None}
    return data


def load_part(data: Any) -> Part:
    if not isinstance(data, Mapping):
        raise TypeError("not a part of a story")
    media = data.get("media")
    return Part(
        data["ref"],
        data.get("text"),
        MediaRef(**media) if media else None,
        rough=data.get("rough", False),
    )
