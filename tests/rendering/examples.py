"""Answers to draw, built by hand."""

from datetime import UTC, date, datetime

from bot.domain.answer import Answer, Citation, Headline, Note, Outcome, Quote, Reason, Rival, Statement
from bot.domain.article import Article, DatePrecision, Passage, Sentence
from bot.domain.evidence import Hit, Ranks
from bot.domain.question import Filters

TEXT = "Microsoft is in talks with TikTok. A deal is wanted by September 15."
ASKED_AT = datetime(2020, 8, 4, 12, tzinfo=UTC)


def article(text: str = TEXT, **fields) -> Article:
    given = {
        "id": "a1",
        "title": "Talks",
        "outlet": "The Courier",
        "published_at": datetime(2020, 8, 3, tzinfo=UTC),
        "date_precision": DatePrecision.DAY,
        "source_path": "seeds/one.txt",
        "origin_id": "a1",
    }
    return Article(text=text, **{**given, **fields})


def answered(text: str = TEXT, **fields) -> Answer:
    """One statement that quotes the whole text of one article, one hit that was not used."""
    source = article(text, **fields)
    quote = Quote(1, 0, len(text), text)
    hit = Hit(Passage(source.id, 0, 0, len(text)), source, (Sentence(0, len(text)),), 0.0312, Ranks(2, 1), 0.61)
    return Answer(
        question="who?",
        standalone_question="who?",
        asked_at=ASKED_AT,
        outcome=Outcome.ANSWERED,
        engine="extractive",
        short="TikTok",
        as_of="2020-08-03",
        statements=(Statement(text, (quote,), 0.93456),),
        citations=(Citation.of(1, source),),
        rivals=(Rival("ByteDance", (quote,)),),
        origins=1,
        notes=(Note("dropped_statement", "1 statement could not be proved and is not shown."),),
        filters=Filters(since=date(2020, 8, 1), outlets=("The Courier",)),
        timings_ms={"search": 1.23456, "total": 2.0},
        unused=(hit,),
    )


def abstained() -> Answer:
    return Answer(
        question="who?",
        standalone_question="who?",
        asked_at=ASKED_AT,
        outcome=Outcome.ABSTAINED,
        reason=Reason.LOW_EVIDENCE,
        engine="extractive",
        nearest=(Headline("a1", "Talks [sic]", None, "news/a1.txt", "2020-08", date_inferred=False),),
    )


def introduced() -> Answer:
    """What a greeting gets."""
    return Answer(
        question="hi",
        standalone_question="hi",
        asked_at=ASKED_AT,
        outcome=Outcome.ABSTAINED,
        reason=Reason.NOT_A_QUESTION,
        engine="extractive",
        notes=(
            Note("scope", "The library holds 2 articles."),
            Note("try_asking", "Who runs *Brask*?"),
            Note("try_asking", "How many trams did Brask buy?"),
            Note("unknown_outlet", "There is no outlet 'Post'."),
        ),
    )
