"""`newsdesk evaluate generate`: by rules and with a language model, of files and of one's own library."""

import json
import os

import pytest

from bot.evaluation.formats import read
from bot.ledger.ledger import Ledger
from tests.chat_service import ChatService, Reply
from tests.evaluation.drafting.making import CRANES, PRIZE
from tests.town_articles import write_articles

ARTICLES = {
    "cranes.md": f"---\nid: cranes\ntitle: Cranes\npublished: 2020-08-04\n---\n{CRANES}",
    "prize.md": f"---\nid: prize\ntitle: Prize\npublished: 2020-08-05\n---\n{PRIZE}",
}
QUOTE = "Norway banned 12 foreign trawlers on Aug. 2, a ministry said."
LINE = json.dumps({"question": "Who banned trawlers?", "answer": "Norway", "type": "who", "quote": QUOTE})


@pytest.fixture
def folder(newsdesk):
    """The articles as files."""
    return write_articles(newsdesk.home / "articles", ARTICLES)


@pytest.fixture
def by_model(newsdesk, monkeypatch):
    """Settings that name a model of the service at this address."""

    def configured(service: ChatService) -> None:
        for name, value in {
            "NEWSDESK_CHAT__MODEL": "small",
            "NEWSDESK_CHAT__BASE_URL": service.base_url,
            "NEWSDESK_CHAT__RETRIES": "0",
            "NEWSDESK_CHAT__PRICES": json.dumps({"small": {"input": 10_000, "output": 0}}),
        }.items():
            monkeypatch.setitem(os.environ, name, value)

    return configured


def texts(said) -> list[str]:
    return [json.loads(line)["question"] for line in said.out.splitlines()]


def test_drafts_are_a_set_that_can_be_asked(newsdesk, folder):
    """Written, read, asked; the run tells how many nobody has looked at."""
    file = newsdesk.home / "drafts.jsonl"
    said = newsdesk("evaluate", "generate", folder, "--unanswerable", "0.4", "-o", file)
    assert (said.code, said.out) == (0, ""), said.err
    questions = read(file).questions
    assert (len(questions), sum(not each.answerable for each in questions)) == (6, 2)
    asked = newsdesk("evaluate", "run", file, "--articles", folder, "--limit", "4", "--json")
    assert asked.code == 0, asked.err
    assert "4 of 4 questions still have a `review` note" in asked.err


def test_the_library_is_drafted_from_as_files_are(newsdesk, folder):
    """Their articles have the same ids, so that the drafts are the same, in the order of chance."""
    of_files = newsdesk("evaluate", "generate", folder, "--seed", "3")
    assert newsdesk("ingest", folder).code == 0
    assert sorted(texts(newsdesk("evaluate", "generate", "--seed", "3"))) == sorted(texts(of_files))


def test_a_choice(newsdesk, folder):
    """Types, number of an article and of all; the same seed writes the same bytes."""
    said = newsdesk("evaluate", "generate", folder, "--types", "when, how_many", "--per-article", "9")
    assert {json.loads(line)["type"] for line in said.out.splitlines()} == {"when", "how_many"}
    assert len(texts(newsdesk("evaluate", "generate", folder, "--per-article", "1"))) == 2
    one = newsdesk("evaluate", "generate", folder, "--limit", "1", "--seed", "7")
    assert len(texts(one)) == 1
    assert one.out == newsdesk("evaluate", "generate", folder, "--limit", "1", "--seed", "7").out


def test_an_unreadable_source_is_told(newsdesk, folder):
    """The others are drafted from."""
    (folder / "broken.jsonl").write_text("{\n")
    said = newsdesk("evaluate", "generate", folder)
    assert said.code == 1
    assert len(texts(said)) == 6
    assert "left out: articles/broken.jsonl" in said.err


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--types", "why"], 2, "'why' is none that can be drafted"),
        (["--unanswerable", "1.5"], 2, "--unanswerable"),
        (["--engine", "generative"], 3, "no language model is set"),
        ([], 2, "Your library holds no article"),
    ],
)
def test_what_cannot_be_done(newsdesk, options, code, words):
    """It is refused, and nothing is made."""
    said = newsdesk("evaluate", "generate", *options)
    assert (said.code, said.out) == (code, "")
    assert words in said.err


def test_a_model_drafts(newsdesk, folder, by_model):
    """Its questions count as far as the article holds them; what it cost stands in the ledger."""
    invented = LINE.replace("Norway banned", "Norway has banned")
    with ChatService(lambda asked: f"Sure:\n{LINE}\n{invented}") as service:
        by_model(service)
        said = newsdesk("evaluate", "generate", folder)
    assert (said.code, texts(said)) == (0, ["Who banned trawlers?"]), said.err
    assert "5 lines of the model were left out" in said.err
    assert "Drafted by small." in said.out
    assert "Lena Okafor" in service.requests[1].prompt
    assert "who, what, when" in service.requests[0].system
    assert sum(each.usd for each in [Ledger(newsdesk.data_dir, 90).spent(_today())]) == 2.0


def test_rules_although_a_model_is_set(newsdesk, folder, by_model):
    """The engine can be chosen."""
    with ChatService(LINE) as service:
        by_model(service)
        assert len(texts(newsdesk("evaluate", "generate", folder, "--engine", "extractive"))) == 6
    assert service.requests == []


def test_a_budget(newsdesk, folder, by_model, monkeypatch):
    """Once it is spent no further article is given; without a price it cannot be kept."""
    with ChatService(LINE) as service:
        by_model(service)
        said = newsdesk("evaluate", "generate", folder, "--budget", "0.5")
        assert (said.code, len(service.requests)) == (0, 1)
        assert "The budget is spent" in said.err
        monkeypatch.setitem(os.environ, "NEWSDESK_CHAT__PRICES", "{}")
        assert newsdesk("evaluate", "generate", folder, "--budget", "1").code == 3


def test_a_model_that_fails(newsdesk, folder, by_model):
    """What was drafted before stands, and the fault is told."""
    with ChatService([LINE, Reply(status=401, message="no")]) as service:
        by_model(service)
        said = newsdesk("evaluate", "generate", folder)
    assert (said.code, texts(said)) == (1, ["Who banned trawlers?"])
    assert "ended early: " in said.err


def _today():
    from datetime import UTC, datetime

    return datetime.now(UTC).date()
