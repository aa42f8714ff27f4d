"""What a question is made of, weighed against the passages that were found: its names, and what it asks of them."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.english.vocabulary import meanings, telling_words
from bot.domain.evidence import Hit
from bot.search.terms import bare, words


@dataclass(frozen=True, slots=True)
class QuestionWord:
    """One telling word of a question. `weight` grows with how few of the passages hold it."""

    word: str
    meanings: frozenset[str]
    weight: float
    is_name: bool


def question_words(question: str, hits: Sequence[Hit], without: str | None = None) -> tuple[QuestionWord, ...]:
    """The telling words, weighed. `without`: a word that names the kind of answer and need not be found."""
    passages = [word_meanings(f"{hit.article.title or ''} {hit.text}") for hit in hits]
    inside = {bare(word) for hit in hits for word in re.findall(r"(?<=[a-z,] )[A-Z][\w’'.&-]*", hit.text)}
    lower = {bare(word) for hit in hits for word in re.findall(r"\b[a-z][\w’'-]*", hit.text)}
    first = bare((words(question) or [""])[0])
    found = []
    for word in telling_words(question):
        plain = bare(word)
        if without is not None and plain == without:
            continue
        written_as_name = word[0].isupper() and (plain != first or plain not in lower)
        is_name = (written_as_name or plain in inside) and not (plain in lower and word[0].islower())
        senses = meanings(word) if not is_name else frozenset({plain}) | meanings(word)
        holding = sum(1 for passage in passages if senses & passage)
        found.append(QuestionWord(word, senses, math.log(1 + len(passages) / (holding + 0.5)), is_name))
    return tuple(found)


def word_meanings(text: str) -> frozenset[str]:
    """All that the words of a text may stand for."""
    return frozenset().union(*(meanings(word) for word in words(text)), (bare(word) for word in words(text)))


def covered(asked: Sequence[QuestionWord], present: frozenset[str]) -> float:
    """The weighted share 0..1 of the words whose meaning is present; 1 if there are none."""
    total = sum(word.weight for word in asked)
    if not total:
        return 1.0
    return sum(word.weight for word in asked if word.meanings & present) / total
