"""One copy of each text among the hits, and who else carried it.

Copies share an origin, but not every word: one may end earlier, another has a paragraph of its own. So a passage steps
back only when each of its sentences stands in better passages of its origin. What only one copy says stays a hit, and
so does a sentence in which a name, a number or a "not" is another one. Which articles are copies is the library's
business.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.article import Article
from bot.domain.evidence import Hit
from bot.library.records import ArticleSummary
from bot.library.scope import outlet_key
from bot.search.terms import WORD

_RUN = 3
"""Words compared together."""
_SAME = 0.5
"""Share of a sentence's runs that a copy of it has: one slip in eight words leaves three runs of six."""
_NEGATIONS = frozenset({"no", "not", "never", "nor", "neither", "without"})

Run = tuple[str, ...]


@dataclass(slots=True)
class _Kept:
    """The hits of one origin that stay, and all their runs of words."""

    hits: list[tuple[Hit, set[Run]]] = field(default_factory=list)
    runs: set[Run] = field(default_factory=set)


def stand_ins(hits: Sequence[Hit]) -> dict[int, int]:
    """For each hit that is not needed, by passage id: the passage id of the hit that stands for it.

    `hits` come best first; a hit never steps back for a worse one. Without copies among them the result is empty.
    """
    articles: dict[str, set[str]] = {}
    for hit in hits:
        articles.setdefault(_origin(hit), set()).add(hit.article.id)
    found: dict[int, int] = {}
    kept = {origin: _Kept() for origin, ids in articles.items() if len(ids) > 1}
    for hit in hits:
        of_origin = kept.get(_origin(hit))
        if of_origin is None:
            continue
        sentences = [_words(text) for text in _sentences(hit)]
        runs = {run for words in sentences for run in _runs(words)}
        if of_origin.hits and all(_is_covered(words, of_origin.runs) for words in sentences):
            found[hit.passage.id] = max(of_origin.hits, key=lambda each: len(each[1] & runs))[0].passage.id
        else:
            of_origin.hits.append((hit, runs))
            of_origin.runs |= runs
    return found


def outlets_of(articles: Iterable[Article], copies: Mapping[str, Sequence[ArticleSummary]]) -> tuple[str, ...]:
    """The outlets, each once, that carried one of these articles or a copy of it (`Found.copies`); in order."""
    names: dict[str, str] = {}
    for article in articles:
        for outlet in (article.outlet, *(copy.outlet for copy in copies.get(article.origin_id, ()))):
            if outlet is not None:
                names.setdefault(outlet_key(outlet), outlet)
    return tuple(names.values())


def _origin(hit: Hit) -> str:
    return hit.article.origin_id or hit.article.id


def _sentences(hit: Hit) -> list[str]:
    """The passage's sentences; the passage itself where none lies within it."""
    return [hit.article.text[each.start : each.end] for each in hit.passage_sentences] or [hit.text]


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in WORD.findall(text)]


def _runs(words: Sequence[str]) -> list[Run]:
    folded = [word.casefold() for word in words]
    return [tuple(folded[place : place + _RUN]) for place in range(max(1, len(folded) - _RUN + 1))]


def _is_covered(words: Sequence[str], known: set[Run]) -> bool:
    """Whether a sentence stands among the runs of others, each firm word beside at least two of its neighbours."""
    if not words:
        return True
    runs = _runs(words)
    covered = [run in known for run in runs]
    if sum(covered) < _SAME * len(runs):
        return False
    return all(any(covered[max(0, place - _RUN + 1) : place + 1]) for place, word in enumerate(words) if _is_firm(word))


def _is_firm(word: str) -> bool:
    """Whether a copy has to have this very word: a name, a number, a negation."""
    return word.casefold() in _NEGATIONS or word.endswith("n't") or any(c.isupper() or c.isdigit() for c in word)
