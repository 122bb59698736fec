"""Somebody's words are a stop, a command, a language, an answer, a greeting or a first message.

The first message of any kind is kept, and then asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from conversations import caring, engine
from conversations.actions import Action, Open, Show, Speak, decode
from conversations.effects import Mute
from conversations.engine import FIRST, Step
from conversations.events import Located, NotUsable, Said
from conversations.lifecycle import Status
from conversations.messages import Message, say
from conversations.parsing import normal
from conversations.progress import Draft
from conversations.reception import silence
from conversations.reception.buttons import act, behind
from conversations.roles import May
from conversations.screens import desk, home
from conversations.screens.about import help_screen
from conversations.staff.search import as_number
from conversations.turn import Turn
from conversations.views import ContributionCard, Facts, MyContributions, Want

# What a command leads to, by the name of its words; those in PLAIN also when just typed.
COMMANDS = {
    "help": Show("help"),
    "mine": Show("mine"),
    "language": Show("language"),
    "desk": Show("desk"),
}
PLAIN = ("mine", "language")
FORGET_AFTER = engine.REMIND_AFTER / 2  # an open draft this old is left when words come in


def wants(turn: Turn, event: Said) -> set[Want]:
    """Words ask for the facts that the buttons ask for which they may stand for."""
    meant = (behind(turn.library, action) for action in _may_mean(turn, event))
    found = {want for button in meant for want in button.needs}
    return found | {Want(MyContributions)} if _may_be_about_theirs(turn, event) else found


def _may_mean(turn: Turn, event: Said) -> Iterator[Action]:
    if event.command:
        yield from COMMANDS.values()
    if (number := as_number(engine.plain_text(event))) is not None:
        yield Show("card", number)
    if _nothing_open(turn) and (typed := _typed_button(event, turn.facts)):
        yield typed


def _nothing_open(turn: Turn) -> bool:
    current = turn.progress.current
    return current is None or _forgotten(current, turn.facts)


def _may_be_about_theirs(turn: Turn, event: Said) -> bool:
    """Return whether words may be about what they sent before.

    An answer to a question that is open is not, and is the most frequent thing that is said.
    """
    if _nothing_open(turn):
        return True
    return _called(event, PLAIN, turn.facts) is not None


def said(turn: Turn, event: Said) -> Step:
    """Words that ask for something of their own go before the open draft."""
    library, progress, facts = turn.library, turn.progress, turn.facts
    if event.part.media is None and not (event.part.text or "").strip():
        return not_usable(turn, NotUsable("other"))
    if _is(event, "stop", facts):
        return Step(engine.leave(progress), (silence.stopped(turn),), (Mute(),))
    if (screen := _commands(turn, event)) is not None:
        return _commanded(turn, screen)
    if (action := _means(turn, event)) is not None:
        return act(turn, action)
    if progress.current is None:
        return _unasked(turn, event)
    if engine.is_answer(library, progress, event, facts):
        return engine.hear(library, progress, event, facts)
    return _no_answer(turn, event, progress.current)


def not_usable(turn: Turn, event: Located | NotUsable) -> Step:
    """No conversation can take it, unless the open one asked for a place."""
    if turn.progress.current:
        return engine.hear(turn.library, turn.progress, event, turn.facts)
    what = event.what if isinstance(event, NotUsable) else "location"
    return turn.shows(say(f"not-usable-{what}"), *home.welcome(turn.facts))


# While something is open


def _commands(turn: Turn, event: Said) -> Show | None:
    """A command asks for a screen, and so does a plain word in the midst of something else."""
    facts = turn.facts
    if event.command and (screen := _called(event, COMMANDS, facts)) is not None:
        return screen
    called = _called(event, PLAIN, facts) if turn.progress.current else None
    if called is None or engine.is_answer(turn.library, turn.progress, event, facts):
        return None
    return called


def _commanded(turn: Turn, screen: Show) -> Step:
    """What is open is asked again below the screen, but for one that asks something itself."""
    shown = act(turn, screen)
    if screen == COMMANDS["language"]:
        return shown
    return shown.then(turn.at(shown.progress).shows(*turn.at(shown.progress).asks_again()))


def _means(turn: Turn, event: Said) -> Action | None:
    """Some words do as a button would, whatever is open."""
    if (offered := caring.offered(turn.progress, event, turn.facts)) is not None:
        return offered
    if (language := _named_language(event, turn.facts)) is not None:
        return Speak(language)
    return engine.word_action(turn.library, turn.progress, event, turn.facts)


def _no_answer(turn: Turn, event: Said, draft: Draft) -> Step:
    """Words that do not answer what is open are a greeting, or more of what was told."""
    social = _social(event, turn.facts)
    if social in ("yes", "no"):
        return engine.said_again(turn.library, turn.progress, turn.facts)
    if social is not None:
        return turn.passes("go-on").first_saying(*_sociable(social, turn.facts))
    if _forgotten(draft, turn.facts):
        return _unasked(turn.at(engine.leave(turn.progress)), event)
    return engine.hear(turn.library, turn.progress, event, turn.facts)


def _forgotten(draft: Draft, facts: Facts) -> bool:
    return draft.touched_at is not None and facts.now - draft.touched_at > FORGET_AFTER


# While nothing is open


def _unasked(turn: Turn, event: Said) -> Step:
    facts = turn.facts
    action = _typed_button(event, facts) or _called(event, PLAIN, facts)
    if action is not None:
        return act(turn, action)
    if facts.me.may(May.READ_ALL) and (looked := _looked_for(turn, event)):
        return looked
    if (social := _social(event, facts)) is not None:
        return turn.shows(*_sociable(social, facts), *turn.offers_left())
    if (asked := _asked_about(facts)) and not turn.progress.left:
        return _taken_for_answer(turn, event, asked)
    return _first_message(turn, event)


def _looked_for(turn: Turn, event: Said) -> Step | None:
    """Somebody who works here looks for something with a bare number, or the word for searching."""
    if _is(event, "search", turn.facts):
        return act(turn, Open("search"))
    text = engine.plain_text(event)
    if (number := as_number(text)) is None:
        return None
    found = turn.facts.find(ContributionCard, number)
    if found is None or found.mine:
        return turn.shows(*desk.results((), 0, text or ""))
    return act(turn, Show("card", number))


def _asked_about(facts: Facts) -> ContributionCard | None:
    """Return the contribution about which staff wait for an answer, if there is one."""
    mine = facts.find(MyContributions)
    cards = mine.cards if mine else ()
    asked = [c for c in cards if c.status is Status.QUESTION_ASKED]
    return max(asked, key=lambda card: card.since, default=None)


def _taken_for_answer(turn: Turn, event: Said, asked: ContributionCard) -> Step:
    known = {**turn.facts.views, Want(ContributionCard, asked.id): asked}
    knowing = replace(turn, facts=replace(turn.facts, views=known))
    return _heard_in(knowing, knowing.begins("answer", about=asked.id), event)


def _first_message(turn: Turn, event: Said) -> Step:
    """A first message is kept first; then they are asked what it is."""
    earlier = next((d for d in turn.progress.left if d.conversation == FIRST), None)
    if earlier is not None:  # words that overflowed or were never sorted go first
        opened = engine.resume(turn.library, turn.progress, earlier.run, turn.facts)
    else:
        opened = turn.begins(FIRST)
    return _heard_in(turn, opened, event)


def _heard_in(turn: Turn, opened: Step, event: Said) -> Step:
    """Words go into what was just begun; where it was refused they hear that."""
    if opened.progress.current is None:
        return opened
    return engine.hear(turn.library, opened.progress, event, turn.facts)


def _typed_button(event: Said, facts: Facts) -> Open | None:
    """Return the conversation whose button, in the first message, has this label."""
    text = normal(engine.plain_text(event) or "")
    for row in home.ways(facts) if text else ():
        for shown in row:
            action = decode(shown.action)
            if isinstance(action, Open) and normal(facts.wording.label(shown.label)) == text:
                return action
    return None


# Words by name


def _named_language(event: Said, facts: Facts) -> str | None:
    """Return a language called by its own name ("English please"), when it is not spoken yet."""
    words = set(normal(engine.plain_text(event) or "").split())
    around = facts.wording.words("language-around")
    for code, name in facts.programme.languages.items():
        if code != facts.me.language and normal(name) in words and words - {normal(name)} <= around:
            return code
    return None


def _called(event: Said, names: Iterable[str], facts: Facts) -> Show | None:
    """Return the screen that these words name."""
    return next((COMMANDS[name] for name in names if _is(event, name, facts)), None)


def _social(event: Said, facts: Facts) -> str | None:
    """Name what people say to each other, also a bare yes or no when nothing was asked."""
    names = ("greeting", "help", "thanks", "yes", "no")
    return next((name for name in names if _is(event, name, facts)), None)


def _sociable(social: str, facts: Facts) -> tuple[Message, ...]:
    match social:
        case "greeting":
            return home.welcome(facts)
        case "help":
            return help_screen(facts, Show("help"))
        case "thanks":
            return (say("thanks-back"),)
        case _:
            return (say("understood"),)


def _is(event: Said, name: str, facts: Facts) -> bool:
    text = engine.plain_text(event)
    return text is not None and normal(text) in facts.wording.words(name)
