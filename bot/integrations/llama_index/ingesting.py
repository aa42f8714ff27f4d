"""LlamaIndex's readers inside newsdesk: their documents become articles of the library, as files do."""

from collections.abc import Iterable, Iterator, Sequence

from llama_index.core.schema import BaseNode

from bot import wiring
from bot.domain.article import MAIN
from bot.ingestion.drafts import Draft, Origin, Unread
from bot.ingestion.ingestor import Ingestor
from bot.ingestion.intake import Intake
from bot.ingestion.pipeline import Transformation
from bot.ingestion.recipe import Recipe
from bot.ingestion.report import IngestReport
from bot.integrations.llama_index.documents import draft_of
from bot.integrations.llama_index.parts import Source, settings_of


def ingest_documents(
    documents: Iterable[BaseNode],
    settings: Source = None,
    *,
    collection: str = MAIN,
    transformations: Sequence[Transformation] = (),
) -> IngestReport:
    """Take documents into the library of these settings, of this data folder, or (None) `newsdesk`'s own.

    One document is one article; what cannot be taken in is in the report, with the reason, and the rest goes on.
    Documents may be a generator: some are held at a time. What is there and has not changed costs a hash.

    Raises:
        UsageError: the collection's name cannot be shown.
        LibraryError: the library cannot be written, or was built with other settings.
        ModelError: the embedding model failed.

    """
    chosen = settings_of(settings)
    embedder = wiring.embedder(chosen)
    recipe = Recipe(chosen.ingestion.passage_tokens, chosen.ingestion.overlap_sentences)
    ingestor = Ingestor(wiring.library(chosen, embedder), embedder, recipe, transformations=transformations)
    return ingestor.take_in(DocumentIntake(documents, collection), collection=collection)


class DocumentIntake(Intake):
    """Documents instead of files; how many there are is not known before the end."""

    def __init__(self, documents: Iterable[BaseNode], collection: str) -> None:
        super().__init__(())
        self._documents = documents
        self._collection = collection

    def _members(self) -> Iterator[tuple[Draft | Unread, int]]:
        for document in self._documents:
            if isinstance(document, BaseNode):
                yield draft_of(document, self._collection), 0
            else:
                kind = type(document).__name__
                yield Unread(Origin(f"a {kind}", ""), f"a {kind} is no document of llama-index"), 0
