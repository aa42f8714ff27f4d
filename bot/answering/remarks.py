"""What is said of the search beside an answer: what it could not look at, what it took for a slip, who copied whom."""

from collections.abc import Iterator, Sequence

from bot.domain.answer import Note
from bot.domain.article import Article
from bot.search.copies import outlets_of
from bot.search.finding import Found


def remarks(found: Found) -> Iterator[Note]:
    """One note for each thing that a person should know of what was found, and of what was not."""
    for slip in found.slips:
        yield Note("slip", f"'{slip.word}' is in no article; searched as '{slip.near}' too.")
    if found.damaged:
        ids = ", ".join(sorted(found.damaged)[:3])
        yield Note(
            "damaged_article",
            f"{_count(len(found.damaged), 'article')} left out: the stored text is not what was written ({ids}). "
            "Run `newsdesk doctor`.",
        )
    for stranger in found.strangers:
        hint = f" Did you mean {', '.join(stranger.near)}?" if stranger.near else ""
        yield Note(f"unknown_{stranger.kind}", f"There is no {stranger.kind} '{stranger.name}'.{hint}")
    if found.counts.undated_left_out:
        yield Note(
            "undated_left_out",
            f"{_count(found.counts.undated_left_out, 'undated article')} left out by the period asked for.",
        )
    if found.counts.later_left_out:
        yield Note(
            "later_left_out",
            f"{_count(found.counts.later_left_out, 'article')} dated after the moment of asking left out.",
        )
    if found.unknown_languages:
        yield Note(
            "unknown_language",
            f"The library holds articles in languages that the search model does not know "
            f"({', '.join(found.unknown_languages)}): they are found by their words alone.",
        )


def shared_origins(found: Found, cited: Sequence[Article]) -> Iterator[Note]:
    """`3 outlets, 1 origin`: a note where more outlets carry the cited texts than there are independent ones.

    Outlets count that carry a copy of a cited text, whether that copy is cited or not.
    """
    origins = {article.origin_id or article.id for article in cited}
    outlets = outlets_of(cited, found.copies)
    if len(outlets) > len(origins):
        yield Note("origins", f"{_count(len(outlets), 'outlet')}, {_count(len(origins), 'origin')}.")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
