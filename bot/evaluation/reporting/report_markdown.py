"""The report as Markdown: tables of figures and differences, then every question. No plots.

Everything that people wrote passes `safety.markdown`, which also keeps a `|` from ending a cell.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from bot.domain.answer import Answer, Outcome, Quote
from bot.evaluation.gold import GoldQuestion
from bot.evaluation.metrics.figure import Unit
from bot.evaluation.reporting import amounts
from bot.evaluation.reporting.material import Comparison, Report, ReportedFigure, RunReport
from bot.evaluation.reporting.side_by_side import (
    FigureRow,
    QuestionRow,
    Told,
    headline_rows,
    question_rows,
    type_rows,
)
from bot.rendering import wording
from bot.rendering.safety import markdown


def to_markdown(report: Report) -> str:
    """The report as a Markdown text that ends with a line break."""
    lines = [f"# {markdown(report.title)}", "", *(_run(run) for run in report.runs), "", "## Figures", ""]
    lines += [
        "Mean, 95 % interval, number of questions. ↑: higher is better, ↓: lower is better.",
        *_meanings(report),
        "",
    ]
    for group, rows in groupby(headline_rows(report), key=lambda row: row.group):
        lines += [f"### {markdown(group)}", "", *_figures(report, rows), ""]
    for compared in report.comparisons:
        lines += [*_comparison(compared), ""]
    for type_, of_type in type_rows(report):
        lines += [f"## Questions of type {markdown(type_)}", "", *_figures(report, of_type), ""]
    for question in question_rows(report):
        lines += [*_question(question), ""]
    return "\n".join(lines).rstrip() + "\n"


def _meanings(report: Report) -> Iterator[str]:
    told = [(row.name, row.meaning) for row in headline_rows(report) if row.headline]
    if told:
        yield "Of these: " + "; ".join(f"*{markdown(name)}*, {meaning}" for name, meaning in told) + "."


def _run(run: RunReport) -> str:
    info = run.info
    changed = ", ".join(f"{name}={value}" for name, value in info.settings.items()) or "as shipped"
    told = f"{info.questions}, {info.engine}, {changed}, newsdesk {info.version}, {info.started_at}"
    return f"- **{markdown(info.name)}**: {markdown(told)}"


def _figures(report: Report, rows: Iterable[FigureRow]) -> Iterator[str]:
    yield _cells(["figure", *(markdown(run.info.name) for run in report.runs)])
    yield _cells(["---"] * (len(report.runs) + 1))
    for row in rows:
        yield _cells([_named(row.name, row.higher_is_better), *map(_figure, row.figures)])


def _figure(figure: ReportedFigure | None) -> str:
    if figure is None:
        return amounts.UNKNOWN
    told = [amounts.amount(figure.mean, figure.unit), amounts.interval(figure), f"n {figure.n:,}" if figure.n else ""]
    return ", ".join(filter(None, told))


def _comparison(compared: Comparison) -> Iterator[str]:
    yield f"## {markdown(compared.run)} against {markdown(compared.baseline)}"
    yield ""
    yield _cells(["figure", "difference", "95 % interval", "p", "finding"])
    yield _cells(["---"] * 5)
    for one in compared.differences:
        told = [amounts.difference(one), amounts.difference_interval(one), markdown(amounts.probability(one))]
        yield _cells([_named(one.name, one.higher_is_better), *told, amounts.finding(one)])
    for word, ids in (("better", compared.better), ("worse", compared.worse)):
        if ids:
            yield ""
            yield f"For {word} ({len(ids):,}): {', '.join(map(markdown, ids))}"


def _question(row: QuestionRow) -> Iterator[str]:
    gold = row.gold
    yield f"## {row.number}. {markdown(gold.text)}"
    yield ""
    yield f"{markdown(gold.id)}, {markdown(gold.type)}. Right: {_right(gold)}"
    for evidence in gold.evidence:
        quote = wording.quoted(evidence.quote) if evidence.quote else "somewhere in"
        yield ""
        yield f"> {markdown(quote)} ({markdown(evidence.article_id)})"
    for told in row.told:
        yield ""
        yield from _told(told)


def _right(gold: GoldQuestion) -> str:
    parts = " + ".join(" / ".join(wordings) for wordings in gold.answers)
    return markdown(parts) or ("not told" if gold.answerable else "no answer in these articles")


def _told(told: Told) -> Iterator[str]:
    record, answer = told.question.record, told.question.record.answer
    short = f" **{markdown(answer.short)}**" if answer and answer.short else ""
    yield f"- *{markdown(told.name)}*: {told.verdict.value}{short} ({amounts.amount(record.seconds, Unit.SECONDS)})"
    if record.error or answer is None:
        yield f"    - Error: {markdown(record.error or 'nothing came back')}"
    if answer:
        yield from _answer(answer)
    for text in told.question.dropped:
        yield f"    - Dropped by the prover: {markdown(text)}"
    for note in answer.notes if answer else ():
        yield f"    - Note ({markdown(note.code)}): {markdown(note.text)}"


def _answer(answer: Answer) -> Iterator[str]:
    if answer.outcome is not Outcome.ANSWERED:
        yield f"    - No answer: {wording.why(answer)}."
    sources = {citation.number: citation.article_id for citation in answer.citations}
    for statement in answer.statements:
        yield f"    - {markdown(statement.text)} {_quotes(statement.quotes, sources)}"
    for rival in answer.rivals:
        yield f"    - Other sources say: **{markdown(rival.short)}** {_quotes(rival.quotes, sources)}"


def _quotes(quotes: tuple[Quote, ...], sources: dict[int, str]) -> str:
    told = (f"{wording.quoted(quote.text)} ({sources.get(quote.citation, 'not cited')})" for quote in quotes)
    return markdown("; ".join(told))


def _named(name: str, higher_is_better: bool | None) -> str:  # noqa: FBT001 - it is the figure's own word
    arrow = "" if higher_is_better is None else " ↑" if higher_is_better else " ↓"
    return markdown(name) + arrow


def _cells(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
