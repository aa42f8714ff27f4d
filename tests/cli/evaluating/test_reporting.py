"""`newsdesk evaluate report`: runs as a page, Markdown, JSON or CSV."""

import csv
import json

import pytest

from bot.evaluation.judging.material import materials
from bot.evaluation.judging.store import judging
from bot.evaluation.judging.verdicts import Criterion, Verdict
from bot.evaluation.store import Runs
from tests.evaluation.judging.judged_runs import JUDGE

pytestmark = pytest.mark.usefixtures("runs")


def test_a_page(newsdesk):
    """One file with both runs, their difference and every question."""
    file = newsdesk.home / "report.html"
    said = newsdesk("evaluate", "report", "base", "new", "-o", file, "--title", "Two <runs>")
    assert (said.code, said.out) == (0, "")
    page = file.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "<title>Two &lt;runs&gt;</title>" in page
    assert "new against base" in page
    assert "Content-Security-Policy" in page
    assert "She is tall." in page, "what was dropped"


@pytest.mark.parametrize(
    ("name", "start"),
    [("r.md", "# How good"), ("r.json", "{"), ("r.csv", '"run"'), ("r.htm", "<!DOCTYPE"), ("r.HTML", "<!DOCTYPE")],
)
def test_the_name_tells_the_format(newsdesk, name, start):
    """By its ending."""
    assert newsdesk("evaluate", "report", "base", "-o", newsdesk.home / name).code == 0
    assert (newsdesk.home / name).read_text(encoding="utf-8").startswith(start)


def test_to_standard_output(newsdesk):
    """Without a file; CSV has a table of figures and one of questions."""
    assert newsdesk("evaluate", "report", "base").out.startswith("<!DOCTYPE html>")
    data = json.loads(newsdesk("evaluate", "report", "base", "--format", "json").out)
    assert [run["info"]["name"] for run in data["runs"]] == ["base"]
    rows = newsdesk("evaluate", "report", "base", "new", "--format", "csv", "--table", "questions").out
    assert [row["short"] for row in csv.DictReader(rows.splitlines())] == ["Okafor", "Okafor", "Oslo", "Bergen", "", ""]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none"], "There is no run none"),
        (["base", "-o", "report.doc"], "tells no format"),
        (["base", "-o", "none/report.html"], "cannot be written"),
        ([f"run{number}" for number in range(7)], "at most 6"),
    ],
)
def test_what_cannot_be_reported(newsdesk, arguments, words):
    """Says what to give instead."""
    said = newsdesk("evaluate", "report", *arguments)
    assert (said.code, said.out) == (2, "")
    assert words in said.err


def test_opinions_of_judges(newsdesk):
    """They stand in a group of their own, told as opinions, and in no comparison."""
    stored = Runs(newsdesk.data_dir).load("base")
    with judging(newsdesk.data_dir, stored, JUDGE) as kept:
        shown = materials(stored)["q1"]
        kept.add(Verdict("q1", Criterion.FAITHFULNESS, shown.hash, 1.0, "YES", 10, 2, 0.0))
    page = newsdesk("evaluate", "report", "base", "new").out
    assert page.count("strict: faithfulness") == 2, "the figure, and the share of replies without a verdict"
    assert "opinion, no measurement" in page
