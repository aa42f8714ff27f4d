"""Questions that the articles do not answer but nearly do: a draft's question with a name of another article in it.

Whether another article answers it after all cannot be told by rule; the remark says what to look for.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from random import Random

from bot.answering.english.countries import is_country
from bot.answering.english.mentions import mentions
from bot.answering.english.name_runs import CALENDAR
from bot.domain.article import Article, visible
from bot.evaluation.drafting.verbs import base_of, is_deed
from bot.evaluation.gold import GoldQuestion
from bot.search.terms import STOP_WORDS, bare, words

_PERSON = re.compile(
    r"(?<! of )(?<! and )(?<!\bthe )(?P<name>[A-Z][a-z’'-]+ [A-Z][A-Za-z’'-]+)"
    r"(?=, (?:who|\d\d|(?:an?|the) (?:[\w-]+ ){0,3}(?:analyst|lawyer|consultant|professor|partner|engineer|founder|head"
    r"|president|chief|minister|secretary|judge|director|leader|adviser|mayor)\b)| said| says)"
)
_BOUND = re.compile(r"\b(?:[Tt]he|[A-Z]\w+\.?) $")
"""A name behind these is a part of what they begin: "President Trump"."""
_COMPANY = re.compile(r"(?:^|\. |\n|, )(?P<name>[A-Z][A-Za-z]{2,})(?<!s)(?: has| had| also)? (?P<verb>[a-z]+)")
MOST_NAMES = 20
"""Of one article: the first names are those that its story is about."""
_MOST_CHARACTERS = 3_000
_MOST_ARTICLES = 2_000
"""Whose names are kept."""


class Names:
    """Persons, countries and companies by the article that names them; what is plainly none of these is not kept."""

    def __init__(self) -> None:
        self._sources: dict[str, dict[str, str]] = {"person": {}, "country": {}, "company": {}}
        self._articles = 0

    def learn(self, article: Article) -> None:
        """Keep the names at the beginning of an article."""
        if self._articles >= _MOST_ARTICLES:
            return
        self._articles += 1
        for name, kind in islice(_known(article.text[:_MOST_CHARACTERS]), MOST_NAMES):
            self._sources[kind].setdefault(name, article.id)

    def kind(self, name: str) -> str | None:
        """What a name is that was met."""
        return next((kind for kind, sources in self._sources.items() if name in sources), None)

    def others(self, kind: str, article_ids: Sequence[str], text: str) -> list[str]:
        """Names of that kind from other articles, none of whose words stands in the text; in order of their letters."""
        held = {bare(word) for word in words(text)}
        return sorted(
            name
            for name, source in self._sources[kind].items()
            if source not in article_ids and held.isdisjoint(bare(word) for word in words(name))
        )


def near_misses(drafts: Iterable[GoldQuestion], names: Names, share: float, random: Random) -> Iterator[GoldQuestion]:
    """The drafts, about that share (0..1) of them turned into near misses; a draft without a name to swap stays.

    Quotations stay: somebody else's words with another name are no question that anybody has.
    """
    drafts = list(drafts)
    wanted = round(share * len(drafts))
    asked = {each.text for each in drafts}
    missed: dict[int, GoldQuestion] = {}
    for at in random.sample(range(len(drafts)), len(drafts)):
        if len(missed) < wanted and (swapped := _swapped(drafts[at], names, random)) and swapped.text not in asked:
            missed[at] = swapped
            asked.add(swapped.text)
    yield from (missed.get(at, each) for at, each in enumerate(drafts))


def _swapped(draft: GoldQuestion, names: Names, random: Random) -> GoldQuestion | None:
    if draft.type == "who_said" or '"' in draft.text or not draft.answerable:
        return None
    sources = [each.article_id for each in draft.evidence]
    beside = " ".join([draft.text, *(each.quote or "" for each in draft.evidence)])
    for name, kind in random.sample(found := list(_named(draft.text, names)), len(found)):
        others = names.others(kind, sources, beside)
        if others and draft.text.count(name) == 1:
            return _missed(draft, name, random.choice(others))
    return None


def _missed(draft: GoldQuestion, name: str, other: str) -> GoldQuestion:
    remark = (
        f"A near miss: {visible(other)[:100]} stands where the question that is answered has {visible(name)[:100]}. "
        "Look that no article answers it, and that a person might ask it."
    )
    return replace(
        draft,
        id=f"{draft.id}-miss",
        text=draft.text.replace(name, other),
        answers=(),
        answerable=False,
        evidence=(),
        speaker=None,
        review=remark,
    )


def _named(text: str, names: Names) -> Iterator[tuple[str, str]]:
    """Names of the text that another of their kind can stand for: no owners, and none with "the" before it."""
    for mention in mentions(text, 0, len(text), 0):
        place = mention.place
        name, behind = text[place.start : place.end], text[place.end : place.end + 2]
        kind = names.kind(name)
        if kind and not _BOUND.search(text[: place.start]) and behind not in ("'s", "’s", "s'"):
            yield name, kind


def _known(text: str) -> Iterator[tuple[str, str]]:
    """Names whose kind the words around them tell."""
    persons = [match["name"] for match in _PERSON.finditer(text) if _is_person(match["name"])]
    yield from ((name, "person") for name in persons)
    surnames = {bare(name.split()[-1]) for name in persons}
    for mention in mentions(text, 0, len(text), 0):
        name = text[mention.place.start : mention.place.end]
        if mention.person is True:
            surnames.add(bare(name.split()[-1]))
        if is_country(name) and not name.isupper() and not text[: mention.place.start].casefold().endswith("the "):
            yield name, "country"
    for match in _COMPANY.finditer(text):
        does = match["verb"] == "said" or is_deed(base_of(match["verb"]) or "")
        if does and not is_country(match["name"]) and bare(match["name"]) not in surnames | STOP_WORDS | CALENDAR:
            yield match["name"], "company"


def _is_person(name: str) -> bool:
    """Whether it is one name, with no sign of an organisation."""
    met = mentions(name, 0, len(name), 0)
    return len(met) == 1 and met[0].person is not False and met[0].place.end == len(name) and met[0].place.start == 0
