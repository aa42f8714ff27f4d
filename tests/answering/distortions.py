"""Replies made of true sentences: as they stand, with something changed, swapped, added or joined, or plain garbage."""

import random
import re
from collections.abc import Callable, Sequence

from hypothesis import strategies as st

NUMBER = re.compile(r"\d[\d,.]*\d|\d")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'-]+(?: [A-Z][\w'-]+)*")
STRANGERS = ("7", "2,981", "Zorblat", "Halden Bank")
REWRITTEN = (
    ("59", "fifty-nine"), ("$", "US$"), ("percent", "%"), ("Aug.", "August"), ("Sept.", "September"), ("Chinese", "China's"),
    (" million", "m"), (" billion", "bn"), ("said", "stated"), ("not ", ""), ("the U.S.", "the United States"), ("’", "'"),
)  # fmt: skip
INSERTED = (
    "\u200b", " not", " reportedly", " 17", " on Friday", " Oracle", " (see https://x.example)", " **", "\u202e", " and", "  ",
)  # fmt: skip
ENDS = ("\n", "\n", " ", ". ")
MARKERS = ("[1]", "[2]", "[3]", "[1, 4]", "[99]", "【2】", "[", "(1)")

Distortion = Callable[[str, Sequence[str], random.Random], str]

STATEMENTS = st.tuples(
    st.integers(0, 10**9),
    st.lists(st.sampled_from(MARKERS), max_size=3).map("".join),
    st.none() | st.none() | st.none() | st.text(max_size=40),
)
"""A seed, markers, and now and then any text at all in place of a sentence."""


def written(drawn: Sequence[tuple[int, str, str | None]], sentences: Sequence[str]) -> str:
    """A reply of what was drawn, from these sentences."""
    lines = []
    for seed, markers, garbage in drawn:
        chance = random.Random(seed)
        said = garbage if garbage is not None else distorted(chance.choice(sentences), sentences, chance)
        lines.append(f"{said} {markers}{chance.choice(ENDS)}")
    return "".join(lines)


def distorted(sentence: str, others: Sequence[str], chance: random.Random) -> str:
    """A sentence with something done to it, once or twice, that may make it false, or only different."""
    for _ in range(chance.choice((0, 1, 1, 1, 2))):
        sentence = chance.choice(_DISTORTIONS)(sentence, others, chance)
    return sentence


def _foreign_number(sentence: str, others: Sequence[str], chance: random.Random) -> str:
    return _one_replaced(NUMBER, sentence, chance.choice(others), chance)


def _foreign_name(sentence: str, others: Sequence[str], chance: random.Random) -> str:
    return _one_replaced(NAME, sentence, chance.choice(others), chance)


def _other_number(sentence: str, _: Sequence[str], chance: random.Random) -> str:
    return _one_replaced(NUMBER, sentence, sentence, chance)


def _other_name(sentence: str, _: Sequence[str], chance: random.Random) -> str:
    return _one_replaced(NAME, sentence, sentence, chance)


def _joined(sentence: str, others: Sequence[str], chance: random.Random) -> str:
    return f"{sentence.rstrip('.')}, {chance.choice(('and', 'but', 'while', 'after'))} {chance.choice(others)}"


def _rewritten(sentence: str, _: Sequence[str], chance: random.Random) -> str:
    fitting = [pair for pair in REWRITTEN if pair[0] in sentence] or [("a", "a")]
    return sentence.replace(*chance.choice(fitting))


def _shortened(sentence: str, _: Sequence[str], chance: random.Random) -> str:
    words = sentence.split()
    first = chance.randrange(len(words)) if words else 0
    return " ".join([*words[:first], *words[first + chance.choice((1, 1, 2, 5)) :]])


def _added(sentence: str, _: Sequence[str], chance: random.Random) -> str:
    at = chance.choice([match.start() for match in re.finditer(r"\b|$", sentence)])
    return sentence[:at] + chance.choice(INSERTED) + sentence[at:]


def _in_other_case(sentence: str, _: Sequence[str], chance: random.Random) -> str:
    return chance.choice((str.lower, str.upper, str.title))(sentence)


def _one_replaced(form: re.Pattern[str], sentence: str, source: str, chance: random.Random) -> str:
    """One match of the form made another one of the source, or a stranger to both."""
    places = list(form.finditer(sentence))
    if not places:
        return sentence
    place = chance.choice(places)
    put = chance.choice([*(match.group() for match in form.finditer(source)), chance.choice(STRANGERS)])
    return sentence[: place.start()] + put + sentence[place.end() :]


_DISTORTIONS: tuple[Distortion, ...] = (
    _foreign_number, _foreign_name, _other_number, _other_name, _joined, _rewritten, _shortened, _added, _in_other_case,
)  # fmt: skip
