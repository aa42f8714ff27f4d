"""Small invented articles as evidence, and as the sources of a claim."""

from datetime import UTC, datetime

from bot.answering.proving.sources import Source
from bot.domain.article import Article, DatePrecision, Passage, Sentence
from bot.domain.evidence import Evidence, Hit, Ranks
from bot.ingestion.sentences import find_sentences


def evidence(text: str, number: int = 1, day: str | None = "2020-08-03", **fields) -> Evidence:
    """One article, given whole."""
    article = Article(
        fields.pop("article_id", f"article {number}"),
        text,
        published_at=datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None,
        date_precision=DatePrecision.DAY if day else DatePrecision.UNKNOWN,
        **fields,
    )
    sentences = find_sentences(text)
    return Evidence(
        number, Hit(Passage(article.id, 0, 0, len(text), number), article, sentences, 1.0, Ranks()), sentences
    )


def source(text: str, *chosen: int, **fields) -> Source:
    """Sentences of one article; the first, unless others are chosen."""
    return Source(evidence(text, **fields), chosen or (0,))


def whole(text: str) -> Source:
    """A text as one sentence, whatever it is."""
    article = Article("whole", text)
    sentence = Sentence(0, len(text))
    hit = Hit(Passage("whole", 0, 0, len(text), 1), article, (sentence,), 1.0, Ranks())
    return Source(Evidence(1, hit, (sentence,)), (0,))
