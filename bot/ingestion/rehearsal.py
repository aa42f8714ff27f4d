"""What a dry run asks instead of a library's writer: nothing is locked, created or changed."""

from collections.abc import Mapping, Sequence

from bot.errors import ArticleNotFound, LibraryDamaged
from bot.library.library import Library
from bot.library.records import Known


class Rehearsal:
    """Knows what is stored, from reading alone. It cannot see where a file lay: a conflict looks like a change."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def known(self, article_ids: Sequence[str]) -> Mapping[str, Known]:
        """What is stored under these identities; those not there are left out, and so is all without a library."""
        found = (self._known(article_id) for article_id in article_ids)
        return {known.article_id: known for known in found if known is not None}

    def _known(self, article_id: str) -> Known | None:
        try:
            article = self._library.article(article_id)
        except ArticleNotFound:
            return None
        except LibraryDamaged:
            return Known(article_id, content_hash="", location=None, source_path=None, collection=None)
        return Known(article_id, article.content_hash, None, article.source_path, article.collection)
