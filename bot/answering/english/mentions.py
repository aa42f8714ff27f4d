"""Whom and what a sentence names, and as what: person or organisation, he or she, by which role, as subject or not.

Read off the form of English news: capital letters, titles before a name, a description behind it. No list of the
world's names; the few first names here only tell "he" from "she". What it cannot tell it leaves open.
"""

import re
from dataclasses import dataclass

from bot.answering.english.name_runs import LONGEST, OFFICE, ORGANISATIONS, TITLES, runs
from bot.answering.english.spans import Place
from bot.search.terms import STOP_WORDS, bare

_MEN = frozenset(
    """james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark
    donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary
    nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick
    jack dennis jerry tyler aaron jose henry adam peter nathan walter carl tim joe bill mike steve tom jim barack elon
    jeff sundar vladimir boris emmanuel ahmed ali mohammed omar juan carlos luis pedro antonio""".split()
)
_WOMEN = frozenset(
    """mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley
    kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy
    angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet maria
    heather diane olivia julie joyce victoria kelly christina joan evelyn lauren judith alice jane ruth julia grace
    hillary melania nancy angela vanessa wendy ursula theresa fatima aisha sofia elena priya""".split()
)
"""Common English first names and some of the news, written down by hand; a name in neither tells nothing."""

_MALE = frozenset("mr sir lord king prince chairman spokesman congressman pope father bishop".split())
_FEMALE = frozenset("mrs ms lady dame queen princess chairwoman spokeswoman congresswoman sister actress".split())
_BEFORE_SUBJECTS = frozenset(
    "the a an its his her their former late then own chief new young old british american".split()
)
_CLAUSE_WORDS = frozenset(
    "and but that when while because as after if although though where which whether said says since than until".split()
)
_LONGEST_NAME = 4  # words
_TOWNS = frozenset("new north south east west san los las saint st port fort united".split())
_OPENERS = frozenset(
    """recently however meanwhile together nearly almost later earlier now then still yet two three four five six seven
    eight nine ten""".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at its place in the article, without titles.

    `person`: None when the form does not tell. `about`: small words that say what it is (titles, the description
    behind it, an organisation's own words). `subject`: it stands as subjects do.
    """

    place: Place
    sentence: int
    person: bool | None
    male: bool | None
    about: frozenset[str]
    subject: bool
    plural: bool = False
    likely: bool = False
    """Two or three capitalised words without another sign: more often a person than not."""

    def fits(self, pronoun: str) -> bool:
        """Whether "he", "she", "it" or "they" may stand for it."""
        if self.plural or pronoun in ("they", "their", "them"):
            return self.plural and pronoun in ("they", "their", "them")
        if pronoun in ("it", "its"):
            return self.person is not True
        if self.person is False:
            return False
        return self.male is None or self.male == (pronoun in ("he", "his", "him"))


def mentions(text: str, start: int, end: int, sentence: int, shown: str | None = None) -> list[Mention]:
    """The names of `text[start:end]`, in order. `shown`: the stretch with what shall not be read blanked."""
    held = (shown if shown is not None else text[start:end])[:LONGEST]
    found = []
    for place, titles in runs(held):
        first = not re.search(r"\w", held[: place.start])
        if first and _is_plain_opener(text, start, end, held[place.start : place.end]):
            continue
        found.append(_mention(held, place, titles, sentence, start))
    return found


def _mention(held: str, place: Place, titles: tuple[str, ...], sentence: int, shift: int) -> Mention:
    name = held[place.start : place.end]
    parts = [bare(word) for word in name.split()]
    behind = re.match(r", ((?:an?|the|who|whose|its|\d\d|[A-Z][\w.]*['’]s) [^,.;:\ue000]{1,80})", held[place.end :])
    reports = behind is not None and re.search(r" (?:said|says|told|wrote|[a-z]{2,}ed)\b", behind.group(1)) is not None
    described = frozenset(re.findall(r"[a-z]+", behind.group(1).casefold())) if behind and not reports else frozenset()
    article = re.search(r"\b[Tt]he $", held[: place.start]) is not None
    about = frozenset(titles) | described
    person = _is_person(parts, about, name, article=article)
    own = frozenset(parts) if person is not True else frozenset()
    owns = held[place.end : place.end + 2] in ("'s", "’s")
    subject = not owns and _opens_clause(OFFICE.sub("", held[: place.start + 1])[:-1])
    there = Place(place.start + shift, place.end + shift)
    likely = person is None and not article and _is_likely(parts, name)
    return Mention(there, sentence, person, _is_male(parts, about), about | own, subject, likely=likely)


def _opens_clause(before: str) -> bool:
    """Whether nothing but titles and the like stands between a clause's beginning and the name."""
    words = before.split()
    while (
        words
        and (bare(words[-1]) in TITLES | _BEFORE_SUBJECTS or words[-1][0].isupper())
        and words[-1][-1] not in ",;:"
    ):
        words.pop()
    last = words[-1] if words else ""
    return not last or last[-1] in ",;:—–-(\ue000" or last in _CLAUSE_WORDS


def _may_stand_before(word: str) -> bool:
    return word[0].isupper() or bare(word) in TITLES or bare(word) in _BEFORE_SUBJECTS


def _is_person(parts: list[str], about: frozenset[str], name: str, *, article: bool) -> bool | None:
    if any(part in ORGANISATIONS for part in parts) or (article and not about & TITLES):
        return False
    if about & (TITLES | {"who"}) or parts[0] in _MEN | _WOMEN:
        return True
    if about & ORGANISATIONS or name.isupper() or re.search(r"[a-z][A-Z]", name) or "&" in name:
        return False
    return None


def _is_likely(parts: list[str], name: str) -> bool:
    return 2 <= len(parts) <= _LONGEST_NAME and parts[0] not in _TOWNS and not re.search(r"\d", name)


def _is_male(parts: list[str], about: frozenset[str]) -> bool | None:
    if about & _MALE or about & _FEMALE:
        return bool(about & _MALE)
    if parts[0] in _MEN and parts[0] not in _WOMEN:
        return True
    return False if parts[0] in _WOMEN else None


def _is_plain_opener(text: str, start: int, end: int, name: str) -> bool:
    """Whether a word is capital only because it opens the sentence; looked up in the 2,000 characters around it."""
    if " " in name or not name.isalpha():
        return False
    if bare(name) in STOP_WORDS | _OPENERS or name.endswith(("ly", "ing")):
        return True
    near = text[max(0, start - 2_000) : end + 2_000]
    if re.search(rf"[a-z,’']\s{re.escape(name)}\b", near):
        return False
    return re.search(rf"\b{re.escape(name.lower())}\b", near) is not None or re.search("[^s]s$", name) is not None
