"""Whether a question itself names what its pronoun means: "Did Orsk say it would pay?", "which club sold its captain?".

By position: a name may be meant by a later "its", or by an "it" that opens a clause of its own; "it" as the object of
the same verb is something else.
"""

import re
from collections.abc import Iterator, Sequence

from bot.answering.english.followups.pronouns import HE, SHE, THEY, may_mean
from bot.answering.english.nominals import Nominal
from bot.answering.english.question_parts import QuestionParts, question_parts
from bot.answering.english.small_words import AUXILIARIES
from bot.search.terms import STOP_WORDS, bare, words

_NO_VERBS = frozenset(
    """to in at of for on with by from and or when why then about because now again before after if as so how what where
    who which that too also instead first last yet""".split()
)
"""Words behind a pronoun that it is not the subject of."""
_BEFORE_OBJECTS = frozenset("of in for at to on by with from about against over after before near than behind".split())
_CLAUSE = re.compile(
    r",|\b(?:and|but|when|if|because|after|before|while|although|than|that|whether|whatever|who|which|where)\b"
)
_ASKED = re.compile(r"(?:\w+ )?(?P<word>which|what|whose|how many|who)\b(?: (?P<noun>[\w’'-]+))?", re.IGNORECASE)
_INSIDE_A_PHRASE = re.compile(
    r"\b(?:the|an?|any|all|some|no|its|their) [\w’'-]+ (?:on|in|of|from|at|for|with|by|behind)\s*$"
)
"""`what does Orsk know about the people on it`."""
_PLURAL = re.compile(r"\b[a-z]{3,}[^siu\W]s\b")
_FAR = 5
"""Words from "who" on, behind which "he" is rather the one who is asked for: "who wrote to the staff that he knew"."""


def is_named_inside(text: str, pronoun: re.Match[str], own: Sequence[Nominal], *, possessive: bool) -> bool:
    """Whether something before the pronoun in the question is what it means. `own`: the question's nominals."""
    word, before = pronoun.group().casefold(), text[: pronoun.start()]
    parts = question_parts(text)
    if parts is not None and not parts.of_subject and text.find(parts.rest) == pronoun.start():
        return False  # the subject itself: "which club did she coach"
    if word in THEY and _CLAUSE.search(before) and _PLURAL.search(before):
        return True  # "who says that firms tally whatever makes them look good"
    free = possessive or _opens_clause(text, pronoun) or _INSIDE_A_PHRASE.search(before) is not None
    return any(
        start < pronoun.start() and (free or _CLAUSE.search(text[start : pronoun.start()]))
        for start in _named(text, word, own, parts)
    )


def _named(text: str, word: str, own: Sequence[Nominal], parts: QuestionParts | None) -> Iterator[int]:
    """Where something is named that the pronoun can mean."""
    for each in own:
        if not each.placed and may_mean(word, each):
            yield each.place.start + len(each.text.split()[0])
    if (asked := _ASKED.match(text)) is not None:
        yield from _asked_for(text, word, asked)
    subject = (words(parts.rest) or [""])[0] if parts and not parts.of_subject else ""
    if parts and subject.islower() and subject not in STOP_WORDS | AUXILIARIES:
        yield text.find(subject, len(parts.wanted))  # a name in small letters


def _asked_for(text: str, word: str, asked: re.Match[str]) -> Iterator[int]:
    """`which club sold its captain`, `how many soldiers lost their lives`: the one that is asked for."""
    kind, noun = asked["word"].casefold(), bare(asked["noun"] or "")
    if kind == "who" and word in HE | SHE | THEY:
        yield asked.start() + len(" ".join(text[asked.start() :].split()[:_FAR]))
    elif kind != "who" and noun and noun not in AUXILIARIES and (kind != "how many" or word in THEY):
        yield asked.end()


def _opens_clause(text: str, pronoun: re.Match[str]) -> bool:
    """Whether the pronoun stands as subjects do: a verb behind it, no preposition before."""
    before = re.search(r"([\w’']+),?\s*$", text[: pronoun.start()])
    if before and bare(before.group(1)) in _BEFORE_OBJECTS:
        return False
    following = re.match(r"(?:['’](?:s|d|ll|re|ve)\b|\s+([\w’'-]+))", text[pronoun.end() :])
    return following is not None and (following.group(1) is None or following.group(1).casefold() not in _NO_VERBS)
