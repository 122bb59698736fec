"""The tables: what can happen to a contribution, who may, what is due, what a button carries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.actions import LIMIT, Answer, Command, Open, React, Show, Speak, decode, encode
from conversations.lifecycle import (
    CHANGES,
    ENDED,
    LEADS_TO_WORK,
    OFFERED,
    OPEN,
    UNANSWERED,
    WAYS,
    Act,
    Kind,
    NotPermitted,
    Outcome,
    Party,
    Procedure,
    Status,
    change,
    permitted,
    procedure_for,
    procedure_of,
)
from conversations.messages import (
    Button,
    Label,
    Message,
    Text,
    Words,
    dump_message,
    load_arg,
    load_message,
)
from conversations.progress import Draft, Progress, dump, load
from conversations.promises import answer_by, task_due
from conversations.registry import CONVERSATIONS
from conversations.roles import INVITABLE, PERMITTED, May, Role, may, roles_that
from conversations.routing import Post, Reader, Share, Work, choose_owner, share_out, shares
from tests.conversations.world import PROGRAMME

CALENDAR = PROGRAMME.calendar

# The lifecycle


def test_every_status_is_reached() -> None:
    reached = {Status.RECEIVED}
    while True:
        further = {c.target for c in CHANGES if c.sources & reached}
        if further <= reached:
            break
        reached |= further
    assert reached == set(Status)


def test_nothing_happens_to_what_has_ended() -> None:
    after = {(c.act, source) for c in CHANGES for source in c.sources & ENDED}
    # Its author may still say that it is not so, after it came to rest.
    assert after == {(Act.DENY, Status.CLOSED), (Act.DISAGREE, Status.CLOSED)}
    assert set(Status) == ENDED | OPEN
    assert UNANSWERED <= OPEN


@pytest.mark.parametrize("status", sorted(OPEN))
def test_from_everything_open_there_is_a_way_to_an_end(status: Status) -> None:
    reached = {status}
    for _ in Status:
        reached |= {c.target for c in CHANGES if c.sources & reached}
    assert Status.CLOSED in reached


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("status", Status)
def test_an_act_has_one_outcome_or_is_refused(act: Act, status: Status) -> None:
    fitting = [c for c in CHANGES if c.act is act and status in c.sources]
    assert len(fitting) <= 1
    assert permitted(act, status) == bool(fitting)
    if fitting:
        assert change(act, status, by=fitting[0].who) is fitting[0]
    else:
        with pytest.raises(NotPermitted, match=act):
            change(act, status, by=frozenset(Party))


def test_every_kind_has_a_way_of_answering_and_every_way_its_outcomes() -> None:
    assert set(WAYS) == set(Kind)
    assert set(OFFERED) == set(Procedure)
    assert set(OFFERED[Procedure.DECIDE]) >= LEADS_TO_WORK
    assert {o for offered in OFFERED.values() for o in offered} == set(Outcome) - {Outcome.JOINED}


def test_what_was_passed_on_is_answered_by_what_the_other_desk_did() -> None:
    assert procedure_for("question", None) is Procedure.REPLY
    assert procedure_for("question", "loket") is Procedure.REPORT
    assert procedure_of("broken", "meldpunt", Outcome.PASSED_ON) is Procedure.PASS_ON
    assert procedure_of("broken", "meldpunt", Outcome.YES) is Procedure.REPORT


@pytest.mark.parametrize("way", Procedure)
def test_every_way_is_a_conversation_of_staff(way: Procedure) -> None:
    found = {c.id: c for c in CONVERSATIONS}[str(way)]
    assert found.may is May.DECIDE
    assert found.speaker == "colleague"
    assert found.preview is not None  # nothing is sent that was not seen


# Roles


def test_everybody_may_contribute_and_only_some_read_all() -> None:
    assert all(May.CONTRIBUTE in PERMITTED[role] for role in Role)
    assert roles_that(May.READ_ALL) == (Role.STAFF, Role.ADMINISTRATOR)
    assert may({Role.RESIDENT, Role.STAFF}, May.DECIDE)
    assert not may({Role.RESIDENT, Role.KEY_PERSON}, May.READ_ALL)
    assert not may((), May.CONTRIBUTE)
    assert set(INVITABLE) <= set(PERMITTED)


# Promises


def moments() -> Iterator[datetime]:
    """Early and late on every day of three years, with both changes of the clock in each."""
    day = date(2026, 1, 1)
    while day.year < 2029:
        for hour in (0, 12, 22, 23):
            yield datetime(day.year, day.month, day.day, hour, 30, tzinfo=UTC)
        day += timedelta(days=1)


def test_an_answer_is_never_due_on_the_first_working_day_after_free_days() -> None:
    for received in moments():
        by = answer_by(received, CALENDAR)
        assert CALENDAR.working(by)
        assert CALENDAR.working(by - timedelta(days=1)), by
        assert by >= CALENDAR.after(CALENDAR.today(received), CALENDAR.clocks.answer_within)
        assert by - CALENDAR.today(received) <= timedelta(days=35)


def test_when_the_clock_changes_work_still_begins_at_nine() -> None:
    spring = CALENDAR.morning(date(2027, 3, 29))
    winter = CALENDAR.morning(date(2027, 3, 26))
    assert spring - winter == timedelta(days=3)  # as the clock on the wall has it
    assert spring.astimezone(UTC).hour == 7
    assert winter.astimezone(UTC).hour == 8
    assert CALENDAR.today(datetime(2027, 3, 27, 23, 30, tzinfo=UTC)) == date(2027, 3, 28)


def test_dutch_holidays_are_free() -> None:
    assert not CALENDAR.working(date(2027, 4, 27))
    assert not CALENDAR.working(date(2026, 12, 25))
    assert CALENDAR.next_working(date(2026, 12, 25)) == date(2026, 12, 28)
    assert task_due(datetime(2026, 12, 24, 9, tzinfo=UTC), CALENDAR) == date(2026, 12, 29)
    assert CALENDAR.zone == ZoneInfo("Europe/Amsterdam")


# Routing


def test_the_owner_is_who_has_least_to_do() -> None:
    samira = Reader(1, "Samira", Role.STAFF, 3)
    joost = Reader(2, "Joost", Role.STAFF, 1)
    ria = Reader(3, "Ria", Role.ADMINISTRATOR, 0)
    assert choose_owner([samira, joost, ria], None, None) is joost
    assert choose_owner([ria], None, None) is ria
    assert choose_owner([], None, None) is None


def test_who_works_in_the_wijk_comes_first_and_who_works_elsewhere_last() -> None:
    samira = Reader(1, "Samira", Role.STAFF, 3, "presikhaaf")
    joost = Reader(2, "Joost", Role.STAFF, 2)
    loes = Reader(3, "Loes", Role.STAFF, 0, "malburgen")
    team = [samira, joost, loes]
    assert choose_owner(team, "presikhaaf", None) is samira
    assert choose_owner(team, "malburgen", None) is loes
    assert choose_owner(team, "klarendal", None) is joost
    assert choose_owner(team, None, None) is joost
    assert choose_owner(team, "presikhaaf", None, never={1}) is joost
    assert choose_owner([loes], "presikhaaf", None) is loes


def test_who_works_on_the_theme_comes_after_the_wijk_and_before_everybody() -> None:
    samira = Reader(1, "Samira", Role.STAFF, 5, "presikhaaf")
    joost = Reader(2, "Joost", Role.STAFF, 3, None, "groen")
    loes = Reader(3, "Loes", Role.STAFF, 2)
    team = [samira, joost, loes]
    assert choose_owner(team, "presikhaaf", "groen") is samira
    assert choose_owner(team, "klarendal", "groen") is joost
    assert choose_owner(team, None, "groen") is joost
    assert choose_owner(team, "klarendal", "wonen") is loes
    assert choose_owner(team, None, None) is loes
    assert choose_owner([samira, joost], None, "wonen") is joost  # who has least to do


def test_who_works_in_two_ways_is_near_in_either() -> None:
    samira = Reader(1, "Samira", Role.STAFF, 5, "presikhaaf", "groen")
    loes = Reader(3, "Loes", Role.STAFF, 0)
    assert choose_owner([samira, loes], "presikhaaf", "wonen") is samira
    assert choose_owner([samira, loes], "klarendal", "groen") is samira
    assert choose_owner([samira, loes], "klarendal", "wonen") is loes


def test_who_works_in_two_places_is_near_in_both() -> None:
    samira = Reader(1, "Samira", Role.STAFF, 5, "presikhaaf", also=(Post(Role.STAFF, "malburgen"),))
    loes = Reader(3, "Loes", Role.STAFF, 0)
    assert choose_owner([samira, loes], "malburgen", None) is samira
    assert choose_owner([samira, loes], "presikhaaf", None) is samira
    assert choose_owner([samira, loes], "klarendal", None) is loes


def test_who_administers_as_well_is_staff_there_where_they_are_staff() -> None:
    ria = Reader(1, "Ria", Role.ADMINISTRATOR, 0)
    samira = Reader(2, "Samira", Role.STAFF, 9, "presikhaaf", also=(Post(Role.ADMINISTRATOR),))
    loes = Reader(3, "Loes", Role.STAFF, 9)
    assert samira.has(Role.ADMINISTRATOR)
    assert samira.has(Role.STAFF)
    assert not loes.has(Role.ADMINISTRATOR)
    assert choose_owner([ria, samira], "klarendal", None) is samira
    assert choose_owner([samira, loes], "klarendal", None) is loes


def test_who_is_away_gets_it_only_when_everybody_is() -> None:
    samira = Reader(1, "Samira", Role.STAFF, 0, "presikhaaf", away=True)
    joost = Reader(2, "Joost", Role.STAFF, 9, "malburgen")
    ria = Reader(3, "Ria", Role.ADMINISTRATOR, 9)
    assert choose_owner([samira, joost, ria], "presikhaaf", None) is joost
    assert choose_owner([samira, ria], "presikhaaf", None) is ria
    assert choose_owner([samira, ria], "presikhaaf", None, never={3}) is samira
    assert choose_owner([samira], "presikhaaf", None) is samira
    assert choose_owner([samira, joost], None, None, never={2}) is samira


def test_nobody_gets_what_is_about_them() -> None:
    samira = Reader(1, "Samira", Role.STAFF, 3)
    joost = Reader(2, "Joost", Role.STAFF, 1)
    ria = Reader(3, "Ria", Role.ADMINISTRATOR, 0)
    assert choose_owner([samira, joost, ria], None, None, never={2}) is samira
    assert choose_owner([samira, joost, ria], None, None, never={1, 2}) is ria
    assert choose_owner([samira], None, None, never={1}) is None


def test_work_is_shared_out_one_after_the_other() -> None:
    samira = Reader(1, "Samira", Role.STAFF, 0)
    joost = Reader(2, "Joost", Role.STAFF, 1)
    some = [Work("contribution", n, n, None, None) for n in range(1, 6)]
    given = share_out(some, [samira, joost])
    assert [r.name for r in given if r] == ["Samira", "Samira", "Joost", "Samira", "Joost"]
    assert shares(some, given) == (Share(1, "Samira", 3), Share(2, "Joost", 2))


def test_what_is_about_one_contribution_stays_together() -> None:
    samira = Reader(1, "Samira", Role.STAFF, 0)
    joost = Reader(2, "Joost", Role.STAFF, 0)
    call = Work("task", 7, 1, None, None)
    some = [Work("contribution", 1, 1, None, None), call, Work("task", 8, None, None, None)]
    assert [r and r.name for r in share_out(some, [samira, joost])] == ["Samira", "Samira", "Joost"]
    about_her = replace(call, never=frozenset({1}))
    given = share_out([some[0], about_her], [samira, joost])
    assert [r and r.name for r in given] == ["Samira", "Joost"]


def test_who_takes_over_gets_all_but_what_is_about_them() -> None:
    samira = Reader(1, "Samira", Role.STAFF, 9)
    joost = Reader(2, "Joost", Role.STAFF, 0)
    about = Work("contribution", 2, 2, None, None, frozenset({1}))
    some = [Work("contribution", 1, 1, None, None), about, Work("task", 3, None, None, None)]
    given = share_out(some, [samira, joost], to=1)
    assert [r and r.name for r in given] == ["Samira", "Joost", "Samira"]
    assert [r and r.name for r in share_out(some, [samira], to=1)] == ["Samira", None, "Samira"]
    assert shares(some, share_out(some, [], to=1)) == (Share(None, None, 2, 1),)


# What a button carries

codes = st.from_regex(r"[a-z0-9_-]{1,20}", fullmatch=True)
numbers = st.none() | st.integers(0, 10**15 - 1)
actions = st.one_of(
    st.builds(Answer, st.from_regex(r"[0-9a-z]{1,4}", fullmatch=True), codes, codes),
    st.builds(Command, codes, st.sampled_from(("back", "resume", "submit")), codes),
    st.builds(Open, codes, numbers, numbers),
    st.builds(Show, codes, numbers),
    st.builds(React, codes, numbers),
    st.builds(Speak, codes),
)


@given(actions)
def test_a_payload_comes_back_as_it_was_and_fits(action: Answer | Command | Open) -> None:
    payload = encode(action)
    assert len(payload.encode()) <= LIMIT
    assert decode(payload) == action


def test_a_payload_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        encode(Answer("0", "q" * 40, "c" * 40))


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "x",
        "a:1:2",
        "a:1:2:3:4",
        "c:0:explode:",
        "o:idea:-1:",
        "o:idea:1e3:",
        "s:card:²",
        "o:x:" + "9" * 16 + ":",
        "r:read:1:2:3",
    ],
)
def test_what_no_button_of_ours_carries_is_nothing(forged: str) -> None:
    assert decode(forged) is None


@given(st.text(max_size=70))
def test_no_payload_raises(forged: str) -> None:
    decode(forged)


# What waits over a deploy

MESSAGE = Message(
    body=(
        Text(
            "summary",
            {
                "a": Words("<&_ \u202e مرحبا"),
                "b": Label({"nl": "Groen"}),
                "c": date(2026, 12, 12),
                "d": datetime(2026, 12, 12, 9, tzinfo=UTC),
                "e": (1, "x", Text("k", {"w": (Words("y"),)})),
            },
        ),
        Words("los"),
    ),
    buttons=((Button(Label({"nl": "A"}), "x"), Button(Words("Türkçe"), "l:tr")),),
    media="m1",
)


def test_a_message_survives_json() -> None:
    assert load_message(json.loads(json.dumps(dump_message(MESSAGE)))) == MESSAGE
    assert load_message(json.loads(json.dumps(dump_message(Message(()))))) == Message(())


@pytest.mark.parametrize("data", [None, 1.5, {"x": 1}, {"text": "k"}])
def test_what_is_no_argument_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match="argument"):
        load_arg(data)


def test_a_body_is_words_or_texts() -> None:
    with pytest.raises(ValueError, match="cannot stand here"):
        load_message({"body": ["plain"]})


def test_progress_survives_json_also_from_a_newer_version() -> None:
    moment = datetime(2026, 11, 24, 9, tzinfo=UTC)
    draft = Draft(
        "idea",
        "z",
        {"story": {"value": [{"ref": "r", "text": "x"}]}, "name": {"skipped": True}},
        ("story",),
        {"wijk": ("a", "b")},
        0,
        0,
        3,
        2,
        True,
        True,
        ("name",),
        "album",
        moment,
        moment,
        True,
    )
    progress = Progress(draft, (draft, Draft("call", "y")), 36)
    data = json.loads(json.dumps(dump(progress)))
    assert load(data) == progress
    data["current"]["of_the_future"] = 1
    assert load(data) == progress
    assert load({}) == Progress()
