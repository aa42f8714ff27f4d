"""What is said beside an answer of its age and of other answers: earlier ones, disagreement, newer articles.

Notes only: what holds is settled in `agreement`, and quotes are proved elsewhere. Newer articles are looked for among
the hits alone, so a note never claims to have counted the whole library.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from bot.answering.claims import Claim, Position, Settled
from bot.answering.question_words import question_words, word_meanings
from bot.domain.answer import Note
from bot.domain.article import Article, DatePrecision, visible
from bot.domain.evidence import Hit

_SOURCES_NAMED = 2
"""Sources named for each side of a disagreement; the quotes below the answer show them all."""

_LONGEST_NAME = 80


def later_mentions(question: str, hits: Sequence[Hit], newest: date | None, answering: Collection[str]) -> Note | None:
    """A note on hits that are newer than the evidence and hold every name of the question, but do not answer.

    `hits` are those that were read: of others nobody knows what they answer. `newest` is the day of the newest evidence
    (None: unknown, no note), `answering` the ids of articles that answer. Copies of one text count once. None where
    no such article was found or the question names nobody and nothing.
    """
    names = [word for word in question_words(question, hits) if word.is_name]
    if newest is None or not names:
        return None
    used = {hit.article.origin_id or hit.article.id for hit in hits if hit.article.id in answering}
    said: dict[str, set[str]] = {}
    newer: dict[str, Article] = {}
    for hit in hits:
        article = hit.article
        origin = article.origin_id or article.id
        if article.first_day is not None and article.first_day > newest and origin not in used:
            said.setdefault(origin, set()).update(word_meanings(f"{article.title or ''} {hit.text}"))
            newer.setdefault(origin, article)
    mentioning = [newer[origin] for origin, held in said.items() if all(name.meanings & held for name in names)]
    if not mentioning:
        return None
    latest = max(mentioning, key=lambda article: (article.published_at, article.id))
    which = _subject(question, [name.word for name in names])
    verbs = "articles mention {} but do" if len(mentioning) > 1 else "article mentions {} but does"
    where = f"{_day(latest)}, {_outlet(latest.outlet)}"
    told = f"{len(mentioning)} newer {verbs.format(which)} not answer "
    return Note("later_mentions", f"{told}({'newest: ' if len(mentioning) > 1 else ''}{where}).")


def settled_notes(settled: Settled) -> Iterator[Note]:
    """One note for each answer that the current one replaced, and one if sources disagree with it.

    >>> list(settled_notes(Settled(None)))
    []
    """
    if settled.current is None:
        return
    for position in settled.earlier:
        yield Note("earlier", f"Earlier: {_with_sources(position)}.")
    if settled.rivals:
        sides = "; ".join(map(_with_sources, (settled.current, *settled.rivals)))
        yield Note("sources_differ", f"The sources differ: {sides}.")


def _with_sources(position: Position) -> str:
    """The answer and who gives it: `Oslo (Fjord Post, 3 Aug 2020; 2 origins)`."""
    best_of_origin: dict[str, Claim] = {}
    for claim in position.claims:
        best_of_origin.setdefault(claim.origin_id, claim)
    first = sorted(best_of_origin.values(), key=lambda claim: claim is not position.best)[:_SOURCES_NAMED]
    named = [f"{_outlet(claim.outlet)}, {_claim_day(claim)}" for claim in first]
    more = len(best_of_origin) - len(named)
    told = "; ".join(named) + (f"; {more} more" if more else "")
    return f"{visible(position.wording)[:_LONGEST_NAME]} ({told})"


def _subject(question: str, names: Sequence[str]) -> str:
    """The names as the question writes them; names that stand side by side are one: "Donald Trump and TikTok"."""
    joined: list[str] = []
    for name in names:
        if joined and f"{joined[-1]} {name}" in question:
            joined[-1] += f" {name}"
        else:
            joined.append(name)
    shown = [visible(re.sub(r"[’']s$", "", name))[:_LONGEST_NAME] for name in joined]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _outlet(outlet: str | None) -> str:
    return visible(outlet or "")[:_LONGEST_NAME] or "outlet unknown"


def _day(article: Article) -> str:
    day = article.first_day
    if day is None:
        return "date unknown"
    if article.date_precision is DatePrecision.YEAR:
        return str(day.year)
    return f"{day:%b} {day.year}" if article.date_precision is DatePrecision.MONTH else _written(day)


def _claim_day(claim: Claim) -> str:
    if claim.first_day is None or claim.last_day is None:
        return "date unknown"
    if claim.day is not None:
        return _written(claim.day)
    one_month = (claim.first_day.year, claim.first_day.month) == (claim.last_day.year, claim.last_day.month)
    return f"{claim.first_day:%b} {claim.first_day.year}" if one_month else str(claim.first_day.year)


def _written(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"
