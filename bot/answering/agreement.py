"""What the sources say, side by side: which claims are one answer, which answer holds now, which stand against it.

Claims that say the same form a position; it gains with every independent origin and nothing with copies. Nothing is
read or written here: the claims come from a reader, and a writer says what was settled.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.answering.claims import Claim, Position, Settled, notable, strength
from bot.answering.english.amounts import HEDGE_BEFORE
from bot.answering.english.expectation import Kind
from bot.answering.english.namings import core
from bot.answering.english.values import Relation, form, relation

LIKE_DAYS = 4
"""Articles at most this many days apart are of like date: a weekend's news is printed on Monday, and a looser wording
three days later is no turn of events. On the sample's dev half 1, 2, 4 and 7 gave the same answers."""

OVERTAKES = 0.75
"""An older answer is overtaken when the newer articles alone give another one this share of its strength: one outlet's
report is just enough against three older ones read as surely (strengths 0.6 and 0.8), a doubtful reading is not. At 0.5
one misread sentence overtook four articles in the sample's first question; on the dev half 0.3 to 1.2 gave the same."""

SURE = 0.4
"""What it takes at the least: where all readings are doubtful, the newest of them is no news. On the dev half 0 and
0.4 gave the same."""

RIVALS = 0.4
"""An answer is shown beside the current one when the origins that hold it, and not the current one, reach this share
of its strength. On RGB's counterfactual set with the first reader 0.3, 0.4 and 0.6 showed both answers to 50, 49 and 39
of 100 questions, and a needless rival to 16, 11 and 9 where all snippets agreed."""

FINER = 0.3
"""A more exact answer ("2 August") takes in the rougher one ("August") when it has this share of its strength."""

MOST_CLAIMS = 40
"""Claims that are compared, the most probable ones; each is compared with every position so far. The readings of a
question gave 12 on average, which takes 3 ms; 40 different ones take 60."""

_MOST_WORDS = 8
"""A name of more words is no fuller for them."""


def agree(claims: Iterable[Claim]) -> tuple[Position, ...]:
    """The different answers among the claims of one question, the strongest first.

    Fuller wordings gather first, so that "Trump" goes to the likelier of "Donald Trump" and "Melania Trump" and does
    not join the two. A rougher answer that a finer one fits into ("August", "2 August") is taken in by it.
    """
    groups: list[list[Claim]] = []
    probable = sorted(claims, key=_rank)[:MOST_CLAIMS]
    for claim in sorted(probable, key=lambda claim: (-_fullness(claim), *_rank(claim))):
        fitting = [group for group in groups if _relation(claim, group[0]) is Relation.SAME]
        if fitting:
            max(fitting, key=strength).append(claim)
        else:
            groups.append([claim])
    return _without_rougher(sorted((_position(group) for group in groups), key=_order))


def settle(positions: Sequence[Position], *, several: bool = False) -> Settled:
    """Choose the answer that holds now; `several`: the question asks for a list, whose items are no rivals.

    The strongest position is current unless one that is newer by more than LIKE_DAYS, and strong enough by its newer
    articles alone, overtakes it. Others with enough origins of their own are "earlier" if they are older by more than
    that, else rivals. Answers in plain words say different things without contradicting one another.
    """
    if not positions:
        return Settled(None)
    strongest = current = min(positions, key=_order)
    if several:
        return Settled(current)
    while overtaking := [position for position in positions if _overtakes(position, current, strongest)]:
        current = min(overtaking, key=_order)
    earlier: list[Position] = []
    rivals: list[Position] = []
    for position in positions:
        if position is current or not _against(position, current):
            continue
        older = _is_newer(current.newest, position.newest)
        (earlier if older else rivals).append(position)
    earlier.sort(key=lambda position: (-(position.newest or date.min).toordinal(), *_order(position)))
    return Settled(current, tuple(earlier), tuple(sorted(rivals, key=_order)))


def _relation(one: Claim, other: Claim) -> Relation:
    return relation(_said(one), _said(other), one.kind, one.day, other.day)


def _said(claim: Claim) -> str:
    """The wording with the hedge that stands before it in its sentence: "about 60", where only "60" was marked."""
    at = claim.sentence.find(claim.text)
    before = HEDGE_BEFORE.search(claim.sentence[max(0, at - 20) : max(0, at)])
    return f"{before.group()}{claim.text}" if before and any(letter.isdigit() for letter in claim.text) else claim.text


def _rank(claim: Claim) -> tuple[float, str]:
    """The most probable first; the rest only makes the order the same whatever order the claims came in."""
    return (-claim.probability, repr(claim))


def _fullness(claim: Claim) -> int:
    """How much of a name, or how much of a date, the wording gives; roles and legal forms do not count."""
    if claim.kind is Kind.TIME:
        return sum(letter.isdigit() for letter in claim.text[:80])
    return min(len(core(claim.text)), _MOST_WORDS) if claim.kind in (Kind.NAME, Kind.PLACE, Kind.OPEN) else 0


def _order(position: Position) -> tuple[float, int, str]:
    newest = position.newest or date.min
    return (-position.strength, -newest.toordinal(), position.wording)


def _position(claims: Iterable[Claim]) -> Position:
    ordered = tuple(sorted(claims, key=_rank))
    return Position(_wording(ordered), ordered[0].kind, ordered, strength(ordered))


def _wording(claims: Sequence[Claim]) -> str:
    """The fullest of the notable wordings; of equally full ones, the one with the most probability behind it."""
    held = notable(claims)
    behind: dict[str, float] = {}
    for claim in held:
        behind[claim.text] = behind.get(claim.text, 0.0) + claim.probability
    return max(held, key=lambda claim: (_fullness(claim), behind[claim.text], claim.text)).text


def _without_rougher(positions: Sequence[Position]) -> tuple[Position, ...]:
    """Every position that a finer one fits into is taken in by the strongest such; by the weaker ones it is not."""
    kept = list(positions)
    for rough in sorted(positions, key=lambda position: -position.strength):
        finer = [
            position
            for position in kept
            if position is not rough
            and _relation(position.claims[0], rough.claims[0]) is Relation.FINER
            and position.strength >= FINER * rough.strength
        ]
        if finer and rough in kept:
            into = min(finer, key=_order)
            kept.remove(rough)
            joined = _position((*into.claims, *rough.claims))
            kept[kept.index(into)] = replace(joined, wording=into.wording)
    return tuple(sorted(kept, key=_order))


def _is_newer(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one - other > timedelta(days=LIKE_DAYS)


def _overtakes(newer: Position, current: Position, strongest: Position) -> bool:
    """Whether the newer one is sure enough beside the strongest: not beside the weakest link of a chain."""
    if newer is current or not _is_newer(newer.newest, current.newest) or not _differs(newer, current):
        return False
    since = [claim for claim in newer.claims if _is_newer(claim.first_day, current.newest)]
    return strength(since) >= max(SURE, OVERTAKES * strongest.strength)


def _against(position: Position, current: Position) -> bool:
    """Whether enough articles hold the position that neither hold nor name the current one.

    Articles, not origins: a reprint that gives another name than its original does disagree with it.
    """
    if not _differs(position, current):
        return False
    backing: dict[str, float] = {}
    for claim in current.claims:
        backing[claim.article_id] = max(backing.get(claim.article_id, 0.0), claim.probability)
    alone = [
        claim
        for claim in position.claims
        if claim.probability > backing.get(claim.article_id, 0.0) and not _names(claim.sentence, current)
    ]
    return strength(alone) >= RIVALS * current.strength


def _differs(one: Position, other: Position) -> bool:
    """Whether both cannot be right: no wording of theirs fits the other, and neither is a whole sentence."""
    return all(
        form(a.text, b.text, a.kind) is not Kind.OPEN and _relation(a, b) is Relation.DIFFERENT
        for a in _wordings(one)
        for b in _wordings(other)
    )


def _wordings(position: Position) -> list[Claim]:
    """One claim for each notable wording on each day."""
    return list({(claim.text, claim.day): claim for claim in notable(position.claims)}.values())


def _names(sentence: str, position: Position) -> bool:
    """Whether the sentence holds a wording of the position, as words of its own: "12" does not stand in "2012"."""
    if position.kind is Kind.YES_NO:  # the word "no" is in many sentences that say yes
        return False
    told = [claim.text for claim in notable(position.claims) if claim.text]
    return any(re.search(rf"(?<!\w){re.escape(text)}(?!\w)", sentence, re.IGNORECASE) for text in told)
