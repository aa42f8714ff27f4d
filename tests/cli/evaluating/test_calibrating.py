"""`newsdesk evaluate calibrate`: what a person is told of a threshold, and which runs it is refused of."""

import pytest

from bot.evaluation.gold import QuestionSet
from bot.evaluation.store import Runs
from tests.evaluation.test_choosing import DEV, TEST, asked, written
from tests.evaluation.town import run_info

OPEN = {"settings": {"answering.threshold": "0.0"}}
OPEN_SUPPORT = {"settings": {"answering.support": "0.0"}, "engine": "generative"}


@pytest.fixture
def store(newsdesk):
    """Stores a run of these cases."""

    def stored(cases, **fields):
        questions = QuestionSet("town", "0" * 64, tuple(case.gold for case in cases))
        with Runs(newsdesk.data_dir).recording(run_info(**fields), questions) as recorder:
            for case in cases:
                recorder.add(case.record)

    return stored


def both(make):
    return [*make(DEV, "dev"), *make(TEST, "test")]


def test_what_a_person_reads(newsdesk, store):
    """What to write where, what to expect of it with how sure that is, and what the present threshold does."""
    store(both(asked), **OPEN)
    said = newsdesk("evaluate", "calibrate", "first", "--most-false", "0")
    assert said.code == 0, said.err
    assert "chosen on    5 questions: the dev half\nreported on  5 questions: the rest\n" in said.out
    assert "  [answering]\n  threshold = 0.55\n" in said.out
    assert "at most 0.0 % of the questions without an answer are answered: 0.0 % of the half" in said.out
    assert "50.0 %, 95 % interval 9.5 % to 90.5 %" in said.out
    rows = [line.split() for line in said.out.splitlines()]
    assert ["the", "other", "half", "at", "0.55", "now,", "at", "0.3"] in rows
    assert "of those with one: answered right 0.333 [0.061, 0.792]  0.667 [0.208, 0.939]".split() in rows
    assert "40 % 0.500 wrong at 0.700".split() in rows
    assert "calibration error 0." in said.out


def test_what_is_written_can_be_copied(newsdesk, store):
    """The two lines in a configuration file are the present threshold of the next calibration."""
    store(both(asked), **OPEN)
    said = newsdesk("evaluate", "calibrate", "first", "--most-false", "0").out
    start = said.index("  [answering]")
    file = newsdesk.home / "mine.toml"
    file.write_text("".join(line.strip() + "\n" for line in said[start:].splitlines()[:2]))
    again = newsdesk("--config", file, "evaluate", "calibrate", "first", "--most-false", "0", "--json").data
    assert again["present"] == again["threshold"] == 0.55
    assert all(effect["present"] == effect["reported_on"] for effect in again["effects"])


def test_the_same_as_data(newsdesk, store):
    """With every bin and point; what cannot be told is null."""
    store(both(asked), **OPEN)
    data = newsdesk("evaluate", "calibrate", "first", "--json").data
    assert (data["run"], data["setting"], data["most"], data["of"]) == ("first", "answering.threshold", 0.1, "question")
    assert (data["chosen_on"], data["reported_on"], data["left_out"]) == (5, 5, 0)
    assert [effect["name"] for effect in data["effects"]][:2] == ["false_answers", "missed"]
    assert len(data["risk_coverage"]) == len(data["bins"]) == 5
    assert 0 < data["calibration_error"] < 1


def test_support_of_a_language_models_statements(newsdesk, store):
    """In a run that a language model wrote it is the other setting, and statements are counted."""
    store(both(written), **OPEN_SUPPORT)
    said = newsdesk("evaluate", "calibrate", "first", "--most-wrong", "0.4")
    assert said.code == 0, said.err
    assert "support = 0.4\n" in said.out
    assert "chosen on    5 statements" in said.out
    assert "of the statements shown are wrong" in said.out


@pytest.mark.parametrize(
    ("run", "options", "words"),
    [
        ((asked, {}), [], "newsdesk evaluate run QUESTIONS [--articles PATH] --set answering.threshold=0"),
        ((written, {"engine": "generative"}), [], "--set answering.support=0"),
        ((asked, OPEN), ["--most-wrong", "0.1"], "the run first is extractive"),
        ((written, OPEN_SUPPORT), ["--most-false", "0.1"], "Use --most-wrong"),
        ((asked, OPEN), ["--most-false", "1.5"], "not at 1.5"),
        ((written, OPEN_SUPPORT), ["--most-wrong", "nan"], "not at nan"),
    ],
)
def test_what_cannot_be_calibrated(newsdesk, store, run, options, words):
    """Each is refused with what to do."""
    make, fields = run
    store(both(make), **fields)
    said = newsdesk("evaluate", "calibrate", "first", *options)
    assert (said.code, said.out) == (2, "")
    assert words in said.err


def test_no_such_run(newsdesk):
    """The names of those there are are told."""
    said = newsdesk("evaluate", "calibrate", "none")
    assert said.code == 2
    assert "there are: none" in said.err
