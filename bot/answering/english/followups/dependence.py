"""Whether a question without pronouns is understood only after the one before: "how many people died?", "who won?".

Told by what it names, by how much it says, and by words that it shares with what was asked. A question with names of
its own stands by itself unless it compares.
"""

import re
from collections.abc import Sequence

from bot.answering.english.followups.turns import ReadTurn
from bot.answering.english.followups.wording import holds
from bot.answering.english.nominals import Nominal, nominals
from bot.answering.english.vocabulary import meanings, telling_words

MANY_WORDS = 4
"""Telling words beyond which a question is taken to say what it is about, though it names nothing: many people write
names in small letters. Of 702 questions of the sample's dev half that were put after another one, 656 stayed as they
were without this, 690 with it (680 with 5); none of the made conversations needs more."""
FEW_WORDS = 2
"""Telling words of a question that names nothing, "how many people died", up to which it is taken to lean."""

_COMPARES = re.compile(
    r"\b(?:instead|otherwise|neither|either|the latter|the former|in response|in return|in turn|since then)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:else|others?|another|the rest|afterwards?|next$|so far|any ?more|(?<!more )then)\b", re.IGNORECASE
)
_DEFINES = re.compile(r"what(?: is| are|['’]s) (?:an? )?[a-z-]+(?: [a-z-]+)?$", re.IGNORECASE)
"""`what is varroa`."""


def depends(question: str, before: ReadTurn, *, points_back: bool, hangs: bool) -> bool:
    """Whether it leans. `points_back`: "and" stood before it; `hangs`: it has a noun like "the tunnel"."""
    plain = question.rstrip(" ?!.")
    if any(holds(plain, each.text) for each in before.in_mind() if not each.placed):
        return False
    own = [each for each in nominals(plain) if each.tells]
    telling = [word for word in telling_words(plain) if not any(holds(each.text, word) for each in own)]
    compares = _COMPARES.search(plain) is not None
    topics = [each for each in own if not each.placed]
    if topics:
        return compares or (points_back and len(topics) == 1 and len(telling) <= 1)
    if points_back or compares or goes_on(plain):
        return True
    if sum(holds(before.question, word) for word in telling) > 1:
        return False  # it says itself what the question before said
    return len(telling) <= MANY_WORDS and (
        _overlaps(telling, before.question) or _says_little(plain, own, telling, before, hangs=hangs)
    )


def goes_on(question: str) -> bool:
    """Whether it says "else", "next", "so far": more of what was spoken of."""
    return _GOES_ON.search(question.rstrip(" ?!.")) is not None


def _overlaps(telling: Sequence[str], question: str) -> bool:
    """Whether a telling word means what one of the question before means."""
    before = frozenset().union(*(meanings(word) for word in telling_words(question)))
    return any(meanings(word) & before for word in telling)


def _says_little(plain: str, own: Sequence[Nominal], telling: Sequence[str], before: ReadTurn, *, hangs: bool) -> bool:
    if own or _DEFINES.match(plain):
        return False
    return (hangs or len(telling) <= FEW_WORDS) and bool(before.spoken or before.aside)
