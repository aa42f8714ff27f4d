"""Checks a text against the articles: each sentence is looked up, and proved as an answer's statements are.

A sentence that any article says is supported, whatever others say; its source's date is in the citation. Quotes are
read from the library again before they are shown, as in answers (`prover`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from bot.answering.checking.checked import Check, Checked, Verdict
from bot.answering.checking.contradiction import Contradiction
from bot.answering.checking.hearing import Hearing
from bot.answering.checking.message import MOST_CHARACTERS, Said, Splitter, sentences
from bot.answering.drafts import Backing, Draft
from bot.answering.prover import Proofs, Prover
from bot.answering.proving.claim import Claim
from bot.answering.proving.form import unfit
from bot.answering.proving.ground import Grounder, Weighed
from bot.answering.proving.wording import plain
from bot.answering.remarks import remarks
from bot.domain.answer import Citation, Note, Quote
from bot.domain.evidence import Evidence
from bot.domain.question import Filters, Question
from bot.models.embedder import Embedder
from bot.search.finding import Found, Search

MOST_CLAIMS = 8
"""Sentences that are looked up: each takes about a tenth of a second, and a message is answered within seconds."""

MOST_SENTENCES = 24
"""Sentences that are looked at, those that state nothing among them."""

NEAR = 0.5
"""Support from which a sentence with a fault that does not contradict is shown as the nearest that articles come."""

SURE_OF_SEVERAL = 0.5
"""Support that a proof of several sentences needs. Of the dev half's proofs it takes 1 of 130 from true statements, and
9 of 50 from those that were made wrong."""

_FOR_THE_SEARCH = frozenset(("slip",))
"""Codes of notes that say how a sentence was searched; here the sentence itself has to hold."""


class Checker:
    """Checks texts against one library. `most_hits`: passages that each sentence is held against."""

    def __init__(
        self,
        search: Search,
        grounder: Grounder,
        embedder: Embedder,
        prover: Prover,
        *,
        split: Splitter,
        most_hits: int,
    ) -> None:
        self._search = search
        self._grounder = grounder
        self._hearing = Hearing(embedder)
        self._contradiction = Contradiction(grounder, self._hearing)
        self._prover = prover
        self._split = split
        self._most_hits = most_hits

    def check(self, text: str, filters: Filters, asked_at: datetime) -> Check:
        """What the articles say to each sentence of a text. Articles dated after `asked_at` are left out.

        Raises LibraryEmpty, LibraryIncompatible, LibraryDamaged, ModelError.
        """
        said, cut = _looked_at(sentences(text, self._split))
        case = _Case(filters, asked_at, self._prover.begin(), {})
        claims = tuple(self._checked(each, case) for each in said)
        cited = tuple(Citation.of(number, article) for number, article in enumerate(case.proofs.articles, start=1))
        cut = cut or len(text) > MOST_CHARACTERS
        return Check(claims, cited, cut, tuple(case.notes), filters, asked_at)

    def _checked(self, said: Said, case: "_Case") -> Checked:
        if said.idle:
            return Checked(said.text, Verdict.NO_CLAIM, why=said.idle)
        claim = plain(said.claim)
        if (why := unfit(claim, said.claim)) is not None:
            return Checked(said.text, Verdict.NOT_FOUND, why=why)
        found = self._search.find(Question(said.claim, filters=case.filters, asked_at=case.asked_at))
        case.note(found)
        if not found.counts.passing:
            return Checked(said.text, Verdict.NOT_FOUND, why="no article passes the filters")
        evidence = [Evidence.whole(n, hit) for n, hit in enumerate(found.hits[: self._most_hits], start=1)]
        grounding = self._grounder.ground(Claim(said.claim), evidence)
        weighed = self._grounder.weigh(claim, evidence)
        draft = grounding.draft if grounding.draft is not None and _will_do(grounding.draft) else None
        other = self._contradiction.of(claim, weighed, draft.support if draft is not None else 0.0)
        if other is not None and (quotes := case.quoted(claim, other.source.backing, other.support)):
            return Checked(said.text, Verdict.OTHERWISE, quotes, other.why)
        if draft is not None and (quotes := case.quotes(draft)):
            return self._heard(said, claim, quotes)
        return _not_found(said, claim, weighed, case)

    def _heard(self, said: Said, claim: str, quotes: tuple[Quote, ...]) -> Checked:
        """Supported, unless a word of it is in none of the quotes."""
        unheard = self._hearing.unheard(claim, " ".join(quote.text for quote in quotes))
        if unheard is None:
            return Checked(said.text, Verdict.SUPPORTED, quotes)
        return Checked(said.text, Verdict.NOT_FOUND, quotes, f"no quote speaks of “{unheard}”")


@dataclass(frozen=True, slots=True)
class _Case:
    """One text being checked: what may be looked at, the sources cited so far, and what is to be noted."""

    filters: Filters
    asked_at: datetime
    proofs: Proofs
    notes: dict[Note, None]

    def note(self, found: Found) -> None:
        """Keep what is to be said of a search, once for all sentences."""
        self.notes.update(dict.fromkeys(note for note in remarks(found) if note.code not in _FOR_THE_SEARCH))

    def quotes(self, draft: Draft) -> tuple[Quote, ...]:
        """The exact quotes of a draft as the library has them now; none if they are not there."""
        statement = self.proofs.statement(draft)
        return statement.quotes if statement is not None else ()

    def quoted(self, claim: str, backing: Backing, support: float) -> tuple[Quote, ...]:
        """The exact quotes of sentences that do not say the claim."""
        return self.quotes(Draft(claim, (backing,), support, reworded=True))


def _looked_at(said: Iterable[Said]) -> tuple[list[Said], bool]:
    """The first sentences, and whether more than these state something."""
    given: Iterator[Said] = iter(said)
    kept: list[Said] = []
    claims = 0
    for each in islice(given, MOST_SENTENCES):
        if not each.idle and claims == MOST_CLAIMS:
            return kept, True
        claims += not each.idle
        kept.append(each)
    return kept, any(not each.idle for each in given)


def _will_do(draft: Draft) -> bool:
    """Whether a proof will do for a text by anybody: a model's statements are mostly right, these need not be."""
    return sum(len(backing.sentences) for backing in draft.backings) == 1 or draft.support >= SURE_OF_SEVERAL


def _not_found(said: Said, claim: str, weighed: Sequence[Weighed], case: _Case) -> Checked:
    """With the sentence that comes nearest, if a person would see that it is about the same."""
    nearest = max(weighed, key=lambda each: each.support, default=None)
    if nearest is None:
        return Checked(said.text, Verdict.NOT_FOUND, why="no article speaks of it")
    if not nearest.faults or nearest.support < NEAR:
        return Checked(said.text, Verdict.NOT_FOUND, why="no article says it")
    quotes = case.quoted(claim, nearest.source.backing, nearest.support)
    return Checked(said.text, Verdict.NOT_FOUND, quotes, _faults(nearest))


def _faults(nearest: Weighed) -> str:
    return "; ".join(fault.why for fault in nearest.faults[:2])
