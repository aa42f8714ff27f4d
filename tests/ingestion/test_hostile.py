"""Hundreds of broken inputs in one run: each is reported or taken in cleanly, and the good ones among them arrive."""

import json
import os
import random
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from bot.ingestion.report import Fate

GOOD = "Microsoft is in talks with TikTok, the firm said on Monday. The deal closes by September 15."
FRONT = "---\n{}\n---\n" + GOOD
BREAKAGES = [
    "title: [",
    "title: a: b",
    "\t",
    "- x",
    "? ? ?",
    "{",
    "a: *b",
    "!!python/object:os.system {}",
    "%YAML 9",
    "title: |",
    "&a *a",
    "x: " + "[" * 9_000,
    "\x00",
    "id: ' x'",
]
DATES = [
    "0000-00-00",
    "9999-99-99",
    "2020-02-31",
    "-1",
    "1e400",
    "3000-01-01",
    "tomorrow",
    "32 Foo 2020",
    "00/00/0000",
    "9" * 400,
    "24:61",
    "\u202e2020-08-03",
    "2020-08-03T25:00Z",
    "Mon, 99 Aug 2020 99:99:99 +9999",
]
TITLES = [
    "[sic] and [/b]",
    "\x1b[31mred\x1b[0m",
    "\u202eright to left",
    "a\u0301" * 300,
    "\u0000",
    "\ud800",
    "x" * 1_990,
    "\n\n",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "😀" * 50,
    "%s {0} $x",
]
TEXTS = [
    "<!--", "<p", "&#0;&#xD800;&#99999999;", "\u202eשלום\u202c " + GOOD, "e" + "\u0301" * 5_000, "\x07\x08\x1b[2J", "\ufeff\ufeff", "\u200b", "(" * 5_000, "“" * 5_000,
    "a" * 100_000, "a " * 20_000, "。" * 20_000, "Mr. " * 5_000, "\n".join("x" * 5 for _ in range(5_000)), ".", "\U0010ffff", "\U000e0041", "\u2028\u2029", "By\n\nBy\n\nBy", "Advertisement", "# " * 2_000,
]  # fmt: skip


def json_lines() -> Iterator[bytes]:
    """Lines that are broken in one way each, and good ones between them."""
    good = json.dumps({"id": "good", "text": GOOD})
    for cut in range(1, len(good) - 1, 4):
        yield good[:cut].encode()
    for number, text in enumerate(TEXTS):
        yield json.dumps({"id": f"text {number}", "text": text, "title": TITLES[number % len(TITLES)]}).encode()
    for number, day in enumerate(DATES):
        yield json.dumps({"id": f"date {number}", "text": f"{GOOD} {number}", "published": day}).encode()
    for number, title in enumerate(TITLES):
        yield json.dumps(
            {
                "id": f"title {number}",
                "text": f"{GOOD} {number}",
                "title": title,
                "author": title,
                "outlet": title,
                "url": title,
            }
        ).encode()
    for value in (None, 1, 1.5, True, [], {}, [[]], {"a": {}}, "", "NaN"):
        for name in ("id", "title", "published", "url", "text"):
            yield json.dumps({"id": f"{name} {value}", "text": GOOD, name: value}).encode()
    yield b"\xff\xfe\xfd"
    yield b'{"text": "' + b"x" * 50_000_000 + b'"}'
    yield b'{"text": ' + b"[" * 50_000
    yield good.encode()


def files() -> Iterator[tuple[str, bytes]]:
    """Names and contents."""
    noise = random.Random(1)
    for number in range(60):
        yield f"noise{number}.txt", noise.randbytes(number * 7)
        yield f"marked{number}.md", b"\xff\xfe" + noise.randbytes(number * 7)
        yield f"wide{number}.txt", GOOD.encode("utf-16-le")[: number * 3]
    for number, front in enumerate(BREAKAGES):
        yield f"front{number}.md", FRONT.format(front).encode()
        yield f"open{number}.md", f"---\n{front}\n{GOOD}".encode()
    for number, text in enumerate(TEXTS):
        yield f"text{number}.txt", text.encode("utf-8", errors="surrogatepass")
        yield f"text{number}.md", f"---\ntitle: {number}\n---\n{text}".encode("utf-8", errors="surrogatepass")
    for number, encoding in enumerate(("cp1252", "koi8-r", "shift-jis", "utf-7", "utf-16", "utf-32", "cp037")):
        yield f"coded{number}.txt", f"{GOOD} Größe Москва 東京".encode(encoding, errors="ignore")
    yield "lines.jsonl", b"\n".join(json_lines())
    yield "good.txt", f"{GOOD} This one is fine.".encode()


def make(place: Path) -> int:
    """Write all of it, with links, pipes and unreadable files; how many of them there are."""
    place.mkdir()
    made = 0
    for name, data in files():
        (place / name).write_bytes(data)
        made += 1
    for name, target in (("dead.txt", "nowhere"), ("self.txt", "self.txt"), ("loop", "."), ("also.txt", "good.txt")):
        (place / name).symlink_to(target)
    os.mkfifo(place / "pipe.jsonl")
    (place / "folder.txt").mkdir()
    (place / os.fsdecode(b"bad\xff\n\x1b[31m.txt")).write_text("A name that is odd, and a text that is not.")
    (place / "closed.txt").write_text(GOOD)
    (place / "closed.txt").chmod(0)
    return made + 7


def test_hostile_inputs(tmp_path, ingestor, library):
    """Every broken input is reported or taken in cleanly, the good ones arrive, and what is stored is sound."""
    made = make(tmp_path / "hostile")
    report = ingestor.ingest([tmp_path / "hostile"])
    met = report.added + report.updated + report.unchanged + report.skipped + report.failed
    assert met >= made - 1 + sum(1 for _ in json_lines())
    assert len(report.outcomes) >= report.failed > 100
    for outcome in report.outcomes:
        assert outcome.warnings if outcome.fate is Fate.ADDED else outcome.reason
        for shown in (outcome.source, outcome.reason or "", *outcome.warnings):
            assert not any(unicodedata.category(each) in ("Cc", "Cf", "Cs") for each in shown)
    assert not [each.reason for each in report.outcomes if "a step of its path broke" in (each.reason or "")]
    assert library.article("good").text == GOOD
    assert any(each.source_path == "hostile/good.txt" for each in library.articles())
    check_stored(library)
    assert ingestor.ingest([tmp_path / "hostile"]).unchanged == report.added


def check_stored(library) -> None:
    """Texts hold nothing that cannot be stored or shown, and passages are slices that cover them."""
    with library.writing() as writer:
        for record in writer.stored():
            text = record.article.text
            assert text.strip()
            assert not any(unicodedata.category(each) in ("Cc", "Cs") for each in text.replace("\n", ""))
            place = 0
            for passage in record.passages:
                assert not text[place : passage.start].strip()
                assert passage.start < passage.end <= len(text)
                place = passage.end
            assert not text[place:].strip()
            day = record.article.first_day
            assert day is None or 1605 <= day.year <= 2024
