"""Whether a question is understood by who has not read the article: it names something, and nothing points back."""

import re

from bot.answering.english.name_runs import CALENDAR
from bot.search.terms import bare

FEWEST_WORDS, MOST_WORDS = 5, 32
"""Of a question. Below, it is too general to have one answer; beyond, nobody asks so."""
_POINTING = re.compile(
    r"\b(?:he|she|it|they|him|them|we|us|i|you|this|these|those|such|here|there|itself|himself|herself|themselves|both"
    r"|latter|former|same|another|others?|so|do|ones?|its|their|his|her|our|my|your|too|also)\b"
)
_POINTING_NOUN = re.compile(
    r"\bthe (?!(?:world|pandemic|internet|public|year|weekend|coronavirus|most|first|last|whole|country|president|press"
    r"|government|end|night|day|sale of|market|vote|planet|moon|sun|sea)\b)(?:[a-z-]+ ){0,2}?[a-z-]+"
    r"(?=$|[?,.]| (?:in|on|at|by|to|and|for|with|after|before|from|as|was|were|is|had|has|will|or|about|over|under"
    r"|during|until|would|could|rather|because|but|against|through|into)\b)"
)
_CAPITAL = re.compile(r"(?<=\s)[\"'“]?[a-z]?[A-Z][\w.’'&-]*")


def stands_alone(question: str, answer: str) -> bool:
    """Whether it names something besides the answer, points at nothing before it, and has a usual length.

    >>> stands_alone("Who won the Tamsin River Prize?", "Lena Okafor"), stands_alone("Who won the prize there?", "Lena")
    (True, False)
    """
    words = question.split()
    if not FEWEST_WORDS <= len(words) <= MOST_WORDS or question.count('"') % 2:
        return False
    plain = re.sub(r'"[^"]*"', "", question)
    if _POINTING.search(plain) or _POINTING_NOUN.search(plain.rstrip("?")):
        return False
    told = {bare(word) for word in answer.split()}
    named = [bare(each) for each in _CAPITAL.findall(question)]
    names = [each for each in named if each not in CALENDAR and each not in told]
    return bool(names) and not told <= {bare(word) for word in words}
