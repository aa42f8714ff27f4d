"""SQuAD 1.1 and 2.0 as published (Rajpurkar et al. 2016, 2018): one JSON document of articles, paragraphs, questions.

A paragraph is an article here, since the questions are asked of one. That a question of 2.0 is impossible was judged
of its paragraph alone: among all paragraphs another may answer it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.domain.article import Sentence
from bot.evaluation.formats.files import document
from bot.evaluation.formats.intake import SetIntake, body, draft
from bot.evaluation.formats.naming import Format, Found
from bot.evaluation.formats.own import asked
from bot.evaluation.formats.rows import Row
from bot.evaluation.formats.wordings import one_part
from bot.evaluation.gold import GoldEvidence, GoldQuestion
from bot.ingestion.cleaning import clean
from bot.ingestion.sentences import find_sentences


@dataclass(frozen=True, slots=True)
class _Paragraph:
    row: Row
    id: str
    title: str | None
    number: int


def _questions(path: Path) -> Iterator[Found]:
    for paragraph in _paragraphs(path):
        sentences = find_sentences(_context(paragraph.row))
        for row in paragraph.row.rows("qas"):
            yield Found(row, _question(row, paragraph, sentences))


def _question(row: Row, paragraph: _Paragraph, sentences: Sequence[Sentence]) -> GoldQuestion:
    impossible = row.flag("is_impossible", default=False)
    answers = () if impossible else row.rows("answers")
    if not answers and not impossible:
        raise row.fault("answers", "is empty, but is_impossible is not true; give an answer")
    quotes = dict.fromkeys(_quote(answer, paragraph, sentences) for answer in answers)
    if len(quotes) > 1:
        quotes.pop(None, None)
    return GoldQuestion(
        id=row.key("id"),
        text=asked(row, "question"),
        answers=one_part(answer.text("text") for answer in answers),
        answerable=not impossible,
        evidence=tuple(GoldEvidence(paragraph.id, quote) for quote in quotes),
    )


def _quote(answer: Row, paragraph: _Paragraph, sentences: Sequence[Sentence]) -> str | None:
    """The sentence, as `ingest` stores it, that the answer begins in; None where its place is not known."""
    start, context = answer.whole("answer_start"), _context(paragraph.row)
    if start is None or start < 0 or not context.startswith(answer.text("text"), start):
        return None
    return next((clean(context[s.start : s.end]) or None for s in sentences if s.start <= start < s.end), None)


def _paragraphs(path: Path) -> Iterator[_Paragraph]:
    whole = document(path)
    if not whole.has("data"):
        raise whole.fault("data", "is missing; give SQuAD's JSON as it is published")
    number = 0
    for place, article in enumerate(whole.rows("data"), start=1):
        title = article.optional("title")
        for inner, row in enumerate(article.rows("paragraphs"), start=1):
            number += 1
            yield _Paragraph(row, f"squad-{place}-{inner}", title and title.replace("_", " "), number)


def _context(row: Row) -> str:
    """With the space around it, since answers are placed in it."""
    row.text("context")
    return str(row.values["context"])


def _articles(path: Path) -> SetIntake:
    return SetIntake(
        [path],
        lambda: (
            draft(path, each.number, body(each.row, "context"), {"id": each.id, "title": each.title})
            for each in _paragraphs(path)
        ),
    )


FORMAT = Format("squad", "SQuAD 1.1 or 2.0, one JSON document", lambda path: (path,), _questions, _articles)
