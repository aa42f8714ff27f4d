"""A message somebody wrote, taken apart into sentences, and which of them state something that articles could say.

Markup of chats is taken off: emphasis, links, mentions, emoji, quote marks, list marks. What is left is shown and
checked. In another language than English a question is known by its mark alone, and a greeting not at all.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.answering.english.intent import Purpose, intent
from bot.answering.english.orders import reports
from bot.answering.proving.wording import plain, telling_words
from bot.domain.article import Sentence, storable, visible

Splitter = Callable[[str], Sequence[Sentence]]
"""Finds the sentences of a text: the one that articles are split with."""

MOST_CHARACTERS = 4_000
"""Of a text; a chat's messages have at most so many."""

FEWEST_WORDS = 2
"""Telling words without which a sentence states nothing: "Wow!", "lol no"."""

_EMOJI_FROM = "\u2000"
"""Symbols before it are no emoji: the degree, the copyright mark."""

_MARKUP = tuple(
    (re.compile(pattern, re.MULTILINE), put)
    for pattern, put in (
        (r"^[ \t]*```\w{0,20}[ \t]*$|```", ""),  # fences of code
        (r"\\(?=[*_~|`>#\[\]()\\-])", ""),  # escapes
        (r"~~[^~\n]{1,500}~~", ""),  # struck out: withdrawn
        (r"!?\[([^\[\]\n]{0,300})\]\(<?[^()\s<>]{0,500}>?(?: [^()\n]{0,100})?\)", r"\1"),  # links
        (r"<(?:a?:\w{1,40}:\d{1,25}|[@#][!&]?\d{1,25}|/[^<>\n]{1,80}:\d{1,25}|t:\d{1,20}(?::\w)?|id:\w{1,20})>", ""),
        (r"<?\b(?:https?://|www\.)[^\s<>]{1,2000}>?", ""),
        (r"^(?:@[\w.]{1,40}[ ,:]*)+|@(?:everyone|here)\b|(?<!\w)@(?=\w)", ""),  # whom it is written to
        (r"(?<!\w):[a-z][\w+-]{1,40}:(?!\w)", ""),  # emoji by name
        (r"^[ \t]*(?:(?:>>>|>|#{1,3}|-#|[-*•–—+])[ \t]+|\(?\d{1,2}[.)][ \t]+)+", ""),  # quotes, headings, lists
        (r"\*+|`+|\|\||(?<!\w)_+(?=\S)|(?<=[^\s_])_+(?!\w)|(?<!\w)#(?=[^\W\d])", ""),  # emphasis, spoilers, hashtags
        (r"[ \t]{2,}", " "),
        (r"[ \t]+(?=[.,;:!?](?:\s|$))", ""),
    )
)
_OPENER = re.compile(
    r"(?:(?:so|well|ok|okay|yes|yeah|no|nope|lol|wow|hey|hi|hello|btw|fyi|imo|imho|also|actually|honestly|oh|look|guys"
    r"|and|but|fun fact|breaking|breaking news|news|update|reminder|tl;dr|tldr)[,:!.…]+ "
    r"|(?:apparently|fyi|btw|lol),? "
    r"|i (?:(?:just|also|really|still|only) )?(?:think|believe|guess|heard|hear|read|saw|know|bet|thought)(?: that)?,? "
    r"|(?:it is|it's) (?:true|a fact|known|clear) that |the fact is(?: that)?,? )+",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"\?[\"'”’)\s!?]*$")
_ASKED = re.compile(r"(?:who|what|when|where|why|how|which|whose)(?:'s)? [^.!]*$", re.IGNORECASE)
_WRITER = re.compile(r"(?:i|my|me|we|our)(?:'\w{1,2})? ", re.IGNORECASE)
_SPEECH = re.compile(r"\"|\b(?:said|says|told|according|wrote)\b")
_WRAPPED = re.compile(r"[\"“„«'‘]([^\"“”„«»]+)[\"”“»'’]\.?")


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a message. `claim`: what of it is to be proved; `idle`: why nothing is, in words, else empty."""

    text: str
    claim: str
    idle: str = ""


def sentences(message: str, split: Splitter) -> Iterator[Said]:
    """The sentences of a message of at most MOST_CHARACTERS, in order; none that has neither letter nor figure."""
    text = without_markup(message)
    for each in split(text):
        told = visible(text[each.start : each.end])
        if any(character.isalnum() for character in told):
            yield _said(told)


def without_markup(message: str) -> str:
    r"""The words of a message, its lines kept.

    >>> without_markup("> **Oslo** [won](https://x.example) on ~~Monday~~ Tuesday \U0001f389 <@123>")
    'Oslo won on Tuesday'
    """
    text = "\n".join(storable(message[:MOST_CHARACTERS]).splitlines())
    text = "".join(c for c in text if c in "\n\t" or not _is_ornament(c))
    for pattern, put in _MARKUP:
        text = pattern.sub(put, text)
    return "\n".join(_unwrapped(line.strip()) for line in text.split("\n")).strip()


def _is_ornament(character: str) -> bool:
    """Whether it is an emoji, a part of one, or cannot be seen."""
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Co", "Cn"):
        return True
    return character > _EMOJI_FROM and (category in ("So", "Sk") or "\ufe00" <= character <= "\ufe0f")


def _said(told: str) -> Said:
    opener = _OPENER.match(told)
    claim = _unwrapped(told[opener.end() :] if opener else told)
    claim = claim[:1].upper() + claim[1:] if claim != told and claim[:1].islower() else claim
    return Said(told, claim, _idle(claim))


def _unwrapped(told: str) -> str:
    """The sentence without quotation marks around the whole of it: who pasted it does not quote anybody's words."""
    whole = _WRAPPED.fullmatch(told)
    return whole[1].strip() if whole else told


def _idle(claim: str) -> str:
    """Why a sentence states nothing that articles could say; empty if it may."""
    text = plain(claim)
    if _QUESTION.search(text) or _ASKED.match(text):
        return "it is a question"
    if intent(text).purpose is not Purpose.ASK or len(telling_words(text)) < FEWEST_WORDS:
        return "it states nothing"
    if not reports(text):
        return "it is an order or code"
    if _WRITER.match(text) and not _SPEECH.search(text):
        return "it speaks of whoever wrote it"
    return ""
