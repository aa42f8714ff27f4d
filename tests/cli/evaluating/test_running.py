"""`newsdesk evaluate run` and `list`: a set is asked once, measured, and gone on with."""

import json
from datetime import UTC, datetime

import pytest

from bot.cli.evaluating.run_progress import told
from bot.evaluation.record import Record
from bot.evaluation.running import Progress
from bot.evaluation.store import Runs
from bot.ledger.ledger import Ledger
from tests.chat_service import ChatService, Reply
from tests.evaluation.town import QUESTIONS
from tests.town_articles import write_articles

ROWS = [
    {
        "id": question.id,
        "question": question.text,
        "answers": [text for part in question.answers for text in part],
        "answerable": question.answerable,
        "type": question.type,
        "asked_at": "2020-08-06T12:00:00Z",
        "split": "dev" if question.id == "q5" else "test",
    }
    for question in QUESTIONS
]


@pytest.fixture
def asks(newsdesk):
    """The questions and articles as files, and the command that asks them."""
    write_articles(newsdesk.home / "articles")
    file = newsdesk.home / "town.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in ROWS))

    def run(*options: str):
        return newsdesk("evaluate", "run", file, "--articles", newsdesk.home / "articles", *options)

    return run


def figures(said) -> dict[str, float | None]:
    return {figure["name"]: figure["value"] for figure in said.data["figures"]}


def test_a_set_is_asked_and_measured(asks, newsdesk):
    """The table tells each metric; given again, the same command asks nothing."""
    first = asks()
    assert first.code == 0, first.err
    assert "run          town-" in first.out
    assert "right  " in first.out
    again = asks("--json")
    assert again.code == 0
    assert "All was asked before" in again.err
    assert again.data["run"] in first.out
    assert again.data["failed"] == 0
    assert figures(again)["right"] == 1.0
    (usd,) = [figure for figure in again.data["figures"] if figure["name"] == "usd"]
    assert (usd["low"], usd["value"], usd["high"]) == (0.0, 0.0, 0.0)
    listed = newsdesk("evaluate", "list")
    assert f"{again.data['run']}  5 asked of town, extractive" in listed.out
    (info,) = newsdesk("evaluate", "list", "--json").data
    assert (info["asked"], info["parallel"], info["settings"]) == (5, 1, {})


def test_evidence_that_is_not_there(asks, newsdesk):
    """A slip in the question file is told before it looks like a search that finds nothing."""
    file = newsdesk.home / "town.jsonl"
    slips = [[{"article_id": "prise"}], [{"article_id": "prize", "quote": "The jury met in Bergen."}]]
    right = [{"article_id": "school", "quote": "A school with 220 pupils"}]
    rows = [{**row, "evidence": each} for row, each in zip(ROWS, [*slips, right], strict=False)]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    said = asks("--json")
    assert "1 of 3 questions name an article that is not there as evidence, for example q1: “prise”" in said.err
    assert "1 of 3 questions name a quote that its article does not hold as evidence, for example q2: “The" in said.err
    (found,) = [figure for figure in said.data["figures"] if figure["name"] == "article_hit@10"]
    assert found["value"] == pytest.approx(2 / 3), "articles are named by their files"


def test_parts_of_a_run(asks):
    """A limit, a half and the rest are parts of one run."""
    assert asks("--limit", "2", "--name", "town").code == 0
    assert "All was asked" in asks("--limit", "1", "--name", "town").err
    assert asks("--split", "dev", "--name", "town").code == 0
    whole = asks("--name", "town", "--parallel", "2", "--json")
    assert (whole.code, whole.data["run"]) == (0, "town")
    assert {figure["n"] for figure in whole.data["figures"] if figure["name"] == "usd"} == {5}
    assert "seconds_median" not in figures(whole), "times do not count where several were asked at once"


def test_another_setting_is_another_run(asks):
    """Its name differs, and a name that is taken is refused with what differs."""
    plain, fewer = asks("--json").data, asks("--set", "search.hits=2", "--json").data
    assert plain["run"] != fewer["run"]
    assert fewer["settings"] == {"search.hits": "2"}
    refused = asks("--set", "search.hits=3", "--name", fewer["run"])
    assert refused.code == 2
    assert "settings: search.hits=2, now search.hits=3" in refused.err


def test_a_failure_is_counted(newsdesk, asks):
    """A run with a failed question ends with exit code 1 and says how many; nothing that failed is asked again."""
    assert asks("--limit", "1", "--name", "town").code == 0
    runs = Runs(newsdesk.data_dir)
    begun = runs.load("town")
    with runs.recording(begun.info, begun.questions) as recorder:
        recorder.add(Record("q2", None, error="The model is away."))
    said = asks("--name", "town")
    assert said.code == 1
    assert "failed       1 question\n" in said.out
    assert runs.load("town").records[1].error == "The model is away."


def test_ones_own_library_is_asked_without_articles(newsdesk):
    """A set that brings no articles is asked of the person's library, and leaves no receipts there."""
    newsdesk("ingest", write_articles(newsdesk.home / "articles"))
    file = newsdesk.home / "town.jsonl"
    file.write_text(json.dumps(ROWS[0]) + "\n")
    said = newsdesk("evaluate", "run", file, "--json")
    assert (said.code, figures(said)["right"]) == (0, 1.0), said.err
    assert newsdesk("answers", "list", "--json").data == []


def test_with_nothing_to_ask(newsdesk):
    """An empty library of one's own is told as everywhere, by exit code 12."""
    file = newsdesk.home / "town.jsonl"
    file.write_text(json.dumps(ROWS[0]) + "\n")
    said = newsdesk("evaluate", "run", file)
    assert said.code == 12
    assert "newsdesk ingest" in said.err
    assert newsdesk("evaluate", "list").code == 0


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--set", "search.top=20"], 2, "--set search.top is no setting"),
        (["--set", "search.hits=none"], 2, "allowed: a whole number from 1 to 1000"),
        (["--split", "train"], 2, "there are: dev, test"),
        (["--name", "../x"], 2, "cannot name a run"),
        (["--format", "none"], 2, "no format 'none'"),
        (["--engine", "generative"], 3, "no language model is set"),
        (["--engine", "generative", "--set", "chat.model=small", "--budget", "1"], 3, "price of small is not known"),
    ],
)
def test_what_cannot_be_run(asks, options, code, words):
    """Each is refused before anything is asked or built."""
    said = asks(*options)
    assert (said.code, said.out) == (code, "")
    assert words in said.err


def test_a_damaged_run_is_told(asks, newsdesk):
    """The others are listed."""
    assert asks("--limit", "1", "--name", "town").code == 0
    folder = newsdesk.data_dir / "evaluations" / "broken"
    folder.mkdir()
    (folder / "run.json").write_text("{")
    said = newsdesk("evaluate", "list")
    assert said.out.startswith("town  1 asked")
    assert "left out: " in said.err
    assert newsdesk("evaluate", "remove", "town").code == 0


def test_no_run_yet(newsdesk):
    """The list of none says how to make one, and writes nothing."""
    said = newsdesk("evaluate", "list")
    assert (said.code, said.out) == (0, "")
    assert "newsdesk evaluate run" in said.err
    assert not newsdesk.data_dir.exists()


def test_told():
    """Progress tells share, count, failures, USD, rate and time left; what was recorded before is no pace."""
    progress = Progress(done=50, total=100, failed=1, usd=0.25, seconds=10.0, asked_now=20)
    assert told(progress) == "50%, 50 of 100 questions, 1 failed, 0.25 USD, 2.0 a second, about 25.0 s left"
    assert told(Progress(0, 0, 0, 0.0, 0.0, 0)) == "100%, 0 of 0 questions"


def test_what_a_model_takes_is_counted_with_the_persons_own(asks, newsdesk, monkeypatch):
    """Also where an evaluation has a library of its own; the limit of the day holds for it."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("NEWSDESK_CHAT__MODEL", "small")
    monkeypatch.setenv("NEWSDESK_CHAT__PRICES", '{"small": {"input": 1, "output": 4}}')
    own = Ledger(newsdesk.data_dir, keep_days=90)
    with ChatService(Reply("Lena Okafor won it. [1]", usage=(100, 25))) as service:
        monkeypatch.setenv("NEWSDESK_CHAT__BASE_URL", service.base_url)
        said = asks("--engine", "generative", "--limit", "2", "--json")
        assert (said.code, said.data["engine"]) == (0, "generative"), said.err
        asked = len(service.requests)
        assert asked >= 2
        spent = own.spent(datetime.now(UTC).date())
        assert (spent.tokens, spent.usd) == (125 * asked, pytest.approx(200e-6 * asked))
        assert not list((newsdesk.data_dir / "evaluations").rglob("ledger.db"))
        monkeypatch.setenv("NEWSDESK_CHAT__TOKENS_PER_DAY", str(spent.tokens + 1))
        asks("--engine", "generative", "--json")
        assert len(service.requests) == asked
    assert own.receipts() == []
