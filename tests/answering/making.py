"""Hits and read sentences of small invented articles."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.answering.english.expectation import Expectation, Kind
from bot.answering.reading import Reading, ReadSentence, Span
from bot.domain.article import Article, DatePrecision, Passage
from bot.domain.evidence import Hit, Ranks
from bot.ingestion.sentences import find_sentences


def hit(text: str, article_id: str = "a", title: str | None = None) -> Hit:
    """One article, found as one passage."""
    article = Article(article_id, text, title)
    return Hit(Passage(article_id, 0, 0, len(text), 1), article, find_sentences(text), 1.0, Ranks(1, 1), 0.5)


def dated(text: str, day: str | None, precision: DatePrecision = DatePrecision.DAY) -> Hit:
    """An article of that day (ISO; None: undated), found as one passage."""
    found = hit(text)
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return replace(found, article=replace(found.article, published_at=published, date_precision=precision))


def read(text: str, probability: float, *shorts: tuple[str, float], article_id: str = "a", **fields) -> ReadSentence:
    """A sentence that is an article of its own, with candidates for the short answer."""
    spans = [
        Span(text.index(short), text.index(short) + len(short), short, probability_) for short, probability_ in shorts
    ]
    return ReadSentence(hit(text, article_id), 0, len(text), probability, tuple(spans), **fields)


def reading(*sentences: ReadSentence, kind: Kind = Kind.NAME, **expected) -> Reading:
    """As a reader would give it: most probable first."""
    best_first = tuple(sorted(sentences, key=lambda sentence: -sentence.probability))
    answerable = best_first[0].probability if best_first else 0.0
    return Reading(best_first, answerable, Expectation(kind, **expected))
