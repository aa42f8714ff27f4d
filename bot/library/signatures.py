"""Small signatures of texts from which one can tell whether two texts are copies of one: shingles and MinHash.

A text is the set of its runs of five words; a signature keeps, for each of 150 orderings of all possible runs, the
first one that the text has (Broder, "On the resemblance and containment of documents", 1997). Equal places estimate how
much two sets share. Texts that share three places in a row somewhere are compared at all: `bands` are what an index
holds. One form filled in for two firms also shares most runs, so copies have to share names and numbers as well, which
are kept as they are. Which articles are compared, and what is made of it, is the business of `origins`.

Stored signatures outlive the program that made them: whoever changes a rule here has to migrate them away.
"""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SHINGLE_WORDS = 5
"""Words in a run: long enough that two reports of one event share only what they both quote."""
SHORT_SHINGLES = 8
"""A text with fewer runs is taken as one piece: only the same words in the same order are a copy of it."""
BANDS = 50
ROWS = 3
"""Texts that share the fraction J of their runs are compared with probability 1 - (1 - J**3)**50: 0.998 at 0.5, 0.96 at
0.4, below 0.001 at 0.02, which two articles on one subject hardly reach (`bench/origins.py`)."""
SHARED = 0.5
"""Copies share this much of the shorter one's runs. Reports on one event that both carry a statement of 60 words stay
below 0.33; a reprint that was cut, headlined and given a paragraph of its own has 0.56 or more in 98 of 100 cases
(`bench/origins.py`, as all figures here)."""
BY_AGENCY = 0.1
"""Added to what they share when both bear the mark of one agency, which sends one report out in several versions."""
SHARED_NAMES = 0.55
"""Copies share this much of the fewer names and numbers: 98 of 100 of those reprints have 0.61 or more, and as many
pairs of one form and two events 0.50 or less."""
SHARED_TOGETHER = 1.25
"""The two shares together: 99 of 100 reprints have more than 1.33, 99.8 of 100 pairs of different reports less than
1.20."""
FEWEST_NAMES = 4
"""With fewer on either side (a text in small letters) names tell nothing, and runs decide alone."""
SHORTEST_SHARE = 0.3
"""A copy has at least this much of the longer one's length: a round-up that takes in a brief is no copy of it."""

_BLOCK = 2048
"""Runs hashed at a time: 2.5 MB of numbers, whatever the length of the text."""
_MOST_NAMES = 128
"""Names and numbers kept of a text, those with the least hashes; few articles have more."""
_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_GOLDEN, _FIRST, _SECOND = (np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))
"""The constants of splitmix64 (Steele, Lea and Flood, 2014)."""

Numbers = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Signature:
    """What is kept of a text. `shingles` is the number of its different runs of words, at least 1."""

    shingles: int
    minima: bytes
    """150 little-endian uint32, in order."""
    names: bytes
    """Hashes of different names and numbers: up to 128 little-endian uint32, ascending."""


def sign(text: str) -> Signature:
    """The signature of a text, in time in proportion to its length. Punctuation and space do not matter.

    >>> sign("The talks go on, he said.") == sign("The talks  go on he said")
    True
    """
    runs = _runs(text)
    multipliers, offsets = _orderings()
    minima = np.full(BANDS * ROWS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for first in range(0, len(runs), _BLOCK):
        some = runs[first : first + _BLOCK, None]
        np.minimum(minima, (some * multipliers + offsets).min(axis=0), out=minima)
    return Signature(len(runs), (minima >> np.uint64(32)).astype("<u4").tobytes(), _names(text))


def bands(signature: Signature) -> list[int]:
    """50 signed numbers of 32 bits: signatures that share none of them are not compared."""
    rows = np.frombuffer(signature.minima, dtype="<u4").astype(np.uint64).reshape(BANDS, ROWS)
    key = np.arange(1, BANDS + 1, dtype=np.uint64)  # so that equal rows of different bands are different
    for column in rows.T:
        key = _mixed(key * _GOLDEN + column)
    return [int(number) for number in (key >> np.uint64(32)).astype(np.uint32).view(np.int32)]


def copies_among(one: Signature, others: Sequence[Signature], same_agency: Sequence[bool]) -> NDArray[np.bool_]:
    """Which of the others are copies of one, or it of them; `same_agency` says for each whether both bear one's mark.

    The rule is symmetric and looks at nothing but the two: it does not matter in which order articles come.
    """
    if not others:
        return np.zeros(0, dtype=np.bool_)
    equal = _places(*others) == _places(one)
    neighbours = equal.reshape(len(others), BANDS, ROWS).all(axis=2).any(axis=1)
    alike = equal.mean(axis=1)
    sizes = np.array([other.shingles for other in others], dtype=np.float64)
    shorter, longer = np.minimum(sizes, one.shingles), np.maximum(sizes, one.shingles)
    shared = alike / (1.0 + alike) * (shorter + longer) / shorter
    shared += np.where(np.asarray(same_agency, dtype=np.bool_), BY_AGENCY, 0.0)
    found: NDArray[np.bool_] = neighbours & (shared >= SHARED) & (shorter >= SHORTEST_SHARE * longer)
    for place in np.flatnonzero(found).tolist():
        names = _shared_names(one, others[place])
        found[place] = names >= SHARED_NAMES and shared[place] + names >= SHARED_TOGETHER
    return found


def _places(*signatures: Signature) -> NDArray[np.uint32]:
    return np.frombuffer(b"".join(each.minima for each in signatures), dtype="<u4").reshape(len(signatures), -1)


def _runs(text: str) -> Numbers:
    """One number for each different run of words; a single one for a short text."""
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < SHORT_SHINGLES + SHINGLE_WORDS - 1:
        whole = " ".join(words) or text
        return np.array([zlib.crc32(whole.encode(errors="surrogatepass")) + (len(words) << 32)], dtype=np.uint64)
    number_of = {word: zlib.crc32(word.encode(errors="surrogatepass")) for word in set(words)}
    numbers = _mixed(np.array([number_of[word] for word in words], dtype=np.uint64))
    run = numbers[: len(numbers) - SHINGLE_WORDS + 1]
    for place in range(1, SHINGLE_WORDS):
        run = _mixed(run * _GOLDEN + numbers[place : len(numbers) - SHINGLE_WORDS + 1 + place])
    return np.unique(run)


def _names(text: str) -> bytes:
    names = {match.group().casefold() for match in _WORD.finditer(text) if _is_name(match)}
    hashes = _mixed(np.array([zlib.crc32(name.encode(errors="surrogatepass")) for name in names], dtype=np.uint64))
    return np.unique((hashes >> np.uint64(32)).astype("<u4"))[:_MOST_NAMES].tobytes()


def _is_name(match: re.Match[str]) -> bool:
    """Whether it is a word with a digit, or with a capital where no sentence begins."""
    if _DIGIT.search(match.group()):
        return True
    before = match.string[max(0, match.start() - 2) : match.start()]
    return (
        match.group()[0].isupper()
        and len(before) == 2
        and before[1] in " -'’"
        and (before[0].isalnum() or before[0] in ",;")
    )


def _shared_names(one: Signature, other: Signature) -> float:
    """The share of the fewer names and numbers, 1 where there are too few; of very many, those that both kept count."""
    first, second = np.frombuffer(one.names, dtype="<u4"), np.frombuffer(other.names, dtype="<u4")
    for names in (first, second):
        if names.size == _MOST_NAMES:
            first, second = first[first <= names[-1]], second[second <= names[-1]]
    fewer = min(first.size, second.size)
    return 1.0 if fewer < FEWEST_NAMES else np.intersect1d(first, second, assume_unique=True).size / fewer


def _orderings() -> tuple[Numbers, Numbers]:
    """Odd multipliers and offsets, one pair for each ordering; the same for ever."""
    numbers = _mixed(np.arange(1, 2 * BANDS * ROWS + 1, dtype=np.uint64) * _GOLDEN)
    return numbers[::2] | np.uint64(1), numbers[1::2]


def _mixed(numbers: Numbers) -> Numbers:
    """Every bit depends on every other; products wrap at 64 bits, as they are meant to."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _FIRST
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _SECOND
    return numbers ^ (numbers >> np.uint64(31))
