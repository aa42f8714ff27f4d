"""One earlier question with its answer, read for what a later question may mean by "it", "she" or "the company".

Whatever stands there may be hostile: only printable, bounded pieces of it are kept.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.answering.english.expectation import Expectation, Kind, expectation
from bot.answering.english.followups.short_answers import answers_nothing, asks_where, is_short, named_in, short_answer
from bot.answering.english.namings import same_name
from bot.answering.english.nominals import Nominal, nominals, outermost
from bot.answering.english.question_parts import QuestionParts, question_parts

MOST_CHARACTERS = 400
"""Of a question, and of an answer, that are read: an answer names what matters in its first sentences."""
LONGEST_PIECE = 80
"""Characters of a name or thing that can be carried over; no question of the sample holds a longer one."""

_ASIDE = re.compile(r"\s*\((?P<aside>[^()]{1,400})\)\s*$")
_YES_OR_NO = re.compile(r"^(?:yes|no)\b(?!\.)[\s,;:.–—-]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadTurn:
    """What was asked, and what came of it.

    `spoken` are the question's names and things, `inner` the names inside those, `told` is what the question asked for,
    `named` what else the answer names; `aside` is what was added in brackets when the question was made to stand alone.
    `leaned`: it had to be.
    """

    question: str
    parts: QuestionParts | None
    asked: Expectation
    spoken: tuple[Nominal, ...]
    inner: tuple[Nominal, ...]
    told: Nominal | None
    named: tuple[Nominal, ...]
    aside: tuple[Nominal, ...]
    leaned: bool

    @property
    def is_about_its_subject(self) -> bool:
        """`what is the Dry Lakes Fund`: what comes next is about that, and not about the words of the answer."""
        if self.parts is None or not self.parts.is_identity or not self.spoken:
            return False
        first = self.spoken[0]
        if first.text.casefold() != self.parts.rest.casefold():
            return False
        named = self.told is not None and self.told.is_name  # "what is the capital of Norra": Fellin
        return first.is_name or (self.parts.wanted.casefold() == "what" and not named)

    def in_mind(self, *, inner: bool = True) -> list[Nominal]:
        """All that it speaks of, what is likeliest meant first, each once; `inner`: the names inside things too."""
        told = [self.told] if self.told else []
        first = [*self.spoken[:1], *told, *self.spoken[1:]] if self.is_about_its_subject else [*told, *self.spoken]
        return _each_once([*first, *(self.inner if inner else ()), *self.named, *self.aside])


def read_turn(question: str, answer: str, *, leaned: bool = False) -> ReadTurn:
    """Read one; any text may come."""
    question = clean(question)[:MOST_CHARACTERS].rstrip(" ?!.")
    aside = _ASIDE.search(question)
    question = question[: aside.start()] if aside else question
    asked, parts = expectation(question), question_parts(question)
    found = nominals(question)
    answer = _YES_OR_NO.sub("", clean(answer)[:MOST_CHARACTERS], count=1)
    told, named = _of_answer(answer, asked, parts, found)
    return ReadTurn(
        question=question,
        parts=parts,
        asked=asked,
        spoken=_kept(_of_kind(outermost(found), parts)),
        inner=_kept(each for each in found if each not in outermost(found)),
        told=told,
        named=named,
        aside=_kept(outermost(nominals(aside["aside"]))) if aside else (),
        leaned=leaned,
    )


def clean(text: str) -> str:
    """One line of printable characters."""
    kept = "".join(each if each.isprintable() else " " for each in text[: 4 * MOST_CHARACTERS])
    return re.sub(r"\s+", " ", kept).strip()


def _of_answer(
    answer: str, asked: Expectation, parts: QuestionParts | None, spoken: Sequence[Nominal]
) -> tuple[Nominal | None, tuple[Nominal, ...]]:
    """What was asked for, where the answer tells it, and what else it names."""
    if answers_nothing(answer):
        return None, ()
    if is_short(answer, LONGEST_PIECE) and (told := short_answer(answer, asked, parts)) is not None:
        return told, ()
    named = _kept(named_in(answer, short=is_short(answer, LONGEST_PIECE)))
    told = _first_new(named, spoken) if asked.kind in (Kind.NAME, Kind.PLACE) else None
    if told is None:
        return None, named
    others = tuple(each for each in named if each is not told)
    return replace(told, placed=asked.kind is Kind.PLACE and asks_where(parts)), others


def _first_new(named: Iterable[Nominal], spoken: Sequence[Nominal]) -> Nominal | None:
    """The first name of an answer in sentences that the question did not hold."""
    new = (each for each in named if each.is_name and not any(same_name(each.text, other.text) for other in spoken))
    return next(new, None)


def _of_kind(spoken: tuple[Nominal, ...], parts: QuestionParts | None) -> tuple[Nominal, ...]:
    """With what "who is X" and "what is X" tell of X."""
    if parts is None or not parts.is_identity or not spoken or spoken[0].person is not None:
        return spoken
    somebody = parts.wanted.casefold().startswith("who")
    return (replace(spoken[0], person=somebody or None, likely=somebody and spoken[0].likely), *spoken[1:])


def _kept(found: Iterable[Nominal]) -> tuple[Nominal, ...]:
    return tuple(_each_once(each for each in found if len(each.text) <= LONGEST_PIECE))


def _each_once(found: Iterable[Nominal]) -> list[Nominal]:
    kept: list[Nominal] = []
    for each in found:
        if not any(each.text == other.text or same_name(each.text, other.text) for other in kept):
            kept.append(each)
    return kept
