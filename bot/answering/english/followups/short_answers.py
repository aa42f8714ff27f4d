"""What an earlier answer named: "Blue Heron", "two vaccines", the names of a sentence; nothing if it answers nothing.

The question tells of which kind it is: what airline, who, how many. What is meant later by "it" is for `referents`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.english.expectation import Expectation, Kind
from bot.answering.english.nominals import Nominal, names, nominals, outermost
from bot.answering.english.openings import PEOPLE
from bot.answering.english.question_parts import QuestionParts
from bot.answering.english.small_words import DESCRIBING, is_verb
from bot.answering.english.spans import Place, is_of_a_people, places
from bot.search.terms import STOP_WORDS, bare, words

_MOST_WORDS = 9  # of a short answer; the longest of the sample that names something has eight
_NOTHING = re.compile(
    r".{0,60}\b(?:do|does|did|can|could)(?: ?not|n[’']t) (?:say|tell|know|answer|mention|find)\b"
    r"|(?:not certain|unclear|unknown|perhaps|maybe|none|nothing|nobody|no one|sorry)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<![A-Z])[.!?;:]\s|^(?i:he|she|it|they|there|because)\b|\s(?:says|because)\b")
_COUNT = re.compile(
    r"(?:(?:about|some|at least|more than|nearly|almost|around|over|up to) )?[\d.,]*\d"
    r"(?: (?:hundred|thousand|million|billion))?",
    re.IGNORECASE,
)
_UNCOUNTED = ("people", "years", "old")
_UNITS = frozenset(
    """metres meters metre meter km kilometres kilometers miles mile feet tonnes tons kg grams litres degrees hours
    minutes seconds days weeks months years percent least nearly almost""".split()
)
_WHERE = re.compile(r"(?:where|in|at|to|from|on)\b")
_ROLE = re.compile(r"(?:the|an?) ((?:[a-z-]+ ?){1,4}?)(?= (?:of|for|at|in|behind)\b|$)")
_PHRASE = re.compile(r" (?:of|in|from|for|on|at|by|with|to) ")


def answers_nothing(answer: str) -> bool:
    """`The articles don't say.`, `Not certain`, or nothing at all."""
    return not answer.strip() or _NOTHING.match(answer) is not None


def is_short(answer: str, most_characters: int) -> bool:
    """Whether it is a name, a thing or a number, and no sentence."""
    held = answer.split()
    if len(held) > _MOST_WORDS or len(answer) > most_characters or _SENTENCE.search(answer):
        return False
    verbs = (word.rstrip(".,") for word in held[1:] if not word.endswith("ing"))  # "three fishing villages"
    return not any(is_verb(word) for word in verbs if word not in DESCRIBING)


def named_in(answer: str, *, short: bool) -> Sequence[Nominal]:
    """What an answer speaks of that is not what was asked for: things of a few words, the names of more."""
    if short:
        return () if _is_measure(answer) else outermost(nominals(answer))
    return names(answer)


def short_answer(answer: str, asked: Expectation, parts: QuestionParts | None) -> Nominal | None:
    """The name or thing that a short answer is; None where it is a number, a time, a reason, a verdict."""
    answer = answer.strip(" .!?\"“”'‘’")
    if asked.kind in (Kind.YES_NO, Kind.TIME, Kind.SHARE, Kind.MONEY) or asked.explains or _is_no_noun(answer):
        return None
    answer, placed = re.subn(r"^(?:in|at|near|from|off) ", "", answer)
    if _is_measure(answer):
        return _counted(answer, asked)
    if asked.kind is Kind.NUMBER and asked.focus not in [bare(word) for word in words(answer)]:
        return None
    placed_ = bool(placed) or (asked.kind is Kind.PLACE and asks_where(parts))
    held = names(answer)
    about = _described_by(parts, asked)
    if len(held) == 1 and _is_whole(answer, held[0]):
        return _as_asked(replace(held[0], about=held[0].about | about, placed=placed_), parts, asked)
    return replace(_thing(answer, held, about, asked), placed=placed_)


def asks_where(parts: QuestionParts | None) -> bool:
    """`where`, `in which city`: the answer is where something is, and not what is spoken of."""
    return parts is not None and _WHERE.match(parts.wanted.casefold()) is not None


def _is_no_noun(answer: str) -> bool:
    """`Australian`, `deleted`, `reviewing the order`."""
    return not answer or is_of_a_people(answer) or re.match(r"[a-z]+(?:ing|ed)\b", answer.casefold()) is not None


def _is_measure(answer: str) -> bool:
    """Whether the answer is a number, a sum, a share or a time."""
    rest = answer
    for kind in (Kind.MONEY, Kind.SHARE, Kind.TIME, Kind.NUMBER):
        for place in reversed(places(kind, rest, 0, len(rest))):
            rest = f"{rest[: place.start]} {rest[place.end :]}"
    return rest != answer and all(bare(word) in STOP_WORDS | _UNITS for word in words(rest))


def _counted(answer: str, asked: Expectation) -> Nominal | None:
    """`59` to "how many apps": the 59 apps."""
    if asked.kind is not Kind.NUMBER or not asked.focus or asked.focus in _UNCOUNTED or not _COUNT.fullmatch(answer):
        return None
    text = f"{'the ' if answer[0].isdigit() else ''}{answer} {asked.focus}"
    return Nominal(text, Place(0, len(text)), is_name=False, person=False, plural=True, about=frozenset({asked.focus}))


def _is_whole(answer: str, name: Nominal) -> bool:
    """Whether the answer is the name, but for titles and the like before it: "the Chinese firm Arvo Labs"."""
    behind = answer[name.place.end :].strip("”\"'’.")
    return not behind and not re.search(r"\b(?:of|in|from|at|by|with|for|to|and|[’']s)\b", answer[: name.place.start])


def _thing(answer: str, held: Sequence[Nominal], about: frozenset[str], asked: Expectation) -> Nominal:
    """A thing, or a row of names, as it stands: "two vaccines", "Norland and Sudmark"."""
    row = len(held) > 1 and re.search(r",| and ", answer) is not None
    if not held or held[0].place.start > 0:
        answer = answer[:1].lower() + answer[1:]  # "Two teachers" opened the answer
    first, *others = words(answer) or [answer]
    unknown = asked.kind is Kind.NAME and not about
    return Nominal(
        text=re.sub(r"^an? ", "the ", answer),
        place=Place(0, len(answer)),
        is_name=row,
        person=held[0].person if row else None if unknown else False,
        likely=row and held[0].likely,
        plural=row or re.search(r"[^siu]s\b", _PHRASE.split(answer)[0]) is not None,
        about=about | {bare(word) for word in others if word.islower() and word != first},
    )


def _described_by(parts: QuestionParts | None, asked: Expectation) -> frozenset[str]:
    """The nouns that the question has for its answer: "which airline", "who is the coach of Rovers"."""
    found = [asked.focus] if asked.focus else []
    if parts is not None and parts.wanted.casefold().startswith(("which", "what")):
        found += [bare(word) for word in words(parts.wanted)[1:]]
    if parts is not None and parts.is_identity and (role := _ROLE.match(parts.rest)):
        found += role.group(1).split()
    return frozenset(found)


def _as_asked(name: Nominal, parts: QuestionParts | None, asked: Expectation) -> Nominal:
    """The name with what the question tells of its kind: a volcano is nobody; who coaches is somebody."""
    if name.person is not None:
        return name
    if name.about & PEOPLE:
        return replace(name, person=True)
    which = parts is not None and parts.wanted.casefold().startswith(("which ", "what "))
    return replace(name, person=False, likely=False) if which or asked.kind is Kind.PLACE else name
