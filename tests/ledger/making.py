"""Receipts of made answers, and messages that show them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.answer import Answer, Citation, Outcome, Quote, Statement, Usage
from bot.domain.article import Article, DatePrecision, Passage, Sentence
from bot.domain.evidence import Evidence, Hit, Ranks
from bot.domain.question import Filters, Question, Turn
from bot.domain.receipt import Fate, Judged, Receipt
from bot.ledger.posts import Post
from bot.ledger.records import new_id

AT = datetime(2026, 8, 1, 12, 30, 15, 250_000, tzinfo=UTC)
TEXT = "Kestrel Air is reportedly buying Blue Heron. The deal is worth 1.5bn euros."


def article(article_id: str = "a1", text: str = TEXT) -> Article:
    return Article(
        id=article_id,
        text=text,
        title=f"Title of {article_id}",
        outlet="Harbour Post",
        url=f"https://harbour.example/{article_id}",
        published_at=datetime(2026, 7, 30, tzinfo=UTC),
        date_precision=DatePrecision.DAY,
        source_path=f"news/{article_id}.md",
        origin_id=article_id,
    )


def evidence(source: Article, number: int = 1) -> Evidence:
    """The whole article as one sentence."""
    whole = (Sentence(0, len(source.text)),)
    hit = Hit(Passage(source.id, 0, 0, len(source.text), 7), source, whole, 1 / 3, Ranks(2, None, 1), 0.61)
    return Evidence(number, hit, whole)


def receipt(
    receipt_id: str | None = None,
    *,
    question: str = "Who is buying Blue Heron?",
    at: datetime = AT,
    sources: tuple[Article, ...] = (article(),),
    history: tuple[Turn, ...] = (),
    caller: str = "cli",
) -> Receipt:
    """A generated answer of one kept and one dropped statement."""
    rests_on = tuple(evidence(source, number) for number, source in enumerate(sources, start=1))
    text = sources[0].text
    answer = Answer(
        question=question,
        standalone_question=f"{question} (rewritten)",
        asked_at=at - timedelta(seconds=4),
        outcome=Outcome.ANSWERED,
        engine="generative",
        short="Kestrel Air",
        statements=(Statement("Kestrel Air may buy it.", (Quote(1, 0, len(text), text),), 0.875),),
        citations=(Citation.of(1, sources[0]),),
        origins=1,
        usage=Usage("gpt-small", 1200, 80, estimated=True, usd=0.000123),
        timings_ms={"search": 9.125},
    )
    judged = (
        Judged("Kestrel Air may buy it.", (1,), Fate.KEPT, "", 0.875),
        Judged("It costs 2bn euros.", (1, 2), Fate.DROPPED, "2bn euros is in none of the quoted sentences", 0.0),
    )
    numbered = receipt_id or new_id()
    return Receipt(
        id=numbered,
        recorded_at=at,
        version="0.1.0",
        caller=caller,
        question=Question(question, history, Filters(outlets=("Harbour Post",)), asked_at=answer.asked_at),
        evidence=rests_on,
        prompt_hash="5f3a",
        reply="Kestrel Air may buy it. [1]\nIt costs 2bn euros. [1][2]",
        judged=judged,
        answer=replace(answer, receipt_id=numbered),
    )


def post(message_id: int, receipt_id: str, parent: str | None = None, **fields: Any) -> Post:
    """A message in channel 7 of guild 1, a minute later for each number."""
    given = {
        "channel_id": 7,
        "guild_id": 1,
        "caller": "cli",
        "posted_at": AT + timedelta(minutes=message_id % 1000),
    }
    return Post(message_id=message_id, receipt_id=receipt_id, parent_receipt_id=parent, **{**given, **fields})
