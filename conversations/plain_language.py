"""Plain Dutch: sentences, words, and the officialese that residents should not have to read.

The list is the project's own; what a letter from the municipality says, and nobody at the kitchen
table. Our own texts keep to it (tests/journeys/test_wording.py), and what staff write is held
against it before it is sent: `check`, the taalcheck of promise 5. It counts what tells hard letters
from plain ones, names it, and knows nothing of logic or tone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

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
    in behandeling, in behandeling genomen, in behandeling nemen, in casu
    in de gelegenheid stellen, in het kader van
    in kennis stellen, in verband met, inachtneming, indien, indienen, ingediend*, indiening
    indiener*, ingevolge, initiëren, inwerkingtreding, inzage geven, inzake, jegens, kenbaar maken
    krachtens, kwalificer*, met betrekking tot, met dien verstande, met ingang van, middels, mits
    monitoren, naar aanleiding van, nader te bepalen, nadere informatie, nadien, niettegenstaande
    nochtans, noodzakelijkerwijs, omtrent, onder voorbehoud, onderhavig*, ondergetekende*
    ontvankelijk*, onverwijld, op grond van, op voorhand, optimaliser*, overeenkomstig, participant*
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

# What a neighbour would say in its place. With a tilde the sentence has to be turned for it.
PLAINER = {
    entry.strip(): plainer.strip()
    for line in """
    aangaande: over, aanvang nemen: beginnen, aanvangen: beginnen, aanwenden: gebruiken
    abusievelijk: per ongeluk, additioneel: extra, additionele: extra, alsmede: en ook
    alsook: en ook, alvorens: ~voordat, behoudens: behalve, benodigd: nodig, benodigde: nodige
    bewerkstelligen: ~zorgen voor, bijgevolg: daarom, conform: volgens, dan wel: of, danwel: of
    derhalve: daarom, desalniettemin: toch, desgewenst: ~als je wilt, dient te: moet
    dienen te: moeten, diende te: moest, dient u: moet u, dient men: moet men
    doen toekomen: sturen, doorgang vinden: doorgaan, doorgeleid: doorgestuurd, evenals: net als
    evenwel: toch, faciliteren: helpen, hetgeen: wat, hetwelk: wat, hieromtrent: hierover
    hiertoe: hiervoor, implementeren: ~invoeren, implementatie: invoering
    in afwachting van: ~wachten op, in behandeling: ~bekijken, in behandeling genomen: bekeken
    in behandeling nemen: bekijken, in casu: hier, in de gelegenheid stellen: ~laten
    in het kader van: voor, in kennis stellen: ~laten weten, in verband met: vanwege, indien: als
    indienen: insturen, ingediend: ingestuurd, ingediende: ingestuurde, indiening: inzending
    ingevolge: volgens, initiëren: beginnen, inwerkingtreding: ~ingaan, inzage geven: laten zien
    inzake: over, jegens: tegen, kenbaar maken: laten weten, krachtens: volgens
    met betrekking tot: over, met dien verstande: ~maar wel, met ingang van: vanaf, middels: met
    mits: als, monitoren: volgen, naar aanleiding van: na, nader te bepalen: nog onbekend
    nadere informatie: meer uitleg, nadien: daarna, niettegenstaande: ondanks, nochtans: toch
    omtrent: over, onder voorbehoud: ~misschien, onverwijld: meteen, op grond van: volgens
    op voorhand: vooraf, optimaliseren: verbeteren, overeenkomstig: volgens
    participant: deelnemer, participanten: deelnemers, participeren: ~meedoen
    realiseren: maken, reeds: al, retourneren: ~terugsturen, schriftelijk: per brief
    separaat: apart, spoedig: snel, stagneren: ~stilstaan, te allen tijde: altijd
    te zijner tijd: later, ten aanzien van: over, ten behoeve van: voor, ten gevolge van: door
    teneinde: om, ter beschikking: ~mogen gebruiken, ter plaatse: daar
    terugkoppelen: ~laten weten, terugkoppeling: reactie, thans: nu, tot op heden: tot nu
    uit hoofde van: als, uitsluitend: alleen, vanwege het feit: ~omdat, verstrekken: geven
    verzoeken wij: vragen wij, vigerende: geldende, voornemens: van plan
    voorts: ook, vooralsnog: voorlopig, waarborgen: ~zorgen voor, wederom: weer
    woonachtig: ~wonen, zienswijze: mening, zienswijzen: meningen, zodoende: zo
    zo spoedig mogelijk: snel, zorg te dragen: te zorgen, zorgdragen: zorgen
    """.splitlines()
    for pair in line.split(",")
    if pair.strip()
    for entry, plainer in [pair.split(":")]
}

# A point after these ends no sentence.
_SHORTENED = re.compile(
    r"(?:^|\s)(?:bijv|bv|ca|dhr|dr|drs|enz|evt|ir|mevr|mr|nr|o\.a|tel|d\.w\.z)\.$", re.I
)
_END = re.compile(r"(?<=[.!?:…؟])\s+|\n+")
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")

# What is not the writer's own language: words of somebody else, and links.
_QUOTED = r"«[^»]*»|“[^”]*”|„[^”]*”|\"[^\"\n]*\""
_LINK = r"https?://\S+|www\.\S+|\S+@\S+\.\w+"
_NOT_THEIRS = re.compile(f"{_QUOTED}|{_LINK}")

_BY_NOBODY = frozenset({"wordt", "worden", "werd", "werden"})
_PARTICIPLE = re.compile(  # uitgevoerd, besloten, voorbereid
    r"(?:\w{0,7}ge\w{2,}|(?:be|ver|ont|her|er|mis|aanbe|voorbe)\w{2,}|\w{2,8}(?:be|ver|ont)\w{2,})"
    r"(?:d|t|en)"
)
_NO_PARTICIPLE = frozenset(  # though they look like one
    word
    for line in """
    bedragen begint beeld beelden bekend beleid bericht berichten besluit bestaat betekent
    gebeurt gebied gebieden gebouwen gedachten gedeelten geduld geluid geluiden gesprekken geweld
    gewicht gezicht gezinnen gezond verandert verband verdriet verhalen verschillend verstand
    """.splitlines()
    for word in line.split()
)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a colon and the end of a line end one too."""
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
    """Return entries of the list that stand in the text, in the order in which they stand there."""
    return [found[0] for found in _OFFICIAL.finditer(text.lower())]


def _pattern(entry: str) -> str:
    stem = re.escape(entry.removesuffix("*")).replace(r"\ ", r"\s+")
    return rf"{stem}\w*" if entry.endswith("*") else stem


# The longest first, so that a phrase is named whole.
_OFFICIAL = re.compile(
    rf"\b(?:{'|'.join(_pattern(entry) for entry in sorted(OFFICIALESE, key=len, reverse=True))})\b"
)


# The taalcheck

FEWEST_SENTENCES = 3  # of fewer no measure holds: what is hard is then only named
LONG = 20  # words: of readers who read with effort, few keep hold of a longer sentence
ORANGE, RED = 3, 5  # points


class Light(StrEnum):
    GREEN = "green"
    ORANGE = "orange"
    RED = "red"


class Sort(StrEnum):
    LONG = "long"
    OFFICIAL = "official"
    PASSIVE = "passive"


@dataclass(frozen=True, slots=True)
class Hard:
    """A sentence or phrase that is hard to read, as it stands in the text."""

    sort: Sort
    words: str
    count: int = 0  # words in a long sentence
    plainer: str | None = None
    fits: bool = False  # whether the plainer words can stand in its place as they are


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of a check. `hard`: the worst of each sort first, then the next of each."""

    points: int = 0
    light: Light = Light.GREEN
    hard: tuple[Hard, ...] = ()


def check(text: str, language: str = "nl") -> Findings:
    """Find what is hard in a text. Of another language than Dutch only sentences are measured."""
    found = sentences(_NOT_THEIRS.sub(_sign, text))
    if not found:
        return Findings()
    lengths = [_length(sentence) for sentence in found]
    passive = [s for s in found if language == "nl" and _is_passive(s)]
    official = [o for s in found for o in _official(s)] if language == "nl" else []
    enough = len(found) >= FEWEST_SENTENCES
    average, total = sum(lengths) / len(found), max(sum(lengths), 1)
    points = 0
    if enough:
        long = sum(length > LONG for length in lengths) / len(found)
        points = (
            _over(average, 12, 15, 20)
            + _over(long, 0.08, 0.25)
            + _over(len(passive) / len(found), 0.08, 0.25)
            + any(" " in phrase for phrase in official)
            + _over(len(official) / total, 0.015, 0.04)
        )
    longest = sorted(zip(lengths, found, strict=True), key=lambda pair: -pair[0])
    too_long = [(n, s) for n, s in longest if n > LONG]
    if not too_long and enough and average > 12:
        too_long = longest[:1]
    light = Light.RED if points >= RED else Light.ORANGE if points >= ORANGE else Light.GREEN
    named = {s for _, s in too_long}
    if light is Light.GREEN:  # one by itself is not hard: "De bankjes worden besteld."
        named.update(passive)
    return Findings(
        points,
        light,
        _in_turn(
            [Hard(Sort.LONG, s, count=n) for n, s in too_long],
            sorted(map(_named, dict.fromkeys(official)), key=lambda hard: not hard.fits),
            [Hard(Sort.PASSIVE, s) for s in passive if s not in named],
        ),
    )


def replaced(text: str, phrase: str) -> str:
    """Return the text with the plainer words for a phrase in it, wherever the writer used it.

    Words of somebody else stay as they are, and so does all where no plainer words fit.
    """
    hard = _named(" ".join(phrase.lower().split()))
    if not hard.fits or hard.plainer is None:
        return text
    words_of_it = re.compile(
        f"{_QUOTED}|{_LINK}|" + rf"(?P<hard>\b{_pattern(hard.words)}\b)", re.IGNORECASE
    )
    plainer = hard.plainer

    def instead(match: re.Match[str]) -> str:
        stood = match["hard"]
        if not stood or _is_name(stood, match.string[: match.start()]):
            return match[0]
        return plainer[0].upper() + plainer[1:] if stood[0].isupper() else plainer

    return words_of_it.sub(instead, text)


def _over(value: float, *bounds: float) -> int:
    return sum(value > bound for bound in bounds)


def _sign(match: re.Match[str]) -> str:
    """Put a sign in place of what is not the writer's own; the sentence ends where it ended."""
    end = match[0].rstrip('»”"')[-1:]
    return f"«»{end}" if end in {".", "!", "?"} else "«»"


def _length(sentence: str) -> int:
    """Count the words; a name is one, however many it has (Nationaal Programma Arnhem-Oost)."""
    found = words(sentence)
    named = [place > 0 and word[0].isupper() for place, word in enumerate(found)]
    return sum(1 if is_name else len(list(run)) for is_name, run in groupby(named))


def _is_passive(sentence: str) -> bool:
    found = [word.lower() for word in words(sentence)]
    return not _BY_NOBODY.isdisjoint(found) and any(
        _PARTICIPLE.fullmatch(word)
        for word in found
        if word not in _BY_NOBODY and word not in _NO_PARTICIPLE
    )


def _official(sentence: str) -> list[str]:
    """Find officialese in a sentence, in small letters; not where it is part of a name."""
    return [
        " ".join(found[0].split())
        for found in _OFFICIAL.finditer(sentence.lower())
        if not _is_name(sentence[found.start() : found.end()], sentence[: found.start()])
    ]


def _is_name(stood: str, before: str) -> bool:
    """Return whether words have a capital that does not come from beginning a sentence."""
    return stood[0].isupper() and not re.fullmatch(r"(?s:.*[.!?:…»]\s+|.*\n)?\W*", before)


def _named(phrase: str) -> Hard:
    plainer = PLAINER.get(phrase)
    if plainer is None:
        return Hard(Sort.OFFICIAL, phrase)
    turned = plainer.startswith("~")
    return Hard(Sort.OFFICIAL, phrase, plainer=plainer.removeprefix("~"), fits=not turned)


def _in_turn(*sorts: Iterable[Hard]) -> tuple[Hard, ...]:
    ranked = [(rank, hard) for sort in sorts for rank, hard in enumerate(sort)]
    return tuple(hard for _, hard in sorted(ranked, key=lambda pair: pair[0]))
