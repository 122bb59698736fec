"""The other side of the channels: what arrives, when and where, and what goes wrong on the way."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.channels.base import Channel, Gone, Part, Refused, Unreached, WasBlocked
from bot.delivery import Delivery
from storage.models.sending import Outgoing, Sent
from tests.house import FakeChannel, FakeClock

TAKES_NOTHING = ("gone", "refused for no reason")  # why a letter is dead


class Crash(BaseException):
    """The process ends here: no handler of ours may catch it."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One part of a letter on somebody's screen."""

    letter: Outgoing
    place: int
    at: datetime
    stopped: bool  # the person had said stop
    again: bool  # it had been there before, and no crash was the reason


@dataclass
class Post:
    """What has arrived, whatever the bot remembers of it."""

    clock: FakeClock
    random: random.Random
    seen: Counter[str]
    unreached: float = 0.004
    refused: float = 0.0006
    blocked: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    stopped: set[int] = field(default_factory=set)  # persons
    troubled: set[int] = field(default_factory=set)  # letters that met a fault of the network
    arrivals: list[Arrival] = field(default_factory=list)  # since somebody looked
    crash: Literal["before", "after"] | None = None
    tries_again: bool = False  # a letter must wait for its next try
    caught: set[int] = field(default_factory=set)  # letters in flight when the process ended
    _there: set[tuple[int, int, int]] = field(default_factory=set)
    _whole: set[tuple[int, int]] = field(default_factory=set)
    _letter: Outgoing | None = None
    _place: int = 0

    def follow(self, delivery: Delivery) -> None:
        """Know which letter a channel is asked to send; end the process around one."""
        send = delivery.send

        async def followed(letter: Outgoing) -> Sent:
            self._letter, self._place = letter, letter.parts_sent
            if self.crash == "before":
                self._ends("ended before a letter left")
            result = await send(letter)
            if self.crash == "after" and result.state == "sent":
                self.caught.add(letter.id)
                self._ends("ended with a letter in flight")
            if result.state == "sent":
                self._whole.add((letter.id, letter.account))
            return result

        delivery.send = followed  # type: ignore[method-assign, assignment]

    def _ends(self, how: str) -> None:
        self.crash = None
        self.seen[f"fault {how}"] += 1
        raise Crash(how)

    def trouble(self, to: str) -> None:
        """What goes wrong before it arrives. Raises a ChannelError."""
        if to in self.gone:
            self.seen["fault gone when written to"] += 1
            raise Gone(TAKES_NOTHING[0])
        if to in self.blocked:
            self.seen["fault blocked when written to"] += 1
            raise WasBlocked("blocked")
        chance = self.random.random()
        if chance < self.unreached:
            self._note("the network fails")
            self.tries_again = True
            raise Unreached("no answer")
        if chance < self.unreached + self.refused:
            self._note("a letter is refused")
            raise Refused(TAKES_NOTHING[1])

    def _note(self, fault: str) -> None:
        self.seen[f"fault {fault}"] += 1
        if self._letter is not None:
            self.troubled.add(self._letter.id)

    def arrives(self) -> None:
        letter = self._letter
        if letter is None:
            raise RuntimeError("sent by something that is no delivery")
        there = (letter.id, letter.account, self._place)
        before = there in self._there or there[:2] in self._whole
        again = before and letter.id not in self.caught
        self._there.add(there)
        stopped = letter.person in self.stopped
        self.arrivals.append(Arrival(letter, self._place, self.clock.now(), stopped, again))
        self._place += 1


class Phones(FakeChannel):
    """A channel of phones: what arrives there rings."""

    post: Post

    async def send(self, to: str, part: Part) -> str:
        self.post.trouble(to)
        self.calls += 1
        self.post.arrives()
        return str(self.calls)


class Pages(FakeChannel):
    """The bot's own web chat, followed; it keeps a transcript, which people come to look at."""

    post: Post
    real: Channel

    async def send(self, to: str, part: Part) -> str:
        self.post.trouble(to)
        number = await self.real.send(to, part)
        self.post.arrives()
        return number


def phones(post: Post) -> Phones:
    channel = Phones(post.clock)
    channel.post = post
    return channel


def pages(post: Post, real: Channel) -> Pages:
    channel = Pages(post.clock, name=real.name)
    channel.post, channel.real = post, real
    return channel
