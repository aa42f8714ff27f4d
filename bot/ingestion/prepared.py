"""An article on its way into the library: described and split, not embedded yet."""

from dataclasses import dataclass

from bot.domain.article import Article
from bot.ingestion.drafts import Origin
from bot.ingestion.passages import Measured
from bot.ingestion.report import Fate


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with its sentences and their lengths in tokens. `fate` is what it will be once it is stored."""

    article: Article
    sentences: tuple[Measured, ...]
    origin: Origin
    fate: Fate
    warnings: tuple[str, ...] = ()

    @property
    def tokens(self) -> int:
        """Length of the article in tokens of the embedding model."""
        return sum(each.tokens for each in self.sentences)
