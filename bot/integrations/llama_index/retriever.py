"""newsdesk's search as a LlamaIndex retriever. Leaves out the reading: a node is found, not yet known to answer."""

# LlamaIndex's classes, which mypy does not follow:

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle

from bot import wiring
from bot.domain.question import Filters
from bot.errors import UsageError
from bot.integrations.llama_index.asking import asked
from bot.integrations.llama_index.nodes import retrieved
from bot.integrations.llama_index.parts import Late, Source, settings_of
from bot.search.finding import Search


class NewsdeskRetriever(BaseRetriever):
    """Finds passages by meaning and by words, fused, weighted by date, one copy of each text; best first.

    `search` gives the search when the first query comes; `asked_at`: as of this moment (None: now). A NewsdeskError
    (an empty library, a model service that is away) comes through as it is.
    """

    def __init__(
        self,
        search: Callable[[], Search],
        *,
        filters: Filters | None = None,
        asked_at: datetime | None = None,
        similarity_top_k: int = 8,
        **given: Any,
    ) -> None:
        """Use this search. `given` goes to `BaseRetriever`. Raises UsageError."""
        if similarity_top_k < 1:
            raise UsageError(f"similarity_top_k is {similarity_top_k}; at least 1 passage must be wanted.")
        super().__init__(**given)
        self._search = search
        self._filters = filters or Filters()
        self._asked_at = asked_at
        self._most = similarity_top_k

    @classmethod
    def from_settings(
        cls,
        settings: Source = None,
        *,
        filters: Filters | None = None,
        asked_at: datetime | None = None,
        similarity_top_k: int | None = None,
    ) -> "NewsdeskRetriever":
        """Over the library of these settings, of this data folder, or (None) the one that `newsdesk` itself uses.

        As many passages as an answer may rest on, unless told otherwise; never more than `search.hits`.
        Raises ConfigurationError, UsageError.
        """
        chosen = settings_of(settings)
        return cls(
            Late(wiring.search, chosen),
            filters=filters or Filters(timezone=chosen.timezone),
            asked_at=asked_at,
            similarity_top_k=chosen.answering.evidence if similarity_top_k is None else similarity_top_k,
        )

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = self._search().find(asked(query_bundle.query_str, self._filters, self._asked_at))
        return [retrieved(hit) for hit in found.hits[: self._most]]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)
