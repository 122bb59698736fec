"""What comes before and around a guided conversation: the only door that `bot/inbound.py` uses.

In this order: danger, stop, buttons, the open draft, greetings, and the first message of any
kind, which is kept and then asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from conversations import care, caring, engine
from conversations.actions import (
    Action,
    Answer,
    Command,
    Open,
    React,
    Show,
    Speak,
    Take,
    decode,
    encode,
)
from conversations.contributions import SettingAside
from conversations.declare import Conversation
from conversations.effects import (
    AddTask,
    AnswerTap,
    CorrectWords,
    MarkReachable,
    Mute,
    OpenCard,
    RecordNotice,
    SetLanguage,
    SubmitContribution,
    TakeOver,
    Unmute,
    UseInvitation,
)
from conversations.engine import FIRST, NOT_FOR_YOU, Library, Step
from conversations.events import (
    AbsenceSet,
    AccessEnded,
    AccessKept,
    Applied,
    Blocked,
    ClockRang,
    Edited,
    Enrolled,
    Event,
    Found,
    HandedOver,
    InvitationRefused,
    LinkMade,
    Located,
    Moved,
    MoveOffered,
    MoveRefused,
    Nothing,
    NotUsable,
    Overtaken,
    Planned,
    Returned,
    Said,
    Started,
    Submitted,
    SummaryChosen,
    Tapped,
    Unblocked,
    Undone,
    WordsCorrected,
    Written,
)
from conversations.lifecycle import Status, way_of
from conversations.messages import Arg, Message, Text, Words, button, column, say
from conversations.progress import Draft, Progress
from conversations.promises import task_due
from conversations.reactions import REACTIONS, CardReaction, Reaction, Turn, as_told
from conversations.reading import normal
from conversations.roles import May
from conversations.screens import card, desk, home, move, own
from conversations.screens.about import help_screen
from conversations.screens.shown import SCREENS, CardScreen, Screen
from conversations.staff import decide
from conversations.staff.search import as_number
from conversations.views import (
    ContributionCard,
    Facts,
    GivenReasons,
    MyContributions,
    OptIns,
    Readers,
    Want,
)

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")  # Bot API, deep linking
INVITATION = "i-"  # how the payload of an invitation's link begins
MOVE = "m-"  # and that of a link that takes a talk to another channel
COMMITMENT = "promise/"  # where on our site the page of an organisation's commitment is
DESK = "desk"  # the payload of the link in the staff group
TOLD_TO_THE_AUTHOR = {"decide", "ask", "write_back", "write_down"}  # what staff do
# Of answers that have not gone: whoever sent them can take them back.
CAN_BE_UNDONE = frozenset({"sending", "second_reads", "second_alone"})
# What a command leads to, by the name of its words; those in PLAIN also when just typed.
COMMANDS = {
    "help": Show("help"),
    "mine": Show("mine"),
    "language": Show("language"),
    "desk": Show("desk"),
}
PLAIN = ("mine", "language")
FORGET_AFTER = engine.REMIND_AFTER / 2  # an open draft this old is left when words come in


def wants(library: Library, progress: Progress, event: Event, facts: Facts) -> tuple[Want, ...]:
    """Which facts a turn may ask for. Pure, and asked before any view is in `facts`."""
    progress = _permitted(library, engine.up_to_date(library, progress), facts)
    found = {Want(Readers)}
    for draft in engine.drafts(progress):
        if draft.conversation in library:
            found |= _needs(library[draft.conversation], draft.about)
    match event:
        case Tapped(action):
            match decode(action):
                case Open(conversation, about) if conversation in library:
                    found |= _needs(library[conversation], about)
                    if about is not None and not library[conversation].manner.of_task:
                        found |= {Want(ContributionCard, about), Want(OptIns)}
                case Show(screen) as asked if screen in SCREENS:
                    found |= SCREENS[screen].wants(asked)
                case React(what) as reacted if what in REACTIONS:
                    found |= REACTIONS[what].wants(reacted)
        case Started(payload) if payload == DESK:
            found |= SCREENS["desk"].wants(Show("desk"))
        case Said(command=command):
            if _may_be_about_theirs(progress, event, facts):
                found.add(Want(MyContributions))
            for called in COMMANDS.values() if command else ():
                found |= SCREENS[called.screen].wants(called)
            if (number := as_number(engine.plain_text(event))) is not None:
                found.add(Want(ContributionCard, number))
        case Undone(contribution):
            found |= {Want(ContributionCard, contribution), Want(GivenReasons)}
        case Overtaken(contribution) | Applied(contribution):
            found |= {Want(ContributionCard, contribution), Want(OptIns)}
        case Moved(brought):
            for draft in engine.drafts(brought):
                if draft.conversation in library:
                    found |= _needs(library[draft.conversation], draft.about)
    return tuple(found)


def _may_be_about_theirs(progress: Progress, event: Said, facts: Facts) -> bool:
    """Whether words may be about what they sent before: an answer to a question that is open is
    not, and is the most frequent thing that is said."""
    if progress.current is None or _forgotten(progress.current, facts):
        return True
    heard = care.at_the_door(event, facts.wording).event
    return isinstance(heard, Said) and _called(heard, PLAIN, facts) is not None


def _needs(conversation: Conversation, about: int | None) -> set[Want]:
    return {Want(view, about if view is ContributionCard else None) for view in conversation.needs}


def receive(library: Library, progress: Progress, event: Event, facts: Facts) -> Step:
    """One event of one person: what is said, changed and remembered because of it."""
    library = engine.informed(library, facts)
    progress = _permitted(library, engine.up_to_date(library, progress), facts)
    heard = care.at_the_door(event, facts.wording)
    step = _with_words(library, progress, _heard(library, progress, heard, facts), facts)
    step, urgent = caring.attend(library, progress, step, heard, facts)
    if not urgent:
        step = _with_notice(library, step, event, facts)
    return _with_silence(caring.finish(step, heard, facts), event, facts)


def _with_silence(step: Step, event: Event, facts: Facts) -> Step:
    """Who said stop and talks again hears that answers wait, and may undo it."""
    talks = isinstance(event, Said | Tapped | Started | Submitted)
    settled = any(isinstance(effect, Mute | Unmute) for effect in step.effects)
    if not facts.me.muted or not talks or settled or not step.messages or step.progress.current:
        return step
    undo = column(button("button-unmute", encode(React("unmute"))))
    return replace(step, messages=(*step.messages, say("still-quiet", undo)))


def _heard(library: Library, progress: Progress, heard: care.Heard, facts: Facts) -> Step:
    event = heard.event
    if isinstance(event, Said) and heard.taken and care.says_nothing_else(event.part):
        return caring.nothing_left(library, progress, facts)
    return _dispatch(library, progress, event, facts)


def _dispatch(library: Library, progress: Progress, event: Event, facts: Facts) -> Step:
    match event:
        case Said():
            return _said(library, progress, event, facts)
        case Tapped():
            return _tapped(library, progress, event, facts)
        case Started(payload):
            return _started(library, progress, payload, facts)
        case Returned():
            back = Step(progress, (say("welcome-back", move.CODE),))
            return replace(back, messages=back.messages + _where_we_were(library, progress, facts))
        case Edited(part):
            found = engine.corrected(library, progress, part, facts)
            return found or Step(progress, (), (CorrectWords(part),))
        case Located() | NotUsable():
            return _not_usable(library, progress, event, facts)
        case Blocked():
            return Step(progress, (), (MarkReachable(False),))
        case Unblocked():
            return Step(progress, (), (MarkReachable(True),))
        case Nothing():
            return Step(progress)
        case ClockRang(what, run):
            ring = engine.remind if what == "remind" else engine.settle
            return ring(library, progress, run, facts)
        case _:
            return _after_effect(library, progress, event, facts)


def _not_usable(
    library: Library, progress: Progress, event: Located | NotUsable, facts: Facts
) -> Step:
    if progress.current:
        return engine.hear(library, progress, event, facts)
    what = event.what if isinstance(event, NotUsable) else "location"
    return Step(progress, (say(f"not-usable-{what}"), *home.welcome(facts)))


def _after_effect(library: Library, progress: Progress, event: Event, facts: Facts) -> Step:
    """What an effect had to tell."""
    match event:
        case Submitted():
            receipt = Step(progress, home.receipts(event, facts))
            if progress.current or facts.me.muted or facts.me.young:
                # A clock sent it: no questions in between; none to who said stop or is under 16.
                return receipt
            if event.call_by or not event.asks:  # they chose just now, or want no more questions
                return replace(receipt, messages=(*receipt.messages, *move.code_offer(facts)))
            asks = "answer_road" if event.private else "receipt"
            return receipt.then(
                engine.begin(library, progress, asks, facts, about=event.contribution)
            )
        case Enrolled():
            return Step(progress, desk.enrolled(event, facts))
        case InvitationRefused(why):
            return Step(progress, (say(f"invitation-{why}"),))
        case MoveOffered(token):
            return Step(progress, move.links(token, facts))
        case Moved(brought):
            here = engine.take_over(progress, brought)
            return Step(here, (say("moved"), *_where_we_were(library, here, facts)))
        case MoveRefused(why):
            return Step(progress, (say(f"move-{why}", engine.HOME),))
        case Overtaken(contribution):
            shown = facts.find(ContributionCard, contribution)
            by = Text("name", {"name": Words(event.by)}) if event.by else Text("the-author")
            changed = say(f"overtaken-{event.what}", by=by)
            return Step(progress, (changed, *(_as_it_is(shown, facts) if shown else ())))
        case Planned():
            return Step(
                progress, (_planned(event, facts), *_where_we_were(library, progress, facts))
            )
        case Applied(contribution, number, what):
            applied = facts.find(ContributionCard, contribution)
            args: dict[str, Arg] = {"number": number, "by": Words(event.by or "")}
            if applied:
                args["reader"] = Words(facts.programme.office_or(applied.owner_name))
                args["date"] = applied.answer_by
            if what in ("question", "partly"):  # which a person answers by itself
                args["date"] = task_due(facts.now, facts.programme.calendar)
            body = [Text(f"applied-{what}", args)]
            if applied and applied.author_waits and what in TOLD_TO_THE_AUTHOR:
                body.append(Text("applied-waits"))
            of_another = applied is not None and not applied.mine and progress.current is None
            ways = desk.BACK if of_another else ()
            if what == "done_yes" and progress.current is None:
                ways = column(button("button-add-photo", encode(Open("add", contribution))))
            if what in CAN_BE_UNDONE:
                undo = button("button-undo", encode(React("undo", contribution, event.which)))
                ways = (*column(undo), *ways)
            thanks = Message(tuple(body), ways)
            return Step(progress, (thanks, *engine.ask_again(library, progress, facts)))
        case Undone():
            return _undone(library, progress, event, facts)
        case LinkMade(None):
            return Step(progress, (NOT_FOR_YOU,))
        case LinkMade(token, who):
            if facts.site is None:
                return Step(progress, (say("link-nowhere", desk.BACK),))
            page = f"{facts.site}{COMMITMENT}{token}"
            return Step(progress, (say("link-made", desk.BACK, who=Words(who), link=page),))
        case Written(sent):
            told = say("written-to" if sent else "not-for-you", desk.BACK)
            return Step(progress, (told,))
        case SummaryChosen():
            return Step(progress, desk.summary_chosen(event))
        case Found(asked, lines, total):
            return Step(progress, desk.results(lines, total, asked))
        case HandedOver():
            return Step(progress, desk.handed_over(event))
        case AbsenceSet():
            return Step(progress, desk.absence_set(event, facts))
        case AccessEnded():
            return Step(progress, desk.access_ended(event, facts))
        case AccessKept():
            return Step(progress, desk.access_kept(event))
        case WordsCorrected(None):
            late = say("edit-too-late")
            return Step(progress, (late, *engine.ask_again(library, progress, facts)))
        case WordsCorrected(number):
            return Step(progress, (say("edit-passed-on", number=number or ""),))
        case _:
            raise TypeError(f"nobody handles {type(event).__name__}")


def _undone(library: Library, progress: Progress, undone: Undone, facts: Facts) -> Step:
    """What was written comes back, to be changed and sent again."""
    found = facts.find(ContributionCard, undone.contribution)
    if found is None:
        return Step(progress, (NOT_FOR_YOU,))
    if undone.waits:
        return Step(progress, (say("undone-waits", desk.BACK, number=found.number),))
    if undone.answer is None:
        back = column(button("button-card-of", encode(Show("card", found.id)), number=found.number))
        return Step(progress, (say("undone-too-late", back, number=found.number),))
    told = say("undone", number=found.number)
    answer = undone.answer
    if isinstance(answer, SettingAside) or answer.corrects or progress.current:
        return Step(progress, (told, *engine.ask_again(library, progress, facts)))
    carry = decide.answers_in(answer, facts)
    begins = str(way_of(found.kind, found.desk, answer.text.outcome))
    again = engine.begin(
        library, progress, begins, facts, about=found.id, seen=found.version, carry=carry
    )
    return again.first_saying(told)


def _as_it_is(shown: ContributionCard, facts: Facts) -> tuple[Message, ...]:
    """As its author sees it, or whoever works here."""
    return own.look(shown, facts) if shown.mine else card.render(shown, facts.programme)


def _planned(planned: Planned, facts: Facts) -> Message:
    """Who will do it, and before which day."""
    if planned.what == "call" and planned.by is None:
        return say("call-planned", date=planned.due)
    return say(
        f"planned-{planned.what}",
        by=Words(facts.programme.office_or(planned.by)),
        date=planned.due,
        phone=Words(planned.phone or ""),
    )


def _where_we_were(library: Library, progress: Progress, facts: Facts) -> tuple[Message, ...]:
    """The open question, or what was left, for somebody who is here anew."""
    open_here = engine.ask_again(library, progress, facts)
    return open_here or engine.offer_left(library, progress)


# Words


def _said(library: Library, progress: Progress, event: Said, facts: Facts) -> Step:
    if event.part.media is None and not (event.part.text or "").strip():
        return _not_usable(library, progress, NotUsable("other"), facts)
    if _is(event, "stop", facts):
        return Step(engine.leave(progress), (_stopped(progress, facts),), (Mute(),))
    if event.command and (screen := _called(event, COMMANDS, facts)) is not None:
        return _commanded(library, progress, screen, facts)
    called = _called(event, PLAIN, facts) if progress.current else None
    if called is not None and not engine.is_answer(library, progress, event, facts):
        return _commanded(library, progress, called, facts)
    if (offered := caring.offered(progress, event, facts)) is not None:
        return _act(library, progress, offered, None, facts)
    if (language := _named_language(event, facts)) is not None:
        return _act(library, progress, Speak(language), None, facts)
    if (action := engine.word_action(library, progress, event, facts)) is not None:
        return _act(library, progress, action, None, facts)
    if progress.current is None:
        return _unasked(library, progress, event, facts)
    if engine.is_answer(library, progress, event, facts):
        return engine.hear(library, progress, event, facts)
    if (social := _social(event, facts)) in ("yes", "no"):
        return engine.said_again(library, progress, facts)
    if social is not None:
        answered = _sociable(social, facts)
        return engine.passed(library, progress, facts, "go-on").first_saying(*answered)
    if _forgotten(progress.current, facts):
        return _unasked(library, engine.leave(progress), event, facts)
    return engine.hear(library, progress, event, facts)


def _unasked(library: Library, progress: Progress, event: Said, facts: Facts) -> Step:
    """Words while nothing is open."""
    action = _typed_button(event, facts) or _called(event, PLAIN, facts)
    if action is not None:
        return _act(library, progress, action, None, facts)
    if facts.me.may(May.READ_ALL) and (looked := _looked_for(library, progress, event, facts)):
        return looked
    if (social := _social(event, facts)) is not None:
        offered = engine.offer_left(library, progress)
        return Step(progress, (*_sociable(social, facts), *offered))
    if (asked := _asked_about(facts)) and not progress.left:
        known = {**facts.views, Want(ContributionCard, asked.id): asked}
        facts = replace(facts, views=known)
        opened = engine.begin(library, progress, "answer", facts, about=asked.id)
        return engine.hear(library, opened.progress, event, facts)
    return _first_message(library, progress, event, facts)


def _looked_for(library: Library, progress: Progress, event: Said, facts: Facts) -> Step | None:
    """What somebody who works here means by a bare number, or by the word for searching."""
    if _is(event, "search", facts):
        return _act(library, progress, Open("search"), None, facts)
    text = engine.plain_text(event)
    if (number := as_number(text)) is None:
        return None
    if (found := facts.find(ContributionCard, number)) is None or found.mine:
        return Step(progress, desk.results((), 0, text or ""))
    return _act(library, progress, Show("card", number), None, facts)


def _first_message(library: Library, progress: Progress, event: Said, facts: Facts) -> Step:
    """Kept first, then asked what it is."""
    earlier = next((d for d in progress.left if d.conversation == FIRST), None)
    if earlier is not None:  # words that overflowed or were never sorted go first
        opened = engine.resume(library, progress, earlier.run, facts)
    else:
        opened = engine.begin(library, progress, FIRST, facts)
    return engine.hear(library, opened.progress, event, facts)


def _asked_about(facts: Facts) -> ContributionCard | None:
    """The contribution about which staff wait for an answer, if there is one."""
    mine = facts.find(MyContributions)
    cards = mine.cards if mine else ()
    asked = [c for c in cards if c.status is Status.QUESTION_ASKED]
    return max(asked, key=lambda card: card.since, default=None)


def _typed_button(event: Said, facts: Facts) -> Open | None:
    """A conversation whose button, in the first message, has this label."""
    text = normal(engine.plain_text(event) or "")
    for row in home.ways(facts) if text else ():
        for shown in row:
            action = decode(shown.action)
            if isinstance(action, Open) and normal(facts.wording.label(shown.label)) == text:
                return action
    return None


def _named_language(event: Said, facts: Facts) -> str | None:
    """A language that is called by its own name ("English", "English please"), and not spoken."""
    said = set(normal(engine.plain_text(event) or "").split())
    around = facts.wording.words("language-around")
    for code, name in facts.programme.languages.items():
        if code != facts.me.language and normal(name) in said and said - {normal(name)} <= around:
            return code
    return None


def _commanded(library: Library, progress: Progress, screen: Show, facts: Facts) -> Step:
    """What is open is asked again below the screen, but for one that asks something itself."""
    shown = _act(library, progress, screen, None, facts)
    if screen == COMMANDS["language"]:
        return shown
    return shown.then(Step(shown.progress, engine.ask_again(library, shown.progress, facts)))


def _called(event: Said, names: Iterable[str], facts: Facts) -> Show | None:
    """The screen that these words name."""
    return next((COMMANDS[name] for name in names if _is(event, name, facts)), None)


def _social(event: Said, facts: Facts) -> str | None:
    """What people say to each other, and a bare yes or no when nothing was asked."""
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


def _forgotten(draft: Draft, facts: Facts) -> bool:
    return draft.touched_at is not None and facts.now - draft.touched_at > FORGET_AFTER


def _stopped(progress: Progress, facts: Facts) -> Message:
    ways = [button("button-unmute", encode(React("unmute")))]
    if progress.current or progress.left:
        ways.insert(0, button("button-only-this", encode(React("only_this"))))
    if facts.me.may(May.READ_ALL):
        ways.append(button("button-summary-hour", encode(Open("summary_hour"))))
        return say("stopped-staff", column(*ways))
    return say("stopped", column(*ways), waiting=str(facts.me.contributions))


def _with_words(library: Library, before: Progress, step: Step, facts: Facts) -> Step:
    """A task that came out of an unfinished draft says what had been told in it.

    Who asks to be called while telling something need not come back to it: it goes to a person.
    """
    if not any(isinstance(effect, AddTask) for effect in step.effects):
        return step
    called = next((e for e in step.effects if isinstance(e, AddTask) and e.what == "call"), None)
    draft = _told_before_a_call(library, before, facts) if called else None
    if called and draft:
        call, when = called.details.get("phone"), called.details["moment"]
        sent = as_told(library, draft, facts, call=call, when=when)
        others = tuple(effect for effect in step.effects if effect is not called)
        handed_in = engine.without(step.progress, draft)
        return replace(step, progress=handed_in, effects=(*others, sent))
    if not (told := engine.told(library, before)):
        return step
    hidden_from = engine.kept_from(library, before, facts)
    effects = tuple(
        replace(e, details={**told, **e.details}, hidden_from=hidden_from)
        if isinstance(e, AddTask) and e.about is None and e.what != "erase"
        else e
        for e in step.effects
    )
    return replace(step, effects=effects)


def _told_before_a_call(library: Library, before: Progress, facts: Facts) -> Draft | None:
    current = before.current
    if current is None or current.conversation != "call" or current.about is not None:
        return None
    return engine.told_lately(library, before, FORGET_AFTER, facts)


def _with_notice(library: Library, step: Step, event: Event, facts: Facts) -> Step:
    """The privacy notice, with the first reply after something was kept, and before its question.

    Source: GDPR art. 13; nothing waits for the tap on "Begrepen".
    """
    version = facts.programme.notice_version
    if facts.me.notice == version or not step.messages or facts.me.may(May.READ_ALL):
        return step
    if not isinstance(event, Submitted) and not _keeps(library, step):
        return step
    *earlier, last = step.messages
    notice = home.privacy_notice(facts)
    # Where nothing is asked it comes last: nobody in sorrow, or reminded, reads about data first.
    after = isinstance(event, ClockRang) or step.progress.current is None
    return replace(
        step,
        messages=(*step.messages, notice) if after else (*earlier, notice, last),
        effects=(*step.effects, RecordNotice(version, facts.me.language)),
    )


def _keeps(library: Library, step: Step) -> bool:
    """Whether something of theirs is kept, and nothing urgent is going on."""
    current = step.progress.current
    if current and library[current.conversation].manner.urgent:
        return False
    if any(isinstance(effect, SubmitContribution | AddTask) for effect in step.effects):
        return True
    return any(draft.answers for draft in engine.drafts(step.progress))


# Buttons and links


def _started(library: Library, progress: Progress, payload: str | None, facts: Facts) -> Step:
    if payload and not PAYLOAD.fullmatch(payload):  # no link of ours
        payload = None
    if payload and payload.startswith(INVITATION):
        return Step(progress, (), (UseInvitation(payload.removeprefix(INVITATION)),))
    if payload and payload.startswith(MOVE):
        return Step(progress, (move.sure(payload.removeprefix(MOVE)),))
    if payload == DESK and facts.me.may(SCREENS["desk"].may):
        return Step(progress, (*desk.render(facts), *engine.offer_left(library, progress)))
    return _shown(library, progress, Show("home"), facts)


def _tapped(library: Library, progress: Progress, event: Tapped, facts: Facts) -> Step:
    step = _act(library, progress, decode(event.action), event, facts)
    if event.callback is None:
        return step
    return replace(step, gestures=(AnswerTap(event.callback), *step.gestures))


def _act(
    library: Library,
    progress: Progress,
    action: Action | None,
    tapped: Tapped | None,
    facts: Facts,
) -> Step:
    """What a button does; `tapped` is None when its words were typed."""
    if not facts.me.may(_needed(library, action)):
        return Step(progress, (NOT_FOR_YOU,))
    match action:
        case Answer():
            return engine.choose(library, progress, action, tapped, facts)
        case Command():
            return engine.command(library, progress, action, tapped, facts)
        case Open(conversation, about, seen) if conversation in library:
            return _opened(library, progress, library[conversation], about, seen, facts)
        case Show():
            return _shown(library, progress, action, facts)
        case React():
            return _reacted(Turn(library, progress, facts, tapped), action)
        case Take(token):
            return Step(progress, (), (TakeOver(token),))
        case Speak(language) if language in facts.programme.languages:
            spoken = replace(facts, me=replace(facts.me, language=language))
            chosen = Step(progress, (), (SetLanguage(language),))
            if progress.current:
                return chosen.then(engine.passed(library, progress, spoken, "language-set"))
            return chosen.then(Step(progress, home.welcome(spoken)))
        case _:
            return engine.passed(library, progress, facts)


def _needed(library: Library, action: Action | None) -> May:
    """The permission that a button asks of who taps it: it may be forged, or forwarded."""
    match action:
        case Open(conversation) if conversation in library:
            return library[conversation].may
        case Show(screen) if screen in SCREENS:
            return SCREENS[screen].may
        case React(what) if what in REACTIONS:
            return REACTIONS[what].may
        case _:
            return May.CONTRIBUTE


def _opened(
    library: Library,
    progress: Progress,
    conversation: Conversation,
    about: int | None,
    seen: int | None,
    facts: Facts,
) -> Step:
    if conversation.manner.of_task:
        return engine.begin(library, progress, conversation.id, facts, about=about)
    shown = facts.card(about, conversation.of)
    if about is not None and shown is None:
        return Step(progress, (NOT_FOR_YOU,))
    changed = shown is not None and seen is not None and seen != shown.version
    if shown:  # what they act upon is what there is now; an old card is shown anew
        seen = shown.version
    step = engine.begin(library, progress, conversation.id, facts, about=about, seen=seen)
    if shown and changed:
        step = step.first_saying(*_as_it_is(shown, facts))
    if shown and not shown.mine and facts.me.may(May.DECIDE):
        step = replace(step, effects=(OpenCard(shown.id), *step.effects))
    return step


def _permitted(library: Library, progress: Progress, facts: Facts) -> Progress:
    """Without drafts of work that somebody may do no more."""
    refused = {
        draft.run
        for draft in engine.drafts(progress)
        if draft.conversation in library and not facts.me.may(library[draft.conversation].may)
    }
    if not refused:
        return progress
    current = progress.current
    return replace(
        progress,
        current=None if current and current.run in refused else current,
        left=tuple(draft for draft in progress.left if draft.run not in refused),
    )


def _shown(library: Library, progress: Progress, asked: Show, facts: Facts) -> Step:
    match SCREENS.get(asked.screen):
        case Screen() as screen:
            left = engine.offer_left(library, progress) if screen.offers_left else ()
            return Step(progress, (*screen.render(facts, asked), *left))
        case CardScreen() as screen:
            found = facts.card(asked.about, screen.of)
            if found is None and screen.passes:
                return engine.passed(library, progress, facts)
            if found is None:
                return Step(progress, (NOT_FOR_YOU,))
            opened = (OpenCard(found.id),) if screen.opens else ()
            return Step(progress, screen.render(found, facts), opened)
        case None:
            return engine.passed(library, progress, facts)


def _reacted(turn: Turn, action: React) -> Step:
    reacted: Step | None = None
    match REACTIONS.get(action.what):
        case Reaction() as reaction:
            reacted = reaction.run(turn, action)
        case CardReaction() as reaction:
            found = turn.facts.card(action.about, reaction.of)
            reacted = reaction.run(turn, action, found) if found else None
    return reacted or engine.passed(turn.library, turn.progress, turn.facts)
