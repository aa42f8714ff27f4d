"""Documents of any reader: which article each is, what is read of its metadata, and what is refused."""

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.schema import Document, TextNode

from bot.domain.article import MAIN
from bot.errors import IngestError
from bot.ingestion.drafts import Draft, Markup, Unread
from bot.ingestion.recipe import Recipe
from bot.ingestion.report import Fate
from bot.integrations.llama_index import (
    CleanText,
    DescribeArticle,
    EmbedPassages,
    FindSentences,
    NoteAgency,
    PackPassages,
    ReadDocument,
)
from bot.integrations.llama_index.documents import draft_of
from tests.fakes import HashingEmbedder

TEXT = "Oracle bought a shop in Halden. The price was not named."
RANDOM, OTHER = "a7c71155-d85a-4f90-b4f7-63c441f522ae", "0b0e2a56-5a6c-4c1c-8d43-1f2b6f6c8e11"


def draft(text: str = TEXT, id_: str = RANDOM, collection: str = "main", **metadata) -> Draft:
    drawn = draft_of(Document(text=text, id_=id_, metadata=metadata), collection)
    assert isinstance(drawn, Draft), drawn
    return drawn


def refused(text: str = TEXT, **metadata) -> Unread:
    unread = draft_of(Document(text=text, id_=RANDOM, metadata=metadata), "main")
    assert isinstance(unread, Unread)
    return unread


@pytest.mark.parametrize(
    ("metadata", "field", "value"),
    [
        ({"title": "Oracle buys"}, "title", "Oracle buys"),
        ({"Headline": "Oracle buys"}, "title", "Oracle buys"),
        ({"outlet": "Post", "publisher": "P Ltd"}, "outlet", "Post"),
        ({"site-name": "Post"}, "outlet", "Post"),
        ({"authors": ["Jane Doe", "Al Roe"]}, "author", "Jane Doe, Al Roe"),
        ({"publishedAt": "2020-08-03"}, "published", "2020-08-03"),
        ({"publish_date": date(2020, 8, 3)}, "published", "2020-08-03"),
        ({"date": datetime(2020, 8, 3, 14, 30, tzinfo=UTC)}, "published", "2020-08-03T14:30:00+00:00"),
        ({"pubDate": 1596465000}, "published", "1596465000"),
        ({"link": "https://post.example/a"}, "url", "https://post.example/a"),
        ({"source": "https://post.example/a"}, "url", "https://post.example/a"),
        ({"source": "feeds/a.xml"}, "url", None),
        ({"creation_date": "2026-01-01", "last_modified_date": "2026-01-01"}, "published", None),
        ({"title": {"en": "x"}, "published": True, "outlet": " ", "author": None}, "title", None),
        ({"title": None, "headline": "Oracle buys"}, "title", "Oracle buys"),
        ({"title": "a\ud800b"}, "title", "a\ufffdb"),
    ],
)
def test_metadata(metadata, field, value):
    """The keys of common readers are read in any spelling; what is no text, and a file's own dates, are not."""
    assert getattr(draft(**metadata).fields, field) == value


def test_identity():
    """An id is the article's; an address is; else a file and its page; else the document's id_; else the text."""
    assert draft(id="7", url="https://post.example/a").fields.id == "7"
    assert draft(url="https://post.example/a", file_path="/news/a.txt").fields.id is None
    assert draft(id_="https://post.example/a").fields.url == "https://post.example/a"
    filed = [
        draft(id_=id_, text=text, file_path="/news/a.txt").fields.id for id_, text in ((RANDOM, "A."), (OTHER, "B."))
    ]
    assert filed[0] == filed[1]
    paths = [{"file_path": "/old/a.txt"}, {"file_path": "/news/a.txt", "page_label": "2"}, {"file_path": "/news/a.txt"}]
    assert len({draft(**path).fields.id for path in paths}) == 3
    assert draft(id_="doc-1").fields.id == "doc-1"
    assert draft(id_=RANDOM).fields.id == draft(id_=OTHER).fields.id != draft("Other text.").fields.id
    assert draft(collection="one").fields.id != draft(collection="two").fields.id


def test_identity_in_the_main_collection():
    """What was stored while the main collection was called `default` is the same article today."""
    text = sha256(b"text\0default\0" + TEXT.encode()).hexdigest()[:12]
    file = sha256(b"file\0default\0/news/a.txt\0").hexdigest()[:12]
    assert draft(id_=RANDOM, collection=MAIN).fields.id == text
    assert draft(file_path="/news/a.txt", collection=MAIN).fields.id == file


def test_origin():
    """Shown are the file in its folder with its page, the address, or the document's id; a path stays private."""
    paged = draft(file_path="/home/jane/news/a.pdf", page_label="12").origin
    assert (paged.path, paged.location) == ("news/a.pdf#12", "/home/jane/news/a.pdf")
    assert draft(link="https://post.example/a").origin.path == "https://post.example/a"
    assert draft(id_="doc\x1b-1", id="1").origin.path == "document doc-1"


def test_relative_file(tmp_path, monkeypatch):
    """A file is the same article from whatever folder it is read."""
    (tmp_path / "a.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    assert draft(file_path="a.txt") == draft(file_path=str(tmp_path / "a.txt"))


def test_front_matter():
    """Front matter that the reader left in a Markdown file is read; the document's own metadata wins over it."""
    text = f"\ufeff---\nid: o1\ntitle: Inside\noutlet: Post\n---\n{TEXT}\r\nMore."
    read = draft(text, file_path="/news/a.md", title="Outside")
    assert (read.markup, read.text) == (Markup.MARKDOWN, f"{TEXT}\nMore.")
    assert (read.fields.id, read.fields.title, read.fields.outlet) == ("o1", "Outside", "Post")
    assert draft(text, file_path="/news/a.txt").text.startswith("---")
    assert "front matter, line 3" in refused("---\nid: [\n---\nText.", file_path="/news/a.md").reason


@pytest.mark.parametrize(
    ("text", "metadata", "reason", "fate"),
    [
        ("", {}, "empty", Fate.SKIPPED),
        (" \n", {}, "empty", Fate.SKIPPED),
        ("---\nid: x\n---\n", {"file_type": "text/markdown"}, "no text after the front matter", Fate.SKIPPED),
        ("PNG\0\0", {}, "not text: it holds NUL characters", Fate.FAILED),
        ("x" * 20_000_001, {}, "larger than 20 MB", Fate.FAILED),
        (TEXT, {"title": "x" * 2_001}, "'title' has 2001 characters", Fate.FAILED),
    ],
)
def test_refused(text, metadata, reason, fate):
    """What is no article is told with its reason, and its text is not repeated."""
    unread = refused(text, **metadata)
    assert unread.reason.startswith(reason)
    assert unread.fate is fate


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()))
    | st.binary(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
    max_leaves=5,
)
KEYS = st.sampled_from(["id", "title", "authors", "url", "source", "date", "file_path", "page_label"]) | st.text()


@given(st.text(st.characters(exclude_categories=())), st.text(max_size=300), st.dictionaries(KEYS, VALUES))
def test_any_document(text, id_, metadata):
    """Whatever a reader gives becomes a draft or an unread one, and never an exception."""
    document = Document(text=text, id_=id_, metadata=metadata | {"pubdate": 10**5_000})
    drawn = draft_of(document, "main")
    assert isinstance(drawn, (Draft, Unread))
    assert (drawn.origin.path + getattr(drawn, "reason", "")).isprintable()


def test_steps_on_their_own():
    """The steps of the path run in anyone's pipeline over anyone's documents, and leave exact slices."""
    embedder, recipe = HashingEmbedder(), Recipe(20, 0)
    steps = [
        ReadDocument(), NoteAgency(), CleanText(), DescribeArticle(datetime.now(UTC)),
        FindSentences(recipe, embedder), PackPassages(recipe), EmbedPassages(embedder, lambda: False),
    ]  # fmt: skip
    text = (
        "LISBON (Reuters) - It rained on Monday.\n\nShare on Facebook\n\nIt rained on Monday. Nobody was hurt at all."
    )
    documents = [Document(text=text, id_="a", metadata={"headline": "Rain", "mine": 1}), Document(text="", id_="b")]
    nodes = IngestionPipeline(transformations=steps, disable_cache=True).run(documents=documents)
    assert documents[0].metadata["mine"] == 1
    assert "Share on Facebook" not in documents[0].text
    assert {node.ref_doc_id for node in nodes} == {"a"}
    assert all(documents[0].text[node.start_char_idx : node.end_char_idx] == node.text for node in nodes)
    assert len(nodes) > 1
    assert all(len(node.embedding) == 64 for node in nodes)


def test_reading_a_broken_document():
    """In a pipeline, a document that is no article ends it with its name and the reason."""
    with pytest.raises(IngestError, match=r"news/a\.png: not text"):
        ReadDocument()([TextNode(text="\0", metadata={"file_path": "/news/a.png"})])
