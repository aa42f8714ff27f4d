"""Finds the sentences of the evidence that say what a statement in somebody's own words says, or drops the statement.

Looked for first in what the statement cites, then in all other evidence; single sentences and two neighbouring ones. A
statement that no source says is taken apart: then each part needs a source of another article. What is found has no
fault (`faults`) and enough support (`meaning`). Only sentences without a fault are given to the models, and few.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.drafts import Backing, Draft
from bot.answering.proving.candidates import candidates
from bot.answering.proving.claim import Claim, Grounding
from bot.answering.proving.faults import Fault, find_faults
from bot.answering.proving.form import unfit
from bot.answering.proving.meaning import FITTED, SUPPORTED, Rule, measure, most_covered
from bot.answering.proving.names import common_words
from bot.answering.proving.parts import parts_of
from bot.answering.proving.sources import Source, reported
from bot.answering.proving.wording import plain
from bot.domain.article import Article, Sentence, visible
from bot.domain.evidence import Evidence
from bot.domain.receipt import Fate, Judged
from bot.models.embedder import Embedder
from bot.models.reader import PassageReader

MOST_READ = 5
"""Sources without a fault that the models are asked about, for one statement and one choice of evidence."""

NEARLY = 0.2
"""By so much less of a statement's words at most a source may take up than the sentence that takes up most.

Where the sentence that a statement is about has a fault, another on the same subject does not make it right."""

BETTER = 0.1
"""By so much more support two sentences must say it than one alone does, for both to be quoted."""

STRANGE = 3
"""Pieces into which the embedder's tokenizer cuts a word that is no common one of English: names, slips, codes."""

_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Weighed:
    """A source that may say a claim, what speaks against it, and how surely it says it (0..1)."""

    source: Source
    faults: tuple[Fault, ...]
    support: float = 0.0


class Grounder:
    """Grounds statements in evidence. `rule`: how support is made of what is measured; `enough` of it proves."""

    def __init__(
        self, reader: PassageReader, embedder: Embedder, rule: Rule = FITTED, enough: float = SUPPORTED
    ) -> None:
        self._reader = reader
        self._embedder = embedder
        self._rule = rule
        self._enough = enough

    def ground(self, claim: Claim, evidence: Sequence[Evidence]) -> Grounding:
        """What became of the claim; the same claim and evidence always give the same. Raises ModelError."""
        text = plain(claim.text)
        if (why := unfit(text, claim.text)) is not None:
            return _dropped(claim, why)
        if (strange := self._strange_word(text, evidence)) is not None:
            return _dropped(claim, f"“{strange}” stands nowhere in the evidence")
        cited = [each for each in evidence if each.number in claim.cited]
        others = [each for each in evidence if each.number not in claim.cited]
        looked: list[Weighed] = []
        common, least = common_words([each.text for each in evidence]), _least(text, evidence)
        for group in (cited, others):
            weighed = self._weighed(text, group, common, least)
            if proofs := self._proofs(weighed):
                return _grounded(claim, _chosen(proofs, several=group is cited and len(cited) > 1))
            if group is cited and len(cited) > 1 and (joined := self._joined(text, cited)):
                return _grounded(claim, joined)
            looked += weighed
        joined = self._joined(text, evidence)
        return _grounded(claim, joined) if joined else _dropped(claim, _why(looked, self._enough), looked)

    def _strange_word(self, text: str, evidence: Sequence[Evidence]) -> str | None:
        """A word that nothing in the evidence reports and that is none of English, as far as the tokenizer knows."""
        known = {word for each in evidence for text_ in reported(each) for word in _WORDS.findall(text_.casefold())}
        for word in _WORDS.findall(text.casefold()):
            if word not in known and (not word.isascii() or self._embedder.count_tokens(word) >= STRANGE):
                return visible(word)
        return None

    def weigh(self, text: str, evidence: Sequence[Evidence]) -> list[Weighed]:
        """A plain claim weighed against its likeliest sources, with faults or not: for measuring. Raises ModelError."""
        common = common_words([each.text for each in evidence])
        found = [find_faults(text, source, common) for source in candidates(text, evidence)[:MOST_READ]]
        return self._measured(text, [Weighed(each.source, each.faults) for each in found])

    def _weighed(self, text: str, group: Sequence[Evidence], common: frozenset[str], least: float) -> list[Weighed]:
        """The likeliest sources of the group with their faults, and those that have none with their support."""
        near = [source for source in candidates(text, group) if most_covered(text, source) >= least]
        found = [find_faults(text, source, common) for source in near]
        weighed = [Weighed(each.source, each.faults) for each in found]
        clean = [each for each in weighed if not each.faults]
        return [*self._measured(text, clean[:MOST_READ]), *(each for each in weighed if each.faults)]

    def _measured(self, text: str, weighed: Sequence[Weighed]) -> list[Weighed]:
        signals = measure(text, [each.source for each in weighed], self._reader, self._embedder)
        return [
            replace(each, support=self._rule.support(measured)) for each, measured in zip(weighed, signals, strict=True)
        ]

    def _proofs(self, weighed: Sequence[Weighed]) -> list[Weighed]:
        return [each for each in weighed if not each.faults and each.support >= self._enough]

    def _joined(self, text: str, group: Sequence[Evidence]) -> list[Weighed]:
        """A proof of each part of a claim that joins two articles; none if it cannot be cut so."""
        for first, second in parts_of(text):
            common = common_words([each.text for each in group])
            one = self._proofs(self._weighed(first, group, common, _least(first, group)))
            if not one:
                continue
            chosen = _chosen(one, several=False)[0]
            others = [each for each in group if each.article.id != chosen.source.article.id]
            two = self._weighed(second, others, common, _least(second, group))
            if proofs := self._proofs(two):
                return [chosen, *_chosen(proofs, several=False)]
        return []


def _least(text: str, evidence: Sequence[Evidence]) -> float:
    """The share of a statement's words that a source of this evidence takes up at least."""
    return max((most_covered(text, source) for source in candidates(text, evidence)), default=0.0) - NEARLY


def _chosen(proofs: Sequence[Weighed], *, several: bool) -> list[Weighed]:
    """The surest proof, of one sentence rather than of two; with `several`, one of each article."""
    order = sorted(proofs, key=lambda each: BETTER * (len(each.source.chosen) - 1) - each.support)
    first: dict[str, Weighed] = {}
    for each in order if several else order[:1]:
        first.setdefault(each.source.article.id, each)
    return list(first.values())


def _grounded(claim: Claim, proofs: Sequence[Weighed]) -> Grounding:
    """The claim with its proofs; each of them proves all of it, or, of a joined one, a part."""
    support = round(min(each.support for each in proofs), 4)
    numbers = sorted({each.source.evidence.number for each in proofs})
    fate, why = Fate.KEPT, ""
    if not set(numbers) <= set(claim.cited):
        told = " and ".join(f"[{number}]" for number in numbers)
        named = "what it cites does not say it" if claim.cited else "it cites no evidence"
        fate, why = Fate.CITED_ANEW, f"{named}, but {told} {'does' if len(numbers) == 1 else 'do'}"
    draft = Draft(visible(claim.text), _backings(proofs), support, reworded=True)
    return Grounding(Judged(claim.text, claim.cited, fate, why, support), draft)


def _backings(proofs: Sequence[Weighed]) -> tuple[Backing, ...]:
    """What is quoted, one backing for each article."""
    held: dict[str, tuple[Article, set[Sentence]]] = {}
    for backing in (each.source.backing for each in proofs):
        held.setdefault(backing.article.id, (backing.article, set()))[1].update(backing.sentences)
    return tuple(
        Backing(article, tuple(sorted(sentences, key=lambda each: each.start))) for article, sentences in held.values()
    )


def _dropped(claim: Claim, why: str, looked: Sequence[Weighed] = ()) -> Grounding:
    support = round(max((each.support for each in looked), default=0.0), 4)
    return Grounding(Judged(claim.text, claim.cited, Fate.DROPPED, why, support), None)


def _why(looked: Sequence[Weighed], enough: float) -> str:
    """Why nothing that was looked at says it: too little support, else the fewest faults."""
    if not looked:
        return "no sentence of the evidence speaks of it"
    surest = max(looked, key=lambda each: each.support)
    if surest.support:
        return f"no sentence of the evidence says it surely enough ({surest.support:.2f}; {enough:.2f} is needed)"
    return "; ".join(fault.why for fault in min(looked, key=lambda each: len(each.faults)).faults[:2])
