"""The search: a question goes in, the passages most likely to answer it come out, best first.

Two lists (nearest in meaning, best match in words) are fused by rank and weighted by date. Every hit keeps its ranks,
so that a person can see why it stands where it stands. Nothing is read or judged here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.domain.article import Article
from bot.domain.evidence import Hit, Ranks
from bot.domain.question import Filters, Question
from bot.library.library import Library
from bot.library.records import ArticleSummary, LibrarySummary, LoadedPassage, Scope, ScopeCounts, Scored, Vectors
from bot.library.snapshot import Snapshot
from bot.models.embedder import Embedder
from bot.search.copies import stand_ins
from bot.search.fusion import recency_weights, reciprocal_ranks
from bot.search.newest import in_order, narrowed
from bot.search.period import Period, moved, named_period
from bot.search.slips import Slip, find_slips, repaired
from bot.search.strangers import Stranger, unknown_collections, unknown_outlets
from bot.search.terms import terms
from bot.settings.search import SearchSettings

_WIDENINGS = 2
_WIDER = 4
"""Where more than half of what was found are copies, four times as much is asked for, and once more."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, and what it could not look at."""

    hits: tuple[Hit, ...]
    counts: ScopeCounts
    reference: Period
    """The days that count as "now" for this question."""
    damaged: frozenset[str]
    """Ids of articles whose stored text is not what was written; none of their passages is among the hits."""
    unknown_languages: tuple[str, ...]
    """Languages in the library that the embedder does not know: such articles are found by words alone."""
    strangers: tuple[Stranger, ...] = ()
    """Names in the question's filters that no article has."""
    copies: Mapping[str, tuple[ArticleSummary, ...]] = field(default_factory=dict)
    """By origin id, for hits whose text several articles in scope carry: all of them, the hits' own too."""
    slips: tuple[Slip, ...] = ()
    """Words of the question that no article holds, each with the word that was searched as well."""
    asked: str = ""
    """The question as it was searched: with these slips repaired."""


@dataclass(frozen=True, slots=True)
class News:
    """The newest stories, newest first, each by its earliest article.

    The hits of `found` are these, or, where there are none, the newest ones that there are: on the topic at another
    time, else on anything.
    """

    stories: tuple[Hit, ...]
    found: Found
    period: Period | None
    """The days that the question names."""
    topic: str = ""
    """The topic as it was searched: with its slips repaired."""


class Search:
    """Finds passages in one library."""

    def __init__(self, library: Library, embedder: Embedder, knobs: SearchSettings) -> None:
        self._library = library
        self._embedder = embedder
        self._knobs = knobs

    def find(self, question: Question, text: str | None = None) -> Found:
        """The best passages for the question (`text`: its standalone wording, if it differs).

        Raises LibraryEmpty, LibraryIncompatible, LibraryDamaged, ModelError.
        """
        text = question.text if text is None else text
        asked_on = question.asked_at.date()
        # A day of grace: an article's date may be given in a time zone ahead of the asker's.
        scope = Scope(question.filters, not_after=moved(asked_on, 1))
        with self._library.reading() as snapshot:
            slips = find_slips(text, snapshot)
            asked = repaired(text, slips)
            vector = self._embedder.embed([asked])[0]
            reference = _reference(text, asked_on, snapshot.newest_day())
            hits = self._hits(snapshot, vector, _both(text, slips), scope, reference)
            counts = snapshot.counts(scope)
            return Found(
                hits=tuple(hits),
                counts=counts,
                reference=reference,
                damaged=frozenset(snapshot.damaged),
                unknown_languages=self._unknown_languages(snapshot),
                strangers=_strangers(snapshot, question.filters),
                copies=_copies(snapshot, hits, scope),
                slips=slips,
                asked=asked,
            )

    def newest(self, question: Question, topic: str = "", most: int = 5) -> News:
        """The newest stories of the period that the question names, or of all; with a topic, those that hold its words.

        Each hit's passage is the article's first, or the first that holds the topic.
        Raises LibraryEmpty, LibraryIncompatible, LibraryDamaged.
        """
        asked_on = question.asked_at.date()
        period = named_period(question.text, asked_on)
        scope = Scope(question.filters, not_after=moved(asked_on, 1))
        named = Scope(narrowed(question.filters, period), scope.not_after) if period else scope
        with self._library.reading() as snapshot:
            slips = find_slips(topic, snapshot)
            topic = repaired(topic, slips)
            words = terms(topic)
            stories = snapshot.newest(named, most, words)
            counts = snapshot.counts(scope)
            hits = in_order(stories or snapshot.newest(scope, most, words) or snapshot.newest(scope, most))
            found = Found(
                hits=hits,
                counts=counts,
                reference=_reference(question.text, asked_on, snapshot.newest_day()),
                damaged=frozenset(snapshot.damaged),
                unknown_languages=(),
                strangers=_strangers(snapshot, question.filters),
                copies=_copies(snapshot, hits, scope),
                slips=slips,
                asked=repaired(question.text, slips),
            )
        return News(found.hits if stories else (), found, period, topic)

    def summary(self, collections: Sequence[str] = ()) -> LibrarySummary:
        """What the library holds."""
        return self._library.summary(collections)

    def _hits(
        self, snapshot: Snapshot, vector: Vectors, words: Sequence[str], scope: Scope, reference: Period
    ) -> list[Hit]:
        """The best hits, one copy of each text. Where copies fill the lists, more is asked for: others stand below."""
        limit = self._knobs.candidates
        for widened in range(_WIDENINGS + 1):
            dense = snapshot.nearest(vector, limit, scope)
            lexical = snapshot.matching(words, limit, scope)
            loaded = snapshot.load(sorted({scored.passage_id for scored in (*dense, *lexical)}))
            hits = self._fused(loaded, dense, lexical, reference)
            others = stand_ins(hits)
            if len(others) * 2 <= len(hits) or max(len(dense), len(lexical)) < limit or widened == _WIDENINGS:
                break
            limit *= _WIDER
        if others:
            dense, lexical = (_without_copies(each, others)[: self._knobs.candidates] for each in (dense, lexical))
            hits = self._fused(loaded, dense, lexical, reference)
        return _few_per_article(hits, self._knobs.passages_per_article)[: self._knobs.hits]

    def _fused(
        self, loaded: Sequence[LoadedPassage], dense: Sequence[Scored], lexical: Sequence[Scored], reference: Period
    ) -> list[Hit]:
        """The loaded passages that a list holds, best first."""
        dense_ids = [scored.passage_id for scored in dense]
        lexical_ids = [scored.passage_id for scored in lexical]
        fused = reciprocal_ranks([(self._knobs.dense_weight, dense_ids), (self._knobs.lexical_weight, lexical_ids)])
        loaded = [each for each in loaded if each.passage.id in fused]
        articles: dict[str, Article] = {passage.article.id: passage.article for passage in loaded}
        weights = recency_weights(articles, reference, self._knobs.half_life_days, self._knobs.recency_floor)
        dense_rank = {passage_id: rank for rank, passage_id in enumerate(dense_ids, start=1)}
        lexical_rank = {passage_id: rank for rank, passage_id in enumerate(lexical_ids, start=1)}
        similarity = {scored.passage_id: scored.value for scored in dense}
        hits = [
            Hit(
                passage=found.passage,
                article=found.article,
                sentences=found.sentences,
                score=fused[found.passage.id] * weights[found.article.id],
                ranks=Ranks(dense_rank.get(found.passage.id), lexical_rank.get(found.passage.id)),
                similarity=similarity.get(found.passage.id),
            )
            for found in loaded
        ]
        hits.sort(key=lambda hit: (-hit.score, hit.passage.id))
        return hits

    def _unknown_languages(self, snapshot: Snapshot) -> tuple[str, ...]:
        known = self._embedder.languages
        if known is None:
            return ()
        return tuple(code for code, _ in snapshot.languages() if code is not None and code not in known)


def _strangers(snapshot: Snapshot, filters: Filters) -> tuple[Stranger, ...]:
    outlets = unknown_outlets(filters.outlets, snapshot.outlets()) if filters.outlets else ()
    missing = [name for name in filters.collections if not snapshot.has_collection(name)]
    return outlets + (unknown_collections(missing, snapshot.collections()) if missing else ())


def _both(text: str, slips: Sequence[Slip]) -> list[str]:
    """The terms as they were asked, and those that were probably meant."""
    return list(dict.fromkeys([*terms(text), *(term for slip in slips for term in terms(slip.near))]))


def _reference(text: str, asked_on: date, newest: date | None) -> Period:
    """Where an article's distance is measured from: the days named, else the day of asking or the newest article's."""
    named = named_period(text, asked_on)
    if named is not None:
        return named
    now = min(asked_on, newest) if newest else asked_on
    return Period(now, now)


def _copies(snapshot: Snapshot, hits: Sequence[Hit], scope: Scope) -> Mapping[str, tuple[ArticleSummary, ...]]:
    return snapshot.copies(sorted({hit.article.origin_id for hit in hits}), scope)


def _without_copies(scored: Sequence[Scored], others: Mapping[int, int]) -> list[Scored]:
    """The list with each copy's place taken by the passage that stands for it; the better place counts."""
    values = {each.passage_id: each.value for each in scored}
    kept: dict[int, Scored] = {}
    for each in scored:
        passage_id = others.get(each.passage_id, each.passage_id)
        kept.setdefault(passage_id, Scored(passage_id, values.get(passage_id, each.value)))
    return list(kept.values())


def _few_per_article(hits: Sequence[Hit], most: int) -> list[Hit]:
    seen: dict[str, int] = {}
    kept = []
    for hit in hits:
        seen[hit.article.id] = seen.get(hit.article.id, 0) + 1
        if seen[hit.article.id] <= most:
            kept.append(hit)
    return kept
