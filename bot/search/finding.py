"""The search: a question goes in, the passages most likely to answer it come out, best first.

Two lists (nearest in meaning, best match in words) are fused by rank and weighted by date. Every hit keeps its ranks,
so that a person can see why it stands where it stands. Nothing is read or judged here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.article import Article
from bot.domain.evidence import Hit, Ranks
from bot.domain.question import Filters, Question
from bot.library.library import Library
from bot.library.records import Scope, ScopeCounts, Scored
from bot.library.snapshot import Snapshot
from bot.models.embedder import Embedder
from bot.search.fusion import recency_weights, reciprocal_ranks
from bot.search.period import Period, moved, named_period
from bot.search.strangers import Stranger, unknown_collection, unknown_outlets
from bot.search.terms import terms
from bot.settings.search import SearchSettings


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
        vector = self._embedder.embed([text])[0]
        with self._library.reading() as snapshot:
            dense = snapshot.nearest(vector, self._knobs.candidates, scope)
            lexical = snapshot.matching(terms(text), self._knobs.candidates, scope)
            reference = _reference(text, asked_on, snapshot.newest_day())
            hits = self._fuse(snapshot, dense, lexical, reference)
            counts = snapshot.counts(scope)
            return Found(
                hits=tuple(hits),
                counts=counts,
                reference=reference,
                damaged=frozenset(snapshot.damaged),
                unknown_languages=self._unknown_languages(snapshot),
                strangers=self._strangers(snapshot, counts, question.filters),
            )

    def _fuse(
        self, snapshot: Snapshot, dense: Sequence[Scored], lexical: Sequence[Scored], reference: Period
    ) -> list[Hit]:
        dense_ids = [scored.passage_id for scored in dense]
        lexical_ids = [scored.passage_id for scored in lexical]
        fused = reciprocal_ranks([dense_ids, lexical_ids])
        loaded = snapshot.load(sorted(fused))
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
        return _few_per_article(hits, self._knobs.passages_per_article)[: self._knobs.hits]

    def _strangers(self, snapshot: Snapshot, counts: ScopeCounts, filters: Filters) -> tuple[Stranger, ...]:
        outlets = unknown_outlets(filters.outlets, snapshot.outlets()) if filters.outlets else ()
        if filters.collection is None or counts.passing:
            return outlets
        collections = [name for name, _ in self._library.summary().collections]
        return (*outlets, *unknown_collection(filters.collection, collections))

    def _unknown_languages(self, snapshot: Snapshot) -> tuple[str, ...]:
        known = self._embedder.languages
        if known is None:
            return ()
        return tuple(code for code, _ in snapshot.languages() if code is not None and code not in known)


def _reference(text: str, asked_on: date, newest: date | None) -> Period:
    """Where an article's distance is measured from: the days named, else the day of asking or the newest article's."""
    named = named_period(text, asked_on)
    if named is not None:
        return named
    now = min(asked_on, newest) if newest else asked_on
    return Period(now, now)


def _few_per_article(hits: Sequence[Hit], most: int) -> list[Hit]:
    seen: dict[str, int] = {}
    kept = []
    for hit in hits:
        seen[hit.article.id] = seen.get(hit.article.id, 0) + 1
        if seen[hit.article.id] <= most:
            kept.append(hit)
    return kept
