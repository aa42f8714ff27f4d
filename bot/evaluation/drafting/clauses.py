"""A sentence of news as subject, verb and rest, where it plainly has that form: a name, a known verb, what follows.

No grammar is parsed. What is not of the form gives nothing, so that a rule never asks with half a sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.answering.english.countries import is_country
from bot.answering.english.mentions import Mention, mentions
from bot.answering.english.subjects import skip_dateline
from bot.domain.article import Article, Sentence
from bot.evaluation.drafting.verbs import base_of
from bot.search.terms import bare

LONGEST = 400
"""Characters of a sentence that is read; longer ones have too many parts for these rules."""

CAPITAL = r"(?:(?<![\w’'-])(?:[A-Z][\w&’'-]*+(?:\.(?=[ ,]\S))?|[a-z][A-Z]\w++))"
"""A word written as names are: "Halden", "Inc.", "iPhone". No word fits in two ways, so that none is tried twice."""
NAME = rf"{CAPITAL}(?:(?: of the | of | de | van | von | bin | al | & | ){CAPITAL})*"
_LEAD = re.compile(r"(?:On|In|At|After|Before|During|Last|Earlier|Under)\b[^,]{1,60}, (?=[A-Z])")
_ADVERBS = r"(?:(?:also|later|then|already|now|immediately|previously|earlier|recently|first|finally|quickly|still) )?"
_CLAUSE = re.compile(
    rf"(?P<subject>(?:The |the )?{NAME})(?P<aside>, [^,]{{3,90}},)?"
    r"(?: (?:late |early )?(?P<day>on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))?"
    rf" {_ADVERBS}"
    rf"(?:(?P<aux>is|was|has|had|will) {_ADVERBS})?(?P<verb>[a-z]+)(?= |\.$)(?P<rest>.*)"
)
_QUOTED = re.compile(r"[\"“”„«»]")
_UNSURE = re.compile(
    r"\b(?:not|never|no|nobody|none|neither|nor|may|might|could|would|reportedly|allegedly|if|whether|unless|cannot)\b"
    r"|n[’']t\b"
)
_BESIDE = re.compile(rf"(?P<name>{NAME}), (?:who|which) (?P<did>[^,]{{8,120}})(?=[,.])")
_PLAIN_PLURAL = re.compile(r"[A-Z][a-z]+s of |Several |Many |Some ")
_PAST = r"(?:\w+ed|was|were|is|are|has|had|will|would|could|" + "|".join("said told made took went got".split()) + ")"
_HARD_END = re.compile(
    r"[;:—–(]| - |, (?=(?:which|who|whose|where|when|while|an?|the|one|but|and|after|as|because|although|though"
    r"|since|according|with|among|for|\w+ing|\w+ed|or|its|his|her|their|then|at|in|on|people|officials)\b)"
    rf"| and (?={_PAST}\b)| but | because | while | although | though | whereas "
)
_SOFT_END = re.compile(r" (?:after|before|when|until|as|that|if|since|so) ")
_NUMBER_COMMA = re.compile(r"(?<=\d),(?=\d{3})|(?<=\d), (?=(?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of an article. `text` is on one line and without a dateline; `exact` is the article's slice."""

    article: Article
    exact: str
    text: str

    @classmethod
    def of(cls, article: Article, sentence: Sentence) -> "Told":
        """The sentence as it is read."""
        exact = article.text[sentence.start : sentence.end]
        line = " ".join(exact.split())
        return cls(article, exact, line[skip_dateline(line) :])


@dataclass(frozen=True, slots=True)
class Clause:
    """`subject` did what `base` says, or with `auxiliary` what `verb` says: "Halden bought four cranes".

    `subject` is as written, without what describes it. `rest` follows the verb, without the point.
    """

    subject: str
    mention: Mention
    auxiliary: str
    verb: str
    base: str
    rest: str
    lead: str = ""
    """What stood before the subject: "On Monday"."""

    @property
    def name(self) -> str:
        """The subject's name, without titles and "the"."""
        return self.subject[self.mention.place.start : self.mention.place.end]

    @property
    def is_country(self) -> bool:
        return is_country(self.subject)

    def asked(self, opening: str, rest: str) -> str:
        """A question that keeps the subject: `asked("When", "four cranes")` is "When did Halden buy four cranes?"."""
        if self.auxiliary:
            parts = (opening, self.auxiliary, self._inside(), self.verb, rest)
        else:
            parts = (opening, "did", self._inside(), self.base, rest)
        return " ".join(filter(None, (part.strip() for part in parts))) + "?"

    def _inside(self) -> str:
        """The subject where it opens no sentence."""
        return re.sub("^The ", "the ", self.subject)


def clause(told: Told) -> Clause | None:
    """The clause that the sentence begins with; None if it has another form, is denied, or is unsure."""
    text = told.text
    if len(text) > LONGEST or _QUOTED.search(text) or not text.endswith("."):
        return None
    lead = _LEAD.match(text)
    found = _CLAUSE.match(text, lead.end() if lead else 0)
    if found is None or _UNSURE.search(text):
        return None
    mention = _subject(text, found)
    base = base_of(found["verb"])
    if mention is None or (base is None and not _is_participle(found)) or found["rest"].startswith(" by "):
        return None
    auxiliary, verb = found["aux"] or "", found["verb"]
    rest = found["rest"].strip().removesuffix(".")
    return Clause(found["subject"], mention, auxiliary, verb, base or verb, rest, _led(lead, found))


def told_beside(told: Told) -> Iterator[Told]:
    """What the sentence tells of a name in a relative clause, as a sentence of its own: "Ada Quill founded Halden"."""
    for match in _BESIDE.finditer(told.text):
        yield replace(told, text=f"{match['name']} {match['did']}.")


def shorter(given: Clause) -> Iterator[Clause]:
    """The clause with less and less of its rest, where a part of it ends; lists with commas are left out."""
    plain = _NUMBER_COMMA.sub("\0", given.rest)
    hard = _HARD_END.search(given.rest)
    rest = given.rest[: hard.start()] if hard else given.rest
    if "," in _NUMBER_COMMA.sub("", rest) or not plain:
        return
    yield replace(given, rest=rest)
    for soft in reversed(list(_SOFT_END.finditer(rest))):
        yield replace(given, rest=rest[: soft.start()])


def full_name(name: str, text: str) -> str:
    """The longest form of a person's name that the article has: "Cook" is "Tim Cook"."""
    last = bare(name.rsplit(maxsplit=1)[-1])
    forms = [
        text[m.place.start : m.place.end] for m in mentions(text, 0, min(len(text), 2_000), 0) if m.person is not False
    ]
    alike = [form for form in forms if bare(form.split()[-1]) == last and len(form.split()) <= 4]
    return max([name, *alike], key=len)


def _subject(text: str, found: re.Match[str]) -> Mention | None:
    """The one name that the subject is, placed within it; None for plain words, owners and several."""
    start, end = found.span("subject")
    if found["subject"].endswith(("'s", "’s", "s'", "s’")) or _PLAIN_PLURAL.match(found["subject"]):
        return None
    inside = [m for m in mentions(text, start, end, 0) if start <= m.place.start]
    if len(inside) != 1 or inside[0].place.end != end or inside[0].plural:
        return None
    whole = [m for m in mentions(text, 0, len(text), 0) if m.place.end == end]
    if not whole:
        return None
    place = replace(inside[0].place, start=inside[0].place.start - start, end=end - start)
    return replace(whole[0], place=place)


def _led(lead: re.Match[str] | None, found: re.Match[str]) -> str:
    """What tells the time before the verb."""
    return found["day"] or (lead.group().strip(", ") if lead else "")


def _is_participle(found: re.Match[str]) -> bool:
    return bool(found["aux"]) and found["verb"].endswith("ed")
