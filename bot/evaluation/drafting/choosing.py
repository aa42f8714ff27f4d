"""Which of the proposals become drafts: a few of each article, of different types, each question once.

The same articles and seed give the same drafts.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from random import Random

from bot.domain.article import Article
from bot.evaluation.drafting.moments import asking_moment
from bot.evaluation.drafting.proposal import Proposal
from bot.evaluation.formats.wordings import one_part
from bot.evaluation.gold import GoldEvidence, GoldQuestion

_LOOK = "Look whether a person would ask it so, and whether the answer is right and the only one."


@dataclass(frozen=True, slots=True)
class Wish:
    """How many drafts of one article, of which types (none named: any), and the seed of chance."""

    per_article: int = 3
    types: frozenset[str] = frozenset()
    seed: int = 0


def chance(wish: Wish, what: str) -> Random:
    """Chance for one thing: it does not depend on what was drawn for others before."""
    return Random(f"{wish.seed} {what}")  # noqa: S311 -- what is drawn is no secret


def drafts(
    article: Article, proposals: Iterable[Proposal], wish: Wish, asked: Collection[str], by: str
) -> Iterator[GoldQuestion]:
    """At most `wish.per_article` of the proposals as drafts. `asked`: questions that others have; `by`: who wrote."""
    fitting = [each for each in proposals if each.question not in asked and (not wish.types or each.type in wish.types)]
    for each in _varied(fitting, chance(wish, article.id))[: wish.per_article]:
        yield GoldQuestion(
            id=f"draft-{hashlib.sha256(f'{article.id} {each.question}'.encode()).hexdigest()[:12]}",
            text=each.question,
            answers=one_part(each.answers),
            type=each.type,
            asked_at=asking_moment(article),
            evidence=(GoldEvidence(article.id, each.quote),),
            speaker=each.speaker,
            review=f"Drafted by {by}. {_LOOK}",
        )


def _varied(proposals: list[Proposal], random: Random) -> list[Proposal]:
    """By chance, but first one of each type, then the second of each."""
    drawn = random.sample(proposals, len(proposals))
    met: dict[str, int] = {}
    ranked = []
    for at, each in enumerate(drawn):
        ranked.append((met.get(each.type, 0), at))
        met[each.type] = met.get(each.type, 0) + 1
    return [drawn[at] for _, at in sorted(ranked)]
