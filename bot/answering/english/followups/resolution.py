"""The words of a question that lean, replaced by what they mean where the conversation makes that clear.

What stays open is told, so that what was spoken of can be added in brackets (`carrying`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.english.followups.anaphors import Anaphor, Leans, anaphors
from bot.answering.english.followups.pronouns import IT, group
from bot.answering.english.followups.referents import Referent, described_by, meant_by, place_meant
from bot.answering.english.followups.turns import ReadTurn
from bot.answering.english.nominals import Nominal, nominals
from bot.answering.english.vocabulary import telling_words

_ACTS = re.compile(
    r"it (?:also |now |ever |really |first |still )?(?:say|said|want|pay|paid|plan|announce|deny|own|buy|bought|sell"
    r"|sold|hire|need|respond|agree|offer|make|earn|employ|promise|claim|think|tell|told|get|got|hope|intend|ask|accuse"
    r"|admit|do)",
    re.IGNORECASE,
)
"""`it` as somebody who does something: a company or a state."""
_CLAUSE_END = re.compile(r"\s*(?:[?!.,;]|$)")


@dataclass(frozen=True, slots=True)
class Resolved:
    """The question with names for its pronouns, and those names.

    `lacks`: it still has to be said what is spoken of; `may_lack`: a noun stays open ("the tunnel"); `matter`: it takes
    up all that was said.
    """

    text: str
    carried: tuple[str, ...]
    lacks: bool
    may_lack: bool
    matter: bool


def resolved(question: str, turns: Sequence[ReadTurn]) -> Resolved:
    """Replace what is clear. `turns`: oldest first."""
    leaning = _leaning(question)
    meant = [(each, _referent(question, each, turns)) for each in leaning]
    open_ = [each for each, referent in meant if referent is None]
    clear = [(each, referent) for each, referent in meant if referent is not None]
    doubtful = any(referent.doubtful or not referent.nominal.tells for _, referent in clear)
    vague = bool(clear) and not telling_words(_replaced(question, [(each, " ") for each in leaning]))
    return Resolved(
        text=_replaced(question, [(each, _words_for(referent.nominal, each)) for each, referent in clear]),
        carried=tuple(dict.fromkeys(referent.nominal.text for _, referent in clear)),
        lacks=doubtful or vague or any(each.sure for each in open_),
        may_lack=any(not each.sure for each in open_),
        matter=any(each.leans is Leans.MATTER or each.word in IT for each in open_),
    )


def _leaning(question: str) -> list[Anaphor]:
    """What has to be replaced: each pronoun once, and no "the talks" where the question has names of its own."""
    topics = [each for each in nominals(question) if each.tells and not each.placed]
    kept: list[Anaphor] = []
    for each in anaphors(question):
        if each.leans is Leans.NOUN and not each.sure and topics:
            continue
        again = each.leans is Leans.PRONOUN and any(other.word in group(each.word) for other in kept)
        if not again:
            kept.append(each)
    return kept


def _referent(question: str, each: Anaphor, turns: Sequence[ReadTurn]) -> Referent | None:
    match each.leans:
        case Leans.MATTER:
            return None
        case Leans.PLACE:
            return place_meant(turns)
        case Leans.NOUN:
            return described_by(each.word, turns)
        case Leans.PRONOUN:
            acts = _ACTS.match(question, each.place.start) is not None
            governed = not each.possessive and _CLAUSE_END.match(question, each.place.end) is not None
            return meant_by(each.word, turns, acts=acts, governed=governed)


def _words_for(meant: Nominal, each: Anaphor) -> str:
    """The name in the form of the words that it replaces."""
    if each.leans is Leans.PLACE:
        lead = each.word if each.word in ("in", "from") else "in" if meant.placed else "at"
        return f"{lead} {meant.text}"
    if each.possessive:
        return f"{meant.text}'" if meant.text.endswith("s") else f"{meant.text}'s"
    return meant.text


def _replaced(question: str, put: Sequence[tuple[Anaphor, str]]) -> str:
    for each, words in reversed(put):
        question = question[: each.place.start] + words + question[each.place.end :]
    return question
