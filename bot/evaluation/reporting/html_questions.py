"""Every question of a report as HTML: what is right, what each run answered and proved, what it left out.

The filter above them is hidden until the script shows it: without a script it could do nothing.
"""

import re
from collections.abc import Iterator

from bot.domain.answer import Answer, Citation, Outcome, Quote, Rival, Statement
from bot.evaluation.gold import GoldEvidence, GoldQuestion
from bot.evaluation.metrics.figure import Unit
from bot.evaluation.reporting.amounts import amount
from bot.evaluation.reporting.markup import Markup, element, joined, many
from bot.evaluation.reporting.material import Report
from bot.evaluation.reporting.plots.marks import key
from bot.evaluation.reporting.side_by_side import QuestionRow, Told, question_rows
from bot.evaluation.reporting.verdicts import Verdict
from bot.rendering import wording

_WEB = re.compile(r"https?://[\w.:/?#@!$&'+,;=%~-]+", re.ASCII)
"""A plain web address; anything else is shown as text."""


def questions(report: Report) -> Markup | None:
    """The filter and all questions."""
    rows = question_rows(report)
    if not rows:
        return None
    types = list(dict.fromkeys(row.gold.type for row in rows))
    cards = many(_card(row, types.index(row.gold.type), several=len(report.runs) > 1) for row in rows)
    return element("section", element("h2", "Questions"), _filter(rows, types), element("div", cards, id="questions"))


def anchors(report: Report) -> dict[str, str]:
    """Where a question stands in the page, by its id; the first of that id."""
    return {row.gold.id: _anchor(row) for row in reversed(question_rows(report))}


def _filter(rows: list[QuestionRow], types: list[str]) -> Markup:
    verdicts = sorted({told.verdict for row in rows for told in row.told}, key=list(Verdict).index)
    differ = any(row.differs for row in rows)
    return element(
        "div",
        element("label", "Words ", element("input", type="search", name="words", autocomplete="off")),
        _choice("Type ", "type", [(str(number), type_) for number, type_ in enumerate(types)]),
        _choice("Went ", "went", [(_word(verdict), verdict.value) for verdict in verdicts]),
        element("label", element("input", type="checkbox", name="differs"), " runs differ") if differ else None,
        element("label", element("input", type="checkbox", name="brief"), " in brief"),
        element("output", f"{len(rows):,} questions", id="count"),
        id="filter",
        role="search",
        hidden=True,
    )


def _choice(told: str, name: str, options: list[tuple[str, str]]) -> Markup:
    every = element("option", "all", value="")
    return element(
        "label", told, element("select", every, many(element("option", t, value=v) for v, t in options), name=name)
    )


def _card(row: QuestionRow, type_: int, *, several: bool) -> Markup:
    return element(
        "article",
        element("h3", element("span", f"{row.number}. ", class_="faint"), row.gold.text, dir="auto"),
        element("p", element("code", row.gold.id), f" · {row.gold.type}", class_="small", dir="auto"),
        element("div", _gold(row.gold), class_="gold body"),
        many(_told(told, several=several) for told in row.told),
        id=_anchor(row),
        class_="question",
        data_type=str(type_),
        data_went=" ".join(_word(told.verdict) for told in row.told),
        data_differs=row.differs,
    )


def _gold(gold: GoldQuestion) -> Markup:
    parts = " + ".join(" / ".join(wordings) for wordings in gold.answers)
    right = parts or ("not told" if gold.answerable else "no answer in these articles")
    return joined(
        many(
            element("p", f"Before: {turn.question} — {turn.answer}", class_="small", dir="auto")
            for turn in gold.history
        ),
        element("p", element("b", "Right: "), right, dir="auto"),
        many(_gold_evidence(evidence) for evidence in gold.evidence),
    )


def _gold_evidence(evidence: GoldEvidence) -> Markup:
    quote = wording.quoted(evidence.quote) if evidence.quote else "somewhere in"
    return element("blockquote", quote, " ", element("cite", evidence.article_id), dir="auto")


def _told(told: Told, *, several: bool) -> Markup:
    record = told.question.record
    name = joined(key(told.run), told.name, ": ") if several else None
    word = element("span", told.verdict.value, class_=f"verdict {_word(told.verdict)}")
    short = record.answer.short if record.answer and record.answer.short else None
    return element(
        "div",
        element("p", name, word, " · " if short else None, element("b", short) if short else None, dir="auto"),
        element("div", many(_body(told)), class_="body"),
        class_="told",
    )


def _body(told: Told) -> Iterator[Markup | None]:
    record, answer = told.question.record, told.question.record.answer
    if record.error or answer is None:
        yield element("p", element("b", "Error: "), record.error or "nothing came back", dir="auto")
    if answer and answer.outcome is not Outcome.ANSWERED:
        yield element("p", f"No answer: {wording.why(answer)}.")
    if answer:
        yield many(_statement(statement) for statement in answer.statements)
        yield many(_rival(rival) for rival in answer.rivals)
        yield _sources(answer)
    for text in told.question.dropped:
        yield element("p", element("b", "Dropped by the prover: "), text, class_="dropped", dir="auto")
    for note in answer.notes if answer else ():
        yield element("p", f"Note ({note.code}): {note.text}", class_="small", dir="auto")
    sure = "" if record.confidence is None else f" · {amount(record.confidence, Unit.SHARE)} sure"
    yield element("p", f"{amount(record.seconds, Unit.SECONDS)}{sure}", class_="small faint")


def _statement(statement: Statement) -> Markup:
    """With its quotes. A statement that is its own quote, as without a language model, is shown once."""
    support = element("span", f" support {statement.support:.2f}", class_="small faint")
    if [quote.text for quote in statement.quotes] == [statement.text]:
        cite = element("cite", f" [{statement.quotes[0].citation}]")
        return element("p", wording.quoted(statement.text), cite, support, dir="auto")
    return joined(element("p", statement.text, support, dir="auto"), _quotes(statement.quotes))


def _rival(rival: Rival) -> Markup:
    return joined(element("p", "Other sources say: ", element("b", rival.short), dir="auto"), _quotes(rival.quotes))


def _quotes(quotes: tuple[Quote, ...]) -> Markup:
    return many(
        element("blockquote", wording.quoted(quote.text), element("cite", f" [{quote.citation}]"), dir="auto")
        for quote in quotes
    )


def _sources(answer: Answer) -> Markup | None:
    if not answer.citations:
        return None
    return element("ul", many(_source(citation) for citation in answer.citations), class_="sources small")


def _source(citation: Citation) -> Markup:
    title = wording.title(citation, citation.source_path)
    url = citation.url if citation.url and _WEB.fullmatch(citation.url) else None
    shown = element("a", title, href=url, rel="noopener noreferrer") if url else title
    return element("li", f"[{citation.number}] ", shown, f", {wording.outlet_and_date(citation)}", dir="auto")


def _anchor(row: QuestionRow) -> str:
    return f"q-{row.number}"


def _word(verdict: Verdict) -> str:
    """A verdict as a class and as a value in the address."""
    return verdict.value.replace(" ", "-")
