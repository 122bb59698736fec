"""One turn of a guided conversation: state and event in, state, messages and effects out.

Back, skip, correct, pause, discard, the summary and what happens when somebody is not understood
are written here, once, for every conversation. No clock, no I/O, no channel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from conversations.actions import (
    Answer,
    Command,
    CommandName,
    Open,
    React,
    Show,
    decode,
    encode,
)
from conversations.declare import (
    LONGEST_STORY,
    MOST_PARTS,
    Answers,
    Choices,
    Conversation,
    Date,
    Improve,
    LongText,
    Option,
    Place,
    Question,
    Reading,
    Result,
    Story,
    StoryValue,
    Suggested,
    YesNo,
)
from conversations.effects import AddWords, Effect, Gesture, KeepMedia, Remember, ShowChosen
from conversations.events import Located, NotUsable, Part, Said, Tapped
from conversations.messages import (
    Arg,
    Button,
    Label,
    Message,
    Rows,
    Text,
    button,
    column,
    say,
)
from conversations.progress import Draft, Progress
from conversations.reading import normal
from conversations.screens.help import youth_worker
from conversations.views import ContributionCard, Facts

BURST = timedelta(minutes=2)  # what follows a part within this time belongs to the story
FEW_WORDS = 3  # up to so many are taken for an attempt at an answer
REMIND_AFTER = timedelta(days=1)  # one gentle reminder, then silence
SETTLE_AFTER = timedelta(days=2)  # a first message that nobody sorted goes to a person
REMEMBERED = "~"  # the code of "yes, that one" under a remembered answer
FIRST = "first"  # the conversation that keeps a first message and asks what it is
HOME = column(button("button-home", encode(Show("home"))))
NOT_FOR_YOU = say("not-for-you", HOME)

Library = Mapping[str, Conversation]


@dataclass(frozen=True, slots=True)
class Step:
    """What a turn leads to. Messages answer the person whose event it was."""

    progress: Progress
    messages: tuple[Message, ...] = ()
    effects: tuple[Effect, ...] = ()
    gestures: tuple[Gesture, ...] = ()

    def then(self, later: Step) -> Step:
        return Step(
            later.progress,
            self.messages + later.messages,
            self.effects + later.effects,
            self.gestures + later.gestures,
        )

    def first_saying(self, *messages: Message) -> Step:
        return replace(self, messages=messages + self.messages)


def position(conversation: Conversation, draft: Draft) -> Question[Any] | None:
    """The question that is open: the first that applies and has no settled answer.

    A late one, and one that is never asked by itself, is open only once it was asked for.
    """
    answers = answers_of(conversation, draft)
    for question in conversation:
        if question.applies(answers) and (
            question.id in draft.reopened
            or not (question.late or question.aside or answers.settled(question))
        ):
            return question
    return None


def answers_of(conversation: Conversation, draft: Draft) -> Answers:
    return Answers(draft.answers, conversation)


def up_to_date(library: Library, progress: Progress) -> Progress:
    """Progress after a deploy: renamed questions under their new ids, and nothing open that is
    no longer there (its draft waits among those left)."""
    current = progress.current
    if current and current.conversation not in library:
        progress = replace(progress, current=None, left=(*progress.left, current))
    renamed = [d.conversation for d in drafts(progress) if _renamed(library, d)]
    if not renamed:
        return progress
    return replace(
        progress,
        current=_rename(library, progress.current) if progress.current else None,
        left=tuple(_rename(library, draft) for draft in progress.left),
    )


class _Informed(Library):
    """A turn looks into one or two of all conversations: only those are informed."""

    def __init__(self, library: Library, facts: Facts) -> None:
        self._library = library
        self._facts = facts
        self._found: dict[str, Conversation] = {}

    def __getitem__(self, name: str) -> Conversation:
        if name not in self._found:
            self._found[name] = self._library[name].informed(self._facts)
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._library)

    def __len__(self) -> int:
        return len(self._library)


def informed(library: Library, facts: Facts) -> Library:
    """The library with what only these facts know."""
    return _Informed(library, facts)


def _renamed(library: Library, draft: Draft) -> Mapping[str, str]:
    found = library.get(draft.conversation)
    return found.renamed if found else {}


def _rename(library: Library, draft: Draft) -> Draft:
    names = _renamed(library, draft)
    return replace(
        draft,
        answers={names.get(q, q): record for q, record in draft.answers.items()},
        reopened=tuple(names.get(q, q) for q in draft.reopened),
        shown={names.get(q, q): codes for q, codes in draft.shown.items()},
        plainly=tuple(names.get(q, q) for q in draft.plainly),
    )


def drafts(progress: Progress) -> tuple[Draft, ...]:
    """All of them: the open one first, then those left, the last left first."""
    left = tuple(reversed(progress.left))
    return (progress.current, *left) if progress.current else left


# Beginning and leaving


def begin(
    library: Library,
    progress: Progress,
    conversation_id: str,
    facts: Facts,
    *,
    about: int | None = None,
    seen: int | None = None,
    carry: Mapping[str, Mapping[str, Any]] | None = None,
    offering: bool = True,
) -> Step:
    """Start a conversation; what was open is left, to be picked up later.

    A draft of the same conversation that already holds answers is offered first, if `offering`.
    """
    conversation = library[conversation_id]
    earlier = _earlier(progress, conversation_id, about) if offering else None
    if earlier:
        return Step(progress, (_pick_up(earlier, "pick-up-or-restart"),))
    draft = Draft(
        conversation=conversation_id,
        run=_run_code(progress.runs),
        answers=dict(carry or {}),
        about=about,
        seen=seen,
        touched_at=facts.now,
        last_part_at=facts.now if carry else None,
    )
    if conversation.contact and facts.me.young:
        told = Message((Text("young-no-contact"), *youth_worker(facts)))
        return _refused(library, progress, told, facts)
    if conversation.gate and (refusal := conversation.gate(draft, facts)):
        return _refused(library, progress, refusal, facts)
    progress = replace(leave(progress), runs=progress.runs + 1, current=draft)
    return _go_on(library, progress, facts)


def _refused(library: Library, progress: Progress, refusal: Message, facts: Facts) -> Step:
    """Not begun: what was open stays open, else there is the way home."""
    if progress.current is None:
        return Step(progress, (replace(refusal, buttons=refusal.buttons or HOME),))
    return _ask(library, progress, facts).first_saying(refusal)


def _restart(library: Library, progress: Progress, draft: Draft, facts: Facts) -> Step:
    without = _without(progress, draft.run)
    about, seen = draft.about, draft.seen
    return begin(
        library, without, draft.conversation, facts, about=about, seen=seen, offering=False
    )


def leave(progress: Progress) -> Progress:
    """Put the open draft aside; one without a single answer is forgotten."""
    if progress.current is None:
        return progress
    kept = (progress.current,) if progress.current.answers else ()
    return replace(progress, current=None, left=progress.left + kept)


def unasked(progress: Progress) -> Progress:
    """Nobody is reminded any more of what they left."""
    return replace(progress, left=tuple(replace(draft, reminded=True) for draft in progress.left))


def way_back(library: Library, progress: Progress) -> Rows:
    """The button to what was left last, when something was."""
    known = (d for d in drafts(progress) if d.answers and d.conversation in library)
    unfinished = next(known, None)
    return _resume_button(unfinished) if unfinished else ()


def resume(library: Library, progress: Progress, run: str, facts: Facts) -> Step:
    draft = progress.draft(run)
    if draft is None or draft.conversation not in library:
        return passed(library, progress, facts)
    progress = leave(_without(progress, run))
    draft = replace(
        draft,
        misses=0,
        adding=False,
        repeated=False,
        reminded=False,
        album=None,
        touched_at=facts.now,
        last_part_at=None,
    )
    return _go_on(library, replace(progress, current=draft), facts)


def take_over(progress: Progress, brought: Progress) -> Progress:
    """Progress with the drafts of another account of the same person, the open one open here.

    Runs are an account's own, so that each gets a new name.
    """
    taken = leave(progress)
    for draft in reversed(drafts(brought)):
        renamed = replace(draft, run=_run_code(taken.runs))
        taken = replace(taken, runs=taken.runs + 1, left=(*taken.left, renamed))
    if brought.current is None:
        return taken
    *left, current = taken.left
    return replace(taken, current=current, left=tuple(left))


def next_reminder(progress: Progress) -> tuple[datetime, str, str] | None:
    """When a clock should ring for a draft that waits: (moment, what, run)."""
    rings = []
    for draft in drafts(progress):
        if not draft.answers or draft.touched_at is None:
            continue
        if not draft.reminded:
            rings.append((draft.touched_at + REMIND_AFTER, "remind", draft.run))
        elif draft.conversation == FIRST:
            rings.append((draft.touched_at + REMIND_AFTER + SETTLE_AFTER, "settle", draft.run))
    return min(rings, default=None)


def remind(library: Library, progress: Progress, run: str, facts: Facts) -> Step:
    """Once, and not to somebody who asked for silence."""
    draft = progress.draft(run)
    if draft is None or draft.reminded:
        return Step(progress)
    reminded = replace(draft, reminded=True)
    if progress.current and progress.current.run == run:
        progress = replace(progress, current=reminded)
    else:
        left = tuple(reminded if d.run == run else d for d in progress.left)
        progress = replace(progress, left=left)
    if facts.me.muted or draft.conversation not in library:
        return Step(progress)
    key = "remind-first" if draft.conversation == FIRST else "remind"
    if draft.conversation == FIRST and "gentle" in progress.cared:
        key = "remind-gently"
    return Step(progress, (_pick_up(reminded, key),))


def settle(library: Library, progress: Progress, run: str, facts: Facts) -> Step:
    """A first message that was never sorted is sent on to a person as it is."""
    draft = progress.draft(run)
    if draft is None or draft.conversation != FIRST or not draft.reminded:
        return Step(progress)
    return _as_it_is(library, progress, draft, facts)


def _as_it_is(library: Library, progress: Progress, draft: Draft, facts: Facts) -> Step:
    """A first message goes to a person without being sorted."""
    conversation = library[FIRST]
    result = conversation.on_submit(answers_of(conversation, draft), draft, facts)
    return Step(_without(progress, draft.run), result.messages, result.effects)


def parts_told(library: Library, draft: Draft) -> tuple[Part, ...]:
    """What was told in a draft so far."""
    conversation = library.get(draft.conversation)
    story = conversation.story if conversation else None
    if conversation is None or story is None:
        return ()
    value = answers_of(conversation, draft).get(story)
    return value.parts if value else ()


def told(library: Library, progress: Progress) -> dict[str, str]:
    """The beginning of what was told in the draft that is open, or was left last, for a task."""
    if (draft := _told_in(library, progress)) is None:
        return {}
    parts = parts_told(library, draft)
    rough = {"rough": "yes"} if any(part.rough for part in parts) else {}
    return {"words": StoryValue(parts).beginning, **rough}


def told_lately(
    library: Library, progress: Progress, within: timedelta, facts: Facts
) -> Draft | None:
    """The draft that `told` speaks of, when somebody was still busy with it; of its own, not
    about what was sent before."""
    draft = _told_in(library, progress)
    if draft is None or draft.about is not None or draft.touched_at is None:
        return None
    return draft if facts.now - draft.touched_at <= within else None


def without(progress: Progress, draft: Draft) -> Progress:
    """Progress after a draft was handed in."""
    return _without(progress, draft.run)


def kept_from(library: Library, progress: Progress, facts: Facts) -> tuple[int, ...]:
    """The persons who must not get what `told` says."""
    draft = _told_in(library, progress)
    return hidden_from(library, draft, facts) if draft else ()


def hidden_from(library: Library, draft: Draft, facts: Facts) -> tuple[int, ...]:
    """The persons who must not get what is told in a draft."""
    conversation = library[draft.conversation]
    if conversation.hides is None:
        return ()
    return conversation.hides(answers_of(conversation, draft), facts)


def _told_in(library: Library, progress: Progress) -> Draft | None:
    found = (d for d in drafts(progress) if StoryValue(parts_told(library, d)).beginning)
    return next(found, None)


# What somebody says


def hear(
    library: Library, progress: Progress, event: Said | Located | NotUsable, facts: Facts
) -> Step:
    """Words, a voice note, a photo or a place while a draft is open."""
    _, conversation, question = _open(library, progress)
    if isinstance(event, NotUsable):
        return _ask(library, progress, facts).first_saying(say(f"not-usable-{event.what}"))
    if isinstance(event, Located):
        if isinstance(question, Place):
            return _answered(library, progress, question, question.locate(event), facts)
        return _ask(library, progress, facts).first_saying(say("not-usable-location"))
    if isinstance(question, Story):
        return _tell(library, progress, question, event, facts)
    if isinstance(question, LongText):
        beginning = _beginning_in(library, progress, question, event, facts)
        if beginning is not None:
            return _begun(library, progress, question, beginning, facts)
    value = _understood(library, progress, event, facts)
    if question is not None and value is not None:
        return _answered(library, progress, question, value, facts)
    if conversation.story is not None:
        return _join(library, progress, conversation.story, event, facts)
    return _keep_aside(library, progress, event.part, facts)


def _understood(library: Library, progress: Progress, event: Said, facts: Facts) -> Any:
    """The answer that a text gives to the open question; None when it gives none."""
    draft, conversation, question = _open(library, progress)
    text = plain_text(event)
    if question is None or text is None:
        return None
    if normal(text) in facts.wording.words("yes"):
        remembered = _remembered(draft, question, facts)
        if remembered is not None:
            return remembered
    if isinstance(question, LongText) and (beginning := _begun_with(conversation, draft, question)):
        key = f"{conversation.id}-{question.id}-{beginning}-said"
        return question.completed(facts.wording.label(Text(key)), text)
    value = question.read(text, _reading(conversation, question, facts))
    if isinstance(question, Choices) and value is not None:
        return tuple(dict.fromkeys((*_chosen(draft, question), *value)))
    return value


def _beginning_in(
    library: Library, progress: Progress, question: LongText, event: Said, facts: Facts
) -> Option | None:
    """The beginning that a text names, as its button does."""
    draft, conversation, _ = _open(library, progress)
    text = plain_text(event)
    if text is None:
        return None
    if _begun_with(conversation, draft, question):
        return None
    key, said = f"{conversation.id}-{question.id}", normal(text)
    found = question.begins(answers_of(conversation, draft))
    labels = {o.code: normal(facts.wording.label(question.option_label(o, key))) for o in found}
    return next((option for option in found if labels[option.code] == said), None)


def _begun_with(conversation: Conversation, draft: Draft, question: LongText) -> str | None:
    """The code of the beginning that was chosen for a text, while the rest is not there."""
    record = draft.answers.get(question.id, {})
    begun = record.get("begun") if record.get("open") else None
    known = question.begins(answers_of(conversation, draft))
    return next((option.code for option in known if option.code == begun), None)


def _begun(
    library: Library, progress: Progress, question: LongText, beginning: Option, facts: Facts
) -> Step:
    """A beginning of the open text was chosen; the rest is to be typed."""
    draft = progress.open.with_answer(question.id, {"begun": beginning.code, "open": True})
    begun = replace(progress, current=replace(draft, touched_at=facts.now))
    return _ask(library, begun, facts)


def plain_text(event: Said) -> str | None:
    """The words of a message that is nothing but words."""
    return event.part.text if event.part.media is None else None


def is_answer(library: Library, progress: Progress, event: Said, facts: Facts) -> bool:
    """Whether a text answers the open question by one of the options that were shown."""
    draft, _, question = _open(library, progress)
    if question is None:
        return False
    if not question.offered() or isinstance(question, Suggested):  # as remembered, or another
        said = normal(plain_text(event) or "")
        remembered = _remembered(draft, question, facts)
        return remembered is not None and said in facts.wording.words("yes")
    return _understood(library, progress, event, facts) is not None


def corrected(library: Library, progress: Progress, part: Part, facts: Facts) -> Step | None:
    """An edit of a message that is part of a draft; None when no draft holds it."""
    for draft in drafts(progress):
        conversation = library.get(draft.conversation)
        story = conversation.story if conversation else None
        if conversation is None or story is None:
            continue
        told = answers_of(conversation, draft).get(story)
        changed = told.corrected(part) if told else None
        if changed is None:
            continue
        record = {**draft.answers[story.id], "value": story.dump(changed)}
        mended = replace(
            draft, answers={**draft.answers, story.id: record}, revision=draft.revision + 1
        )
        if draft is not progress.current:
            left = tuple(mended if d is draft else d for d in progress.left)
            return Step(replace(progress, left=left), (say("edit-kept"),))
        progress = replace(progress, current=mended)
        return _ask(library, progress, facts).first_saying(say("edit-kept"))
    return None


# What somebody taps


def choose(
    library: Library, progress: Progress, action: Answer, tapped: Tapped | None, facts: Facts
) -> Step:
    """An option was tapped: of the open question, or of one that was answered before."""
    draft = progress.current
    if draft is None or draft.run != action.run:
        return passed(library, progress, facts)
    conversation = library[draft.conversation]
    question = conversation.question(action.question)
    now_open = position(conversation, draft)
    if question is None or not _may_answer(conversation, draft, question, now_open):
        return passed(library, progress, facts)
    if isinstance(question, LongText) and action.code != REMEMBERED:
        return _choose_beginning(library, progress, question, action.code, tapped, facts)
    if action.code == REMEMBERED:
        value = _remembered(draft, question, facts)
    else:
        value = _tapped_value(conversation, draft, question, action.code, facts)
    if value is None:
        return passed(library, progress, facts, "option-gone")
    if isinstance(question, Choices) and action.code != REMEMBERED:
        step = _ask(library, _collect(progress, question, value, facts), facts, "more")
    else:
        step = _answered(library, progress, question, value, facts)
        if question is not now_open:
            step = step.first_saying(say("answer-changed"))
    label = _label_of(conversation, question, action.code)
    return replace(step, gestures=_show_chosen(tapped, label, facts))


def _choose_beginning(
    library: Library,
    progress: Progress,
    question: LongText,
    code: str,
    tapped: Tapped | None,
    facts: Facts,
) -> Step:
    """A beginning was tapped; only while the text is open, so that nothing written is lost."""
    draft, conversation, now_open = _open(library, progress)
    found = question.begins(answers_of(conversation, draft)) if now_open is question else ()
    beginning = next((option for option in found if option.code == code), None)
    if beginning is None:
        return passed(library, progress, facts, "option-gone")
    label = question.option_label(beginning, f"{conversation.id}-{question.id}")
    step = _begun(library, progress, question, beginning, facts)
    return replace(step, gestures=_show_chosen(tapped, label, facts))


def _may_answer(
    conversation: Conversation,
    draft: Draft,
    question: Question[Any],
    now_open: Question[Any] | None,
) -> bool:
    """The open question, or one that was answered and still applies."""
    if question is now_open:
        return True
    return question.id in draft.answers and question.applies(answers_of(conversation, draft))


def command(
    library: Library, progress: Progress, action: Command, tapped: Tapped | None, facts: Facts
) -> Step:
    """Something done to a draft, by button or by word."""
    draft = progress.draft(action.run)
    if draft is None or draft.conversation not in library:
        return passed(library, progress, facts)
    match action.name:
        case "resume":
            return resume(library, progress, action.run, facts)
        case "restart":
            return _restart(library, progress, draft, facts)
        case "as_is" if draft.conversation == FIRST and parts_told(library, draft):
            return _show(_as_it_is(library, progress, draft, facts), tapped)
        case "discard":
            step = Step(_without(progress, action.run), (say("discarded", HOME),))
            return _show(step, tapped)
    if draft is not progress.current:
        return passed(library, progress, facts)
    conversation = library[draft.conversation]
    question = position(conversation, draft)
    asks_this = question is not None and conversation.question(action.detail) is question
    match action.name:
        case "pause":
            step = Step(leave(progress), (say("paused", _resume_button(draft)),))
        case "submit":
            step = _submit(library, progress, action.detail, facts)
        case "edit":
            return Step(progress, (_edit_menu(conversation, draft, facts),))
        case "change":
            return _reopen(library, progress, action.detail, facts)
        case "back":
            step = _back(library, progress, facts)
        case "skip":
            step = _skip(library, progress, action.detail, facts)
        case "take_over" if question is None and conversation.improve:
            step = _improve(library, progress, conversation.improve, action.detail, facts)
        case "keep":
            step = _keep(library, progress, action.detail, facts)
        case "add" if asks_this and isinstance(question, Story):
            adding = replace(progress, current=replace(draft, adding=True))
            step = Step(adding, (say("add-to-story"),))
        case "other" if question is not None and asks_this:
            plainly = replace(draft, plainly=(*draft.plainly, question.id))
            step = _ask(library, replace(progress, current=plainly), facts)
        case "done" if isinstance(question, Choices) and (picked := _chosen(draft, question)):
            step = _answered(library, progress, question, picked, facts)
        case _:
            return passed(library, progress, facts)
    return _show(step, tapped)


WORD_COMMANDS: tuple[CommandName, ...] = ("back", "skip", "discard", "pause")


def word_action(library: Library, progress: Progress, event: Said, facts: Facts) -> Command | None:
    """Typed words that do what a button does: its label, or "terug", "overslaan", "weggooien"."""
    text = plain_text(event)
    if text is None or not (said := normal(text)):
        return None
    for shown in _buttons(library, progress, facts):
        action = decode(shown.action)  # an option is read as any answer is
        if isinstance(action, Command) and normal(facts.wording.label(shown.label)) == said:
            return action
    if progress.current is None:
        return _about_left(progress, said, facts)
    if is_answer(library, progress, event, facts):
        return None
    draft, _, question = _open(library, progress)
    detail = question.id if question else ""
    for name in WORD_COMMANDS:
        if said in facts.wording.words(name):
            return Command(draft.run, name, detail)
    if question is None and said in facts.wording.words("submit"):
        return Command(draft.run, "submit", str(draft.revision))
    if said in facts.wording.words("no"):
        return _refusal(draft, question, facts)
    return None


def _refusal(draft: Draft, question: Question[Any] | None, facts: Facts) -> Command | None:
    """A bare "no": something is wrong in the summary, it is another name, or rather no answer."""
    if question is None:
        return Command(draft.run, "edit")
    refusable = _remembered(draft, question, facts), _suggestion(draft, question, facts)
    if any(found is not None for found in refusable):
        return Command(draft.run, "other", question.id)
    return Command(draft.run, "skip", question.id) if question.optional else None


def _about_left(progress: Progress, said: str, facts: Facts) -> Command | None:
    """Words that take up or throw away what was put aside last, as its offer says."""
    offered = next((d for d in drafts(progress) if d.answers), None)
    if offered is None:
        return None
    run = offered.run
    if said in facts.wording.words("yes"):
        return Command(run, "resume")
    if said in facts.wording.words("discard"):
        return Command(run, "discard")
    return None


def _buttons(library: Library, progress: Progress, facts: Facts) -> Iterator[Button]:
    """The buttons that stand open now."""
    if progress.current is None:
        shown: tuple[Message, ...] = offer_left(library, progress)
    else:
        draft, conversation, question = _open(library, progress)
        shown = _ask(library, progress, facts).messages
        if question is None:
            shown += (_edit_menu(conversation, draft, facts),)
    for message in shown:
        for row in message.buttons:
            yield from row


def passed(
    library: Library, progress: Progress, facts: Facts, key: str = "tap-passed", **args: Arg
) -> Step:
    """A button that no longer counts: say so kindly, and ask again what is open."""
    if progress.current is None or progress.current.conversation not in library:
        return Step(progress, (Message((Text(key, args),), HOME),))
    return _ask(library, progress, facts).first_saying(Message((Text(key, args),)))


def said_again(library: Library, progress: Progress, facts: Facts) -> Step:
    """The open question in simpler words: what was said is no answer to it."""
    question = _open(library, progress)[2]
    return _ask(library, progress, facts, "ask" if question is None else "again")


def ask_again(library: Library, progress: Progress, facts: Facts) -> tuple[Message, ...]:
    """The open question once more; nothing when none is open."""
    return _ask(library, progress, facts).messages if progress.current else ()


# Inside a turn


def _open(library: Library, progress: Progress) -> tuple[Draft, Conversation, Question[Any] | None]:
    draft = progress.open
    conversation = library[draft.conversation]
    return draft, conversation, position(conversation, draft)


def _go_on(library: Library, progress: Progress, facts: Facts) -> Step:
    """Ask what is open, or finish a conversation that shows no summary."""
    draft, conversation, question = _open(library, progress)
    if question is None and not conversation.reads_back(answers_of(conversation, draft)):
        return _submit(library, progress, str(draft.revision), facts)
    return _ask(library, progress, facts)


def _answered(
    library: Library, progress: Progress, question: Question[Any], value: Any, facts: Facts
) -> Step:
    draft, conversation, _ = _open(library, progress)
    record = {"value": question.dump(value)}
    if isinstance(question, LongText) and (beginning := _begun_with(conversation, draft, question)):
        record["begun"] = beginning
    return _settled(library, progress, question, record, facts)


def _settled(
    library: Library,
    progress: Progress,
    question: Question[Any],
    record: Mapping[str, Any],
    facts: Facts,
) -> Step:
    draft, conversation, _ = _open(library, progress)
    told = isinstance(question, Story) and "value" in record
    draft = replace(
        draft.with_answer(question.id, record),
        touched_at=facts.now,
        last_part_at=draft.last_part_at if told else None,
    )
    effects: tuple[Effect, ...] = ()
    if conversation.on_answer:
        effects = conversation.on_answer(question, answers_of(conversation, draft), draft, facts)
    step = Step(replace(progress, current=draft), (), effects)
    if told and (other := _detour(conversation, question, record, facts)):
        moved, carry = replace(progress, current=None), {question.id: record}
        return step.then(begin(library, moved, other, facts, carry=carry, offering=False))
    return step.then(_go_on(library, step.progress, facts))


def _detour(
    conversation: Conversation, story: Question[Any], record: Mapping[str, Any], facts: Facts
) -> str | None:
    """The conversation where what was told belongs rather than here."""
    if conversation.detour is None:
        return None
    return conversation.detour(story.load(record["value"]), facts)


def _tell(library: Library, progress: Progress, story: Story, event: Said, facts: Facts) -> Step:
    """A part of a story while the story is the open question."""
    draft, conversation, _ = _open(library, progress)
    part = event.part
    earlier = answers_of(conversation, draft).get(story)
    value = StoryValue((part,))
    if earlier is not None and draft.adding:
        if not earlier.has_room(part):
            return _overflow(library, progress, part, facts)
        value = earlier.plus(part)
    telling = replace(draft, last_part_at=facts.now, album=event.album)
    step = _answered(library, replace(progress, current=telling), story, value, facts)
    if earlier is None and step.messages:
        asked, *rest = step.messages
        thanked = replace(asked, body=(Text("story-kept"), *asked.body))
        step = replace(step, messages=(thanked, *rest))
    return _kept(step, part)


def _join(library: Library, progress: Progress, story: Story, event: Said, facts: Facts) -> Step:
    """Words at a later question: they belong to the story.

    The question is asked once more in a burst, not per part, and not for an album at all.
    """
    draft, conversation, question = _open(library, progress)
    part = event.part
    earlier = answers_of(conversation, draft).get(story)
    if earlier and not earlier.has_room(part):
        return _overflow(library, progress, part, facts)
    value = earlier.plus(part) if earlier else StoryValue((part,))
    in_burst = draft.last_part_at is not None and facts.now - draft.last_part_at <= BURST
    same_album = event.album is not None and event.album == draft.album
    quiet = same_album or (in_burst and draft.repeated)
    # A quiet burst is not stretched, so that nobody waits longer than it for a word of ours.
    bursting = not quiet and (in_burst or question is None)
    joined = replace(
        draft,
        answers={**draft.answers, story.id: {"value": story.dump(value)}},
        reopened=tuple(q for q in draft.reopened if q != story.id),
        revision=draft.revision + 1,
        album=event.album,
        last_part_at=facts.now if bursting else draft.last_part_at,
        touched_at=facts.now,
        repeated=draft.repeated or not same_album,
    )
    progress = replace(progress, current=joined)
    if quiet:
        step = Step(progress)
    elif in_burst and not draft.repeated:
        asked, *rest = _ask(library, progress, facts).messages
        joined_to = replace(asked, body=(Text("joined-story"), *asked.body))
        step = Step(progress, (joined_to, *rest))
    elif question is None:
        step = _ask(library, progress, facts).first_saying(say("joined-story"))
    else:
        step = _missed(library, progress, facts)
    return _kept(step, part)


def _overflow(library: Library, progress: Progress, part: Part, facts: Facts) -> Step:
    """A full story: what comes after it waits as a draft of its own, so that nothing is lost."""
    full = say("story-full", parts=str(MOST_PARTS), characters=str(LONGEST_STORY))
    step = _ask(library, _aside(library, progress, part, facts), facts).first_saying(full)
    return _kept(step, part)


def _keep_aside(library: Library, progress: Progress, part: Part, facts: Facts) -> Step:
    """What a resident says that is no answer, where there is no story that it could join.

    About a contribution of theirs it is added there; else it waits as a first message. A few
    words only were meant as an answer, and are asked for again.
    """
    draft, conversation, _ = _open(library, progress)
    few = part.media is None and len((part.text or "").split()) <= FEW_WORDS
    if conversation.speaker == "colleague" or few:
        return _missed(library, progress, facts)
    if draft.about is None:
        progress = _aside(library, progress, part, facts)
        return _kept(_missed(library, progress, facts), part)
    added = AddWords(draft.about, (part,), "added")  # told back by the effect, with the question
    touched = replace(progress, current=replace(draft, touched_at=facts.now))
    return _kept(Step(touched, (), (added,)), part)


def _aside(library: Library, progress: Progress, part: Part, facts: Facts) -> Progress:
    """The part in a first message that waits, a new one when there is none with room."""
    first = library[FIRST]
    story = next(q for q in first if isinstance(q, Story))
    waiting = next((d for d in reversed(progress.left) if d.conversation == FIRST), None)
    told = answers_of(first, waiting).get(story) if waiting else None
    if waiting is None or told is None or not told.has_room(part):
        waiting = Draft(FIRST, _run_code(progress.runs))
        # At the front: what the person left of their own accord is offered before it.
        progress = replace(progress, runs=progress.runs + 1, left=(waiting, *progress.left))
        told = None
    value = told.plus(part) if told else StoryValue((part,))
    fuller = replace(
        waiting.with_answer(story.id, {"value": story.dump(value)}), touched_at=facts.now
    )
    return replace(progress, left=tuple(fuller if d is waiting else d for d in progress.left))


def _kept(step: Step, part: Part) -> Step:
    return replace(step, effects=(KeepMedia((part,)), *step.effects)) if part.media else step


def _missed(library: Library, progress: Progress, facts: Facts) -> Step:
    """Not understood: simpler words, then buttons, then a person."""
    draft, conversation, question = _open(library, progress)
    if conversation.speaker == "colleague":  # whoever works here is the person
        return said_again(library, progress, facts)
    misses = draft.misses + 1
    progress = replace(progress, current=replace(draft, misses=misses, touched_at=facts.now))
    if misses > 2:
        return Step(progress, (_shall_a_person_help(draft, facts),))
    if misses == 1 and question is not None:
        return _ask(library, progress, facts, "again")
    return _ask(library, progress, facts).first_saying(say("not-understood"))


def _shall_a_person_help(draft: Draft, facts: Facts) -> Message:
    call = button("button-call-me", encode(Open("call", draft.about)))
    helping = column(
        *(() if facts.me.young else (call,)),
        button("button-write-me", encode(React("write_me", draft.about))),
        button("button-no-go-on", encode(Command(draft.run, "resume"))),
    )
    return say("shall-a-person-help", helping)


def _back(library: Library, progress: Progress, facts: Facts) -> Step:
    draft, conversation, question = _open(library, progress)
    if question is not None and _unfinished(conversation, draft, question):
        unasked = replace(
            draft,
            answers={q: record for q, record in draft.answers.items() if q != question.id},
            reopened=tuple(q for q in draft.reopened if q != question.id),
            revision=draft.revision + 1,
            touched_at=facts.now,
        )
        return _ask(library, replace(progress, current=unasked), facts)
    before = _before(conversation, draft, question)
    if before is None and _turned_aside(conversation, progress):
        return resume(library, leave(progress), progress.left[-1].run, facts)
    if before is None:
        return _ask(library, progress, facts).first_saying(say("nothing-before"))
    return _reopen(library, progress, before.id, facts)


def _unfinished(conversation: Conversation, draft: Draft, question: Question[Any]) -> bool:
    """Whether it was come to by a tap that back undoes: a beginning of a text, or sending."""
    if question.late:
        return question.id not in draft.answers
    if not isinstance(question, LongText):
        return False
    return _begun_with(conversation, draft, question) is not None


def _turned_aside(conversation: Conversation, progress: Progress) -> bool:
    """Whether it was begun halfway through something else, which one may rather go back to."""
    return conversation.urgent and bool(progress.left)


def _before(
    conversation: Conversation, draft: Draft, question: Question[Any] | None
) -> Question[Any] | None:
    """The question that was asked before this one (None: before the summary)."""
    answers = answers_of(conversation, draft)
    asked = [
        q for q in conversation if q.applies(answers) and (q is question or not (q.late or q.aside))
    ]
    earlier = asked[: asked.index(question)] if question else asked
    return earlier[-1] if earlier else None


def _reopen(library: Library, progress: Progress, question_id: str, facts: Facts) -> Step:
    draft, conversation, _ = _open(library, progress)
    question = conversation.question(question_id)
    if question is None or not (question.id in draft.answers or question.aside):
        return passed(library, progress, facts)
    reopened = replace(
        draft,
        reopened=(question.id,),
        adding=False,
        misses=0,
        repeated=False,
        last_part_at=None,
        touched_at=facts.now,
    )
    return _ask(library, replace(progress, current=reopened), facts)


def _skip(library: Library, progress: Progress, question_id: str, facts: Facts) -> Step:
    _, conversation, question = _open(library, progress)
    if question is None or conversation.question(question_id) is not question:
        return passed(library, progress, facts)
    if not question.optional:
        return _ask(library, progress, facts).first_saying(say("cannot-skip"))
    return _settled(library, progress, question, {"skipped": True}, facts)


def _keep(library: Library, progress: Progress, question_id: str, facts: Facts) -> Step:
    draft, conversation, question = _open(library, progress)
    if question is None or conversation.question(question_id) is not question:
        return passed(library, progress, facts)
    if question.id not in draft.reopened or question.id not in draft.answers:
        return passed(library, progress, facts)
    return _settled(library, progress, question, draft.answers[question.id], facts)


def _collect(
    progress: Progress, question: Choices, value: tuple[str, ...], facts: Facts
) -> Progress:
    record = {"value": question.dump(value), "open": True}
    draft = progress.open.with_answer(question.id, record)
    return replace(progress, current=replace(draft, touched_at=facts.now))


def _submit(library: Library, progress: Progress, revision: str, facts: Facts) -> Step:
    draft, conversation, question = _open(library, progress)
    if question is not None:
        return _ask(library, progress, facts)
    if revision != str(draft.revision):
        return _ask(library, progress, facts).first_saying(say("something-was-added"))
    answers = answers_of(conversation, draft)
    if (late := _late(conversation, answers, facts)) is not None:
        asking = replace(draft, reopened=(late.id,), touched_at=facts.now)
        return _ask(library, replace(progress, current=asking), facts)
    result: Result = conversation.on_submit(answers, draft, facts)
    remembered = {
        q.id: q.dump(value)
        for q in conversation
        if q.remembered and (value := answers.get(q)) is not None
    }
    effects = (*result.effects, *((Remember(remembered),) if remembered else ()))
    step = Step(replace(progress, current=None), result.messages, effects)
    if result.then:
        return step.then(
            begin(
                library,
                step.progress,
                result.then,
                facts,
                about=result.about,
                carry=result.carry,
                offering=False,
            )
        )
    if result.offers_left:
        offered = offer_left(library, step.progress)
        return replace(step, messages=(*step.messages, *offered))
    return step


def _late(conversation: Conversation, answers: Answers, facts: Facts) -> Question[Any] | None:
    """What must still be answered before it is sent."""
    for question in conversation:
        if question.late is None or not question.applies(answers) or answers.settled(question):
            continue
        if question.late(answers, facts):
            return question
    return None


def _improve(
    library: Library, progress: Progress, improve: Improve, detail: str, facts: Facts
) -> Step:
    """A suggestion under the preview was taken over."""
    draft, conversation, _ = _open(library, progress)
    better = improve(answers_of(conversation, draft), detail)
    if not better:
        return passed(library, progress, facts)
    for question in conversation:
        if question.id in better:
            draft = draft.with_answer(question.id, {"value": question.dump(better[question.id])})
    return _ask(library, replace(progress, current=replace(draft, touched_at=facts.now)), facts)


def offer_left(library: Library, progress: Progress) -> tuple[Message, ...]:
    """What is unfinished, offered again: the open draft, else the one put aside last."""
    known = (d for d in drafts(progress) if d.answers and d.conversation in library)
    unfinished = next(known, None)
    return (_pick_up(unfinished, "pick-up"),) if unfinished else ()


# What is shown


def _ask(library: Library, progress: Progress, facts: Facts, how: str = "ask") -> Step:
    draft, conversation, question = _open(library, progress)
    if question is None:
        return Step(progress, _summary(conversation, draft, facts))
    codes = tuple(o.code for o in question.offered())
    if codes and draft.shown.get(question.id) != codes:
        draft = replace(draft, shown={**draft.shown, question.id: codes})
        progress = replace(progress, current=draft)
    asked = _question(conversation, draft, question, facts, how)
    if _turned_aside(conversation, progress) and _before(conversation, draft, question) is None:
        back = column(button("button-back", encode(Command(draft.run, "back", question.id))))
        asked = replace(asked, buttons=asked.buttons + back)
    return Step(progress, (asked,))


def _question(
    conversation: Conversation, draft: Draft, question: Question[Any], facts: Facts, how: str
) -> Message:
    key = f"{conversation.id}-{question.id}"
    earlier = answers_of(conversation, draft).get(question)
    args = _about(conversation, draft, facts)
    body: tuple[Text, ...]
    rows: Rows = ()
    remembered = _remembered(draft, question, facts)
    if question.id in draft.reopened and earlier is not None:
        shown = Text("earlier-answer", {"answer": question.show(earlier, key)})
        body = (shown, Text(f"{key}-ask", args))
        rows = _keep_rows(draft, question)
    elif remembered is not None and how == "ask":
        body = (Text(f"{key}-remembered", {**args, "answer": question.show(remembered, key)}),)
        return Message(body, _remembered_rows(conversation, draft, question))
    elif isinstance(question, LongText) and (
        beginning := _begun_with(conversation, draft, question)
    ):
        said = Text(f"{key}-{beginning}-said")
        return Message(
            (Text(f"{key}-own", {"said": said}),), _way_rows(conversation, draft, question)
        )
    elif how == "ask" and (suggestion := _suggestion(draft, question, facts)):
        body = (suggestion,)
    elif how == "more":
        body = (Text("choose-more", {"chosen": question.show(earlier, key)}),)
    else:
        body = (Text(f"{key}-{how}", args),)
    return Message(body, rows + _option_rows(conversation, draft, question, key, facts))


def _keep_rows(draft: Draft, question: Question[Any]) -> Rows:
    keep = button("button-keep", encode(Command(draft.run, "keep", question.id)))
    if not isinstance(question, Story):
        return column(keep)
    return column(keep, button("button-add", encode(Command(draft.run, "add", question.id))))


def _option_rows(
    conversation: Conversation, draft: Draft, question: Question[Any], key: str, facts: Facts
) -> Rows:
    chosen = _chosen(draft, question) if isinstance(question, Choices) else ()
    refused = question.id in draft.plainly
    rows: Rows = column(
        *(
            Button(
                question.option_label(option, key),
                encode(Answer(draft.run, question.id, option.code)),
            )
            for option in question.offered()
            if option.code not in chosen and not (option.guessed and refused)
        )
    )
    if isinstance(question, LongText):
        rows += column(
            *(
                Button(
                    question.option_label(option, key),
                    encode(Answer(draft.run, question.id, option.code)),
                )
                for option in question.begins(answers_of(conversation, draft))
            )
        )
    if isinstance(question, Date):
        days = (facts.today + timedelta(days=n) for n in question.suggest)
        rows += column(
            *(
                button(
                    "button-date",
                    encode(Answer(draft.run, question.id, day.isoformat())),
                    date=day,
                )
                for day in (facts.programme.calendar.next_working(d) for d in days)
            )
        )
    if chosen:
        rows += column(button("button-done", encode(Command(draft.run, "done", question.id))))
    return rows + _way_rows(conversation, draft, question)


def _way_rows(conversation: Conversation, draft: Draft, question: Question[Any]) -> Rows:
    """Skip and back, side by side and last."""
    ways = []
    given = draft.answers.get(question.id, {})
    some = "value" in given and (question.id in draft.reopened or given.get("open"))
    if question.optional and not some:
        ways.append(button(question.skip, encode(Command(draft.run, "skip", question.id))))
    if _before(conversation, draft, question) or _unfinished(conversation, draft, question):
        ways.append(button("button-back", encode(Command(draft.run, "back", question.id))))
    return (tuple(ways),) if ways else ()


def _remembered(draft: Draft, question: Question[Any], facts: Facts) -> Any:
    if not question.remembered or question.id in draft.plainly or question.id in draft.answers:
        return None
    if question.id not in facts.me.remembered:
        return None
    try:
        return question.load(facts.me.remembered[question.id])
    except (KeyError, TypeError, ValueError):
        return None


def _suggestion(draft: Draft, question: Question[Any], facts: Facts) -> Text | None:
    """What facts guess the answer to be, until it was refused."""
    if question.suggests is None or question.id in draft.plainly:
        return None
    return question.suggests(facts)


def _remembered_rows(conversation: Conversation, draft: Draft, question: Question[Any]) -> Rows:
    return column(
        button("button-yes", encode(Answer(draft.run, question.id, REMEMBERED))),
        button("button-other", encode(Command(draft.run, "other", question.id))),
    ) + _way_rows(conversation, draft, question)


def _summary(conversation: Conversation, draft: Draft, facts: Facts) -> tuple[Message, ...]:
    answers = answers_of(conversation, draft)
    rows = column(
        button("button-submit", encode(Command(draft.run, "submit", str(draft.revision)))),
        button("button-edit", encode(Command(draft.run, "edit"))),
        button("button-discard", encode(Command(draft.run, "discard"))),
    )
    if conversation.preview:
        shown = conversation.preview(answers, draft, facts)
        return (*shown, say("preview-ask", rows))
    lines: list[Arg] = []
    for question in conversation:
        value = answers.get(question)
        taken_away = draft.about is not None and "skipped" in draft.answers.get(question.id, {})
        if taken_away and question.applies(answers):
            lines.append(Text(question.skip))
        if value is not None and question.applies(answers):
            key = f"{conversation.id}-{question.id}"
            shown_value = question.show(value, key)
            if question.named:
                shown_value = Text(
                    "named-answer", {"name": Text(f"{key}-name"), "answer": shown_value}
                )
            lines.extend(shown_value if isinstance(shown_value, tuple) else (shown_value,))
    return (say("summary", rows, answers=tuple(lines)),)


def _edit_menu(conversation: Conversation, draft: Draft, facts: Facts) -> Message:
    answers = answers_of(conversation, draft)
    choices = [
        button(f"{conversation.id}-{q.id}-name", encode(Command(draft.run, "change", q.id)))
        for q in conversation
        if q.applies(answers)
        and (q.id in draft.answers or q.aside)
        and (q.late is None or q.late(answers, facts))
    ]
    nothing = button("button-nothing", encode(Command(draft.run, "resume")))
    return say("edit-what", column(*choices, nothing))


def _pick_up(draft: Draft, key: str) -> Message:
    rows = column(
        button("button-resume", encode(Command(draft.run, "resume"))),
        button("button-restart", encode(Command(draft.run, "restart"))),
        button("button-discard", encode(Command(draft.run, "discard"))),
    )
    return say(key, rows, what=Text(f"{draft.conversation}-what"))


def _resume_button(draft: Draft) -> Rows:
    return column(button("button-resume", encode(Command(draft.run, "resume"))))


def _about(conversation: Conversation, draft: Draft, facts: Facts) -> dict[str, Arg]:
    if conversation.names:
        return dict(conversation.names(answers_of(conversation, draft), facts))
    if draft.about is None or ContributionCard not in conversation.needs:
        return {}
    card = facts.find(ContributionCard, draft.about)
    return {"number": card.number} if card else {}


# Small things


def _reading(conversation: Conversation, question: Question[Any], facts: Facts) -> Reading:
    key = f"{conversation.id}-{question.id}"
    labels = {
        option.code: (
            facts.wording.label(question.option_label(option, key)),
            *option.synonyms,
        )
        for option in question.offered()
    }
    return Reading(facts.today, facts.wording, labels)


def _tapped_value(
    conversation: Conversation, draft: Draft, question: Question[Any], code: str, facts: Facts
) -> Any:
    """The answer that a tapped code stands for; None when it stands for none (any more)."""
    if isinstance(question, Date) and question.suggest:
        is_day = re.fullmatch(r"\d{4}-\d\d-\d\d", code, re.ASCII)
        return question.read(code, _reading(conversation, question, facts)) if is_day else None
    if code not in {option.code for option in question.offered()}:
        return None
    if isinstance(question, Choices):
        return tuple(dict.fromkeys((*_chosen(draft, question), code)))
    return code == "yes" if isinstance(question, YesNo) else code


def _chosen(draft: Draft, question: Choices) -> tuple[str, ...]:
    record = draft.answers.get(question.id)
    return tuple(record["value"]) if record and record.get("open") else ()


def _label_of(conversation: Conversation, question: Question[Any], code: str) -> Text | Label:
    """What stands on the button that was tapped."""
    if code == REMEMBERED:
        return Text("button-yes")
    if isinstance(question, Date):
        return Text("button-date", {"date": date.fromisoformat(code)})
    option = next(o for o in question.offered() if o.code == code)
    return question.option_label(option, f"{conversation.id}-{question.id}")


def _show_chosen(tapped: Tapped | None, label: Text | Label, facts: Facts) -> tuple[Gesture, ...]:
    if tapped is None or tapped.message is None or tapped.shown is None:
        return ()
    return (ShowChosen(tapped.message, tapped.shown, facts.wording.label(label)),)


def show_understood(tapped: Tapped | None, facts: Facts) -> tuple[Gesture, ...]:
    """The notice stays, and shows that it was understood."""
    return _show_chosen(tapped, Text("button-understood"), facts)


def _show(step: Step, tapped: Tapped | None) -> Step:
    """After a command, its buttons have done their work."""
    if tapped is None or tapped.message is None or tapped.shown is None:
        return step
    return replace(step, gestures=(ShowChosen(tapped.message, tapped.shown, ""),))


def _earlier(progress: Progress, conversation_id: str, about: int | None) -> Draft | None:
    return next(
        (
            draft
            for draft in drafts(progress)
            if draft.conversation == conversation_id and draft.about == about and draft.answers
        ),
        None,
    )


def _without(progress: Progress, run: str) -> Progress:
    current = progress.current
    return replace(
        progress,
        current=None if current and current.run == run else current,
        left=tuple(d for d in progress.left if d.run != run),
    )


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _run_code(number: int) -> str:
    """A draft's name within its account, short enough for a button."""
    digits = ""
    while True:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
        if number == 0:
            return digits
