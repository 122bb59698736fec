"""Contributions, and what belongs to one: what each need is answered with."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.office import needs as n
from bot.office.writes import Made, Words
from conversations.contributions import Answer, AnswerText, SettingAside
from conversations.lifecycle import Outcome, Status
from conversations.parts import MediaRef, Part
from storage.models.outbox import WORK
from storage.models.proposals import Proposal
from tests.office.contract.bench import (
    DAY,
    NOW,
    REASON,
    TEXT,
    Bench,
    about,
    commitment,
    decision,
    task,
)


@about(n.Held, writes=("words", "hidden"))
async def a_contribution_with_its_words(bench: Bench) -> None:
    """It has the versions of what was told, what was added, in order, and who never sees it."""
    author, _ = await bench.somebody()
    never, _ = await bench.somebody()
    row = await bench.told(
        "een klacht",
        kind="complaint",
        author=author,
        hidden=(never,),
        needs=("money", "hands"),
        details={"about": "bus", "often": 3},
        name="Fatma",
        check_back=DAY,
        heard_right=False,
    )
    media = MediaRef("m1", "voice", "file", seconds=3)
    anew, added, last = Part("a", "anders", rough=True), Part("b", None, media), Part("c", "nog")
    await bench.write(
        words=[
            Words(row.id, "added", 0, added),
            Words(row.id, "changed", 1, anew),
            Words(row.id, "question", 0, last),
        ]
    )
    expected = replace(
        row,
        editions=(*row.editions, (anew,)),
        additions=(("added", added), ("question", last)),
    )
    assert await bench.ask(n.Held(row.id)) == expected
    assert await bench.ask(n.Held(row.id + 1)) is None


@about(n.Held)
async def several_contributions_are_stored_in_their_order(bench: Bench) -> None:
    first, second = await bench.told("een", wijk="a"), await bench.told("twee", wijk="b")
    needs = [n.Held(second.id), n.Held(first.id)]
    assert await bench.store.answer(needs) == dict(zip(needs, (second, first), strict=True))
    ids = await bench.store.add_contributions([replace(first, id=0, look=2), replace(second, id=0)])
    wijken = []
    for number in ids:
        found = await bench.ask(n.Held(number))
        wijken.append((found.id, found.wijk, found.told, found.look) if found else None)
    assert wijken == [(ids[0], "a", (), 0), (ids[1], "b", (), 0)]


@about(n.Held, writes=("hidden",))
async def who_never_sees_an_idea_is_not_told_with_it(bench: Bench) -> None:
    """Only complaints are read with who never sees them; lists leave any out."""
    reader, _ = await bench.somebody()
    row = await bench.told("een idee", hidden=(reader,))
    found = await bench.ask(n.Held(row.id))
    assert found is not None
    assert found.hidden_from == frozenset()
    assert await bench.ask(n.Ownerless(reader)) == ()


@about(n.Followers)
async def what_goes_on_with_another_by_the_yes_of_its_author(bench: Bench) -> None:
    other = await bench.told("een")
    joined: dict[str, Any] = {
        "status": Status.DECIDED,
        "outcome": Outcome.JOINED,
        "joins": other.id,
    }
    first = await bench.told("een", **joined)
    second = await bench.told("twee", **joined)
    await bench.told("gevraagd", status=Status.QUESTION_ASKED, joins=other.id)
    await bench.told("rust", **{**joined, "status": Status.CLOSED})
    await bench.told("nee", **{**joined, "outcome": Outcome.YES})
    assert await bench.ask(n.Followers(other.id)) == (first, second)
    assert await bench.ask(n.Followers(first.id)) == ()


@about(n.ByMessage)
async def the_contribution_of_a_message_of_ones_own(bench: Bench) -> None:
    fatma, _ = await bench.somebody()
    ria, _ = await bench.somebody()
    first = await bench.told("een", author=fatma)
    second = await bench.told("twee", author=fatma)
    again = Part("again", "nog eens")
    await bench.write(words=[Words(first.id, "told", 0, again)])
    await bench.write(words=[Words(second.id, "edited", 0, again)])
    assert await bench.ask(n.ByMessage(fatma, f"{first.id}-0")) == first.id
    assert await bench.ask(n.ByMessage(fatma, "again")) == second.id
    assert await bench.ask(n.ByMessage(ria, "again")) is None
    assert await bench.ask(n.ByMessage(fatma, "unknown")) is None


@about(n.Promised, writes=("commitments",))
async def all_that_was_promised_in_its_order(bench: Bench) -> None:
    row, other = await bench.told("een"), await bench.told("twee")
    owner, _ = await bench.somebody()
    made = await bench.makes(
        commitment(row.id, "Een bank.", owner=owner),
        commitment(other.id),
        commitment(row.id, "Een boom.", ended="done", ended_at=NOW, agreed=False),
    )
    assert await bench.ask(n.Promised(row.id)) == (made[0], made[2])
    assert [one.id > 0 for one in made] == [True] * 3
    assert await bench.ask(n.Promised(row.id + 9)) == ()


@about(n.ByLink)
async def a_promise_by_its_link(bench: Bench) -> None:
    row = await bench.told("een")
    _, linked = await bench.makes(commitment(row.id), commitment(row.id, token_hash="h" * 64))
    assert await bench.ask(n.ByLink("h" * 64)) == linked
    assert await bench.ask(n.ByLink("x" * 64)) is None


@about(n.Latest, writes=("decisions",))
async def the_newest_decision(bench: Bench) -> None:
    row, other = await bench.told("een"), await bench.told("twee")
    made = await bench.makes(decision(row.id), decision(row.id, corrects=True), decision(other.id))
    assert await bench.ask(n.Latest(row.id)) == made[1]
    assert await bench.ask(n.Latest(other.id)) == made[2]
    assert await bench.ask(n.Latest(other.id + 1)) is None


@about(n.Latest)
async def a_decision_keeps_nothing_that_only_its_letter_says(bench: Bench) -> None:
    row = await bench.told("een")
    kept = AnswerText(
        Outcome.NO, REASON, "", "", DAY, as_it_is="Zo moet het.", counted="changed", because="Ja."
    )
    said = replace(
        kept, reference="12", check_back=DAY, look_again=DAY, doer="resident", firm=False
    )
    [made] = await bench.makes(decision(row.id, said, read_by="Joost"))
    assert await bench.ask(n.Latest(row.id)) == replace(made, answer=kept)


@about(n.Alike, writes=("same",))
async def what_one_decision_answered_as_well(bench: Bench) -> None:
    rows = [await bench.told(text) for text in ("een", "twee", "drie", "vier", "vijf")]
    made = [Made(one) for one in await bench.makes(*(decision(row.id) for row in rows))]
    root, second, third, fourth, _ = made
    await bench.write(same=[(third, root), (second, root), (fourth, root)])
    await bench.makes(decision(rows[3].id))  # a newer one, of its own
    ids = [row.id for row in rows]
    assert await bench.ask(n.Alike(ids[0])) == (ids[1], ids[2])
    assert await bench.ask(n.Alike(ids[1])) == (ids[0], ids[2])
    assert await bench.ask(n.Alike(ids[3])) == ()
    assert await bench.ask(n.Alike(ids[4])) == ()


@about(n.LettersOf, writes=("messages",))
async def letters_by_how_their_keys_begin(bench: Bench) -> None:
    _, account = await bench.somebody()
    first = await bench.letter(account, "answer:1:a")
    await bench.letter(account, "other:answer:1")
    await bench.letter(account, None)
    second = await bench.letter(account, "answer:1:b")
    third = await bench.letter(account, "answer_1_c")
    await bench.rows.became(second, "sent", "9")
    assert await bench.ask(n.LettersOf("answer:1")) == ((first, "waiting"), (second, "sent"))
    assert await bench.ask(n.LettersOf("answer_")) == ((third, "waiting"),)
    assert await bench.ask(n.LettersOf("%")) == ()


def proposal(contribution: int, by: int, goes_in: int | None = None) -> Proposal:
    return Proposal(
        contribution=contribution,
        seen=3,
        answer=Answer(TEXT),
        by_id=by,
        by="Samira",
        made_at=NOW,
        goes_at=None if goes_in is None else NOW + timedelta(seconds=goes_in),
    )


@about(n.WaitingFor, writes=("proposals",))
async def the_answer_that_waits(bench: Bench) -> None:
    """It is found with all that it says, of which a part is in its letter alone."""
    row, other, none = [await bench.told(text) for text in ("een", "twee", "drie")]
    samira, _ = await bench.somebody("Samira")
    text = replace(TEXT, reference="12", check_back=DAY, look_again=DAY, doer="resident")
    answer = Answer(text, corrects=True, also=(other.id,), owner=samira)
    made = await bench.makes(
        replace(proposal(row.id, samira), answer=answer),
        replace(proposal(other.id, samira), answer=SettingAside("Dit is een proef.")),
    )
    assert await bench.ask(n.WaitingFor(row.id)) == made[0]
    assert await bench.ask(n.WaitingFor(other.id)) == made[1]
    assert await bench.ask(n.WaitingFor(none.id)) is None


@about(n.Unread)
async def answers_that_somebody_else_is_to_read(bench: Bench) -> None:
    samira, _ = await bench.somebody("Samira")
    rows = [await bench.told(text) for text in ("een", "twee", "drie")]
    made = await bench.makes(
        proposal(rows[0].id, samira), proposal(rows[1].id, samira, 0), proposal(rows[2].id, samira)
    )
    assert await bench.ask(n.Unread()) == (made[0], made[2])


@about(n.ToSend)
async def answers_that_go_the_oldest_first(bench: Bench) -> None:
    samira, _ = await bench.somebody("Samira")
    rows = [await bench.told(str(i)) for i in range(5)]
    whens = (0, -60, None, 1, -60)
    made = await bench.makes(
        *(proposal(row.id, samira, when) for row, when in zip(rows, whens, strict=True))
    )
    assert await bench.ask(n.ToSend(NOW, 9)) == (made[1], made[4], made[0])
    assert await bench.ask(n.ToSend(NOW, 1)) == (made[1],)
    assert await bench.ask(n.ToSend(NOW, 9, only=made[0].id)) == (made[0],)
    assert await bench.ask(n.ToSend(NOW, 9, only=made[3].id)) == ()


@about(n.OpenTasks, writes=("tasks",))
async def what_is_to_be_done_about_it(bench: Bench) -> None:
    row, other = await bench.told("een"), await bench.told("twee")
    owner, _ = await bench.somebody()
    details = {"phone": "026", "moment": "any"}
    made = await bench.makes(
        task("call", contribution=row.id, owner=owner, person=owner, details=details),
        task("question", contribution=other.id),
        task("write", contribution=row.id, never=[owner]),
        task("visit", contribution=row.id, owner=owner),
    )
    await bench.write(own_tasks_done=[(owner, made[3].id)])
    assert await bench.ask(n.OpenTasks(row.id)) == (made[0], made[2])
    assert await bench.ask(n.OpenTasks(other.id + 1)) == ()


@about(n.OpenComplaints)
async def all_complaints_that_have_not_ended(bench: Bench) -> None:
    never, _ = await bench.somebody()
    first = await bench.told("een", kind="complaint", hidden=(never,))
    await bench.told("twee", kind="complaint", status=Status.WITHDRAWN)
    await bench.told("drie", kind="idea")
    second = await bench.told("vier", kind="complaint", status=Status.DONE)
    found = await bench.ask(n.OpenComplaints())
    assert sorted(found, key=lambda row: row.id) == [first, second]


@about(n.SentAs)
async def a_letter_by_what_the_channel_calls_it(bench: Bench) -> None:
    row = await bench.told("een")
    _, account = await bench.somebody()
    _, elsewhere = await bench.somebody()
    letter = await bench.letter(account, "answer:1", about=row.id)
    await bench.rows.became(letter, "sent", "7", "8")
    waits = await bench.letter(account, "answer:2", about=row.id)
    await bench.rows.became(waits, "sending", "9")
    card = await bench.letter(account, "card:1", WORK)
    await bench.rows.became(card, "sent", "10")
    reminder = await bench.letter(account, None)
    await bench.rows.became(reminder, "sent", "11")
    found = await bench.ask(n.SentAs(account, "8"))
    assert found is not None
    assert (found.id, found.about) == (letter, row.id)
    for other in (n.SentAs(account, "7"), n.SentAs(elsewhere, "8"), n.SentAs(account, "9")):
        assert await bench.ask(other) is None
    assert await bench.ask(n.SentAs(account, "10")) is None
    assert await bench.ask(n.SentAs(account, "11")) is None
