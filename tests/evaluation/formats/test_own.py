"""Our own format, and that its schema says the same."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from jsonschema import Draft202012Validator

from bot.domain.question import Turn
from bot.errors import UsageError
from bot.evaluation.formats import read
from bot.evaluation.formats.moments import FORM
from bot.evaluation.formats.own import question, written
from bot.evaluation.formats.rows import Row
from bot.evaluation.gold import GoldEvidence, GoldQuestion

SCHEMA = json.loads((Path(__file__).resolve().parents[3] / "docs" / "questions.schema.json").read_text())
VALIDATOR = Draft202012Validator(SCHEMA)

KEYS = ["a", 7, "", " ", None, True, 1.5, [], {}, "a" * 200, "a" * 201]
TEXTS = ["a", "", "  ", None, 3, False, [], {}, "a" * 20_000, "a" * 20_001]
LISTS = [[], None, ["a"], ["a", "b"], [""], [" "], [1], [None], "a", {}, 4, [{}]]
POOL = {
    "id": KEYS,
    "question": ["Who?", "", " ", None, 3, [], "a" * 10_000, "a" * 10_001],
    "answers": [*LISTS, [["a", "b"], "c"], [["a"], []], [["a"], [""]], [["a"], [1]], [[["a"]]], [[]]],
    "answerable": [True, False, None, "yes", 0, 1, []],
    "type": [*KEYS, "list", "why"],
    "asked_at": [
        "2024-05-03T09:00:00Z", "2024-05-03", "2024/05/03", "2024-05-03T09:00", "2024-05-03T09:00+02:00", "20240503",
        "2024-W10-1", "May 3", "", None, 20240503, "2024-05-03T09:00:00.5Z", "2024-05-03 09:00Z", "٢٠٢٤-05-03",
    ],
    "history": [
        *LISTS, [{"question": "Who?", "answer": "a"}], [{"question": "Who?"}], [{"answer": "a"}],
        [{"question": "", "answer": "a"}], [{"question": "Who?", "answer": None}], [{"question": 1, "answer": "a"}],
    ],
    "evidence": [
        *LISTS, [{"article_id": "a"}], [{"article": "a", "quote": "q"}], [{"quote": "q"}],
        [{"article_id": None, "article": 4}], [{"article_id": "a", "article": []}], [{"article_id": [], "article": "a"}],
        [{"article_id": "a", "quote": ""}], [{"article_id": "a", "quote": 1}], [{"article_id": "a", "quote": None}],
    ],
    "rivals": LISTS,
    "stale": LISTS,
    "speaker": TEXTS,
    "split": ["dev", "test", "train", "", None, 1, []],
    "review": ["", " ", "look", None, 4, [], "a" * 1_000, "a" * 1_001],
    "story": LISTS,
}  # fmt: skip
GOOD = {"id": "a", "question": "Who?"}


def accepted(row: dict) -> bool:
    """Whether the reader takes the row; its refusal must begin with the place."""
    try:
        question(Row.of("set.jsonl, line 1", row))
    except UsageError as error:
        if not str(error).startswith("set.jsonl, line 1: "):
            raise
        return False
    return True


def gold(**fields: object) -> GoldQuestion:
    return question(Row.of("set.jsonl, line 1", {**GOOD, **fields}))


def test_a_whole_row_is_read(fixtures):
    """Every field comes to its place."""
    assert read(fixtures / "own.jsonl").questions[0] == GoldQuestion(
        id="q1",
        text="Who buys the ferry line?",
        answers=(("Orsk", "the Port of Orsk"),),
        answerable=True,
        type="who",
        asked_at=datetime(2024, 5, 3, 7, tzinfo=UTC),
        history=(),
        evidence=(GoldEvidence("ferry-1", "The Port of Orsk is buying the ferry line."), GoldEvidence("ferry-2")),
        rivals=("Velmar",),
        stale=("nobody",),
        speaker="Mira Sand",
        split="dev",
    )


def test_parts_and_turns_are_read(fixtures):
    """Lists are parts, lists within lists are parts with wordings, turns are told oldest first."""
    _, second, third, fourth = read(fixtures / "own.jsonl").questions
    assert second.id == "2"
    assert second.answers == (("Orsk",), ("Velmar",))
    assert second.asked_at == datetime(2024, 5, 3, 23, 59, 59, tzinfo=UTC)
    assert second.history == (Turn("Who buys the ferry line?", "the Port of Orsk"),)
    assert third.answers == (("the North", "Bank of the North"), ("Tern Bank",))
    assert (fourth.answers, fourth.answerable) == ((), False)


def test_a_short_row_is_enough():
    """Only id and question are needed."""
    assert gold() == GoldQuestion("a", "Who?")


@pytest.mark.parametrize(("type_", "parts"), [("who", 1), ("list", 2), ("why", 2), ("other", 1)])
def test_texts_are_parts_of_lists_and_reasons_only(type_, parts):
    """For other types they are wordings of one answer."""
    assert len(gold(type=type_, answers=["ab", "c"]).answers) == parts


def test_wordings_are_the_shortest_first_and_once():
    """The first wording is the one to show."""
    assert gold(answers=["the port", "Orsk", "the port"]).answers == (("Orsk", "the port"),)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"id": None}, "id: is missing; give a text"),
        ({"id": "a\x1bb"}, "id: 'ab' holds invisible"),
        ({"question": "???"}, "question: The question is empty: it holds no letter"),
        ({"answers": "Orsk"}, r"answers: is a text; give a list in \[brackets\]"),
        ({"answers": ["a", 3]}, r"answers\[2\]: is a number; give a text"),
        ({"answers": [["a"], ["b", ""]]}, r"answers\[2\]\[2\]: is an empty text"),
        ({"answers": ["a"], "answerable": False}, "answers: is given, but answerable is false"),
        ({"answerable": "no"}, "answerable: is a text; give true or false"),
        ({"asked_at": "2024-02-30"}, "asked_at: '2024-02-30': give a moment"),
        ({"asked_at": "2024-05-03T09:00:00"}, "asked_at: '2024-05-03T09:00:00': give a moment with its zone"),
        ({"asked_at": "0001-01-01T00:00+05:00"}, "asked_at: .*: give a moment"),
        ({"asked_at": "9999-12-31T23:00-05:00"}, "asked_at: .*: give a moment"),
        ({"history": [{"question": "Who?"}]}, r"history\[1\]\.answer: is missing"),
        ({"evidence": [{"article": "a"}, {"quote": "q"}]}, r"evidence\[2\]\.article_id: is missing"),
        ({"evidence": ["a"]}, r"evidence\[1\]: is a text; give an object"),
        ({"rivals": ["a"] * 10_001}, "rivals: has 10,001 items"),
        ({"split": "train"}, "split: 'train' is none; give dev or test"),
        ({"review": "a" * 1_001}, "review: has 1,001 characters; at most 1,000"),
    ],
)
def test_a_fault_names_its_line_and_field(fields, message):
    """A person finds the place and what to write there."""
    with pytest.raises(UsageError, match=r"^set\.jsonl, line 1: " + message):
        gold(**fields)


def test_a_draft_says_what_to_look_at():
    """The remark is read, and a question without one stands for itself."""
    assert (gold(review=" look at the date ").review, gold(review=" ").review) == ("look at the date", None)


@given(some.fixed_dictionaries({}, optional={name: some.sampled_from(POOL[name]) for name in POOL}))
def test_what_is_written_is_read_again(row):
    """Any question that was read is written as a line that the schema allows and that is the same question again."""
    try:
        read_first = gold(**row)
    except UsageError:
        return
    line = written(read_first)
    assert line.isascii()
    assert "\n" not in line
    assert question(Row.of("set.jsonl, line 1", json.loads(line))) == read_first
    assert VALIDATOR.is_valid(json.loads(line))


def test_what_cannot_be_read_is_not_written():
    """A question of our own making that the reader would refuse is refused at once."""
    with pytest.raises(UsageError, match=r"the question 'a': question: is an empty text"):
        written(GoldQuestion("a", " "))


def test_the_schema_is_sound():
    """It is a schema, and describes the fixture and the form of moments that the reader has."""
    VALIDATOR.check_schema(SCHEMA)
    patterns = re.findall(r'"pattern": "\^(.*?)\$"', json.dumps(SCHEMA))
    assert patterns == [FORM]


def test_the_schema_and_the_reader_know_the_same_fields():
    """What one documents the other reads, by name."""
    read_fields = set()

    class Watched(dict):
        def get(self, name, default=None):
            read_fields.add(name)
            return super().get(name, default)

    question(Row("set.jsonl, line 1", Watched(GOOD)))
    assert read_fields == set(SCHEMA["properties"])


@pytest.mark.parametrize("name", POOL)
def test_the_schema_and_the_reader_agree_on_each_field(name):
    """Each value, good or bad, is accepted by both or refused by both."""
    for value in POOL[name]:
        row = {**GOOD, name: value}
        assert accepted(row) == VALIDATOR.is_valid(row), row


@given(some.fixed_dictionaries({}, optional={name: some.sampled_from(POOL[name]) for name in POOL}))
def test_the_schema_and_the_reader_agree_on_rows(row):
    """So they do on rows of any fields together."""
    assert accepted(row) == VALIDATOR.is_valid(row)


@given(
    some.dictionaries(
        some.text(max_size=5),
        some.recursive(
            some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
            lambda inner: some.lists(inner) | some.dictionaries(some.text(max_size=3), inner),
            max_leaves=8,
        ),
    )
)
def test_no_row_breaks_the_reader(row):
    """Whatever JSON holds, it is read or refused, never a fault of ours."""
    accepted({**GOOD, **row})
    accepted(row)


@pytest.mark.parametrize(
    ("key", "meant"), [("answer", "answers"), ("asked_att", "asked_at"), ("evidences", "evidence")]
)
def test_a_slip_of_a_key(tmp_path, key, meant):
    """It is told: without answers, a question would be counted as one whose answer nobody knows."""
    file = tmp_path / "slips.jsonl"
    file.write_text(json.dumps({"id": "q1", "question": "Who?", key: None}) + "\n")
    with pytest.raises(UsageError, match=f"line 1: {key}: is no field; `{meant}` may be meant"):
        read(file)
    file.write_text(json.dumps({"id": "q1", "question": "Who?", key: None, "story": "x", meant: None}) + "\n")
    assert read(file).questions[0].id == "q1", "beside the right key it is the person's own"
