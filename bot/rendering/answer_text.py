"""An answer as text for a terminal: the short answer, what is stated, and the exact quotes that prove it."""

from collections.abc import Iterable, Iterator

from bot.domain.answer import Answer, Citation, Outcome, Quote, Statement
from bot.domain.evidence import Hit
from bot.rendering import wording
from bot.rendering.paragraphs import BLANK, Paragraph, paragraph
from bot.rendering.safety import line

EXCERPT_CHARACTERS = 240


def to_text(answer: Answer, *, evidence: bool = False) -> list[Paragraph]:
    """The answer in paragraphs. With `evidence` also what was found but not cited, with scores and ranks."""
    answered = answer.outcome is Outcome.ANSWERED
    parts = [_statements(answer), _rivals(answer), _sources(answer)] if answered else [_no_answer(answer)]
    parts += [_remarks(answer)]
    if evidence:
        parts.append(_unused(answer.unused))
    drawn: list[Paragraph] = []
    for part in filter(None, map(list, parts)):
        drawn += [BLANK, *part] if drawn else part
    return drawn


def stated(statement: Statement) -> Paragraph:
    """One statement with the numbers of its sources."""
    return paragraph(line(statement.text), " ", (_markers(statement.quotes), "cyan"))


def sources(answer: Answer) -> list[Paragraph]:
    """The sources with their exact quotes."""
    return list(_sources(answer))


def brief(answer: Answer, *, stated_already: bool = False) -> list[Paragraph]:
    """The answer for a conversation: each source on one line, without its quotes."""
    if answer.outcome is not Outcome.ANSWERED:
        return to_text(answer)
    statements = [] if stated_already else [*map(stated, answer.statements)]
    named = [
        paragraph(
            (f"[{citation.number}]", "cyan"),
            f" {wording.title(citation)} ({wording.outlet_and_date(citation)})",
            hang=len(f"[{citation.number}] "),
        )
        for citation in answer.citations
    ]
    return [_heading(answer), *statements, *_rivals(answer), *named, *_remarks(answer)]


def after_statements(answer: Answer, *, evidence: bool = False) -> list[Paragraph]:
    """What is left to show of an answer whose statements were shown as they came."""
    parts = [[_heading(answer)], _rivals(answer), _sources(answer), _remarks(answer)]
    if evidence:
        parts.append(_unused(answer.unused))
    return [each for part in filter(None, map(list, parts)) for each in (BLANK, *part)]


def excerpt(text: str) -> str:
    """The beginning of a text on one harmless line."""
    shown = line(text)
    return shown if len(shown) <= EXCERPT_CHARACTERS else f"{shown[:EXCERPT_CHARACTERS].rstrip()}…"


def _statements(answer: Answer) -> Iterator[Paragraph]:
    yield _heading(answer)
    yield BLANK
    yield from map(stated, answer.statements)


def _heading(answer: Answer) -> Paragraph:
    """The short answer and how old it is."""
    as_of = wording.as_of(answer)
    if answer.short:
        return paragraph((wording.short(answer), "bold green"), (f"  ({as_of})", "dim"))
    return paragraph((wording.sentence(as_of), "dim"))


def _rivals(answer: Answer) -> Iterator[Paragraph]:
    for rival in answer.rivals:
        yield paragraph(("Sources say: ", "yellow"), (line(rival.short), "bold"), " ", (_markers(rival.quotes), "cyan"))


def _sources(answer: Answer) -> Iterator[Paragraph]:
    yield paragraph(("Sources", "bold"))
    for citation in answer.citations:
        indent = len(f"[{citation.number}] ")
        yield paragraph((f"[{citation.number}]", "cyan"), " ", (wording.title(citation), "bold"), hang=indent)
        yield paragraph(wording.outlet_and_date(citation), indent=indent)
        yield paragraph((wording.where_from(citation), "dim"), indent=indent)
        for quote in quotes_of(answer, citation):
            yield paragraph(wording.quoted(quote), indent=indent)


def quotes_of(answer: Answer, citation: Citation) -> list[str]:
    """The exact quotes that an answer takes from one source, each once, in the order of their use."""
    groups = [said.quotes for said in answer.statements] + [rival.quotes for rival in answer.rivals]
    texts = [quote.text for quotes in groups for quote in quotes if quote.citation == citation.number]
    return list(dict.fromkeys(texts))


def _no_answer(answer: Answer) -> Iterator[Paragraph]:
    scope = wording.noted(answer, wording.SCOPE)
    yield from (paragraph((line(text), "bold")) for text in scope)
    if examples := wording.noted(answer, wording.TRY_ASKING):
        yield BLANK
        yield paragraph((f"{wording.TRY}:", "bold"))
        yield from (paragraph("- ", (line(example), "cyan"), hang=2) for example in examples)
    if not scope:
        yield from _abstention(answer)


def _abstention(answer: Answer) -> Iterator[Paragraph]:
    yield paragraph(("No answer: ", "bold yellow"), f"{wording.why(answer)}.")
    if answer.nearest:
        yield BLANK
        yield paragraph(("Nearest headlines", "bold"))
    for near in answer.nearest:
        yield paragraph(
            "- ", (wording.title(near, near.source_path), "bold"), f" ({wording.outlet_and_date(near)})", hang=2
        )


def _remarks(answer: Answer) -> Iterator[Paragraph]:
    filters = wording.filters(answer.filters)
    if filters:
        yield paragraph(("Only articles ", "dim"), (filters, "dim"))
    for text in wording.remarked(answer):
        yield paragraph(("Note: ", "yellow"), line(text))
    if spent := wording.spent(answer.usage):
        yield paragraph((f"{line(answer.usage.model or '')}: {spent}", "dim"))


def _unused(hits: Iterable[Hit]) -> Iterator[Paragraph]:
    yield paragraph(("Found but not used", "bold"))
    for number, hit in enumerate(hits, start=1):
        ranks = hit.ranks
        places = {"dense": ranks.dense, "lexical": ranks.lexical, "reader": ranks.reader}
        told = ", ".join(f"{name} {'-' if place is None else place}" for name, place in places.items())
        cosine = "-" if hit.similarity is None else f"{hit.similarity:.2f}"
        yield paragraph(f"{number:>2}. score {hit.score:.4f}; ranks: {told}; cosine {cosine}", hang=4)
        article = hit.article
        date = wording.when(article.date_text, inferred=article.date_inferred)
        outlet = line(article.outlet or "") or wording.NO_OUTLET
        yield paragraph((wording.title(article, article.source_path), "bold"), f" ({outlet}, {date})", indent=4)
        yield paragraph((excerpt(hit.text), "dim"), indent=4)


def _markers(quotes: Iterable[Quote]) -> str:
    return "".join(f"[{number}]" for number in dict.fromkeys(quote.citation for quote in quotes))
