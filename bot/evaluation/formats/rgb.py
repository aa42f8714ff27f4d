"""RGB (Chen et al. 2024): `en.json`, `en_int.json`, `en_fact.json`, JSON lines in spite of their name.

Each question brings its snippets: positive ones tell, negative ones do not, and in `en_fact.json` those of
`positive_wrong` tell something else, which is a rival answer here. All snippets together are one collection.
"""

from collections.abc import Iterator
from pathlib import Path

from bot.evaluation.formats.files import lines
from bot.evaluation.formats.intake import SetIntake, draft
from bot.evaluation.formats.naming import Format, Found
from bot.evaluation.formats.own import asked
from bot.evaluation.formats.rows import Row
from bot.evaluation.formats.wordings import in_parts
from bot.evaluation.gold import GoldEvidence, GoldQuestion
from bot.ingestion.drafts import Draft, Unread

_KINDS = {"positive": "positive", "positive_wrong": "counterfactual", "negative": "negative"}
"""Field of the file, and the word for it in an article's id."""


def _questions(path: Path) -> Iterator[Found]:
    for row in lines(path):
        yield Found(row, _question(row))


def _question(row: Row) -> GoldQuestion:
    answers = in_parts(_answers(row, "answer"))
    if not answers:
        raise row.fault("answer", "is missing or empty; give a text or a list")
    is_counterfactual = row.has("positive_wrong")
    return GoldQuestion(
        id=f"rgb-{row.key('id')}",
        text=asked(row, "query"),
        answers=answers,
        type="counterfactual" if is_counterfactual else "integration" if len(answers) > 1 else "other",
        evidence=tuple(GoldEvidence(article_id) for article_id, _ in _snippets(row, "positive")),
        rivals=tuple(each for part in _answers(row, "fakeanswer") for each in part),
    )


def _answers(row: Row, name: str) -> tuple[tuple[str, ...], ...]:
    """A text, or a list of parts, each a text or a list of wordings: so the published script counts them."""
    if isinstance(row.values.get(name), str):
        return ((row.text(name),),)
    return row.parts(name) or tuple((each,) for each in row.texts(name))


def _snippets(row: Row, name: str) -> Iterator[tuple[str, str]]:
    """Article id and text. In `en_int.json` the positive ones are grouped by the part of the answer that they tell."""
    flat = [each for part in row.parts(name) or (row.texts(name),) for each in part]
    for number, text in enumerate(flat):
        yield f"rgb-{row.key('id')}-{_KINDS[name]}-{number}", text


def _articles(path: Path) -> SetIntake:
    return SetIntake([path], lambda: _drafts(path))


def _drafts(path: Path) -> Iterator[Draft | Unread]:
    for row in lines(path):
        for name in _KINDS:
            for article_id, text in _snippets(row, name):
                yield draft(path, row.number, text, {"id": article_id})


FORMAT = Format("rgb", "en.json, en_int.json or en_fact.json of RGB", lambda path: (path,), _questions, _articles)
