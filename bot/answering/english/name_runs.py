"""Names as English news writes them: runs of capital letters, with the titles before them set apart.

A run goes on over small words inside a name ("Ministry of Health and Welfare", "Ana de Souza"), not over a possessive
or a comma. Whom or what a name means is for `mentions`.
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from bot.answering.english.spans import Place, is_of_a_people
from bot.search.terms import STOP_WORDS, bare

TITLES = frozenset(
    """president secretary minister premier chancellor chief executive officer judge justice attorney general chairman
    chairwoman chair founder senator representative congressman congresswoman governor mayor king queen prince princess
    pope spokesman spokeswoman spokesperson analyst professor dr mr mrs ms sir lady lord dame capt captain col colonel
    gen sgt sergeant sheriff detective pastor rev reverend bishop archbishop cardinal ambassador director
    adviser advisor
    commissioner leader coach manager rep sen gov lt maj major adm admiral lawyer economist engineer deputy former prime
    vice ceo cfo treasurer inspector superintendent""".split()
)
"""Words before a person's name, small, without points."""
ORGANISATIONS = frozenset(
    """inc corp corporation co company ltd plc llc gmbh department ministry agency bank court committee
    commission council
    university college school institute foundation association union federation league group holdings securities
    research partners capital ventures technologies systems airlines airways motors energy house senate parliament
    congress party office bureau board authority administration service services hospital trust fund museum club
    united nations army navy force police times post news journal tribune organization organisation alliance center
    centre society laboratory industries media studios network air airport steel mining brewery foods motor oil
    gas electric telecom
    insurance pharma pharmaceuticals studio records theatre theater orchestra observatory academy software stores bros
    brothers sons republic islands street avenue road square river lake bay valley county city stadium""".split()
)
"""Words that make a capitalised name one of an organisation, small."""
CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec""".split()
)
_PARTICLES = frozenset("de van von der den bin ibn al la del di da du dos & el".split())
LONGEST = 2_000
"""Characters of a sentence that are read; a stored sentence has at most 1,000."""
_LINKS = frozenset(("of", "for", "on", "in", "and", "the", "&"))
BEFORE_OBJECTS = frozenset(
    """in on at from to by with for of after before against over under near about between into through during since
    until than as like such and or""".split()
)
_AGENTS = re.compile(
    r"(?!Reuters)[A-Z][a-z]*(?:ers|ors|ysts|ists|ants|ents|als|ians|men|people|ees|ives|ics|rts|tors|bou?rs"
    r"|iends|ources"
    r"|eagues|rities|icials|Police)|Police|Users|Families|Parents"
)
OFFICE = re.compile(
    r"\b(?:[Ss]ecretary|[Mm]inister|[Dd]irector|[Cc]hancellor) of (?:the )?"
    r"(?:State|Commerce|Defen[cs]e|Health|Treasury|Finance|Education|Energy|Justice|Labou?r|Transport(?:ation)?"
    r"|Agriculture|Homeland Security|Foreign Affairs|Interior|National Intelligence|Exchequer) (?=[A-Z])"
)
_TOKEN = re.compile(r"[^\s,;:()“”\"\[\]…\ue000]+")


def leading_name(phrase: str) -> Place | None:
    """The name that heads a noun phrase, without titles; offsets in the phrase; None for a mere description.

    >>> phrase = "Treasury Secretary Ada Quill"
    >>> place = leading_name(phrase)
    >>> phrase[place.start : place.end] if place else None
    'Ada Quill'
    """
    for place, _ in runs(phrase):
        before = [bare(word) for word in OFFICE.sub("", phrase[: place.end]).split()][
            : -len(phrase[place.start : place.end].split())
        ]
        if any(word in BEFORE_OBJECTS for word in before):
            return None
        if place.start == 0 and _AGENTS.fullmatch(phrase[place.start : place.end]):
            return None  # "Lawyers", "Analysts at Quillon": capital only because the sentence opens so
        behind = phrase[place.end : place.end + 3]
        if behind.startswith(("'s", "’s", "'", "’")):
            continue  # "China's foreign ministry": the head comes later
        rest = phrase[place.end :].split()[:1]
        if rest and rest[0][0].islower() and rest[0] not in BEFORE_OBJECTS | {"who", "which", "that"}:
            continue  # "a Treasury Department representative"
        return place
    return None


def runs(held: str) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Runs of capitalised words that are names, with the titles before them."""
    offices = {match.start(): match.end() for match in OFFICE.finditer(held)}
    tokens = list(_TOKEN.finditer(held))
    index = 0
    office: tuple[str, ...] = ()
    while index < len(tokens):
        token = tokens[index]
        if token.start() in offices:
            office = tuple(held[token.start() : offices[token.start()]].casefold().split())
            index = next(i for i in range(index, len(tokens)) if tokens[i].start() >= offices[token.start()])
        elif _is_capital(token.group()):
            last = _run_end(held, tokens, index)
            if (named := _untitled(held, tokens, index, last)) is not None:
                place, titles = named
                before = reversed(
                    tuple(
                        takewhile(
                            TITLES.__contains__, (bare(t.group()) for t in tokens[max(0, index - 3) : index][::-1])
                        )
                    )
                )
                yield place, (*office, *before, *titles)
            office = ()
            index = last
        else:
            index += 1


def _run_end(held: str, tokens: list[re.Match[str]], first: int) -> int:
    """Behind the last token of the run that begins at `first`."""
    at = first + 1
    organised = bare(tokens[first].group()) in ORGANISATIONS
    while at < len(tokens) and not _ends_name(held, tokens, at - 1):
        word = tokens[at].group()
        following = at + 1 < len(tokens) and not _ends_name(held, tokens, at)
        if _is_capital(word):
            organised = organised or bare(word) in ORGANISATIONS
            at += 1
        elif following and word in _PARTICLES and _is_capital(tokens[at + 1].group()):
            at += 2
        elif organised and (jump := _linked(held, tokens, at)):
            at += jump
        else:
            break
    return at


def _linked(held: str, tokens: list[re.Match[str]], at: int) -> int:
    """How many tokens "of the United" spans, seen from a name of an organisation; 0 if nothing of the kind follows."""
    for count in (1, 2):
        if at + count >= len(tokens) or any(_ends_name(held, tokens, at + i) for i in range(count)):
            return 0
        if tokens[at].group() not in _LINKS or (count == 2 and tokens[at + 1].group() != "the"):
            return 0
        if _is_capital(tokens[at + count].group()):
            joins_another = tokens[at].group() in ("and", "in", "on", "for") and tokens[at - 1].group()[0].isupper()
            calendar = bare(tokens[at + count].group()) in CALENDAR
            alone = joins_another and tokens[at].group() != "and" and not _continues_office(tokens, at)
            return (
                0
                if calendar or alone or (tokens[at].group() == "and" and not _continues_office(tokens, at))
                else count + 1
            )
    return 0


def _continues_office(tokens: list[re.Match[str]], at: int) -> bool:
    """Whether an "of", "on" or "for" stands a few words before, as in "Ministry of Health and Welfare"."""
    back = [token.group() for token in tokens[max(0, at - 4) : at]]
    return any(word in ("of", "on", "for") for word in back) or bare(back[-1]) in ("committee", "commission", "center")


def _untitled(held: str, tokens: list[re.Match[str]], first: int, last: int) -> tuple[Place, tuple[str, ...]] | None:
    """The run without a person's titles; None when nothing but titles, dates and plain words is left."""
    words = [bare(token.group()) for token in tokens[first:last]]
    titled = [i for i, word in enumerate(words[:-1]) if word in TITLES and not _is_office_tail(words[i + 1])]
    begin = first + (titled[-1] + 1 if titled else 0)
    while begin < last and (bare(tokens[begin].group()) in STOP_WORDS - {"us"} or _is_calendar(tokens[begin].group())):
        begin += 1
    while last > begin and (words[last - 1 - first] in STOP_WORDS - {"us"} or _is_calendar(tokens[last - 1].group())):
        last -= 1
    if begin >= last:
        return None
    start, end = tokens[begin].start(), tokens[last - 1].end()
    while end > start and held[end - 1] in ".!?'’" and not _is_abbreviation(held[start:end]):
        end -= 1
    if held[start:end].endswith(("'s", "’s")):
        end -= 2
    name = held[start:end]
    plain = [bare(word) for word in name.split()]
    if not plain or all(word in TITLES for word in plain) or is_of_a_people(name):
        return None
    return Place(start, end), tuple(words[: begin - first])


def _is_capital(word: str) -> bool:
    return word[0].isupper() and not re.fullmatch(r"[A-Z][A-Z.]*-?\d+", word) and word != "I"


def _ends_name(held: str, tokens: list[re.Match[str]], at: int) -> bool:
    """Whether nothing may follow in one name: a comma, a possessive or a sentence's end stands behind the token."""
    word = tokens[at].group()
    gap = held[tokens[at].end() : tokens[at + 1].start()] if at + 1 < len(tokens) else "."
    return gap.strip() != "" or "\n" in gap or word.endswith(("'s", "’s", "s'", "s’", "!", "?"))


def _is_abbreviation(name: str) -> bool:
    return re.search(r"(?:^|\s|\.)[A-Z]\.$|(?:Corp|Inc|Ltd|Co|Jr|Sr|St)\.$", name) is not None


def _is_office_tail(word: str) -> bool:
    return word in ORGANISATIONS


def _is_calendar(word: str) -> bool:
    return bare(word) in CALENDAR
