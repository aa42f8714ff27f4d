"""newsdesk as a LlamaIndex query engine: the response is the proved answer, its source nodes are the exact quotes."""

# LlamaIndex's classes, which mypy does not follow:

import asyncio
from collections.abc import Callable
from datetime import datetime

from llama_index.core.base.response.schema import Response
from llama_index.core.bridge.pydantic import Field
from llama_index.core.query_engine import CustomQueryEngine

from bot import wiring
from bot.answering.answerer import Answerer
from bot.domain.answer import Answer
from bot.domain.caller import Caller
from bot.domain.question import Filters
from bot.integrations.llama_index.asking import asked
from bot.integrations.llama_index.nodes import quote_nodes
from bot.integrations.llama_index.parts import Late, Source, settings_of
from bot.rendering.answer_json import to_json
from bot.rendering.answer_text import brief
from bot.rendering.paragraphs import plain

CALLER = Caller("llama_index")
"""Who asks, in receipts and budgets, unless the program that asks says more."""


class NewsdeskQueryEngine(CustomQueryEngine):
    """Answers from the articles, or says that they do not; `response.metadata` is the answer as `ask --json` prints it.

    An abstention is a response without source nodes whose metadata's `outcome` is `abstained`. A NewsdeskError (an
    empty library, a model service that is away) comes through as it is.
    """

    answerer: Callable[[], Answerer] = Field(exclude=True, repr=False, description="Gives the answerer when asked.")
    filters: Filters = Field(default_factory=Filters, description="What an answer may rest on.")
    asked_at: datetime | None = Field(default=None, description="Answer as of this moment; None: now.")
    caller: Caller = Field(default=CALLER, description="Who asks, as receipts and budgets name them.")

    @classmethod
    def from_settings(
        cls,
        settings: Source = None,
        *,
        filters: Filters | None = None,
        asked_at: datetime | None = None,
        caller: Caller = CALLER,
    ) -> "NewsdeskQueryEngine":
        """Over the library of these settings, of this data folder, or (None) the one that `newsdesk` itself uses.

        Raises ConfigurationError, UsageError.
        """
        chosen = settings_of(settings)
        return cls(
            answerer=Late(wiring.answerer, chosen),
            filters=filters or Filters(timezone=chosen.timezone),
            asked_at=asked_at,
            caller=caller,
        )

    def custom_query(self, query_str: str) -> Response:
        """The answer to one question. Raises UsageError, LibraryError, ModelError."""
        answer = self.answerer().answer(asked(query_str, self.filters, self.asked_at), self.caller)
        return Response(response_text(answer), source_nodes=quote_nodes(answer), metadata=to_json(answer))

    async def acustom_query(self, query_str: str) -> Response:
        """The same, in a thread of its own."""
        return await asyncio.to_thread(self.custom_query, query_str)


def response_text(answer: Answer) -> str:
    """The answer as `newsdesk chat` says it: short answer, statements with [n], a line for each source, notes.

    Or why there is no answer. The quotes are not in it: those are the source nodes. Safe to print.
    """
    return plain(brief(answer)).rstrip("\n")
