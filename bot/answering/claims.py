"""What articles were read to answer, as values: claims, and the positions that claims which say the same form.

How claims are gathered, and which position holds, is decided in `agreement`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.answering.english.expectation import Kind

FURTHER = 0.5
"""How much of its probability an origin beyond the first adds. Origins are read by one reader, which errs alike in
alike sentences: full independence (1.0) would let three doubtful readings (0.5) pass for a sure one (0.88)."""

NOTABLE = 0.3
"""A claim with less than this share of its position's best probability lends it neither its date nor its wording."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A short answer as one article gives it. `probability` 0..1 that it answers the question."""

    text: str
    kind: Kind
    probability: float
    article_id: str
    origin_id: str
    """Shared by copies of one text; an article that is nobody's copy has its own id."""
    first_day: date | None
    """The first day that the article may have been published on; None when unknown."""
    last_day: date | None
    outlet: str | None
    at: int
    """The caller's number for the sentence that holds it, to find it back."""
    sentence: str = ""
    """That sentence: an article that names both answers is no witness against either. Empty: not looked at."""

    @property
    def day(self) -> date | None:
        """The day of publication; None unless it is known to the day."""
        return self.first_day if self.first_day == self.last_day else None


@dataclass(frozen=True, slots=True)
class Position:
    """One answer with all claims that say it, the most probable first."""

    wording: str
    """The fullest wording among its notable claims, as it stands in that claim's article."""
    kind: Kind
    claims: tuple[Claim, ...]
    strength: float
    """0..1, grows with each independent origin."""

    @property
    def best(self) -> Claim:
        """The claim whose wording it has; of several, the most probable."""
        return next(claim for claim in self.claims if claim.text == self.wording)

    @property
    def origins(self) -> frozenset[str]:
        """Independent sources that say it."""
        return frozenset(claim.origin_id for claim in self.claims)

    @property
    def newest(self) -> date | None:
        """The day of its newest notable evidence; None when no date is known."""
        return max((claim.first_day for claim in notable(self.claims) if claim.first_day), default=None)


@dataclass(frozen=True, slots=True)
class Settled:
    """What follows from the positions: the answer, what it replaced (newest first), and what stands against it."""

    current: Position | None
    earlier: tuple[Position, ...] = ()
    rivals: tuple[Position, ...] = ()


def strength(claims: Iterable[Claim]) -> float:
    """How surely the claims hold together, 0..1: the best claim of the best origin, and FURTHER of each other origin's.

    >>> from dataclasses import replace
    >>> one = Claim("Oslo", Kind.PLACE, 0.6, "a", "a", None, None, None, 0)
    >>> copy = replace(one, article_id="b")
    >>> strength([one]), strength([one, copy]), strength([one, replace(copy, origin_id="b")])
    (0.6, 0.6, 0.72)
    """
    best: dict[str, float] = {}
    for claim in claims:
        best[claim.origin_id] = max(best.get(claim.origin_id, 0.0), min(max(claim.probability, 0.0), 1.0))
    doubt = 1.0
    for rank, probability in enumerate(sorted(best.values(), reverse=True)):
        doubt *= 1.0 - (probability if rank == 0 else FURTHER * probability)
    return round(1.0 - doubt, 12)


def notable(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that are not far less probable than the best of them."""
    held = list(claims)
    least = NOTABLE * max((claim.probability for claim in held), default=0.0)
    return [claim for claim in held if claim.probability >= least]
