"""Words that answer nothing join the story, are kept aside, or are asked for again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from conversations.actions import Command, Open, React, encode
from conversations.effects import AddWords
from conversations.engine.drafting import FIRST, drafts, run_code
from conversations.engine.positions import answers_of, now_open
from conversations.engine.showing import ask, said_again
from conversations.engine.steps import Library, Step
from conversations.engine.telling import story_of
from conversations.events import Said
from conversations.messages import Message, Text, button, column, say
from conversations.parts import LONGEST_STORY, MOST_PARTS, Part, StoryValue
from conversations.progress import Draft, Progress
from conversations.questions.base import Question
from conversations.views import Facts

BURST = timedelta(minutes=2)  # what follows a part within this time belongs to the story
FEW_WORDS = 3  # up to so many are taken for an attempt at an answer


def join(
    library: Library, progress: Progress, story: Question[StoryValue], event: Said, facts: Facts
) -> Step:
    """Words at a later question belong to the story.

    The question is asked once more in a burst, not per part, and not for an album at all.
    """
    draft, conversation, question = now_open(library, progress)
    earlier = answers_of(conversation, draft).get(story)
    if earlier and not earlier.has_room(event.part):
        return overflow(library, progress, event.part, facts)
    value = earlier.plus(event.part) if earlier else StoryValue((event.part,))
    in_burst = draft.last_part_at is not None and facts.now - draft.last_part_at <= BURST
    same_album = event.album is not None and event.album == draft.album
    quiet = same_album or (in_burst and draft.repeated)
    # A quiet burst is not stretched, so that nobody waits longer than it for a word of ours.
    bursting = not quiet and (in_burst or question is None)
    joined = replace(
        _with_story(draft, story, value),
        album=event.album,
        last_part_at=facts.now if bursting else draft.last_part_at,
        touched_at=facts.now,
        repeated=draft.repeated or not same_album,
    )
    progress = replace(progress, current=joined)
    if quiet:
        return Step(progress).keeping(event.part)
    return _heard(library, progress, facts, in_burst, question is None).keeping(event.part)


def _with_story(draft: Draft, story: Question[StoryValue], value: StoryValue) -> Draft:
    return replace(
        draft,
        answers={**draft.answers, story.id: story.record(value)},
        reopened=tuple(q for q in draft.reopened if q != story.id),
        revision=draft.revision + 1,
    )


def _heard(
    library: Library, progress: Progress, facts: Facts, in_burst: bool, at_summary: bool
) -> Step:
    """Words that joined the story are answered by what is open."""
    if in_burst:
        asked, *rest = ask(library, progress, facts).messages
        joined = replace(asked, body=(Text("joined-story"), *asked.body))
        return Step(progress, (joined, *rest))
    if at_summary:
        return ask(library, progress, facts).first_saying(say("joined-story"))
    return missed(library, progress, facts)


def overflow(library: Library, progress: Progress, part: Part, facts: Facts) -> Step:
    """What comes after a full story waits as a draft of its own, so that nothing is lost."""
    full = say("story-full", parts=str(MOST_PARTS), characters=str(LONGEST_STORY))
    step = ask(library, _aside(library, progress, part, facts), facts).first_saying(full)
    return step.keeping(part)


def keep_aside(library: Library, progress: Progress, part: Part, facts: Facts) -> Step:
    """What a resident says is kept where it is no answer and there is no story that it could join.

    About a contribution of theirs it is added there; else it waits as a first message. A few
    words only were meant as an answer, and are asked for again.
    """
    draft, conversation, _ = now_open(library, progress)
    few = part.media is None and len((part.text or "").split()) <= FEW_WORDS
    if conversation.speaker == "colleague" or few:
        return missed(library, progress, facts)
    if draft.about is None:
        progress = _aside(library, progress, part, facts)
        return missed(library, progress, facts).keeping(part)
    added = AddWords(draft.about, (part,), "added")  # told back by the effect, with the question
    touched = replace(progress, current=replace(draft, touched_at=facts.now))
    return Step(touched, (), (added,)).keeping(part)


def _aside(library: Library, progress: Progress, part: Part, facts: Facts) -> Progress:
    """The part goes into a first message that waits, a new one when there is none with room."""
    story = library[FIRST].story
    if story is None:
        raise ValueError(f"{FIRST} gathers no story")
    waiting = next((d for d in reversed(progress.left) if d.conversation == FIRST), None)
    told = story_of(library, waiting) if waiting else None
    if waiting is None or told is None or not told.has_room(part):
        waiting = Draft(FIRST, run_code(progress.runs))
        # At the front: what the person left of their own accord is offered before it.
        progress = replace(progress, runs=progress.runs + 1, left=(waiting, *progress.left))
        told = None
    value = told.plus(part) if told else StoryValue((part,))
    fuller = replace(waiting.with_answer(story.id, story.record(value)), touched_at=facts.now)
    return replace(progress, left=tuple(fuller if d is waiting else d for d in progress.left))


def corrected(library: Library, progress: Progress, part: Part, facts: Facts) -> Step | None:
    """A message that is part of a draft was edited; None when no draft holds it."""
    for draft in drafts(progress):
        mended = _mended(library, draft, part)
        if mended is None:
            continue
        if draft is not progress.current:
            left = tuple(mended if d is draft else d for d in progress.left)
            return Step(replace(progress, left=left), (say("edit-kept"),))
        progress = replace(progress, current=mended)
        return ask(library, progress, facts).first_saying(say("edit-kept"))
    return None


def _mended(library: Library, draft: Draft, part: Part) -> Draft | None:
    """The draft holds the message as it reads now; None when it is not in its story."""
    told = story_of(library, draft)
    changed = told.corrected(part) if told else None
    story = library[draft.conversation].story if changed else None
    if changed is None or story is None:
        return None
    record = {**draft.answers[story.id], **story.record(changed)}
    answers = {**draft.answers, story.id: record}
    return replace(draft, answers=answers, revision=draft.revision + 1)


def missed(library: Library, progress: Progress, facts: Facts) -> Step:
    """Somebody who is not understood gets simpler words, then buttons, then a person."""
    draft, conversation, question = now_open(library, progress)
    if conversation.speaker == "colleague":  # whoever works here is the person
        return said_again(library, progress, facts)
    misses = draft.misses + 1
    progress = replace(progress, current=replace(draft, misses=misses, touched_at=facts.now))
    if misses > 2:
        return Step(progress, (_shall_a_person_help(draft, facts),))
    if misses == 1 and question is not None:
        return ask(library, progress, facts, "again")
    return ask(library, progress, facts).first_saying(say("not-understood"))


def _shall_a_person_help(draft: Draft, facts: Facts) -> Message:
    call = button("button-call-me", encode(Open("call", draft.about)))
    helping = column(
        *(() if facts.me.young else (call,)),
        button("button-write-me", encode(React("write_me", draft.about))),
        button("button-no-go-on", encode(Command(draft.run, "resume"))),
    )
    return say("shall-a-person-help", helping)
