"""What a search found, and what of it an answer may rest on."""

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

    @property
    def passage_sentences(self) -> tuple[Sentence, ...]:
        """The sentences that lie within the passage, ascending."""
        start, end = self.passage.start, self.passage.end
        return tuple(each for each in self.sentences if start <= each.start and each.end <= end)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that an answer may rest on, by the number that a language model cites it by (1..).

    `sentences` are the article's stored sentences that the model was given, ascending: whole ones of the passage,
    within a budget of tokens.
    """

    number: int
    hit: Hit
    sentences: tuple[Sentence, ...]

    @classmethod
    def whole(cls, number: int, hit: Hit) -> "Evidence":
        """A hit with all sentences of its passage."""
        return cls(number, hit, hit.passage_sentences)

    @property
    def article(self) -> Article:
        return self.hit.article

    @property
    def text(self) -> str:
        """What was given: the article's exact slice from the first sentence to the last."""
        return self.article.text[self.sentences[0].start : self.sentences[-1].end] if self.sentences else ""
