"""Whether the quotes are exact, and whether they are where the right answer stands.

By gold evidence and stored text only. What the system's own prover thinks of a citation is no measure of quality.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.answer import Answer, Quote
from bot.evaluation.gold import GoldEvidence
from bot.evaluation.metrics.cases import Articles, Case
from bot.evaluation.metrics.figure import Figure, Group, Measure, Unit
from bot.evaluation.metrics.wordings import squeezed


@dataclass(frozen=True, slots=True)
class Cited:
    """A quote with its article; None where it names a citation that the answer does not have."""

    article_id: str | None
    start: int
    end: int
    text: str


def figures(cases: Sequence[Case]) -> list[Figure]:
    """All figures of the citations."""
    measures = [
        Measure("quotes_on_gold", quotes_on_gold),
        Measure("gold_cited", gold_cited),
        Measure("any_gold_cited", any_gold_cited),
        Measure("quotes_exact", quotes_exact),
        Measure("independent_origins", independent_origins, unit=Unit.NUMBER),
    ]
    return [measure.figure(Group.CITATIONS, cases) for measure in measures]


def quotes_on_gold(case: Case) -> float | None:
    """The share of an answer's quotes that overlap gold evidence: citation precision (Gao et al. 2023), by gold.

    Each span counts once, rivals' quotes do not. Measured on questions with evidence that were answered with quotes.
    """
    quotes = [] if case.answered is None else _of_statements(case.answered)
    if not _has_gold(case) or not quotes:
        return None
    return sum(any(_overlap(quote, gold, case.articles) for gold in case.gold.evidence) for quote in quotes) / len(
        quotes
    )


def gold_cited(case: Case) -> float | None:
    """The share of the gold evidence that a quote overlaps: citation recall (Gao et al. 2023), by gold.

    0 without an answer. Where a set lists every place that says the same, a good answer needs one: `any_gold_cited`.
    """
    if not _has_gold(case):
        return None
    quotes = [] if case.answered is None else _of_statements(case.answered)
    cited = [any(_overlap(quote, gold, case.articles) for quote in quotes) for gold in case.gold.evidence]
    return sum(cited) / len(cited)


def any_gold_cited(case: Case) -> float | None:
    """1 if a quote overlaps any of the gold evidence, else 0; 0 without an answer."""
    share = gold_cited(case)
    return None if share is None else float(share > 0)


def quotes_exact(case: Case) -> float | None:
    """The share of all quotes, rivals' too, that are the exact slice of the stored article; below 1 is a fault."""
    text_of = case.articles.text
    quotes = [] if case.answered is None else _all(case.answered)
    if text_of is None or not quotes:
        return None
    return sum(_is_exact(quote, text_of(quote.article_id) if quote.article_id else None) for quote in quotes) / len(
        quotes
    )


def independent_origins(case: Case) -> float | None:
    """Different origins among the citations of an answer: copies of one text count once."""
    if case.answered is None:
        return None
    return float(len({citation.origin_id for citation in case.answered.citations}))


def _has_gold(case: Case) -> bool:
    return case.gold.answerable and bool(case.gold.evidence)


def _of_statements(answer: Answer) -> list[Cited]:
    return list(dict.fromkeys(_cited(answer, (quote for each in answer.statements for quote in each.quotes))))


def _all(answer: Answer) -> list[Cited]:
    rivals = _cited(answer, (quote for rival in answer.rivals for quote in rival.quotes))
    return list(dict.fromkeys((*_of_statements(answer), *rivals)))


def _cited(answer: Answer, quotes: Iterator[Quote]) -> Iterator[Cited]:
    articles = {citation.number: citation.article_id for citation in answer.citations}
    return (Cited(articles.get(quote.citation), quote.start, quote.end, quote.text) for quote in quotes)


def _is_exact(quote: Cited, text: str | None) -> bool:
    # A negative start would count from the text's end.
    return text is not None and 0 <= quote.start < quote.end and text[quote.start : quote.end] == quote.text


def _overlap(quote: Cited, gold: GoldEvidence, articles: Articles) -> bool:
    """Whether the quote shares text with the gold quote, in its article or a copy of it.

    One holds the other but for white space; or, in the same article, their spans meet.
    """
    if quote.article_id is None or articles.origin(quote.article_id) != articles.origin(gold.article_id):
        return False
    if gold.quote is None:
        return True
    ours, theirs = squeezed(quote.text), squeezed(gold.quote)
    if not ours or not theirs:
        return False
    return (
        ours in theirs or theirs in ours or (quote.article_id == gold.article_id and _meet(quote, gold.quote, articles))
    )


def _meet(quote: Cited, gold: str, articles: Articles) -> bool:
    """Whether the quote's span has a character of any place where the article says the gold quote."""
    text = (articles.text(quote.article_id) if articles.text and quote.article_id else None) or ""
    start = text.find(gold)
    while start >= 0:
        if start < quote.end and quote.start < start + len(gold):
            return True
        start = text.find(gold, start + 1)
    return False
