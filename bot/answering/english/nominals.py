"""What a question or a short answer speaks of: names ("Kestrel Air") and things ("the fire at the depot"), with kinds.

Persons and organisations are told apart as far as the form goes. What a pronoun means is for `followups.referents`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.english.mentions import Mention, mentions
from bot.answering.english.name_runs import CALENDAR, TITLES
from bot.answering.english.openings import PEOPLE
from bot.answering.english.period_words import without_periods
from bot.answering.english.small_words import AUXILIARIES, NO_NOUNS, OWN, is_verb
from bot.answering.english.spans import Place
from bot.answering.english.things import Thing, things
from bot.search.terms import bare

LONGEST = 600
"""Characters that are read; questions and short answers are shorter."""

_ORDERS = frozenset("name list give tell show describe explain compare summarise summarize any".split())
"""Verbs that open an order: capital only for where they stand."""
_LEAD = "of "
"""Put before a text of capitals alone, whose first word is else taken for one that only opens a sentence."""
_ALL_CAPITAL = re.compile(r"[A-Z]\S*(?: (?:of|the|and|&|[A-Z]\S*)){0,7}")
_PLACED = re.compile(r"\b(?:in|near|off|outside|across|around) (?:the )?$")
_MANY_WORDS = 3  # of "a large fire", which tells as little as "it"


@dataclass(frozen=True, slots=True)
class Nominal:
    """A name or a thing, with its article ("its" made "the").

    `about`: small words that say what it is. `placed`: it says where something is. `hangs`: "the deal", "that panel":
    nothing behind or in it tells which one.
    """

    text: str
    place: Place
    is_name: bool
    person: bool | None = None
    male: bool | None = None
    likely: bool = False
    """Two or three capitalised words without another sign: more often a person than not."""
    plural: bool = False
    about: frozenset[str] = frozenset()
    placed: bool = False
    hangs: bool = False

    @property
    def tells(self) -> bool:
        """Whether one knows from it alone what is spoken of: not from "the deal" or "a warning"."""
        said = not self.text.islower() or len(self.text.split()) > _MANY_WORDS
        return self.is_name or (said and not self.hangs)

    @property
    def is_somebody(self) -> bool:
        """Whether it is more likely a person than not."""
        return self.person is True or self.likely


def nominals(text: str) -> tuple[Nominal, ...]:
    """Names and things in order; a thing stands before the names inside it. Periods are none.

    >>> [each.text for each in nominals("what caused the fire at the depot of Lindal Ferries in May?")]
    ['the fire at the depot of Lindal Ferries', 'the depot of Lindal Ferries', 'Lindal Ferries']
    """
    text = without_periods(text[:LONGEST])
    found = [*(_described(text, thing) for thing in things(text)), *names(text)]
    return tuple(sorted(found, key=lambda each: (each.place.start, -each.place.end)))


def names(text: str) -> list[Nominal]:
    """The names alone, in order.

    >>> [each.text for each in names("Rovers")], [each.text for each in names("who won the Cup of Lakes?")]
    (['Rovers'], ['the Cup of Lakes'])
    """
    text = text[:LONGEST]
    lead = _LEAD if _ALL_CAPITAL.fullmatch(text) else ""
    found: list[Nominal] = []
    for mention in mentions(lead + text, 0, len(lead) + len(text), 0):
        name = _named(text, mention, Place(mention.place.start - len(lead), mention.place.end - len(lead)))
        if found and _are_one(text, found[-1], name):
            found[-1] = _joined(text, found[-1], name)
        elif not _is_no_name(text, name):
            found.append(name)
    return found


def outermost(found: Sequence[Nominal]) -> tuple[Nominal, ...]:
    """Those that stand in no other."""
    kept: list[Nominal] = []
    for each in found:
        if not kept or each.place.end > kept[-1].place.end:
            kept.append(each)
    return tuple(kept)


def _described(text: str, thing: Thing) -> Nominal:
    held = text[thing.place.start : thing.place.end]
    head = thing.noun[-1]
    return Nominal(
        text=f"the{held[len(thing.article) :]}" if thing.article in OWN else held,
        place=thing.place,
        is_name=False,
        person=head in PEOPLE | TITLES,
        plural=re.search(r"[^siu]s$", head) is not None or head in ("people", "police"),
        about=frozenset(thing.noun),
        placed=_is_placed(text[: thing.place.start]),
        hangs=thing.hangs,
    )


def _named(text: str, mention: Mention, place: Place) -> Nominal:
    start = place.start
    has_article = text[max(0, start - 4) : start].casefold() == "the " and not _belongs_to_a_noun(text, place.end)
    start -= 4 if has_article else 0
    return Nominal(
        text=text[start : place.end],
        place=Place(start, place.end),
        is_name=True,
        person=mention.person,
        male=mention.male,
        likely=mention.likely,
        about=mention.about,
        placed=_is_placed(text[:start]),
    )


def _belongs_to_a_noun(text: str, end: int) -> bool:
    """Whether the article is a following noun's: "the Halden bridge"."""
    following = re.match(r" ([a-z][\w-]*)", text[end:])
    word = following.group(1) if following else "the"
    return bare(word) not in NO_NOUNS | AUXILIARIES and not is_verb(word)


def _are_one(text: str, before: Nominal, name: Nominal) -> bool:
    """Whether two names are one: "the Cup of Lakes", "the Writers' Union"."""
    between = text[before.place.end : name.place.start]
    if between in ("' ", "’ "):
        return name.person is False
    return between == " of " and before.text.casefold().startswith("the ") and not before.about & TITLES


def _joined(text: str, before: Nominal, rest: Nominal) -> Nominal:
    place = Place(before.place.start, rest.place.end)
    about = before.about | rest.about
    return Nominal(text[place.start : place.end], place, is_name=True, person=False, about=about, placed=before.placed)


def _is_no_name(text: str, found: Nominal) -> bool:
    first = bare(found.text.split()[0])
    return bare(found.text) in CALENDAR or (first in _ORDERS and not text[: found.place.start].strip())


def _is_placed(before: str) -> bool:
    return _PLACED.search(before[-20:]) is not None
