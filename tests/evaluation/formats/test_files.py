"""Files that are broken, hostile or too large."""

import gzip
import os

import pytest

from bot.errors import UsageError
from bot.evaluation.formats import read
from bot.evaluation.formats.collecting import collect
from bot.evaluation.formats.files import LINE_BYTES, items, lines
from bot.evaluation.formats.naming import Found
from bot.evaluation.gold import GoldQuestion


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "holds no question"),
        ("\n  \n", "holds no question"),
        ('{"id": 1, "question": "Who?"}\n{"id": ', "line 2: not JSON at character 8"),
        ("[1]", "line 1: a list stands where an object"),
        ("null", "line 1: null stands where an object"),
        (b'{"id": "\xff"}', "line 1: byte 9 is not UTF-8"),
        ("[" * 100_000, "line 1: not JSON that can be read"),
        ('{"id": ' + "9" * 5_000 + "}", "line 1: not JSON that can be read"),
        (
            '{"id": 1, "question": "Who?"}\n\n{"id": "1", "question": "What?"}',
            "line 3: id: '1' was given to an earlier",
        ),
    ],
)
def test_a_malformed_file_is_refused_with_its_line(written, content, message):
    """File and line are told."""
    with pytest.raises(UsageError, match=message) as caught:
        read(written("set.jsonl", content))
    assert "set.jsonl" in str(caught.value)


def test_a_byte_order_mark_is_passed_over(written):
    """Files saved by Windows editors are read."""
    assert read(written("set.jsonl", '\ufeff{"id": 1, "question": "Who?"}')).questions[0].id == "1"


@pytest.mark.parametrize("packed", [b"\x1f\x8bnothing", gzip.compress(b"{}" * 500)[:-9]])
def test_a_broken_gzip_file_is_refused(written, packed):
    """A download that was cut off is told as such."""
    with pytest.raises(UsageError, match="no sound gzip file"):
        read(written("set.jsonl.gz", packed))


def test_a_bomb_ends_at_the_limit(written):
    """What unpacks to one endless line is not read into memory as a whole."""
    path = written("set.jsonl", gzip.compress(b" " * (LINE_BYTES + 10)))
    with pytest.raises(UsageError, match="line 1: longer than 20 MB"):
        list(lines(path))


def test_a_stream_ends_at_the_limit(written):
    """Many short lines are bounded too."""
    path = written("set.jsonl", b"{}\n" * 10)
    assert len(list(lines(path, 30))) == 10
    with pytest.raises(UsageError, match="line 10: over"):
        list(lines(path, 29))


def test_a_document_ends_at_the_limit(written):
    """A document that is read as a whole is bounded."""
    assert [row.number for row in items(written("a.json", "[{},   {}]"), 10)] == [1, 2]
    with pytest.raises(UsageError, match="larger than"):
        list(items(written("a.json", "[{},    {}]"), 10))


def test_too_many_questions_are_refused(written):
    """A set is bounded."""
    path = written("set.jsonl", "{}\n{}\n{}\n")
    found = [Found(row, GoldQuestion(str(row.number), "Who?")) for row in lines(path)]
    assert len(collect(path, [path], found[:2], most=2).questions) == 2
    with pytest.raises(UsageError, match="more than 2 questions"):
        collect(path, [path], found, most=2)


def test_a_pipe_is_refused(tmp_path):
    """A pipe would be waited for without end."""
    os.mkfifo(tmp_path / "set.jsonl")
    with pytest.raises(UsageError, match="is not a file"):
        read(tmp_path / "set.jsonl", "own")


def test_a_file_that_may_not_be_read_is_told(ordinary_user):
    """The system's reason is shown."""
    path = ordinary_user / "set.jsonl"
    path.write_text("{}")
    path.chmod(0)
    with pytest.raises(UsageError, match=r"set\.jsonl cannot be read: permission denied"):
        read(path)


def test_names_in_messages_are_safe_to_show(tmp_path):
    """A file's name cannot colour or turn the terminal's line."""
    with pytest.raises(UsageError) as caught:
        read(tmp_path / "a\x1b[31m\u202e.jsonl")
    assert "\x1b" not in str(caught.value)
    assert "\u202e" not in str(caught.value)
