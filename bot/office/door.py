"""The one door to the office: what follows from what was said, delivered or fell due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from bot.office import (
    access,
    answers,
    channel_switch,
    clock,
    commitments,
    contributions,
    delivered,
    handing_over,
    joining,
    person,
    proposals,
    summaries,
    tasks,
    telling,
)
from bot.office.unit import Applying, Caused, E, Handler, Reaction, unguessable
from conversations.effects import (
    AddTask,
    AddWords,
    AnswerJoin,
    AskResident,
    ChooseSummary,
    Commit,
    ConfirmDone,
    ConfirmHeard,
    CorrectDetail,
    CorrectWords,
    DoMine,
    Effect,
    EndAccess,
    Finish,
    FinishTask,
    HandOver,
    HandOverAll,
    KeepMedia,
    MakeLink,
    MarkReachable,
    Mute,
    NoteReaction,
    NoteYoung,
    OfferMove,
    OpenCard,
    Postpone,
    ProposeJoin,
    RecordDecision,
    RecordNotice,
    Remember,
    SayBetter,
    Search,
    SecondRead,
    SetAbsence,
    SetAnswerRoad,
    SetAside,
    SetDiscreet,
    SetLanguage,
    SetOptIn,
    SetTheme,
    SubmitContribution,
    TakeBack,
    TakeOver,
    Undo,
    Unmute,
    UseInvitation,
    Withdraw,
    WriteBack,
    WriteDown,
    WriteTo,
)
from conversations.events import Event
from conversations.views import Me, Programme
from storage.database import Db

HANDLED: dict[type[Effect], Handler[Any]] = {}


def _handles(kind: type[E], handler: Handler[E]) -> None:
    """That this handler carries out that kind of effect. Raises ValueError at a second one."""
    if kind in HANDLED:
        raise ValueError(f"{kind.__name__} is handled twice")
    HANDLED[kind] = handler  # type: ignore[index]  # every E is one of the Effects


# In this order, so that what an effect refers to is there.
_handles(SetLanguage, person.set_languages)
_handles(KeepMedia, person.keep_media)
_handles(RecordNotice, person.record_notices)
_handles(Remember, person.remember)
_handles(SubmitContribution, contributions.submit_contributions)
_handles(ConfirmHeard, contributions.confirm_heard)
_handles(ConfirmDone, contributions.confirm_done)
_handles(AddWords, contributions.add_words)
_handles(CorrectWords, contributions.correct_words)
_handles(CorrectDetail, contributions.correct_details)
_handles(Withdraw, contributions.withdraw)
_handles(SetAnswerRoad, contributions.set_answer_roads)
_handles(SetOptIn, person.set_opt_ins)
_handles(OpenCard, contributions.open_cards)
_handles(AskResident, telling.ask_residents)
_handles(WriteBack, telling.write_back)
_handles(WriteDown, telling.write_down)
_handles(WriteTo, tasks.write_to)
_handles(RecordDecision, proposals.record_decisions)
_handles(Undo, proposals.undo)
_handles(SecondRead, proposals.second_reads)
_handles(SetAside, proposals.set_aside)
_handles(TakeBack, answers.take_back)
_handles(Commit, commitments.add_commitments)
_handles(DoMine, commitments.do_mine)
_handles(MakeLink, commitments.make_links)
_handles(SayBetter, commitments.say_better)
_handles(ProposeJoin, joining.propose_joining)
_handles(AnswerJoin, joining.answer_joining)
_handles(Finish, commitments.finish)
_handles(Postpone, commitments.postpone)
_handles(HandOver, handing_over.hand_over)
_handles(HandOverAll, handing_over.hand_over_all)
_handles(SetAbsence, handing_over.set_absences)
_handles(EndAccess, access.end_accesses)
_handles(SetTheme, contributions.set_themes)
_handles(Search, contributions.search)
_handles(ChooseSummary, person.choose_summaries)
_handles(NoteReaction, contributions.note_reactions)
_handles(UseInvitation, access.use_invitations)
_handles(OfferMove, channel_switch.offer_moves)
_handles(TakeOver, channel_switch.take_over)
_handles(AddTask, tasks.add_tasks)
_handles(FinishTask, tasks.finish_tasks)
_handles(Mute, person.mute)
_handles(Unmute, person.unmute)
_handles(NoteYoung, person.note_young)
_handles(SetDiscreet, person.set_discreet)
_handles(MarkReachable, person.mark_reachable)

REACTIONS: tuple[Reaction, ...] = (
    proposals.call_off_waiting_answer,
    joining.follow_joined,
)


def begin(
    db: Db, programme: Programme, now: datetime, token: Callable[[], str] = unguessable
) -> Applying:
    """Work in this transaction, with all that follows from it."""
    return Applying(db, programme, now, token, reactions=REACTIONS)


async def act(applying: Applying, caused: Sequence[Caused[Effect]]) -> list[tuple[Me, Event]]:
    """Apply all effects, kind by kind in the order of HANDLED; the events they yield."""
    kinds: dict[type[Effect], list[Caused[Effect]]] = {}
    for me, effect in caused:
        kinds.setdefault(type(effect), []).append((me, effect))
    for kind, handle in HANDLED.items():
        if found := kinds.pop(kind, None):
            await handle(applying, found)
    if kinds:
        raise TypeError(f"nobody applies {next(iter(kinds)).__name__}")
    return applying.events


# What clocks begin.
answers_due = proposals.answers_due
fell_due = clock.fell_due
summaries_due = summaries.summaries_due
group_summary_due = summaries.group_summary_due
nobody_fetched = delivered.nobody_fetched
# What delivery tells.
answers_left = delivered.answers_left
account_is_gone = delivered.account_is_gone
# What somebody without an account says.
organisation_says = commitments.organisation_says
end_access = access.end_access
