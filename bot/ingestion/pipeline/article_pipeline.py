"""The path of an article as one list of llama-index transformations, run in two stretches.

agency, clean, describe, (yours), sentences | passages, embed. The bar is where articles wait for each other: the second
stretch runs in the background on one batch while the first prepares the next. llama-index's cache stays off, since it
would keep a second copy of every text; what is unchanged never comes here.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby
from typing import TypeAlias

from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.schema import BaseNode, Document, TransformComponent

from bot.domain.article import Article
from bot.ingestion.drafts import Origin, Unread
from bot.ingestion.passages import heading
from bot.ingestion.pipeline import transformations as steps
from bot.ingestion.pipeline import translation
from bot.ingestion.prepared import Prepared
from bot.ingestion.recipe import Recipe
from bot.ingestion.recognising import Recognised
from bot.ingestion.report import Fate
from bot.library.records import ArticleRecord
from bot.models.embedder import Embedder

Transformation: TypeAlias = TransformComponent
"""What a step of one's own must be: a llama-index component that takes and returns `Document`s."""

_HEADING_TOKENS = 50
"""Most tokens of title and date above a passage: 200 and these fit the embedding model's 256."""
_SPECIAL_TOKENS = 2


class ArticlePipeline:
    """Takes drafts to records. `transformations` of one's own are run on `Document`s, after describing."""

    def __init__(
        self,
        embedder: Embedder,
        recipe: Recipe,
        now: datetime,
        *,
        transformations: Sequence[Transformation] = (),
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._embedder = embedder
        self._heading_tokens = max(
            0, min(_HEADING_TOKENS, embedder.max_tokens - recipe.passage_tokens - _SPECIAL_TOKENS)
        )
        sentences = steps.FindSentences(recipe, embedder)
        self._articles = _pipeline(
            steps.NoteAgency(), steps.CleanText(), steps.DescribeArticle(now), *transformations, sentences
        )
        self._sentences = _pipeline(sentences)
        self._passages = _pipeline(steps.PackPassages(recipe), steps.EmbedPassages(embedder, stopped))

    def prepare(self, recognised: Sequence[Recognised]) -> list[Prepared | Unread]:
        """The first stretch, with one result for each draft, in order. A draft that breaks a step fails alone."""
        try:
            return self._prepare(recognised)
        except Exception as error:  # noqa: BLE001 - a door: anyone's transformations run behind it, on anyone's texts
            if len(recognised) > 1:
                return [result for each in recognised for result in self.prepare([each])]
            return [
                Unread(recognised[0].draft.origin, f"a step of its path broke ({type(error).__name__}: {error})"[:300])
            ]

    def split_again(self, article: Article, origin: Origin) -> Prepared:
        """A stored article with its sentences found anew."""
        (document,) = self._sentences.run(documents=[translation.document_of_article(article)])
        return Prepared(article, translation.sentences_of(document), origin, Fate.UPDATED)

    def embed(self, articles: Sequence[Prepared]) -> list[ArticleRecord]:
        """The second stretch: one record for each article, in order."""
        nodes = self._passages.run(documents=[self._document(each) for each in articles])
        by_article = {source: list(group) for source, group in groupby(nodes, key=lambda node: node.ref_doc_id)}
        dimension = self._embedder.dimension
        return [translation.record_from(each, by_article.get(each.article.id, []), dimension) for each in articles]

    def _prepare(self, recognised: Sequence[Recognised]) -> list[Prepared | Unread]:
        documents: Sequence[BaseNode] = self._articles.run(
            documents=[translation.document_of_draft(each) for each in recognised]
        )
        by_id = {document.id_: document for document in documents}
        return [_result(each, by_id.get(each.identity.article_id)) for each in recognised]

    def _document(self, prepared: Prepared) -> Document:
        above = heading(prepared.article, self._heading_tokens, self._embedder.count_tokens)
        return translation.document_of_prepared(prepared, above)


def _pipeline(*transformations: TransformComponent) -> IngestionPipeline:
    return IngestionPipeline(name="newsdesk", transformations=list(transformations), disable_cache=True)


def _result(recognised: Recognised, document: BaseNode | None) -> Prepared | Unread:
    origin = recognised.draft.origin
    if document is None:
        return Unread(origin, "left out by a transformation", Fate.SKIPPED)
    prepared = translation.prepared_from(document, recognised)
    if not prepared.sentences:
        return Unread(origin, "nothing is left after cleaning: only markup or site boilerplate", Fate.SKIPPED)
    return prepared
