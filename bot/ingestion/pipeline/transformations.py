"""The steps of an article's path as llama-index transformations. Each is thin: the rules lie in the rooms' own modules.

Between the steps a `Document` is an article: its text, and under the keys of `translation.Key` what is known of it.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.node_parser import NodeParser
from llama_index.core.schema import (
    BaseNode,
    Document,
    MetadataMode,
    NodeRelationship,
    RelatedNodeInfo,
    TextNode,
    TransformComponent,
)

from bot.domain.article import Sentence
from bot.errors import IngestError
from bot.ingestion.cleaning import clean
from bot.ingestion.describing import describe, find_agency
from bot.ingestion.drafts import Markup
from bot.ingestion.languages import guess_language
from bot.ingestion.passages import measure, pack
from bot.ingestion.pipeline import translation
from bot.ingestion.pipeline.translation import Key
from bot.ingestion.recipe import Recipe
from bot.ingestion.sentences import find_sentences
from bot.models.embedder import Embedder

_SLICE = 256
"""Texts given to the embedder at once: enough to keep its workers busy, few enough to stop soon when interrupted."""


class NoteAgency(TransformComponent):
    """Article in, article out: whose report it is noted. Goes first, since cleaning takes notices away."""

    @classmethod
    def class_name(cls) -> str:
        """By it llama-index's cache tells steps apart."""
        return "NoteAgency"

    def __call__(self, nodes: Sequence[BaseNode], **_: Any) -> Sequence[BaseNode]:
        """Note the agencies."""
        for node in nodes:
            node.metadata[Key.AGENCY.value] = find_agency(node.get_content(), translation.fields_of(node.metadata))
        return nodes


class CleanText(TransformComponent):
    """Article in, article out: markup undone, boilerplate removed."""

    @classmethod
    def class_name(cls) -> str:
        """By it llama-index's cache tells steps apart."""
        return "CleanText"

    def __call__(self, nodes: Sequence[BaseNode], **_: Any) -> Sequence[BaseNode]:
        """Clean the texts in place."""
        for node in nodes:
            node.set_content(clean(node.get_content(), Markup(node.metadata[Key.MARKUP])))
        return nodes


class DescribeArticle(TransformComponent):
    """Article in, article out: title, outlet, author, date and language found; the headline leaves the text."""

    @classmethod
    def class_name(cls) -> str:
        """By it llama-index's cache tells steps apart."""
        return "DescribeArticle"

    _now: datetime = PrivateAttr()

    def __init__(self, now: datetime) -> None:
        super().__init__()
        self._now = now

    def __call__(self, nodes: Sequence[BaseNode], **_: Any) -> Sequence[BaseNode]:
        """Describe the articles in place."""
        for node in nodes:
            description = describe(node.get_content(), translation.fields_of(node.metadata), self._now)
            node.set_content(description.body)
            node.metadata.update(translation.description_metadata(description, guess_language(description.body)))
        return nodes


class FindSentences(TransformComponent):
    """Article in, article out: its sentences found and measured in tokens."""

    @classmethod
    def class_name(cls) -> str:
        """By it llama-index's cache tells steps apart."""
        return "FindSentences"

    _most: int = PrivateAttr()
    _embedder: Embedder = PrivateAttr()

    def __init__(self, recipe: Recipe, embedder: Embedder) -> None:
        super().__init__()
        self._most = recipe.passage_tokens
        self._embedder = embedder

    def __call__(self, nodes: Sequence[BaseNode], **_: Any) -> Sequence[BaseNode]:
        """Write the sentences beside the texts."""
        for node in nodes:
            text = node.get_content()
            sentences: Sequence[Sentence] = find_sentences(text, node.metadata[Key.LANGUAGE])
            node.metadata[Key.SENTENCES] = measure(text, sentences, self._most, self._embedder.count_tokens)
        return nodes


class PackPassages(NodeParser):
    """Article in, passages out: exact slices that begin and end with a sentence."""

    @classmethod
    def class_name(cls) -> str:
        """By it llama-index's cache tells steps apart."""
        return "PackPassages"

    _recipe: Recipe = PrivateAttr()

    def __init__(self, recipe: Recipe) -> None:
        super().__init__(include_metadata=False, include_prev_next_rel=False)
        self._recipe = recipe

    def _parse_nodes(self, nodes: Sequence[BaseNode], *_: Any, **__: Any) -> list[BaseNode]:
        return [passage for node in nodes for passage in self._passages(node)]

    def _passages(self, document: BaseNode) -> list[BaseNode]:
        text = document.get_content()
        source = RelatedNodeInfo(node_id=document.id_)  # not with the metadata: its hash would print every sentence
        return [
            TextNode(
                id_=f"{document.id_}#{ordinal}",
                text=text[start:end],
                start_char_idx=start,
                end_char_idx=end,
                metadata={Key.HEADING: document.metadata[Key.HEADING]} if document.metadata[Key.HEADING] else {},
                metadata_template="{value}",
                text_template="{metadata_str}\n{content}",
                relationships={NodeRelationship.SOURCE: source},
            )
            for ordinal, (start, end) in enumerate(pack(document.metadata[Key.SENTENCES], self._recipe))
        ]

    def _postprocess_parsed_nodes(self, nodes: list[BaseNode], parent_doc_map: dict[str, Document]) -> list[BaseNode]:  # noqa: ARG002 - llama-index's signature
        """Leave the spans alone: the original looks each slice up in the text again and finds repeated ones wrongly."""
        return nodes


class EmbedPassages(TransformComponent):
    """Passages in, passages out: their vectors added, made of heading and slice."""

    @classmethod
    def class_name(cls) -> str:
        """By it llama-index's cache tells steps apart."""
        return "EmbedPassages"

    _embedder: Embedder = PrivateAttr()
    _stopped: Callable[[], bool] = PrivateAttr()

    def __init__(self, embedder: Embedder, stopped: Callable[[], bool]) -> None:
        super().__init__()
        self._embedder = embedder
        self._stopped = stopped

    def __call__(self, nodes: Sequence[BaseNode], **_: Any) -> Sequence[BaseNode]:
        """Embed the passages, some at a time."""
        for first in range(0, len(nodes), _SLICE):
            if self._stopped():
                raise IngestError("The ingest was stopped.")
            some = nodes[first : first + _SLICE]
            vectors = self._embedder.embed([node.get_content(metadata_mode=MetadataMode.EMBED) for node in some])
            for node, vector in zip(some, vectors, strict=True):
                node.embedding = vector.tolist()
        return nodes
