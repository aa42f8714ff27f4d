"""Drafts of article after article, until a limit, a budget or a fault ends them; what there is by then stands."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from bot.domain.article import Article
from bot.errors import LedgerError, ModelError, NewsdeskError
from bot.evaluation.drafting import ruled
from bot.evaluation.drafting.choosing import Wish, drafts
from bot.evaluation.drafting.near_misses import Names
from bot.evaluation.drafting.proposal import Proposal
from bot.evaluation.gold import GoldQuestion


class Writer(Protocol):
    """What proposes questions on an article."""

    @property
    def name(self) -> str:
        """As reviewers are told it."""
        ...

    @property
    def has_enough(self) -> bool:
        """Whether it may propose no more."""
        ...

    def proposals(self, article: Article, wish: Wish) -> Sequence[Proposal]:
        """What it proposes. Raises ModelError, LedgerError."""
        ...


class Rules:
    """Proposes by rules; it costs nothing and never has enough."""

    name = "rules"
    has_enough = False

    def proposals(self, article: Article, wish: Wish) -> Sequence[Proposal]:  # noqa: ARG002 -- as `Writer` has it
        """Everything that a rule finds; the choice is made among it."""
        return tuple(ruled.proposals(article))


class Series:
    """Drafts of many articles. `names` are those of the articles met; `fault` is what ended it too soon."""

    def __init__(self, writer: Writer, wish: Wish) -> None:
        self._writer = writer
        self._wish = wish
        self.names = Names()
        self.fault: NewsdeskError | None = None

    def drafts(self, articles: Iterable[Article]) -> Iterator[GoldQuestion]:
        """A few of each article, as is wished; each question once, also where several articles tell the same."""
        asked: set[str] = set()
        for article in articles:
            if self._writer.has_enough:
                return
            self.names.learn(article)
            try:
                proposals = self._writer.proposals(article, self._wish)
            except (ModelError, LedgerError) as error:
                self.fault = error
                return
            for draft in drafts(article, proposals, self._wish, asked, self._writer.name):
                asked.add(draft.text)
                yield draft
