"""Places in a sentence that could be a short answer: names, dates, numbers, sums of money, places.

Found by form alone, in English news style. Which of them answers is for the reader to say. Offsets are the article's.
"""

import re
from dataclasses import dataclass

from bot.answering.english.expectation import Kind
from bot.search.terms import STOP_WORDS, bare


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of an article's text, half open, in characters."""

    start: int
    end: int


_MONTH_NAME = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_MONTH = rf"(?:{_MONTH_NAME}|Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_WORD_NUMBER = (
    r"(?i:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)"
)
_SCALE = r"(?:hundred|thousand|million|billion|trillion|bn|m)\b"
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_FIGURE = rf"(?:{_DIGITS}|\b{_WORD_NUMBER}\b)(?:[ -]{_SCALE})?"
_CURRENCY = r"(?:U\.?S\.? )?(?:dollars?|euros?|pounds|yuan|rupees|yen)\b"
_MONEY = rf"(?:(?:US|A|C)?[$€£¥] ?{_DIGITS}(?:[ -]?{_SCALE})?|{_FIGURE}[ -]{_CURRENCY})"
_PERCENT = r"(?:%|per ?cent\b|percent(?:age points?)?\b)"

_TIME = re.compile(
    rf"(?:{_WEEKDAY},? )?(?:{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?\b|{_MONTH} {_DAY}\b(?:,? {_YEAR}\b)?)"
    rf"|{_MONTH} {_YEAR}\b|\b{_YEAR}\b|\b{_WEEKDAY}\b(?: (?:morning|evening|night|afternoon))?"
    rf"|\b(?:(?:in|within|for|after|about|around) )?(?:\d+|{_WORD_NUMBER}) (?:hours|days|weeks|months|years)\b(?! old)"
    rf"|\b(?:late|early|mid)[- ]{_MONTH_NAME}\b|\b(?!May\b){_MONTH_NAME}\b"
    r"|\b(?:yesterday|today|tomorrow|(?:last|next|this) (?:week|month|year))\b"
)
_LED_BY_WEEKDAY = re.compile(rf"{_WEEKDAY},? (?=\w+\.? ?\d|\d)")
_NUMBER = re.compile(rf"{_MONEY}|{_FIGURE}(?:[ -]?{_PERCENT})?")
_ONLY_MONEY = re.compile(_MONEY)
_ONLY_SHARE = re.compile(rf"{_FIGURE} ?{_PERCENT}|\b(?:half|a third|a quarter|a fifth|two-thirds|three-quarters)\b")
_CAPITAL = (
    r"(?:[A-Z]\.(?:[A-Z]\.)+|\b[a-z]?[A-Z][\w&-]*(?:[’'][A-Z]\w+)?[\w](?:\.(?:ly|com|org|net|io|ai|tv|fm)\b)?|[A-Z]\.?)"
)
_NAME = re.compile(rf"{_CAPITAL}(?:(?: (?:de|van|von|bin|al|of the|of|&) | )(?:{_CAPITAL}|\d{{1,3}}\b))*")

_NOT_NAMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december recently however although meanwhile later earlier now then according since
    while even yet still instead also analysts officials users investors people shares correction nobody none everyone
    everybody anyone someone somebody i""".split()
)
_TITLES = frozenset(
    """president secretary state us minister prime chief executive officer judge justice district mr mrs ms dr sir
    chairman chairwoman founder senator representative congressman white house trade adviser treasury commerce general
    ceo director analyst spokesman spokeswoman spokesperson sen rep gov governor attorney the""".split()
)
_PEOPLES = frozenset(
    """american australian british canadian chinese dutch european french german indian indonesian iranian irish
    israeli italian japanese korean mexican pakistani polish russian singaporean spanish swedish swiss taiwanese
    turkish ukrainian vietnamese asian african western communist democratic republican""".split()
)
_OF = re.compile(r" of (?:the )?(?=\w)")
_INSTITUTIONS = frozenset(
    """academy agency alliance army assembly association authority bank bay board bureau center centre chamber church
    city club college commission committee company conference council court department faculty federation forum
    foundation fund gulf guild house institute kingdom league library ministry museum office order organisation
    organization parliament party republic school senate society state states strait union university""".split()
)
_DIRECTIONS = re.compile(
    r"\b(?:in|at|to|from|near|off|across|throughout|outside|inside|into|of)(?: the)?"
    r"(?: \w+ (?:coast|city|outskirts) of)? $"
)


def places(kind: Kind, text: str, start: int, end: int) -> list[Place]:
    """All stretches of `text[start:end]` that have the form of such an answer, in order; none for YES_NO and OPEN.

    >>> [("It banned 59 apps."[p.start : p.end]) for p in places(Kind.NUMBER, "It banned 59 apps.", 0, 18)]
    ['59']
    """
    if kind is Kind.TIME:
        return [_without_weekday(text, place) for place in _found(_TIME, text, start, end)]
    if kind is Kind.MONEY:
        return _found(_ONLY_MONEY, text, start, end)
    if kind is Kind.SHARE:
        return _found(_ONLY_SHARE, text, start, end)
    if kind is Kind.NUMBER:
        dates = _found(_TIME, text, start, end)
        return [place for place in _found(_NUMBER, text, start, end) if not _within(place, dates)]
    if kind in (Kind.NAME, Kind.PLACE):
        return names(text, start, end)
    return []


def _without_weekday(text: str, place: Place) -> Place:
    """The date alone, where the day of the week stands before it: "Monday, Aug. 24"."""
    led = _LED_BY_WEEKDAY.match(text, place.start, place.end)
    return Place(led.end(), place.end) if led else place


def names(text: str, start: int, end: int) -> list[Place]:
    """Capitalised names, without the roles before them ("Secretary of State Mike Pompeo" gives "Mike Pompeo")."""
    found = []
    dates = _found(_TIME, text, start, end)
    for match in _NAME.finditer(text, start, end):
        for begin, finish in _parted(text, match.start(), match.end()):
            place = _without_roles(text, begin, finish)
            if place is not None and not _is_plain_word(text, place, start) and not _within(place, dates):
                found.append(place)
    return found


def whole_names_and_numbers(text: str, place: Place, start: int, end: int) -> Place:
    """The place, widened where it cuts a name or a number of `text[start:end]` in two: "Clay" in "Clay Street"."""
    for pattern in (_NAME, _NUMBER):
        for match in pattern.finditer(text, start, end):
            for begin, finish in _parted(text, *match.span()):
                if begin < place.start < finish <= place.end or place.start <= begin < place.end < finish:
                    place = Place(min(place.start, begin), max(place.end, finish))
    return place


def is_of_a_people(name: str) -> bool:
    """Whether the name says whose or whence something is ("Chinese", "Beijing-based") and names no place or holder."""
    return bare(name) in _PEOPLES or name.endswith(("-based", "-owned", "-speaking", "-born", "-made"))


def follows_direction(text: str, place: Place) -> bool:
    """Whether a word such as "in" or "near" stands before the place."""
    return _DIRECTIONS.search(text[max(0, place.start - 40) : place.start]) is not None


def _parted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A person's name and what the person is of, apart; "Bank of England" and "University of the Arts" stay whole."""
    joint = _OF.search(text, start, end)
    head = text[start : joint.start()].split() if joint else []
    if joint is None or len(head) < 2 or bare(head[-1]) in _INSTITUTIONS:
        return [(start, end)]
    return [(start, joint.start()), (joint.end(), end)]


def _without_roles(text: str, start: int, end: int) -> Place | None:
    words = list(re.finditer(r"\S+", text[start:end]))
    first = 0
    while first < len(words) - 1 and (bare(words[first].group()) in _TITLES | STOP_WORDS | _NOT_NAMES):
        first += 1
    last = len(words)
    while last > first and bare(words[last - 1].group()) in _NOT_NAMES | {"of", "the"}:
        last -= 1
    if last <= first:
        return None
    begin = start + words[first].start()
    finish = start + words[last - 1].end()
    if text[begin:finish].endswith(("'s", "’s")):
        finish -= 2
    return Place(begin, finish)


def _is_plain_word(text: str, place: Place, sentence_start: int) -> bool:
    word = text[place.start : place.end]
    plain = bare(word)
    if plain in _NOT_NAMES or re.split(r"[’']", word.casefold())[0] in STOP_WORDS - {"us"}:
        return True
    if (plain in STOP_WORDS and word != "US") or plain in _TITLES - {"us"}:
        return True
    opens = not text[sentence_start : place.start].strip(" “\"'‘(")
    # A word that opens a sentence is capital anyway: it is a name if it stands so elsewhere too.
    return opens and " " not in word and word.isalpha() and not _stands_capital_inside(text, word)


def _stands_capital_inside(text: str, word: str) -> bool:
    if re.search(rf"[a-z,’']\s{re.escape(word)}\b", text):
        return True
    return not re.search(rf"\b{re.escape(word.lower())}\b", text) and not word.endswith(("ly", "ing", "ers", "ors"))


def _found(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[Place]:
    return [Place(*match.span()) for match in pattern.finditer(text, start, end)]


def _within(place: Place, others: list[Place]) -> bool:
    return any(other.start <= place.start and place.end <= other.end for other in others)
