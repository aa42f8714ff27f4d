"""ingest, articles, status, doctor, backup and restore over a real library."""

import pytest

from tests.town_articles import write_articles

ARTICLES = {
    "good.md": (
        "---\nid: one\ntitle: '[b]Rain[/b]'\noutlet: The Courier\npublished: 2020-08-03\n---\n"
        "Rain fell in Lisbon on Sunday.\n"
    ),
    "bad.jsonl": '{"text": "Snow fell in Oslo on Monday.", "id": "two"}\n{"text": \n',
}


@pytest.fixture
def folder(newsdesk):
    """A folder with two good articles and a broken line."""
    return write_articles(newsdesk.home / "articles", ARTICLES)


def test_ingest_reports(newsdesk, folder):
    """What failed is told with file, line and reason, the rest is taken in, and the exit code says that something failed."""
    said = newsdesk("ingest", folder)
    assert said.code == 1
    assert "added             2\n" in said.out
    assert "failed            1\n" in said.out
    assert "bad.jsonl:2: " in said.out


def test_ingest_again(newsdesk, folder):
    """What is there already is unchanged."""
    (folder / "bad.jsonl").unlink()
    newsdesk("ingest", folder)
    said = newsdesk("ingest", folder, "--json")
    assert said.code == 0
    assert (said.data["added"], said.data["unchanged"], said.data["failed"]) == (0, 1, 0)


def test_dry_run(newsdesk, folder):
    """A dry run tells what would be done and writes nothing."""
    said = newsdesk("ingest", folder, "--dry-run")
    assert said.out.startswith("Dry run: nothing was written.\n")
    assert not (newsdesk.data_dir / "library.db").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], "Nothing to take in"),
        (["--rebuild", "x"], "--rebuild works on"),
        (["x", "--collection", " "], "--collection"),
        (["x", "--collection", "a\x1b[31m"], "cannot name a collection"),
        (["x", "--collection", "default"], "is called 'main' now"),
    ],
)
def test_ingest_usage(newsdesk, options, told):
    """What makes no sense is refused in words."""
    said = newsdesk("ingest", *options)
    assert said.code == 2
    assert told in said.err


def test_rebuild(stocked, monkeypatch):
    """After a rebuild with other settings the library can be asked again."""
    monkeypatch.setenv("NEWSDESK_INGESTION__PASSAGE_TOKENS", "64")
    assert stocked("ask", "where did rain fall?").code == 12
    assert stocked("ingest", "--rebuild").code == 0
    assert stocked("ask", "where did rain fall?").code in (0, 10)


def test_sample(newsdesk):
    """The packaged sample is taken in by name."""
    said = newsdesk("ingest", "--sample", "--dry-run", "--json")
    assert said.code == 0
    assert said.data["added"] >= 40


def test_articles_list(stocked):
    """Articles are listed newest first, tab-separated without a terminal; markup in titles is text."""
    rows = [row.split("\t") for row in stocked("articles", "list").out.splitlines()]
    assert rows[0] == ["2020-08-03", "The Courier", "[b]Rain[/b]", "one"]
    assert rows[1][3] == "two"
    assert [row["id"] for row in stocked("articles", "list", "--json", "--limit", "1").data] == ["one"]


def test_articles_show(stocked):
    """An article is shown with its fields and text; as JSON with the text exactly as stored."""
    assert "Rain fell in Lisbon on Sunday." in stocked("articles", "show", "one").out
    data = stocked("articles", "show", "one", "--json").data
    assert (data["id"], data["text"].strip()) == ("one", "Rain fell in Lisbon on Sunday.")


def test_unknown_article(stocked):
    """An unknown id is an error that names the nearest."""
    said = stocked("articles", "show", "onne")
    assert said.code == 1
    assert said.err == "error: There is no article 'onne'. Did you mean one?\n"


def test_articles_remove(stocked):
    """Removing takes the articles out; if one id is unknown, nothing is removed."""
    assert stocked("articles", "remove", "one", "nobody").code == 1
    assert stocked("articles", "remove", "one").out == "removed 1\n"
    assert [row["id"] for row in stocked("articles", "list", "--json").data] == ["two"]
    assert not [
        file for file in stocked.data_dir.rglob("*") if file.is_file() and b"fell in Lisbon" in file.read_bytes()
    ]


def test_status(stocked):
    """Status tells counts, the newest article, what it was built with and where it lies."""
    said = stocked("status")
    assert said.code == 0
    assert f"library      {stocked.data_dir}\n" in said.out
    assert "newest       2020-08-03  [b]Rain[/b]\n" in said.out
    data = stocked("status", "--json").data
    assert data["articles"] == 2
    assert data["built_with"]["passage_tokens"] == 200


def test_status_of_nothing(newsdesk):
    """An empty library is no failure; status tells how to begin and creates nothing."""
    said = newsdesk("status")
    assert said.code == 0
    assert "newsdesk ingest" in said.out
    assert not newsdesk.data_dir.exists()


def test_doctor(stocked):
    """A sound library: one line per check, all ok, exit code 0."""
    said = stocked("doctor")
    assert said.code == 0, said.out
    assert all(row.startswith("ok  ") for row in said.out.splitlines())
    assert {"settings", "model"} <= {check["name"] for check in stocked("doctor", "--json").data}


def test_doctor_and_bad_settings(newsdesk, monkeypatch):
    """A wrong setting is a finding of the doctor."""
    monkeypatch.setenv("NEWSDESK_NONSENSE", "1")
    said = newsdesk("doctor")
    assert said.code == 1
    assert said.out.startswith("!!  settings")


def test_backup_and_restore(stocked):
    """A backup brings everything back; articles that are there are only replaced when asked to."""
    file = stocked.home / "backup.newsdesk"
    assert stocked("backup", file).out.startswith(f"backed up to {file} (")
    assert stocked("articles", "remove", "one").code == 0
    assert stocked("restore", file).code != 0
    assert stocked("restore", file, "--replace").code == 0
    assert "Rain fell" in stocked("articles", "show", "one").out


@pytest.mark.parametrize("option", ["--outlet", "--collection"])
def test_articles_of_an_unknown_name(stocked, option):
    """A filter that nothing passes is told on standard error; bytes that are no UTF-8 break nothing."""
    for name in ("nowhere", "\udcff"):
        said = stocked("articles", "list", option, name)
        assert (said.code, said.out) == (0, "")
        assert "No article has this outlet and collection" in said.err
    said = stocked("articles", "list", option, " ")
    assert said.code == 2
    assert f"{option} is empty" in said.err


def test_collections(stocked):
    """Articles join `main` unless another collection is named; list and status tell them apart."""
    file = stocked.home / "feed.txt"
    file.write_text("Hail fell in Bergen on Tuesday.\n", encoding="utf-8")
    assert stocked("ingest", file, "--collection", "my feeds").code == 0
    assert stocked("articles", "list", "--collection", "main").out.count("\n") == 2
    assert stocked("articles", "list", "--collection", "my feeds").out.count("\n") == 1
    assert "3 (main 2, my feeds 1)\n" in stocked("status").out


@pytest.mark.parametrize("article_id", ["", "\udcff", "\x1b[31m"])
def test_ids_that_nothing_has(stocked, article_id):
    """An id that no article can have is not found, and none is guessed for it."""
    for command in ("show", "remove"):
        said = stocked("articles", command, article_id)
        assert said.code == 1
        assert said.err.startswith("error: There is no article ")
        assert "Did you mean" not in said.err


@pytest.mark.parametrize("option", ["--limit", "--offset"])
def test_endless_lists(newsdesk, option):
    """A number beyond what can be counted is refused."""
    assert newsdesk("articles", "list", option, "9" * 30).code == 2


def test_doctor_and_a_folder_that_cannot_be_looked_at(newsdesk):
    """The doctor tells its other lines also when the system refuses to look at the library."""
    said = newsdesk("doctor", "--data-dir", newsdesk.home / ("x" * 300))
    assert said.code == 1
    assert "ok  model" in said.out
    assert "!!  library" in said.out
