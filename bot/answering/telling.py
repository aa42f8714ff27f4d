"""An answer as it is handed out: what was shown, and what else can be said of it.

How old it is, how many independent sources it has, what was left out, what came near.
"""

from collections.abc import Iterable, Iterator, Sequence

from bot.answering.clock import Clock
from bot.answering.notices import later_mentions
from bot.answering.remarks import remarks, shared_origins
from bot.answering.showing import Shown
from bot.domain.answer import Answer, Citation, Engine, Headline, Note, Outcome, Reason, Usage
from bot.domain.article import Article
from bot.domain.events import Cited
from bot.domain.evidence import Hit
from bot.domain.question import Question
from bot.search.finding import Found

NEAREST = 3
"""Headlines shown with an abstention."""


def told(
    question: Question,
    found: Found,
    shown: Shown,
    clock: Clock,
    *,
    notes: Iterable[Note] = (),
    engine: Engine = Engine.EXTRACTIVE,
    reason: Reason = Reason.LOW_EVIDENCE,
    usage: Usage | None = None,
) -> Answer:
    """What was shown, with all that can be said of it. `reason`: why it abstains, if it does and articles passed."""
    answered = bool(shown.statements)
    cited = shown.proved.articles
    return Answer(
        question=question.text,
        standalone_question=found.asked,
        asked_at=question.asked_at,
        outcome=Outcome.ANSWERED if answered else Outcome.ABSTAINED,
        reason=None if answered else reason if found.counts.passing else Reason.NO_MATCHING_ARTICLES,
        engine=engine,
        short=shown.short,
        as_of=_newest_date(shown.resting),
        statements=shown.statements,
        citations=shown.proved.citations,
        rivals=shown.rivals,
        origins=len({article.origin_id or article.id for article in cited}),
        notes=(*shown.notes, *shared_origins(found, cited), *notes, *remarks(found)),
        nearest=() if answered else tuple(_headlines(found.hits)),
        filters=question.filters,
        usage=usage or Usage(),
        timings_ms=clock.times_ms(),
        unused=_unused(found.hits, shown),
    )


def later(question: str, read: Sequence[Hit], shown: Shown) -> Iterator[Note]:
    """A note if some of the articles that were read are newer than the evidence and do not answer."""
    newest = max((article.first_day for article in shown.resting if article.first_day), default=None)
    note = later_mentions(question, read, newest, {article.id for article in shown.proved.articles})
    if note is not None:
        yield note


def sources(articles: Sequence[Article], known: int = 0) -> Iterator[Cited]:
    """The sources after the first `known` ones, numbered from 1 on."""
    for number, article in enumerate(articles[known:], start=known + 1):
        yield Cited(Citation.of(number, article))


def _newest_date(articles: Sequence[Article]) -> str | None:
    dated = [article for article in articles if article.published_at is not None]
    return max(dated, key=lambda article: str(article.published_at)).date_text if dated else None


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
