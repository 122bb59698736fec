"""A card is its contribution with more around it; an answer that waits is kept as it always was."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any, get_args, get_type_hints

import pytest

from conversations.contributions import BY_AUTHOR, Answer, AnswerText, Contribution, SettingAside
from conversations.effects import AddWords, dump_answer, load_answer
from conversations.lifecycle import Outcome, Status
from conversations.parts import Part
from conversations.promises import Due, What
from conversations.views import ContributionCard

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PLAIN = Contribution(
    author=1,
    kind="idea",
    status=Status.RECEIVED,
    language="nl",
    channel="fake",
    received_at=NOW,
    answer_by=date(2026, 12, 15),
    since=NOW,
    told_at=NOW,
)
FULL = Contribution(
    id=7,
    author=3,
    kind="broken",
    status=Status.IN_PROGRESS,
    version=4,
    wijk="malburgen",
    theme="green",
    needs=("money",),
    details={"amount": 5},
    name="Fatma",
    language="tr",
    channel="telegram",
    owner=11,
    received_at=NOW.replace(hour=10),
    answer_by=date(2026, 12, 16),
    answered_at=NOW,
    since=NOW.replace(hour=11),
    told_at=NOW.replace(hour=12),
    outcome=Outcome.YES,
    by_when=date(2027, 1, 4),
    notices=1,
    asked=2,
    desk="works",
    check_back=date(2027, 2, 1),
    joins=6,
    better="er zit iemand",
    answer_road="call",
    answer_phone="0612345678",
    question="Waar?",
    asked_by=11,
    heard="een bank",
    heard_by=12,
    heard_right=True,
    news="reacted-answer",
    changed_by=11,
    due=Due(NOW, What.WORK, "owner"),
    editions=((Part("a", "een stoel"),), (Part("b", "een bank"),)),
    additions=(("answer", Part("c", "in het park")),),
    hidden_from=frozenset({12}),
    look=1,
)


def test_a_card_is_all_of_its_contribution() -> None:
    card = ContributionCard.of(FULL)
    for field in fields(Contribution):
        found = getattr(FULL, field.name)
        assert found != getattr(PLAIN, field.name), f"{field.name} is not tried here"
        assert getattr(card, field.name) == found, field.name
    for name in ("number", "told", "earlier", "promised", "way"):
        assert getattr(card, name) == getattr(FULL, name), name


def test_what_is_around_a_contribution_does_not_go_with_it() -> None:
    card = replace(ContributionCard.of(FULL), mine=True, owner_name="Samira")
    assert ContributionCard.of(card) == ContributionCard.of(FULL)


# What programs before this one wrote, and read.
NO: dict[str, Any] = {
    "contribution": 7, "seen": 2, "outcome": "no", "reason": "Daar ligt een gasleiding.",
    "next_step": "Niets.", "who": "", "by_when": None, "reference": None, "check_back": None,
    "look_again": None, "as_it_is": None, "corrects": False, "counted": None, "because": None,
    "also": [], "doer": "staff", "owner": None, "firm": True,
}  # fmt: skip
TOGETHER: dict[str, Any] = {
    "contribution": 7, "seen": 2, "outcome": "not_now", "reason": "Er is geen geld voor.",
    "next_step": "We kijken opnieuw.", "who": "Fatma", "by_when": "2027-01-20",
    "reference": "M-12", "check_back": "2027-02-01", "look_again": "2027-03-01",
    "as_it_is": "De jurist wil het zo.", "corrects": True, "counted": "unchanged",
    "because": "Het plan lag er al.", "also": [3, 4], "doer": "resident", "owner": 12,
    "firm": False,
}  # fmt: skip
ASIDE: dict[str, Any] = {"set_aside": "Dit is reclame."}
KEPT: list[tuple[dict[str, Any], Answer | SettingAside]] = [
    (NO, Answer(AnswerText(Outcome.NO, "Daar ligt een gasleiding.", "Niets.", "", None))),
    (
        TOGETHER,
        Answer(
            AnswerText(
                outcome=Outcome.NOT_NOW,
                reason="Er is geen geld voor.",
                next_step="We kijken opnieuw.",
                who="Fatma",
                by_when=date(2027, 1, 20),
                reference="M-12",
                check_back=date(2027, 2, 1),
                look_again=date(2027, 3, 1),
                as_it_is="De jurist wil het zo.",
                counted="unchanged",
                because="Het plan lag er al.",
                doer="resident",
                firm=False,
            ),
            corrects=True,
            also=(3, 4),
            owner=12,
        ),
    ),
    (ASIDE, SettingAside("Dit is reclame.")),
]


@pytest.mark.parametrize(("data", "answer"), KEPT)
def test_an_answer_that_waits_is_kept_as_it_always_was(
    data: dict[str, Any], answer: Answer | SettingAside
) -> None:
    assert load_answer(data) == answer
    assert json.loads(json.dumps(dump_answer(answer, 7, 2))) == data


def test_of_the_test_every_field_of_an_answer_is_tried() -> None:
    plain, full = (answer for _, answer in KEPT[:2])
    assert isinstance(plain, Answer)
    assert isinstance(full, Answer)
    for field in fields(AnswerText):
        assert getattr(plain.text, field.name) != getattr(full.text, field.name), field.name
    assert set(NO) == set(TOGETHER)


def test_only_what_authors_say_themselves_is_shown_to_them() -> None:
    """`AddWords` is how authors add; "changed" is another version of what they told."""
    said = set(get_args(get_type_hints(AddWords)["why"]))
    assert said - {"changed"} | {"edited"} == BY_AUTHOR
    assert BY_AUTHOR.isdisjoint({"written", "heard", "aside"})
