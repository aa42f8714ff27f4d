"""The end of an article's path: it is taken out, and with it what answers have kept of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import LedgerError
from bot.ledger.ledger import Ledger
from bot.library.library import Library


@dataclass(frozen=True, slots=True)
class Removed:
    """How many articles were taken out, and how many answers made of them were forgotten."""

    articles: int
    answers: int


def remove(library: Library, ledger: Ledger, article_ids: Sequence[str]) -> Removed:
    """Take the articles out, and forget the receipts that hold their words. Raises LedgerError, LibraryError.

    The receipts go first: what fails then can be run again while the articles are still known.
    """
    try:
        answers = ledger.forget_articles(article_ids)
    except LedgerError as error:
        raise LedgerError(f"No article was removed, since receipts of answers may hold its text. {error}") from error
    return Removed(library.remove(article_ids), answers)
