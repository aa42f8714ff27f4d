"""Slips in a question's words: a word that no article holds, one slip away from a word that they hold.

"Bytedanse" is searched as "ByteDance" too, "Wal-Mart" as "Walmart", and both are said. Compared by optimal string
alignment (a letter more, less, other, or two swapped), for words of five letters and more. A word that any article
holds is never touched, however rare it is.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from string import ascii_lowercase
from typing import Protocol

from bot.library.records import Stem
from bot.search.period import MONTHS
from bot.search.terms import STOP_WORDS, WORD, bare

SHORTEST = 5
"""Letters of a word in which one slip is looked for. Shorter words are one slip from too many others."""

LONGEST = 30
"""Letters of a word that is looked at; longer ones are no words."""

LONG = 8
"""Letters from which a name may hold two slips."""

PLAIN = 6
"""Letters of a word that is no name: fewer, and another word of the language is as likely as a slip."""

LONGER = 11
"""Letters from which a word may hold another letter than the one meant.

Of 400 SQuAD 2.0 questions, asked of the sample's articles, 18 were given another word when one slip was believed of
every word of six letters; with these rules 3 are, and one of those holds a real slip ("significan").
"""

MOST_WORDS = 200
"""Words of a question that are looked at, from its beginning."""

MOST_SLIPS = 4
MOST_UNKNOWN = 12
"""Words looked up for one question; each takes some 15 ms at 50,000 passages (docs/benchmarks.md)."""

_MOST_STEMS = 12
_PASSAGES_EACH = 3
"""Stems whose spelling is looked up, and passages that are read for each."""

_MOST_APART = 2
_ENDING = 6
"""Letters that a word's ending may have more than its stem ("ization")."""

_ASKING = frozenset(
    """latest newest recent recently today yesterday tomorrow tonight week weeks month months headline headlines story
    stories about which whose there newsdesk please thanks hello""".split()
)
"""Words with which questions are asked; that no article holds them says nothing."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A word of the question that is in no article, as written there, and the word that is searched as well."""

    word: str
    near: str


class Vocabulary(Protocol):
    """What is known of the articles' words: `bot.library.snapshot.Snapshot`."""

    def holds(self, term: str) -> bool: ...
    def stems(self, beginnings: Iterable[str]) -> list[Stem]: ...
    def passages_with(self, stem: str, limit: int) -> list[str]: ...


def find_slips(text: str, vocabulary: Vocabulary) -> tuple[Slip, ...]:
    """The slips in a question, in the order of its words."""
    matches = list(islice(WORD.finditer(text), MOST_WORDS))
    found: dict[str, Slip] = {}
    joined: set[int] = set()
    for left, right in pairwise(matches):
        between = text[left.end() : right.start()]
        if between in (" ", "-") and (slip := _one_word(left.group(), right.group(), between, vocabulary)):
            found[slip.word] = slip
            joined |= {left.start(), right.start()}
    looked_up = 0
    for match in matches:
        word = match.group()
        if match.start() in joined or not _may_be_a_slip(word) or word in found or vocabulary.holds(_plain(word)):
            continue
        looked_up += 1
        if (near := _nearest(word, vocabulary)) is not None:
            found[word] = Slip(re.sub(r"['’]s$", "", word), near)
        if looked_up == MOST_UNKNOWN:
            break
    return tuple(sorted(found.values(), key=lambda slip: text.find(slip.word)))[:MOST_SLIPS]


def repaired(text: str, slips: Sequence[Slip]) -> str:
    """The question with the words that were probably meant.

    >>> repaired("who runs Bytedanse?", [Slip("Bytedanse", "ByteDance")])
    'who runs ByteDance?'
    """
    for slip in slips:
        text = re.sub(rf"(?<!\w){re.escape(slip.word)}(?!\w)", slip.near, text)  # words hold no backslash
    return text


def distance(left: str, right: str, most: int) -> int:
    """Slips that part two words: letters inserted, left out, changed, or two neighbours swapped; `most` + 1 if more.

    >>> distance("mircosoft", "microsoft", 2), distance("bydedance", "bytedance", 2), distance("oslo", "paris", 2)
    (1, 1, 3)
    """
    if abs(len(left) - len(right)) > most:
        return most + 1
    return min(_distances(left, right, most)[-1], most + 1)


def _distances(left: str, right: str, most: int) -> list[int]:
    """Slips between the left word and each beginning of the right one; all `most` + 1 where every one has more."""
    above: list[int] = []
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        above, before, row = before, row, [i]
        for j, b in enumerate(right, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > most and min(before) > most - 1:
            return [most + 1] * (len(right) + 1)
    return row


def _may_be_a_slip(word: str) -> bool:
    if re.search(r"['’](?!s$)", word):  # "doesn't", "O'Neill"
        return False
    plain = _plain(word)
    return SHORTEST <= len(plain) <= LONGEST and plain.isalpha() and plain not in STOP_WORDS | _ASKING | MONTHS.keys()


def _one_word(left: str, right: str, between: str, vocabulary: Vocabulary) -> Slip | None:
    """Two words that the articles write as one: "tik tok", "Wal-Mart"."""
    one = _plain(left) + _plain(right)
    if not SHORTEST <= len(one) <= LONGEST or not one.isalnum() or {left.casefold(), right.casefold()} & STOP_WORDS:
        return None
    if not vocabulary.holds(one) or (vocabulary.holds(_plain(left)) and vocabulary.holds(_plain(right))):
        return None
    near = _nearest(one, vocabulary)
    word = f"{left}{between}" + re.sub(r"['’]s$", "", right)
    return None if near is None or _plain(near) != one else Slip(word, near)


def _nearest(written: str, vocabulary: Vocabulary) -> str | None:
    """The likeliest spelling: fewest slips, names first, then the most frequent."""
    word = _plain(written)
    most = 2 if len(word) >= LONG else 1
    near = [
        (_begins_like(word, stem.text, most), -stem.passages, stem.text) for stem in vocabulary.stems(_beginnings(word))
    ]
    likely: list[tuple[int, bool, int, int, str]] = []
    for fitting, frequency, stem in sorted(near)[:_MOST_STEMS]:
        if fitting > most:
            break
        for spelling, is_name in _spellings(stem, word, vocabulary):
            slips = distance(word, _plain(spelling), most)
            if slips <= _allowed(written, _plain(spelling), is_name=is_name):
                likely.append((slips, not is_name, frequency, -len(spelling), spelling))
    return min(likely)[-1] if likely else None


def _allowed(written: str, meant: str, *, is_name: bool) -> int:
    """How many slips are believed between a word and the one that may be meant.

    Letters swapped or doubled are slips of the hand. A letter more, less or other is as often another word ("county",
    "country"), and another first letter nearly always ("rates", "Gates"): that is believed of long words, and of names
    that are written as names.
    """
    word = _plain(written)
    as_names = is_name and written[0].isupper()
    if len(word) >= LONG and is_name:
        return 2
    if word[0] != meant[0] or len(meant) < SHORTEST:
        return 0
    if _is_of_the_hand(word, meant):
        return int(is_name or len(word) >= PLAIN)
    return int(as_names or len(word) >= (LONGER if len(word) == len(meant) else LONG + 1))


def _is_of_the_hand(word: str, meant: str) -> bool:
    """Whether the words differ by two letters swapped, or by a letter that stands twice in one of them."""
    if len(word) == len(meant):
        return sorted(word) == sorted(meant)
    return re.sub(r"(.)\1", r"\1", word) == re.sub(r"(.)\1", r"\1", meant)


def _beginnings(word: str) -> Iterator[str]:
    """How the word meant may begin: with the same two letters, or with a slip in the first two."""
    yield word[:2]
    yield word[1] + word[0] + word[2]
    yield word[0] + word[2] + word[1] + word[3:4]
    yield word[0] + word[2:4]
    yield word[1:4]
    for letter in ascii_lowercase:
        yield word[0] + letter + word[2:4]
        yield word[0] + letter + word[1:3]
        yield letter + word[1:4]
        yield letter + word[:3]


def _begins_like(word: str, stem: str, most: int) -> int:
    """The fewest slips between the stem and a beginning of the word; more than `most` if the word is far longer."""
    if not len(word) - _ENDING <= len(stem) <= len(word) + most:
        return most + 1
    if len(set(stem) - set(word)) > most:  # as many letters are other ones; far quicker to see
        return most + 1
    return min(_distances(stem, word, most))


def _spellings(stem: str, word: str, vocabulary: Vocabulary) -> Iterator[tuple[str, bool]]:
    """Words as written in some passages that hold the stem and may be the one meant; and whether each is a name."""
    seen: dict[str, set[str]] = {}
    for passage in vocabulary.passages_with(stem, _PASSAGES_EACH):
        for match in WORD.finditer(passage):
            plain = _plain(match.group())
            if plain[:2] == stem[:2] and abs(len(plain) - len(word)) <= _MOST_APART:
                seen.setdefault(plain, set()).add(re.sub(r"['’]s$", "", match.group()))
    for written in seen.values():
        names = [each for each in written if not each.islower()]
        is_name = len(names) == len(written)
        yield min(names if is_name else written, key=lambda each: (each.isupper(), each)), is_name


def _plain(word: str) -> str:
    """The word in small letters without accents, as the index keeps it."""
    return "".join(c for c in unicodedata.normalize("NFD", bare(word)) if not unicodedata.combining(c))
