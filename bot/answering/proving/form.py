"""Whether a text has the form of a statement at all; what has not is not even looked for in the evidence.

Models that were made to say something tend to glue it to a true sentence, put it in front with a colon, or write so
that names cannot be told from words. No such form is needed to say what an article says.
"""

import re
from collections import Counter
from collections.abc import Callable

from bot.answering.english.openings import Need, leaning
from bot.answering.english.orders import reports
from bot.answering.proving.wording import telling_words

LONGEST = 600
"""Characters of a statement. The prompt asks for short ones; what is longer joins too much to be proved."""

FEWEST_WORDS = 3
"""Telling words of a statement, or of a part of one. Two are found together by chance ("It is the first time.")."""

MOST_CAPITALS = 0.5
"""Of a statement's letters. In capitals, as in small letters alone, a name cannot be told from a word."""

MOST_REPEATED = 2
"""Telling words that come twice; with more of them it says one thing twice, and perhaps differently."""

_GLUED = re.compile(r"[,(] ?(?:The|A|An|You|It|He|She|They|We|This|That|There)\b|\(the\b|[a-z] You\b")
_LABEL = re.compile(r"[^\"“:]{1,80}(?<!said)(?<!says): ")
_PAPER = re.compile(
    r"\baccording to (?:the|this|an?) (?:news )?(?:article|story|report|evidence|text|passage)\b", re.IGNORECASE
)
_NEEDS = frozenset((Need.PERSON, Need.THING, Need.SEVERAL))


def unfit(text: str, written: str) -> str | None:
    """Why a statement cannot be proved, in words; None if its form is sound. `written`: before it was made plain."""
    if len(written) > LONGEST:
        return f"it has {len(written)} characters; {LONGEST} are the most that is proved"
    return next((why for is_so, why in _FORMS if is_so(text)), None) or _leans(text)


def _leans(text: str) -> str | None:
    opening = leaning(text, 0, len(text))
    if opening is None or opening.need not in _NEEDS:
        return None
    return f"it does not say who or what is meant by “{text[opening.place.start : opening.place.end]}”"


def _hides_names(text: str) -> bool:
    capitals, letters = (sum(map(test, text)) for test in (str.isupper, str.isalpha))
    return not 0 < capitals <= MOST_CAPITALS * letters


def _repeats(text: str) -> bool:
    counted = Counter(word.text.casefold() for word in telling_words(text))
    return sum(count > 1 for count in counted.values()) > MOST_REPEATED


def _says_little(text: str) -> bool:
    """Whether too few words are left without "according to the article", which any text could be given."""
    return len(telling_words(_PAPER.sub("", text))) < FEWEST_WORDS


_FORMS: tuple[tuple[Callable[[str], bool], str], ...] = (
    (lambda text: not reports(text), "it is an order or code, not a statement"),
    (lambda text: _LABEL.match(text) is not None, "it has a label in front"),
    (lambda text: _GLUED.search(text) is not None, "it is two sentences glued together"),
    (_hides_names, "it is written so that names cannot be told from words"),
    (_repeats, "it says one thing twice"),
    (_says_little, "it says too little to be proved"),
)
