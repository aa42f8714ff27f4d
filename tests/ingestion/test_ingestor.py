import itertools
import json
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import current_thread

import pytest
from llama_index.core.schema import TransformComponent

from bot.domain.article import DatePrecision
from bot.errors import ConfigurationError, ModelError, UsageError
from bot.ingestion.ingestor import Ingestor
from bot.ingestion.intake import Intake
from bot.ingestion.recipe import Recipe, built_with
from bot.ingestion.report import Fate
from bot.library.chroma_server import ChromaServer
from bot.library.library import Library
from bot.library.vectors import ExactOnly
from tests.fakes import HashingEmbedder

STORY = "Microsoft is in talks with TikTok. The deal closes by September 15.\n\nIndia banned the app. Nobody knows why."
FRENCH = (
    "Le gouvernement a annoncé lundi que l'application serait interdite dans tout le pays à partir du mois prochain."
)


def counts(report):
    return (report.added, report.updated, report.unchanged, report.skipped, report.failed)


def lines(*articles):
    return "".join(json.dumps(article) + "\n" for article in articles)


def test_first_ingest(ingestor, stored, folder, page, embedder):
    """Files become articles with exact sentences and passages, described as far as they tell."""
    report = ingestor.ingest(
        [folder(a_txt=page("titled"), b_md="---\nid: b\ntitle: T\npublished: 2020-08\n---\n" + STORY)]
    )
    assert counts(report) == (2, 0, 0, 0, 0)
    assert report.outcomes == ()
    records = stored()
    titled = next(record for record in records.values() if record.article.id != "b")
    assert titled.article.title == "The U.S. also plans action against other apps, Secretary says"
    assert (titled.article.published_at, titled.article.date_precision) == (
        datetime(2020, 8, 2, tzinfo=UTC),
        DatePrecision.DAY,
    )
    assert (titled.article.date_inferred, titled.article.language, titled.article.source_path) == (
        True,
        "en",
        "articles/a.txt",
    )
    assert titled.location.endswith("articles/a.txt")
    for record in records.values():
        assert record.embeddings.shape == (len(record.passages), embedder.dimension)
        assert "".join(re.sub(r"\s", "", record.article.text[s.start : s.end]) for s in record.sentences) == re.sub(
            r"\s", "", record.article.text
        )
    assert embedder.embedded[-1].startswith("T (2020-08)\nMicrosoft")


def test_again(ingestor, folder, embedder):
    """Unchanged articles cost a hash: nothing is embedded; a changed one is replaced."""
    place = folder(a_txt=STORY, b_txt="It was late. They left.")
    ingestor.ingest([place])
    embedder.embedded.clear()
    assert counts(ingestor.ingest([place])) == (0, 0, 2, 0, 0)
    assert embedder.embedded == []
    report = ingestor.ingest([folder(a_txt=STORY + " More.")])
    assert counts(report) == (0, 1, 1, 0, 0)
    assert len(embedder.embedded) == report.passages == 1


def test_dry_run(ingestor, library, folder, embedder):
    """A dry run needs no library, tells what would happen, and writes and embeds nothing."""
    place = folder(a_txt=STORY, b_txt="Advertisement", c_txt=b"\x00")
    report = ingestor.ingest([place], dry_run=True)
    assert counts(report) == (1, 0, 0, 1, 1)
    assert (report.dry_run, report.passages) == (True, 1)
    assert not library.folder.exists()
    ingestor.ingest([place])
    embedder.embedded.clear()
    assert counts(ingestor.ingest([folder(a_txt=STORY + " More.", d_txt=STORY)], dry_run=True)) == (1, 1, 0, 1, 1)
    assert counts(ingestor.ingest([place])) == (1, 1, 0, 1, 1)


def test_outcomes(ingestor, folder):
    """Failed, skipped and warned sources are told, with line and reason; the rest arrive."""
    place = folder(
        a_jsonl='{"id": "a", "text": "One."}\nnonsense\n{"id": " b", "text": "x"}\n',
        b_txt="Skip to main content\n\nAdvertisement",
        c_md=f"---\npublished: 9999-01-01\nurl: mailto:x\n---\n{STORY}",
        d_txt=FRENCH,
    )
    report = ingestor.ingest([place, place / "missing.txt"])
    assert counts(report) == (3, 0, 0, 1, 3)
    told = {(each.source, each.line): each for each in report.outcomes}
    assert told["articles/a.jsonl", 2].reason == "not JSON: expecting value at character 1"
    assert "the id 'b'" in told["articles/a.jsonl", 3].reason
    assert told["articles/b.txt", None].fate is Fate.SKIPPED
    assert "only markup or site boilerplate" in told["articles/b.txt", None].reason
    assert [re.sub(r" '.*", "", warning) for warning in told["articles/c.md", None].warnings] == ["the url", "the date"]
    assert "'fr', which the embedding model hashing-64 does not know" in told["articles/d.txt", None].warnings[0]
    assert "no such file" in told["articles/missing.txt", None].reason


def test_one_identity_twice(ingestor, library, folder):
    """In one run a second text under a taken identity fails; the same text again is passed over."""
    report = ingestor.ingest(
        [folder(a_jsonl=lines({"id": "x", "text": "One."}, {"id": "x", "text": "Two."}, {"id": "x", "text": "One."}))]
    )
    assert counts(report) == (1, 0, 0, 1, 1)
    failed, skipped = report.outcomes
    assert (failed.line, skipped.line) == (2, 3)
    assert "claims the identity x, already taken by articles/a.jsonl#1 in this run" in failed.reason
    assert skipped.reason == "the same article as articles/a.jsonl#1"
    assert library.article("x").text == "One."


def test_one_place_twice(ingestor, library, tmp_path):
    """Two folders of one name do not overwrite each other's articles, unless the first is gone."""
    for parent in ("one", "two"):
        (tmp_path / parent / "news").mkdir(parents=True)
        (tmp_path / parent / "news" / "a.txt").write_text(f"Story {parent}.")
    ingestor.ingest([tmp_path / "one" / "news"])
    report = ingestor.ingest([tmp_path / "two" / "news"])
    assert counts(report) == (0, 0, 0, 0, 1)
    assert "another file that is still there (news/a.txt); use another --collection" in report.outcomes[0].reason
    assert counts(ingestor.ingest([tmp_path / "two" / "news"], collection="two")) == (1, 0, 0, 0, 0)
    (tmp_path / "one" / "news" / "a.txt").unlink()
    assert counts(ingestor.ingest([tmp_path / "two" / "news"])) == (0, 1, 0, 0, 0)
    assert sorted(each.collection for each in library.articles()) == ["main", "two"]


def test_only_own(ingestor, library, folder, tmp_path):
    """Who may write one collection alone takes nothing out of another, by no id and no address, nor in a dry run."""
    address = "https://news.example/a"
    ingestor.ingest([folder(a_jsonl=lines({"id": "x", "text": "One."}, {"url": address, "text": "Two."}))])
    before = {each.id: library.article(each.id) for each in library.articles()}
    theirs = tmp_path / "theirs.jsonl"
    theirs.write_text(
        lines({"id": "x", "text": "Not one."}, {"url": address, "text": "Two."}, {"id": "y", "text": "Y."})
    )
    for dry_run in (True, False):
        report = ingestor.take_in(Intake([theirs]), collection="own", only_own=True, dry_run=dry_run)
        assert counts(report) == (1, 0, 0, 0, 2)
        assert all("which an article of another collection has" in each.reason for each in report.outcomes)
    assert {key: library.article(key) for key in before} == before
    assert [each.id for each in library.articles(collection="own")] == ["y"]
    theirs.write_text(lines({"id": "y", "text": "Y, corrected."}))
    assert counts(ingestor.take_in(Intake([theirs]), collection="own", only_own=True)) == (0, 1, 0, 0, 0)
    (tmp_path / "articles" / "a.jsonl").unlink()
    theirs.write_text(lines({"id": "x", "text": "Not one."}))
    assert counts(ingestor.take_in(Intake([theirs]), collection="own")) == (0, 1, 0, 0, 0)


def test_progress(ingestor, folder):
    """Progress is told for each batch, grows, and ends with everything."""
    told = []
    place = folder(a_jsonl=lines(*({"text": f"Story {n}. " + STORY} for n in range(300))))
    report = ingestor.ingest([place], on_progress=told.append)
    assert len(told) > 5
    assert all(a.bytes_done <= b.bytes_done and a.passages <= b.passages for a, b in itertools.pairwise(told))
    assert (told[-1].articles, told[-1].passages) == (300, report.passages)
    assert told[-1].bytes_total == (place / "a.jsonl").stat().st_size


class Shouting(TransformComponent):
    """A user's own step."""

    def __call__(self, nodes, **kwargs):
        kept = []
        for node in nodes:
            if "drop me" in node.text:
                continue
            if "break me" in node.text:
                raise RuntimeError("broken")
            node.metadata["title"] = node.metadata["title"].upper()
            node.set_content(node.text + "\n\nAdded.")
            kept.append(node)
        return kept


def test_own_transformation(library, embedder, folder):
    """A step of one's own may change and drop articles; one that it breaks on fails alone."""
    ingestor = Ingestor(library, embedder, transformations=[Shouting()])
    texts = ["First.", "Please drop me.", "Please break me.", "Last."]
    report = ingestor.ingest(
        [folder(a_jsonl=lines(*({"id": f"n{n}", "title": "t", "text": text} for n, text in enumerate(texts))))]
    )
    assert counts(report) == (2, 0, 0, 1, 1)
    assert [each.reason for each in report.outcomes] == [
        "left out by a transformation",
        "a step of its path broke (RuntimeError: broken)",
    ]
    assert (library.article("n3").title, library.article("n3").text) == ("T", "Last.\n\nAdded.")


class Failing(HashingEmbedder):
    """An embedder that gives up after some texts."""

    def embed(self, texts):
        assert current_thread().name.startswith("newsdesk-embedding")
        if any("Story 90." in text for text in texts):
            raise self.error
        return super().embed(texts)


@pytest.mark.parametrize("error", [ModelError("out of order"), KeyboardInterrupt()], ids=["model", "interrupt"])
def test_stopped(tmp_path, folder, error):
    """When the model fails or the user interrupts, what was written stays, the lock is free, the next run goes on."""
    place = folder(a_jsonl=lines(*({"id": f"n{n}", "text": f"Story {n}. " + STORY * 20} for n in range(120))))
    broken = Failing()
    broken.error = error
    library = Library(tmp_path / "library", built_with(broken, Recipe()), ExactOnly())
    with pytest.raises(type(error)):
        Ingestor(library, broken).ingest([place])
    before = len(library.articles())
    assert 0 < before < 120
    whole = HashingEmbedder()
    report = Ingestor(library, whole).ingest([place])
    assert (report.added, report.unchanged) == (120 - before, before)


def test_progress_may_interrupt(ingestor, library, folder):
    """An interrupt between two batches leaves the library free and usable."""

    def interrupt(progress):
        if progress.passages:
            raise KeyboardInterrupt

    place = folder(a_jsonl=lines(*({"text": f"Story {n}. " + STORY * 20} for n in range(100))))
    with pytest.raises(KeyboardInterrupt):
        ingestor.ingest([place], on_progress=interrupt)
    assert ingestor.ingest([place]).added > 0
    assert len(library.articles()) == 100


def test_giant_article(ingestor, stored, folder):
    """An article of a book's size goes through in one piece."""
    ingestor.ingest([folder(a_txt=STORY * 3_000)])
    assert len(next(iter(stored().values())).passages) > 300


def test_wrong_requests(ingestor, folder):
    """Nothing to ingest and unshowable collection names are refused."""
    with pytest.raises(UsageError):
        ingestor.ingest([])
    for name in ("", " x", "a\x1b", "x" * 101, "default"):
        with pytest.raises(UsageError):
            ingestor.ingest([folder(a_txt=STORY)], collection=name)
    assert counts(ingestor.ingest([folder(a_txt=STORY)], collection="Default")) == (1, 0, 0, 0, 0)


def test_a_library_from_before_the_main_collection(ingestor, library, folder):
    """What an older newsdesk took into `default` is in `main`, and unchanged for the next ingest of the same sources."""
    place = folder(
        a_txt=STORY, b_jsonl=lines({"id": "x", "text": "One."}, {"url": "https://a.example", "text": "Two."})
    )
    ingestor.ingest([place])
    before = {each.id for each in library.articles(collection="main")}
    with closing(sqlite3.connect(library.folder / "library.db")) as connection:
        connection.executescript("UPDATE articles SET collection = 'default'; PRAGMA user_version = 2;")
    assert counts(ingestor.ingest([place])) == (0, 0, 3, 0, 0)
    assert {each.id for each in library.articles(collection="main")} == before
    assert library.summary().collections == (("main", 3),)


def test_recipe(embedder):
    """Passages that do not suit the model are refused with the setting's name."""
    assert built_with(embedder, Recipe()).splitter.startswith("sentencex ")
    for recipe in (Recipe(passage_tokens=300), Recipe(passage_tokens=5), Recipe(overlap_sentences=-1)):
        with pytest.raises(ConfigurationError, match=r"ingestion\."):
            built_with(embedder, recipe)


def test_current_folder(ingestor, library, folder, monkeypatch):
    """A folder given as `.` shows its own name."""
    monkeypatch.chdir(folder(a_txt=STORY))
    ingestor.ingest([Path()])
    assert [each.source_path for each in library.articles()] == ["articles/a.txt"]


def test_vectors_that_cannot_be_published_lose_nothing(tmp_path, embedder, folder):
    """When the Chroma server is away the articles are stored all the same, and the report says so."""
    library = Library(tmp_path / "library", built_with(embedder, Recipe()), ChromaServer("http://127.0.0.1:9"))
    report = Ingestor(library, embedder).ingest([folder(a_txt=STORY)])
    assert (report.added, report.failed) == (1, 0)
    assert report.unpublished is not None
    assert library.summary().articles == 1
