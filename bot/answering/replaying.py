"""A receipt proved again: the same reply, the recorded evidence, no language model and no library.

The recorded reply is taken apart, grounded in the recorded evidence and proved against the recorded articles. It comes
out the same, or something in newsdesk or in the receipt has changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.drafts import Backing, Draft
from bot.answering.prover import Prover
from bot.answering.proving.ground import Grounder
from bot.answering.replies import ReplyReader, abstains
from bot.domain.answer import Citation, Engine, Statement
from bot.domain.article import Article, Sentence
from bot.domain.receipt import Judged, Receipt
from bot.errors import ArticleNotFound


@dataclass(frozen=True, slots=True)
class Replay:
    """What the recorded reply comes to now."""

    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    judged: tuple[Judged, ...]
    same: bool
    """Whether statements, sources and what became of each statement are what the receipt says."""


def replay(receipt: Receipt, grounder: Grounder) -> Replay:
    """Prove the receipt's reply again. Raises ModelError (of the packaged models)."""
    proofs = Prover(_Recorded(receipt)).begin()
    judged: list[Judged] = []
    statements: list[Statement] = []
    for draft in _drafts(receipt, grounder, judged):
        statement = proofs.statement(draft)
        if statement is not None and all(statement.text != other.text for other in statements):
            statements.append(statement)
    sources = tuple(Citation.of(number, article) for number, article in enumerate(proofs.articles, start=1))
    recorded = receipt.answer
    same = (
        tuple(statements) == recorded.statements
        and sources == recorded.citations[: len(sources)]
        and tuple(judged) == receipt.judged
    )
    return Replay(tuple(statements), sources, tuple(judged), same)


class _Recorded:
    """The articles of a receipt, as they were read."""

    def __init__(self, receipt: Receipt) -> None:
        self._articles: dict[str, Article] = {each.article.id: each.article for each in receipt.evidence}

    def article(self, article_id: str) -> Article:
        if article_id not in self._articles:
            raise ArticleNotFound(f"The receipt holds no article {article_id!r}.")
        return self._articles[article_id]


def _drafts(receipt: Receipt, grounder: Grounder, judged: list[Judged]) -> Iterator[Draft]:
    """What is to be proved: of a model's reply what the evidence says; else the statements as they were shown."""
    written = list(_reworded(receipt, grounder, judged)) if receipt.reply is not None else []
    if receipt.answer.engine == Engine.GENERATIVE:
        yield from written
    else:
        yield from _own(receipt)


def _reworded(receipt: Receipt, grounder: Grounder, judged: list[Judged]) -> Iterator[Draft]:
    reader = ReplyReader([each.number for each in receipt.evidence])
    claims = [*reader.feed(receipt.reply or ""), *(() if receipt.cut else reader.finish())]
    for claim in claims:
        if not abstains(claim.text):
            grounding = grounder.ground(claim, receipt.evidence)
            judged.append(grounding.judged)
            if grounding.draft is not None:
                yield grounding.draft


def _own(receipt: Receipt) -> Iterator[Draft]:
    """The statements in the articles' own words, from their quotes."""
    recorded = _Recorded(receipt)
    articles = {citation.number: recorded.article(citation.article_id) for citation in receipt.answer.citations}
    for statement in receipt.answer.statements:
        numbers = dict.fromkeys(quote.citation for quote in statement.quotes)
        backings = tuple(Backing(articles[number], _slices(statement, number)) for number in numbers)
        yield Draft(statement.text, backings, statement.support)


def _slices(statement: Statement, number: int) -> tuple[Sentence, ...]:
    return tuple(Sentence(quote.start, quote.end) for quote in statement.quotes if quote.citation == number)
