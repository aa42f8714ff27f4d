"""Checks an answer by rules of its own: what stands in it must stand in its quotes, and these in the articles.

Shares no code with what it checks, and knows less English: it compares numbers, dates and names, not what is said
about them. What it lets pass may still be wrong; what it finds is a fault. See checked_figures.py and checked_days.py.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.domain.answer import Answer, Quote, Statement
from bot.domain.article import Article
from tests.answering.checked_days import days_in, days_meant
from tests.answering.checked_figures import figures_in, plainly

REPORTING = re.compile(r"\b(?:report(?:s|ed)|according to|as of|wrote|writes|published)\b", re.IGNORECASE)
"""Behind such words a statement may give the day of the article itself."""

SMALL_WORDS = frozenset(
    """a about according after all along already also although among an and another any are around as at because been
    before both but by can could despite did do does during each earlier either even every few following for former
    four from further had has have he her here hers his how however i if in including instead into is it its last late
    later less like many may meanwhile might more most much my near nearly neither new no nobody none nor not nothing now of off
    on once only or other others our out over people per rather she should since so some still such than that the their
    them then there these they this those though three through to today together tomorrow too two under until up
    upon was we were what when where whether which while who whose why will with within without would yes yesterday
    yet you one five six seven eight nine ten""".split()
)
"""They may have a capital because a sentence, or a name that holds them, begins with them."""

ALSO = {
    "us": ("america", "american", "americans", "united", "states", "usa"),
    "usa": ("us", "america"),
    "america": ("us", "united", "states"),
    "american": ("us", "america", "united"),
    "americans": ("us", "america", "united"),
    "united": ("us", "uk", "american", "british", "britain"),
    "states": ("us", "american"),
    "kingdom": ("uk", "britain", "british"),
    "uk": ("britain", "british", "united"),
    "britain": ("uk", "british"),
    "british": ("uk", "britain"),
    "ceo": ("chief",),
    "eu": ("european", "europe"),
}
"""Other names of one thing, for a few that news is full of."""

_WORD = re.compile(r"[^\W\d_](?:[\w'&]|\.(?=\w))*")
_ENDS = re.compile(r"[.!?:;\"(] *\"?$")

PEOPLES = re.compile(r"(?P<place>\w{4,}?)(?:a|n|an|ian|ese|ish|i|is|ns|ans|ians)?")
"""`India`, `Indian` and `Indians` have the same beginning."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words that articles never write with a capital but where a sentence begins, and those that always have one."""

    small: frozenset[str]
    large: frozenset[str]

    @classmethod
    def of(cls, articles: Iterable[Article]) -> "Spelling":
        texts = [plainly(article.text) for article in articles]
        small = {word for text in texts for word in re.findall(r"\b[a-z]{3,}\b", text)}
        large = {_bare(word) for text in texts for word in re.findall(r"(?<=[a-z,] )[A-Z][\w'.]*\b", text)}
        return cls(frozenset(small - large), frozenset(large - small))


def faults(answer: Answer, articles: Mapping[str, Article]) -> list[str]:
    """What is wrong with an answer, one line each; none if it holds. `articles`: all that there are, by id."""
    found = list(_citations(answer)) or [
        fault for quote in _quotes(answer) for fault in _quote(quote, answer, articles)
    ]
    if found:  # the rest rests on these
        return found
    spelling = Spelling.of(articles.values())
    found += [f"no quote: {said.text!r}" for said in answer.statements if not said.quotes]
    for said in _sayings(answer):
        found += _saying(said, answer, articles, spelling)
    return found


def _sayings(answer: Answer) -> Iterator[Statement]:
    """The statements, the short answer with the quotes of all of them, and each rival with its own."""
    yield from answer.statements
    if answer.short is not None:
        yield Statement(answer.short, tuple(quote for said in answer.statements for quote in said.quotes), 1.0)
    for rival in answer.rivals:
        yield Statement(rival.short, rival.quotes, 1.0)


def _citations(answer: Answer) -> Iterator[str]:
    numbers = [citation.number for citation in answer.citations]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"citations are numbered {numbers}"
    used = {quote.citation for quote in _quotes(answer)}
    yield from (f"citation {number} is not used" for number in numbers if number not in used)
    yield from (f"citation {number} does not exist" for number in used if number not in numbers)


def _quotes(answer: Answer) -> list[Quote]:
    return [quote for said in (*answer.statements, *answer.rivals) for quote in said.quotes]


def _quote(quote: Quote, answer: Answer, articles: Mapping[str, Article]) -> Iterator[str]:
    article = articles.get(answer.citations[quote.citation - 1].article_id)
    if article is None:
        yield f"there is no article {answer.citations[quote.citation - 1].article_id!r}"
    elif not quote.text or article.text[quote.start : quote.end] != quote.text:
        yield f"not the exact slice {quote.start}-{quote.end} of {article.id!r}: {quote.text!r}"


def _saying(statement: Statement, answer: Answer, articles: Mapping[str, Article], spelling: Spelling) -> Iterator[str]:
    text, sources = plainly(statement.text), [plainly(quote.text) for quote in statement.quotes]
    cited = [articles[answer.citations[quote.citation - 1].article_id] for quote in statement.quotes]
    meant = [day for source, each in zip(sources, cited, strict=True) for day in days_meant(source, each.first_day)]
    if REPORTING.search(text):
        meant += [day for each in cited for day in days_meant("today", each.first_day)]
    for day in days_in(text):
        if not any(day.fits(other) for other in meant):
            yield f"the date {day.text!r} is in no quote of {statement.text!r}"
    held = {figure for source in sources for figure in figures_in(source)}
    for figure in figures_in(text):
        if not any(figure.same(other) for other in held):
            yield f"the figure {figure.text!r} is in no quote of {statement.text!r}"
    known = {word for source in (*sources, *map(_papers, cited)) for word in _words(source)}
    for name in _names(text, spelling):
        if not _is_known(name, known):
            yield f"the name {name!r} is in no quote of {statement.text!r}"


def _papers(article: Article) -> str:
    """Who published the article: a statement may name them as its source."""
    return plainly(f"{article.outlet or ''} {article.agency or ''}")


def _names(text: str, spelling: Spelling) -> Iterator[str]:
    """The words with a capital that do not owe it to their place alone, and those that the articles give one always."""
    taken = [range(each.start, each.end) for each in (*days_in(text), *figures_in(text))]
    for match in _WORD.finditer(text):
        word, bare = match.group(), _bare(match.group())
        if bare in SMALL_WORDS or any(match.start() in place for place in taken):
            continue
        begins = text.isupper() or not re.search(r"\w", text[: match.start()]) or _ENDS.search(text[: match.start()])
        if bare in spelling.large or (word != word.casefold() and not (begins and bare in spelling.small)):
            yield word


def _words(text: str) -> Iterator[str]:
    yield from map(_bare, _WORD.findall(text))


def _bare(word: str) -> str:
    return re.sub(r"'s?$", "", word.casefold()).replace(".", "")


def _is_known(name: str, known: set[str]) -> bool:
    bare = _bare(name)
    if bare in known or any(other in known for other in ALSO.get(bare, ())):
        return True
    own = PEOPLES.fullmatch(bare)
    return own is not None and any(
        other is not None and other["place"] == own["place"] for other in map(PEOPLES.fullmatch, known)
    )
