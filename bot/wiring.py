"""Settings become real parts: the only place that names concrete ones. Each is imported when it is asked for.

Leaves out every decision that is not a choice of part: the parts get their own section of the settings.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import NotConfigured

if TYPE_CHECKING:
    from bot.answering.answerer import Answerer
    from bot.ingestion.ingestor import Ingestor
    from bot.ingestion.recipe import Recipe
    from bot.library.library import Library
    from bot.library.vectors import VectorStore
    from bot.models.embedder import Embedder
    from bot.search.finding import Search
    from bot.settings.settings import Settings


def embedder(settings: "Settings") -> "Embedder":
    """What turns text into vectors. Raises NotConfigured, ModelError."""
    if settings.embedder.kind == "embedded":
        from bot.models.onnx_embedder import MiniLMEmbedder

        return MiniLMEmbedder()
    from bot.models.openai_embedder import OpenAIEmbedder

    wanted = settings.embedder
    if wanted.model is None:
        raise NotConfigured("embedder.kind is openai, but embedder.model is not set; name the service's model")
    return OpenAIEmbedder(
        model=wanted.model,
        base_url=wanted.base_url,
        api_key=wanted.api_key.get_secret_value() if wanted.api_key else None,
        dimension=wanted.dimension,
    )


EXACT_IN_ONE_QUESTION = 100_000
"""Passages that a process which asks once searches exactly: reading so many vectors takes less time than importing
chromadb (docs/benchmarks.md). A process that stays asks the published vectors, which need less memory."""


def library(settings: "Settings", embedder_: "Embedder | None" = None, *, once: bool = False) -> "Library":
    """Where the articles live; nothing is opened yet. `once`: one question will be asked.

    Raises NotConfigured, ModelError, ConfigurationError.
    """
    from bot.ingestion.recipe import built_with
    from bot.library.library import Library

    built = built_with(embedder_ or embedder(settings), _recipe(settings))
    if once:
        return Library(settings.data_dir, built, _vectors(settings), exact_limit=EXACT_IN_ONE_QUESTION)
    return Library(settings.data_dir, built, _vectors(settings))


def ingestor(settings: "Settings") -> "Ingestor":
    """The path of an article."""
    from bot.ingestion.ingestor import Ingestor

    model = embedder(settings)
    return Ingestor(library(settings, model), model, _recipe(settings))


def search(settings: "Settings") -> "Search":
    """From a question to its passages."""
    from bot.search.finding import Search

    model = embedder(settings)
    return Search(library(settings, model), model, settings.search)


def answerer(settings: "Settings", *, once: bool = False) -> "Answerer":
    """The path of a question. `once`: the process will ask one and end."""
    from bot.models.onnx_embedder import MiniLMEmbedder
    from bot.models.onnx_reader import MiniLMReader

    model, reader = embedder(settings), MiniLMReader()
    if once:  # the models' files are read while the rest is imported
        reader.prepare()
        if isinstance(model, MiniLMEmbedder):
            model.prepare()
    from bot.answering.answerer import Answerer
    from bot.answering.extractive import ExtractiveWriter
    from bot.answering.prover import Prover
    from bot.answering.sentence_reader import SentenceReader
    from bot.search.finding import Search

    articles = library(settings, model, once=once)
    return Answerer(
        search=Search(articles, model, settings.search),
        reader=SentenceReader(reader),
        writer=ExtractiveWriter(),
        prover=Prover(articles),
        most_hits=settings.answering.evidence,
    )


def sample_articles() -> Path:
    """The sample corpus: inside the package when installed, beside it in a clone. Raises NotConfigured."""
    package = Path(__file__).parent
    packaged, cloned = package / "sample_articles", package.parent / "corpus" / "articles"
    for folder in (packaged, cloned):
        if folder.is_dir():
            return folder
    raise NotConfigured(f"the sample articles are neither in {packaged} nor in {cloned}; install newsdesk again")


def _recipe(settings: "Settings") -> "Recipe":
    from bot.ingestion.recipe import Recipe

    return Recipe(settings.ingestion.passage_tokens, settings.ingestion.overlap_sentences)


def _vectors(settings: "Settings") -> "VectorStore":
    if settings.chroma.url is not None:
        from bot.library.chroma_server import ChromaServer

        return ChromaServer(settings.chroma.url)
    from bot.library.chroma_folder import ChromaFolder

    return ChromaFolder(settings.data_dir)
