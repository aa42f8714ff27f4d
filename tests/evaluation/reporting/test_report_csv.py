"""CSV for spreadsheets: exact where it can be, and no cell a formula."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.evaluation.reporting.report_csv import figures_csv, questions_csv, safe_cell
from tests.evaluation.reporting.examples import hostile, two_runs

STARTS = tuple("=+-@\t\r＝＋－＠")
TEXTS = st.text(st.sampled_from([*STARTS, *"\"'; ,\n1A|\u00a0\u200b"]))


def read(text, delimiter=","):
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def formulas(rows):
    return [cell for row in rows for cell in row if cell.strip(" \"';").startswith(STARTS) and not is_number(cell)
            and not cell.lstrip(' ";').startswith("'")]  # fmt: skip


@given(TEXTS)
@example('a; "=1')
@example("\t=1")
@example(";=1")
@example("x;=1;+2")
def test_no_text_is_a_formula(text):
    """Whatever a text says, its cell is none, neither between commas nor where the file is split at semicolons."""
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerow(["a", safe_cell(text), "b"])
    assert formulas(read(stream.getvalue())) == []
    assert formulas(read(stream.getvalue(), ";")) == []
    assert len(read(stream.getvalue())) == 1


@given(st.text(st.characters(categories=("L", "Nd", "Zs"))))
def test_ordinary_texts_are_exact(text):
    """Letters, figures and spaces are written as they are."""
    assert safe_cell(text) == text


@pytest.mark.parametrize("drawn", [figures_csv, questions_csv])
def test_hostile_report_is_a_table(drawn):
    """A hostile report has no formula, and every row has a cell for each column."""
    rows = read(drawn(hostile()))
    assert formulas(rows) == []
    assert {len(row) for row in rows} == {len(rows[0])}
    assert "nan" not in {cell.lower() for row in rows for cell in row}


def test_figures():
    """Headline, types and differences are rows; a negative number stays one."""
    rows = [dict(zip(*pair, strict=True)) for pair in _pairs(figures_csv(two_runs()))]
    first = rows[0]
    assert (first["run"], first["figure"], first["value"], first["n"]) == ("base", "hit@1", "0.624", "161")
    assert {row["question_type"] for row in rows} == {"", "who", "when", "how_many", "yes_no"}
    compared = [row for row in rows if row["compared_with"]]
    assert [(row["figure"], float(row["value"])) for row in compared][1] == ("hit@5", -0.002)


def test_questions():
    """Each run's answer to each question is a row."""
    rows = [dict(zip(*pair, strict=True)) for pair in _pairs(questions_csv(two_runs()))]
    assert len(rows) == 12
    assert [(row["run"], row["verdict"]) for row in rows[:2]] == [("base", "right"), ("wide-passages", "missed")]
    assert rows[0]["right_answers"] == "ByteDance / ByteDance Ltd."
    assert rows[2]["dropped"] == "The deadline was never set."


def _pairs(text):
    header, *rows = read(text)
    return [(header, row) for row in rows]
