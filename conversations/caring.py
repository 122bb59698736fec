"""Care answers what care.py judged: danger before everything, a person before a question.

Whatever the words were, they have been kept by then: care adds, or takes the place of the question
that would have followed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from conversations import care, engine
from conversations.actions import Action, Command, Open, React, Speak, decode, encode
from conversations.care import Heard
from conversations.effects import AddTask, Gesture, NoteYoung, ShowChosen
from conversations.engine import FIRST, Library, Step
from conversations.events import Edited, Said
from conversations.messages import Button, Message, Text, Words, button, column, say
from conversations.parsing import normal
from conversations.parts import QUOTED
from conversations.progress import Progress
from conversations.roles import May
from conversations.screens import helplines
from conversations.screens.home import readers
from conversations.views import Facts

GENTLE = timedelta(days=7)  # how long no emoji stands beside what was said
ONCE = timedelta(days=1)  # what was answered to is not answered to again within this time
STILL_IN_DANGER = timedelta(minutes=30)  # what is said so soon after belongs to it
MOST_BUTTONS = 8  # beside a message
BSN = say("bsn-taken-out")


def attend(
    library: Library, before: Progress, step: Step, heard: Heard, facts: Facts
) -> tuple[Step, bool]:
    """Return the step with what care has to say, and whether that leaves no room for courtesies."""
    judged = heard.judged
    step = _no_longer_offered(step)
    if _at_work(library, before):
        return step, False
    works = facts.me.may(May.READ_ALL)
    child = judged.young and not facts.me.young and not works
    if child:  # before anything is offered by which they would be reached
        step = _noted_young(library, step)
        facts = replace(facts, me=replace(facts.me, young=True))
    if judged.danger:
        return _danger(library, step, judged.danger, heard, facts), True
    if works:
        return step, False
    answers = _urgent(library, before)  # a number to be called on, to who asked for it
    if not answers and _recently(step.progress, "alarm", facts.now, STILL_IN_DANGER):
        step = _told_as_well(library, step, heard, facts)
    if not _urgent(library, step.progress):
        if judged.heavy or _recently(step.progress, "heavy", facts.now):
            cared, urgent = _heavy(library, step, heard, facts)
            unanswered = child and not cared.messages  # what was open is open no more
            return (_young(cared, facts) if unanswered else cared), urgent
        if judged.angry and not _recently(step.progress, "anger", facts.now):
            return _anger(step, heard, facts)
        if _recently(step.progress, "anger", facts.now) and _asks_what_it_is(step):
            step = _or_that_is_all(step)
    if child:
        return _young(step, facts), False
    return _suggest_language(step, heard, facts), False


def offered(progress: Progress, event: Said, facts: Facts) -> Action | None:
    """Return what a typed answer to the offer of a call means: a button, or a bare yes or no."""
    said = normal(engine.plain_text(event) or "")
    if "offer" not in progress.cared or not said:
        return None
    ways = _ways(progress, facts)
    labels = {normal(facts.wording.label(shown.label)): shown.action for shown in ways}
    if said in labels:
        return decode(labels[said])
    if said in facts.wording.words("yes"):
        return decode(ways[0].action)
    return decode(ways[-1].action) if said in facts.wording.words("no") else None


def _no_longer_offered(step: Step) -> Step:
    """Something else has been said since; in a burst that is not answered the offer stands."""
    if not step.messages or "offer" not in step.progress.cared:
        return step
    return replace(step, progress=_forget(step.progress, "offer"))


def _forget(progress: Progress, noted: str) -> Progress:
    cared = {what: when for what, when in progress.cared.items() if what != noted}
    return replace(progress, cared=cared)


def finish(step: Step, heard: Heard, facts: Facts) -> Step:
    """Add the warning about a number, and leave out emoji beside sorrow."""
    if heard.taken:
        after = heard.judged.danger is not None  # nothing comes before 112
        step = replace(step, messages=(*step.messages, BSN)) if after else step.first_saying(BSN)
    if not _recently(step.progress, "gentle", facts.now, GENTLE):
        return step
    return replace(
        step,
        messages=tuple(replace(message, plain=True) for message in step.messages),
        gestures=tuple(_plainly(gesture) for gesture in step.gestures),
    )


def no_alarm(progress: Progress) -> Progress:
    """They say that nobody is in danger: what follows is a message like any other."""
    return _forget(progress, "alarm")


def nothing_left(library: Library, progress: Progress, facts: Facts) -> Step:
    """Ask again what is open, after a message that was nothing but a number."""
    return Step(progress, engine.ask_again(library, progress, facts) or (say("bsn-and-now"),))


def _plainly(gesture: Gesture) -> Gesture:
    if isinstance(gesture, ShowChosen):
        return replace(gesture, chosen=care.without_emoji(gesture.chosen))
    return gesture


def _at_work(library: Library, progress: Progress) -> bool:
    """Return whether what somebody writes goes to a resident: "bel 112" is advice then."""
    current = progress.current
    return current is not None and library[current.conversation].speaker == "colleague"


def _urgent(library: Library, progress: Progress) -> bool:
    current = progress.current
    return current is not None and library[current.conversation].manner.urgent


def _noted(step: Step, now: datetime, *what: str) -> Step:
    cared = {**step.progress.cared, **dict.fromkeys(what, now)}
    return replace(step, progress=replace(step.progress, cared=cared))


def _recently(progress: Progress, what: str, now: datetime, within: timedelta = ONCE) -> bool:
    return what in progress.cared and now - progress.cared[what] < within


# Danger


def _danger(library: Library, step: Step, danger: str, heard: Heard, facts: Facts) -> Step:
    """Danger comes before everything else that is said, and a person is told.

    After words about dying or fear at home no other question follows: the draft waits. Nor is
    anybody in danger asked what kind of message that is.
    """
    event = heard.event
    words = event.part.text if isinstance(event, Said | Edited) else None
    hidden_from = engine.kept_from(library, step.progress, facts)
    told = AddTask("emergency", None, {"words": (words or "")[:QUOTED]}, hidden_from)
    step = replace(step, effects=(*step.effects, told))
    step = _noted(step, facts.now, "alarm", "gentle", *(() if danger == "danger" else ("heavy",)))
    buttons = [button("button-no-danger", encode(React("no_danger")))]
    if not facts.me.young:
        buttons.append(button("button-call-later", encode(Open("call"))))
    if danger == "danger" and not _asks_what_it_is(step):
        return step.first_saying(_emergency(danger, buttons, facts, hidden_from))
    if danger == "home" and facts.me.discreet is None:
        buttons.append(button("button-shared", encode(Open("shared"))))
    if current := step.progress.current:
        buttons.append(button("button-resume", encode(Command(current.run, "resume"))))
    return replace(
        step,
        progress=engine.leave(step.progress),
        messages=(_emergency(danger, buttons, facts, hidden_from),),
    )


def _told_as_well(library: Library, step: Step, heard: Heard, facts: Facts) -> Step:
    """Tell a person at once what follows, too: where they are, or how it goes on."""
    event = heard.event
    words = event.part.text if isinstance(event, Said) else None
    if not words:
        return step
    hidden_from = engine.kept_from(library, step.progress, facts)
    told = AddTask("emergency", None, {"words": words[:QUOTED]}, hidden_from)
    return replace(step, effects=(*step.effects, told))


def _emergency(danger: str, buttons: list[Button], facts: Facts, never: Collection[int]) -> Message:
    body = [
        Text(f"emergency-{danger}", helplines.lines(facts)),
        *helplines.team(facts),
        *(helplines.youth_worker(facts) if facts.me.young else ()),
        helplines.who_reads(facts, never),
    ]
    return Message(tuple(body), column(*buttons))


# Heavy words


def _heavy(library: Library, step: Step, heard: Heard, facts: Facts) -> tuple[Step, bool]:
    """Offer a person first, in place of the question that would follow.

    In a message that is not sorted yet that holds for each question: nobody in sorrow is asked what
    kind of message it is.
    """
    again = _recently(step.progress, "heavy", facts.now)
    if again and not _asks_what_it_is(step):
        return step, False
    said = isinstance(heard.event, Said)
    more = (Text("heavy-more"),) if said else ()
    never = engine.kept_from(library, step.progress, facts)
    body = more if again else _sorry(heard.judged.heavy or "grief", facts, never)
    offer = Message((*body, *_offered(step.progress, facts)), column(*_ways(step.progress, facts)))
    step = _noted(step, facts.now, "offer", "gentle", *(() if again else ("heavy",)))
    return _in_place_of_the_question(step, offer), said


def _asks_what_it_is(step: Step) -> bool:
    """Return whether the step ends with the question what kind of message a first one is."""
    return bool(step.messages) and any(
        isinstance(part, Text) and part.key.startswith(f"{FIRST}-kind-")
        for part in step.messages[-1].body
    )


def _sorry(kind: str, facts: Facts, never: Collection[int]) -> tuple[Text, ...]:
    said = Text(f"heavy-{kind}", helplines.lines(facts))
    team = helplines.team(facts) if kind in ("hunger", "fear") else ()
    reads = helplines.who_reads(facts, never)
    if reads.key == "read-today":
        reads = Text("heavy-read", {"readers": readers(facts)})
    elif reads.key == "read-later":
        reads = Text("heavy-read-later", {**reads.args, "readers": readers(facts)})
    return (said, *team, *(helplines.youth_worker(facts) if facts.me.young else ()), reads)


def _offered(progress: Progress, facts: Facts) -> tuple[Text, ...]:
    if not facts.me.young:
        return (Text("heavy-call"),)
    return (Text("heavy-pass-on"),) if _is_first(progress) else ()


def _ways(progress: Progress, facts: Facts) -> list[Button]:
    """Offer a call, or to write it down: it is sent as it is, or the conversation goes on."""
    current = progress.current
    on = Command(current.run, "resume") if current else React("go_on")
    if facts.me.young:
        if current is None or not _is_first(progress):
            return [button("button-resume", encode(on))]
        return [
            button("button-pass-on", encode(Command(current.run, "as_is"))),
            button("button-discard", encode(Command(current.run, "discard"))),
        ]
    call = button("button-call-me", encode(Open("call")))
    if current is None or not _is_first(progress):
        return [call, button("button-no-go-on", encode(on))]
    return [call, button("button-write-it", encode(Command(current.run, "as_is")))]


def _is_first(progress: Progress) -> bool:
    return progress.current is not None and progress.current.conversation == FIRST


def _in_place_of_the_question(step: Step, message: Message) -> Step:
    if step.progress.current is None:
        return step.first_saying(message)
    return replace(step, messages=(*step.messages[:-1], message))


# Anger


def _anger(step: Step, heard: Heard, facts: Facts) -> tuple[Step, bool]:
    """Answer anger without scolding, and without a question about the anger itself."""
    step = _noted(step, facts.now, "anger")
    said = Text("anger", {"readers": readers(facts)})
    current = step.progress.current
    if current is None or current.conversation != FIRST:
        return step.first_saying(Message((said,))), False
    ways = [button("button-that-is-all", encode(Command(current.run, "as_is")))]
    if not facts.me.young:
        ways.append(button("button-call-me", encode(Open("call"))))
    ways.append(button("button-resume", encode(Command(current.run, "resume"))))
    asked = Message((said, Text("anger-what")), column(*ways))
    return _in_place_of_the_question(step, asked), True


def _or_that_is_all(step: Step) -> Step:
    """Whoever is angry may still leave it at what was said, above the way back."""
    asked = step.messages[-1]
    if sum(map(len, asked.buttons)) >= MOST_BUTTONS:
        return step
    enough = column(button("button-that-is-all", encode(Command(step.progress.open.run, "as_is"))))
    shown = replace(asked, buttons=(*asked.buttons[:-1], *enough, *asked.buttons[-1:]))
    return replace(step, messages=(*step.messages[:-1], shown))


# Under 16


def _noted_young(library: Library, step: Step) -> Step:
    """Nothing more is asked by which they could be reached."""
    step = replace(step, effects=(*step.effects, NoteYoung()))
    current = step.progress.current
    if current is None or not library[current.conversation].manner.contact:
        return step
    return replace(step, progress=replace(step.progress, current=None), messages=())


def _young(step: Step, facts: Facts) -> Step:
    """They hear who is there for them."""
    told = Message((Text("young-heard"), *helplines.youth_worker(facts)))
    return step.first_saying(told if step.messages else replace(told, buttons=engine.HOME))


# Language


def _suggest_language(step: Step, heard: Heard, facts: Facts) -> Step:
    """Suggest a language once, in that language; it is never changed without a tap."""
    spoken, event = facts.spoken, heard.event
    if spoken is None or spoken == facts.me.language or not isinstance(event, Said):
        return step
    text = event.part.text or ""
    name = facts.programme.languages.get(spoken)
    agree = care.has_enough_words(text) and care.in_script_of(text, spoken)
    if name is None or not agree or "language" in step.progress.cared:
        return step
    choice = column(Button(Words(name), encode(Speak(spoken))))
    suggestion = replace(say("suggest-language", choice), language=spoken)
    return _noted(step.first_saying(suggestion), facts.now, "language")
