import json
import random
import resource

import pytest

from bot.ingestion.drafts import Draft, Markup, Unread
from bot.ingestion.reading import read
from bot.ingestion.report import Fate
from bot.ingestion.sources import SourceFile, find_sources


def drafts(folder):
    return [
        each for source in find_sources([folder]) for each in ([source] if isinstance(source, Unread) else read(source))
    ]


def only(folder):
    (draft,) = drafts(folder)
    return draft


@pytest.mark.parametrize(
    ("data", "text", "warned"),
    [
        ("Größe “x”".encode(), "Größe “x”", False),
        ("Größe “x”".encode("utf-8-sig"), "Größe “x”", False),
        ("Größe “x”".encode("utf-16"), "Größe “x”", False),
        (b"\xfe\xff" + "Größe “x”".encode("utf-16-be"), "Größe “x”", False),
        ("Größe “x”".encode("utf-32"), "Größe “x”", False),
        ("Größe “x” is".encode("cp1252"), "Größe “x” is", True),
        ("Größe äöü".encode() + b"\xff", "Größe äöü\ufffd", True),
        (b"one\r\ntwo\rthree", "one\ntwo\nthree", False),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16-be", "utf-32", "windows-1252", "one broken byte", "line ends"],
)
def test_encodings(folder, data, text, warned):
    """Marks are believed, UTF-8 is the rule, anything else is read as Windows-1252 with a warning."""
    draft = only(folder(a_txt=data))
    assert draft.text == text
    assert bool(draft.warnings) == warned


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bytes(range(256)) * 10, "null bytes"),
        ("text".encode("utf-16-le") * 20, "null bytes"),
        (bytes(range(1, 9)) * 50, "control characters"),
        (b"\xff\xfe" + random.Random(1).randbytes(5_001), "is not text"),
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
    ],
    ids=["all bytes", "utf-16 without mark", "controls", "marked noise", "empty", "blank", "mark alone"],
)
def test_no_text(folder, data, reason):
    """What is no text is refused with words."""
    assert reason in only(folder(a_txt=data)).reason


def test_front_matter(folder):
    """Markdown files give their fields in front matter, as they were written."""
    front = "---\nID: 007\ntitle: 'A: b'\noutlet: Post\nauthor: no\nurl: https://a.example/x#y\npublished: 2020-02-30\ntags: [a, {b: c}]\n---\n\nText."
    draft = only(folder(a_md=front))
    assert draft.text.strip() == "Text."
    assert draft.markup is Markup.MARKDOWN
    fields = draft.fields
    assert (fields.id, fields.title, fields.author, fields.published) == ("007", "A: b", "no", "2020-02-30")
    assert draft.warnings == ()


@pytest.mark.parametrize(
    ("text", "kept"),
    [("Text.\n---\nMore.", "Text.\n---\nMore."), ("---\n\nA rule, then text.", "---\n\nA rule, then text."), ("---\n---\nText.", "Text."), ("---\n# note\n...\nText.", "Text.")],
)  # fmt: skip
def test_without_front_matter(folder, text, kept):
    """A file may have none, or nothing in it; a rule at the top is no front matter."""
    assert only(folder(a_md=text)).text == kept


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("title: Deal: done", "front matter, line 2: mapping values are not allowed in this context; a value that holds ': '"),
        ("title: 'x", "front matter, line"),
        ("\ttitle: x", "front matter, line 2"),
        ("- a\n- b", "not a list of 'key: value' lines"),
        ("just words", "not a list of 'key: value' lines"),
        ("title: [a, b]", "'title' holds a list or a mapping"),
        ("title: {a: b}", "'title' holds a list or a mapping"),
        ("a: &a [x]\ntitle: *a", "'title' holds a list or a mapping"),
        ("[a]: b", "a key that is not a word"),
        ("x: " + "[" * 5_000, "nested more than 20 deep"),
        ("x:\n  " + "- " * 5_000, "nested more than 20 deep"),
        ("a: \x1b", "characters that YAML does not allow"),
        ("title: " + "x" * 3_000, "'title' has 3000 characters"),
        ("title: x\n" + "# padding\n" * 3_000, "does not end within"),
        ("a: b\n--- # second\nc: d", "second document"),
    ],
)  # fmt: skip
def test_broken_front_matter(folder, front, reason):
    """Front matter that cannot be read fails its file with the place and the reason."""
    assert reason in only(folder(a_md=f"---\n{front}\n---\nText.")).reason


def test_alias_bomb(folder):
    """Aliases of aliases cost nothing, since nothing is built of them."""
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert only(folder(a_md=f"---\n{bomb}\ntitle: ok\n---\nText.")).fields.title == "ok"


def test_unclosed_front_matter(folder):
    """Front matter without an end fails, with what to do."""
    assert "close it with a line of ---" in only(folder(a_md="---\ntitle: x\n\nText.")).reason


def test_slips(folder):
    """A key that looks like a slip for a known one is warned about; other unknown keys are passed over."""
    draft = only(folder(a_md="---\npublised: 2020\ndate: 2020\nsection: tech\n---\nText."))
    assert [warning.split("'")[1] for warning in draft.warnings] == ["publised", "date"]


def test_json_lines(folder):
    """Each line is an article; numbers stay the digits that were written, blank lines count as lines."""
    lines = [
        '{"id": 12345678901234567890, "text": "One.", "title": 1.50, "author": true, "url": null}',
        "",
        '{"text": "T\\u0000w\\ud800o.", "extra": [1]}',
    ]
    one, two = drafts(folder(a_jsonl="\n".join(lines)))
    assert (one.fields.id, one.fields.title, one.fields.author, one.fields.url) == (
        "12345678901234567890",
        "1.50",
        "true",
        None,
    )
    assert (two.text, two.origin.line, two.origin.path) == ("T\ufffdw\ufffdo.", 3, "articles/a.jsonl#3")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "x"', "not JSON: "),
        ("[1, 2]", "not a JSON object"),
        ("nonsense", "not JSON: expecting value at character 1"),
        ('{"title": "x"}', "there is no 'text'"),
        ('{"text": null}', "there is no 'text'"),
        ('{"text": ["x"]}', "'text' holds a list"),
        ('{"text": "x", "title": {"a": 1}}', "'title' holds a list or a mapping"),
        ('{"text": " "}', "'text' is empty"),
        ('{"text": ' + "[" * 100_000, "nested too deeply"),
        ("\x00\x01", "not JSON"),
    ],
    ids=lambda value: value[:20].encode("unicode_escape").decode(),
)
def test_broken_lines(folder, line, reason):
    """A broken line is reported with its number and the rest go on."""
    broken, good = drafts(folder(a_jsonl=f'{line}\n{{"text": "Good."}}\n'))
    assert reason in broken.reason
    assert broken.origin.line == 1
    assert good.text == "Good."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encoded_lines(folder, encoding):
    """JSON lines come in the encodings of text files."""
    one, two = drafts(folder(a_jsonl='{"text": "Größe."}\n{"text": "Zwei."}\n'.encode(encoding)))
    assert (one.text, two.text) == ("Größe.", "Zwei.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_giant_line(folder, encoding):
    """A line of 50 MB is reported without being held, and the lines around it arrive."""
    head, tail = '{"text": "Head."}\n', '\n{"text": "Tail."}\n'
    place = folder(a_jsonl=(head + "x" * 50_000_000 + tail).encode(encoding))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    first, giant, last = drafts(place)
    assert (first.text, last.text, last.origin.line) == ("Head.", "Tail.", 3)
    assert giant.reason == "the line is longer than 20 MB"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000  # KiB


def test_giant_file(folder):
    """A text file over the limit fails with what to do."""
    assert "larger than 20 MB" in only(folder(a_txt=b"x" * 20_000_001)).reason


def test_unreadable(folder):
    """A file that is gone or closed to us fails with the system's words."""
    place = folder(a_txt="x")
    gone = SourceFile(place / "gone.txt", "articles/gone.txt", 1)
    assert [each.reason for each in read(gone)] == ["cannot be read: no such file or directory"]
    lines = SourceFile(place / "gone.jsonl", "articles/gone.jsonl", 1)
    assert [each.reason for each in read(lines)] == ["cannot be read: no such file or directory"]


def test_empty_json_lines(folder):
    """A file of nothing but blank lines is passed over with words."""
    assert only(folder(a_jsonl="\n \n")).fate is Fate.SKIPPED


def test_streaming(folder):
    """A JSON lines file is read as its drafts are asked for."""
    place = folder(a_jsonl="".join(json.dumps({"text": f"Story {n}."}) + "\n" for n in range(1000)))
    (source,) = find_sources([place])
    stream = read(source)
    assert isinstance(first := next(stream), Draft)
    assert first.text == "Story 0."
    stream.close()
