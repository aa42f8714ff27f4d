"""What is said to a greeting: what the library holds, and a few questions that it can answer.

The questions are made by rule from sentences of stored articles, each from one sentence that answers it ("Brask bought
40 trams" -> "How many trams did Brask buy?"). Whether the whole path answers one is for the caller to try.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.answering.digest import LOOKED_AT
from bot.answering.english.references import stands_alone
from bot.answering.english.spans import Place, names
from bot.domain.answer import Note
from bot.domain.article import Sentence
from bot.domain.evidence import Hit
from bot.library.records import LibrarySummary

MOST_EXAMPLES = 3
MOST_TRIES = 6
"""Questions that are tried at most; each is one whole answer."""

MOST_COLLECTIONS = 6
"""Collections named."""

_LONGEST_SENTENCE = 400

_BASES = {
    "added": "add", "announced": "announce", "approved": "approve", "arrested": "arrest", "banned": "ban",
    "blocked": "block", "bought": "buy", "built": "build", "closed": "close", "confirmed": "confirm",
    "dismissed": "dismiss", "hired": "hire", "issued": "issue", "killed": "kill", "launched": "launch", "lost": "lose",
    "opened": "open", "ordered": "order", "published": "publish", "recalled": "recall",
    "rejected": "reject", "released": "release", "removed": "remove", "reported": "report", "sacked": "sack",
    "showed": "show", "signed": "sign", "sold": "sell", "unveiled": "unveil", "won": "win",
}  # fmt: skip
_VERB = f"(?P<verb>{'|'.join(_BASES)})"
_FIGURE = (
    r"(?:[0-9][0-9,.]*(?: (?:million|billion|thousand))?|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
)
_PLURAL = r"(?P<what>(?:[A-Za-z][a-z-]* ){0,2}[a-z]{2,}[^su\W]s)\b"
_DATE = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[0-3]?[0-9] [A-Z][a-z]+"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.? [0-3]?[0-9])\b"
)
_ABOUT = r"(?:about |some |nearly |almost |more than |at least |another |a further )?"
_COUNTED = re.compile(rf" (?:has |have )?{_VERB} {_ABOUT}{_FIGURE} (?:more )?{_PLURAL}")
_THING = r"(?:(?:the|an?|its|his|her|their) (?:[a-z-]+ ){0,3}[a-z-]+|(?:[A-Z][\w’'-]* ){0,2}[A-Z][\w’'-]*)"
_DATED = re.compile(rf" {_VERB} (?P<rest>{_THING}) on {_DATE}")
_OFFICE = (
    r"(?:chief executive|chairman|chairwoman|president|director|head|founder|mayor|minister|general manager|editor"
    r"|captain|coach|secretary|chief)"
)
_DEFINED = re.compile(rf", the (?P<role>(?:[a-z]+ ){{0,2}}{_OFFICE} (?:of|at|for) (?:the )?)")
_LEADS = re.compile(r"(?:[’']s)? (?P<role>chief executive|founder|chairman|chairwoman|president) ")
_SAID = re.compile(r" (?:said|told|warned|argued)\b[^“”\"]*")
_PEOPLE = re.compile(r"(?:\w*[ia]ns|\w*ese|Democrats|Republicans)")
_ENDS = re.compile(r"[,.;]")
_OPENS = re.compile(r"[“\"]?(?:[A-Z .,]+ [-–—] )?(?:(?!(?:that|which|who|whom|and|but)\b)[\w’'.-]+ ){0,5}")
"""What may stand before a sentence's subject: a place, an office; no other clause."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question and the article that answers it."""

    question: str
    article_id: str


def notes(summary: LibrarySummary, questions: Iterable[str], *, chosen: bool = False) -> tuple[Note, ...]:
    """What to say: one note of code `scope`, then one of code `try_asking` for each question."""
    return (Note("scope", scope(summary, chosen=chosen)), *(Note("try_asking", question) for question in questions))


def scope(summary: LibrarySummary, *, chosen: bool = False) -> str:
    """The library in a sentence or two: articles, outlets, period, collections.

    `chosen`: the collections were chosen by or for the person, and are not named.
    """
    articles = _count(summary.articles, "article")
    told = f"{articles} can be asked here" if chosen else f"The library holds {articles}"
    if summary.outlets:
        told += f" from {_count(summary.outlets, 'outlet')}"
    if summary.oldest and summary.newest:
        same = summary.oldest == summary.newest
        told += f", dated {summary.newest}" if same else f", dated {summary.oldest} to {summary.newest}"
    if summary.undated:
        told += f" ({summary.undated:,} undated)"
    if len(summary.collections) > 1 and not chosen:
        shown = ", ".join(f"{name} ({count:,})" for name, count in summary.collections[:MOST_COLLECTIONS])
        more = len(summary.collections) - MOST_COLLECTIONS
        told += f", in the collections {shown}" + (f" and {more} more" if more > 0 else "")
    return f"{told}. Every answer comes from them, with its sources."


def tried(examples: Iterable[Example], answers: Callable[[Example], bool]) -> list[str]:
    """The first few questions that are really answered, `MOST_EXAMPLES` at most, after `MOST_TRIES` tries at most."""
    answered = (example.question for example in islice(examples, MOST_TRIES) if answers(example))
    return list(islice(answered, MOST_EXAMPLES))


def examples(stories: Iterable[Hit]) -> Iterator[Example]:
    """Questions made from the stories, one from each at most, those of a form not yet used first."""
    made = [(story, list(_from_story(story))) for story in stories]
    used: set[str] = set()
    later: list[Example] = []
    for story, questions in made:
        fresh = next(((form, text) for form, text in questions if form not in used), None)
        if fresh is not None:
            used.add(fresh[0])
            yield Example(fresh[1], story.article.id)
        elif questions:
            later.append(Example(questions[0][1], story.article.id))
    yield from later


def _from_story(story: Hit) -> Iterator[tuple[str, str]]:
    """Questions that sentences of one story answer, with the name of their form."""
    text = story.article.text
    for index, sentence in enumerate(story.sentences[:LOOKED_AT]):
        short = sentence.end - sentence.start <= _LONGEST_SENTENCE
        if short and stands_alone(text, story.sentences, index):
            yield from _from_sentence(text, sentence)


def _from_sentence(text: str, sentence: Sentence) -> Iterator[tuple[str, str]]:
    found = names(text, sentence.start, sentence.end)
    ends = {name.start: name.end for name in found}
    for name in found:
        called = text[name.start : name.end]
        if match := _DEFINED.match(text, name.end, sentence.end):
            held = text[match.end() : ends.get(match.end(), match.end())]
            if held and _ENDS.match(text, match.end() + len(held)):
                yield "who", f"Who is the {match['role']}{held}?"
        elif (match := _LEADS.match(text, name.end, sentence.end)) and match.end() in ends:
            yield "who", f"Who is the {match['role']} of {called}?"
        elif _OPENS.fullmatch(text, sentence.start, name.start):
            others = [_named(text, other) for other in found if other.start > name.end]
            yield from _of_subject(text, sentence, name, [other for other in others if not _PEOPLE.fullmatch(other)])


def _named(text: str, name: Place) -> str:
    """The name with the article before it, where it has one."""
    return text[name.start - 4 * text.endswith(("the ", "The "), 0, name.start) : name.end]


def _of_subject(text: str, sentence: Sentence, name: Place, others: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Questions of what the subject of a sentence did or said; `others`: the names that follow it."""
    called = text[name.start : name.end]
    if match := _COUNTED.match(text, name.end, sentence.end):
        yield "how many", f"How many {match['what']} did {called} {_BASES[match['verb']]}?"
    elif match := _DATED.match(text, name.end, sentence.end):
        yield "when", f"When did {called} {_BASES[match['verb']]} {match['rest']}?"
    elif " " in called and others and _SAID.match(text, name.end, sentence.end):
        yield "what", f"What did {called} say about {others[0]}?"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
