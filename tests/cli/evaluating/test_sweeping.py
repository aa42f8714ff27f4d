"""`newsdesk evaluate sweep`: a grid is asked on the dev half, and its best confirmed on the test half."""

import json

import pytest

from tests.chat_service import ChatService
from tests.evaluation.town import QUESTIONS
from tests.town_articles import write_articles


@pytest.fixture
def sweeps(newsdesk):
    """The town's questions, each three times so that something can be significant, and the command."""
    write_articles(newsdesk.home / "articles")
    rows = [
        {
            "id": f"{split}-{number}-{question.id}",
            "question": question.text,
            "answers": [text for part in question.answers for text in part],
            "answerable": question.answerable,
            "type": question.type,
            "asked_at": "2020-08-06T12:00:00Z",
            "split": split,
        }
        for split, times in (("dev", 1), ("test", 2))
        for number in range(times)
        for question in QUESTIONS
    ]
    file = newsdesk.home / "town.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))

    def run(*options: str):
        return newsdesk("evaluate", "sweep", file, "--articles", newsdesk.home / "articles", *options)

    return run


def test_a_better_setting_is_confirmed(sweeps, newsdesk, monkeypatch):
    """From settings that answer nothing, the one that answers is found and confirmed; the page and the runs stay."""
    monkeypatch.setenv("NEWSDESK_ANSWERING__THRESHOLD", "1")
    page = newsdesk.home / "sweep.html"
    said = sweeps("--over", "answering.threshold=0.2,1", "-o", str(page))
    assert said.code == 0, said.err
    assert "point 1 of 2: defaults\n" in said.err
    assert "5 to choose by, 10 to confirm on" in said.out
    assert "right 0.000 by default, 1.000 with the best: +1.000" in said.out
    assert "confirmed: answering.threshold=0.2 is better than the defaults" in said.out
    assert "On the test half: answering.threshold=0.2 against defaults" in page.read_text()
    assert "Quality against time" in page.read_text()
    again = sweeps("--over", "answering.threshold=0.2,1", "--json").data
    assert (again["confirmed"], again["differences"][0]["change"]) == (True, 1.0)
    (best,) = [point for point in again["points"] if point["run"] == again["best"]]
    assert (best["settings"], best["frontier"]) == ({"answering.threshold": "0.2"}, True)
    assert [figure["n"] for figure in best["figures"]] == [4], "of the dev half only"
    listed = newsdesk("evaluate", "list", "--json").data
    assert {info["name"]: info["asked"] for info in listed} == {point["run"]: 15 for point in again["points"]}


def test_the_defaults_may_be_best(sweeps, newsdesk):
    """Then nothing is asked on the test half, and a sweep that goes on with a wider grid asks its new points only."""
    options = ["--parallel", "2", "--name", "narrow", "--metric", "right", "--metric", "false_answers"]
    said = sweeps("--over", "answering.threshold=1", *options)
    assert said.code == 0, said.err
    assert "verdict      nothing beats the defaults on the dev half: keep the defaults" in said.out
    wider = sweeps("--over", "answering.threshold=0.9,1", *options, "--json")
    listed = newsdesk("evaluate", "list", "--json").data
    assert [info["asked"] for info in listed] == [5, 5, 5]
    assert all(info["name"].startswith("narrow-") for info in listed)
    assert (wider.data["confirmed"], wider.data["differences"]) == (False, [])
    assert {point["seconds"] for point in wider.data["points"]} == {None}, "several were asked at once"


def test_what_cuts_articles_builds_libraries(sweeps, newsdesk):
    """Points that differ in how articles are cut have a library each, and the others share theirs."""
    said = sweeps("--over", "ingestion.passage_tokens=64", "--over", "search.hits=2,30", "--limit", "1")
    assert said.code == 0, said.err
    libraries = newsdesk.data_dir / "evaluations" / "libraries"
    assert len(list(libraries.iterdir())) == 2
    assert len(newsdesk("evaluate", "list", "--json").data) == 3


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--over", "search.hits=1,2,3", "--most", "2"], 2, "has 3 points (3)"),
        (["--over", "search.hits=1,none"], 2, "search.hits is 'none'; allowed: a whole number from 1 to 1000"),
        (["--over", "search.top=1"], 2, "is no setting"),
        (["--over", "search.hits=1", "--metric", "best"], 2, "--metric 'best' is no figure"),
        (["--over", "search.hits=1", "--set", "search.hits=2"], 2, "both swept and set"),
        (["--over", "chat.engine=generative"], 3, "no language model is set"),
        (["--over", "search.hits=1", "-o", "."], 2, "cannot be written"),
        (["--over", "search.hits=1", "--name", "../x"], 2, "cannot name a run"),
        ([], 2, "--over"),
    ],
)
def test_what_cannot_be_swept(sweeps, newsdesk, options, code, words):
    """Each is refused before anything is asked."""
    said = sweeps(*options)
    assert (said.code, said.out) == (code, "")
    assert words in said.err
    assert newsdesk("evaluate", "list", "--json").data == []


def test_ones_own_library_is_cut_one_way(newsdesk):
    """Without articles nothing can be swept that a library is built with."""
    file = newsdesk.home / "town.jsonl"
    file.write_text("".join(json.dumps({"id": each.id, "question": each.text}) + "\n" for each in QUESTIONS))
    said = newsdesk("evaluate", "sweep", file, "--over", "ingestion.passage_tokens=64")
    assert (said.code, said.out) == (2, "")
    assert "needs --articles" in said.err


def test_a_budget_is_of_all_points(sweeps, newsdesk):
    """Once it is spent nothing further is asked; the same command with a greater one goes on."""
    reply = "Lena Okafor won the Tamsin River Prize on Tuesday. [1]"
    with ChatService(reply) as service:
        file = newsdesk.home / "newsdesk.toml"
        lines = ["[chat]", 'model = "small"', f'base_url = "{service.base_url}"', '[chat.prices."small"]']
        file.write_text("\n".join([*lines, "input = 1000", "output = 1000"]))
        options = ("--config", str(file), "--over", "search.hits=10,20", "--engine", "generative")
        said = sweeps(*options, "--budget", "0.0001")
        assert (said.code, said.out) == (2, "")
        assert "The budget of 0.0001 USD is spent: 1 of 5 questions" in said.err
        assert len(service.requests) == 1
        enough = sweeps(*options, "--budget", "1000")
        assert enough.code == 0, enough.err
        assert len(service.requests) >= 15
    unknown = sweeps("--over", "search.hits=10,20", "--set", "chat.model=other", "--budget", "1")
    assert (unknown.code, "price of other is not known" in unknown.err) == (3, True)
