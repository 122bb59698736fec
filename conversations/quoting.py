"""A contribution is quoted by the first of its author's own words."""

from __future__ import annotations

from conversations.messages import Text, Words
from conversations.parts import words_of
from conversations.views import ContributionCard


def quoted(card: ContributionCard) -> Text:
    """Return own words between quotation marks; a voice note or photo is named, not quoted."""
    words = own_words(card)
    return words if isinstance(words, Text) else Text("quoted", {"words": words})


def own_words(card: ContributionCard) -> Text | Words:
    """Return the words that an answer quotes: the first of them, unchanged, or what was heard."""
    if words := words_of(card.told, card.heard if card.heard_right else None):
        return Words(words)
    kinds = [part.media.kind for part in card.told if part.media]
    return Text(f"your-{kinds[0] if kinds else 'file'}")
