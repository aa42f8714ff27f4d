"""The names of a statement: each must stand in its sources, as it is or in the fuller form that the article gives.

"Donald Trump" is the source's "Trump" where the article says so; the sentence that says so is quoted as well. Countries
go by their usual other names, and by their people's. What is written small is no name here: `meaning` weighs it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answering.english.aliases import place_name
from bot.answering.english.name_runs import CALENDAR, TITLES, runs
from bot.answering.english.namings import same_name
from bot.answering.english.openings import BODIES, BUSINESS, PEOPLE
from bot.answering.proving.referents import naming_sentence
from bot.answering.proving.sources import Source
from bot.answering.proving.wording import Word, alike, plain, words_of
from bot.search.terms import STOP_WORDS, bare

_PEOPLES = """
china chinese, india indian indians, america american americans us, britain british uk, japan japanese, korea korean,
germany german germans, france french, russia russian russians, europe european europeans eu, australia australian,
canada canadian, israel israeli, iran iranian, iraq iraqi, turkey turkish, italy italian, spain spanish, brazil
brazilian, mexico mexican, ireland irish, scotland scottish, england english, wales welsh, netherlands dutch, belgium
belgian, sweden swedish, norway norwegian, denmark danish, finland finnish, poland polish, ukraine ukrainian, greece
greek, portugal portuguese, switzerland swiss, austria austrian, hungary hungarian, egypt egyptian, syria syrian,
afghanistan afghan, pakistan pakistani, bangladesh bangladeshi, vietnam vietnamese, thailand thai, taiwan taiwanese,
singapore singaporean, indonesia indonesian, malaysia malaysian, philippines philippine filipino, africa african, asia
asian, nigeria nigerian, kenya kenyan, chile chilean, argentina argentine argentinian, colombia colombian, california
californian, texas texan, cuba cuban, venezuela venezuelan, lebanon lebanese, saudi saudis
"""
_OPENERS = frozenset(
    """although though however meanwhile together nearly almost later earlier despite instead still yet even both
    several some many most few other others another such every no none nobody everyone everybody anyone someone
    people officials authorities regulators critics investors residents experts analysts lawyers lawmakers
    prosecutors police users customers shares sales prices talks reports sources researchers scientists workers
    employees students families parents players developers engineers traders bankers politicians soldiers troops
    rivals competitors applicants opponents supporters advertisers creators bidders buyers sellers shareholders
    owners members leaders ministers judges courts companies firms banks shops stores schools hospitals airlines
    unions voters protesters witnesses patients doctors nurses teachers farmers drivers passengers visitors tourists
    foreign local national federal regional international global public private new old former current early late
    next last recent additional further existing popular little less more fewer existing neither nor either per via
    amid unlike like since until upon within without throughout beyond among around along following including
    regarding concerning plans rules orders bans restrictions measures negotiations discussions negotiators
    executives representatives spokesmen the this that these those its their his her there here today yesterday
    tomorrow""".split()
)
"""Words that open a sentence with a capital and are no names."""

_HONORIFICS = frozenset(("mr", "mrs", "ms", "dr", "sir", "lord", "lady", "dame"))
_LINKS = frozenset(("of", "the", "and", "for", "on", "in"))
_PRESS = frozenset(("news", "newspaper", "online", "com", "agency"))
"""What may be left out of an outlet's name, or put to it."""
_ENDS = re.compile(r"[.!?]\"? ")
_ABBREVIATED = re.compile(r"[A-Z][\w.]{0,2}|Corp|Inc|Ltd|Sen|Gov|Gen|Rep|Prof", re.IGNORECASE)
_ROOM = 3
"""Words that may stand between those of one name: "Department of the Interior", "Interior Department"."""

_FARTHEST = 200
"""Sentences of an article, nearest first, in which a fuller name is sought; longer articles are not news."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name at its place in a plain text; `parts`: its bare words, without "of" and "the"."""

    text: str
    start: int
    end: int
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Which names of a claim its source lacks; `naming`: the sentences of its article that give others more fully."""

    missing: tuple[str, ...]
    naming: tuple[int, ...]


@lru_cache(maxsize=4_000)
def names(text: str) -> tuple[Name, ...]:
    """The names of a plain text, in order: runs of capitals without titles, then single capitals that are no titles."""
    found = [name for place, _ in runs(text) for name in _name(text, place.start, place.end)]
    held = [(name.start, name.end) for name in found]
    alone = [w for w in words_of(text) if w.capital and not any(s <= w.start < e for s, e in held)]
    found += [Name(w.text, w.start, w.end, (w.bare,)) for w in alone if not _is_plain(w, text)]
    return tuple(sorted(found, key=lambda name: name.start))


def check_names(claim: str, source: Source, common: frozenset[str]) -> Named:
    """Look for every name of a plain claim. `common`: words that the evidence writes small."""
    missing: list[str] = []
    naming: list[int] = []
    for name in names(claim):
        opens_small = not name.start and " " not in name.text and is_common(name.text, common)
        if opens_small or _stands(name, source.text) or _is_outlet(name, source):
            continue
        fuller = _fuller(name, source)
        if fuller is None:
            fuller = naming_sentence(name.parts, claim, (name.start, name.end), source)
        if fuller is None:
            missing.append(name.text)
        else:
            naming.append(fuller)
    return Named(tuple(missing), tuple(naming))


def same_bearer(one: Name, other: Name) -> bool:
    """Whether two names may be of one: they share a word, or form or land tell it."""
    if set(one.parts) & set(other.parts) or same_name(one.text, other.text):
        return True
    return any(_takes_up(one, word) for word in words_of(other.text)) if len(one.parts) == 1 else False


def is_common(word: str, common: frozenset[str]) -> bool:
    """Whether a word at the beginning of a sentence owes its capital to that alone."""
    small = bare(word)
    if not word[1:].islower() or word.endswith(("'s", "’s")):
        return False
    listed = small in _OPENERS | STOP_WORDS | PEOPLE | BODIES | BUSINESS | TITLES
    return listed or small in common or small.endswith(("ly", "ing"))


def common_words(texts: Sequence[str]) -> frozenset[str]:
    """The words that the texts write small, and never with a capital within a sentence."""
    small = {match for text in texts for match in re.findall(r"\b[a-z][a-z'-]+\b", text)}
    capital = {match.casefold() for text in texts for match in re.findall(r"(?<=[a-z,] )[A-Z][a-z'-]+\b", text)}
    return frozenset(small - capital)


def _name(text: str, start: int, end: int) -> Iterator[Name]:
    """The names of a run: cut where a sentence ends in it, and without the words that a sentence may open with."""
    held: list[Word] = []
    for word in (word for word in words_of(text) if start <= word.start < end):
        if held and _ENDS.match(text, held[-1].end) and not _ABBREVIATED.fullmatch(held[-1].text):
            yield from _whole(text, held)
            held = []
        held.append(word)
    yield from _whole(text, held)


def _whole(text: str, held: list[Word]) -> Iterator[Name]:
    while len(held) > 1 and held[0].bare in _OPENERS and _opens(text, held[0]):
        held = held[1:]
    parts = tuple(word.bare for word in held if word.bare not in _LINKS)
    if parts and not (len(held) == 1 and _is_plain(held[0], text)):
        yield Name(text[held[0].start : held[-1].end], held[0].start, held[-1].end, parts)


def _opens(text: str, word: Word) -> bool:
    """Whether the word opens a sentence or a quotation."""
    return re.search(r"(?:^|[.!?:] ?)\W*$", text[: word.start]) is not None or text[: word.start].endswith('"')


def _is_plain(word: Word, text: str) -> bool:
    """Whether a capital word is no name: a day, a title of courtesy, "I", a stop word at the beginning."""
    stop = word.bare in STOP_WORDS and word.bare != "us"
    courtesy = word.bare in _HONORIFICS and re.match(r"\.? [A-Z]", text[word.end :]) is not None
    return word.bare in CALENDAR or courtesy or stop or (word.bare in _OPENERS and _opens(text, word))


def _stands(name: Name, source: str) -> bool:
    """Whether the source holds the name, perhaps in another order, or under a usual other name of a country."""
    if _window(name.parts, source):
        return True
    if len(name.parts) == 1 and any(_takes_up(name, word) for word in words_of(source)):
        return True
    land = place_name(" ".join(name.parts))
    return any(land == place_name(" ".join(other.parts)) for other in names(source))


def _takes_up(name: Name, word: Word) -> bool:
    """One word: the same title or calling in another form ("CEO", "chief"), or a country and its people."""
    own = name.parts[0]
    if place_name(own) == place_name(word.bare) or (own in _peoples() and _peoples()[own] == _peoples().get(word.bare)):
        return True
    (wanted,) = words_of(own) or (word,)
    return (own in TITLES or own in ("ceo", "cfo")) and alike(wanted, word)


def _window(parts: Sequence[str], source: str) -> bool:
    """Whether the words stand together in the source."""
    held = [word.bare for word in words_of(source)]
    reach = len(parts) + (_ROOM if len(parts) > 1 else 0)
    return any(word in parts and set(parts) <= set(held[at : at + reach]) for at, word in enumerate(held))


def _is_outlet(name: Name, source: Source) -> bool:
    """Whether it is who published the article, or the agency that wrote it."""
    known = (words_of(plain(each or "")) for each in (source.article.outlet, source.article.agency))
    own = set(name.parts) - _PRESS
    return bool(own) and any(own == {word.bare for word in words} - _PRESS - _LINKS for words in known)


def _fuller(name: Name, source: Source) -> int | None:
    """The nearest sentence of the article that gives the name in full, if the source names its bearer and no other."""
    meant = [other for other in names(source.text) if same_name(name.text, other.text)]
    at = source.chosen[0]
    order = sorted(range(len(source.evidence.hit.sentences)), key=lambda index: abs(index - at))[:_FARTHEST]
    holding = next((index for index in order if _window(name.parts, source.sentence_text(index))), None)
    if not meant or holding is None:
        return None
    bearers = [other for index in order for other in names(source.sentence_text(index))]
    others = [each for each in bearers if any(same_name(each.text, short.text) for short in meant)]
    return holding if all(same_name(each.text, name.text) for each in others) else None


@lru_cache(maxsize=1)
def _peoples() -> dict[str, str]:
    found: dict[str, str] = {}
    for group in _PEOPLES.replace("\n", " ").split(","):
        own = group.split()
        found |= dict.fromkeys(own, own[0])
    return found
