"""Two texts as one wording: SQuAD's rule, by which published figures compare, and ours, which knows more of news.

Nothing here knows meaning: "two thirds" and "66 percent" are different wordings.
"""

import re
import string
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

_LEANS = re.compile(
    r"[“\"'‘]?(?:But |And |Yet )?"
    r"(?:[Hh]e|[Ss]he|[Tt]hey|It(?! (?:is|was) (?:not )?(?:official\b|\w+ (?:that|who)\b))|[Ii]ts|[Hh]is"
    r"|[Hh]er|[Tt]heir|The (?:company|firm))\b"
)
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def squad_normal(text: str) -> str:
    """Small letters, no ASCII punctuation, no article, single spaces, in this order (Rajpurkar et al. 2016).

    >>> squad_normal("The U.S. business,  a bid")
    'us business bid'
    """
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", text.lower().translate(_PUNCTUATION)).split())


def exact_match(said: str, gold: str) -> float:
    """1 if both are the same once normalised, else 0 (Rajpurkar et al. 2016)."""
    return float(squad_normal(said) == squad_normal(gold))


def token_f1(said: str, gold: str) -> float:
    """Harmonic mean of the shares of common tokens, each as often as both have it (Rajpurkar et al. 2016).

    Where either has no token, 1 if neither has, else 0 (the script of SQuAD 2.0; Rajpurkar et al. 2018).

    >>> token_f1("the ByteDance board", "ByteDance Ltd.")
    0.5
    """
    ours, theirs = squad_normal(said).split(), squad_normal(gold).split()
    if not ours or not theirs:
        return float(ours == theirs)
    common = (Counter(ours) & Counter(theirs)).total()
    return 2 * common / (len(ours) + len(theirs))


def best_of(compare: Callable[[str, str], float], said: str, wordings: Sequence[str]) -> float:
    """The best over the gold wordings; those that normalise to nothing do not count, unless all do (SQuAD 2.0).

    >>> best_of(exact_match, "Nadella", ["Satya Nadella", "Nadella"])
    1.0
    """
    return max(compare(said, wording) for wording in list(filter(squad_normal, wordings)) or [""])


def contains(said: str, gold: str) -> float:
    """1 if, once normalised, whole words of `said` are all of `gold` in its order, else 0.

    RGB (Chen et al. 2024) counts so, but within words too: its "20" is in "2020", ours is not.

    >>> contains("About 19 million people", "19 million"), contains("in 2020", "20")
    (1.0, 0.0)
    """
    gold = squad_normal(gold)
    return float(bool(gold) and f" {gold} " in f" {squad_normal(said)} ")


def plain(text: str) -> str:
    """Letters and figures only, small, a space around each word; "%" is "percent" and "U.S." "us".

    The rule that the sample's figures have been counted by from the start.

    >>> plain("U.S. sales rose 4.5%.")
    ' us sales rose 4.5 percent '
    """
    text = re.sub(r"\bper ?cent\b|%", " percent ", text.casefold().replace("’", "'"))
    text = re.sub(r"(?<=\w)\.(?=\w\.)|(?<=\b\w)\.(?=\s|$)|[']", "", text)
    return " " + " ".join(re.findall(r"[\w]+(?:\.\d+)?", text)) + " "


def bare(text: str) -> str:
    """`plain` without articles."""
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", plain(text)).split())


def says_any(said: str, wordings: Iterable[str]) -> bool:
    """Whether the text has one of these wordings, by `plain`. A wording without a letter or figure is in no text."""
    said = plain(said)
    return any(wording.strip() and wording in said for wording in map(plain, wordings))


def leans(text: str) -> bool:
    """Whether an English statement opens with what means nothing alone: a pronoun, or "The company".

    "It is official" and "It was not Orsk that" do not: there "it" stands for nothing before.

    >>> leans("He bought it."), leans("It was Orsk that bought it.")
    (True, False)
    """
    return _LEANS.match(text) is not None


def squeezed(text: str) -> str:
    """Without white space."""
    return "".join(text.split())
