import pytest

from bot.domain.article import MAIN
from bot.errors import IngestError
from bot.ingestion.drafts import Draft, Fields, Origin
from bot.ingestion.identity import Identity, canonical_url, identify, web_address


def draft(text="Text.", source="news/a.txt", line=None, **fields):
    return Draft(Origin(source, f"/x/{source}", line), text, Fields(**fields))


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://News.Example:443/Path/?utm_source=x&id=7&fbclid=y#top", "https://news.example/Path?id=7"),
        ("http://news.example:80", "http://news.example"),
        ("http://news.example/", "http://news.example"),
        ("https://news.example:8443/a//b/", "https://news.example:8443/a//b"),
        ("https://me:pw@news.example/a?gclid=1&&b", "https://news.example/a?b"),
        ("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a"),
        (" https://news.example/a ", "https://news.example/a"),
        ("ftp://news.example/a", None),
        ("javascript:alert(1)", None),
        ("news.example/a", None),
        ("https://", None),
        ("https://news.example:99999/a", None),
        ("https://[::1/a", None),
        ("https://news.example/a b", None),
        ("https://news.example/\u202ea", None),
    ],
)
def test_canonical_url(url, canonical):
    """Addresses of one page have one spelling; what is no web address has none."""
    assert canonical_url(url) == canonical
    assert (web_address(url) is None) == (canonical is None)


def test_order_of_identities():
    """An explicit id wins over the URL, the URL over the path; a URL that is none counts for nothing."""
    path = identify(draft(), "main", "1").article_id
    url = identify(draft(url="https://a.example/x"), "main", "1").article_id
    assert identify(draft(id="my id", url="https://a.example/x"), "main", "1").article_id == "my id"
    assert len(path) == len(url) == 12
    assert path != url
    assert identify(draft(url="https://a.example/x/?utm_medium=m", source="other.md"), "else", "1").article_id == url
    assert identify(draft(url="nonsense"), "main", "1").article_id == path
    assert identify(draft(), "else", "1").article_id != path
    assert identify(draft(line=2), "main", "1").article_id != path


@pytest.mark.parametrize("given", [" a", "a\n", "a\x1b", "a\u202eb", "x" * 201, "a\ufffd", "a  b"])
def test_ids_that_cannot_be_used(given):
    """An id is 1 to 200 visible characters without space at its ends."""
    with pytest.raises(IngestError, match="the id"):
        identify(draft(id=given), "main", "1")


def test_content_hash():
    """The hash changes with text, fields, collection and recipe, and with nothing else."""
    first = identify(draft(), "main", "1").content_hash
    assert identify(draft(source="moved.txt"), "main", "1").content_hash == first
    others = [
        identify(draft("Other."), "main", "1"),
        identify(draft(title=""), "main", "1"),
        identify(draft(title="Text."), "main", "1"),
        identify(draft(author="Text."), "main", "1"),
        identify(draft(), "other", "1"),
        identify(draft(), "main", "2"),
    ]
    assert len({first, *(other.content_hash for other in others)}) == 7


def test_the_main_collection_counts_under_its_first_name():
    """Ids and hashes in the main collection are those that were stored while it was called `default`."""
    then = "5281d91767f3834e89eebe54f5986f5a6454550e0ec0df0f2bcaf6a44573861d"
    assert identify(draft(), MAIN, "1") == Identity("63f36ae4ee3e", then)
