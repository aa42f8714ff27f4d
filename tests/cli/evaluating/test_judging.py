"""`newsdesk evaluate judge`: a run is judged over real HTTP, once, and apart from every other figure."""

import json

import pytest

from bot.evaluation.judging.store import judgements
from bot.evaluation.store import Runs
from tests.chat_service import Asked, ChatService, Reply
from tests.evaluation.judging.judged_runs import stored_run


def verdicts(asked: Asked) -> str:
    """Faithful and relevant, and nearly right."""
    return "4\nNearly." if "from 1 to 5" in asked.prompt else "YES"


@pytest.fixture
def judged(newsdesk):
    """A run of two answers, and the command that has it judged at a service."""
    stored_run(newsdesk.data_dir)

    def run(service, *options: str, model: str = "strict", **chat):
        file = newsdesk.home / "newsdesk.toml"
        lines = [f'model = "{model}"', f'base_url = "{service.base_url}"', "retries = 0"]
        lines += [f"{name} = {value}" for name, value in chat.items()]
        file.write_text("\n".join(["[chat]", *lines, '[chat.prices."strict"]', "input = 1", "output = 1"]))
        return newsdesk("evaluate", "judge", "first", "--config", file, *options)

    return run


def test_a_run_is_judged(judged, newsdesk):
    """Three figures with the judge's name, intervals and the warning; again, nothing is asked."""
    before = Runs(newsdesk.data_dir).load("first")
    with ChatService(verdicts) as service:
        said = judged(service)
        assert said.code == 0, said.err
        assert len(service.requests) == 6
        again = judged(service, "--json")
        assert len(service.requests) == 6
    assert "judge        strict at 127.0.0.1:" in said.out
    assert "strict: faithfulness" in said.out
    assert "not a measurement" in said.out
    assert "All was judged before" in again.err
    assert [(each["name"], each["group"], each["mean"], each["n"]) for each in again.data["figures"][::2]] == [
        ("strict: faithfulness", "judge", 1.0, 2),
        ("strict: relevancy", "judge", 1.0, 2),
        ("strict: correctness", "judge", 4.0, 2),
    ]
    assert (again.data["failed"], again.data["not_judged"]) == (0, 0)
    assert again.data["judge"]["prompts"][0]["text"].startswith("You judge whether sources")
    assert Runs(newsdesk.data_dir).load("first") == before


def test_a_reply_without_a_verdict(judged):
    """It is counted, told, and the exit code is 1; no figure is NaN."""
    with ChatService("I would rather not say.") as service:
        said = judged(service, "--json")
        assert judged(service).code == 1
        assert len(service.requests) == 6
    assert (said.code, said.data["failed"]) == (1, 6)
    assert [each["mean"] for each in said.data["figures"]] == [None, 1.0] * 3


def test_a_request_without_a_reply(judged):
    """It is told and sent again by the same command."""
    with ChatService([Reply(status=500), "YES"]) as service:
        said = judged(service, "--limit", "1")
        assert said.code == 1
        assert "1 of the requests got no reply" in said.err
    with ChatService(verdicts) as service:
        judged(service, "--limit", "1")
        assert len(service.requests) == 3, "another service is another judge"


def test_a_part_and_the_rest(judged):
    """A limit and a budget end it early; the rest follows."""
    with ChatService(verdicts) as service:
        assert judged(service, "--limit", "1").code == 0
        assert len(service.requests) == 3
        spent = judged(service, "--budget", "0.0004")
        assert spent.code == 0
        assert len(service.requests) == 4
        assert "1 of 2 answers were judged, then the budget was spent" in spent.err
        assert "not judged   1 answer\n" in spent.out
        judged(service)
        assert len(service.requests) == 6


def test_another_judge_is_kept_beside(judged, newsdesk):
    """Its verdicts are its own; the model that wrote the answers is told that it judges itself."""
    with ChatService(verdicts) as service:
        assert "wrote answers of this run itself" not in judged(service).err
        own = judged(service, "--set", "chat.model=small")
        assert "The judge small wrote answers of this run itself" in own.err
    stored = Runs(newsdesk.data_dir).load("first")
    assert {each.judge.model: len(each.verdicts) for each in judgements(newsdesk.data_dir, stored)} == {
        "strict": 6,
        "small": 6,
    }


def test_a_limit_of_the_settings(judged):
    """It ends judging with what to do, and what was judged stays."""
    with ChatService(verdicts) as service:
        said = judged(service, tokens_per_day=1500)
        assert said.code == 1
        assert "chat.tokens_per_day" in said.err
        assert len(service.requests) < 6


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["first"], 3, "none is set: name one in chat.model"),
        (["first", "--set", "chat.model=x", "--budget", "1"], 3, "price of x is not known"),
        (["first", "--set", "chat.model=x", "--budget", "nan"], 2, "greater than or equal to 0"),
        (["second", "--set", "chat.model=x"], 2, "There is no run second"),
        (["../first", "--set", "chat.model=x"], 2, "cannot name a run"),
    ],
)
def test_what_cannot_be_judged(newsdesk, arguments, code, words):
    """It is refused before anything is asked or written."""
    stored_run(newsdesk.data_dir)
    said = newsdesk("evaluate", "judge", *arguments)
    assert (said.code, said.out) == (code, "")
    assert words in said.err
    assert not list(newsdesk.data_dir.rglob("judgements*"))


def test_hostile_names(newsdesk, judged):
    """Escapes in a model's name or reply do not reach the terminal."""
    with ChatService("\x1b[31mYES") as service:
        said = judged(service, "--set", "chat.model=a\x1b[31mb\nc")
    assert "\x1b" not in said.out + said.err
    json.dumps(said.out)
