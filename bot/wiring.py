"""Settings become real parts: the only place that names concrete ones. Each is imported when it is asked for.

Leaves out every decision that is not a choice of part: the parts get their own section of the settings.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from bot.domain.answer import Engine
from bot.errors import NotConfigured

if TYPE_CHECKING:
    from bot.answering.account import Account
    from bot.answering.answerer import Answerer
    from bot.answering.case import Understanding, Writing
    from bot.answering.checking.checker import Checker
    from bot.answering.conversation import Conversation
    from bot.answering.prompts import Prompt
    from bot.answering.proving.ground import Grounder
    from bot.ingestion.ingestor import Ingestor
    from bot.ingestion.recipe import Recipe
    from bot.ledger.community import Community
    from bot.ledger.ledger import Ledger
    from bot.ledger.spending import Limits
    from bot.library.library import Library
    from bot.library.vectors import VectorStore
    from bot.models.embedder import Embedder
    from bot.models.onnx_reader import MiniLMReader
    from bot.models.openai_chat import OpenAIChat
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


def engine(settings: "Settings") -> Engine:
    """Who writes answers. Raises NotConfigured if it is to be a language model and none is set."""
    chosen = settings.chat.engine or (Engine.EXTRACTIVE if settings.chat.model is None else Engine.GENERATIVE)
    if chosen == Engine.GENERATIVE and settings.chat.model is None:
        raise NotConfigured(
            "The engine is to be generative, but no language model is set: name one in chat.model (docs/cli.md)."
        )
    return Engine(chosen)


def answerer(settings: "Settings", *, once: bool = False, books: "Ledger | None" = None) -> "Answerer":
    """The path of a question. `once`: the process will ask one, without a history, and end.

    `books`: where receipts and spending go; None: beside the library.

    Raises NotConfigured, ConfigurationError.
    """
    writes = engine(settings)
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
    from bot.answering.receipts import Receipts
    from bot.answering.sentence_reader import SentenceReader
    from bot.search.finding import Search

    articles = library(settings, model, once=once)
    books = books or ledger(settings)
    writing: Writing | None = None
    conversation: Understanding | None = None
    if writes is Engine.GENERATIVE:
        writing, conversation = _by_model(settings, reader, model, books)
    elif not once:
        from bot.answering.conversation import Conversation

        conversation = Conversation(None, settings.chat.history_tokens)
    return Answerer(
        search=Search(articles, model, settings.search),
        reader=SentenceReader(reader),
        writer=ExtractiveWriter(settings.answering.threshold),
        prover=Prover(articles),
        most_hits=settings.answering.evidence,
        writing=writing,
        conversation=conversation,
        receipts=Receipts(books) if settings.ledger.receipts else None,
    )


def ledger(settings: "Settings") -> "Ledger":
    """What was answered and spent; nothing is opened yet."""
    from bot.ledger.ledger import Ledger

    return Ledger(settings.data_dir, settings.ledger.keep_days)


def community(settings: "Settings") -> "Community":
    """Servers, callers' names, messages that show answers, marks; nothing is opened yet."""
    from bot.ledger.community import Community

    return Community(settings.data_dir)


def limits(settings: "Settings") -> "Limits":
    """What language models may cost."""
    from dataclasses import fields

    from bot.ledger.spending import Limits

    return Limits(**{limit.name: getattr(settings.chat, limit.name) for limit in fields(Limits)})


def account(settings: "Settings", books: "Ledger | None" = None) -> "Account":
    """What a language model's requests are booked on and limited by; `books`: where, None: beside the library."""
    from bot.answering.account import Account
    from bot.ledger.spending import Price

    price = settings.chat.prices.get(settings.chat.model or "")
    per_token = Price(price.input, price.output) if price else None
    return Account(books or ledger(settings), limits(settings), per_token)


def chat_model(settings: "Settings") -> "OpenAIChat":
    """The language model. Raises NotConfigured, ModelError."""
    from bot.models.openai_chat import OpenAIChat

    wanted = settings.chat
    if wanted.model is None:
        raise NotConfigured("No language model is set: name one in chat.model (docs/cli.md).")
    return OpenAIChat(wanted)


def prompts(settings: "Settings", *tasks: str) -> "dict[str, Prompt]":
    """What the language model is told, by task: one's own wording, else the packaged one, which a clone has beside it.

    Raises ConfigurationError.
    """
    from bot.answering.prompts import load

    package = Path(__file__).parent
    packaged = package / "prompts" if (package / "prompts").is_dir() else package.parent / "prompts"
    folders = [*([settings.prompts_dir] if settings.prompts_dir else []), packaged]
    return {task: load(task, folders) for task in tasks}


def grounder(settings: "Settings") -> "Grounder":
    """What finds in the evidence what a statement in a model's words says."""
    from bot.answering.proving.ground import Grounder
    from bot.models.onnx_reader import MiniLMReader

    return Grounder(MiniLMReader(), embedder(settings), enough=settings.answering.support)


def checker(settings: "Settings") -> "Checker":
    """What holds a text against the articles, sentence by sentence."""
    from bot.answering.checking.checker import Checker
    from bot.answering.prover import Prover
    from bot.answering.proving.ground import Grounder
    from bot.ingestion.sentences import find_sentences
    from bot.models.onnx_reader import MiniLMReader
    from bot.search.finding import Search

    model = embedder(settings)
    articles = library(settings, model)
    timeless = settings.search.model_copy(update={"recency_floor": 1.0})  # a statement may be about any time
    return Checker(
        Search(articles, model, timeless),
        Grounder(MiniLMReader(), model),
        model,
        Prover(articles),
        split=find_sentences,
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


def _by_model(
    settings: "Settings", reader: "MiniLMReader", embedder_: "Embedder", books: "Ledger"
) -> "tuple[Writing, Conversation]":
    """What writes with the language model, and what has it rewrite follow-ups."""
    from bot.answering.authoring import Author
    from bot.answering.conversation import Conversation, Rewriter
    from bot.answering.generated import GeneratedAnswers
    from bot.answering.generative import GenerativeWriter
    from bot.answering.proving.ground import Grounder

    chat, model = settings.chat, chat_model(settings)
    spending = account(settings, books)
    told = prompts(settings, "answer", "standalone")
    writer = GenerativeWriter(model, told["answer"], chat.answer_tokens)
    grounds = Grounder(reader, embedder_, enough=settings.answering.support)
    author = Author(writer, grounds, spending, chat.evidence_tokens)
    return GeneratedAnswers(author), Conversation(Rewriter(model, told["standalone"], spending), chat.history_tokens)


def _recipe(settings: "Settings") -> "Recipe":
    from bot.ingestion.recipe import Recipe

    return Recipe(settings.ingestion.passage_tokens, settings.ingestion.overlap_sentences)


def _vectors(settings: "Settings") -> "VectorStore":
    if settings.chroma.url is not None:
        from bot.library.chroma_server import ChromaServer

        return ChromaServer(settings.chroma.url)
    from bot.library.chroma_folder import ChromaFolder

    return ChromaFolder(settings.data_dir)
