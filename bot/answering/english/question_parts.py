"""A question taken apart: what it asks for, its auxiliary, and the rest; so that it can be put together with others.

"who is Kestrel Air negotiating with?" is (who) (is) (Kestrel Air negotiating with). By English word order alone; a
question in another form has no parts.
"""

import re
from dataclasses import dataclass

from bot.answering.english.small_words import AUXILIARIES, BE, is_verb
from bot.search.terms import STOP_WORDS, bare

_LONGEST = 400
"""Characters that are read."""

_AUXILIARY = (
    rf"(?:{'|'.join(sorted(AUXILIARIES))}"
    r"|(?:is|are|was|were|do|does|did|has|have|had|wo|ca|could|would|should)n[’']t)\b"
)
_QUESTION_WORD = re.compile(
    r"(?P<lead>(?:(?:in|on|at|by|for|from|to|of|with|since|until|till|under|over|after|before|against|about|through"
    r"|within) )?)(?P<word>who|whom|whose|what|which|when|where|why|how)(?:['’]s (?P<is>))?\b",
    re.IGNORECASE,
)
_YES_NO = re.compile(rf"(?P<aux>{_AUXILIARY}) (?P<rest>.+)", re.IGNORECASE | re.DOTALL)
_SUBJECT = re.compile(
    r"(?:[A-Z\d]|(?:the|an?|his|her|its|their|this|that|these|those|he|she|it|they|there|any\w*|some\w*|all)\b)"
)
_OPEN_END = re.compile(r"\b(?:of|for|with|from|to|about|against|in|at|on|by|over|into|after)$")
_ADVERB = re.compile(r"(?:when|where|why|how)\b(?! (?:many|much)\b)")
_MODIFIERS = frozenset("else also other many much long old big large high far often soon exactly kind sort of".split())
_ALONE = ("who", "whom", "when", "where", "why")
"""Question words that no noun follows."""
_MOST_WORDS = 5  # of what a question asks for: "how many cases of measles"


@dataclass(frozen=True, slots=True)
class QuestionParts:
    """`wanted`: "in which countries", "" in a yes/no question; `auxiliary`: "did", "" where there is none.

    `of_subject`: the subject is asked for, so that the answer can stand in its place.
    """

    wanted: str
    auxiliary: str
    rest: str
    of_subject: bool

    @property
    def is_identity(self) -> bool:
        """`who is the mayor of Halden`: one thing is said to be another."""
        return self.of_subject and self.auxiliary in BE

    @property
    def is_stranded(self) -> bool:
        """Whether a preposition waits for its noun at the end: "who is it negotiating with"."""
        return _OPEN_END.search(self.rest) is not None

    @property
    def wants_an_adverb(self) -> bool:
        """`when`, `how long`, `in which city`: the answer is no subject or object."""
        asked = _QUESTION_WORD.match(self.wanted)
        return asked is not None and (bool(asked["lead"]) or _ADVERB.match(self.wanted.casefold()) is not None)


def question_parts(question: str) -> QuestionParts | None:
    """Take a question apart; None if it has another form.

    >>> question_parts("who is Kestrel Air negotiating with?")
    QuestionParts(wanted='who', auxiliary='is', rest='Kestrel Air negotiating with', of_subject=False)
    >>> question_parts("which airline bought Blue Heron?")
    QuestionParts(wanted='which airline', auxiliary='', rest='bought Blue Heron', of_subject=True)
    """
    text = re.sub(r"\s+", " ", question[:_LONGEST]).strip(" ?!.,;:")
    if match := _YES_NO.fullmatch(text):
        return QuestionParts("", match["aux"].casefold(), match["rest"], of_subject=False)
    match = _QUESTION_WORD.match(text)
    if match is not None and match["is"] is not None:
        text = f"{text[: match.start('is') - 3]} is {text[match.end() :].lstrip()}"
        match = _QUESTION_WORD.match(text)
    return _taken_apart(text, match) if match else None


def _taken_apart(text: str, asked: re.Match[str]) -> QuestionParts | None:
    word, following = asked["word"].casefold(), text[asked.end() :].split()
    at = _auxiliary_at(word, following)
    if at is None:
        at = _noun_end(word, following)
        rest = " ".join(following[at:])
        if not rest or asked["lead"]:
            return None
        return QuestionParts(" ".join([asked.group(), *following[:at]]), "", rest, of_subject=True)
    parts = QuestionParts(
        wanted=" ".join([asked.group(), *following[:at]]),
        auxiliary=following[at].casefold(),
        rest=" ".join(following[at + 1 :]),
        of_subject=False,
    )
    if not parts.rest:
        return None
    if parts.wants_an_adverb or bare(parts.auxiliary) in ("do", "does", "did") or not _is_of_subject(parts):
        return parts
    return QuestionParts(parts.wanted, parts.auxiliary, parts.rest, of_subject=True)


def _auxiliary_at(word: str, following: list[str]) -> int | None:
    """Where the question's auxiliary stands; None where the verb follows what is asked for."""
    most = 0 if word in _ALONE else _MOST_WORDS
    for at, held in enumerate(following[: most + 3]):
        if held[0].islower() and (bare(held) in AUXILIARIES or re.fullmatch(_AUXILIARY, held)):
            return at
        modifies = bare(held) in _MODIFIERS
        if (at >= most and not modifies) or (bare(held) in STOP_WORDS - {"in"} and not modifies) or is_verb(held):
            return None
    return None


def _noun_end(word: str, following: list[str]) -> int:
    """How many words belong to what is asked for, where no auxiliary tells: "which airline | bought"."""
    at = 0
    while at < len(following) and bare(following[at]) in _MODIFIERS:
        at += 1
    if word in _ALONE or (word == "what" and at < len(following) and is_verb(following[at])):
        return at
    for end in range(at + 1, min(len(following), at + 3)):
        if re.search(r"[^siu]s$|people$|men$", following[end - 1]) or is_verb(following[end]):
            return end
    return min(len(following), at + 1)


def _is_of_subject(parts: QuestionParts) -> bool:
    """Whether a verb, and not yet the subject, follows the auxiliary."""
    if _SUBJECT.match(parts.rest) is None:
        first, second = [*parts.rest.split(), ""][:2]
        small = bare(first) in STOP_WORDS or first.endswith(("ing", "ed", "ly", "en"))
        return small or not second.endswith(("ing", "ed"))  # "is kestrel talking to", in small letters
    verb = re.search(r"\s\w+(?:ing|ed)\b", parts.rest)
    return parts.auxiliary in BE and not parts.is_stranded and verb is None
