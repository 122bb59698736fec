"""Plain Dutch: sentences, words, and the officialese that residents should not have to read.

The list is the project's own; what a letter from the municipality says, and nobody at the kitchen
table. Our own texts keep to it (tests/journeys/test_wording.py).
"""

from __future__ import annotations

import re

LONGEST_SENTENCE, LONGEST_ON_AVERAGE = 18, 12  # words; of what the bot says itself

# Words and phrases, in small letters; a star stands for whatever the word goes on with.
OFFICIALESE = frozenset(
    entry.strip()
    for line in """
    aangaande, aanvang nemen, aanvangen, aanwenden, abusievelijk, additioneel, additionele
    alsmede, alsook, alvorens, behoudens, belanghebbende*, benodigd*
    betreffende, betreft, bewerkstellig*, bezwaarschrift*, bij dezen, bijgevolg
    casu quo, conform, dan wel, danwel, de dato, derhalve, desalniettemin, desbetreffende
    desgewenst, dient te, dienen te, dient u, dient men, diende te, doen toekomen, doorgang vinden
    doorgeleid*, eerdergenoemd*, evenals, evenwel, faciliter*, geschied*
    gelieve, hangende, hetgeen, hetwelk, hieromtrent, hiertoe
    ik verneem graag, implementer*, implementatie*, in acht nemen, in afwachting van
    in behandeling, in casu, in de gelegenheid stellen, in het kader van, in kennis stellen
    in verband met, inachtneming, indien, indienen, ingediend*, indiening, indiener*, ingevolge
    initiëren, inwerkingtreding, inzage geven, inzake, jegens, kenbaar maken, krachtens, kwalificer*
    met betrekking tot, met dien verstande, met ingang van, middels, mits, monitoren
    naar aanleiding van, nader te bepalen, nadere informatie, nadien, niettegenstaande, nochtans
    noodzakelijkerwijs, omtrent, onder voorbehoud, onderhavig*, ondergetekende*, ontvankelijk*
    onverwijld, op grond van, op voorhand, optimaliser*, overeenkomstig, participant*
    participer*, prioriter*, procedure*, realiser*, reeds, respectievelijk, retourner*
    schriftelijk, separaat, spoedig, stagner*, te allen tijde, te zijner tijd, ten aanzien van
    ten behoeve van, ten gevolge van, teneinde, ter beschikking, ter hand, ter plaatse
    terugkoppel*, terzake, thans, tot op heden, uit hoofde van, uiterlijk op
    uitsluitend, vanwege het feit, vergunninghouder*, verstrekk*, verzoeken wij, vigerend*
    voornemens, voornoemd*, voorts, voortvloei*, vooralsnog, waarborgen, wederom, woonachtig
    z.s.m, zienswijze*, zo snel mogelijk, zo spoedig mogelijk, zodoende, zorg te dragen, zorgdragen
    """.splitlines()
    for entry in line.split(",")
    if entry.strip()
)

# A point after these ends no sentence.
_SHORTENED = re.compile(
    r"(?:^|\s)(?:bijv|bv|ca|dhr|dr|drs|enz|evt|ir|mevr|mr|nr|o\.a|tel|d\.w\.z)\.$", re.I
)
_END = re.compile(r"(?<=[.!?:…؟])\s+|\n+")
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


def sentences(text: str) -> list[str]:
    """The sentences of a text; a colon and the end of a line end one too."""
    found: list[str] = []
    for piece in _END.split(text):
        if found and _SHORTENED.search(found[-1]):
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return [sentence for sentence in found if words(sentence)]


def words(sentence: str) -> list[str]:
    return _WORD.findall(sentence)


def officialese(text: str) -> list[str]:
    """Entries of the list that stand in the text, in the order in which they stand there."""
    return [found[0] for found in _OFFICIAL.finditer(text.lower())]


def _pattern(entry: str) -> str:
    stem = re.escape(entry.removesuffix("*")).replace(r"\ ", r"\s+")
    return rf"{stem}\w*" if entry.endswith("*") else stem


# The longest first, so that a phrase is named whole.
_OFFICIAL = re.compile(
    rf"\b(?:{'|'.join(_pattern(entry) for entry in sorted(OFFICIALESE, key=len, reverse=True))})\b"
)
