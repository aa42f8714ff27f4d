"""A question cut short, completed with the words of the one before: "why?", "in which countries?", "who else?".

By form and word order alone: no verb is put into another form. Where that would be needed, what was said stands before
the words that ask: "Jonas Meer resigned: why?". Another name or period in the old question is for `substitution`.
"""

import re

from bot.answering.english.followups.turns import ReadTurn
from bot.answering.english.nominals import Nominal
from bot.answering.english.period_words import period_words
from bot.answering.english.question_parts import QuestionParts
from bot.answering.english.small_words import AUXILIARIES, PREPOSITION, is_verb
from bot.search.terms import STOP_WORDS, bare

_LONGEST = 120
"""Characters of a question cut short; what is longer is none."""

_ADVERBS = re.compile(r"(?:[, ]+(?:exactly|then|now|precisely|though|too|as well|also|anyway|again))+$", re.IGNORECASE)
_PLAIN = re.compile(
    r"(?:why|when|where|how|how come|why so|how so|what for|where to|where from|since when|until when|till when|by when"
    r"|from when|from where|(?:with|to|by|for|from|against) (?:whom|who|what)|how long|how often|how soon|for how long"
    r"|how much|how many|by how much|by how many|for how much|at what price)",
    re.IGNORECASE,
)
_WITH_NOUN = re.compile(
    rf"(?P<lead>{PREPOSITION} )?(?:which|what|whose|how many|how much)(?P<noun>(?: [\w’'-]+){{1,4}})", re.IGNORECASE
)
_ELSE = re.compile(
    r"(?:who|what|where|which|when|how many|how much|why)(?: (?:other )?[\w-]+)? (?:else|others?|more)", re.IGNORECASE
)
_NOT = re.compile(r"why not", re.IGNORECASE)
_NEGATED = {
    "is": "isn't", "are": "aren't", "was": "wasn't", "were": "weren't", "do": "don't", "does": "doesn't",
    "did": "didn't", "has": "hasn't", "have": "haven't", "had": "hadn't", "can": "can't", "could": "couldn't",
    "will": "won't", "would": "wouldn't", "should": "shouldn't", "must": "mustn't",
}  # fmt: skip
_OF_SEVERAL = {"is": "are", "was": "were", "has": "have"}
_SOLD = re.compile(r"\b(?:buy|sell|acquire|purchase|buying|selling|acquiring|bought|sold|take over)\b")
_SAME = ("which one", "which ones", "which of them")
_MANY_NOUNS = 2  # words behind "which" or "how many" without a preposition; more hold a verb


def is_cut_short(question: str) -> bool:
    """Whether the words ask without a verb.

    >>> is_cut_short("in which countries?"), is_cut_short("who resigned?")
    (True, False)
    """
    plain = _plain(question)
    return len(plain) <= _LONGEST and any(
        (_NOT.fullmatch(plain), _ELSE.fullmatch(plain), _PLAIN.fullmatch(plain), _asks_for_a_noun(plain))
    )


def completed(question: str, before: ReadTurn) -> str | None:
    """The whole question, without its mark; None where it is not cut short, or the one before cannot complete it."""
    plain, parts = _plain(question), before.parts
    if parts is None or not is_cut_short(question):
        return None
    if _NOT.fullmatch(plain):
        return _why_not(parts, before.told)
    if _ELSE.fullmatch(plain):
        return _joined(plain, parts) if _asks_alike(plain, parts) else None
    same = _same_noun(plain, parts)
    return _joined(same, parts) if same else _asking(plain, parts, before.told)


def gist(before: ReadTurn) -> str:
    """What was said, in the words of question and answer: "Quillon wants to buy Bila"."""
    parts = before.parts
    if parts is None:
        return before.question
    if parts.of_subject:
        subject = (
            before.told.text if before.told else "" if parts.wanted.casefold() in ("who", "what") else parts.wanted
        )
        return " ".join(word for word in (subject, parts.auxiliary, parts.rest) if word)
    return parts.rest + _filled(parts, before.told)


def _plain(question: str) -> str:
    stripped = question[: 2 * _LONGEST].strip(" ?!.,;:")
    return _ADVERBS.sub("", stripped) or stripped


def _asks_for_a_noun(plain: str) -> bool:
    """`which countries`, `at what price`: nouns and no verb."""
    match = _WITH_NOUN.fullmatch(plain)
    if match is None:
        return False
    noun = match["noun"].split()
    verbal = any(bare(word) in AUXILIARIES or is_verb(word) for word in noun)
    small = any(bare(word) in STOP_WORDS - {"of", "own", "other", "more"} for word in noun) and plain not in _SAME
    return not verbal and not small and (match["lead"] is not None or len(noun) <= _MANY_NOUNS)


def _joined(wanted: str, parts: QuestionParts) -> str:
    return " ".join(word for word in (wanted, parts.auxiliary, parts.rest) if word)


def _asks_alike(plain: str, parts: QuestionParts) -> bool:
    first, wanted = plain.split(" ", 1)[0], parts.wanted.split(" ", 1)[0]
    return bare(first) == bare(wanted)


def _same_noun(plain: str, parts: QuestionParts) -> str | None:
    """What to ask for where the noun stays: "which apps" for "which ones", "how many new apps" for "how many apps"."""
    noun = parts.wanted.split()
    if len(noun) <= 1:
        return None
    if plain.casefold() in _SAME:
        return " ".join(["which", *noun[2 if noun[0].casefold() == "how" else 1 :]])
    asked = plain.split()
    return plain if len(asked) > 1 and bare(noun[-1]) == bare(asked[-1]) else None


def _asking(plain: str, parts: QuestionParts, told: Nominal | None) -> str | None:
    """The question before, asking for something else."""
    asked, tail = _whole_words(plain, parts)
    if asked in ("how much", "how many") and not parts.of_subject:
        return _how_much(asked, parts, told)
    if not parts.of_subject:
        return f"{asked} {parts.auxiliary} {parts.rest}{_filled(parts, told)}{tail}"
    subject = told.text if told else _as_subject(parts)
    if subject is None:
        return None
    if not parts.auxiliary:
        return f"{subject} {parts.rest}: {asked}{tail}"
    several = told is not None and told.plural
    auxiliary = _OF_SEVERAL.get(parts.auxiliary, parts.auxiliary) if several else parts.auxiliary
    return f"{asked} {auxiliary} {subject} {parts.rest}{tail}"


def _whole_words(plain: str, parts: QuestionParts) -> tuple[str, str]:
    """How the words stand in a whole question, and what of them goes to its end: "where ... to"."""
    asked = plain[:1].lower() + plain[1:]
    if not parts.auxiliary:
        return asked, ""
    if asked in ("what for", "how come", "why so", "how so"):
        return ("how" if asked == "how so" else "why"), ""
    if asked in ("where to", "where from"):
        return "where", asked.removeprefix("where")
    return (f"for {asked}", "") if asked == "how much" and _SOLD.search(parts.rest) else (asked, "")


def _how_much(asked: str, parts: QuestionParts, told: Nominal | None) -> str:
    """`how much wheat did Norland export` after "what did Norland export": the answer is what is counted."""
    what = re.fullmatch(r"(?:what|which)(?: [\w-]+)?", parts.wanted.casefold()) is not None
    counted = told is not None and what and not told.is_name
    return _joined(f"{asked} {told.text.removeprefix('the ')}" if told and counted else asked, parts)


def _as_subject(parts: QuestionParts) -> str | None:
    """What was asked for, as far as it is told: "the airline", "people"; None for who and what."""
    wanted = parts.wanted.split()
    if wanted[0].casefold() in ("which", "what") and len(wanted) > 1:
        return " ".join(["the", *wanted[1:]])
    return " ".join(wanted[2:]) if wanted[0].casefold() == "how" and len(wanted) > 2 else None


def _filled(parts: QuestionParts, told: Nominal | None) -> str:
    """The answer, where the question left a gap for it at its end: "did Norland export" wheat."""
    if told is None or not parts.wanted or parts.wants_an_adverb:
        return ""
    inner = re.search(rf"\b{PREPOSITION}\b(?!$)", parts.rest) or period_words(parts.rest)
    return "" if inner and not parts.is_stranded else f" {told.text}"


def _why_not(parts: QuestionParts, told: Nominal | None) -> str | None:
    auxiliary = _NEGATED.get(parts.auxiliary)
    if auxiliary is None or parts.of_subject:
        return None
    return f"why {auxiliary} {parts.rest}{_filled(parts, told)}"
