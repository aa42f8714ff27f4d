"""Finds the sentences of the evidence that say what a statement in somebody's own words says, or drops the statement.

Looked for first in what the statement cites, then in all other evidence; single sentences and two neighbouring ones,
and, for a statement that joins two articles, one of each. What is found has no fault (`faults`) and enough support
(`meaning`). Only sentences without a fault are given to the models, and few of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.answering.drafts import Backing, Draft
from bot.answering.english.openings import Need, leaning
from bot.answering.proving.candidates import candidates, joined_candidates
from bot.answering.proving.claim import Claim, Grounding
from bot.answering.proving.faults import find_faults
from bot.answering.proving.meaning import FITTED, SUPPORTED, Rule, measure
from bot.answering.proving.names import common_words
from bot.answering.proving.sources import Source
from bot.answering.proving.wording import plain, words_of
from bot.domain.article import Article, Sentence, visible
from bot.domain.evidence import Evidence
from bot.domain.receipt import Fate, Judged
from bot.models.embedder import Embedder
from bot.models.reader import PassageReader

LONGEST = 600
"""Characters of a statement. The prompt asks for short ones; what is longer joins too much to be proved."""

MOST_READ = 5
"""Candidates without a fault that the models are asked about, for one statement and one choice of evidence."""

BETTER = 0.1
"""By so much more support two sentences must say it than one alone does, for both to be quoted."""

FAULTY = 0.25
"""What each fault leaves of the support, in the score by which claims are ranked (`bench/prover.py`)."""

_NEEDS = frozenset((Need.PERSON, Need.THING, Need.SEVERAL))


@dataclass(frozen=True, slots=True)
class Weighed:
    """Sources that may say a claim together, what speaks against it, and how surely they say it (0..1)."""

    sources: tuple[Source, ...]
    faults: tuple[str, ...]
    support: float = 0.0

    @property
    def score(self) -> float:
        """One number 0..1 for ranking claims; without a fault it is the support."""
        return float(self.support * FAULTY ** len(self.faults))

    @property
    def sentences(self) -> int:
        return sum(len(source.chosen) for source in self.sources)


class Grounder:
    """Grounds statements in evidence. `rule`: how support is made of what is measured."""

    def __init__(self, reader: PassageReader, embedder: Embedder, rule: Rule = FITTED) -> None:
        self._reader = reader
        self._embedder = embedder
        self._rule = rule

    def ground(self, claim: Claim, evidence: Sequence[Evidence]) -> Grounding:
        """What became of the claim; the same claim and evidence always give the same. Raises ModelError."""
        text = plain(claim.text)
        if (unfit := _unfit(text, claim.text)) is not None:
            return _dropped(claim, unfit)
        cited = [each for each in evidence if each.number in claim.cited]
        others = [each for each in evidence if each.number not in claim.cited]
        looked: list[Weighed] = []
        for within, alternatives in _alternatives(text, cited, others):
            weighed = self._weighed(text, alternatives, common_words([each.text for each in evidence]))
            proofs = [each for each in weighed if not each.faults and each.support >= SUPPORTED]
            if proofs:
                fate = Fate.KEPT if within is cited else Fate.CITED_ANEW
                return _grounded(claim, fate, _chosen(proofs, several=within is cited and len(cited) > 1))
            looked += weighed
        return _dropped(claim, _why(looked), max((each.support for each in looked), default=0.0))

    def weigh(self, text: str, evidence: Sequence[Evidence]) -> Weighed | None:
        """How a plain claim fares at best, its faults held against its support; None if nothing speaks of it.

        For measuring: unlike `ground` it asks the models about sentences with faults, too. Raises ModelError.
        """
        common = common_words([each.text for each in evidence])
        found = [find_faults(text, (source,), common) for source in candidates(text, evidence)[:MOST_READ]]
        weighed = self._measured(text, [Weighed(each.sources, each.faults) for each in found])
        return max(weighed, key=lambda each: each.score, default=None)

    def _weighed(
        self, text: str, alternatives: Iterable[tuple[Source, ...]], common: frozenset[str]
    ) -> list[Weighed]:
        """The alternatives with their faults, and those that have none with their support."""
        found = [find_faults(text, sources, common) for sources in alternatives]
        clean = [Weighed(each.sources, ()) for each in found if not each.faults]
        return [
            *self._measured(text, clean[:MOST_READ]),
            *(Weighed(each.sources, each.faults) for each in found if each.faults),
        ]

    def _measured(self, text: str, weighed: Sequence[Weighed]) -> list[Weighed]:
        signals = measure(text, [each.sources for each in weighed], self._reader, self._embedder)
        return [
            Weighed(each.sources, each.faults, self._rule.support(measured))
            for each, measured in zip(weighed, signals, strict=True)
        ]


def _unfit(text: str, written: str) -> str | None:
    """Why a statement is not even looked for."""
    if len(written) > LONGEST:
        return f"it has {len(written)} characters; {LONGEST} are the most that is proved"
    if not any(word.telling for word in words_of(text)):
        return "it says nothing"
    opening = leaning(text, 0, len(text))
    if opening is not None and opening.need in _NEEDS:
        return f"it does not say who or what is meant by “{text[opening.place.start : opening.place.end]}”"
    return None


def _alternatives(
    text: str, cited: Sequence[Evidence], others: Sequence[Evidence]
) -> Iterator[tuple[Sequence[Evidence], list[tuple[Source, ...]]]]:
    """What may say the claim, in the order in which it is looked for, with the evidence that it is from."""
    yield cited, [(source,) for source in candidates(text, cited)]
    if len(cited) > 1:
        yield cited, list(joined_candidates(text, cited))
    yield others, [(source,) for source in candidates(text, others)]
    yield others, list(joined_candidates(text, [*cited, *others]))


def _chosen(proofs: Sequence[Weighed], *, several: bool) -> list[Weighed]:
    """The surest proof, of one sentence rather than of two; with `several`, one of each article."""
    order = sorted(proofs, key=lambda each: BETTER * (each.sentences - 1) - each.support)
    if not several or len(order[0].sources) > 1:
        return order[:1]
    first: dict[str, Weighed] = {}
    for each in order:
        first.setdefault(each.sources[0].article.id, each)
    return list(first.values())


def _grounded(claim: Claim, fate: Fate, proofs: Sequence[Weighed]) -> Grounding:
    support = round(max(each.support for each in proofs), 4)
    numbers = sorted({source.evidence.number for each in proofs for source in each.sources})
    why = ""
    if fate is Fate.CITED_ANEW:
        told = " and ".join(f"[{number}]" for number in numbers)
        named = "what it cites does not say it" if claim.cited else "it cites no evidence"
        why = f"{named}, but {told} {'does' if len(numbers) == 1 else 'do'}"
    draft = Draft(visible(claim.text), _backings(proofs), support, reworded=True)
    return Grounding(Judged(claim.text, claim.cited, fate, why, support), draft)


def _backings(proofs: Sequence[Weighed]) -> tuple[Backing, ...]:
    """What is quoted, one backing for each article."""
    held: dict[str, tuple[Article, set[Sentence]]] = {}
    for source in (source for each in proofs for source in each.sources):
        backing = source.backing
        held.setdefault(backing.article.id, (backing.article, set()))[1].update(backing.sentences)
    return tuple(
        Backing(article, tuple(sorted(sentences, key=lambda each: each.start))) for article, sentences in held.values()
    )


def _dropped(claim: Claim, why: str, support: float = 0.0) -> Grounding:
    return Grounding(Judged(claim.text, claim.cited, Fate.DROPPED, why, round(support, 4)), None)


def _why(looked: Sequence[Weighed]) -> str:
    """Why nothing that was looked at says it: too little support, else the fewest faults."""
    if not looked:
        return "no sentence of the evidence speaks of it"
    surest = max(looked, key=lambda each: each.support)
    if surest.support:
        return f"no sentence of the evidence says it surely enough ({surest.support:.2f}; {SUPPORTED:.2f} is needed)"
    return "; ".join(min(looked, key=lambda each: len(each.faults)).faults[:2])
