"""Groups of passages that the reader learns from together, as it meets them: one question, all that a search found.

Read one by one, a passage that nearly answers is only compared with "no answer here". Read together, the right stretch
has to win against those of the other reports on the same story, and against "nowhere" (shared normalisation; Clark and
Gardner, Simple and Effective Multi-Paragraph Reading Comprehension, ACL 2018). Half of the groups are passages, half
are pairs of sentences, as the second look reads them.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from question_sets import Asked
from reader_examples import sentence_pairs, words_in
from sklearn.feature_extraction.text import TfidfVectorizer

TOGETHER = 8
"""Examples of a group."""

MOST_RIGHT = 3
"""Of them with an answer: several outlets report the same."""

PUBLIC = 0.35
"""The share of groups about questions of the public sets, whose passages are of one article, or reviews."""

NEAR = 16
"""The wrong ones are drawn from so many that are most like the question, so that they change from epoch to epoch."""

Group = list[Asked]


def groups(news: Sequence[Asked], public: Sequence[Asked], chance: random.Random) -> Iterator[Group]:
    """Each news question once, and among them those of the public sets; TOGETHER examples each."""
    others = _groups(public, chance)
    for group in _groups(news, chance):
        while chance.random() < PUBLIC and (other := next(others, None)) is not None:
            yield other
        yield group


def _groups(all_: Sequence[Asked], chance: random.Random) -> Iterator[Group]:
    """Each question once, in random order, as passages or as pairs of sentences."""
    similar = Similar(all_)
    questions = list(by_question(all_))
    chance.shuffle(questions)
    for rows in questions:
        made = _pairs(rows, similar, chance) if chance.random() < 0.5 else _passages(rows, similar, chance)
        if len(made) == TOGETHER:
            yield made


def by_question(news: Sequence[Asked]) -> Iterator[Group]:
    """The examples of each question."""
    rows: dict[str, Group] = {}
    for asked in news:
        rows.setdefault(asked.question, []).append(asked)
    yield from rows.values()


class Similar:
    """Finds the passages most like a question."""

    def __init__(self, news: Sequence[Asked]) -> None:
        self._passages = list({asked.passage: asked for asked in news}.values())
        self._measure = TfidfVectorizer(sublinear_tf=True, stop_words="english", dtype=np.float32)
        self._known = self._measure.fit_transform([asked.passage for asked in self._passages])

    def to(self, asked: Asked, rows: Group) -> list[Asked]:
        """The question with the NEAR passages of others' most like it, none of which holds an answer."""
        likeness = (self._measure.transform([asked.question]) @ self._known.T).toarray()[0]
        golds, own = golds_of(rows), {row.passage for row in rows}
        nearest = [self._passages[i] for i in np.argsort(-likeness)[: 2 * NEAR]]
        lacking = [each for each in nearest if each.passage not in own and not holds(each.passage, golds)]
        return [replace(each, question=asked.question, answers=(), verdict=None) for each in lacking[:NEAR]]


def golds_of(rows: Group) -> list[str]:
    """The answers of a question, in small letters."""
    return [row.passage[start:end].casefold() for row in rows for start, end in row.answers]


def holds(text: str, golds: Sequence[str]) -> bool:
    """Whether one of the answers stands in a text."""
    return any(gold in text.casefold() for gold in golds)


def _passages(rows: Group, similar: Similar, chance: random.Random) -> Group:
    right = [row for row in rows if row.answers]
    wrong = [row for row in rows if not row.answers]
    return _group(right, wrong, similar.to(rows[0], rows), chance)


def _pairs(rows: Group, similar: Similar, chance: random.Random) -> Group:
    """Two sentences of each passage at most are likely to be looked at a second time: those most like the question."""
    golds, words = golds_of(rows), words_in(rows[0].question)
    right: Group = []
    wrong: Group = []
    for row in (*rows, *similar.to(rows[0], rows)[:4]):
        for pair in sentence_pairs(row):
            if pair.answers:
                right.append(pair)
            elif not holds(pair.passage, golds):
                wrong.append(pair)
    wrong.sort(key=lambda pair: -len(words & words_in(pair.passage)))
    return _group(right, wrong[:NEAR], wrong[NEAR:], chance)


def _group(right: Group, wrong: Group, rest: Group, chance: random.Random) -> Group:
    """At most MOST_RIGHT right ones, then wrong ones, then of the rest as many as are lacking."""
    made = chance.sample(right, min(len(right), MOST_RIGHT))
    made += chance.sample(wrong, min(len(wrong), TOGETHER - len(made)))
    made += chance.sample(rest, min(len(rest), TOGETHER - len(made)))
    return made
