"""How a message opens ("and", "what about", "ok thanks,"), and whether it asks the articles anything at all."""

import re
from dataclasses import dataclass

from bot.answering.english.followups.anaphors import anaphors
from bot.answering.english.followups.dependence import goes_on
from bot.answering.english.followups.ellipsis import is_cut_short
from bot.answering.english.intent import Purpose, intent
from bot.answering.english.nominals import names

_OPENER = re.compile(
    r"(?:(?P<points>and|but|so|also|then|or)|ok|okay|well|oh|right|alright|thanks|thank you|great|interesting|hm+|yes"
    r"|no|please)\b[,.!…]*\s+",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:what|how) (?:about|of)\s+", re.IGNORECASE)
_VERB_LEFT_OUT = re.compile(
    r"(?P<asked>why|when|where|how) (?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should)"
    r"(?P<negated>n['’]t)? (?:he|she|it|they)[ ?!.]*",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|will|can)\b", re.IGNORECASE
)
_TO_US = re.compile(r"\b(?:you|your|u|i|me|my|we|us)\b", re.IGNORECASE)
_OF_CHAT = re.compile(
    r"\b(?:this|these|your) (?:conversation|chat|answers?|sources?|bot|library|questions?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Address:
    """A message without its opening. `about`: its "what about "; `points_back`: "and" or the like stood there."""

    body: str
    about: str
    points_back: bool


def address(message: str) -> Address:
    """Take the opening off. Of "why did they?" only "why?" is left: the rest is said by the question before."""
    points_back = False
    while (match := _OPENER.match(message)) is not None and match.end() < len(message):
        points_back = points_back or match["points"] is not None
        message = message[match.end() :]
    about = _ABOUT.match(message)
    if about is not None and about.end() < len(message):
        return Address(message[about.end() :], about.group(), points_back=True)
    left_out = _VERB_LEFT_OUT.fullmatch(message)
    if left_out is not None:
        message = f"{left_out['asked']}{' not' if left_out['negated'] else ''}?"
    return Address(message, "", points_back)


def is_talk(message: str) -> bool:
    """Whether it is a greeting, a word to the bot, or a wish for any news: nothing that could lean."""
    if _OF_CHAT.search(message) and not names(message):
        return True
    wanted = intent(message)
    if wanted.purpose is Purpose.SCOPE:
        asks = _ASKS.search(message) is not None and (anaphors(message) or goes_on(message))
        return _TO_US.search(message) is not None or not (asks or is_cut_short(address(message).body))
    every = wanted.purpose is Purpose.NEWEST and not wanted.topic
    return every and not anaphors(message) and not goes_on(message)
