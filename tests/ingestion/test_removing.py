"""Taking articles out, with what answers have kept of them."""

import pytest

from bot.errors import ArticleNotFound, LedgerError
from bot.ingestion.removing import Removed, remove
from bot.ledger.ledger import Ledger
from tests.ledger.making import article, receipt


def test_receipts_go_with_the_article(ingestor, library, folder, tmp_path):
    """The articles are gone, and so are the receipts that hold their words; others stay."""
    ingestor.ingest([folder(a_md="---\nid: a\n---\nOne.", b_md="---\nid: b\n---\nTwo.")])
    ledger = Ledger(tmp_path, keep_days=10_000)
    for article_id in ("a", "b"):
        ledger.record(receipt(sources=(article(article_id),)))
    assert remove(library, ledger, ["a"]) == Removed(articles=1, answers=1)
    assert [each.id for each in library.articles()] == ["b"]
    assert len(ledger.receipts()) == 1
    with pytest.raises(ArticleNotFound):
        library.article("a")


def test_nothing_goes_if_receipts_stay(ingestor, library, folder, tmp_path):
    """Where the ledger cannot be read, no article is removed: its words would be left."""
    ingestor.ingest([folder(a_md="---\nid: a\n---\nOne.")])
    (tmp_path / "ledger.db").write_bytes(b"no ledger" * 1000)
    with pytest.raises(LedgerError, match="No article was removed"):
        remove(library, Ledger(tmp_path, keep_days=10_000), ["a"])
    assert [each.id for each in library.articles()] == ["a"]
