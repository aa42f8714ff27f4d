"""Whether one wording has all that another says, word by word."""

from bot.answering.english.aliases import place_name
from bot.search.terms import bare, words

_ARTICLES = ("the", "a", "an")


def holds(text: str, piece: str) -> bool:
    """Whether all words of the piece stand in the text, articles aside, or the text names the same country.

    >>> holds("where is Orsk based", "the Orsk"), holds("how many users in america", "US")
    (True, True)
    """
    inside = {bare(word) for word in words(text)}
    wanted = [bare(word) for word in words(piece) if bare(word) not in _ARTICLES]
    place = place_name(" ".join(wanted))
    return all(word in inside for word in wanted) or any(place_name(word) == place for word in inside)
