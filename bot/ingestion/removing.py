"""The end of an article's path: it is taken out, and with it what is kept of it elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.errors import LedgerError
from bot.ledger.ledger import Ledger
from bot.library.library import Library


class Keeper(Protocol):
    """What else keeps words of articles."""

    def forget_articles(self, article_ids: Sequence[str]) -> int:
        """Forget all that holds words of these; how many things were deleted."""
        ...


@dataclass(frozen=True, slots=True)
class Removed:
    """How many articles were taken out, and how many answers and evaluation runs that held their words are gone."""

    articles: int
    answers: int
    runs: int = 0


def remove(library: Library, ledger: Ledger, article_ids: Sequence[str], evaluations: Keeper | None = None) -> Removed:
    """Take the articles out, and forget receipts and evaluation runs that hold their words.

    Those go first: what fails then can be run again while the articles are still known.

    Raises:
        LedgerError, LibraryError: and whatever `evaluations` raises.

    """
    runs = evaluations.forget_articles(article_ids) if evaluations else 0
    try:
        answers = ledger.forget_articles(article_ids)
    except LedgerError as error:
        raise LedgerError(f"No article was removed, since receipts of answers may hold its text. {error}") from error
    return Removed(library.remove(article_ids), answers, runs)
