"""Hundreds of broken sources, the same ones every time, and sound ones between them."""

import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

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
    "[red]Oracle[/red] [link=http://x]signs[/link]",
    "\x1b[31mred\x1b[0m",
    "\u202eright to left",
    "\u2066isolated\u2069 \u200fmark",
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
SENTENCES = [
    "Zhang Yiming [sic] founded ByteDance in \u202e2012\u202c, said [b]the firm[/b] on Monday.",
    "Oracle will pay $5 billion for \x1b[31mTikTok\x1b[0m, the judge said in Paris on 3 August 2020.",
    "The minister, \u2066Mike Pompeo\u2069, said “no” to 59\u200b apps\u2028in India.",
    "*Tencent* owns _WeChat_ and [a link](javascript:alert) <b>in</b> Shenzhen `now` on 4 May 2020.",
    "Who said that %s {0} $HOME paid 12 % to the U.S. bank? Nobody did, said Jane O'Neill.",
    "\u0645\u0627\u064a\u0643\u0631\u0648\u0633\u0648\u0641\u062a said that Microsoft \u05e9\u05dc\u05d5\u05dd is negotiating with e\u0301\u0302\u0303 TikTok.",
    "Cafe\u0301 Größe 😀👨\u200d👩\u200d👧 AG sued Apple for 40 million euros in Berlin | said || so.",
    "x" * 3_000 + " said that Microsoft bought " + "&" * 3_000 + " in Rome.",
    "A" * 500 + "’s " + "B.C." * 200 + " 1,000,000,000,000,000 yuan " + "(" * 300 + " on Friday.",
    "- 1. # > + = | Singapore holds the backup, # said the firm ~~on Tuesday~~ at https://x.example/\u202egpj.exe",
]  # fmt: skip
"""Each would be quoted if the questions of tests/test_hostile_inputs.py are answered."""


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
        fields = dict.fromkeys(("title", "author", "outlet", "url"), title)
        yield json.dumps({"id": f"title {number}", "text": f"{GOOD} {number}", **fields}).encode()
    for number, sentence in enumerate(SENTENCES):
        yield json.dumps({"id": f"said {number}", "text": f"{sentence} {GOOD}", "published": "2020-08-03"}).encode()
    for value in (None, 1, 1.5, True, [], {}, [[]], {"a": {}}, "", "NaN"):
        for name in ("id", "title", "published", "url", "text"):
            yield json.dumps({"id": f"{name} {value}", "text": GOOD, name: value}).encode()
    yield b"\xff\xfe\xfd"
    yield b'{"text": "' + b"x" * 50_000_000 + b'"}'
    yield b'{"text": ' + b"[" * 50_000
    yield good.encode()


def sound() -> dict[str, str]:
    """Sound files between the broken ones: name -> the exact text that has to be stored."""
    odd = ["[sic]", "[/b]", "Größe", "Москва", "東京", "שלום", "e\u0301", "😀", "100 %", "“so”", "<3", "{0}", "A & B"]
    return {f"sound{number}.txt": f"{GOOD} Number {number} says {word} here." for number, word in enumerate(odd)}


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
    yield from _given_fields()
    yield from _mutated(noise)
    yield "lines.jsonl", b"\n".join(json_lines())
    yield "good.txt", f"{GOOD} This one is fine.".encode()
    for name, text in sound().items():
        yield name, text.encode()


def _given_fields() -> Iterator[tuple[str, bytes]]:
    """Front matter that YAML allows, with values that no article has."""
    for name in ("id", "title", "outlet", "author", "url", "published"):
        for number, value in enumerate([*TITLES, *DATES]):
            front = f"{name}: {json.dumps(value)}"
            yield f"{name}{number}.md", f"---\n{front}\n---\n{GOOD} {name} {number}.".encode()


def _mutated(noise: random.Random) -> Iterator[tuple[str, bytes]]:
    """Good files with bytes changed, lost, added and repeated, and cut off anywhere."""
    whole = f'---\ntitle: "Größe: 東京"\npublished: 2020-08-03T14:30Z\noutlet: Post\n---\n{GOOD}\n\n“Ja”, said 😀.\n'.encode()
    fields = {"title": "Größe", "text": GOOD, "published": "2020-08-03"}
    line = json.dumps(fields, ensure_ascii=False).encode()
    for number in range(150):
        for kind, data in (("md", bytearray(whole)), ("jsonl", bytearray(line))):
            for _ in range(1 + number // 10):
                at = noise.randrange(len(data))
                change = noise.randrange(4)
                if change == 0:
                    data[at] = noise.randrange(256)
                elif change == 1:
                    del data[at : at + noise.randrange(1, 6)]
                elif change == 2:
                    data[at:at] = noise.randbytes(3)
                else:
                    data[at:at] = data[at : at + 20]
            yield f"mutated{number}.{kind}", bytes(data)
    for cut in range(0, len(whole), 3):
        yield f"cut{cut}.md", whole[:cut]


def make(place: Path) -> int:
    """Write all of it, with links, pipes, deep folders and unreadable files; how many of them there are."""
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
    deep = place / "/".join(["deep"] * 300)
    deep.mkdir(parents=True)
    (deep / "down.txt").write_text(f"{GOOD} This one lies deep.")
    return made + 8
