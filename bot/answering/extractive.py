"""The writer that needs no language model: statements are sentences of the articles, as they stand.

It chooses among what the reader judged: the sentences that hold the short answer, or the most probable ones when there
is none, and those that hold what was the answer earlier or is another's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering.claims import Position, Settled, notable
from bot.answering.drafts import Draft, drafts_of, without_repeats
from bot.answering.reading import Reading, ReadSentence
from bot.answering.short_answer import settled_answer, span_of

ANSWERS = 0.3
"""Below this probability of the best sentence it abstains; chosen on the sample's dev half (docs/answers.md)."""

SHOWN = 0.25
"""A sentence is shown when it is at least this share as probable as the best one."""

CLEAR = 0.1
"""A short answer is given when it has this share of the strength of the best sentence; chosen on the dev half."""

MOST_STATEMENTS = 4

ALSO = 0.3
"""A sentence without the short answer is shown behind it when it has this share of the best one's probability."""

OTHERS_SHOWN = 1
"""Statements for each earlier answer, and for each rival."""


@dataclass(frozen=True, slots=True)
class Other:
    """An answer beside the current one, with the draft that shows it."""

    short: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer makes of a reading; no drafts: it abstains.

    `short` rests on the first `resting` of the drafts (on all, if there is no short answer), the best first. `earlier`
    was the answer before, newest first; `rivals` are what other sources say now.
    """

    short: str | None
    drafts: tuple[Draft, ...]
    settled: Settled | None = None
    earlier: tuple[Other, ...] = ()
    rivals: tuple[Other, ...] = ()
    resting: int | None = None


class ExtractiveWriter:
    """Writes with the articles' own sentences."""

    def __init__(self, threshold: float = ANSWERS) -> None:
        self._threshold = threshold

    def write(self, reading: Reading) -> Written:
        """Choose what to say; nothing when no sentence is probable enough or none can be shown without another."""
        if not reading.sentences or reading.answerable < self._threshold:
            return Written(None, ())
        probable = [s for s in reading.sentences if s.probability >= SHOWN * reading.answerable]
        settled = settled_answer(reading, probable)
        current = settled.current
        if current is not None and current.strength >= CLEAR * reading.answerable:
            holding = _drafts(current, probable)
            if holding:
                resting = len(holding)
                also = [sentence for sentence in probable if sentence.probability >= ALSO * reading.answerable]
                holding = without_repeats([*holding, *drafts_of((sentence, None) for sentence in also)])
                return Written(
                    current.wording,
                    tuple(holding[:MOST_STATEMENTS]),
                    settled,
                    earlier=tuple(_others(settled.earlier, probable)),
                    rivals=tuple(_others(settled.rivals, probable)),
                    resting=resting,
                )
        shown = without_repeats(list(drafts_of((sentence, None) for sentence in probable)))
        return Written(None, tuple(shown[:MOST_STATEMENTS]))


def _drafts(position: Position, sentences: Sequence[ReadSentence]) -> list[Draft]:
    """Of the sentences that hold the position, but for faint ones; the one that its wording stands in first."""
    claims = sorted(notable(position.claims), key=lambda claim: claim is not position.best)
    found = drafts_of((sentences[claim.at], span_of(claim, sentences[claim.at])) for claim in claims)
    return without_repeats(list(found))[:MOST_STATEMENTS]


def _others(positions: Sequence[Position], sentences: Sequence[ReadSentence]) -> Iterator[Other]:
    for position in positions:
        for draft in _drafts(position, sentences)[:OTHERS_SHOWN]:
            yield Other(position.wording, draft)
