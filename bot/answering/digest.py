"""The news in short: one statement for each of the newest stories, the first sentence of the article that says it all.

A title is no part of an article's text and proves nothing, so the line of a story is a sentence of it, as it stands. A
story without a sentence that is understood alone is left out.
"""

from collections.abc import Iterable, Iterator, Sequence

from bot.answering.drafts import Backing, Draft
from bot.answering.english.references import stands_alone
from bot.answering.english.vocabulary import meanings, telling_words
from bot.domain.article import Sentence
from bot.domain.evidence import Hit
from bot.search.terms import words

MOST_STORIES = 5

LOOKED_AT = 12
"""Sentences of an article from which its line is taken: news says first what matters."""

FEWEST_WORDS = 6
"""A line of fewer words is a heading or a byline."""

LONGEST = 600
"""Characters of a line; a longer sentence is a paragraph without full stops."""

_NO_LINES = ("correction:", "clarification:", "editor's note", "editor’s note", "(reporting by", "photo:", "read more")


def digest(stories: Iterable[Hit], topic: str = "") -> tuple[Draft, ...]:
    """One draft per story, in the stories' order, at most `MOST_STORIES`; support 1, for each is its own proof.

    `stories` and `topic` are those of `Search.newest`. With a topic the line is the first sentence that holds most of
    its words.
    """
    wanted = [meanings(word) for word in telling_words(topic)]
    drafts = []
    for story in stories:
        line = _line(story, wanted)
        if line is not None:
            backing = Backing(story.article, (line,))
            drafts.append(Draft(backing.text, (backing,), support=1.0))
    return tuple(drafts[:MOST_STORIES])


def _line(story: Hit, wanted: Sequence[frozenset[str]]) -> Sentence | None:
    text = story.article.text

    def held(line: Sentence) -> int:
        said = _meanings(text[line.start : line.end])
        return sum(1 for senses in wanted if senses & said)

    return max(_lines(text, story.sentences), key=held, default=None)


def _lines(text: str, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences among the first that may stand as a line of news."""
    for index, sentence in enumerate(sentences[:LOOKED_AT]):
        said = text[sentence.start : sentence.end]
        if len(said) > LONGEST or len(words(said)) < FEWEST_WORDS or said.rstrip("”\"’')")[-1:] not in (".", "!", "…"):
            continue
        if not said.casefold().startswith(_NO_LINES) and stands_alone(text, sentences, index):
            yield sentence


def _meanings(text: str) -> frozenset[str]:
    return frozenset().union(*(meanings(word) for word in words(text)))
