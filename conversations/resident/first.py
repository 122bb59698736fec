"""Whatever came first is kept, then we ask what it is (promise 1)."""

from __future__ import annotations

import textwrap
from datetime import timedelta

from conversations.declare import Conversation, Result
from conversations.effects import AddWords, SubmitContribution
from conversations.engine import FIRST
from conversations.lifecycle import UNANSWERED
from conversations.messages import Text, Words
from conversations.progress import Draft
from conversations.questions import Answers, Choice, FromFacts, Option, Story, options
from conversations.quoting import own_words
from conversations.resident import elsewhere
from conversations.views import ContributionCard, Facts, MyContributions

BELONGS = "at-"  # how the code of "it belongs to number 214" begins
LATELY = timedelta(days=7)  # what comes later is rather something new
FEW = 60  # characters of the earlier words, so that the question stays short


def lately(facts: Facts) -> ContributionCard | None:
    """Return the contribution that new words may belong to: their latest, recent and unanswered."""
    mine = facts.known(MyContributions)
    latest = next(iter(mine.cards), None) if mine else None
    if latest is None or latest.status not in UNANSWERED:
        return None
    return latest if facts.now - latest.received_at <= LATELY else None


def belongs(facts: Facts) -> tuple[Option, ...]:
    card = lately(facts)
    if card is None:
        return ()
    label = Text("button-belongs", {"number": card.number})
    yes = tuple(facts.wording.words("yes"))
    return (Option(f"{BELONGS}{card.id}", label, yes, guessed=True),)


def does_it_belong(facts: Facts) -> Text | None:
    card = lately(facts)
    if card is None:
        return None
    words = own_words(card)
    if isinstance(words, Words):
        words = Words(textwrap.shorten(words.text, FEW, placeholder=" …"))
        words = Text("quoted", {"words": words})
    return Text("first-belongs", {"number": card.number, "words": words})


story = Story("story")
# Each but the first, "it belongs to 214", is the conversation that the story is carried into.
kind = Choice(
    "kind",
    options=FromFacts(
        belongs, options("idea", "initiative", "story", "broken", "question", "complaint")
    ),
    suggests=does_it_belong,
)


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    """Go on with the story in its own conversation; unsorted, it goes to a person as it is."""
    chosen = answers.get(kind)
    if chosen is None:
        as_it_is = SubmitContribution("question", answers[story].parts, asks=False)
        return Result((as_it_is,), offers_left=False)
    if chosen.startswith(BELONGS):
        number = int(chosen.removeprefix(BELONGS))
        return Result((AddWords(number, answers[story].parts, "added"),))
    detour = elsewhere.DETOURS.get(chosen)
    better = detour(answers[story], facts) if detour else None
    return Result(then=better or chosen, carry={story.id: draft.answers[story.id]})


CONVERSATION = Conversation(
    FIRST, questions=(story, kind), on_submit=submit, needs=(MyContributions,), summary=False
)
