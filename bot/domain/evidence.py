"""What a search found: the passages that an answer may rest on."""

from dataclasses import dataclass

from bot.domain.article import Article, Passage, Sentence


@dataclass(frozen=True, slots=True)
class Ranks:
    """Places in each list that was fused, 1 = best; None where the list did not hold the passage."""

    dense: int | None = None
    lexical: int | None = None
    reader: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, with the article that holds it and the article's stored sentences.

    `score` is the fused score (greater is better, comparable within one question only);
    `similarity` is the cosine of question and passage, -1..1, None if only words found it.
    """

    passage: Passage
    article: Article
    sentences: tuple[Sentence, ...]
    """All sentences of the article, ascending."""
    score: float
    ranks: Ranks
    similarity: float | None = None

    @property
    def text(self) -> str:
        """The passage's exact slice of its article."""
        return self.article.text[self.passage.start : self.passage.end]
