"""What is in the library, drawn: nothing hidden, nothing that commands the terminal."""

from dataclasses import replace
from pathlib import Path

from bot.library.records import ArticleSummary, BuiltWith, Check, LibrarySummary
from bot.rendering.library_views import (
    article_json,
    article_row,
    article_text,
    articles_json,
    checks_text,
    summary_json,
    summary_text,
)
from bot.rendering.paragraphs import plain
from tests.rendering.examples import article

SUMMARY = LibrarySummary(
    folder=Path("/news"),
    articles=1200,
    passages=3000,
    sentences=9000,
    newest="2020-08",
    newest_title="Talks [sic]\x1b[2J",
    oldest="2019",
    outlets=3,
    collections=(("main", 1000), ("sample", 200)),
    languages=(("en", 1100), ("de", 90), (None, 10)),
    undated=4,
    built_with=BuiltWith("minilm", 384, "dots 1", 200, 1),
    schema_version=1,
    change=7,
    published_change=6,
    published_passages=2990,
    unpublished_passages=10,
    bytes_on_disk=23_400_000,
    read_only=True,
)


def test_summary():
    """Each count has its label; languages that the embedder does not know are warned about."""
    assert plain(summary_text(SUMMARY, ["de"])) == (
        "library      /news (read-only)\n"
        "articles     1,200 (main 1,000, sample 200)\n"
        "passages     3,000\n"
        "             10 passages not yet published: found, but more slowly\n"
        "newest       2020-08 (day unknown)  Talks [sic]\\x1b[2J\n"
        "oldest       2019 (only the year is known)\n"
        "undated      4\n"
        "outlets      3\n"
        "languages    en 1,100, de 90, unknown 10\n"
        "             warning: the embedder does not know de: such articles are found by their words alone\n"
        "built with   minilm, 384 dimensions; sentences by dots 1\n"
        "             passages of up to 200 tokens, 1 sentence of overlap\n"
        "size         23.4 MB\n"
    )


def test_summary_of_nothing():
    """An empty library says how to begin."""
    empty = replace(SUMMARY, articles=0, read_only=False)
    assert "newsdesk ingest --sample" in plain(summary_text(empty, []))


def test_summary_json():
    """As data, languages say whether the embedder knows them."""
    data = summary_json(SUMMARY, ["de"])
    assert data["folder"] == "/news"
    assert data["languages"][1] == {"code": "de", "articles": 90, "known": False}
    assert data["built_with"]["dimension"] == 384


def test_article():
    """An article is shown with its fields and its text, line by line, controls visible; JSON holds the text exactly."""
    shown = article("one\n\ttwo \x1b[31m\u202e", title=None, date_inferred=True, origin_id="a0")
    assert plain(article_text(shown)) == (
        "title        untitled\n"
        "outlet       The Courier\n"
        "published    2020-08-03 (inferred from the text)\n"
        "source       seeds/one.txt\n"
        "collection   main\n"
        "copy of      a0\n"
        "id           a1\n"
        "\n"
        "one\n"
        "\ttwo \\x1b[31m\\u202e\n"
    )
    assert article_json(shown)["text"] == "one\n\ttwo \x1b[31m\u202e"


def test_rows():
    """A row of the list says where an untitled article came from."""
    row = ArticleSummary("a\n1", None, None, None, None, None, False, None, "x/one.txt", "main", 10, 1, "a1")
    assert article_row(row) == ("-", "-", "untitled (x/one.txt)", "a 1")
    assert articles_json([row])[0]["published_at"] is None


def test_checks():
    """A check that is well begins with ok, another with !!."""
    drawn = plain(checks_text([Check("lock", ok=True, text="Free."), Check("texts", ok=False, text="Broken.")]))
    assert [row.split() for row in drawn.splitlines()] == [["ok", "lock", "Free."], ["!!", "texts", "Broken."]]
