"""The words that all renderings of an answer share: dates, sources, why there is no answer."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.answer import Answer, Citation, Headline, Reason, Usage
from bot.domain.question import Filters
from bot.rendering.fields import counted
from bot.rendering.safety import line

UNTITLED = "untitled"
UNDATED = "date unknown"
NO_OUTLET = "outlet unknown"
SCOPE, TRY_ASKING = "scope", "try_asking"
"""Codes of the notes that take an answer's place where nothing was asked: what there is, and what can be asked."""
TRY = "You can ask, for example"
_COARSE = {4: "only the year is known", 7: "day unknown"}

_REASONS = {
    Reason.NO_MATCHING_ARTICLES: "no article passes the filters",
    Reason.LOW_EVIDENCE: "the articles that were found do not answer this",
    Reason.UNSUPPORTED: "an answer was written, but no article proves it",
    Reason.NOT_A_QUESTION: "this is not a question that articles can answer",
    Reason.LIBRARY_EMPTY: "the library is empty",
    Reason.LIBRARY_INCOMPATIBLE: "the library was built by another model, setting or version",
}


def when(published_at: str | None, *, inferred: bool = False) -> str:
    """A date as far as it is known, in words.

    >>> when("2020-08", inferred=True)
    '2020-08 (day unknown, inferred from the text)'
    """
    if published_at is None:
        return UNDATED
    remarks = [_COARSE.get(len(published_at)), "inferred from the text" if inferred else None]
    told = ", ".join(filter(None, remarks))
    shown = published_at.replace("T", " ").replace("Z", " UTC")
    return f"{shown} ({told})" if told else shown


def as_of(answer: Answer) -> str:
    """How old the newest evidence is, as half a sentence."""
    return f"as of {when(answer.as_of)}" if answer.as_of else UNDATED


def sentence(told: str) -> str:
    """Half a sentence standing alone: its first letter is a capital, the others stay.

    >>> sentence("as of 2020-08-04 19:00 UTC")
    'As of 2020-08-04 19:00 UTC'
    """
    return told[:1].upper() + told[1:]


class Titled(Protocol):
    """Anything that may have a title."""

    @property
    def title(self) -> str | None: ...


def title(article: Titled, source: str | None = None) -> str:
    """The title on one harmless line; without one, `untitled`, and where it came from if `source` says so."""
    return line(article.title or "") or (f"{UNTITLED} ({line(source)})" if source else UNTITLED)


def outlet_and_date(article: Citation | Headline) -> str:
    """`The Verge, 2020-08-03`, with what is not known said so."""
    return f"{line(article.outlet or '') or NO_OUTLET}, {when(article.published_at, inferred=article.date_inferred)}"


def quoted(text: str) -> str:
    """An exact quote on one harmless line, in quotation marks that it does not begin or end with itself.

    >>> quoted("“We agree,” she said."), quoted("It rained.")
    ('"“We agree,” she said."', '“It rained.”')
    """
    shown = line(text)
    return f'"{shown}"' if "“" in shown or "”" in shown else f"“{shown}”"


def where_from(citation: Citation) -> str:
    """The address of a source, else the file it was read from, else its id."""
    return line(citation.url or citation.source_path or citation.article_id)


def short(answer: Answer) -> str:
    """The short answer on one harmless line; that sources differ is part of it. Empty if there is none."""
    told = line(answer.short or "")
    return f"{told} (the sources differ)" if told and answer.rivals else told


def why(answer: Answer) -> str:
    """Why there is no answer, as half a sentence."""
    return _REASONS[answer.reason] if answer.reason else "no reason was given"


def noted(answer: Answer, code: str) -> list[str]:
    """The texts of the notes of one code, in order."""
    return [note.text for note in answer.notes if note.code == code]


def remarked(answer: Answer) -> list[str]:
    """The texts of the notes that are shown as remarks: all but those that take the answer's place."""
    return [note.text for note in answer.notes if note.code not in (SCOPE, TRY_ASKING)]


def spent(usage: Usage) -> str:
    """What the language model took, in words; empty if none was asked.

    >>> spent(Usage(model="small", tokens_in=1200, tokens_out=80, estimated=True, usd=None))
    '1,200 tokens in, 80 out (estimated); price unknown'
    """
    if not usage.model:
        return ""
    cost = "price unknown" if usage.usd is None else f"{usage.usd:.6f} USD"
    estimated = " (estimated)" if usage.estimated else ""
    return f"{counted(usage.tokens_in, 'token')} in, {usage.tokens_out:,} out{estimated}; {cost}"


def filters(chosen: Filters) -> str:
    """The filters that held, as half a sentence; empty if there were none."""
    parts = [
        f"since {chosen.since}" if chosen.since else "",
        f"until {chosen.until}" if chosen.until else "",
        f"from {', '.join(map(line, chosen.outlets))}" if chosen.outlets else "",
        _in_collections(chosen.collections),
    ]
    told = "; ".join(filter(None, parts))
    dated = chosen.since or chosen.until
    return f"{told} (days in {chosen.timezone})" if dated else told


def _in_collections(names: Sequence[str]) -> str:
    if not names:
        return ""
    return f"in collection{'' if len(names) == 1 else 's'} {', '.join(map(line, names))}"
