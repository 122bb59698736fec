"""The language of a text is guessed here, the only importer of pycld2."""

from __future__ import annotations

import pycld2

MOST = 2_000  # characters; more tells nothing new
# Small words of one's own language: where they stand, nothing else is spoken ("over het licht in de
# tunnel" is taken for English).
SMALL = {
    "nl": frozenset(
        [
            "de",
            "het",
            "een",
            "dat",
            "niet",
            "ik",
            "je",
            "voor",
            "met",
            "van",
            "er",
            "zijn",
            "wij",
            "naar",
            "maar",
            "ook",
        ]
    ),
    "en": frozenset(["the", "and", "of", "with", "for", "my", "you", "not", "it", "this", "that"]),
}


def guess(text: str, own: str) -> str | None:
    """Return a language code ("nl", "ar"), or None when it is not sure.

    `own`: the language of who wrote it, which wins when the words could be of either.
    """
    if SMALL.get(own, frozenset()) & set(text[:MOST].lower().split()):
        return own
    try:
        reliable, _, found = pycld2.detect(text[:MOST], bestEffort=False, hintLanguage=own)
    except (pycld2.error, UnicodeEncodeError):  # characters that it refuses
        return None
    code = str(found[0][1])
    return code if reliable and code != "un" else None
