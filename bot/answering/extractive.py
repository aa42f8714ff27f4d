"""The writer that needs no language model: statements are sentences of the articles, as they stand.

It chooses among what the reader judged: the sentences that hold the short answer, or the most probable ones when there
is none. Copies of one sentence in several articles become one statement with several quotes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.answering.reading import Reading, ReadSentence
from bot.search.terms import bare, words

ANSWERS = 0.14
"""Below this probability of the best sentence it abstains; chosen on the sample's dev half (docs/benchmarks.md)."""

SHOWN = 0.25
"""A sentence is shown when it is at least this share as probable as the best one."""

MOST_STATEMENTS = 4

FULLER = 0.4
"""A longer wording ("Mike Pompeo") is preferred to the usual one ("Pompeo") with this share of its support."""

CLEAR = 0.25
"""A short answer is given when one candidate has this share of all candidates' support; chosen on the dev half."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement that is still to be proved: its text and the sentences it rests on."""

    text: str
    sources: tuple[ReadSentence, ...]
    support: float


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer makes of a reading: an optional short answer and drafts, the best first. No drafts: it abstains."""

    short: str | None
    drafts: tuple[Draft, ...]


class ExtractiveWriter:
    """Writes with the articles' own sentences."""

    def __init__(self, threshold: float = ANSWERS) -> None:
        self._threshold = threshold

    def write(self, reading: Reading) -> Written:
        """Choose what to say; nothing when no sentence is probable enough."""
        if not reading.sentences or reading.answerable < self._threshold:
            return Written(None, ())
        probable = [s for s in reading.sentences if s.probability >= SHOWN * reading.answerable]
        verdict = _verdict(probable[0])
        short = None if verdict else _short_answer(probable)
        holding = [sentence for sentence in probable if short and _holds(sentence.text, short)]
        return Written(verdict or short, tuple(_drafts(holding or probable))[:MOST_STATEMENTS])


def _verdict(sentence: ReadSentence) -> str | None:
    return None if sentence.affirms is None else "Yes" if sentence.affirms else "No"


def _short_answer(sentences: Sequence[ReadSentence]) -> str | None:
    """The candidate with the most support over all sentences; alike candidates (a surname, a full name) add up."""
    support: dict[str, dict[str, float]] = {}
    for sentence in sentences:
        for span in sentence.spans:
            wordings = support.setdefault(_alike(_key(span.text), support), {})
            wordings[span.text] = wordings.get(span.text, 0.0) + span.probability * sentence.probability
    totals = {key: sum(wordings.values()) for key, wordings in support.items()}
    best = max(totals, key=lambda key: totals[key], default=None)
    if best is None or totals[best] < CLEAR * sum(totals.values()):
        return None
    usual = max(support[best].values())
    return max((text for text, weight in support[best].items() if weight >= FULLER * usual), key=len)


def _key(text: str) -> str:
    return " ".join(bare(word) for word in words(text))


def _alike(key: str, known: Iterable[str]) -> str:
    """The candidate seen before that this one repeats or lengthens, else itself."""
    parts = set(key.split())
    for other in known:
        held = set(other.split())
        if parts and held and (parts <= held or held <= parts) and not re.fullmatch(r"[\d ]+", key):
            return other
    return key


def _holds(text: str, short: str) -> bool:
    """Whether the text holds the short answer, or a name by its last word alone: "Pappas" for "Vanessa Pappas"."""
    held = _key(text).split()
    if all(word in held for word in _key(short).split()):
        return True
    return not re.search(r"\d", short) and short.istitle() and short.rsplit(maxsplit=1)[-1] in text


def _drafts(sentences: Sequence[ReadSentence]) -> Iterator[Draft]:
    """One draft per wording, most probable first."""
    alike: dict[str, list[ReadSentence]] = {}
    for sentence in sentences:
        alike.setdefault(_key(sentence.text), []).append(sentence)
    for copies in alike.values():
        yield Draft(copies[0].text, tuple(copies), max(copy.probability for copy in copies))
