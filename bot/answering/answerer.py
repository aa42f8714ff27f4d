"""The path of a question: find, read, write, prove.

What a statement is and whether it holds is decided by the reader, the writer and the prover; gathered here is what else
can be said of the answer: how old it is, how many independent sources it has, what was left out.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bot.answering.extractive import ExtractiveWriter, Written
from bot.answering.prover import Proved, Prover
from bot.answering.reading import Reader
from bot.domain.answer import Answer, Headline, Note, Outcome, Reason
from bot.domain.article import Article
from bot.domain.evidence import Hit
from bot.domain.question import Question
from bot.search.finding import Found, Search

NEAREST = 3
"""Headlines shown with an abstention."""


class Answerer:
    """Answers questions from one library. `most_hits`: passages that an answer may rest on."""

    def __init__(
        self, search: Search, reader: Reader, writer: ExtractiveWriter, prover: Prover, most_hits: int
    ) -> None:
        self._search = search
        self._reader = reader
        self._writer = writer
        self._prover = prover
        self._most_hits = most_hits

    def answer(self, question: Question) -> Answer:
        """Answer or abstain. Raises LibraryEmpty, LibraryIncompatible, LibraryDamaged, ModelError."""
        clock = _Clock()
        with clock.stage("search"):
            found = self._search.find(question)
        with clock.stage("read"):
            reading = self._reader.read(question.text, found.hits[: self._most_hits])
        with clock.stage("write"):
            written = self._writer.write(reading)
        with clock.stage("prove"):
            proved = self._prover.prove(written.drafts)
        answered = bool(proved.statements)
        return Answer(
            question=question.text,
            standalone_question=question.text,
            asked_at=question.asked_at,
            outcome=Outcome.ANSWERED if answered else Outcome.ABSTAINED,
            reason=None if answered else _reason(found),
            engine="extractive",
            short=_proved_short(written, proved),
            as_of=_newest_date(proved.articles),
            statements=proved.statements,
            citations=proved.citations,
            origins=len({article.origin_id or article.id for article in proved.articles}),
            notes=tuple(_notes(found, proved)),
            nearest=() if answered else tuple(_headlines(found.hits)),
            filters=question.filters,
            timings_ms=clock.times_ms(),
            unused=_unused(found.hits, proved),
        )


def _reason(found: Found) -> Reason:
    return Reason.LOW_EVIDENCE if found.counts.passing else Reason.NO_MATCHING_ARTICLES


def _proved_short(written: Written, proved: Proved) -> str | None:
    """The short answer, if a statement that it rests on was proved: one that holds it, else ("Yes") the first."""
    short = written.short
    if short is None or not proved.statements:
        return None
    resting = [draft.text for draft in written.drafts if short in draft.text] or [written.drafts[0].text]
    return short if any(statement.text in resting for statement in proved.statements) else None


def _newest_date(articles: Sequence[Article]) -> str | None:
    dated = [article for article in articles if article.published_at is not None]
    return max(dated, key=lambda article: str(article.published_at)).date_text if dated else None


def _notes(found: Found, proved: Proved) -> Iterator[Note]:
    if proved.dropped:
        yield Note("dropped_statement", f"{_count(proved.dropped, 'statement')} could not be proved and is not shown.")
    if found.damaged:
        ids = ", ".join(sorted(found.damaged)[:3])
        yield Note(
            "damaged_article",
            f"{_count(len(found.damaged), 'article')} left out: the stored text is not what was written ({ids}). "
            "Run `newsdesk doctor`.",
        )
    for stranger in found.strangers:
        hint = f" Did you mean {', '.join(stranger.near)}?" if stranger.near else ""
        yield Note(f"unknown_{stranger.kind}", f"There is no {stranger.kind} '{stranger.name}'.{hint}")
    if found.counts.undated_left_out:
        yield Note(
            "undated_left_out",
            f"{_count(found.counts.undated_left_out, 'undated article')} left out by the period asked for.",
        )
    if found.counts.later_left_out:
        yield Note(
            "later_left_out",
            f"{_count(found.counts.later_left_out, 'article')} dated after the moment of asking left out.",
        )
    if found.unknown_languages:
        yield Note(
            "unknown_language",
            f"The library holds articles in languages that the search model does not know "
            f"({', '.join(found.unknown_languages)}): they are found by their words alone.",
        )


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _headlines(hits: Sequence[Hit]) -> Iterator[Headline]:
    articles = list(dict.fromkeys(hit.article for hit in hits))
    for article in articles[:NEAREST]:
        yield Headline(
            article_id=article.id,
            title=article.title,
            outlet=article.outlet,
            source_path=article.source_path,
            published_at=article.date_text,
            date_inferred=article.date_inferred,
        )


def _unused(hits: Sequence[Hit], proved: Proved) -> tuple[Hit, ...]:
    """The hits that no quote was taken from, best first."""
    quoted = {
        (proved.articles[quote.citation - 1].id, quote.start)
        for statement in proved.statements
        for quote in statement.quotes
    }
    return tuple(
        hit
        for hit in hits
        if not any(
            hit.article.id == article_id and hit.passage.start <= start < hit.passage.end
            for article_id, start in quoted
        )
    )


class _Clock:
    """Milliseconds per stage, on a clock that never goes back."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._stages: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        try:
            yield
        finally:
            self._stages[name] = (time.perf_counter() - began) * 1000

    def times_ms(self) -> dict[str, float]:
        return {**self._stages, "total": (time.perf_counter() - self._began) * 1000}
