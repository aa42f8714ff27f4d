"""The path of a question: find, read, write, prove.

What a statement is and whether it holds is decided by the reader, the writer and the prover; gathered here is what else
can be said of the answer: how old it is, how many independent sources it has, what was left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.answering.clock import Clock
from bot.answering.digest import digest
from bot.answering.english.intent import Purpose, intent
from bot.answering.extractive import ExtractiveWriter, Written
from bot.answering.introduction import Example, examples, tried
from bot.answering.introduction import notes as introduction_notes
from bot.answering.notices import later_mentions
from bot.answering.prover import Prover
from bot.answering.reading import Reader
from bot.answering.remarks import remarks, shared_origins
from bot.answering.showing import Shown, prove
from bot.domain.answer import Answer, Headline, Note, Outcome, Reason
from bot.domain.article import Article
from bot.domain.evidence import Hit
from bot.domain.question import Question
from bot.search.finding import Found, Search

NEAREST = 3
"""Headlines shown with an abstention."""

NEWS_LOOKED_AT, STORIES_FOR_EXAMPLES = 8, 40
"""Stories that a digest, and the examples for a greeting, are made of: some have no sentence that stands alone."""


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
        """Answer or abstain; tell the news where news is asked for, and the library's scope to a greeting.

        Raises LibraryEmpty, LibraryIncompatible, LibraryDamaged, ModelError.
        """
        wanted = intent(question.text)
        if wanted.purpose is Purpose.NEWEST:
            return self._news(question, wanted.topic)
        if wanted.purpose is Purpose.SCOPE:
            return self._introduction(question)
        return self._answer(question)

    def _answer(self, question: Question) -> Answer:
        clock = Clock()
        with clock.stage("search"):
            found = self._search.find(question)
        with clock.stage("read"):
            read = found.hits[: self._most_hits]
            reading = self._reader.read(found.asked, read)
        with clock.stage("write"):
            written = self._writer.write(reading)
        with clock.stage("prove"):
            shown = prove(self._prover, written)
        return _told(question, found, shown, clock, _later(found.asked, read, shown))

    def _news(self, question: Question, topic: str) -> Answer:
        """The newest stories, one line each."""
        clock = Clock()
        with clock.stage("search"):
            news = self._search.newest(question, topic, NEWS_LOOKED_AT)
        with clock.stage("write"):
            written = Written(None, digest(news.stories, news.topic))
        with clock.stage("prove"):
            shown = prove(self._prover, written)
        return _told(question, news.found, shown, clock)

    def _introduction(self, question: Question) -> Answer:
        """What there is, and questions that this very library answers from the articles they were made of."""
        clock = Clock()
        stories = self._search.newest(question, most=STORIES_FOR_EXAMPLES).stories

        def answers(example: Example) -> bool:
            answer = self._answer(replace(question, text=example.question))
            return any(citation.article_id == example.article_id for citation in answer.citations)

        said = introduction_notes(self._search.summary(), tried(examples(stories), answers))
        return Answer(
            question=question.text,
            standalone_question=question.text,
            asked_at=question.asked_at,
            outcome=Outcome.ABSTAINED,
            reason=Reason.NOT_A_QUESTION,
            engine="extractive",
            notes=said,
            filters=question.filters,
            timings_ms=clock.times_ms(),
        )


def _told(question: Question, found: Found, shown: Shown, clock: Clock, later: Iterable[Note] = ()) -> Answer:
    """What was shown, with all that can be said of it."""
    answered = bool(shown.statements)
    cited = shown.proved.articles
    return Answer(
        question=question.text,
        standalone_question=found.asked,
        asked_at=question.asked_at,
        outcome=Outcome.ANSWERED if answered else Outcome.ABSTAINED,
        reason=None if answered else _reason(found),
        engine="extractive",
        short=shown.short,
        as_of=_newest_date(shown.resting),
        statements=shown.statements,
        citations=shown.proved.citations,
        rivals=shown.rivals,
        origins=len({article.origin_id or article.id for article in cited}),
        notes=(*shown.notes, *shared_origins(found, cited), *later, *remarks(found)),
        nearest=() if answered else tuple(_headlines(found.hits)),
        filters=question.filters,
        timings_ms=clock.times_ms(),
        unused=_unused(found.hits, shown),
    )


def _reason(found: Found) -> Reason:
    return Reason.LOW_EVIDENCE if found.counts.passing else Reason.NO_MATCHING_ARTICLES


def _newest_date(articles: Sequence[Article]) -> str | None:
    dated = [article for article in articles if article.published_at is not None]
    return max(dated, key=lambda article: str(article.published_at)).date_text if dated else None


def _later(question: str, read: Sequence[Hit], shown: Shown) -> Iterator[Note]:
    """A note if some of the articles that were read are newer than the evidence and do not answer."""
    newest = max((article.first_day for article in shown.resting if article.first_day), default=None)
    later = later_mentions(question, read, newest, {article.id for article in shown.proved.articles})
    if later is not None:
        yield later


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


def _unused(hits: Sequence[Hit], shown: Shown) -> tuple[Hit, ...]:
    """The hits that no quote was taken from, best first."""
    quoted = {
        (shown.proved.articles[quote.citation - 1].id, quote.start)
        for quotes in (*(each.quotes for each in shown.statements), *(each.quotes for each in shown.rivals))
        for quote in quotes
    }
    return tuple(
        hit
        for hit in hits
        if not any(
            hit.article.id == article_id and hit.passage.start <= start < hit.passage.end
            for article_id, start in quoted
        )
    )
